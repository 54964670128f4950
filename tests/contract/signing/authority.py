"""An authority of time stamps on the loopback: OpenSSL's own, behind the plain HTTP that real ones speak."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

CONFIG = """\
[ca]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[tsa]
basicConstraints = critical, CA:false
extendedKeyUsage = critical, timeStamping
keyUsage = critical, digitalSignature
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[req]
distinguished_name = dn
[dn]
[tsa_config]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


def openssl(*arguments: object) -> bytes:
    """Run OpenSSL; gives what it prints."""
    return subprocess.run(["openssl", *map(str, arguments)], capture_output=True, check=True).stdout  # noqa: S607 - the system's own


class Authority:
    """One authority: its root in `root`; `answers` may put something else in place of its answers."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.root = folder, folder / "root.pem"
        self.status, self.answer = 200, b""
        (folder / "openssl.cnf").write_text(CONFIG.format(folder=folder))
        (folder / "serial").write_text("01\n")
        self._make("root", "ca", "-x509", "-key", folder / "root.key")
        self._make("tsa", "tsa", "-CA", self.root, "-CAkey", folder / "root.key", "-x509", "-key", folder / "tsa.key")

    def _make(self, name: str, section: str, *more: object) -> None:
        openssl(
            "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", self._folder / f"{name}.key"
        )
        config = ("-config", self._folder / "openssl.cnf", "-extensions", section)
        openssl(
            "req", "-new", *config, "-subj", f"/CN={name}", "-days", 3650, "-out", self._folder / f"{name}.pem", *more
        )

    def reply(self, question: bytes) -> bytes:
        """Answer a question as OpenSSL does."""
        query = self._folder / "query.tsq"
        query.write_bytes(question)
        config = ("-config", self._folder / "openssl.cnf", "-section", "tsa_config")
        openssl("ts", "-reply", *config, "-queryfile", query, "-out", self._folder / "reply.tsr")
        return (self._folder / "reply.tsr").read_bytes()


@contextmanager
def serving(authority: Authority) -> Iterator[str]:
    """Serve an authority; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = self.rfile.read(int(self.headers["Content-Length"]))
            is_query = self.headers["Content-Type"] == "application/timestamp-query"
            answer = authority.answer or authority.reply(question)
            self.send_response(authority.status if is_query else 415)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/tsr"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
