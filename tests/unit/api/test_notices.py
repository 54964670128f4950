"""The door for Meta: who is not Meta hears nothing, and what Meta says is kept before it is answered."""

import base64
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.adapters.networks.credentials import MetaWebhookKeys
from chalicelib.adapters.networks.graph.gate import MetaNoticeGate
from chalicelib.api.notices import MAX_BODY_BYTES, answer_notice
from chalicelib.domain.errors import CredentialsRejectedError, RecordIntegrityError, TransientServiceError
from chalicelib.domain.ids import sha256_hex
from tests.fakes import InMemoryNoticeFiles, Work
from tests.meta_webhook import VERIFY_TOKEN, WEBHOOK_KEYS, a_delivery_of, a_feed_change, signature_of
from tests.mortality import Death
from tests.world import World

BODY = a_delivery_of(a_feed_change())
NAME = f"webhooks/meta/{sha256_hex(BODY)}.json"
PATH = "/v1/webhooks/meta"


def a_post(body: bytes = BODY, signature: str | None = None, *, is_base64: bool = False, **more: Any) -> dict[str, Any]:
    """Write a delivery as API Gateway hands it over."""
    signed = signature_of(body) if signature is None else signature
    return {
        "resource": PATH,
        "httpMethod": "POST",
        "headers": {"Content-Type": "application/json", "X-Hub-Signature-256": signed},
        "body": base64.b64encode(body).decode() if is_base64 else body.decode("utf-8", "replace"),
        "isBase64Encoded": is_base64,
        "requestContext": {"requestId": "r1"},
        **more,
    }


def a_get(**query: str) -> dict[str, Any]:
    """Write a handshake as API Gateway hands it over."""
    asked = {f"hub.{name}": value for name, value in query.items()}
    return {"resource": PATH, "httpMethod": "GET", "headers": {}, "queryStringParameters": asked or None}


@dataclass
class Door:
    """The door before a world."""

    world: World = field(default_factory=World)
    keys: MetaWebhookKeys | Exception = WEBHOOK_KEYS
    asked: int = 0

    def knock(self, event: dict[str, Any]) -> Any:
        """Give what is answered."""
        return answer_notice(
            event,
            gate=MetaNoticeGate(self._keys),
            files=self.world.notices,
            queues=self.world.queues,
        )

    def _keys(self) -> MetaWebhookKeys:
        self.asked += 1
        if isinstance(self.keys, Exception):
            raise self.keys
        return self.keys

    @property
    def is_untouched(self) -> bool:
        """Say whether nothing was kept and nothing asked for."""
        return not self.world.notices.landed and not self.world.queues.requests


def is_turned_away(answered: Any, status: int = 403) -> bool:
    """Say whether somebody was turned away without a word."""
    return bool(answered["statusCode"] == status and not answered["body"])


# The handshake ----------------------------------------------------------------------------------------------------


def test_the_challenge_is_repeated_as_plain_text_to_who_knows_the_word() -> None:
    answered = Door().knock(a_get(mode="subscribe", challenge="1158201444", verify_token=VERIFY_TOKEN))
    assert (answered["statusCode"], answered["body"]) == (200, "1158201444")
    assert answered["headers"]["Content-Type"].startswith("text/plain")
    assert answered["headers"]["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"mode": "subscribe", "challenge": "1"},
        {"mode": "subscribe", "challenge": "1", "verify_token": "otra"},
        {"mode": "unsubscribe", "challenge": "1", "verify_token": VERIFY_TOKEN},
        {"challenge": "1", "verify_token": VERIFY_TOKEN},
        {"mode": "subscribe", "verify_token": VERIFY_TOKEN},
        {"mode": "subscribe", "challenge": "", "verify_token": VERIFY_TOKEN},
        {"mode": "subscribe", "challenge": "9" * 201, "verify_token": VERIFY_TOKEN},
        {"mode": "subscribe", "challenge": "1\r\nSet-Cookie: a", "verify_token": VERIFY_TOKEN},
    ],
)
def test_any_other_handshake_is_turned_away(query: dict[str, str]) -> None:
    assert is_turned_away(Door().knock(a_get(**query)))


# A delivery -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_base64", [False, True])
def test_C17_a_signed_delivery_is_kept_to_the_byte_and_asked_to_be_heeded(*, is_base64: bool) -> None:
    door = Door()
    assert door.knock(a_post(is_base64=is_base64))["statusCode"] == 200
    landed = door.world.notices.read(NAME)
    assert landed
    assert (landed.body, landed.received_at) == (BODY, door.world.clock.now())
    assert door.world.archive.kept == {}
    assert door.world.queues.ids(Work.HEED) == [NAME]


def test_the_name_of_a_header_may_be_written_in_any_way() -> None:
    event = a_post(headers={"x-hub-signature-256": signature_of(BODY)})
    assert Door().knock(event)["statusCode"] == 200


