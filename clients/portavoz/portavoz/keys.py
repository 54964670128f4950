"""The keys that signed: those that the export brings and those got elsewhere, each known by its own SHA-256."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from . import verify_texts as texts
from .errors import UnreadableError
from .findings import Report, What
from .manifests import Manifest
from .sources import DAMAGED, Source

FOLDER = "keys/"
_MOST_BYTES = 16 * 1024
_ECDSA = ec.ECDSA(SHA256())


class Keys:
    """The keys of one verification. `fingerprints` are those expected; where there are none, any key of the export will do."""

    def __init__(self, source: Source, given: Iterable[Path], fingerprints: Iterable[str]) -> None:
        self._source = source
        self._expected = set(fingerprints)
        self._known: dict[str, ec.EllipticCurvePublicKey | None] = {}
        for path in given:
            key = _given(path)
            self._known[fingerprint_of(key)] = key
        self._expected |= set(self._known)
        self._names = set(source.names(FOLDER))

    @property
    def are_expected(self) -> bool:
        """Say whether somebody told from elsewhere which keys to expect."""
        return bool(self._expected)

    def problem_of(self, manifest: Manifest, report: Report) -> tuple[What, str] | None:
        """Tell why a manifest's signature does not count; None when it does."""
        key = self._key(manifest.key_id, report)
        if key is None:
            return What.KEY_WRONG, texts.NO_KEY
        try:
            key.verify(manifest.signature, manifest.signed, _ECDSA)
        except InvalidSignature:
            return What.SIGNATURE_WRONG, texts.BAD_SIGNATURE
        if self._expected and manifest.key_id not in self._expected:
            return What.KEY_FOREIGN, texts.FOREIGN
        return None

    def _key(self, key_id: str, report: Report) -> ec.EllipticCurvePublicKey | None:
        if key_id not in self._known:
            self._known[key_id] = self._brought(key_id, report)
        return self._known[key_id]

    def _brought(self, key_id: str, report: Report) -> ec.EllipticCurvePublicKey | None:
        name = f"{FOLDER}{key_id}.pem"
        if name not in self._names:
            return None
        try:
            with self._source.open(name) as file:
                key = _read(file.read(_MOST_BYTES))
        except (*DAMAGED, ValueError, UnsupportedAlgorithm):
            key = None
        if key is None or fingerprint_of(key) != key_id:
            report.add(What.KEY_WRONG, name, None, texts.KEY_CHANGED)
            return None
        return key


def fingerprint_of(key: ec.EllipticCurvePublicKey) -> str:
    """Give the SHA-256 (hex) of a public key's DER (SubjectPublicKeyInfo)."""
    return sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()


def _given(path: Path) -> ec.EllipticCurvePublicKey:
    try:
        return _read(path.read_bytes()[:_MOST_BYTES])
    except (OSError, ValueError, UnsupportedAlgorithm) as exc:
        raise UnreadableError(texts.no_key_file(str(path))) from exc


def _read(content: bytes) -> ec.EllipticCurvePublicKey:
    key = load_pem_public_key(content)
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ValueError("no P-256")  # noqa: TRY004 - a key of another kind is a wrong value
    return key
