"""A service elsewhere may add what the embedded classifier does not see; it never takes away, and never stops a reading."""

import json
from collections.abc import Callable

import pytest
from botocore.exceptions import ReadTimeoutError
from botocore.stub import Stubber

from chalicelib import bootstrap
from chalicelib.adapters.aws import CLASSIFIER_READ_SECONDS, classifying_client
from chalicelib.adapters.catalogue import load_catalogue
from chalicelib.adapters.classifiers.bedrock import BedrockClassifier
from chalicelib.adapters.classifiers.comprehend import ComprehendClassifier
from chalicelib.adapters.classifiers.embedded import EmbeddedClassifier
from chalicelib.adapters.classifiers.guarded import GuardedClassifier
from chalicelib.adapters.classifiers.instructions import instructions_for
from chalicelib.adapters.classifiers.outgoing import MAX_CHARACTERS, outgoing
from chalicelib.adapters.classifiers.patience import MOST_SECONDS, WINDOW_SECONDS, Patience
from chalicelib.domain.classification import Classification, CommentKind, Sentiment, Urgency
from chalicelib.domain.errors import TransientServiceError
from chalicelib.settings import settings
from tests.unit.adapters.classifiers.services import (
    DEPARTMENTS,
    MASK,
    MODEL,
    a_client,
    a_model_answer,
    a_sentiment,
    said,
    sent_to,
)

FLOOR = EmbeddedClassifier()
BAR = load_catalogue().confidence_bar
COMPLAINT = "No hay agua en la colonia Obregón desde hace tres días, pésimo servicio"
APPLAUSE = "Muchas gracias, excelente trabajo 👏"
REFUSALS = ["AccessDeniedException", "ThrottlingException", "InternalServerException", "ValidationException"]


def by_model(text: str, answer: str, stop: str = "end_turn") -> Classification:
    client = a_client("bedrock-runtime")
    with Stubber(client) as stubber:
        stubber.add_response("converse", a_model_answer(answer, stop))
        return BedrockClassifier(client, MODEL, FLOOR, MASK, DEPARTMENTS).classify(text)


def by_comprehend(text: str, sentiment: str, score: float = 0.97) -> Classification:
    client = a_client("comprehend")
    with Stubber(client) as stubber:
        stubber.add_response("detect_sentiment", a_sentiment(sentiment, score))
        return ComprehendClassifier(client, FLOOR, MASK).classify(text)


# What either sees is seen -----------------------------------------------------------------------------------------


def test_a_complaint_that_only_the_floor_sees_is_one_and_a_person_looks() -> None:
    found = by_model(COMPLAINT, said(kind="other", confidence=1.0))
    assert found.comment_kind is CommentKind.COMPLAINT
    assert not found.is_sure(BAR)
    assert found.candidates[0].department_id == "sapal"


@pytest.mark.parametrize("kind", ["complaint", "service_request", "suggestion"])
def test_what_only_the_model_would_refer_is_referred_and_a_person_looks(kind: str) -> None:
    found = by_model(APPLAUSE, said(kind=kind, departments=["siap"]))
    assert found.comment_kind == kind
    assert not found.is_sure(BAR)
    assert [one.department_id for one in found.candidates] == ["siap"]


def test_two_who_agree_are_as_sure_as_the_surer_one() -> None:
    found = by_model(COMPLAINT, said(kind="complaint", sentiment="negative", confidence=1.0))
    assert found.kind_confidence == 1.0
    assert found.classifier.endswith("+bedrock")


def test_that_nothing_follows_is_never_surer_than_the_floor_says() -> None:
    doubtful = "El camión de la ruta 12"
    floor = FLOOR.classify(doubtful)
    assert by_model(doubtful, said(kind=floor.comment_kind, confidence=1.0)).kind_confidence == floor.kind_confidence