def test_C17_a_replay_is_the_same_object_and_only_asks_again() -> None:
    door = Door()
    assert door.knock(a_post())["statusCode"] == 200
    first = door.world.notices.read(NAME)
    for _ in range(2):
        door.world.clock.advance(days=1)
        assert door.knock(a_post())["statusCode"] == 200
    assert door.world.notices.landed == {NAME: first}
    assert door.world.queues.ids(Work.HEED) == [NAME] * 3


@pytest.mark.parametrize(
    "event",
    [
        a_post(signature=""),
        a_post(signature=signature_of(BODY, "otro secreto")),
        a_post(signature=signature_of(BODY + b" ")),
        a_post(headers={"X-Hub-Signature": "sha1=00"}),
        a_post(headers=None),
        a_post(headers={"X-Hub-Signature-256": None}),
        a_post(body=b"", headers={}),
        a_post(body=b""),
        a_post(isBase64Encoded=True),
        {**a_post(), "body": None},
        a_post(httpMethod="PUT", headers={}),
        {},
        {"httpMethod": "POST"},
    ],
)
def test_C17_whatever_is_not_signed_is_turned_away_and_leaves_no_trace(event: dict[str, Any]) -> None:
    door = Door()
    assert is_turned_away(door.knock(event))
    assert door.is_untouched


def test_C17_what_is_signed_and_no_json_is_kept_all_the_same() -> None:
    door, body = Door(), b"no es JSON"
    assert door.knock(a_post(body))["statusCode"] == 200
    assert [landed.body for landed in door.world.notices.landed.values() if landed] == [body]


def test_a_body_that_the_gateway_could_not_write_as_text_is_another_body() -> None:
    body = b'{"a": "\xff"}'
    assert is_turned_away(Door().knock(a_post(body)))
    assert Door().knock(a_post(body, is_base64=True))["statusCode"] == 200


@pytest.mark.parametrize("is_base64", [False, True])
def test_a_huge_body_is_not_even_reckoned(*, is_base64: bool) -> None:
    door = Door()
    assert is_turned_away(door.knock(a_post(b"x" * (MAX_BODY_BYTES + 1), is_base64=is_base64)), 413)
    assert door.asked == 0
    assert door.is_untouched
    assert door.knock(a_post(b"x" * MAX_BODY_BYTES, is_base64=is_base64))["statusCode"] == 200


@given(
    event=st.dictionaries(
        st.sampled_from(["httpMethod", "resource", "headers", "body", "isBase64Encoded", "queryStringParameters"]),
        st.none()
        | st.booleans()
        | st.sampled_from(["GET", "POST", PATH])
        | st.text(max_size=20)
        | st.dictionaries(
            st.sampled_from(["X-Hub-Signature-256", "hub.mode", "hub.challenge", "hub.verify_token"]),
            st.none() | st.text(max_size=80) | st.just("subscribe"),
        ),
    )
)
@settings(max_examples=200, deadline=None)
def test_a_stranger_finds_no_way_in(event: dict[str, Any]) -> None:
    door = Door()
    assert is_turned_away(door.knock(event))
    assert door.is_untouched


# When something of ours fails -------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_after", [False, True])
def test_C13_who_dies_between_keeping_and_asking_is_told_again(*, is_after: bool) -> None:
    door = Door()
    door.world.steps.arm(1, is_after=is_after)
    with pytest.raises(Death):
        door.knock(a_post())
    assert list(door.world.notices.landed) == [NAME]
    door.world.steps.arm(None)
    assert door.knock(a_post())["statusCode"] == 200
    assert set(door.world.queues.ids(Work.HEED)) == {NAME}


@pytest.mark.parametrize("error", [TransientServiceError("s3"), RecordIntegrityError(NAME)])
def test_what_cannot_be_kept_is_not_asked_for_and_meta_must_tell_again(error: Exception) -> None:
    world = World()

    class Broken(InMemoryNoticeFiles):
        def keep(self, body: bytes) -> str:
            del body
            raise error

    files = Broken(world.clock.now)
    answered = answer_notice(a_post(), gate=MetaNoticeGate(lambda: WEBHOOK_KEYS), files=files, queues=world.queues)
    assert is_turned_away(answered, 503)
    assert world.queues.requests == []


def test_while_nobody_subscribed_everybody_is_a_stranger_and_nothing_alarms() -> None:
    door = Door(keys=CredentialsRejectedError("there is no secret"))
    assert is_turned_away(door.knock(a_post()))
    assert is_turned_away(door.knock(a_get(mode="subscribe", challenge="1", verify_token="")))
    assert door.is_untouched


def test_a_secret_that_cannot_be_read_now_makes_meta_tell_again() -> None:
    door = Door(keys=TransientServiceError("secretsmanager"))
    assert is_turned_away(door.knock(a_post()), 503)
    assert door.is_untouched


def test_the_secret_is_not_read_for_who_brings_no_signature_or_no_challenge() -> None:
    door = Door()
    door.knock(a_post(signature=""))
    door.knock(a_get(mode="subscribe", verify_token=VERIFY_TOKEN))
    assert door.asked == 0
