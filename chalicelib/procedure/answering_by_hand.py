"""
4.3: a person answers a question that no published answer clearly fits: with one they choose, or in their own words.

Their words pass what the strategy asks of whatever goes out: the length of the network, no party's words, no official's name in
electoral times, nobody's personal data. Only who may authorise or coordinate writes in the municipality's name (P1).
"""

from dataclasses import dataclass
from datetime import datetime

from chalicelib import texts_es
from chalicelib.domain.answer import AnswerGiven, reference_of
from chalicelib.domain.calendar import local_day
from chalicelib.domain.comment import Comment
from chalicelib.domain.comment_state import CommentState
from chalicelib.domain.errors import InvalidInputError, RecordConflictError, RuleViolationError
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Person, Role
from chalicelib.domain.records import Duty
from chalicelib.domain.restricted_words import words_found
from chalicelib.domain.visible_text import visible
from chalicelib.ports import Catalogue, Clock, PersonalDataFinder, Records, TextCounter, WorkQueues
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.answering import reply_to
from chalicelib.procedure.asking import ask_for
from chalicelib.procedure.in_force import in_force

ANSWER_CLAUSE = "4.3"
_OWN_WORDS = frozenset({Role.IMAGE_OFFICE, Role.COORDINATOR})
_ATTEMPTS = 5


@dataclass(frozen=True)
class AnsweringPorts:
    """What answering by hand needs from outside."""

    records: Records
    catalogue: Catalogue
    counter: TextCounter
    personal_data: PersonalDataFinder
    queues: WorkQueues
    clock: Clock


def answer_by_hand(
    comment_id: str, *, text: str | None, canned: str | None, by: Person, ports: AnsweringPorts
) -> Comment:
    """
    Answer a question that waits for a person, with their own words or with a published answer, one of the two.

    Raises:
        NotFoundError: no comment has this id.
        InvalidInputError: it is no question that waits for a person, or the answer is missing, unknown or does not fit.
        RuleViolationError: the person may not use their own words, or the words may not go out.
        RecordConflictError: others kept changing it.
    """
    if (text is None) == (canned is None):
        raise InvalidInputError(texts_es.ANSWER_ONE_OF_TWO)
    for _ in range(_ATTEMPTS):
        comment, now = fetch(ports.records, comment_id, Comment), ports.clock.now()
        if comment.state is not CommentState.TO_ANSWER or comment.duty is not Duty.PERSON:
            raise InvalidInputError(texts_es.QUESTION_NOT_OPEN)
        if not ports.catalogue.strategy(comment.network).replies:
            raise InvalidInputError(texts_es.ANSWERS_OFF)
        said = _published(canned, comment, now, ports) if canned else _own_words(text or "", comment, by, now, ports)
        reply = reply_to(comment, said, now)
        given = AnswerGiven(at=now, canned=canned or "", by=by.username, delivery=reply.id)
        try:
            ports.records.commit(insert=[reply], replace=[comment.answered(given)])
        except RecordConflictError:
            continue
        ask_for(reply, now, ports.queues)
        return fetch(ports.records, comment_id, Comment)
    raise RecordConflictError(texts_es.CONFLICT)


def _published(canned: str, comment: Comment, now: datetime, ports: AnsweringPorts) -> str:
    book = ports.catalogue.answers
    chosen = next((one for one in book.published(local_day(now)) if one.id == canned), None)
    if chosen is None:
        raise InvalidInputError(texts_es.ANSWER_UNKNOWN)
    return book.write(chosen, reference_of(comment.id))


def _own_words(text: str, comment: Comment, by: Person, now: datetime, ports: AnsweringPorts) -> str:
    """Check a person's words as they would go out: signed with the question's reference, which makes them unlike others (X)."""
    if not by.roles & _OWN_WORDS:
        raise RuleViolationError(texts_es.ANSWER_OWN_WORDS, clause=ANSWER_CLAUSE)
    words = visible(text).strip()
    if not words:
        raise InvalidInputError(texts_es.ANSWER_EMPTY)
    signed = texts_es.answer_signed(words, reference_of(comment.id))
    _check_length(signed, comment.network, ports)
    _check_words(words, now, ports)
    if found := ports.personal_data.find(words):
        raise RuleViolationError(texts_es.answer_has_data(found[0].masked), clause=ANSWER_CLAUSE)
    return signed


def _check_length(signed: str, network: Network, ports: AnsweringPorts) -> None:
    length, limit = ports.counter.length(network, signed), ports.catalogue.strategy(network).text_limit
    if length > limit:
        raise InvalidInputError(texts_es.answer_too_long(length, limit))


def _check_words(words: str, now: datetime, ports: AnsweringPorts) -> None:
    """Nobody answers for a party; whom the law silences in electoral times is not named while a window is open."""
    restricted = ports.catalogue.restricted_words
    is_electoral = bool(in_force(ports.records, ports.catalogue).open_windows(now))
    forbidden = (*restricted.party_words, *(restricted.officials if is_electoral else ()))
    if found := words_found(words, forbidden):
        raise RuleViolationError(texts_es.answer_names(found), clause=ANSWER_CLAUSE)
