"""
Where a link may be followed to: http or https, their own ports, no password, and public addresses only.

A text comes from outside, so its links are somebody else's choice of where our servers connect. The name is resolved once,
every address it has must be public, and the connection is made to the address that was looked at: a name that answers
differently the second time (DNS rebinding) is never asked again. An address inside another (IPv4 in IPv6, 6to4, Teredo) is
judged by the one inside; NAT64's and any other way back into a private network is refused.
"""

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

from chalicelib import texts_es
from chalicelib.ports import LinkFault

Resolve = Callable[[str, int], Sequence[str]]
"""Gives the addresses of a host. Raises socket.gaierror."""

PORTS = {"http": 80, "https": 443}
_KNOWN_SITE = "www.gob.mx"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NO_SUCH_NAME = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})


class BadLinkError(Exception):
    """A link is not followed, or leads nowhere. `fault` says why."""

    def __init__(self, reason: str, *, is_certain: bool) -> None:
        """Take the reason in Spanish, and whether a citizen would not get there either."""
        super().__init__(reason)
        self.fault = LinkFault(reason, is_certain)


@dataclass(frozen=True)
class Target:
    """What to ask for, and at which address: `host` is the name (in ASCII), `address` the one IP that was looked at."""

    scheme: str
    host: str
    port: int
    path: str
    address: str


def resolve(host: str, port: int) -> Sequence[str]:
    """Ask the system for a host's addresses."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def is_public(address: str) -> bool:
    """Say whether an IP address belongs to the public internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inside = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inside is not None:
            return is_public(str(inside))
        if ip in _NAT64:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def target_of(link: str, *, resolve: Resolve, is_allowed: Callable[[str], bool], ports: frozenset[int]) -> Target:
    """
    Give where a link leads, or say why it is not followed.

    Raises:
        BadLinkError: it is malformed, carries a password, names another port or an internal address, or has no site.
    """
    parts = _split(link if "://" in link[:10] else f"https://{link}")
    host, port = _host(parts), _port(parts)
    if port not in ports:
        raise BadLinkError(texts_es.LINK_PORT, is_certain=True)
    addresses = _addresses(host, port, resolve)
    if not addresses or not all(map(is_allowed, addresses)):
        raise BadLinkError(texts_es.LINK_INTERNAL, is_certain=True)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/?%:@!$&()*+,;=~-._[]')}" if parts.query else ""
    return Target(parts.scheme, host, port, path + query, addresses[0])


def _split(link: str) -> SplitResult:
    try:
        parts = urlsplit(link)
    except ValueError as error:
        raise BadLinkError(texts_es.LINK_MALFORMED, is_certain=True) from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise BadLinkError(texts_es.LINK_MALFORMED, is_certain=True)
    if parts.username is not None or parts.password is not None:
        raise BadLinkError(texts_es.LINK_CREDENTIALS, is_certain=True)
    return parts


def _host(parts: SplitResult) -> str:
    """Give the name in ASCII: what is asked, sent and checked against the certificate is one and the same."""
    try:
        return (parts.hostname or "").rstrip(".").encode("idna").decode("ascii")
    except UnicodeError as error:
        raise BadLinkError(texts_es.LINK_MALFORMED, is_certain=True) from error


def _port(parts: SplitResult) -> int:
    try:
        return parts.port or PORTS[parts.scheme]
    except ValueError as error:
        raise BadLinkError(texts_es.LINK_MALFORMED, is_certain=True) from error


def _addresses(host: str, port: int, resolve: Resolve) -> Sequence[str]:
    try:
        return resolve(host, port)
    except (socket.gaierror, UnicodeError) as error:
        is_unknown = isinstance(error, socket.gaierror) and error.errno in _NO_SUCH_NAME
        if is_unknown and _can_resolve(resolve):
            raise BadLinkError(texts_es.LINK_NO_SUCH_SITE, is_certain=True) from error
        raise BadLinkError(texts_es.LINK_NO_INTERNET, is_certain=False) from error


def _can_resolve(resolve: Resolve) -> bool:
    """Without a way out every name is unknown: ask for one that surely exists before a link is called dead."""
    try:
        return bool(resolve(_KNOWN_SITE, PORTS["https"]))
    except socket.gaierror:
        return False
