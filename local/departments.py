"""
Check the departments of the catalogue against their own examples, or try one comment.

    python -m local.departments
    python -m local.departments "ke no ai agua en mi colonia"
"""

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from chalicelib import texts_es
from chalicelib.adapters.catalogue import FOLDER, YamlCatalogue
from chalicelib.adapters.classifiers.competence import DepartmentRanker, ranker_of
from chalicelib.adapters.classifiers.hearing import heard
from chalicelib.adapters.classifiers.normalising import folded, normalised, phrase_words
from chalicelib.domain.classification import DepartmentCandidate
from chalicelib.domain.errors import RecordIntegrityError

FEWEST_EXAMPLES = 6
_EVERYDAY = """
nada nadie sin hace hacen es eso ese esa mal mala sale salen sigue siguen creo cree cada como con para por pero puro
pura todo toda muy mucho más menos aquí allá acá año años día días vez veces bien gente casa cosa señor señora favor
buenas tardes gracias hay haya tiene tienen quiero puede pueden van ver dice dicen uno dos tres ya no sí se me te le les
mi tu su que quien cuando donde
"""
"""Words of any comment: one of the catalogue's that sounds like them is found everywhere (`cine` and «sin»)."""


def slips(catalogue: YamlCatalogue) -> Iterator[str]:
    """Say in Spanish which department has too few examples, and which example does not reach its own."""
    ranker = ranker_of(catalogue)
    for department, competence in catalogue.attends.items():
        for phrase in (*competence.attends, *competence.hints):
            if word := everyday_word(phrase):
                yield texts_es.phrase_sounds_everyday(department, phrase, word)
    for department, examples in catalogue.examples.items():
        if len(examples) < FEWEST_EXAMPLES:
            yield texts_es.few_examples(department, len(examples), FEWEST_EXAMPLES)
        for example in examples:
            first = next(iter(ranked(ranker, example, catalogue.default_department)))
            if first.department_id != department:
                yield texts_es.example_goes_elsewhere(department, example, first.department_id)


def everyday_word(phrase: str) -> str | None:
    """Give the everyday word that a phrase of one word cannot be told from, if there is one."""
    words = phrase_words(phrase)
    return _everyday_by_stem().get(heard(words[0]).stem) if len(words) == 1 and "*" not in phrase else None


@cache
def _everyday_by_stem() -> dict[str, str]:
    return {heard(folded(word)).stem: word for word in _EVERYDAY.split()}


def ranked(ranker: DepartmentRanker, text: str, default: str) -> tuple[DepartmentCandidate, ...]:
    """Rank a text's departments; what names none goes to the default one."""
    return ranker.rank(normalised(text)) or (DepartmentCandidate(department_id=default, confidence=0.0),)


def main(arguments: list[str], folder: Path = FOLDER) -> int:
    """Check, or try what is given. Returns 1 where something must be corrected."""
    try:
        catalogue = YamlCatalogue(folder).check()
    except RecordIntegrityError as error:
        print(error)
        return 1
    for text in arguments:
        for candidate in ranked(ranker_of(catalogue), text, catalogue.default_department):
            print(f"{candidate.confidence:5.0%}  {candidate.department_id}  {candidate.note}".rstrip())
    found = [] if arguments else list(slips(catalogue))
    print("\n".join(found) if found else "" if arguments else texts_es.DEPARTMENTS_IN_ORDER)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
