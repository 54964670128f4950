"""
Follows links, at most three redirects each, within a budget of time: what is not answered by then was not checked.

A site that does not let programs in, or has a bad minute, is told as not checked; only what no citizen could open either is
called broken.
"""

import http.client
import queue
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from http import HTTPStatus
from urllib.parse import urljoin

from chalicelib import texts_es
from chalicelib.adapters.links import targets
from chalicelib.adapters.links.pinned import answer
from chalicelib.adapters.links.targets import BadLinkError, Resolve, Target, target_of
from chalicelib.ports import LinkFault

MAX_LINKS = 5
MAX_REDIRECTS = 3
TIMEOUT_SECONDS = 3.0
BUDGET_SECONDS = 8.0
_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_MOVED = frozenset({301, 302, 303, 307, 308})
_SLOW = LinkFault(texts_es.LINK_NO_ANSWER, is_certain=False)


class NoLinkChecker:
    """`ports.LinkChecker` where there is no internet: follows nothing and finds no fault."""

    def broken(self, links: Sequence[str]) -> dict[str, LinkFault]:
        """Give none."""
        del links
        return {}


class HttpLinkChecker:
    """
    `ports.LinkChecker` over HTTP. `resolve`, `is_allowed` and `ports` say which hosts may be reached: by default the public
    internet's, on 80 and 443.
    """

    def __init__(
        self,
        *,
        resolve: Resolve = targets.resolve,
        is_allowed: Callable[[str], bool] = targets.is_public,
        ports: frozenset[int] = frozenset(targets.PORTS.values()),
        timeout_seconds: float = TIMEOUT_SECONDS,
        budget_seconds: float = BUDGET_SECONDS,
    ) -> None:
        """Take where it may go, how long one answer may take, and how long all of them together."""
        self._resolve = resolve
        self._is_allowed = is_allowed
        self._ports = ports
        self._timeout_seconds = timeout_seconds
        self._budget_seconds = budget_seconds

    def broken(self, links: Sequence[str]) -> dict[str, LinkFault]:
        """Give the links that cannot be followed, each with its reason, within the budget. Looks at the first five."""
        answers: queue.SimpleQueue[tuple[str, LinkFault | None]] = queue.SimpleQueue()
        looked_at = links[:MAX_LINKS]
        for link in looked_at:
            # A name server or a site may take its time and cannot be interrupted: its thread is left behind, never waited for.
            threading.Thread(target=lambda link=link: answers.put((link, self._fault(link))), daemon=True).start()
        known = _until(time.monotonic() + self._budget_seconds, len(looked_at), answers)
        faults = {link: known.get(link, _SLOW) for link in looked_at}
        faults |= {link: LinkFault(texts_es.LINK_TOO_MANY, is_certain=False) for link in links[MAX_LINKS:]}
        return {link: fault for link, fault in faults.items() if fault is not None}

    def _fault(self, link: str) -> LinkFault | None:
        try:
            self._follow(link)
        except BadLinkError as error:
            return error.fault
        except ssl.SSLCertVerificationError:
            return LinkFault(texts_es.LINK_CERTIFICATE, is_certain=False)
        except (OSError, http.client.HTTPException, ValueError):
            return _SLOW
        return None

    def _follow(self, link: str) -> None:
        for _ in range(MAX_REDIRECTS + 1):
            target = target_of(link, resolve=self._resolve, is_allowed=self._is_allowed, ports=self._ports)
            onward = self._ask(target)
            if onward is None:
                return
            link = urljoin(f"{target.scheme}://{target.host}:{target.port}{target.path}", onward)
        raise BadLinkError(texts_es.LINK_TOO_MANY_JUMPS, is_certain=False)

    def _ask(self, target: Target) -> str | None:
        """Ask for the head, and for the page when that is refused; give where it redirects to, or None when it is there."""
        status, onward = self._answer("HEAD", target)
        if status >= HTTPStatus.BAD_REQUEST:
            status, onward = self._answer("GET", target)
        if status in _MOVED and onward:
            return onward
        if status in _GONE:
            raise BadLinkError(texts_es.LINK_GONE, is_certain=True)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise BadLinkError(texts_es.LINK_SITE_FAILS, is_certain=False)
        if status >= HTTPStatus.BAD_REQUEST:
            raise BadLinkError(texts_es.LINK_SITE_REFUSES, is_certain=False)
        return None

    def _answer(self, method: str, target: Target) -> tuple[int, str | None]:
        with answer(method, target, self._timeout_seconds) as response:
            return response.status, response.getheader("Location")


def _until(
    deadline: float, count: int, answers: "queue.SimpleQueue[tuple[str, LinkFault | None]]"
) -> dict[str, LinkFault | None]:
    """Take the answers as they come, until all are there or the time is over."""
    known: dict[str, LinkFault | None] = {}
    while len(known) < count:
        try:
            link, fault = answers.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            break
        known[link] = fault
    return known
