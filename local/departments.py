"""
Check the departments of the catalogue against their own examples, or try one comment.

    python -m local.departments
    python -m local.departments "ke no ai agua en mi colonia"
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from chalicelib import texts_es
from chalicelib.adapters.catalogue import FOLDER, YamlCatalogue
from chalicelib.adapters.classifiers.competence import DepartmentRanker, ranker_of
from chalicelib.adapters.classifiers.normalising import normalised
from chalicelib.domain.comment import DepartmentCandidate
from chalicelib.domain.errors import RecordIntegrityError

FEWEST_EXAMPLES = 6


def slips(catalogue: YamlCatalogue) -> Iterator[str]:
    """Say in Spanish which department has too few examples, and which example does not reach its own."""
    ranker = ranker_of(catalogue)
    for department, examples in catalogue.examples.items():
        if len(examples) < FEWEST_EXAMPLES:
            yield texts_es.few_examples(department, len(examples), FEWEST_EXAMPLES)
        for example in examples:
            first = next(iter(ranked(ranker, example, catalogue.default_department)))
            if first.department_id != department:
                yield texts_es.example_goes_elsewhere(department, example, first.department_id)


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
