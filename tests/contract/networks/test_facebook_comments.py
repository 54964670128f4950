"""Comments on Facebook: reading them all, answering them, and the edit that looks like an answer."""

import pytest

from local.networks import CitizenClient, CitizenRefusedError, Control
from tests.contract.networks.clients import FacebookClient, error_of

FIELDS = "id,message,from,created_time,parent{id},is_hidden,can_comment"


@pytest.fixture
def post_id(facebook: FacebookClient) -> str:
    return facebook.published("Aviso")


def test_C06_only_the_stream_shows_answers_to_comments(
    facebook: FacebookClient, post_id: str, lupita: CitizenClient, jose: CitizenClient
) -> None:
    top = lupita.comment_on_facebook(post_id, "Hay un bache")
    answer = jose.comment_on_facebook(top, "Aquí también")
    deeper = lupita.comment_on_facebook(answer, "¿En qué calle?")
    stream = facebook.comments(post_id, filter="stream", order="chronological", fields=FIELDS)
    assert [one["id"] for one in stream] == [top, answer, deeper]
    assert [one.get("parent", {}).get("id") for one in stream] == [None, top, answer]
    assert [one["id"] for one in facebook.comments(post_id, order="chronological")] == [top]
    assert [one["id"] for one in facebook.comments(top)] == [answer]
    assert stream[0]["from"] == {"name": lupita.person.name, "id": lupita.person.facebook_id}


def test_without_an_order_the_newest_come_first(facebook: FacebookClient, post_id: str, lupita: CitizenClient) -> None:
    made = [lupita.comment_on_facebook(post_id, f"Comentario {number}") for number in range(3)]
    assert [one["id"] for one in facebook.comments(post_id)] == made[::-1]
    assert [one["id"] for one in facebook.comments(post_id, order="chronological")] == made


def test_pages_in_order_give_each_comment_once(facebook: FacebookClient, post_id: str, lupita: CitizenClient) -> None:
    made = [lupita.comment_on_facebook(post_id, f"Comentario {number}") for number in range(5)]
    asked = {"filter": "stream", "order": "chronological", "limit": "2"}
    read, after = [], ""
    for _ in range(3):
        page = facebook.get(f"{post_id}/comments", **asked, after=after).json()
        read += [one["id"] for one in page["data"]]
        after = page["paging"]["cursors"]["after"]
    assert read == made


def test_C04_cursors_survive_what_comes_and_goes(facebook: FacebookClient, post_id: str, lupita: CitizenClient) -> None:
    made = [lupita.comment_on_facebook(post_id, f"Comentario {number}") for number in range(6)]
    asked = {"filter": "stream", "order": "chronological", "limit": 3}
    first = facebook.get(f"{post_id}/comments", **asked).json()
    lupita.delete_on_facebook(made[0])
    lupita.delete_on_facebook(made[2])
    after = first["paging"]["cursors"]["after"]
    second = facebook.get(f"{post_id}/comments", **asked, after=after).json()
    assert [one["id"] for one in second["data"]] == made[3:]
    assert "next" in first["paging"]
    assert "next" not in second["paging"]
    before = second["paging"]["cursors"]["before"]
    assert [one["id"] for one in facebook.comments(post_id, **asked, before=before)] == [made[1]]


def test_an_answer_has_an_id_and_a_parent_of_its_own(
    facebook: FacebookClient, post_id: str, lupita: CitizenClient, control: Control
) -> None:
    comment_id = lupita.comment_on_facebook(post_id, "Hay un bache")
    answer_id = facebook.id_of(facebook.post(f"{comment_id}/comments", message="Folio LEO-1"))
    assert answer_id != comment_id
    assert facebook.get(answer_id, fields="parent").json()["parent"]["id"] == comment_id
    replies = control.state()["replies"]["facebook"]
    assert [(one["id"], one["answers"]) for one in replies] == [(answer_id, comment_id)]


