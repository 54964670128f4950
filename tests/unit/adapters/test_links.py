"""Links are followed as a citizen would, and never into our own network."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from chalicelib import texts_es
from chalicelib.adapters.links import HttpLinkChecker, NoLinkChecker
from chalicelib.adapters.links.targets import is_public
from chalicelib.ports import LinkFault
from chalicelib.settings import Settings

HERE = "127.0.0.1"
STATUS = {"/ok": 200, "/no-esta": 404, "/se-fue": 410, "/prohibido": 403, "/muchas": 429, "/falla": 503}
NAMES = {
    "sitio.example": [HERE],
    "interno.example": ["10.0.0.5"],
    "doble.example": ["93.184.216.34", "192.168.1.1"],
    "metadatos.example": ["169.254.169.254"],
    "www.gob.mx": ["93.184.216.34"],
}


class Site(BaseHTTPRequestHandler):
    """A site with pages, redirects and bad manners."""

    seen: list[tuple[str, str, dict[str, str]]]

    def do_HEAD(self) -> None:
        self.seen.append((self.command, self.path, dict(self.headers)))
        path = self.path.partition("?")[0]
        if path == "/lento":
            time.sleep(3)
        if path == "/goteo":
            self._drip()
            return
        self.send_response(self._status(path))
        if path.startswith("/va/"):
            self.send_header("Location", self.path.removeprefix("/va/"))
        if path == "/vuelta":
            self.send_header("Location", "/vuelta")
        self.send_header("Set-Cookie", "visita=1")
        self.end_headers()

    def do_GET(self) -> None:
        self.do_HEAD()

    def _status(self, path: str) -> int:
        if path.startswith("/va/") or path == "/vuelta":
            return 302
        if path == "/sin-head":
            return 405 if self.command == "HEAD" else 200
        return STATUS.get(path, 200)

    def _drip(self) -> None:
        for letter in b"HTTP/1.0 200 OK\r\nX: " + b"a" * 60:
            try:
                self.wfile.write(bytes([letter]))
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
        pass


@pytest.fixture
def site() -> Iterator[ThreadingHTTPServer]:
    Site.seen = []
    server = ThreadingHTTPServer((HERE, 0), Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def resolve(host: str, port: int) -> Sequence[str]:
    del port
    if host not in NAMES:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")
    return NAMES[host]


def a_checker(site: ThreadingHTTPServer, **changes: object) -> HttpLinkChecker:
    """Give a checker that takes this machine for a public site; everything else is as in production."""
    settings: dict[str, object] = {
        "resolve": resolve,
        "is_allowed": lambda address: address == HERE or is_public(address),
        "ports": frozenset({80, 443, site.server_port}),
        "timeout_seconds": 1.0,
        "budget_seconds": 2.0,
    }
    return HttpLinkChecker(**{**settings, **changes})  # type: ignore[arg-type]


def fault_of(site: ThreadingHTTPServer, path: str, host: str = "sitio.example", **changes: object) -> LinkFault | None:
    link = f"http://{host}:{site.server_port}{path}"
    return a_checker(site, **changes).broken([link]).get(link)


def test_a_page_that_is_there_has_no_fault_and_only_its_head_is_asked_for(site: ThreadingHTTPServer) -> None:
    assert fault_of(site, "/ok?a=1") is None
    assert [(method, path) for method, path, _ in Site.seen] == [("HEAD", "/ok?a=1")]
    headers = Site.seen[0][2]
    assert headers["Host"] == f"sitio.example:{site.server_port}"
    assert "Portavoz" in headers["User-Agent"]
    assert not {"Cookie", "Authorization"} & set(headers)


def test_a_site_that_only_shows_whole_pages_is_asked_again(site: ThreadingHTTPServer) -> None:
    assert fault_of(site, "/sin-head") is None
    assert [method for method, _, _ in Site.seen] == ["HEAD", "GET"]


@pytest.mark.parametrize("path", ["/no-esta", "/se-fue", "/va//no-esta"])
def test_a_page_that_is_gone_is_certain(site: ThreadingHTTPServer, path: str) -> None:
    assert fault_of(site, path) == LinkFault(texts_es.LINK_GONE, is_certain=True)


@pytest.mark.parametrize("path", ["/prohibido", "/muchas", "/falla"])
def test_a_site_that_lets_no_program_in_or_has_a_bad_minute_is_not_called_broken(
    site: ThreadingHTTPServer, path: str
) -> None:
    fault = fault_of(site, path)
    assert fault
    assert not fault.is_certain


@pytest.mark.parametrize("path", ["/lento", "/goteo"], ids=["says nothing", "says its first line a letter at a time"])
def test_a_slow_site_takes_no_more_than_the_budget(site: ThreadingHTTPServer, path: str) -> None:
    started = time.monotonic()
    fault = fault_of(site, path, timeout_seconds=0.3, budget_seconds=0.5)
    assert fault == LinkFault(texts_es.LINK_NO_ANSWER, is_certain=False)
    assert time.monotonic() - started < 2.5


def test_several_links_share_one_budget(site: ThreadingHTTPServer) -> None:
    links = [f"http://sitio.example:{site.server_port}/lento?{number}" for number in range(5)]
    started = time.monotonic()
    faults = a_checker(site, timeout_seconds=0.3, budget_seconds=0.5).broken([*links, "leon.gob.mx/6"])
    assert time.monotonic() - started < 2.5
    assert faults["leon.gob.mx/6"].reason == texts_es.LINK_TOO_MANY
    assert set(links) < set(faults)


def test_redirects_are_followed_three_times_and_no_more(site: ThreadingHTTPServer) -> None:
    assert fault_of(site, "/va//ok") is None
    assert fault_of(site, "/vuelta") == LinkFault(texts_es.LINK_TOO_MANY_JUMPS, is_certain=False)
    assert len(Site.seen) == 2 + 4


@pytest.mark.parametrize("host", ["interno.example", "doble.example", "metadatos.example"])
def test_an_internal_address_is_never_asked(site: ThreadingHTTPServer, host: str) -> None:
    assert fault_of(site, "/ok", host) == LinkFault(texts_es.LINK_INTERNAL, is_certain=True)
    assert Site.seen == []


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("http://metadatos.example/latest/meta-data/", texts_es.LINK_INTERNAL),
        ("http://interno.example/", texts_es.LINK_INTERNAL),
        ("http://sitio.example:22/", texts_es.LINK_PORT),
        ("file:///etc/passwd", texts_es.LINK_MALFORMED),
        ("http://ana:clave@sitio.example/", texts_es.LINK_CREDENTIALS),
    ],
)
def test_a_redirect_is_looked_at_like_the_first_link(site: ThreadingHTTPServer, target: str, reason: str) -> None:
    assert fault_of(site, f"/va/{target}") == LinkFault(reason, is_certain=True)
    assert len(Site.seen) == 1


def test_the_name_is_asked_once_for_each_step_and_the_connection_goes_to_that_answer(site: ThreadingHTTPServer) -> None:
    answers = iter([[HERE], ["10.0.0.5"]])
    asked: list[str] = []

    def rebinding(host: str, port: int) -> Sequence[str]:
        del port
        asked.append(host)
        return next(answers)

    assert fault_of(site, "/ok", resolve=rebinding) is None
    assert asked == ["sitio.example"]


@pytest.mark.parametrize(
    "address",
    """127.0.0.1 10.1.2.3 172.16.0.1 192.168.0.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 240.0.0.1
    192.0.2.1 198.18.0.1 ::1 :: fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1
    ::ffff:169.254.169.254 64:ff9b::a9fe:a9fe 2002:7f00:1:: 2002:a9fe:a9fe:: 2001:0:4136:e378:8000:63bf:5601:5601
    2001:db8::1""".split(),  # noqa: SIM905 - a table of addresses reads best like this
)
def test_what_is_not_the_public_internet_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946"])
def test_what_is_public_is(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("http://2130706433/", texts_es.LINK_INTERNAL),
        ("http://0x7f.1/", texts_es.LINK_INTERNAL),
        ("http://[::ffff:127.0.0.1]/", texts_es.LINK_INTERNAL),
        ("http://localhost/", texts_es.LINK_INTERNAL),
        ("http://127.0.0.1.:80/", texts_es.LINK_INTERNAL),
        ("https://ana@sitio.example/", texts_es.LINK_CREDENTIALS),
        ("http://sitio.example:99999/", texts_es.LINK_MALFORMED),
        ("http://[::1/", texts_es.LINK_MALFORMED),
        ("http://" + "a" * 70 + ".mx/", texts_es.LINK_MALFORMED),
        ("http://sitio.example:25/", texts_es.LINK_PORT),
    ],
)
def test_whatever_it_is_written_like_a_bad_target_is_refused_with_the_systems_own_names(link: str, reason: str) -> None:
    assert HttpLinkChecker(budget_seconds=5).broken([link]) == {link: LinkFault(reason, is_certain=True)}


def test_a_site_that_does_not_exist_is_certain_only_where_other_names_are_known(site: ThreadingHTTPServer) -> None:
    def nothing(host: str, port: int) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, f"{host}:{port}")

    assert fault_of(site, "/", "nadie.example") == LinkFault(texts_es.LINK_NO_SUCH_SITE, is_certain=True)
    assert fault_of(site, "/", resolve=nothing) == LinkFault(texts_es.LINK_NO_INTERNET, is_certain=False)


def test_a_name_server_that_hangs_takes_no_more_than_the_budget(site: ThreadingHTTPServer) -> None:
    def hanging(host: str, port: int) -> Sequence[str]:
        del host, port
        time.sleep(4)
        return [HERE]

    started = time.monotonic()
    assert fault_of(site, "/ok", resolve=hanging, budget_seconds=0.3) == LinkFault(
        texts_es.LINK_NO_ANSWER, is_certain=False
    )
    assert time.monotonic() - started < 2.5


def test_a_site_that_does_not_speak_tls_is_told_and_not_called_broken(site: ThreadingHTTPServer) -> None:
    link = f"https://sitio.example:{site.server_port}/ok"
    assert not a_checker(site).broken([link])[link].is_certain


def a_self_signed_certificate(folder: Path) -> Path:
    """Write a certificate of sitio.example that nobody vouches for, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sitio.example")])
    today = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("sitio.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file = folder / "sitio.pem"
    file.write_bytes(private + certificate.public_bytes(Encoding.PEM))
    return file


def test_a_certificate_nobody_vouches_for_is_told_and_nothing_is_asked(
    site: ThreadingHTTPServer, tmp_path: Path
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(a_self_signed_certificate(tmp_path))
    site.socket = context.wrap_socket(site.socket, server_side=True)
    link = f"https://sitio.example:{site.server_port}/ok"
    assert a_checker(site).broken([link]) == {link: LinkFault(texts_es.LINK_CERTIFICATE, is_certain=False)}
    assert Site.seen == []


def test_what_is_left_behind_ends_by_itself(site: ThreadingHTTPServer) -> None:
    before = threading.active_count()
    fault_of(site, "/goteo", timeout_seconds=0.3, budget_seconds=0.1)
    deadline = time.monotonic() + 2
    while threading.active_count() > before + 1 and time.monotonic() < deadline:
        time.sleep(0.02)
    assert threading.active_count() <= before + 1  # the site's own, which drips on until it notices


def test_a_path_with_accents_is_asked_for_as_browsers_do(site: ThreadingHTTPServer) -> None:
    assert fault_of(site, "/trámites/año nuevo".replace(" ", "%20")) is None
    assert Site.seen[0][1] == "/tr%C3%A1mites/a%C3%B1o%20nuevo"


def test_where_the_settings_say_so_nothing_is_followed() -> None:
    assert NoLinkChecker().broken(["https://leon.gob.mx"]) == {}


def test_the_setting_turns_it_off_and_is_on_by_default() -> None:
    assert Settings.model_validate({}).check_links
    assert not Settings.model_validate({"check_links": "false"}).check_links
