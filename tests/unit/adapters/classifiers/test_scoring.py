"""The weights and how they are applied."""

import pytest

from chalicelib.adapters.classifiers.phrases import entries
from chalicelib.adapters.classifiers.scoring import chances, weights
from chalicelib.domain.classification import CommentKind, Sentiment
from tests.unit.adapters.classifiers.lexicon import LEXICON, MARKS


def test_there_is_a_weight_for_every_class() -> None:
    assert set(weights().classes) == set(CommentKind) | set(Sentiment)


def test_probabilities_add_up_to_one_on_each_axis() -> None:
    found = chances({"failing": 1.0, "thing": 1.4}, ["no", "sirve"])
    axes = (found.kinds, found.sentiments, found.kinds_by_hand)
    assert [sum(axis.values()) for axis in axes] == pytest.approx([1, 1, 1])


def test_every_weight_belongs_to_a_feature_and_every_feature_has_a_weight() -> None:
    """A slip in a name would silently weigh nothing."""
    features = {label for label, _ in entries(LEXICON.read_text(encoding="utf-8"))} | MARKS
    named = {part for row in weights().rows for part in row.present | row.absent}
    assert named == features


def test_a_combination_counts_only_when_all_of_it_holds() -> None:
    alone, together = (
        chances(dict.fromkeys(said, 1.0), ()).kinds_by_hand for said in (("praise",), ("praise", "irony"))
    )
    assert alone[CommentKind.OTHER] > 0.8
    assert together[CommentKind.COMPLAINT] > together[CommentKind.OTHER]
