"""The proof of one object: its line, its way to the root, and the signature over that."""

from dataclasses import dataclass
from datetime import date

from . import verify_texts as texts
from .checking import Checked, Checker
from .errors import UnreadableError
from .findings import Report
from .keys import Keys
from .manifests import Leaf, Manifest, folder_of, name_of, place_of
from .merkle import climbed, inclusion_proof
from .objects import FOLDER, measured
from .sources import DAMAGED, Source
from .stamps import Stamps
from .verifying import Asked


@dataclass(frozen=True)
class Proof:
    """`problem` is a Spanish sentence, None where everything holds. `way` leads from the leaf's hash to the root."""

    leaf: Leaf
    index: int
    count: int
    way: list[tuple[str, bytes]]
    root: str
    manifest: str
    key_id: str
    problem: str | None


def proven(source: Source, key: str, asked: Asked) -> Proof:
    """
    Prove one object of an export by its key (`2026/11/23/comment/…`).

    Raises:
        UnreadableError: no manifest of the export lists it.
    """
    report = Report()
    checker = Checker(source, Keys(source, asked.keys, asked.fingerprints), Stamps(asked.stamp_authority), report)
    for checked in _manifests_of(source, key, checker):
        keys = [leaf.key for leaf in checked.manifest.leaves] if checked.manifest else []
        if checked.manifest and key in keys:
            return _proof(source, checked.manifest, keys.index(key), report)
    raise UnreadableError(texts.not_there(key))


def _manifests_of(source: Source, key: str, checker: Checker) -> list[Checked]:
    try:
        folder = folder_of(date.fromisoformat(key[:10].replace("/", "-")))
    except ValueError:
        raise UnreadableError(texts.not_there(key)) from None
    places = filter(None, map(place_of, source.names(f"manifests/{folder}")))
    return [checker.check(*place) for place in places]


def _proof(source: Source, manifest: Manifest, index: int, report: Report) -> Proof:
    leaf, hashes = manifest.leaves[index], [each.hashed() for each in manifest.leaves]
    way = inclusion_proof(index, hashes)
    name = name_of(manifest.day, manifest.sequence)
    problems = [finding.detail for finding in report.findings if finding.where == name]
    if climbed(leaf.hashed(), way).hex() != manifest.root:
        problems.append(texts.LIST_CHANGED)
    if not _is_as_listed(source, leaf):
        problems.append(texts.OTHER_CONTENT)
    said = problems[0] if problems else None
    return Proof(leaf, index, len(hashes), way, manifest.root, name, manifest.key_id, said)


def _is_as_listed(source: Source, leaf: Leaf) -> bool:
    name = FOLDER + leaf.key
    if name not in source.names(f"{FOLDER}{leaf.key[:11]}"):
        return False
    try:
        return measured(source, name, leaf.size) == (leaf.sha256, leaf.size)
    except DAMAGED:
        return False
