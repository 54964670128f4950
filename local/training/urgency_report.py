"""
Learn urgency from labelled comments, print how good it is beside the phrases alone, write its weights.

    python -m local.training.urgency_report --comments data/comments [--only-measure]

The files of the folder stand for an inbox; those of its folder `urgency` were written to teach. The same data give the same
files. Takes two minutes on one core.
"""

import argparse
import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from chalicelib.adapters.classifiers.urgency_weights import Bars
from chalicelib.domain.classification import Urgency
from local.training.corpus import groups, read_comments
from local.training.fitting import Numbers
from local.training.measures import folds
from local.training.urgency import NOTHING, Flags, Told, UrgencyLearner, chances, write_urgency

TEACHING = "urgency"


def main() -> None:
    """Measure in five folds by group, set the bars on them, learn from all rows."""
    parser = argparse.ArgumentParser(prog="python -m local.training.urgency_report")
    parser.add_argument("--comments", type=Path, required=True, help="folder of labelled comments")
    parser.add_argument("--only-measure", action="store_true", help="write nothing")
    arguments = parser.parse_args()
    ordinary = sorted(arguments.comments.glob("*.tsv"))
    files = [*ordinary, *sorted((arguments.comments / TEACHING).glob("*.tsv"))]
    learner = UrgencyLearner([row for file in files for row in _told(file, is_ordinary=file in ordinary)])
    scores = learner.out_of_fold(folds(list(learner.labels), groups(read_comments(files))))
    bars = learner.bars(scores)
    show(learner, scores, bars)
    if not arguments.only_measure:
        write_urgency(learner, bars)


def show(learner: UrgencyLearner, scores: Numbers, bars: Bars) -> None:
    """Print what phrases find alone and with learning, and what a person sees besides."""
    chance, by_phrase = chances(scores), learner.by_phrase != NOTHING
    print(f"bars: urgent from {bars.urgent:.3f}, a person looks from {bars.doubtful:.3f}")
    for title, part in (("ordinary", learner.is_ordinary), ("teaching", ~learner.is_ordinary)):
        _show_flags(f"{title}, phrases alone", learner, by_phrase, part)
        _show_flags(f"{title}, with learning", learner, by_phrase | (chance >= bars.urgent), part)
        _show_flags(f"{title}, or a person looks", learner, by_phrase | (chance >= bars.doubtful), part)
    learnt_alone = learner.is_urgent & ~by_phrase & (chance >= bars.urgent)
    named = np.array(list(map(str, Urgency)))[scores.argmax(axis=1)]
    right = (named == learner.labels)[learnt_alone]
    print(f"the urgency itself is right in {right.sum()} of {len(right)} that learning alone found")


def _show_flags(title: str, learner: UrgencyLearner, flagged: Flags, part: Flags) -> None:
    urgent = learner.is_urgent & part
    right, wrong = (flagged & urgent).sum(), (flagged & part & ~learner.is_urgent).sum()
    each = "  ".join(
        f"{name} {(flagged & of_name).sum()}/{of_name.sum()}"
        for name in Urgency
        for of_name in [part & (learner.labels == name)]
    )
    print(
        f"{title:<28} recall {right}/{urgent.sum()}  precision {right / max(1, right + wrong):.3f}"
        f"  wrongly {wrong}/{(part & ~learner.is_urgent).sum()}  {each}"
    )


def _told(file: Path, *, is_ordinary: bool) -> Sequence[Told]:
    with file.open(encoding="utf-8", newline="") as lines:
        cells = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [Told(row["text"], row["urgency"], is_ordinary) for row in cells]


if __name__ == "__main__":
    main()
