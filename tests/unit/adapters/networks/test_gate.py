"""Only Meta speaks for Meta: the signature is over the very bytes, and the word agreed upon is compared whole."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.adapters.networks.graph.gate import MetaNoticeGate
from tests.meta_webhook import VERIFY_TOKEN, WEBHOOK_KEYS, a_delivery_of, a_feed_change, signature_of

GATE = MetaNoticeGate(lambda: WEBHOOK_KEYS)
BODY = a_delivery_of(a_feed_change())


def test_C17_what_meta_signed_is_genuine_as_it_came() -> None:
    assert b"\\u00d1and\\u00fa 5 y\\/o 7! \\ud83d\\udeb0" in BODY, "escaped as Meta escapes"
    assert GATE.is_genuine(BODY, signature_of(BODY))


@pytest.mark.parametrize("ensure_ascii", [True, False])
def test_C17_a_body_that_was_parsed_and_written_again_is_another(*, ensure_ascii: bool) -> None:
    again = json.dumps(json.loads(BODY), ensure_ascii=ensure_ascii, separators=(",", ":")).encode()
    assert json.loads(again) == json.loads(BODY)
    assert not GATE.is_genuine(again, signature_of(BODY))


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "sha256=",
        signature_of(BODY).removeprefix("sha256="),
        signature_of(BODY).upper(),
        signature_of(BODY)[:-1],
        signature_of(BODY) + " ",
        signature_of(BODY, "otro secreto"),
        signature_of(BODY, ""),
        "sha1=" + "0" * 40,
        "sha256=ñ" + "é" * 63,
        "sha256=\ud83d",
    ],
)
def test_C17_any_other_signature_is_refused(signature: str) -> None:
    assert not GATE.is_genuine(BODY, signature)


@given(at=st.integers(0, len(BODY) - 1), flip=st.integers(1, 255))
def test_C17_one_byte_changed_is_another_body(at: int, flip: int) -> None:
    changed = BODY[:at] + bytes([BODY[at] ^ flip]) + BODY[at + 1 :]
    assert not GATE.is_genuine(changed, signature_of(BODY))


def test_the_word_agreed_upon_is_compared_whole() -> None:
    assert GATE.may_subscribe(VERIFY_TOKEN)
    for wrong in ("", VERIFY_TOKEN[:-1], VERIFY_TOKEN + "x", VERIFY_TOKEN.upper(), "\ud83d", signature_of(b"")):
        assert not GATE.may_subscribe(wrong)


def test_no_print_of_the_keys_shows_them() -> None:
    assert VERIFY_TOKEN not in repr(WEBHOOK_KEYS)
    assert "s3creto" not in f"{WEBHOOK_KEYS!r} {WEBHOOK_KEYS}"
