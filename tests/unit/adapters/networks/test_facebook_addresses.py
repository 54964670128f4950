"""Addresses that a person copies from the browser are hostile: only Facebook's, only our Page's, and never called."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.adapters.networks.facebook import FacebookPage
from chalicelib.adapters.networks.facebook.addresses import Place, place_of
from chalicelib.adapters.networks.facebook.feed import feed_fields, link_to_show
from chalicelib.domain.errors import CredentialsRejectedError, TransientServiceError
from tests.unit.adapters.networks.accounts import META
from tests.unit.adapters.networks.scripted import Reply, Script

PAGE = META.page_id
SITE = "https://www.facebook.com"
AT = "2026-11-23T18:00:00+0000"
OURS = {"id": PAGE, "name": "Municipio de León"}
GONE = Reply(400, {"error": {"code": 100, "error_subcode": 33, "message": "said"}})


@pytest.fixture
def page(script: Script) -> FacebookPage:
    return FacebookPage(META, base_url=f"{script.url}/v25.0")


@pytest.mark.parametrize(
    ("address", "place"),
    [
        (f"{SITE}/{PAGE}/posts/123", Place(f"/{PAGE}/posts/123", owner=PAGE, post_number="123")),
        ("http://m.facebook.com/leon/posts/titulo-largo/123/?ref=x", Place("", owner="leon", post_number="123")),
        (f"{SITE}/leon/posts/pfbid0Abc", Place("/leon/posts/pfbid0Abc", owner="leon")),
        (f"{SITE}/permalink.php?story_fbid=123&id={PAGE}", Place("", owner=PAGE, post_number="123")),
        (f"https://m.facebook.com/story.php?story_fbid=123&id={PAGE}", Place("", owner=PAGE, post_number="123")),
        (f"{SITE}/permalink.php?story_fbid=pfbid0Abc&id={PAGE}", Place("/permalink.php")),
        (f"{SITE}/photo?fbid=55&set=a.1", Place("/photo", photo_id="55")),
        (f"{SITE}/photo.php?fbid=55", Place("/photo.php", photo_id="55")),
        (f"{SITE}/leon/photos/a.1/55/", Place("", owner="leon", photo_id="55")),
        (f"{SITE}/{PAGE}/videos/77/", Place("", owner=PAGE, video_id="77")),
        (f"{SITE}/watch/?v=77", Place("/watch", video_id="77")),
        (f"{SITE}/reel/77", Place("/reel/77", video_id="77")),
        (f"  {SITE}/leon/posts/123?comment_id=9\n", Place("", owner="leon", post_number="123", comment_number="9")),
        (f"{SITE}/share/p/1AbC/", Place("/share/p/1AbC")),
    ],
)
def test_the_forms_of_an_address_are_understood(address: str, place: Place) -> None:
    found = place_of(address)
    assert found is not None
    assert found == (place if place.path else Place(**{**vars(place), "path": found.path}))


HOSTILE = [
    "",
    "facebook.com/leon/posts/1",
    "javascript:alert(1)//www.facebook.com/leon/posts/1",
    "https://facebook.com.evil.example/leon/posts/1",
    "https://evilfacebook.com/leon/posts/1",
    "https://www.facebook.com@evil.example/leon/posts/1",
    "https://user:secret@www.facebook.com/leon/posts/1",
    "https://www.facebook.com:8443/leon/posts/1",
    "https://www.facebook.com\\@evil.example/leon/posts/1",
    "https://169.254.169.254/latest/meta-data",
    "ftp://www.facebook.com/leon/posts/1",
    "https://www.faceboоk.com/leon/posts/1",
    "https://[::1/leon/posts/1",
    "https://www.facebook.com/",
    "https://www.facebook.com/leon/posts/1?" + "a=1&" * 50,
    "https://www.facebook.com/leon/posts/1?comment_id=Y29tbWVudDox",
    "https://www.facebook.com/leon/posts/" + "1" * 3000,
    "https://www.facebook.com/leon\0/posts/1",
    "https://www.facebook.com/a\r\nHost: evil/posts/1",
]


@pytest.mark.parametrize("address", HOSTILE)
def test_what_is_no_address_of_facebook_asks_nothing(page: FacebookPage, script: Script, address: str) -> None:
    assert page.locate(address) is None
    assert script.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "https://www.facebook.com/../me/accounts/posts/1",
        "https://www.facebook.com/leon/posts/..%2f..%2fme",
        "https://www.facebook.com/photo?fbid=../me",
        "https://www.facebook.com/photo?fbid=55&fbid=66",
    ],
)
def test_an_address_with_a_way_out_in_it_is_only_ever_compared(
    page: FacebookPage, script: Script, address: str
) -> None:
    script.then({"data": []})
    assert page.locate(address) is None
    assert script.lines == [f"GET /v25.0/{PAGE}/published_posts"]


def test_another_pages_number_is_not_looked_for(page: FacebookPage, script: Script) -> None:
    assert page.locate(f"{SITE}/999/posts/1") is None
    assert page.locate(f"{SITE}/permalink.php?story_fbid=1&id=999") is None
    assert script.asked == []


def _post(number: int, **fields: Any) -> dict[str, Any]:
    return {"id": f"{PAGE}_{number}", "message": "Aviso", "created_time": AT, "from": OURS, **fields}


def test_a_post_is_found_by_its_number_only_when_the_page_wrote_it(page: FacebookPage, script: Script) -> None:
    script.then(_post(1), _post(1, **{"from": {"id": "999"}}), {**_post(1), "from": None}, GONE)
    found = page.locate(f"{SITE}/leon/posts/1")
    assert found is not None
    assert (found.network_id, found.text) == (f"{PAGE}_1", "Aviso")
    assert [page.locate(f"{SITE}/leon/posts/1") for _ in range(3)] == [None, None, None]
    assert script.lines == [f"GET /v25.0/{PAGE}_1"] * 4


def test_a_photo_leads_to_its_post_and_a_video_is_itself(page: FacebookPage, script: Script) -> None:
    script.then({"id": "55", "page_story_id": f"{PAGE}_1"}, _post(1), {"id": "56"})
    found = page.locate(f"{SITE}/photo?fbid=55")
    assert found is not None
    assert found.network_id == f"{PAGE}_1"
    assert page.locate(f"{SITE}/photo?fbid=56") is None
    video = {"id": "77", "created_time": AT, "from": OURS, "published": True, "permalink_url": "/reel/77/"}
    script.then(video, {**video, "published": False}, {**video, "from": {"id": "999"}})
    seen = [page.locate(f"{SITE}/reel/77") for _ in range(3)]
    assert seen[0] is not None
    assert (seen[0].network_id, seen[0].permalink) == ("77", f"{SITE}/reel/77/")
    assert seen[1:] == [None, None]


@pytest.mark.parametrize(("code", "subcode"), [(100, None), (10, None), (200, None), (100, 33), (803, None)])
def test_what_graph_will_not_show_is_not_ours(
    page: FacebookPage, script: Script, code: int, subcode: int | None
) -> None:
    script.then(*[Reply(400, {"error": {"code": code, "error_subcode": subcode, "message": "said"}})] * 3)
    addresses = ("leon/posts/1", "photo?fbid=55", "reel/77")
    assert [page.locate(f"{SITE}/{one}") for one in addresses] == [None, None, None]


@pytest.mark.parametrize(
    ("reply", "error"),
    [(Reply(400, {"error": {"code": 190}}), CredentialsRejectedError), (Reply(500, b"<html>"), TransientServiceError)],
)
def test_what_could_not_be_read_is_not_called_absent(
    page: FacebookPage, script: Script, reply: Reply, error: type[Exception]
) -> None:
    script.then(*[reply] * 3)
    for address in ("leon/posts/1", "photo?fbid=55", "leon/posts/pfbid0Abc"):
        with pytest.raises(error):
            page.locate(f"{SITE}/{address}")


def test_a_short_id_is_compared_with_the_newest_and_no_further(page: FacebookPage, script: Script) -> None:
    wanted = f"{SITE}/leon/posts/pfbid0Abc?ref=share"
    more = {"cursors": {"after": "b"}, "next": "https://graph.facebook.com/…"}
    others = {"data": [_post(2, permalink_url=f"{SITE}/leon/posts/pfbid0Abd"), _post(3)], "paging": more}
    script.then(others, {"data": [_post(1, permalink_url=f"{SITE}/leon/posts/pfbid0Abc")]})
    found = page.locate(wanted)
    assert found is not None
    assert found.network_id == f"{PAGE}_1"
    script.then(*[others] * 30)
    asked = len(script.asked)
    assert page.locate(wanted) is None
    assert len(script.asked) - asked == 3


def test_an_answer_of_ours_is_found_below_its_post(page: FacebookPage, script: Script) -> None:
    script.then({"id": "1_9", "message": "Gracias", "created_time": AT, "from": OURS})
    found = page.locate(f"{SITE}/leon/posts/1?comment_id=9")
    assert found is not None
    assert found.network_id == "1_9"
    assert script.lines == ["GET /v25.0/1_9"]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Lea https://leon.gob.mx/a.", "https://leon.gob.mx/a"),
        ("Lea (HTTPS://leon.gob.mx/a_(b)) hoy", "HTTPS://leon.gob.mx/a_(b)"),
        ("Otra vez https://leon.gob.mx/a y https://leon.gob.mx/a", "https://leon.gob.mx/a"),
        ("Dos: https://leon.gob.mx/a y https://leon.gob.mx/b", None),
        ("Dos: https://leon.gob.mx/a y sapal.gob.mx", None),
        ("Sin esquema: leon.gob.mx/a", None),
        ("En la red: https://www.facebook.com/leon/posts/1", None),
        ("Mal: https://leon", None),
        ("Mal: https://usuario@leon.gob.mx", None),
        ("Sin nada", None),
        ("", None),
    ],
)
def test_a_preview_is_asked_for_only_where_nobody_has_to_choose(text: str, link: str | None) -> None:
    assert link_to_show(text) == link
    assert feed_fields(text, ()) == {"message": text, **({"link": link} if link else {})}
    assert "link" not in feed_fields(text, ("5",))


@pytest.mark.parametrize(
    "make", [lambda n: "https://www.facebook.com/" + "a/posts/" * n, lambda n: "https://" + "a." * n]
)
def test_a_long_address_is_read_in_no_time(make: Callable[[int], str]) -> None:
    for length in (100, 10_000, 200_000):
        place_of(make(length))
        link_to_show(make(length))
