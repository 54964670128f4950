"""R12, P8: what is heard is every byte that came, without our own credentials, and only while somebody listens."""

import json

import pytest
import requests

from chalicelib.adapters.networks.facebook import FacebookComments, FacebookPage
from chalicelib.adapters.networks.hearing import Ear
from chalicelib.adapters.networks.instagram import InstagramComments
from chalicelib.adapters.networks.x import XComments
from chalicelib.domain.errors import ExternalServiceError
from tests.unit.adapters.networks.accounts import META, META_TOKENS, QUICK, X_TOKENS, X
from tests.unit.adapters.networks.scripted import Reply, Script

ODD = b'{ "data" :[],\n"paging":{},"unknown":"\\u00e1\xc3\xa1", "n": 1.0 }\r\n'
TOKEN = META.page_access_token.get_secret_value()


def facebook(script: Script) -> FacebookComments:
    return FacebookComments(META, base_url=script.url, timeouts=QUICK)


def test_R12_facebooks_answer_is_heard_to_the_byte(script: Script) -> None:
    script.then(Reply(200, ODD))
    page = facebook(script).read("1_2", None, None)
    assert page.raw
    assert [(one.status, one.body) for one in page.raw.answers] == [(200, ODD)]


def test_R12_xs_answer_is_heard_to_the_byte(script: Script) -> None:
    body = b'{"data":[],"meta":{"result_count":0}, "odd": "\\u00f1"}\n'
    script.then(Reply(200, body))
    page = XComments(X, base_url=script.url, timeouts=QUICK).read(None, None, None)
    assert page.raw
    assert [one.body for one in page.raw.answers] == [body]


def test_R12_a_page_of_instagram_is_all_the_answers_it_took(script: Script) -> None:
    reply = {"id": "3", "text": "dos", "timestamp": "2026-11-23T18:00:00+0000", "from": {"id": "9"}}
    more = {"data": [reply], "paging": {"cursors": {"after": "Q"}, "next": f"https://g.example/?access_token={TOKEN}"}}
    comment = {"id": "2", "text": "uno", "timestamp": "2026-11-23T18:00:00+0000", "from": {"id": "8"}, "replies": more}
    script.then({"comments_count": 2, "comments": {"data": [comment]}}, {"data": [{**reply, "id": "4"}]})
    page = InstagramComments(META, base_url=script.url, timeouts=QUICK).read("1", None, None)
    assert page.raw
    first, second = page.raw.answers
    assert (len(page.comments), json.loads(second.body)["data"][0]["id"]) == (3, "4")
    assert TOKEN.encode() not in first.body
    assert b"access_token=***" in first.body


@pytest.mark.parametrize("token", META_TOKENS)
@pytest.mark.parametrize("spelt", ["{}", "\\u0045AAP-token-4711 {}", "%252D{}"])
def test_P8_no_token_of_ours_stays_wherever_the_network_puts_it(script: Script, spelt: str, token: str) -> None:
    body = f'{{"data":[{{"id":"1","message":"{spelt.format(token)}"}}],"debug":"{token}","{token}":1}}'.encode()
    script.then(Reply(200, body))
    page = facebook(script).read("1_2", None, None)
    assert page.raw
    (answer,) = page.raw.answers
    assert token.encode() not in answer.body
    assert b"AAP-token" not in answer.body


def test_P8_a_refusal_that_repeats_the_token_is_heard_without_it(script: Script) -> None:
    page = FacebookPage(META, base_url=script.url, timeouts=QUICK, settle_seconds=1)
    said = {"error": {"code": 190, "message": f"Malformed access token {TOKEN}", "type": "OAuthException"}}
    script.then(Reply(400, said))
    with pytest.raises(ExternalServiceError):
        page.read_back("1_2")
    (refusal,) = page.last_look
    assert refusal.status == 400
    assert json.loads(refusal.body)["error"]["message"] == "Malformed access token ***"


def test_P8_an_absence_is_told_by_the_refusal_itself(script: Script) -> None:
    page = FacebookPage(META, base_url=script.url, timeouts=QUICK, settle_seconds=1)
    script.then(Reply(400, {"error": {"code": 100, "error_subcode": 33, "message": "does not exist"}}))
    assert page.read_back("1_2") is None
    assert [one.status for one in page.last_look] == [400]


def test_P8_xs_keys_are_cut_from_xs_answers(script: Script) -> None:
    script.then(Reply(200, {"data": [], "meta": {"result_count": 0}, "title": " ".join(X_TOKENS)}))
    page = XComments(X, base_url=script.url, timeouts=QUICK).read(None, None, None)
    assert page.raw
    assert json.loads(page.raw.answers[0].body)["title"] == "*** *** *** ***"


def test_nothing_is_held_while_nobody_listens(script: Script) -> None:
    session = requests.Session()
    ear = Ear(session, ())
    script.then({"n": 1}, {"n": 2}, {"n": 3})
    session.get(script.url, timeout=5)
    with ear.listening() as outer:
        session.get(script.url, timeout=5)
    session.get(script.url, timeout=5)
    assert [json.loads(one.body) for one in outer.answers] == [{"n": 2}]
    assert ear.last is outer
