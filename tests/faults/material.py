"""
Reads good, hostile and damaged files through the true sandbox, in a worker as large as the Lambda, and counts what happens.

    python -m tests.faults.material --good 300 --hostile 300 --mutations 2000 --seed 7 --json

Promised: no unhandled error, each file under five seconds, under 400 MB in all, each rejection with its reason, no good file
refused. Memory is measured twice: what the worker and everything below it hold, sampled every 5 ms (shared pages counted
once), and the bound that no sampling can miss: the worker's own peak plus the largest peak of any process below it.
"""

import argparse
import json
import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from chalicelib import texts_es
from tests.corpus.good import good
from tests.corpus.hostile import hostile
from tests.corpus.mutations import mutations
from tests.corpus.specimen import ACCEPTED, REJECTED, Specimen

MAX_SECONDS = 5.0
MAX_MEGABYTES = 400.0

_LOOK_EVERY_SECONDS = 0.005
_PATIENCE_SECONDS = 60.0
_CONTAINED = (texts_es.FILE_TOO_SLOW, texts_es.FILE_NEEDS_TOO_MUCH_MEMORY, texts_es.FILE_UNREADABLE)
_ROOT = Path(__file__).parents[2]


@dataclass
class Findings:
    """What happened. Lists name the files; `contained` are those whose reader the sandbox had to end, or that broke it."""

    files: int = 0
    unhandled: list[str] = field(default_factory=list)
    over_five_seconds: list[str] = field(default_factory=list)
    good_refused: list[str] = field(default_factory=list)
    hostile_accepted: list[str] = field(default_factory=list)
    promises_broken: list[str] = field(default_factory=list)
    contained: list[str] = field(default_factory=list)
    rejections_by_reason: dict[str, int] = field(default_factory=dict)
    slowest: list[tuple[float, str]] = field(default_factory=list)
    seconds: float = 0.0
    sampled_peak_mb: float = 0.0
    sampled_peak_at: str = ""
    bound_mb: float = 0.0
    worker_mb: float = 0.0

    @property
    def are_as_promised(self) -> bool:
        """Say whether every promise held."""
        faults = (
            self.unhandled,
            self.over_five_seconds,
            self.good_refused,
            self.hostile_accepted,
            self.promises_broken,
        )
        return not any(faults) and max(self.sampled_peak_mb, self.bound_mb) < MAX_MEGABYTES

    def note(self, specimen: Specimen, told: dict[str, Any]) -> None:
        """Count what became of one file."""
        outcome, reason, seconds = told["outcome"], told["reason"], told["seconds"]
        self.seconds += seconds
        self.slowest = sorted([*self.slowest, (round(seconds, 2), specimen.id)], reverse=True)[:8]
        if reason:
            self.rejections_by_reason[reason] = self.rejections_by_reason.get(reason, 0) + 1
        if reason in _CONTAINED:
            self.contained.append(f"{specimen.id} — {reason}")
        if seconds >= MAX_SECONDS:
            self.over_five_seconds.append(specimen.id)
        if told["broken"]:
            self.promises_broken.append(f"{specimen.id} — {told['broken']}")
        if specimen.expected is ACCEPTED and outcome != "accepted":
            self.good_refused.append(f"{specimen.id} — {reason}")
        if specimen.expected is REJECTED and outcome != "rejected":
            self.hostile_accepted.append(specimen.id)


