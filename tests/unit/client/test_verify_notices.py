"""P5, R15: what Meta told by itself is proven and verified as the records are, and disposed of and cancelled without a hole."""

from pathlib import Path

from chalicelib.domain.records import retention_end
from chalicelib.meta_notices import notices_in
from chalicelib.ports import LandedNotice
from chalicelib.procedure.raw_notices import archive_notice, destroy_notices, naming
from clients.portavoz.portavoz.findings import What
from clients.portavoz.portavoz.sources import source_of
from clients.portavoz.portavoz.verifying import Asked, verified
from tests.builders import NOW
from tests.exports import Nights, days, folder_of
from tests.fakes import InMemoryEnvelopes
from tests.fakes.signing import InMemorySigner
from tests.meta_webhook import a_delivery_of, a_feed_change

DAY, NEXT = days(2)
ASKED = Asked(fingerprints=(InMemorySigner().public_key().id,), last=DAY)


class Town(Nights):
    """Days with notices, proven night after night."""

    def __init__(self) -> None:
        super().__init__()
        self.envelopes = InMemoryEnvelopes()
        self.keep(DAY, 1)
        self.notices = [self.tells("5005"), self.tells("5006")]
        self.night(DAY)

    def tells(self, comment: str) -> str:
        """Have Meta tell of a comment on the first day; gives the key of what is kept of it."""
        body = a_delivery_of(a_feed_change(comment_id=comment))
        landed = LandedNotice(body, NOW.replace(month=DAY.month, day=DAY.day), comment.zfill(32))
        now = landed.received_at
        return archive_notice(landed, notices_in(body), archive=self.archive, envelopes=self.envelopes, now=now)


def keys_of(town: Town, name: str) -> set[str]:
    manifest = town.archive.kept[f"manifests/{name}.json"].content.decode()
    return {key for key in town.archive.kept if key in manifest and "/notices/" in key}


def test_P5_the_manifest_of_the_day_lists_its_notices_and_an_export_with_them_is_intact(tmp_path: Path) -> None:
    town = Town()
    assert keys_of(town, f"{DAY:%Y/%m/%d}/000000") == set(town.notices)
    assert verified(source_of(folder_of(town.archive, tmp_path)), ASKED).findings == []


def test_R08_a_notice_that_was_worked_on_days_later_is_in_a_later_manifest_of_the_day_on_which_it_came(
    tmp_path: Path,
) -> None:
    town = Town()
    late = town.tells("5007")
    town.night(NEXT)
    assert keys_of(town, f"{DAY:%Y/%m/%d}/000001") == {late}
    asked = Asked(fingerprints=ASKED.fingerprints, last=NEXT)
    assert [one.what for one in verified(source_of(folder_of(town.archive, tmp_path)), asked).findings] == []


def test_R07_a_notice_that_was_altered_or_taken_away_or_put_there_is_found_where_it_lies(tmp_path: Path) -> None:
    town = Town()
    export = folder_of(town.archive, tmp_path)
    file = export / "objects" / town.notices[0]
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"5005", b"5008"))
    found = verified(source_of(export), ASKED).findings
    assert [(one.what, one.where) for one in found] == [(What.OBJECT_ALTERED, f"objects/{town.notices[0]}")]
    file.unlink()
    assert [one.what for one in verified(source_of(export), ASKED).findings] == [What.OBJECT_MISSING]
    file.write_bytes(whole)
    file.with_name("235959-f.json").write_bytes(b"{}")
    assert [one.what for one in verified(source_of(export), ASKED).findings] == [What.OBJECT_UNLISTED]


def test_R13_a_cancellation_leaves_the_proof_as_it_is(tmp_path: Path) -> None:
    town = Town()
    gone = destroy_notices(naming({"1001_5005"}, [DAY], town.archive), town.envelopes)
    assert gone == {town.notices[0]}
    assert verified(source_of(folder_of(town.archive, tmp_path)), ASKED).findings == []
    assert {town.archive.kept[key].retain_until for key in town.notices} == {retention_end(DAY)}
