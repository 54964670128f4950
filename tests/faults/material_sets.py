"""Sets of files as offices make them at random: acts on the bucket, in the order they happened, each with its event."""

import json
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random
from urllib.parse import quote_plus

from tests.builders import NOW
from tests.fakes.files import InMemoryIntakeFiles

FOLDERS = ("prensa/2026-11-23/parques/", "enlaces/sapal/2026-11-23/información/", "imagen/2026-11-23/verano.2/")
NAMES = (
    "boletín.txt",
    "nota + 100%.txt",
    "aviso.docx",
    "informe 😀.docx",
    "imágenes.jpg",
    "foto (1).jpg",
    "niño.jpg",
    "publicación.yaml",
    "virus.exe",
)
BAD_KEYS = ("otros/2026-11-23/parques/a.txt", "prensa/2026-11-23/suelto.txt", "enlaces/nadie/2026-11-23/x/a\nb.txt")
LEFT = "lo que queda.jpg"
JPEG, ORDERS = b"\xff\xd8", (b"campaign: Verano", b"campaign: Invierno")
BIG_BYTES = 90_000
MOST_FILES, MOST_ACTS_OF_A_KEY = 8, 4


class Act(StrEnum):
    """What somebody does to a key."""

    PUT = "ObjectCreated:Put"
    MARK_DELETED = "ObjectRemoved:DeleteMarkerCreated"
    DELETE_FOR_GOOD = "ObjectRemoved:Delete"


@dataclass(frozen=True)
class Happening:
    """One act on one key: when, with which bytes, its sequencer, and whether S3 ever tells of it."""

    at: datetime
    act: Act
    key: str
    sequencer: str
    content: bytes = b""
    is_lost: bool = False

    def apply(self, bucket: InMemoryIntakeFiles, random_version: int) -> str:
        """Do it to the bucket; give S3's notification."""
        version_id = self._done(bucket, random_version)
        told = {"key": quote_plus(self.key), "versionId": version_id, "sequencer": self.sequencer, "size": 1}
        event = {"eventName": self.act, "eventTime": self.at.isoformat(), "s3": {"object": told}}
        return json.dumps({"Records": [event]})

    def _done(self, bucket: InMemoryIntakeFiles, random_version: int) -> str:
        if self.act is Act.PUT:
            return bucket.upload(self.key, self.content)
        if self.act is Act.MARK_DELETED:
            return bucket.delete(self.key)
        there = bucket.version_ids(self.key)
        version_id = there[random_version % len(there)] if there else "none"
        bucket.remove(self.key, version_id)
        return version_id


def random_set(random: Random) -> list[Happening]:
    """Make one office's day with one folder: 1 to 8 files, overwritten, deleted, in both forms of Unicode."""
    folder = random.choice(FOLDERS)
    names = random.sample(NAMES, random.randint(1, MOST_FILES))
    is_lossy, is_big = random.random() < 0.3, random.random() < 0.03
    acts = [(key, act) for name in names for key in _spellings(folder + name, random) for act in _acts(random)]
    # A set of one key's acts keeps their order, among themselves and so in time.
    acts = _interleaved(acts, random)
    acts += [(key, Act.PUT) for key in BAD_KEYS if random.random() < 0.05]
    happenings, at, number = [], NOW, random.randrange(16**8)
    for key, act in acts:
        at += timedelta(seconds=random.choice((0, 0, 1, 20, 400, 900)))
        number += random.choice((1, 15, 16, 255, 4096))
        content = _content(key, random, is_big=is_big) if act is Act.PUT else b""
        is_lost = is_lossy and random.random() < 0.3
        happenings.append(Happening(at, act, key, _sequencer(number, random), content, is_lost))
    if any(each.is_lost and each.act is Act.DELETE_FOR_GOOD for each in happenings):
        # A listing cannot show a folder of which nothing at all is left (decision 21): here something stays.
        happenings.append(Happening(at, Act.PUT, folder + LEFT, _sequencer(number, random), JPEG))
    return happenings


def _spellings(key: str, random: Random) -> list[str]:
    """Give one or both forms of a key; they differ where its name or its folder has an accent."""
    forms = [unicodedata.normalize(form, key) for form in ("NFC", "NFD")]
    return random.choice((forms[:1], forms[:1], forms[1:], forms)) if forms[0] != forms[1] else forms[:1]


def _acts(random: Random) -> list[Act]:
    later = random.choices((Act.PUT, Act.MARK_DELETED, Act.DELETE_FOR_GOOD), (5, 3, 2), k=MOST_ACTS_OF_A_KEY - 1)
    return [Act.PUT, *later[: random.choice((0, 0, 1, 1, 2, 3))]]


def _interleaved(acts: list[tuple[str, Act]], random: Random) -> list[tuple[str, Act]]:
    waiting: dict[str, list[Act]] = {}
    for key, act in acts:
        waiting.setdefault(key, []).append(act)
    order = random.sample([key for key, _ in acts], len(acts))
    return [(key, waiting[key].pop(0)) for key in order]


def _sequencer(number: int, random: Random) -> str:
    """Write a number as S3 may: hexadecimal of any length, zeros at its end left out or put on, in either case."""
    text = f"{number:010X}".rstrip("0") or "0"
    text += random.choice(("", "0", "00", "0000"))
    return text.lower() if random.random() < 0.2 else text


def _content(key: str, random: Random, *, is_big: bool) -> bytes:
    which = random.randrange(3)
    match key.rpartition(".")[2]:
        case "txt":
            # Much text, few sentences: the run is about sets, not about what is made of ten thousand sentences.
            words = f"Texto {which}. Sigue el texto {which}." + " y más" * (BIG_BYTES // 7 if is_big else 0)
            return random.choice((words.encode(), words.encode(), b""))
        case "jpg":
            return random.choice((JPEG + bytes([which]), JPEG + bytes([which]), b"<svg/>"))
        case "yaml":
            return random.choice(ORDERS)
        case _:
            return b"documento %d" % which