class Worker:
    """The process that is tried. It is started again when it dies of a file."""

    def __init__(self, findings: Findings, folder: Path) -> None:
        """Take where to count and a folder for files."""
        self._findings, self._file = findings, folder / "received"
        self._start()

    def _start(self) -> None:
        command = [sys.executable, "-m", "tests.faults.material_worker"]
        self._process = subprocess.Popen(
            command,
            cwd=_ROOT,
            env={**os.environ, "AWS_DEFAULT_REGION": "mx-central-1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def read(self, specimen: Specimen) -> None:
        """Have one file read."""
        self._findings.files += 1
        self._file.write_bytes(specimen.made())
        _pipe(self._process.stdin).write(json.dumps({"name": specimen.file, "path": str(self._file)}) + "\n")
        _pipe(self._process.stdin).flush()
        line = self._line(specimen)
        if line:
            self._findings.note(specimen, json.loads(line))
            return
        self._process.kill()
        lines = self._process.communicate()[1].strip().splitlines() or ["no answer"]
        self._findings.unhandled.append(f"{specimen.id} — {lines[-1]}")
        self._start()

    def _line(self, specimen: Specimen) -> str:
        """Wait for the worker's line, and look at the memory meanwhile."""
        until = time.monotonic() + _PATIENCE_SECONDS
        pipe = _pipe(self._process.stdout)
        while not select.select([pipe], [], [], _LOOK_EVERY_SECONDS)[0]:
            used = held_megabytes(self._process.pid)
            if used > self._findings.sampled_peak_mb:
                self._findings.sampled_peak_mb, self._findings.sampled_peak_at = used, specimen.id
            if time.monotonic() > until:
                return ""
        return pipe.readline()

    def finish(self) -> None:
        """Let the worker end and tell its peaks."""
        last = json.loads(self._process.communicate()[0].splitlines()[-1])
        self._findings.bound_mb, self._findings.worker_mb = last["bound_mb"], last["own_mb"]


def held_megabytes(process: int) -> float:
    """Tell the memory that a process and all below it hold; pages that several share are counted once in the sum."""
    total = 0.0
    with suppress(OSError, ValueError):
        rolled = Path(f"/proc/{process}/smaps_rollup").read_text()
        total = sum(map(int, re.findall(r"^Pss:\s+(\d+)", rolled, re.MULTILINE))) / 1024
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        total += sum(held_megabytes(int(child)) for child in children)
    return total


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


def spread(specimens: Sequence[Specimen], count: int) -> list[Specimen]:
    """Choose so many, evenly over the whole: the same each time."""
    count = min(count, len(specimens))
    return [specimens[number * len(specimens) // count] for number in range(count)]


def chosen(
    *, good_files: int, hostile_files: int, damaged: int, seed: int, formats: Iterable[str]
) -> Iterator[Specimen]:
    """Give the files to read. `formats` are those good files may be in; all when there are none."""
    kept = frozenset(formats)
    fine = [specimen for specimen in good() if not kept or specimen.kind in kept]
    yield from spread(fine, good_files)
    yield from spread(hostile(), hostile_files)
    yield from mutations(fine if damaged > len(fine) else spread(fine, damaged), damaged, seed)


def try_all(specimens: Iterable[Specimen]) -> Findings:
    """Have files read, one after the other, in one worker."""
    findings = Findings()
    with TemporaryDirectory() as folder:
        worker = Worker(findings, Path(folder))
        for specimen in specimens:
            worker.read(specimen)
        worker.finish()
    return findings


def main(arguments: Sequence[str] | None = None) -> int:
    """Try what the command line asks for. Returns the exit code: 1 when a promise is broken."""
    parser = argparse.ArgumentParser(description="Read good, hostile and damaged files, and count what happens.")
    parser.add_argument("--good", type=int, default=1_000)
    parser.add_argument("--hostile", type=int, default=1_000)
    parser.add_argument("--mutations", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--formats", default="", help="formats of good files, separated by commas; all by default")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    findings = try_all(
        chosen(
            good_files=asked.good,
            hostile_files=asked.hostile,
            damaged=asked.mutations,
            seed=asked.seed,
            formats=filter(None, asked.formats.split(",")),
        )
    )
    facts = asdict(findings) | {"as_promised": findings.are_as_promised}
    sys.stdout.write(json.dumps(facts, ensure_ascii=False, indent=None if asked.json else 2) + "\n")
    return 0 if findings.are_as_promised else 1


if __name__ == "__main__":
    sys.exit(main())
