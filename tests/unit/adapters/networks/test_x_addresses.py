"""An address that a person pastes is hostile until it is X's own and its post is ours."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.adapters.networks.x import XAccount
from chalicelib.adapters.networks.x.addresses import post_id_of
from chalicelib.domain.errors import TransientServiceError
from tests.unit.adapters.networks.accounts import NOW, TEXT, X, snowflake
from tests.unit.adapters.networks.scripted import Reply, Script

ID = snowflake(NOW)
BASE = "https://api.x.com"


@pytest.fixture
def account(script: Script) -> XAccount:
    return XAccount(X, base_url=script.url)


def _tweet(author_id: str | None = X.user_id) -> dict[str, Any]:
    author = {} if author_id is None else {"author_id": author_id}
    return {"data": {"id": ID, "text": TEXT, **author}}


@pytest.mark.parametrize(
    "address",
    [
        f"https://x.com/municipio_leon/status/{ID}",
        f"https://twitter.com/i/web/status/{ID}",
        f"http://www.X.com/leon/status/{ID}/photo/1",
        f"https://mobile.twitter.com/leon/statuses/{ID}/?s=20&t=abc#top",
        f"  https://x.com/i/status/{ID}\n",
        f"https://api.x.com/leon/status/{ID}",
    ],
)
def test_an_address_of_X_names_its_post(address: str) -> None:
    assert post_id_of(address, BASE) == ID


@pytest.mark.parametrize(
    "address",
    [
        "",
        ID,
        f"https://evil.example/leon/status/{ID}",
        f"https://x.com.evil.example/leon/status/{ID}",
        f"https://evil.example/?https://x.com/leon/status/{ID}",
        f"https://x.com@evil.example/leon/status/{ID}",
        f"https://evil.example@x.com/leon/status/{ID}",
        f"https://evilx.com/leon/status/{ID}",
        f"javascript://x.com/leon/status/{ID}",
        f"file://x.com/leon/status/{ID}",
        f"//x.com/leon/status/{ID}",
        f"https://x.com/leon/status/{ID}7777",
        f"https://x.com/leon/status/{ID}abc",
        f"https://x.com/leon/status/{ID}/../../2/users/me",
        "https://x.com/leon/status/١٢٣",
        f"https://x.com/leon/likes/status/{ID}",
        f"https://[x.com/leon/status/{ID}",
        f"https://x.com/leon/status/{ID}?" + "a" * 500,
        f"https://www.www.evil.com/leon/status/{ID}",
    ],
)
def test_any_other_address_names_none(address: str, account: XAccount, script: Script) -> None:
    assert post_id_of(address, BASE) is None
    assert account.locate(address) is None
    assert script.asked == []


@given(st.text(max_size=700))
def test_whatever_is_pasted_nothing_breaks(address: str) -> None:
    found = post_id_of(address, BASE)
    assert found is None or found.isdecimal()


def test_only_a_post_of_our_account_is_located(account: XAccount, script: Script) -> None:
    address = f"https://x.com/quien_sea/status/{ID}"
    script.then(_tweet(), _tweet("42"), _tweet(None), Reply(404, {}), Reply(503, {}))
    ours = account.locate(address)
    assert ours is not None
    assert (ours.network_id, ours.text) == (ID, TEXT)
    assert [account.locate(address) for _ in range(3)] == [None] * 3
    with pytest.raises(TransientServiceError):
        account.locate(address)