def test_the_trap_posting_to_a_comment_overwrites_it(
    facebook: FacebookClient, post_id: str, lupita: CitizenClient, control: Control
) -> None:
    comment_id = lupita.comment_on_facebook(post_id, "Hay un bache")
    assert facebook.post(comment_id, message="Folio LEO-1").json() == {"success": True}
    assert facebook.get(comment_id, fields="message").json()["message"] == "Folio LEO-1"
    assert control.state()["replies"]["facebook"] == []
    versions = control.comments()[0]["versions"]
    assert [(one["text"], one["written_by"]) for one in versions] == [
        ("Hay un bache", "ciudadano-01"),
        ("Folio LEO-1", "municipio"),
    ]


def test_C07_C08_citizens_edit_and_delete_their_own_and_no_other(
    facebook: FacebookClient, post_id: str, lupita: CitizenClient, jose: CitizenClient
) -> None:
    comment_id = lupita.comment_on_facebook(post_id, "Ay un bache")
    lupita.edit_on_facebook(comment_id, "Hay un bache")
    assert facebook.comments(post_id)[0]["message"] == "Hay un bache"
    assert facebook.comments(post_id)[0]["id"] == comment_id
    with pytest.raises(CitizenRefusedError, match="Permissions error"):
        jose.edit_on_facebook(comment_id, "no")
    with pytest.raises(CitizenRefusedError, match="Permissions error"):
        jose.delete_on_facebook(comment_id)
    lupita.delete_on_facebook(comment_id)
    assert facebook.comments(post_id) == []
    assert error_of(facebook.post(f"{comment_id}/comments", message="Gracias")) == (100, 33)


def test_C09_an_author_can_be_hidden(
    facebook: FacebookClient, post_id: str, lupita: CitizenClient, control: Control
) -> None:
    comment_id = lupita.comment_on_facebook(post_id, "Hola")
    control.hide_author(comment_id)
    assert "from" not in facebook.comments(post_id, fields=FIELDS)[0]
    control.hide_author(comment_id, is_hidden=False)
    assert "from" in facebook.comments(post_id, fields=FIELDS)[0]


def test_C09_the_page_can_hide_a_comment(facebook: FacebookClient, post_id: str, lupita: CitizenClient) -> None:
    comment_id = lupita.comment_on_facebook(post_id, "Hola")
    facebook.post(comment_id, is_hidden="true")
    assert facebook.comments(post_id, fields="is_hidden")[0]["is_hidden"] is True


def test_only_the_page_sees_who_commented(
    facebook: FacebookClient, post_id: str, lupita: CitizenClient, jose: CitizenClient
) -> None:
    lupita.comment_on_facebook(post_id, "Hola")
    facebook.token = jose.person.graph_token
    assert "from" not in facebook.comments(post_id, fields=FIELDS)[0]


def test_comments_of_a_photo_are_those_of_its_post(facebook: FacebookClient, lupita: CitizenClient) -> None:
    photo = facebook.photo(message="Un parque").json()
    comment_id = lupita.comment_on_facebook(photo["id"], "Qué bonito")
    assert [one["id"] for one in facebook.comments(photo["post_id"])] == [comment_id]


@pytest.mark.parametrize(
    "query", [{"filter": "everything"}, {"order": "random"}, {"limit": "0"}, {"after": "nonsense"}, {"since": "soon"}]
)
def test_a_parameter_that_cannot_be_is_refused(facebook: FacebookClient, post_id: str, query: dict[str, str]) -> None:
    assert error_of(facebook.get(f"{post_id}/comments", **query))[0] == 100


def test_C18_what_citizens_write_comes_back_whole(
    facebook: FacebookClient, post_id: str, lupita: CitizenClient
) -> None:
    texts = [
        "nulo \x00 aquí",
        "derecha \u202e izquierda",
        "medio \ud83d par",
        "ñ" * 65_536,
        "👏" * 10_000,
        "=HYPERLINK(1)",
    ]
    for text in texts:
        lupita.comment_on_facebook(post_id, text)
    assert [one["message"] for one in facebook.comments(post_id, order="chronological")] == texts
