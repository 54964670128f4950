"""Scenes on the simulated networks: the adapters speak to a real server, and the tests pull its strings."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any, ClassVar

from PIL import Image
from pydantic import SecretStr

from chalicelib.adapters.networks.credentials import MetaCredentials, XCredentials
from chalicelib.adapters.networks.facebook import FacebookComments, FacebookPage
from chalicelib.adapters.networks.instagram import InstagramAccount, InstagramComments
from chalicelib.adapters.networks.x import XAccount, XComments, XConversations, XLookup
from chalicelib.ports import OutgoingMedia, OutgoingPost
from local.networks import SimulatedNetworks
from tests.contract.adapters.contract import TEXT, Scene

PAGE_SIZE = 5


def _jpeg(shade: int) -> bytes:
    content = BytesIO()
    Image.new("RGB", (320, 320), (shade, 90, 90)).save(content, "JPEG")
    return content.getvalue()


JPEGS = tuple(_jpeg(40 * number) for number in range(4))


class _Gallery(BaseHTTPRequestHandler):
    """Shows the graphics at the addresses /0, /1…"""

    def do_GET(self) -> None:
        content = JPEGS[int(self.path[1:])]
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def gallery() -> Iterator[str]:
    """Run the server from which a network fetches graphics; gives its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Gallery) as server:
        thread = threading.Thread(target=partial(server.serve_forever, 0.01), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


class SimulatedScene(Scene):
    """One of the simulated networks. `operations` names what each call is on that network's own terms."""

    network: ClassVar[str]
    operations: ClassVar[Mapping[str, str]]
    is_incremental = False

    def __init__(self, networks: SimulatedNetworks, graphics_at: str) -> None:
        self.networks = networks
        self.control = networks.control
        self.control.reset()
        self.control.set(
            x_duplicate_window_seconds=0, facebook_duplicate_window_seconds=0, instagram_processing_seconds=1
        )
        self._graphics_at = graphics_at

    def post(self, text: str = TEXT, graphics: int = 1) -> OutgoingPost:
        media = [
            OutgoingMedia(JPEGS[number], f"{self._graphics_at}/{number}", "image/jpeg", f"Graphic {number}")
            for number in range(graphics)
        ]
        return OutgoingPost(text, tuple(media))

    def wait(self, seconds: float) -> None:
        self.control.advance(seconds)

    def now(self) -> datetime:
        return self.networks.world.now()

    def fail(self, fault: str, call: str, **rule: Any) -> None:
        """Let the next call meet a fault of the simulated networks."""
        self.control.fail(fault, self.operations[call], **rule)

    def lose_answer(self, call: str) -> None:
        self.fail("answer_lost", call)

    def break_off(self, call: str) -> None:
        self.fail("connection_reset_before", call)

    def show_late(self, call: str, seconds: float) -> None:
        self.fail("read_back_lag", call, seconds=seconds)

    def limit(self, call: str) -> None:
        self.fail("rate_limited", call)

    def kill_token(self, call: str) -> None:
        self.fail("token_dead", call)

    def hide_part(self) -> None:
        self.control.fail("part_unreachable", "*", times=None)

    def live_posts(self) -> int:
        return len([post for post in self.control.state()["posts"][self.network] if not post["removed_at"]])

    def live_replies(self) -> int:
        return len([reply for reply in self.control.state()["replies"][self.network] if not reply["removed_at"]])

    def comment(self, on: str, text: str = "Gracias", citizen: int = 0) -> str:
        return self.networks.citizen(citizen).comment(self.network, on, text)


def meta_credentials(networks: SimulatedNetworks) -> MetaCredentials:
    """Give what our accounts on Meta's simulated networks are reached with."""
    page, account = networks.accounts.facebook, networks.accounts.instagram
    return MetaCredentials(
        app_secret=SecretStr(page.app_secret),
        page_access_token=SecretStr(page.page_token),
        page_id=page.page_id,
        instagram_user_id=account.user_id,
    )


def x_credentials(networks: SimulatedNetworks) -> XCredentials:
    """Give what our account on the simulated X is reached with."""
    account = networks.accounts.x
    return XCredentials(
        api_key=SecretStr(account.consumer_key),
        api_key_secret=SecretStr(account.consumer_secret),
        access_token=SecretStr(account.access_token),
        access_token_secret=SecretStr(account.access_token_secret),
        user_id=account.user_id,
    )


class XScene(SimulatedScene):
    """The simulated X."""

    network = "x"
    is_incremental = True
    operations: ClassVar = {
        "stage": "x.media_upload",
        "publish": "x.create_post",
        "reply": "x.reply",
        "take_down": "x.delete_post",
        "find_posts": "x.timeline",
        "read": "x.mentions",
        "search": "x.search",
        "look_up": "x.posts",
    }

    def __init__(self, networks: SimulatedNetworks, graphics_at: str) -> None:
        super().__init__(networks, graphics_at)
        credentials = x_credentials(networks)
        address = networks.x_base_url
        self.account = XAccount(credentials, base_url=address, seconds=self.seconds, sleep=self.wait)
        self.comments = XComments(credentials, base_url=address, page_size=PAGE_SIZE, seconds=self.seconds)
        # X takes no less than ten a page of a search.
        self.conversations = XConversations(credentials, base_url=address, page_size=10, seconds=self.seconds)
        self.lookup = XLookup(credentials, base_url=address, seconds=self.seconds)

    def unmentioning(self, on: str, text: str, citizen: int = 0) -> str:
        """Let a citizen answer without mentioning us."""
        reply = {"in_reply_to_tweet_id": on, "exclude_reply_user_ids": [self.networks.accounts.x.user_id]}
        return self.networks.citizen(citizen).post_on_x(text, reply=reply)

    def seconds(self) -> float:
        """Tell the network's time as our own clock does."""
        return self.now().timestamp()

    def edit(self, comment_id: str, text: str) -> None:
        self.networks.citizen().edit_on_x(comment_id, text)

    def delete(self, comment_id: str) -> None:
        self.networks.citizen().delete_on_x(comment_id)


class FacebookScene(SimulatedScene):
    """The simulated Page."""

    network = "facebook"
    operations: ClassVar = {
        "stage": "facebook.photos",
        "publish": "facebook.feed",
        "reply": "facebook.comment_reply",
        "take_down": "facebook.post_delete",
        "find_posts": "facebook.published_posts",
        "read": "facebook.comments",
    }

    def __init__(self, networks: SimulatedNetworks, graphics_at: str) -> None:
        super().__init__(networks, graphics_at)
        credentials = meta_credentials(networks)
        self.account = FacebookPage(credentials, base_url=networks.graph_base_url)
        self.comments = FacebookComments(credentials, base_url=networks.graph_base_url, page_size=PAGE_SIZE)

    def edit(self, comment_id: str, text: str) -> None:
        self.networks.citizen().edit_on_facebook(comment_id, text)

    def delete(self, comment_id: str) -> None:
        self.networks.citizen().delete_on_facebook(comment_id)


class InstagramScene(SimulatedScene):
    """The simulated Instagram, where nobody edits a comment."""

    network = "instagram"
    operations: ClassVar = {
        "stage": "instagram.media",
        "publish": "instagram.media_publish",
        "reply": "instagram.comment_reply",
        "take_down": "instagram.media_delete",
        "find_posts": "instagram.media_list",
        "read": "instagram.medium",
    }

    def __init__(self, networks: SimulatedNetworks, graphics_at: str) -> None:
        super().__init__(networks, graphics_at)
        credentials = meta_credentials(networks)
        self.account = InstagramAccount(credentials, base_url=networks.graph_base_url, now=self.now)
        self.comments = InstagramComments(credentials, base_url=networks.graph_base_url, page_size=PAGE_SIZE)

    def comment(self, on: str, text: str = "Gracias", citizen: int = 0) -> str:
        client = self.networks.citizen(citizen)
        is_comment = any(comment["id"] == on for comment in self.control.comments())
        return client.reply_on_instagram(on, text) if is_comment else client.comment_on_instagram(on, text)

    def edit(self, comment_id: str, text: str) -> None:
        """Do as Instagram's own application cannot: its comments are deleted and written again."""
        raise NotImplementedError

    def delete(self, comment_id: str) -> None:
        self.networks.citizen().delete_on_instagram(comment_id)
