"""What was learnt: read as it was written, and the same features in training and in use."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.adapters.classifiers.grams import BUCKETS, grams
from chalicelib.adapters.classifiers.learnt import GRAMS_FILE, HAND, GramTable, learnt
from chalicelib.domain.classification import CommentKind, Sentiment

WORDS = st.lists(st.text(alphabet="abcñ😡", min_size=1, max_size=30), max_size=12)


def test_there_is_a_learnt_weight_for_every_class() -> None:
    assert set(learnt().classes) == set(CommentKind) | set(Sentiment)
    assert {f"{HAND}{name}" for name in learnt().classes} <= learnt().rows.keys()


def test_what_was_learnt_fits_in_a_small_package() -> None:
    assert GRAMS_FILE.stat().st_size < 1_500_000


@given(WORDS)
def test_the_pieces_added_up_word_by_word_are_the_pieces_a_model_was_trained_on(words: list[str]) -> None:
    """Training sums over `grams`, use sums over kept words: both must see the same."""
    numbers = [bucket % 7 - 3 for bucket in range(BUCKETS)]
    found = GramTable(numbers, (0.5,)).scores(words)[0]
    pieces = grams(words)
    expected = 5.0 * 0.5 * sum(numbers[bucket] for bucket in pieces) / max(1, len(pieces)) ** 0.5
    assert abs(found - expected) < 1e-6


@given(WORDS)
def test_a_word_counts_once_however_often_it_is_written(words: list[str]) -> None:
    pairs = len(set(pairwise(words)))
    assert len(grams(words)) - pairs == len(grams(sorted(set(words)))) - len(set(pairwise(sorted(set(words)))))
