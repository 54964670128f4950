"""What X may answer while a film goes up, and what becomes of it: never a refusal for nonsense, never an endless wait."""

from pathlib import Path
from typing import Any

import pytest

from chalicelib.adapters.networks.x import XAccount
from chalicelib.adapters.networks.x.film_files import PART_BYTES, FilmFile
from chalicelib.domain.errors import RejectedByServiceError, TransientServiceError
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingMedia, OutgoingPost
from tests.unit.adapters.networks.accounts import X
from tests.unit.adapters.networks.scripted import RESET, Reply, Script

GIF = OutgoingMedia(b"GIF89a" * 9, "https://media.example/a.gif", "image/gif", "Un letrero")
POST = OutgoingPost("Aviso", (GIF,))
SEALED = Staged(media_ids=("55",), segments=1, is_sealed=True)
BEGUN: dict[str, Any] = {"data": {"id": "55"}}
TAKEN: dict[str, Any] = {"data": {"expires_at": 1}}
DESCRIBED: dict[str, Any] = {"data": {"id": "55"}}


class Time:
    """A clock that only moves when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0
        self.slept: list[float] = []

    def tick(self) -> float:
        """Tell the time as a slow machine does: each look costs twenty seconds."""
        self.now += 20
        return self.now

    def seconds(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def account(script: Script, time: Time) -> XAccount:
    return XAccount(X, base_url=script.url, seconds=time.seconds, sleep=time.sleep)


def a_status(state: Any, **more: Any) -> dict[str, Any]:
    return {"data": {"id": "55", "processing_info": {"state": state, **more}}}


def test_a_film_goes_up_in_a_form_whose_bytes_are_the_films(account: XAccount, script: Script) -> None:
    script.then(BEGUN, TAKEN, BEGUN, DESCRIBED)
    assert account.stage(POST, Staged()) == Staged(media_ids=("55",), segments=1, is_sealed=True, is_ready=True)
    assert script.lines == [
        "POST /2/media/upload/initialize",
        "POST /2/media/upload/55/append",
        "POST /2/media/upload/55/finalize",
        "POST /2/media/metadata",
    ]
    append = script.asked[1]
    assert append.headers["content-type"].startswith("multipart/form-data")
    assert b'name="segment_index"\r\n\r\n0\r\n' in append.body
    assert GIF.content in append.body
    assert append.headers["authorization"].startswith("OAuth ")


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"data": None},
        {"data": {}},
        {"data": {"id": "55", "processing_info": {"state": "done"}}},
        {"data": {"id": "55", "processing_info": {"state": None, "check_after_secs": "soon"}}},
        {"data": {"id": "55", "processing_info": []}},
        {"data": {"id": "abc", "processing_info": {"state": "succeeded"}}},
        {"data": {"id": "56", "processing_info": {"state": "succeeded"}}},
        {"errors": [{"type": "https://api.x.com/2/problems/internal-error", "title": "Oops"}]},
        [],
        Reply(200, b"<html>"),
        Reply(200, b""),
        Reply(200, {"data": {"id": "55"}}, cut=True),
        Reply(503, {}),
        RESET,
    ],
)
def test_P09_a_status_that_cannot_be_read_settles_nothing(account: XAccount, script: Script, answer: Any) -> None:
    script.then(Reply(200, answer) if isinstance(answer, list) else answer)
    with pytest.raises(TransientServiceError):
        account.stage(POST, SEALED)
    assert script.lines == ["GET /2/media/upload"]


@pytest.mark.parametrize("gone", [Reply(404, {}), {"errors": [{"title": "Not Found Error"}]}])
def test_P22_a_film_X_forgot_goes_up_again(account: XAccount, script: Script, gone: Any) -> None:
    script.then(gone, {"data": {"id": "66"}}, TAKEN, {"data": {"id": "66"}}, DESCRIBED)
    assert account.stage(POST, SEALED).media_ids == ("66",)


def test_P22_a_film_that_was_ready_and_failed_since_goes_up_again_and_is_no_refusal(
    account: XAccount, script: Script
) -> None:
    script.then(a_status("failed"), {"data": {"id": "66"}}, TAKEN, {"data": {"id": "66"}}, DESCRIBED)
    assert account.stage(POST, SEALED.model_copy(update={"is_ready": True})).media_ids == ("66",)


@pytest.mark.parametrize(
    ("said", "waited"),
    [(3, [3]), (0, [1]), (-7, [1]), (0.2, [1]), (None, [5]), ("9", [9])],
)
def test_X_is_given_what_it_asks_within_reason(
    account: XAccount, script: Script, time: Time, said: Any, waited: list[int]
) -> None:
    script.then(a_status("in_progress", check_after_secs=said), a_status("succeeded"), DESCRIBED)
    assert account.stage(POST, SEALED).is_ready
    assert time.slept == waited


@pytest.mark.parametrize(("said", "seconds"), [(60, 60), (10**9, 300), (1e300, 300)])
def test_a_long_wait_is_left_for_a_later_call(
    account: XAccount, script: Script, time: Time, said: float, seconds: int
) -> None:
    script.then(a_status("pending", check_after_secs=said))
    later = account.stage(POST, SEALED)
    assert (later.is_ready, time.slept) == (False, [])
    assert later.ask_again_at is not None
    assert later.ask_again_at.timestamp() - time.now == seconds


def test_an_endless_processing_ends_the_call(account: XAccount, script: Script, time: Time) -> None:
    script.then(*[a_status("in_progress", check_after_secs=0)] * 40)
    assert not account.stage(POST, SEALED).is_ready
    assert sum(time.slept) <= 15
    assert len(script.asked) <= 17


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (a_status("failed", error={"code": 1, "name": "InvalidMedia", "message": "Unsupported codec"}), "Unsupported"),
        ({**a_status("failed"), "errors": [{"title": "Invalid", "detail": "Too many frames"}]}, "Too many frames"),
        (a_status("failed"), "processing failed"),
    ],
)
def test_a_film_X_could_not_use_is_refused_in_its_words(
    account: XAccount, script: Script, answer: dict[str, Any], said: str
) -> None:
    script.then(answer)
    with pytest.raises(RejectedByServiceError, match=said) as refused:
        account.stage(POST, SEALED)
    assert refused.value.code == "media_refused"


def test_an_id_with_letters_is_no_id(account: XAccount, script: Script) -> None:
    script.then({"data": {"id": "../../tweets"}}, {"data": {"id": "5x"}})
    for _ in range(2):
        with pytest.raises(TransientServiceError):
            account.stage(POST, Staged())
    assert script.lines == ["POST /2/media/upload/initialize"] * 2


@pytest.mark.parametrize("cut", [Reply(200, TAKEN, cut=True), Reply(503, {}), RESET, Reply(200, b"")])
def test_a_part_that_was_cut_goes_up_again_alone(account: XAccount, script: Script, cut: Any) -> None:
    script.then(BEGUN, cut)
    half = account.stage(POST, Staged())
    assert half == Staged(media_ids=("55",))
    script.then(TAKEN, BEGUN, DESCRIBED)
    assert account.stage(POST, half).is_ready
    assert script.lines.count("POST /2/media/upload/initialize") == 1


def test_a_finalize_whose_answer_was_lost_is_not_a_lost_film(account: XAccount, script: Script) -> None:
    script.then(BEGUN, TAKEN, RESET)
    half = account.stage(POST, Staged())
    assert (half.segments, half.is_sealed) == (1, False)
    script.then(Reply(400, {"detail": "finalized already"}), a_status("succeeded"), DESCRIBED)
    assert account.stage(POST, half).media_ids == ("55",)


def test_an_upload_X_does_not_go_on_with_begins_anew_once(account: XAccount, script: Script) -> None:
    script.then(Reply(400, {"detail": "Segments do not add up"}), a_status("pending"))
    script.then({"data": {"id": "66"}}, TAKEN, Reply(400, {"detail": "Segments do not add up"}))
    with pytest.raises(RejectedByServiceError, match="add up") as refused:
        account.stage(POST, Staged(media_ids=("55",), segments=1))
    assert refused.value.code == "media_refused"
    assert len(script.asked) == 5


def test_credits_that_are_spent_are_no_fault_of_the_film(account: XAccount, script: Script) -> None:
    script.then(Reply(402, {"title": "CreditsDepleted"}))
    with pytest.raises(RejectedByServiceError) as refused:
        account.stage(POST, Staged(media_ids=("55",)))
    assert refused.value.code == "budget_spent"


def test_a_video_goes_without_a_text_that_X_does_not_take_a_moving_picture_does_not(
    account: XAccount, script: Script
) -> None:
    video = OutgoingMedia(GIF.content, GIF.url, "video/mp4", "El parque")
    no = Reply(400, {"detail": "alt_text is not supported for this media type"})
    script.then(a_status("succeeded"), no, a_status("succeeded"), no)
    assert account.stage(OutgoingPost("Aviso", (video,)), SEALED).is_ready
    with pytest.raises(RejectedByServiceError):
        account.stage(POST, SEALED)


def test_a_call_ends_when_its_time_is_over_and_the_next_goes_on(
    account: XAccount, script: Script, time: Time, tmp_path: Path
) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(b"a" * (2 * PART_BYTES + 1))
    video = OutgoingPost("", (OutgoingMedia(b"", "https://a", "video/mp4", "", file=path),))
    script.then(BEGUN, TAKEN, TAKEN, TAKEN, BEGUN)
    ticking = XAccount(X, base_url=script.url, seconds=time.tick, sleep=time.sleep)
    half = ticking.stage(video, Staged())
    assert (half.segments, half.is_ready) == (1, False)
    assert account.stage(video, half).is_ready
    assert [b"a" * 10 in asked.body for asked in script.asked] == [False, True, True, False, False]


def test_the_parts_are_the_file_and_what_is_empty_or_endless_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(bytes(range(100)))
    film = FilmFile(OutgoingMedia(b"", "https://a", "video/mp4", "", file=path), part_bytes=30)
    assert b"".join(part for _, part in film.parts(0)) == bytes(range(100))
    assert [(index, part[0]) for index, part in film.parts(2)] == [(2, 60), (3, 90)]
    empty = FilmFile(OutgoingMedia(b"", "https://a", "image/gif", ""))
    endless = FilmFile(OutgoingMedia(b"a" * 1001, "https://a", "image/gif", ""), part_bytes=1)
    for wrong in (empty, endless):
        with pytest.raises(RejectedByServiceError):
            wrong.check()
