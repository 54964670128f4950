"""P5, R15: the networks' answers and the media that went out are proven and verified as the records are."""

from pathlib import Path

from chalicelib.domain.networks import Network
from chalicelib.domain.post import reading_of
from chalicelib.domain.records import retention_end
from chalicelib.ports import CommentPage, RawAnswer
from chalicelib.procedure.destroying_pages import DestroyingPorts, destroy_pages
from chalicelib.procedure.raw_answers import AnswerKeeper
from clients.portavoz.portavoz.findings import What
from clients.portavoz.portavoz.sources import source_of
from clients.portavoz.portavoz.verifying import Asked, verified
from local.memory_records import InMemoryRecords
from tests.builders import NOW, a_network_comment, a_post
from tests.exports import Nights, days, folder_of
from tests.fakes import InMemoryEnvelopes, InMemoryNoticeFiles
from tests.fakes.signing import InMemorySigner

DAY = days(1)[0]
ASKED = Asked(fingerprints=(InMemorySigner().public_key().id,), last=DAY)
COMMENT = a_network_comment("c1", "No hay agua")


class Received:
    """`ports.RawAnswers` with one answer."""

    answers = (RawAnswer(200, b'{"data":[{"id":"c1","message":"No hay agua"}]}'),)


class Town(Nights):
    """A day with a version of a record, an answer and a medium, proven."""

    def __init__(self) -> None:
        super().__init__()
        self.envelopes = InMemoryEnvelopes()
        self.clock.set(NOW.replace(month=DAY.month, day=DAY.day))
        keeper = AnswerKeeper(self.archive, self.envelopes, self.clock)
        post = a_post(Network.FACEBOOK)
        self.answer = keeper.keep(reading_of(post, NOW), CommentPage((COMMENT,), raw=Received())) or ""
        self.medium = f"{DAY:%Y/%m/%d}/media/{'0' * 64}.jpg"
        self.archive.keep(self.medium, b"\xff\xd8jpeg", retention_end(DAY))
        self.keep(DAY, 1)
        self.night(DAY)


def test_R07_an_answer_or_a_medium_that_was_altered_is_found_where_it_lies(tmp_path: Path) -> None:
    town = Town()
    export = folder_of(town.archive, tmp_path)
    assert verified(source_of(export), ASKED).findings == []
    for key in (town.answer, town.medium):
        file = export / "objects" / key
        whole = file.read_bytes()
        file.write_bytes(whole.replace(b"c1", b"c2").replace(b"jpeg", b"jpeG"))
        found = verified(source_of(export), ASKED).findings
        assert [(one.what, one.where) for one in found] == [(What.OBJECT_ALTERED, f"objects/{key}")]
        file.unlink()
        missing = verified(source_of(export), ASKED).findings
        assert [one.what for one in missing] == [What.OBJECT_MISSING]
        file.write_bytes(whole)


def test_R13_a_cancellation_leaves_the_proof_as_it_is(tmp_path: Path) -> None:
    town = Town()
    ports = DestroyingPorts(
        InMemoryRecords(), town.envelopes, town.archive, InMemoryNoticeFiles(town.clock.now), town.clock
    )
    assert list(destroy_pages({COMMENT.record_id}, Network.FACEBOOK, [DAY], ports).gone) == [town.answer]
    assert verified(source_of(folder_of(town.archive, tmp_path)), ASKED).findings == []
