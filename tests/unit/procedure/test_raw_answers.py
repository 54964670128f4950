"""3.1, 7: what a network answered is kept as received, before what it brought is stored."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from chalicelib.domain.comment import Comment
from chalicelib.domain.errors import RecordIntegrityError, TransientServiceError
from chalicelib.domain.ids import sha256_hex
from chalicelib.domain.network_comment import NetworkComment
from chalicelib.domain.networks import Network
from chalicelib.domain.post import Reading, reading_of
from chalicelib.ports import CommentPage, RawAnswer
from chalicelib.procedure.archiving import version_of
from chalicelib.procedure.destroying_pages import DestroyingPorts, destroy_pages
from chalicelib.procedure.raw_answers import AnswerKeeper, days_from, opened
from tests.builders import NOW, a_network_comment, a_post
from tests.fakes import InMemoryArchive
from tests.mortal_files import MortalEnvelopes
from tests.mortality import Death, Steps
from tests.world import World

POST = a_post(Network.FACEBOOK)
READING = reading_of(POST, NOW)
TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Received:
    """`ports.RawAnswers`, as received."""

    answers: tuple[RawAnswer, ...]


class MortalArchive(InMemoryArchive):
    """An archive where each write is a step."""

    def __init__(self, steps: Steps) -> None:
        super().__init__()
        self._steps = steps

    def keep(self, key: str, content: bytes, retain_until: datetime) -> None:
        with self._steps.step("keep the answer"):
            super().keep(key, content, retain_until)


def said(number: int, text: str = "gracias") -> NetworkComment:
    return a_network_comment(f"c{number}", text)


def a_page(*comments: NetworkComment, **others: object) -> CommentPage:
    body = json.dumps([[one.network_id, one.text] for one in comments], ensure_ascii=False).encode()
    page = CommentPage(comments, is_whole=True, raw=Received((RawAnswer(200, b" " + body + b"\n"),)))
    return page if not others else CommentPage(**{**page.__dict__, **others})


@pytest.fixture
def world() -> World:
    world = World()
    world.archive, world.envelopes = MortalArchive(world.steps), MortalEnvelopes(world.steps)
    world.answers = AnswerKeeper(world.archive, world.envelopes, world.clock)
    world.put(POST, READING)
    return world


def read(world: World, *pages: CommentPage) -> None:
    """Read the pages once more, when the bookmark is due."""
    world.clock.advance(hours=3)
    world.shows(Network.FACEBOOK, *pages)
    world.read(READING.id)


@contextmanager
def killed_at(world: World, step: int, *, is_after: bool) -> Iterator[None]:
    world.steps.arm(step, is_after=is_after)
    with suppress(Death):
        yield
    world.steps.arm(None)


def head_of(world: World, key: str) -> dict[str, object]:
    head: dict[str, object] = json.loads(world.archive.kept[key].content)
    return head


def test_R12_an_answer_is_kept_to_the_byte_as_it_was_received(world: World) -> None:
    page = a_page(said(1, "la fuga de agua \u202e sigue"), said(2))
    read(world, page)
    (kept,) = world.archive.kept.values()
    assert page.raw
    assert opened(kept.content, world.envelopes) == page.raw.answers


def test_R12_several_answers_of_one_page_are_told_apart(world: World) -> None:
    answers = (RawAnswer(200, b'{"data": 1}'), RawAnswer(200, b""), RawAnswer(200, b'{"replies": 2}'))
    read(world, a_page(said(1), raw=Received(answers)))
    (kept,) = world.archive.kept.values()
    assert opened(kept.content, world.envelopes) == answers


def test_R03_it_lies_under_the_local_day_and_time_at_which_it_was_received_by_its_own_hash(world: World) -> None:
    world.clock.set(datetime(2026, 11, 24, 2, 59, 59, tzinfo=UTC))
    read(world, a_page(said(1)))
    ((key, kept),) = world.archive.kept.items()
    assert key == f"2026/11/23/facebook/answers/235959-{sha256_hex(kept.content)[:16]}.json"
    assert kept.retain_until.isoformat() == "2029-11-24T06:00:00+00:00"


def test_what_lies_open_names_the_network_the_post_and_the_comments_and_no_word_of_a_citizen(world: World) -> None:
    read(world, a_page(said(2, "me llamo Lupita"), said(1)))
    (key,) = world.archive.kept
    head = head_of(world, key)
    assert (head["network"], head["reading"], head["post"]) == ("facebook", READING.id, POST.network_id)
    assert head["comments"] == sorted(one.record_id for one in (said(1), said(2)))
    assert head["received_at"] == world.clock.now().isoformat()
    assert "Lupita" not in world.archive.kept[key].content.decode()
    assert (said(1).author_handle or "") not in world.archive.kept[key].content.decode()


def test_R13_nothing_open_depends_on_the_words_so_that_guessing_proves_nothing(world: World) -> None:
    """The same answer twice: name, hash and seal differ, so nobody who guesses a short comment can tell from them."""
    page = a_page(said(1, "sí"))
    keys = {world.answers.keep(READING, page) for _ in range(2)}
    names = {str(head_of(world, key or "")["sealed"]) for key in keys}
    assert (len(keys), len(names)) == (2, 2)


def test_a_page_read_again_that_brings_nothing_keeps_nothing(world: World) -> None:
    page = a_page(said(1), said(2))
    for _ in range(3):
        read(world, page)
    assert len(world.archive.kept) == 1


def test_of_several_pages_those_that_bring_something_are_kept(world: World) -> None:
    first, second = a_page(said(1), next_page="p1"), a_page(said(2))
    read(world, first, second)
    read(world, first, a_page(said(2), said(3)))
    assert [head_of(world, key)["comments"] for key in world.archive.kept] == [
        [said(1).record_id],
        [said(2).record_id],
        [said(2).record_id, said(3).record_id],
    ]


def test_an_edited_comment_is_something_new(world: World) -> None:
    read(world, a_page(said(1)))
    read(world, a_page(said(1, "gracias por nada")))
    assert len(world.archive.kept) == 2


def test_a_page_that_no_network_answered_keeps_nothing(world: World) -> None:
    for raw in (None, Received(())):
        read(world, a_page(said(1), raw=raw))
    assert world.archive.kept == {}
    assert len(world.of_kind(Comment)) == 1


@pytest.mark.parametrize("is_after", [False, True])
@pytest.mark.parametrize("changes", [1, 2])
def test_R09_whoever_dies_at_any_step_leaves_no_comment_without_its_answer(changes: int, *, is_after: bool) -> None:
    pages = (a_page(said(1), said(2)), a_page(said(1, "gracias por nada"), said(2), said(3)))
    for step in range(1, 12):
        world = World()
        world.archive, world.envelopes = MortalArchive(world.steps), MortalEnvelopes(world.steps)
        world.answers = AnswerKeeper(world.archive, world.envelopes, world.clock)
        world.put(POST, READING)
        for page in pages[: changes - 1]:
            read(world, page)
        with killed_at(world, step, is_after=is_after):
            read(world, pages[changes - 1])
        assert_each_version_has_its_answer(world)
        read(world, pages[changes - 1])
        assert_each_version_has_its_answer(world)
        assert len(world.of_kind(Comment)) == changes + 1
        assert len(world.archive.kept) <= changes + 1


def assert_each_version_has_its_answer(world: World) -> None:
    """Every text on record stands in an answer that can be opened."""
    answers = [opened(kept.content, world.envelopes) for kept in world.archive.kept.values()]
    told = {(one, text) for answer in answers if answer for part in answer for one, text in json.loads(part.body)}
    for comment in world.of_kind(Comment):
        assert {(comment.network_id, version.text) for version in comment.versions} <= told


def test_where_the_archive_does_not_answer_the_comments_wait_and_none_is_lost(world: World) -> None:
    class Shut(InMemoryArchive):
        def keep(self, key: str, content: bytes, retain_until: datetime) -> None:
            raise TransientServiceError(f"503 {key} {len(content)} {retain_until}")

    world.answers = AnswerKeeper(Shut(), world.envelopes, world.clock)
    read(world, a_page(said(1)))
    (reading,) = (one for one in world.of_kind(Reading))
    assert world.of_kind(Comment) == []
    assert reading.due_at > world.clock.now()
    world.answers = AnswerKeeper(world.archive, world.envelopes, world.clock)
    read(world, a_page(said(1)))
    assert (len(world.of_kind(Comment)), len(world.archive.kept)) == (1, 1)


def test_R13_a_cancellation_destroys_every_answer_that_holds_the_comment_and_no_other(world: World) -> None:
    read(
        world,
        a_page(said(1)),
    )
    read(world, a_page(said(1), said(2)))
    world.shows(Network.FACEBOOK, a_page(said(3)))
    world.answers.keep(READING, a_page(said(3)))
    before = {key: kept.content for key, kept in world.archive.kept.items()}
    ports = DestroyingPorts(world.stored, world.envelopes, world.archive, world.notices, world.clock)
    for _ in range(2):
        days = days_from(TODAY, date(2026, 11, 25))
        pages = destroy_pages({said(1).record_id}, Network.FACEBOOK, days, ports)
        assert (len(pages.gone), pages.left) == (2, [])
    still_open = [key for key, kept in world.archive.kept.items() if opened(kept.content, world.envelopes)]
    assert [head_of(world, key)["comments"] for key in still_open] == [[said(3).record_id]]
    assert {key: kept.content for key, kept in world.archive.kept.items()} == before


def test_R07_a_key_that_opens_something_else_is_an_alarm(world: World) -> None:
    read(world, a_page(said(1)))
    (kept,) = world.archive.kept.values()
    name = json.loads(kept.content)["sealed"]["key"]
    world.envelopes.keys[name] = bytes(len(world.envelopes.keys[name]))
    with pytest.raises(RecordIntegrityError):
        opened(kept.content, world.envelopes)


def test_an_answer_is_no_version_of_a_record(world: World) -> None:
    read(world, a_page(said(1)))
    (key,) = world.archive.kept
    assert version_of(key) is None
