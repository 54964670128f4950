"""What X lets one publish, and what it answers when it does not."""

import pytest

from local.networks import CitizenClient, CitizenRefusedError, Control, SimulatedNetworks
from local.networks.x.text import weighted_length
from tests.contract.networks.clients import XClient


def test_a_post_can_be_read_and_deleted(x: XClient, control: Control) -> None:
    post_id = x.published("Hoy no hay recolección")
    assert len(post_id) == 19
    assert int(post_id) > 2**53
    assert x.lookup(post_id).json()["data"][0]["text"] == "Hoy no hay recolección"
    assert x.delete(post_id).json() == {"data": {"deleted": True}}
    assert x.lookup(post_id).json()["errors"][0]["title"] == "Not Found Error"
    assert x.ask("GET", f"/tweets/{post_id}").status_code == 404
    assert [post["is_live"] for post in control.state()["posts"]["x"]] == [False]


def test_P30_a_post_deleted_twice_is_not_found(x: XClient) -> None:
    post_id = x.published("Hoy no hay recolección")
    x.delete(post_id)
    again = x.delete(post_id)
    assert again.status_code == 404
    assert again.json()["type"].endswith("resource-not-found")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"text": "a", "colour": "blue"}, "$.colour: is not defined in the schema"),
        ({"text": "a", "reply": {"to": "1"}}, "$.reply"),
        ({"text": 1}, "$.text"),
        ({"text": "  "}, "$.text: must not be empty"),
        ({"text": "a", "media": {"media_ids": ["1"] * 5}}, "$.media.media_ids"),
        ({"text": "a", "reply": {"in_reply_to_tweet_id": "x"}}, "$.reply.in_reply_to_tweet_id"),
        (["a"], "content-type"),
    ],
)
def test_a_body_x_does_not_define_is_refused_with_the_place(x: XClient, body: object, problem: str) -> None:
    refused = x.ask("POST", "/tweets", json=body)
    assert refused.status_code == 400
    assert refused.json()["type"] == "https://api.x.com/2/problems/invalid-request"
    assert problem in refused.json()["errors"][0]["message"]


def test_a_text_is_counted_by_weight(x: XClient) -> None:
    assert x.post("ñ" * 280).status_code == 201
    assert "too long" in x.post("ñ" * 281).json()["detail"]
    assert x.post("👍🏽" * 140).status_code == 201
    assert x.post("👍🏽" * 141).status_code == 400
    assert x.post("a" * 256 + " https://leon.gob.mx/" + "b" * 200).status_code == 201
    assert weighted_length("cafe\u0301") == 4


def test_P21_the_same_text_again_is_refused_without_an_id(x: XClient, control: Control) -> None:
    x.published("Aviso")
    refused = x.post("Aviso")
    assert refused.status_code == 403
    assert refused.json()["detail"] == "You are not allowed to create a Tweet with duplicate content."
    control.advance(86_401)
    assert x.post("Aviso").status_code == 201


def test_the_same_text_may_follow_when_the_first_was_deleted(x: XClient) -> None:
    x.delete(x.published("Aviso"))
    assert x.post("Aviso").status_code == 201


def test_Q15_only_who_mentioned_or_quoted_us_may_be_answered(x: XClient, lupita: CitizenClient) -> None:
    post_id = x.published("Aviso")
    stranger_id = lupita.post_on_x("Qué calor hace")
    refused = x.reply(stranger_id, "Sí")
    assert refused.status_code == 403
    assert refused.json()["type"] == "https://api.x.com/2/problems/not-authorized-for-resource"
    assert refused.json()["detail"].startswith("You can only reply to or quote posts where you are mentioned")
    assert x.post("Miren", quote_tweet_id=stranger_id).status_code == 403
    summons = [
        lupita.comment_on_x(post_id, "¿A qué hora?"),
        lupita.post_on_x(f"Oye @{x.account.username} hay un bache"),
        lupita.post_on_x("Vean esto", quote_tweet_id=post_id),
        post_id,
    ]
    statuses = [x.reply(answered, f"Gracias, folio {number}").status_code for number, answered in enumerate(summons)]
    assert statuses == [201, 201, 201, 201]


def test_citizens_may_answer_whom_they_like(lupita: CitizenClient, jose: CitizenClient) -> None:
    assert jose.comment_on_x(lupita.post_on_x("Qué calor hace"), "Sí")


def test_Q15_a_deleted_comment_cannot_be_answered(x: XClient, lupita: CitizenClient) -> None:
    comment_id = lupita.comment_on_x(x.published("Aviso"), "Hola")
    lupita.delete_on_x(comment_id)
    refused = x.reply(comment_id, "Hola")
    assert refused.status_code == 403
    assert "deleted or not visible" in refused.json()["detail"]


