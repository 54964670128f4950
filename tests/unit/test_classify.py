"""The command line of the classifier."""

import json

import pytest

from local.classify import classified


def lines(*texts: object) -> list[dict[str, object]]:
    return [json.loads(line) for line in classified(json.dumps(text) for text in texts)]


def test_each_line_is_answered_with_one_object() -> None:
    found = lines("No hay agua en la colonia Obregón desde ayer", "Muchas gracias 👏", 'con "comillas"\ny líneas')
    assert [list(one) for one in found] == [
        ["kind", "sentiment", "department", "candidates", "confidence", "urgent"]
    ] * 3
    assert (found[0]["kind"], found[0]["department"], found[0]["urgent"]) == ("complaint", "sapal", False)
    assert (found[1]["kind"], found[1]["sentiment"], found[1]["department"]) == ("other", "positive", None)


def test_a_line_that_is_no_text_is_refused_with_its_number() -> None:
    with pytest.raises(ValueError, match="line 2"):
        lines("hola", {"text": "hola"})
