"""A time stamp asked for by hand-written DER is one: OpenSSL gives it, and OpenSSL and a kept library verify it."""

import shutil
import socket
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from threading import Thread

import pytest
import requests
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from chalicelib.adapters.signing.time_stamps import HttpTimeStamper, question
from chalicelib.domain.errors import RejectedByServiceError, TransientServiceError
from clients.portavoz.portavoz.findings import What
from clients.portavoz.portavoz.sources import source_of
from clients.portavoz.portavoz.stamps import Stamps
from clients.portavoz.portavoz.verifying import Asked, verified
from tests.contract.signing.authority import Authority, openssl, serving
from tests.exports import Nights, days, filled, folder_of

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="OpenSSL stands for the authority")
WORDS = b"una firma"
DIGEST = sha256(WORDS).digest()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tsa"))


@pytest.fixture
def stamper(authority: Authority) -> Iterator[HttpTimeStamper]:
    authority.status, authority.answer = 200, b""
    with serving(authority) as address, requests.Session() as session:
        yield HttpTimeStamper(session, address)


def test_the_question_is_byte_for_byte_the_kept_librarys() -> None:
    builder = TimestampRequestBuilder().data(WORDS).hash_algorithm(HashAlgorithm.SHA256)
    known = builder.nonce(nonce=True).cert_request(cert_request=True).build()
    nonce = (known.nonce or 0).to_bytes(9, "big")[-8:]
    # A nonce whose first bit is set has one byte more in DER; ours never has.
    if nonce[0] < 0x80 and len(known.as_bytes()) == 69:
        assert question(DIGEST, nonce) == known.as_bytes()
    assert len(question(DIGEST, nonce)) == 69


def test_a_stamp_is_verified_by_openssl_and_by_the_client(
    stamper: HttpTimeStamper, authority: Authority, tmp_path: Path
) -> None:
    stamp = stamper.stamp(DIGEST)
    (tmp_path / "stamp.tsr").write_bytes(stamp)
    said = openssl("ts", "-verify", "-digest", DIGEST.hex(), "-in", tmp_path / "stamp.tsr", "-CAfile", authority.root)
    assert b"Verification: OK" in said
    assert Stamps(authority.root).is_good(stamp, WORDS)
    assert not Stamps(authority.root).is_good(stamp, WORDS + b".")


def test_a_stamp_of_another_authority_does_not_count(
    stamper: HttpTimeStamper, tmp_path: Path, authority: Authority
) -> None:
    assert not Stamps(Authority(tmp_path).root).is_good(stamper.stamp(DIGEST), WORDS)
    assert Stamps(authority.root).is_good(stamper.stamp(DIGEST), WORDS)


@pytest.mark.parametrize("answer", [b"no", b"0\x03\x02\x01\x00", bytes(70_000), b"0\x84\xff\xff\xff\xff", b"0"])
def test_what_is_no_stamp_of_what_was_asked_is_refused(
    stamper: HttpTimeStamper, authority: Authority, answer: bytes
) -> None:
    authority.answer = answer
    with pytest.raises(RejectedByServiceError):
        stamper.stamp(DIGEST)


def test_the_answer_to_another_question_is_refused(stamper: HttpTimeStamper, authority: Authority) -> None:
    authority.answer = authority.reply(question(DIGEST, b"\x01" * 8))
    with pytest.raises(RejectedByServiceError):
        stamper.stamp(DIGEST)


def test_an_authority_out_of_order_may_be_asked_again(stamper: HttpTimeStamper, authority: Authority) -> None:
    authority.status = 503
    with pytest.raises(TransientServiceError):
        stamper.stamp(DIGEST)
    with requests.Session() as session, pytest.raises(TransientServiceError):
        HttpTimeStamper(session, "http://127.0.0.1:9/").stamp(DIGEST)


@pytest.mark.parametrize(
    "head", [b"Content-Length: 500", b"Transfer-Encoding: chunked", b"Content-Length: 5\r\nContent-Encoding: gzip"]
)
def test_an_answer_that_breaks_off_or_is_unreadable_is_asked_for_again(head: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door, requests.Session() as session:

        def answer() -> None:
            caller, _ = door.accept()
            with caller:
                caller.recv(65_536)
                caller.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n" + head + b"\r\n\r\nmedio")

        thread = Thread(target=answer, daemon=True)
        thread.start()
        with pytest.raises(TransientServiceError):
            HttpTimeStamper(session, f"http://127.0.0.1:{door.getsockname()[1]}/").stamp(DIGEST)
        thread.join()


def test_R15_the_stamps_of_an_export_are_verified_offline(
    stamper: HttpTimeStamper, authority: Authority, tmp_path: Path
) -> None:
    nights = Nights(stamper=stamper)
    filled(nights, 2, 2)
    export = source_of(folder_of(nights.archive, tmp_path / "export"))
    (tmp_path / "other").mkdir()
    good = verified(export, Asked(stamp_authority=authority.root, last=days(2)[-1]))
    assert good.is_intact
    assert not any("sellos" in remark for remark in good.remarks)
    wrong = verified(export, Asked(stamp_authority=Authority(tmp_path / "other").root))
    assert {finding.what for finding in wrong.findings} == {What.STAMP_WRONG}
    unchecked = verified(export, Asked())
    assert any("sellos" in remark for remark in unchecked.remarks)