def test_urgency_seen_by_either_is_urgency() -> None:
    added = by_model(APPLAUSE, said(urgency="minors"))
    assert (added.is_urgent, added.urgency) == (True, Urgency.MINORS)
    assert by_model("Mi esposo me golpea, ayuda", said()).is_urgent


@pytest.mark.parametrize(
    ("answer", "sentiment"),
    [("NEGATIVE", Sentiment.NEGATIVE), ("MIXED", Sentiment.NEGATIVE), ("POSITIVE", Sentiment.POSITIVE)],
)
def test_comprehend_s_sentiment_counts_where_it_is_surer(answer: str, sentiment: Sentiment) -> None:
    text = "El camión de la ruta 12"
    found, floor = by_comprehend(text, answer, 1.0), FLOOR.classify(text)
    assert found.sentiment is sentiment
    assert (found.comment_kind, found.candidates) == (floor.comment_kind, floor.candidates)


def test_a_disagreement_about_the_feeling_lowers_its_confidence() -> None:
    assert by_comprehend(APPLAUSE, "NEGATIVE").sentiment_confidence <= 0.5


# What is no answer ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "es una queja",
        "[]",
        "null",
        '{"kind": "other"}',
        said(kind="felicitacion"),
        said(sentiment="feliz"),
        said(departments=["alcaldia"]),
        said(departments=["sapal"] * 4),
        said(urgency="mucha"),
        said(confidence=7),
        said(confidence="NaN"),
        said(reply="visita https://malo.example"),
        f"```json\n{said()}\n```",
        f"Claro:\n{said()}",
        said() + said(),
        said(departments=["x" * 5_000]),
        json.dumps([said()]),
    ],
)
def test_an_answer_that_is_not_what_was_asked_is_none(answer: str) -> None:
    assert by_model(COMPLAINT, answer) == FLOOR.classify(COMPLAINT)


@pytest.mark.parametrize("stop", ["max_tokens", "content_filtered", "guardrail_intervened", "tool_use"])
def test_an_answer_that_did_not_end_is_none(stop: str) -> None:
    assert by_model(COMPLAINT, said(kind="suggestion"), stop) == FLOOR.classify(COMPLAINT)


@pytest.mark.parametrize("code", REFUSALS)
def test_whatever_a_service_refuses_the_floor_answers(code: str) -> None:
    for service, operation in (("comprehend", "detect_sentiment"), ("bedrock-runtime", "converse")):
        client = a_client(service)
        classifier = (
            ComprehendClassifier(client, FLOOR, MASK)
            if service == "comprehend"
            else BedrockClassifier(client, MODEL, FLOOR, MASK, DEPARTMENTS)
        )
        with Stubber(client) as stubber:
            stubber.add_client_error(operation, code)
            assert classifier.classify(COMPLAINT) == FLOOR.classify(COMPLAINT)


def test_a_service_that_never_answers_is_asked_once_a_minute() -> None:
    client, asked = a_client("comprehend"), list[int]()

    def out_of_time(**_: object) -> None:
        asked.append(1)
        raise ReadTimeoutError(endpoint_url="https://comprehend.us-east-1.amazonaws.com")

    client.meta.events.register("before-send.comprehend.DetectSentiment", out_of_time)
    classifier = ComprehendClassifier(client, FLOOR, MASK)
    assert [classifier.classify(COMPLAINT) for _ in range(50)] == [FLOOR.classify(COMPLAINT)] * 50
    assert asked == [1]


@pytest.fixture
def passing() -> tuple[list[float], Callable[[], float]]:
    now = [0.0]
    return now, lambda: now[0]


def test_of_a_minute_a_third_may_be_spent_asking(passing: tuple[list[float], Callable[[], float]]) -> None:
    now, clock = passing
    patience = Patience(clock)
    asked = 0
    while patience.is_left:
        with patience.asking():
            now[0] += 0.5
        asked += 1
    assert asked == MOST_SECONDS / 0.5
    now[0] = WINDOW_SECONDS
    assert patience.is_left


