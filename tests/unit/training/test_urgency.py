"""Urgency learnt from labelled comments: reproducible, judged in use as in training, and its bars kept."""

from pathlib import Path

import numpy as np
import pytest

from chalicelib.adapters.classifiers.features import features_of
from chalicelib.adapters.classifiers.normalising import normalised
from chalicelib.adapters.classifiers.urgency_weights import Bars, read
from chalicelib.domain.classification import Urgency
from local.training.urgency import LEAST_PRECISION, MOST_DOUBTFUL, Told, UrgencyLearner, chances, write_urgency

ROWS = [
    Told("se le fue de lado la boca a mi mamá y ya no me entiende", "life", is_ordinary=True),
    Told("sale humareda de la casa de junto", "life", is_ordinary=False),
    Told("me esconde las llaves y el celular cuando se va", "violence_against_women", is_ordinary=True),
    Told("no me deja salir ni a la tienda", "violence_against_women", is_ordinary=False),
    Told("tres chamacos con candado en la azotea", "minors", is_ordinary=True),
    Told("mi niña salió por las tortillas hace dos horas", "minors", is_ordinary=False),
    Told("¿a qué hora abren el parque?", "", is_ordinary=True),
    Told("hay un bache enorme en mi calle", "", is_ordinary=True),
    Told("gracias, quedó muy bonito", "", is_ordinary=True),
]
BARS = Bars(0.6, 0.3)


def test_the_same_rows_give_the_same_files_and_use_judges_as_training_does(tmp_path: Path) -> None:
    learner = UrgencyLearner(ROWS)
    contents = []
    for name in ("first", "second"):
        files = (tmp_path / f"{name}.tsv", tmp_path / f"{name}.bin")
        write_urgency(learner, BARS, *files)
        contents.append([file.read_bytes() for file in files])
    assert contents[0] == contents[1]
    every = np.arange(len(ROWS))
    scores = learner.out_of_fold([(every, every)])
    in_use = read(tmp_path / "first.tsv", tmp_path / "first.bin")
    assert in_use.bars == BARS
    for row, of_row, chance in zip(ROWS, scores, chances(scores), strict=True):
        comment = normalised(row.text)
        found = in_use.leaning(comment.words, features_of(comment))
        assert found.chance == pytest.approx(chance, abs=1e-3)
        assert found.urgency is list(Urgency)[of_row.argmax()]
        assert row.urgency in ("", found.urgency)


def test_the_bars_keep_the_precision_and_leave_persons_their_time() -> None:
    generator = np.random.default_rng(5)
    labels = ["life"] * 30 + ["violence_against_women", "minors"] + [""] * 400
    learner = UrgencyLearner([Told(f"nada {place}", label, is_ordinary=True) for place, label in enumerate(labels)])
    scores = generator.normal(size=(len(labels), 3)) + 2.0 * learner.is_urgent[:, None] - 2.0
    bars, chance = learner.bars(scores), chances(scores)
    flagged = chance >= bars.urgent
    assert flagged.any()
    assert learner.is_urgent[flagged].mean() >= LEAST_PRECISION
    assert bars.doubtful <= bars.urgent
    assert (chance[~learner.is_urgent] >= bars.doubtful).mean() <= MOST_DOUBTFUL + 1 / 400


def test_an_urgency_without_rows_is_refused() -> None:
    with pytest.raises(ValueError, match="minors"):
        UrgencyLearner([row for row in ROWS if row.urgency != "minors"])
