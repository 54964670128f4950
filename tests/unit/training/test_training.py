"""Learning from labelled comments: nothing nearly the same on both sides of a split, and the files say what was learnt."""

from pathlib import Path

import numpy as np
import pytest

from chalicelib.adapters.classifiers.grams import BUCKETS
from chalicelib.domain.classification import Sentiment
from local.training.corpus import Row, groups
from local.training.design import Design
from local.training.fitting import Span, sharpness, softmax
from local.training.learning import Learner
from local.training.measures import folds, honesty, one_source_out
from local.training.weights_file import write

SENTIMENTS = tuple(map(str, Sentiment))
TEXTS = [
    ("Gracias, excelente trabajo de limpia", "positive"),
    ("Muy bonito el parque, felicidades", "positive"),
    ("Me encantó la feria de este año", "positive"),
    ("Pésimo servicio, qué coraje", "negative"),
    ("No hay agua desde ayer y nadie responde", "negative"),
    ("Son unos rateros sin vergüenza", "negative"),
    ("¿A qué hora abren la oficina?", "neutral"),
    ("¿Dónde se paga el predial?", "neutral"),
    ("¿Qué documentos piden para la beca?", "neutral"),
]
ROWS = [Row(text, sentiment, source="X" if place % 2 else "Facebook") for place, (text, sentiment) in enumerate(TEXTS)]


def test_nearly_the_same_text_is_one_group() -> None:
    again = Row("GRACIAS excelente trabajo de limpia!!! https://t.co/a", "positive")
    grouped = groups([*ROWS, again])
    assert grouped[0] == grouped[-1]
    assert len(set(grouped)) == len(ROWS)


def test_a_declared_group_is_one_group() -> None:
    first, second = (Row(text, "neutral", source="a", group="7") for text in ("Hola", "Otra cosa del mismo asunto"))
    assert len(set(groups([first, second]))) == 1


def test_no_group_is_on_both_sides() -> None:
    labels, grouped = [row.sentiment for row in ROWS] * 4, list(range(len(ROWS))) * 4
    for train, test in folds(labels, grouped):
        assert not {grouped[index] for index in train} & {grouped[index] for index in test}
    for source, (train, test) in one_source_out([row.source for row in ROWS] * 4, grouped):
        assert not {grouped[index] for index in train} & {grouped[index] for index in test}
        assert {[row.source for row in ROWS * 4][index] for index in test} == {source}


def test_a_model_fitted_in_the_span_of_its_rows_scores_the_same_over_all_columns() -> None:
    design = Design([text for text, _ in TEXTS])
    span = Span(design.matrix)
    weights = np.random.default_rng(1).normal(size=(3, span.rows.shape[1]))
    assert np.allclose(span.rows @ weights.T, design.matrix @ span.columns(weights).T, atol=1e-6)


def test_the_same_rows_give_the_same_files(tmp_path: Path) -> None:
    contents = []
    for name in ("first", "second"):
        design = Design([text for text, _ in TEXTS])
        learner = Learner(design, range(len(ROWS)), [row.sentiment for row in ROWS], SENTIMENTS)
        scores = learner.scores(np.arange(len(ROWS)), np.arange(len(ROWS)))
        files = (tmp_path / f"{name}.tsv", tmp_path / f"{name}.bin")
        write([learner.axis(scores)], *files)
        contents.append([file.read_bytes() for file in files])
    assert contents[0] == contents[1]
    assert len(contents[0][1]) == (BUCKETS + 4) * len(SENTIMENTS)
    assert b"MIT licence" in contents[0][0]


def test_sharpness_makes_conviction_honest() -> None:
    """Scores ten times too strong are made smaller until they are right as often as they say."""
    generator = np.random.default_rng(3)
    true = generator.integers(0, 3, 3_000)
    scores = (generator.normal(size=(3_000, 3)) + np.eye(3)[true] * 1.5) * 10
    labels = [SENTIMENTS[one] for one in true]

    def error(factor: float) -> float:
        chances = softmax(scores * factor)
        return honesty(chances.max(axis=1), chances.argmax(axis=1) == true)

    assert error(sharpness(scores, labels, SENTIMENTS)) < 0.1 < error(1.0)


def test_an_axis_without_rows_of_a_class_is_refused() -> None:
    design = Design([text for text, _ in TEXTS[:6]])
    with pytest.raises(ValueError, match="neutral"):
        Learner(design, range(6), [sentiment for _, sentiment in TEXTS[:6]], SENTIMENTS)
