"""An address that a person typed is hostile: it is parsed, compared with what is ours, and never fetched."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.adapters.networks.instagram import InstagramAccount, InstagramProbe
from chalicelib.adapters.networks.instagram.addresses import code_of
from chalicelib.domain.errors import CredentialsRejectedError
from tests.unit.adapters.networks.accounts import META
from tests.unit.adapters.networks.scripted import Reply, Script

IG = META.instagram_user_id
STAMP = "2026-11-23T18:00:00+0000"


@pytest.fixture
def account(script: Script) -> InstagramAccount:
    return InstagramAccount(META, base_url=f"{script.url}/v25.0")


def _page(*permalinks: str, after: str | None = None) -> dict[str, Any]:
    data = [{"id": f"17{n}", "timestamp": STAMP, "permalink": link} for n, link in enumerate(permalinks)]
    paging = {"cursors": {"after": after}, "next": f"https://graph.example/?after={after}"} if after else {}
    return {"data": data, "paging": paging}


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("https://www.instagram.com/p/DFabc_-123/", "DFabc_-123"),
        ("http://instagram.com/p/DFabc_-123", "DFabc_-123"),
        ("https://www.instagram.com/municipio.leon/p/DFabc_-123/?img_index=1&igsh=x#a", "DFabc_-123"),
        ("https://www.instagram.com/reel/DFabc_-123/", "DFabc_-123"),
        ("https://m.instagram.com/reels/DFabc_-123/", "DFabc_-123"),
        ("  https://www.instagram.com/tv/DFabc_-123/ ", "DFabc_-123"),
        ("https://www.instagram.com/stories/municipio.leon/17900000000000001/", "17900000000000001"),
    ],
)
def test_every_way_to_write_an_address_names_the_same_post(address: str, code: str) -> None:
    assert code_of(address) == code


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://www.instagram.com/",
        "https://www.instagram.com/municipio.leon/",
        "https://instagram.com.evil.example/p/DFabc_-123/",
        "https://evil.example/p/DFabc_-123/",
        "https://www.instagram.com@evil.example/p/DFabc_-123/",
        "https://municipio@www.instagram.com/p/DFabc_-123/",
        "https://www.instagram.com:8080/p/DFabc_-123/",
        "https://www.instagram.com:99999999/p/DFabc_-123/",
        "https://[::1/p/DFabc_-123/",
        "ftp://www.instagram.com/p/DFabc_-123/",
        "javascript:alert(1)//www.instagram.com/p/DFabc_-123/",
        "//www.instagram.com/p/DFabc_-123/",
        "https://www.instagram.com/p/../p/DFabc_-123/",
        "https://www.instagram.com/p/DFabc%2F123/",
        "https://www.instagram.com/p/ＤＦａｂｃ１２３/",
        "https://www.instagram.com/p/DFabc_-123/" + "?" + "a" * 600,
        "https://169.254.169.254/p/DFabc_-123/",
        "https://www.instagram.com/stories/municipio.leon/",
    ],
)
def test_what_is_no_address_of_a_post_is_asked_of_nobody(
    account: InstagramAccount, script: Script, address: str
) -> None:
    assert account.locate(address) is None
    assert script.asked == []


@given(st.text(max_size=600))
def test_no_text_whatever_breaks_the_parser(text: str) -> None:
    code_of(text)
    code_of(f"https://www.instagram.com/{text}")


def test_a_post_of_ours_is_found_among_the_newest(account: InstagramAccount, script: Script) -> None:
    script.then(_page("https://www.instagram.com/p/AAAAA1/", after="x"), _page("https://www.instagram.com/p/BBBBB2/"))
    found = account.locate("https://instagram.com/reel/BBBBB2/?igsh=1")
    assert found is not None
    assert found.permalink == "https://www.instagram.com/p/BBBBB2/"
    assert script.lines == [f"GET /v25.0/{IG}/media"] * 2


def test_what_is_not_ours_is_none_after_four_pages(account: InstagramAccount, script: Script) -> None:
    script.then(*[_page("https://www.instagram.com/p/AAAAA1/", after=str(n)) for n in range(9)])
    assert account.locate("https://www.instagram.com/p/CCCCC3/") is None
    assert len(script.asked) == 4


def test_a_story_is_looked_for_among_the_stories(account: InstagramAccount, script: Script) -> None:
    script.then(_page("https://www.instagram.com/stories/municipio.leon/17900000000000001"))
    assert account.locate("https://www.instagram.com/stories/municipio.leon/17900000000000001/")
    assert script.lines == [f"GET /v25.0/{IG}/stories"]


# The probe --------------------------------------------------------------------------------------------------------


ALL = ["instagram_basic", "instagram_content_publish", "instagram_manage_comments", "instagram_manage_contents"]


def _debugged(**changes: Any) -> dict[str, Any]:
    return {"data": {"is_valid": True, "profile_id": META.page_id, "scopes": ALL, "expires_at": 0} | changes}


@pytest.fixture
def probe(script: Script) -> InstagramProbe:
    return InstagramProbe(META, base_url=f"{script.url}/v25.0")


def test_an_account_in_order_is_two_readings(probe: InstagramProbe, script: Script) -> None:
    script.then(_debugged(), {"id": IG, "username": "municipio.leon"})
    standing = probe.probe()
    assert (standing.identity, standing.account_name, standing.missing) == (IG, "municipio.leon", frozenset())
    assert standing.expires_at is None
    assert script.lines == ["GET /v25.0/debug_token", f"GET /v25.0/{IG}"]


def test_P25_what_the_token_lost_is_named(probe: InstagramProbe, script: Script) -> None:
    script.then(_debugged(scopes=ALL[:1]), {"id": IG})
    assert probe.probe().missing == frozenset(ALL[1:])


@pytest.mark.parametrize(
    "replies",
    [
        [_debugged(is_valid=False)],
        [_debugged(), {"id": "17841400000000000"}],
        [_debugged(), Reply(400, {"error": {"code": 100, "error_subcode": 33}})],
        [_debugged(), Reply(400, {"error": {"code": 190, "error_subcode": 463}})],
    ],
    ids=["dead", "another account", "not there", "died between"],
)
def test_P26_an_account_that_cannot_be_used_is_told_as_its_token(
    probe: InstagramProbe, script: Script, replies: list[Any]
) -> None:
    script.then(*replies)
    with pytest.raises(CredentialsRejectedError):
        probe.probe()
