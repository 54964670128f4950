"""Bare HTTP clients of our accounts: they send what the networks' documentation says, and give the response as it is."""

import json
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import requests
from PIL import Image
from requests_oauthlib import OAuth1  # type: ignore[import-untyped]

from local.networks import SimulatedNetworks

TIMEOUT_SECONDS = 10


def jpeg(width: int = 80, height: int = 80, kind: str = "JPEG", color: str = "green") -> bytes:
    """Make a picture."""
    buffer = BytesIO()
    Image.new("RGB", (width, height), color).save(buffer, kind)
    return buffer.getvalue()


class XClient:
    """Our account on X."""

    def __init__(self, networks: SimulatedNetworks) -> None:
        self.account = networks.accounts.x
        self.url = networks.x_base_url
        self.auth = OAuth1(
            self.account.consumer_key,
            self.account.consumer_secret,
            self.account.access_token,
            self.account.access_token_secret,
        )

    def ask(self, method: str, path: str, **content: Any) -> requests.Response:
        """Send a signed request."""
        return requests.request(method, f"{self.url}/2{path}", auth=self.auth, timeout=TIMEOUT_SECONDS, **content)

    def post(self, text: str, **more: Any) -> requests.Response:
        """Ask for a post."""
        return self.ask("POST", "/tweets", json={"text": text, **more})

    def published(self, text: str, **more: Any) -> str:
        """Post, and give the id."""
        response = self.post(text, **more)
        assert response.status_code == 201, response.text
        return str(response.json()["data"]["id"])

    def reply(self, post_id: str, text: str) -> requests.Response:
        """Ask for an answer."""
        return self.post(text, reply={"in_reply_to_tweet_id": post_id})

    def delete(self, post_id: str) -> requests.Response:
        """Ask for a deletion."""
        return self.ask("DELETE", f"/tweets/{post_id}")

    def mentions(self, **query: Any) -> requests.Response:
        """Read who mentions us."""
        return self.ask("GET", f"/users/{self.account.user_id}/mentions", params=query)

    def timeline(self, **query: Any) -> requests.Response:
        """Read our own posts."""
        return self.ask("GET", f"/users/{self.account.user_id}/tweets", params=query)

    def lookup(self, *ids: str, **query: Any) -> requests.Response:
        """Read posts by id."""
        return self.ask("GET", "/tweets", params={"ids": ",".join(ids), **query})


class GraphClient:
    """The Graph API with the Page's token."""

    def __init__(self, networks: SimulatedNetworks) -> None:
        self.networks = networks
        self.url = networks.graph_base_url
        self.token = networks.accounts.facebook.page_token

    def get(self, path: str, **query: Any) -> requests.Response:
        """Read."""
        return requests.get(f"{self.url}/{path}", params={"access_token": self.token, **query}, timeout=TIMEOUT_SECONDS)

    def post(self, path: str, files: Any = None, **form: Any) -> requests.Response:
        """Write."""
        data = {"access_token": self.token, **form}
        return requests.post(f"{self.url}/{path}", data=data, files=files, timeout=TIMEOUT_SECONDS)

    def delete(self, path: str) -> requests.Response:
        """Delete."""
        return requests.delete(f"{self.url}/{path}", params={"access_token": self.token}, timeout=TIMEOUT_SECONDS)

    @staticmethod
    def id_of(response: requests.Response) -> str:
        """Give the id that was answered."""
        assert response.status_code == 200, response.text
        return str(response.json()["id"])


class FacebookClient(GraphClient):
    """Our Page."""

    def __init__(self, networks: SimulatedNetworks) -> None:
        super().__init__(networks)
        self.page_id = networks.accounts.facebook.page_id

    def feed(self, message: str, **form: Any) -> requests.Response:
        """Ask for a post."""
        return self.post(f"{self.page_id}/feed", message=message, **form)

    def published(self, message: str, **form: Any) -> str:
        """Post, and give the id."""
        return self.id_of(self.feed(message, **form))

    def photo(self, content: bytes | None = None, **form: Any) -> requests.Response:
        """Upload a photo."""
        return self.post(f"{self.page_id}/photos", {"source": ("a.jpg", content or jpeg(), "image/jpeg")}, **form)

    def album(self, message: str, *photo_ids: str) -> requests.Response:
        """Ask for a post with photos uploaded before."""
        attached = {f"attached_media[{n}]": json.dumps({"media_fbid": one}) for n, one in enumerate(photo_ids)}
        return self.feed(message, **attached)

    def comments(self, post_id: str, **query: Any) -> list[dict[str, Any]]:
        """Read the comments of a post."""
        response = self.get(f"{post_id}/comments", **query)
        assert response.status_code == 200, response.text
        data: list[dict[str, Any]] = response.json()["data"]
        return data


class InstagramClient(GraphClient):
    """Our account on Instagram. Pictures are served from the simulated networks' own address."""

    def __init__(self, networks: SimulatedNetworks) -> None:
        super().__init__(networks)
        self.user_id = networks.accounts.instagram.user_id

    def address_of(self, content: bytes) -> str:
        """Put a picture where it can be fetched."""
        world = self.networks.world
        with world.lock:
            return f"{self.networks.base_url}/_media/{world.keep_picture(content, 'image/jpeg')}"

    def container(self, content: bytes | None = None, **form: Any) -> requests.Response:
        """Ask for a container with a picture."""
        return self.post(f"{self.user_id}/media", image_url=self.address_of(content or jpeg()), **form)

    def publish(self, container_id: str) -> requests.Response:
        """Ask for a container to become visible."""
        return self.post(f"{self.user_id}/media_publish", creation_id=container_id)

    def published(self, caption: str) -> str:
        """Publish a picture, and give its id."""
        return self.id_of(self.publish(self.id_of(self.container(caption=caption))))

    def status(self, container_id: str) -> str:
        """Ask how far a container is."""
        return str(self.get(container_id, fields="status_code").json()["status_code"])


@dataclass(frozen=True)
class Ours:
    """Our three accounts."""

    x: XClient
    facebook: FacebookClient
    instagram: InstagramClient


def error_of(response: requests.Response) -> tuple[int, int | None]:
    """Give code and subcode of Graph's refusal."""
    error = response.json()["error"]
    return error["code"], error.get("error_subcode")