def test_after_a_failure_nobody_asks_until_the_next_minute(passing: tuple[list[float], Callable[[], float]]) -> None:
    now, clock = passing
    patience = Patience(clock)
    with pytest.raises(TransientServiceError), patience.asking():
        raise TransientServiceError("throttled")
    assert not patience.is_left
    now[0] += WINDOW_SECONDS
    assert patience.is_left


# What leaves ------------------------------------------------------------------------------------------------------

PRIVATE = (
    "Soy @juan.perez, CURP PEGJ850101HGTRRN09, llámenme al 477 123 4567 o ana arroba gmail punto com https://x.co/a"
)


def test_personal_data_accounts_and_links_stay_here() -> None:
    sent = outgoing(PRIVATE, MASK)
    assert not any(datum in sent for datum in ("juan", "PEGJ", "477", "4567", "gmail", "x.co"))
    assert sent.startswith("Soy [cuenta]")


def test_what_is_sent_is_bounded_and_carries_the_comment_as_data_only() -> None:
    client = a_client("bedrock-runtime")
    with Stubber(client) as stubber, sent_to(client, "bedrock-runtime.Converse") as sent:
        stubber.add_response("converse", a_model_answer(said()))
        BedrockClassifier(client, MODEL, FLOOR, MASK, DEPARTMENTS).classify(PRIVATE + " no hay agua" * 9_000)
    assert sent[0]["system"] == [{"text": instructions_for(DEPARTMENTS)}]
    (message,) = sent[0]["messages"]
    (part,) = message["content"]
    first, *body, last = part["text"].split("\n")
    mark = first.removeprefix("[comentario ").removesuffix("]")
    assert (len(mark), last) == (16, f"[fin {mark}]")
    assert len("\n".join(body)) <= MAX_CHARACTERS
    assert mark not in "\n".join(body)
    assert "4567" not in part["text"]


def test_comprehend_is_sent_no_more_than_it_takes_in_spanish_and_masked() -> None:
    client = a_client("comprehend")
    with Stubber(client) as stubber, sent_to(client, "comprehend.DetectSentiment") as sent:
        stubber.add_response("detect_sentiment", a_sentiment("NEUTRAL"))
        ComprehendClassifier(client, FLOOR, MASK).classify(PRIVATE + "😡" * 9_000)
    assert sent[0]["LanguageCode"] == "es"
    assert len(sent[0]["Text"].encode()) <= 5_000
    assert "4567" not in sent[0]["Text"]


@pytest.mark.parametrize("text", ["", " ", "\u200b\u202e", "\ud83d"])
def test_of_what_cannot_be_read_nothing_is_sent(text: str) -> None:
    client = a_client("comprehend")
    with Stubber(client):
        assert ComprehendClassifier(client, FLOOR, MASK).classify(text) == FLOOR.classify(text)


# Which is chosen --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "chosen"),
    [
        ({}, GuardedClassifier),
        ({"CLASSIFIER": "comprehend", "CLASSIFIER_REGION": "us-east-1"}, ComprehendClassifier),
        (
            {"CLASSIFIER": "bedrock", "CLASSIFIER_REGION": "us-east-1", "CLASSIFIER_MODEL_ID": MODEL},
            BedrockClassifier,
        ),
    ],
)
def test_the_settings_choose_and_the_embedded_one_is_the_default(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], chosen: type
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    try:
        made = bootstrap.classifier.__closure__
        assert made is not None
        (factory,) = [cell.cell_contents for cell in made if hasattr(cell.cell_contents, "cache_clear")]
        factory.cache_clear()
        assert isinstance(factory(), chosen)
        factory.cache_clear()
    finally:
        settings.cache_clear()


def test_a_service_is_waited_for_four_seconds_and_asked_once() -> None:
    config = classifying_client("comprehend", "us-east-1").meta.config
    assert (config.read_timeout, config.retries["total_max_attempts"]) == (CLASSIFIER_READ_SECONDS, 1)
