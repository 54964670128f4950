"""
Classify comments from the command line: one JSON string per line in, one JSON object per line out.

    echo '"Hay un bache en la calle Pino"' | python -m local.classify
"""

import json
import sys
from collections.abc import Iterable, Iterator

from chalicelib import bootstrap
from chalicelib.domain.classification import Classification, CommentKind


def classified(lines: Iterable[str]) -> Iterator[str]:
    """Classify each line's text. Raises ValueError for a line that is no JSON string."""
    classifier = bootstrap.classifier()
    for number, line in enumerate(lines, start=1):
        text = json.loads(line)
        if not isinstance(text, str):
            raise ValueError(f"line {number} is no JSON string")  # noqa: TRY004 - what stdin holds is a value
        yield json.dumps(shown(classifier.classify(text)), ensure_ascii=False)


def shown(classification: Classification) -> dict[str, object]:
    """Give a classification as plain data; a department only where somebody wants something of one that is named."""
    wants = classification.comment_kind is not CommentKind.OTHER
    ranked = [candidate.department_id for candidate in classification.candidates if wants]
    return {
        "kind": classification.comment_kind,
        "sentiment": classification.sentiment,
        "department": ranked[0] if ranked else None,
        "candidates": ranked,
        "confidence": classification.kind_confidence,
        "urgent": classification.is_urgent,
    }


def main() -> None:
    """Classify standard input."""
    for line in classified(line for line in sys.stdin if line.strip()):
        print(line, flush=True)


if __name__ == "__main__":
    main()
