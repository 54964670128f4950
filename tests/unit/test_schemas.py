"""The published schemas are those of the code, and what is really sent and heard is what they say."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import ValidationError

from chalicelib.domain.case_changes import edited, taken_back
from chalicelib.domain.json_text import dump_ascii_json
from chalicelib.domain.referral import DepartmentNews, NewsAct
from local.schema_texts import FIELDS
from local.schemas import FOLDER, MESSAGES, main, stale, write
from tests.builders import NOW, a_classification, a_referral, some_news


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


CASE, CHANGE, NEWS = (validator(message.file_name) for message in MESSAGES)
GOOD_NEWS: dict[str, Any] = {"news_id": "1", "folio": "LEO-20261123-000001", "department_id": "sapal", "act": "closed"}


def test_the_published_schemas_are_current() -> None:
    assert list(stale(FOLDER)) == []
    assert {file.name for file in FOLDER.iterdir()} == {message.file_name for message in MESSAGES}


def test_whoever_changes_a_message_and_forgets_its_schema_is_told(tmp_path: Path) -> None:
    assert main(["--check"], tmp_path) == 1
    assert main([], tmp_path) == 0
    (tmp_path / "caso-1.json").write_text("{}")
    assert list(stale(tmp_path)) == ["caso-1.json"]
    write(tmp_path)
    assert main(["--check"], tmp_path) == 0


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.name)
def test_every_field_is_told_in_spanish_and_no_docstring_is(message: Any) -> None:
    schema = message.schema()
    assert {name: one["description"] for name, one in schema["properties"].items()} == {
        name: FIELDS[name] for name in message.model.model_fields
    }
    assert str(schema).count("'description'") == len(schema["properties"])


@pytest.mark.parametrize("text", ["No hay agua", "💧" * 50, "\ud83d", "\x00\x1f", '"}{'])
def test_a_case_as_it_is_sent_is_as_the_schema_says(text: str) -> None:
    sent = json.loads(dump_ascii_json(a_referral(text=text).message(NOW)))
    assert [error.message for error in CASE.iter_errors(sent)] == []
    assert list(CHANGE.iter_errors(sent)) != []


def test_every_change_as_it_is_sent_is_as_the_schema_says() -> None:
    case = a_referral().delivered(NOW)
    told = [edited(case, "Ya hay agua", a_classification(), now=NOW), taken_back(case, by="ana", now=NOW)]
    changes = [json.loads(dump_ascii_json(one.change_message(change))) for one in told for change in one.outbox]
    assert {change["what"] for change in changes} == {"corrected", "withdrawn"}
    for change in changes:
        assert [error.message for error in CHANGE.iter_errors(change)] == []
        assert list(CASE.iter_errors(change)) != []


@pytest.mark.parametrize("act", list(NewsAct))
def test_news_that_the_schema_allows_is_heard(act: NewsAct) -> None:
    written = some_news(act, note="x" * 2000).model_dump(mode="json")
    assert list(NEWS.iter_errors(written)) == []
    assert DepartmentNews.model_validate(written).act is act


@pytest.mark.parametrize(
    "wrong",
    [
        {"act": "cerrado"},
        {"folio": "LEO-1"},
        {"news_id": ""},
        {"news_id": "x" * 129},
        {"department_folio": "x" * 65},
        {"version": 2},
        {"cerrado_por": "Ana"},
        {"note": None},
        {"note": "x" * 2001},
    ],
    ids=str,
)
def test_news_that_the_schema_forbids_is_not_heard(wrong: dict[str, Any]) -> None:
    written = GOOD_NEWS | wrong
    assert list(NEWS.iter_errors(written)) != []
    with pytest.raises(ValidationError):
        DepartmentNews.model_validate_json(json.dumps(written))


@given(
    st.dictionaries(st.sampled_from([*FIELDS, "x"]), st.none() | st.integers() | st.text(max_size=4) | st.booleans())
)
def test_the_schema_forbids_whatever_would_not_be_heard(changes: dict[str, Any]) -> None:
    written = GOOD_NEWS | changes
    try:
        DepartmentNews.model_validate_json(json.dumps(written))
    except ValidationError:
        assert list(NEWS.iter_errors(written)) != []
