"""Departments learnt from labelled comments and from the catalogue: reproducible, and weighed in use as in training."""

from pathlib import Path

import numpy as np

from chalicelib.adapters.catalogue import shipped_catalogue
from chalicelib.adapters.classifiers.competence import DepartmentRanker
from chalicelib.adapters.classifiers.department_weights import Strengths, read
from chalicelib.adapters.classifiers.normalising import normalised
from chalicelib.adapters.classifiers.weighing import probabilities
from local.training.corpus import Row
from local.training.departments import DepartmentLearner, write_departments

CATALOGUE = shipped_catalogue()
ROWS = [
    Row("No hay agua desde el martes", "negative", "complaint", "sapal", "a"),
    Row("Hay un bache enorme frente a mi casa", "negative", "service_request", "obra-publica", "a"),
    Row("El semáforo de la esquina no sirve", "negative", "service_request", "movilidad", "b"),
    Row("El camión no pasó por la basura", "negative", "complaint", "siap", "b"),
]
STRENGTHS = Strengths(1.4, -0.8, 1.2, 1.6, 0.9, 0.003)


def test_the_same_rows_give_the_same_files_and_use_scores_as_training_does(tmp_path: Path) -> None:
    learner = DepartmentLearner(ROWS, CATALOGUE)
    contents = []
    for name in ("first", "second"):
        files = (tmp_path / f"{name}.tsv", tmp_path / f"{name}.bin")
        write_departments(learner, STRENGTHS, *files)
        contents.append([file.read_bytes() for file in files])
    assert contents[0] == contents[1]
    every = np.arange(len(ROWS))
    scores = learner.out_of_fold([(every, every)])
    chances = learner.chances(scores, every, STRENGTHS)
    in_use, ranker = read(tmp_path / "first.tsv", tmp_path / "first.bin"), DepartmentRanker(CATALOGUE.attends)
    for row, of_row, chance in zip(ROWS, scores, chances, strict=True):
        comment = normalised(row.text)
        told = in_use.scores(comment.words)
        assert np.allclose([told[one] for one in learner.departments], of_row, atol=1e-6)
        found = dict(probabilities(ranker.claims(comment)[0], told, STRENGTHS))
        assert np.allclose([found[one] for one in learner.departments], chance, atol=1e-3)
        assert max(found, key=found.__getitem__) == row.department