def test_an_answer_addresses_those_before_it(x: XClient, lupita: CitizenClient, jose: CitizenClient) -> None:
    comment_id = lupita.comment_on_x(x.published("Aviso"), "Hola")
    jose.comment_on_x(comment_id, "Yo también")
    shown = x.mentions(**{"tweet.fields": "display_text_range,entities,in_reply_to_user_id"}).json()["data"][0]
    lead = f"@{lupita.person.x_handle} @{x.account.username} "
    assert shown["text"] == f"{lead}Yo también"
    assert shown["display_text_range"] == [len(lead), len(lead) + len("Yo también")]
    assert [mention["username"] for mention in shown["entities"]["mentions"]] == [
        lupita.person.x_handle,
        x.account.username,
    ]
    assert shown["in_reply_to_user_id"] == lupita.person.x_id


def test_the_text_comes_back_shortened_and_escaped(x: XClient) -> None:
    post_id = x.published("A & B < C https://leon.gob.mx/x?a=1 fin")
    shown = x.lookup(post_id, **{"tweet.fields": "entities"}).json()["data"][0]
    link = shown["entities"]["urls"][0]
    assert shown["text"] == f"A &amp; B &lt; C {link['url']} fin"
    assert len(link["url"]) == 23
    assert link["expanded_url"] == "https://leon.gob.mx/x?a=1"
    assert shown["text"][link["start"] : link["end"]] == link["url"]


def test_C07_an_edit_makes_a_new_id_and_keeps_the_history(x: XClient, lupita: CitizenClient, control: Control) -> None:
    first = lupita.comment_on_x(x.published("Aviso"), "Ay un bache")
    second = lupita.edit_on_x(first, "Hay un bache")
    shown = x.mentions().json()["data"]
    assert [(one["id"], one["edit_history_tweet_ids"]) for one in shown] == [(second, [first, second])]
    versions = {one["id"]: one["text"].split(" ", 1)[1] for one in x.lookup(first, second).json()["data"]}
    assert versions == {first: "Ay un bache", second: "Hay un bache"}
    assert [version["text"] for version in control.comments()[0]["versions"]] == ["Ay un bache", "Hay un bache"]


def test_an_edit_is_for_half_an_hour_five_times_and_ones_own(
    x: XClient, lupita: CitizenClient, jose: CitizenClient, control: Control
) -> None:
    first = lupita.comment_on_x(x.published("Aviso"), "0")
    with pytest.raises(CitizenRefusedError, match="403"):
        jose.edit_on_x(first, "otro")
    newest = first
    for number in range(1, 6):
        newest = lupita.edit_on_x(newest, str(number))
    with pytest.raises(CitizenRefusedError, match="403"):
        lupita.edit_on_x(newest, "6")
    other = lupita.comment_on_x(x.published("Otro aviso"), "tarde")
    control.advance(1_801)
    with pytest.raises(CitizenRefusedError, match="403"):
        lupita.edit_on_x(other, "muy tarde")


def test_C08_deleting_any_version_deletes_the_whole(x: XClient, lupita: CitizenClient, control: Control) -> None:
    first = lupita.comment_on_x(x.published("Aviso"), "uno")
    second = lupita.edit_on_x(first, "dos")
    lupita.delete_on_x(first)
    assert "data" not in x.lookup(first, second).json()
    assert control.comments()[0]["is_live"] is False


def test_nobody_deletes_what_another_wrote(x: XClient, lupita: CitizenClient) -> None:
    comment_id = lupita.comment_on_x(x.published("Aviso"), "uno")
    assert x.delete(comment_id).status_code == 403


def test_every_operation_has_its_price(x: XClient, lupita: CitizenClient, control: Control) -> None:
    post_id = x.published("Aviso")
    x.published("Con liga https://leon.gob.mx")
    comment_id = lupita.comment_on_x(post_id, "Hola")
    x.reply(comment_id, "Folio LEO-20261123-000123")
    x.mentions()
    x.timeline()
    x.lookup(post_id, comment_id)
    x.delete(post_id)
    paid = {row["operation"]: row["usd"] for row in control.ledger()["operations"]}
    assert paid == {
        "x.create_post": 0.215,
        "x.reply": 0.01,
        "x.mentions": 0.001,
        "x.timeline": 0.003,
        "x.posts": 0.01,
        "x.delete_post": 0.01,
    }
    assert control.ledger()["usd"] == 0.249


def test_when_the_credit_is_spent_x_answers_402_and_publishes_nothing(x: XClient, control: Control) -> None:
    control.set(x_credit_usd=0.02)
    assert x.post("Uno").status_code == 201
    refused = x.post("Dos")
    assert refused.status_code == 402
    assert refused.json()["title"] == "CreditsDepleted"
    assert "x-rate-limit-remaining" in refused.headers
    assert len(control.state()["posts"]["x"]) == 1


def test_C18_what_citizens_write_comes_back_whole(
    x: XClient, lupita: CitizenClient, networks: SimulatedNetworks
) -> None:
    post_id = x.published("Aviso")
    texts = [
        "nulo \x00 aquí",
        "derecha \u202e izquierda",
        "medio \ud83d par",
        "z\u0335\u0321a\u0338lgo",
        "=HYPERLINK(1)",
    ]
    for text in texts:
        lupita.comment_on_x(post_id, text)
    read = [one["text"].split(" ", 1)[1] for one in x.mentions().json()["data"]]
    assert read == texts[::-1]
    assert [comment["text"] for comment in networks.control.comments()] == texts
