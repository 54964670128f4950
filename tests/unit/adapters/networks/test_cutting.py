"""R12: an answer is kept to the byte but for our own credentials, however the network repeats them."""

import json
import re
from collections.abc import Callable
from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from chalicelib.adapters.networks.cutting import CUT, Cutter

TOKEN = "EAAB|x-9/kZ_= +"
PROOF = "9f86d081884c7d659a2feaa0c55ad015"
CUTTER = Cutter((SecretStr(TOKEN), SecretStr(PROOF)))

SPELLINGS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "in an address": lambda text: quote(text, safe=""),
    "in an address with small digits": lambda text: re.sub("%..", lambda one: one[0].lower(), quote(text, safe="")),
    "every letter in an address": lambda text: "".join(f"%{byte:02x}" for byte in text.encode()),
    "escaped twice": lambda text: quote(quote(text, safe=""), safe=""),
    "escaped three times": lambda text: quote(quote(quote(text, safe=""), safe=""), safe=""),
    "in JSON": lambda text: json.dumps(text)[1:-1],
    "in JSON with escaped slashes": lambda text: json.dumps(text)[1:-1].replace("/", "\\/"),
    "in JSON, every letter": lambda text: "".join(f"\\u{ord(letter):04x}" for letter in text),
    "in JSON, every letter, capitals": lambda text: "".join(f"\\u{ord(letter):04X}" for letter in text),
    "in JSON within JSON": lambda text: json.dumps(json.dumps(text))[3:-3],
    "in an address within JSON": lambda text: quote(text, safe="").replace("%", "\\u0025"),
    "in a page": lambda text: "".join(f"&#{byte};" for byte in text.encode()),
    "in a page, hexadecimal": lambda text: "".join(f"&#x{byte:X};" for byte in text.encode()),
}


@pytest.mark.parametrize("secret", [TOKEN, PROOF])
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_P8_no_spelling_of_a_secret_remains(spelling: str, secret: str) -> None:
    spelt = SPELLINGS[spelling](secret)
    answer = f'{{"error":{{"message":"Malformed access token {spelt}","type":"OAuthException"}}}}'.encode()
    cut = CUTTER.cut(answer)
    assert cut == b'{"error":{"message":"Malformed access token ***","type":"OAuthException"}}'


@given(
    st.text("abcXYZ0129|/_-=+", min_size=8, max_size=60),
    st.lists(st.sampled_from(["plain", "percent", "json", "entity"]), min_size=60, max_size=60),
)
def test_P8_a_secret_spelt_in_several_ways_at_once_is_cut_whole(secret: str, ways: list[str]) -> None:
    spell: dict[str, Callable[[str], str]] = {
        "plain": str,
        "percent": lambda letter: f"%{ord(letter):02X}",
        "json": lambda letter: f"\\u{ord(letter):04x}",
        "entity": lambda letter: f"&#{ord(letter)};",
    }
    spelt = "".join(spell[way](letter) for way, letter in zip(ways, secret, strict=False))
    cut = Cutter([SecretStr(secret)]).cut(b'{"a":"<' + spelt.encode() + b'>"}')
    assert cut == b'{"a":"<***>"}'


def test_P8_the_address_of_the_next_page_keeps_its_place_and_loses_every_token() -> None:
    address = f"https://graph.facebook.com/v25.0/1/comments?access_token=OLD-{TOKEN[:4]}&appsecret_proof=other&after=QVFI&limit=100"
    answer = json.dumps({"data": [], "paging": {"next": address, "previous": address}}).encode()
    cut = CUTTER.cut(answer)
    shown = json.loads(cut)["paging"]["next"]
    assert (
        shown == "https://graph.facebook.com/v25.0/1/comments?access_token=***&appsecret_proof=***&after=QVFI&limit=100"
    )
    assert b"OLD" not in cut
    assert b"other" not in cut


@pytest.mark.parametrize("ampersand", ["&", "\\u0026", "%26"])
def test_P8_a_tokens_end_is_found_however_the_ampersand_is_written(ampersand: str) -> None:
    answer = f'{{"next":"https://g.example/?access_token\\u003dEARLIER{ampersand}after=Q"}}'.encode()
    assert CUTTER.cut(answer) == f'{{"next":"https://g.example/?access_token\\u003d***{ampersand}after=Q"}}'.encode()


@pytest.mark.parametrize(
    "said",
    [
        "lee access_token=hola y verás",
        '"next": "access_token=hola"',
        "100 % de acuerdo &amp; más",
        "EAAB",
        "\ud83d\udca7",
    ],
)
def test_R12_what_a_citizen_writes_stays_to_the_byte(said: str) -> None:
    answer = json.dumps({"data": [{"id": "1", "message": said}]}).encode()
    assert CUTTER.cut(answer) == answer


@given(st.binary(max_size=300))
def test_R12_bytes_without_a_secret_come_back_as_they_are(noise: bytes) -> None:
    if not any(part in unquote(noise.decode("latin-1")) for part in (TOKEN, PROOF)) and b'"next"' not in noise:
        assert CUTTER.cut(noise) == noise


def test_R12_nothing_is_cut_where_no_secret_is_known() -> None:
    assert Cutter([]).cut(b"anything ***") == b"anything ***"
    assert CUT in CUTTER.cut(PROOF.encode())


def test_a_long_answer_of_a_hostile_network_is_cut_in_time_that_grows_with_its_length() -> None:
    """Half a secret five thousand times, and addresses that never end: no search goes back over what it read."""
    hostile = (PROOF[:-1] + "%2525").encode() * 5_000 + b'"next":"' + b"access_token=" * 5_000 + b"\\" * 50_001
    assert CUTTER.cut(hostile) == hostile
