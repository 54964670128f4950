"""The simulated Graph tells of comments as Meta does: signed, at least once, sometimes twice or never, not in order."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import SecretStr

from chalicelib.adapters.networks.credentials import MetaWebhookKeys
from chalicelib.adapters.networks.graph.gate import MetaNoticeGate
from chalicelib.domain.networks import Network
from chalicelib.meta_notices import notices_in
from local.networks import CitizenClient, Control, ControlRefusedError
from local.networks.people import ACCOUNTS
from tests.contract.networks.clients import FacebookClient, InstagramClient

TOKEN = "palabra"
KEYS = MetaWebhookKeys(app_secret=SecretStr(ACCOUNTS.facebook.app_secret), verify_token=SecretStr(TOKEN))
PATIENCE_SECONDS = 10


@dataclass
class Webhook:
    """Somebody who is told; `refuses` says how many deliveries are answered 503 first."""

    url: str = ""
    refuses: int = 0
    told: list[tuple[bytes, str]] = field(default_factory=list)

    @property
    def genuine(self) -> list[bytes]:
        """Give what was told and signed."""
        gate = MetaNoticeGate(lambda: KEYS)
        return [body for body, signature in self.told if gate.is_genuine(body, signature)]


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    told = Webhook()

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = parse_qs(urlsplit(self.path).query)
            is_known = asked["hub.verify_token"] == [TOKEN] and asked["hub.mode"] == ["subscribe"]
            self._answer(200 if is_known else 403, asked["hub.challenge"][0] if is_known else "")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.told.append((body, self.headers["X-Hub-Signature-256"]))
            told.refuses -= 1
            self._answer(503 if told.refuses >= 0 else 200, "")

        def _answer(self, status: int, text: str) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *args: Any) -> None:
            del args

    with HTTPServer(("127.0.0.1", 0), Door) as server:
        told.url = f"http://127.0.0.1:{server.server_port}/hook"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield told
        server.shutdown()


def eventually(holds: Callable[[], bool]) -> bool:
    """Wait until something holds."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not holds() and time.monotonic() < until:
        time.sleep(0.02)
    return holds()


def test_who_does_not_repeat_the_challenge_is_told_nothing(
    control: Control, facebook: FacebookClient, lupita: CitizenClient, webhook: Webhook
) -> None:
    for url, token in ((webhook.url, "otra"), ("http://127.0.0.1:9/", TOKEN), ("no es una dirección", TOKEN)):
        with pytest.raises(ControlRefusedError):
            control.subscribe(url, token)
    lupita.comment_on_facebook(facebook.published("Un parque"), "Gracias")
    assert webhook.told == []


def test_what_is_told_is_what_the_product_understands(
    control: Control, facebook: FacebookClient, instagram: InstagramClient, lupita: CitizenClient, webhook: Webhook
) -> None:
    control.subscribe(webhook.url, TOKEN)
    post, medium = facebook.published("Un parque"), instagram.published("Un parque")
    lupita.comment_on_facebook(post, "¡No hay agua! 🚰 y/o «luz»")
    lupita.comment_on_instagram(medium, "¡Fuga!")
    assert eventually(lambda: len(webhook.genuine) == 2)
    heard = [notice for body in webhook.genuine for notice in notices_in(body).notices]
    assert {(notice.network, notice.post_ids[0]) for notice in heard} == {
        (Network.FACEBOOK, post),
        (Network.INSTAGRAM, medium),
    }
    assert b"\\u00a1No hay agua! \\ud83d\\udeb0" in b"".join(webhook.genuine)


def test_C16_some_come_twice_some_never_and_some_late(
    control: Control, facebook: FacebookClient, lupita: CitizenClient, webhook: Webhook
) -> None:
    control.subscribe(webhook.url, TOKEN)
    post = facebook.published("Un parque")
    made = [lupita.comment_on_facebook(post, f"comentario {number}") for number in range(20)]
    assert eventually(lambda: len(set(webhook.genuine)) == 18)
    order = [comment for body in webhook.genuine for comment in made if comment.encode() in body]
    assert len(order) > 18, "some come twice"
    assert order != sorted(order, key=made.index), "some come late"


def test_what_is_not_taken_is_repeated(
    control: Control, facebook: FacebookClient, lupita: CitizenClient, webhook: Webhook
) -> None:
    control.subscribe(webhook.url, TOKEN)
    webhook.refuses = 2
    lupita.comment_on_facebook(facebook.published("Un parque"), "Gracias")
    assert eventually(lambda: len(webhook.told) == 3)
    assert len(set(webhook.genuine)) == 1


def test_edits_and_removals_are_told_and_nobody_is_after_a_reset(
    control: Control, facebook: FacebookClient, lupita: CitizenClient, webhook: Webhook
) -> None:
    control.subscribe(webhook.url, TOKEN)
    comment = lupita.comment_on_facebook(facebook.published("Un parque"), "Gracias")
    lupita.delete_on_facebook(comment)
    assert eventually(lambda: any(b'"verb":"remove"' in body for body in webhook.genuine))
    control.reset()
    before = len(webhook.told)
    lupita.comment_on_facebook(facebook.published("Otro parque"), "Gracias")
    time.sleep(0.2)
    assert len(webhook.told) == before
