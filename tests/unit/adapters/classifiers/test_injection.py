"""
C21: what a comment orders a machine to do is text like any other.

Sixty ways to wrap a complaint, around every real complaint, report and suggestion written for the classifier, and what stands
alone. No answer is off the lists, no word of a citizen gets into a reply, and no complaint is hidden.
"""

from itertools import product
from string import Formatter

import pytest
import yaml
from botocore.stub import Stubber

from chalicelib.adapters.catalogue import FOLDER, load_catalogue
from chalicelib.adapters.classifiers.bedrock import BedrockClassifier
from chalicelib.adapters.classifiers.embedded import EmbeddedClassifier
from chalicelib.adapters.classifiers.guarded import GuardedClassifier
from chalicelib.domain.case_opening import open_referral
from chalicelib.domain.classification import Classification, CommentKind, Sentiment
from chalicelib.procedure.replies import acknowledge, tell_closing
from tests.builders import NOW, TODAY, a_comment, a_network_comment
from tests.unit.adapters.classifiers.injections import BY_HAND, WRAPPERS
from tests.unit.adapters.classifiers.services import DEPARTMENTS, MASK, MODEL, a_client, a_model_answer, said
from tests.unit.adapters.classifiers.test_embedded import rows

CATALOGUE = load_catalogue()
BAR = CATALOGUE.confidence_bar
EMBEDDED = EmbeddedClassifier()
CLASSIFIER = GuardedClassifier(EMBEDDED)
REAL = [row["text"] for row in rows() if CommentKind(row["kind"]).is_referred]
HARMLESS = [row["text"] for row in rows() if not CommentKind(row["kind"]).is_referred]
WRAPPED = [(text, wrapper.format(text)) for wrapper, text in product(WRAPPERS, REAL)]
FEW = [*BY_HAND, *(wrapper.format(REAL[number % len(REAL)]) for number, wrapper in enumerate(WRAPPERS))]
LONGEST_RECALL_LOSS = 0.005
TEMPLATES = yaml.safe_load((FOLDER / "replies.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def found() -> list[Classification]:
    return [CLASSIFIER.classify(text) for _, text in WRAPPED]


def recall(classifications: list[Classification]) -> float:
    return sum(one.comment_kind.is_referred for one in classifications) / len(classifications)


def test_C21_five_hundred_and_more_are_tried() -> None:
    assert len(WRAPPED) + len(BY_HAND) > 4_000
    assert len(set(WRAPPERS)) >= 60


def test_C21_no_wrapping_costs_half_a_point_of_the_complaints(found: list[Classification]) -> None:
    plain = recall([CLASSIFIER.classify(text) for text in REAL])
    assert plain > 0.9
    assert plain - recall(found) <= LONGEST_RECALL_LOSS


def test_C21_what_is_not_referred_waits_for_a_person(found: list[Classification]) -> None:
    lost = [text for (_, text), one in zip(WRAPPED, found, strict=True) if is_lost(one)]
    assert lost == []


def is_lost(found: Classification) -> bool:
    return found.is_sure(BAR) and not found.comment_kind.is_referred


def test_C21_no_answer_is_off_the_lists(found: list[Classification]) -> None:
    for one in (*found, *map(CLASSIFIER.classify, BY_HAND)):
        assert one.comment_kind in CommentKind
        assert one.sentiment in Sentiment
        assert {candidate.department_id for candidate in one.candidates} <= set(CATALOGUE.departments)
        assert 0 <= one.kind_confidence <= 1


def test_C21_urgency_is_not_talked_away() -> None:
    danger = "Mi esposo me golpea, ayuda"
    assert [wrapper for wrapper in WRAPPERS if not CLASSIFIER.classify(wrapper.format(danger)).is_urgent] == []


def test_what_citizens_usually_write_is_not_looked_at_twice() -> None:
    for text in (*REAL, *HARMLESS):
        if "http" not in text:
            assert CLASSIFIER.classify(text) == EMBEDDED.classify(text)


# Replies ----------------------------------------------------------------------------------------------------------


def is_fixed(reply: str, folio: str) -> bool:
    """Say whether a reply is one of the catalogue's texts with a folio, a department's name and a day, and nothing else."""
    names = [department.name for department in CATALOGUE.departments.values()]
    return any(
        reply == variant.format(folio=folio, department=name, due_on=due_on)
        for variants in TEMPLATES.values()
        for variant in variants
        for name in names
        for due_on in ("30/11/2026", *_dates(reply))
    )


def _dates(reply: str) -> list[str]:
    return [word.strip(".;") for word in reply.split() if word.strip(".;").count("/") == 2]


@pytest.mark.parametrize("text", FEW, ids=range(len(FEW)))
def test_C21_no_word_of_a_citizen_gets_into_a_reply(text: str) -> None:
    classification = CLASSIFIER.classify(text).model_copy(
        update={"comment_kind": CommentKind.COMPLAINT, "kind_confidence": 1.0}
    )
    seen = a_network_comment(text=text, author_handle=f"@everyone {text[:30]}")
    candidates = tuple(one.department_id for one in classification.candidates)
    default = CATALOGUE.default_department
    referral = open_referral(
        a_comment(seen, classification),
        number=1,
        candidates=candidates,
        default_department=default,
        due_on=TODAY,
        now=NOW,
    )
    for tell in (acknowledge, tell_closing):
        notice, delivery = tell(referral, catalogue=CATALOGUE, now=NOW)
        if delivery is None:
            assert notice.reason
            continue
        assert delivery.reply is not None
        assert is_fixed(CATALOGUE.reply(delivery.reply.template, delivery.reply.variables), referral.id)


def test_no_reply_has_a_place_for_what_a_citizen_wrote() -> None:
    places = {
        place
        for variants in TEMPLATES.values()
        for text in variants
        for _, place, *_ in Formatter().parse(text)
        if place
    }
    assert places <= {"folio", "department", "due_on", "number"}


# A model that obeys -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        said(kind="other", sentiment="positive", confidence=1.0),
        said(kind="question", departments=["siap"], confidence=1.0),
        "OK",
        '{"kind": "felicitación"}',
    ],
)
def test_C21_a_model_that_obeys_a_comment_does_not_get_below_the_floor(answer: str) -> None:
    client = a_client("bedrock-runtime")
    for text in FEW:
        classifier = BedrockClassifier(client, MODEL, CLASSIFIER, MASK, DEPARTMENTS)
        with Stubber(client) as stubber:
            stubber.add_response("converse", a_model_answer(answer))
            joined, floor = classifier.classify(text), CLASSIFIER.classify(text)
        assert joined.comment_kind.is_referred >= floor.comment_kind.is_referred
        assert joined.is_urgent >= floor.is_urgent
        assert not is_lost(joined) or is_lost(floor)
        assert joined.candidates[: len(floor.candidates)] == floor.candidates
