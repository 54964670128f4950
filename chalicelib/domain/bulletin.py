"""
Bulletins and campaign material as the offices send them (manual 1.1).

A bulletin is the set of files of one folder, `<source>/<YYYY-MM-DD>/<slug>/<file>`. Files arrive in any order, twice or
overwritten; the set is the same whatever the order: of each key only the newest `sequencer` counts, and which of the files
are used follows from what is there, never from what came first (`sets`).
"""

from datetime import date, datetime, timedelta
from typing import ClassVar

from pydantic import Field

from chalicelib import texts_es
from chalicelib.domain import ids, sets
from chalicelib.domain.material import ExtractedPiece, FileRole, MaterialFile
from chalicelib.domain.material_key import is_newer
from chalicelib.domain.media import Conversion
from chalicelib.domain.order import Plan, PublicationOrder
from chalicelib.domain.plan_shelf import plan_place, planned_day
from chalicelib.domain.records import Attention, Duty, Record, RecordKind

LOOK_AGAIN = timedelta(days=1)
LOOK_AT_CONVERSION = timedelta(minutes=1)

MAX_REASONS = 12
"""Of how many rejected files, or notes, a person is told at once."""
MAX_REASON_LENGTH = 600


class Bulletin(Record):
    """A bulletin or a piece of campaign material (boletín, material de campaña), as a set of files."""

    kind: ClassVar[RecordKind] = RecordKind.BULLETIN

    source: str
    on: date
    slug: str
    department_id: str | None = None
    files: dict[str, MaterialFile] = Field(default_factory=dict)
    plan: Plan | None = None
    is_crowded: bool = False
    """More names than a folder may have were ever seen in it: nothing in it is used."""
    settled: bool = False
    conversions: dict[str, Conversion] = Field(default_factory=dict)
    """Videos that are, or were, converted elsewhere, by the SHA-256 of their bytes."""

    @property
    def is_finished(self) -> bool:
        """A bulletin is finished once it was prepared and nothing in it waits for a person."""
        return self.settled

    @property
    def shelf(self) -> tuple[str, str] | None:
        """Its place on the plan, while it waits and goes out on another day than its own."""
        if self.plan is None or self.is_finished:
            return None
        return plan_place(self.id, planned_day(self.day, self.order.publish_at))

    @property
    def live_files(self) -> tuple[MaterialFile, ...]:
        """The files that are there now, one of each name, by name; what the set has no room for is there as rejected."""
        return tuple(file if has_room else file.left_out() for _, file, has_room in sets.standing(self.files))

    @property
    def unread(self) -> tuple[MaterialFile, ...]:
        """The files that count and whose content is not in the record: they did not count when they came."""
        return tuple(file for _, file, has_room in sets.standing(self.files) if has_room and file.is_set_aside)

    def pieces_for(self, role: FileRole) -> tuple[MaterialFile | ExtractedPiece, ...]:
        """
        The pieces there now that serve one purpose: the files by name, then what came inside them.

        Bytes that are there twice, in a file of their own and within a document or under two names, count once.
        """
        files = self.live_files
        everything: list[MaterialFile | ExtractedPiece] = [*files]
        everything += [piece for file in files for piece in file.pieces]
        found = [piece for piece in everything if piece.role is role]
        unique = {piece.sha256 or piece.name: piece for piece in reversed(found)}
        return tuple(reversed(list(unique.values())))

    @property
    def order(self) -> PublicationOrder:
        """What the office asked for, over what was planned, or the defaults."""
        orders = self.pieces_for(FileRole.ORDER)
        asked = (orders[0].order if orders else None) or PublicationOrder()
        return asked.over(self.plan.order) if self.plan else asked

    @property
    def notes(self) -> tuple[str, ...]:
        """What was noticed of the files themselves, each once, by file; a picture's notes go with the picture."""
        everything = [piece for file in self.live_files for piece in (file, *file.pieces)]
        said = [
            texts_es.note_of(piece.name, note)
            for piece in everything
            if piece.role not in {FileRole.IMAGE, FileRole.REJECTED}
            for note in piece.notes
        ]
        told = tuple(dict.fromkeys(note[:MAX_REASON_LENGTH] for note in said))
        more = len(told) - MAX_REASONS
        return (*told[:MAX_REASONS], texts_es.and_more(more)) if more > 0 else told

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to make a publication of: no file, and nothing planned."""
        return not self.live_files and self.plan is None

    @property
    def lacks(self) -> tuple[str, ...]:
        """What must still arrive before the set can be prepared, in Spanish."""
        if self.is_empty:
            return ()
        has_text = bool(self.pieces_for(FileRole.TEXT) or self.order.text)
        missing = []
        if not has_text:
            missing.append(texts_es.LACKS_TEXT)
        if not (self.pieces_for(FileRole.IMAGE) or self.pieces_for(FileRole.VIDEO) or self.order.graphics):
            missing.append(texts_es.LACKS_IMAGE)
        return tuple(missing)

    @property
    def digest(self) -> str:
        """The SHA-256 of the set as it is now: equal sets, equal digest, whatever the order of arrival."""
        lines = [f"{file.name}\x1f{file.sha256}\x1f{file.role}" for file in self.live_files]
        lines += [f"\x1f{self.department_id}\x1f{self.plan.order.model_dump_json()}"] if self.plan else []
        return ids.sha256_hex("\n".join(lines).encode())

    def with_file(self, file: MaterialFile, now: datetime, settle_at: datetime) -> "Bulletin":
        """Add, replace or remove a file, unless something newer is known of its key (I02, I03)."""
        known = self.files.get(file.slot)
        if self.is_crowded:
            return self if self.attention else self._crowded(now)
        if known is not None and not is_newer(file.sequencer, known.sequencer):
            return self
        if known is not None and known.removed == file.removed and file.version_id == known.version_id != "":
            return self.evolve(files={**self.files, file.slot: known.with_sequencer(file)})
        files = sets.without_old_removals({**self.files, file.slot: sets.weighed(file)}, now)
        if sets.is_crowded(files):
            return self._crowded(now)
        return self.evolve(files=sets.balanced(files))._looked_at(now, settle_at)

    def read_again(self, file: MaterialFile, now: datetime, settle_at: datetime) -> "Bulletin":
        """Put the content of an `unread` file back, unless something newer is known of it meanwhile."""
        known = self.files.get(file.slot)
        if known is None or not known.is_set_aside or known.version_id != file.version_id:
            return self
        read = sets.weighed(file).with_sequencer(known)
        return self.evolve(files=sets.balanced({**self.files, file.slot: read}))._looked_at(now, settle_at)

    def _crowded(self, now: datetime) -> "Bulletin":
        """Give the folder up: whatever came first, it has more names than a record can hold. A person is told."""
        return self.evolve(is_crowded=True, files={}).shown(texts_es.set_crowded(sets.MAX_NAMES), now)

    def planned(self, plan: Plan, department_id: str | None, now: datetime) -> "Bulletin":
        """Plan the publication, or plan it anew; what is planned already stays as it is, whoever plans it again."""
        known = self.plan
        if known is not None and (known.order, self.department_id) == (plan.order, department_id):
            return self
        renewed = self.evolve(plan=plan, department_id=department_id)
        if renewed.is_crowded:
            return renewed._crowded(now)
        return renewed.incomplete(now) if renewed.lacks else renewed._looked_at(now, now)

    def _looked_at(self, now: datetime, settle_at: datetime) -> "Bulletin":
        """Ask for a preparation once the set has settled; a rejected file is shown to a person at once."""
        return self.evolve(
            settled=False, duty=Duty.PREPARE, due_at=settle_at, attention=self._attention(self._rejections, now)
        )

    @property
    def _rejections(self) -> list[str]:
        rejected = self.pieces_for(FileRole.REJECTED)
        reasons = [texts_es.file_rejected(piece.name, piece.rejection or "") for piece in rejected]
        told = [reason[:MAX_REASON_LENGTH] for reason in reasons[:MAX_REASONS]]
        return [*told, *([texts_es.and_others(len(reasons) - len(told))] if len(reasons) > len(told) else [])]

    def _attention(self, reasons: list[str], now: datetime) -> Attention | None:
        since = self.attention.since if self.attention else now
        return Attention(reason=" ".join(reasons), since=since) if reasons else None

    @property
    def is_converting(self) -> bool:
        """Say whether a video of the set is still being converted."""
        return not all(conversion.is_done for conversion in self.conversions.values())

    def with_conversions(self, conversions: dict[str, Conversion], now: datetime) -> "Bulletin":
        """Note how the set's videos are being converted; while one is not done, the set is looked at every minute."""
        known = self.evolve(conversions=conversions)
        return known.evolve(due_at=now + LOOK_AT_CONVERSION) if known.is_converting else known

    def incomplete(self, now: datetime) -> "Bulletin":
        """Show a person what the set still lacks; the next file that arrives asks for a preparation again."""
        return self.shown(texts_es.set_incomplete(self.lacks), now)

    def prepared(self, now: datetime) -> "Bulletin":
        """Note that a publication was prepared from the set as it is. A rejected file keeps it open for a person."""
        if self._rejections:
            return self.evolve(duty=Duty.PERSON, due_at=now + LOOK_AGAIN)
        return self.evolve(settled=True, due_at=None, duty=None, attention=None)

    def shown(self, reason: str, now: datetime) -> "Bulletin":
        """Show the bulletin to a person, for a reason."""
        reasons = [*self._rejections, reason]
        return self.evolve(
            settled=False,
            duty=Duty.PERSON,
            due_at=now + LOOK_AGAIN,
            attention=self._attention(reasons, now),
        )

    def dismissed(self) -> "Bulletin":
        """Close what waited for a person: they have seen it. What is still to be prepared is prepared all the same."""
        if self.duty is Duty.PREPARE:
            return self.evolve(attention=None)
        return self.evolve(settled=True, due_at=None, duty=None, attention=None)


def rejected_upload(key: str, reason: str, *, today: date, now: datetime) -> Bulletin:
    """Record an upload whose key cannot be read, so that a person sees it."""
    return Bulletin(
        id=ids.rejected_key_id(today, key),
        created_at=now,
        source="",
        on=today,
        slug=texts_es.visible(key),
        due_at=now + LOOK_AGAIN,
        duty=Duty.PERSON,
        attention=Attention(reason=texts_es.file_rejected(texts_es.visible(key), reason), since=now),
    )
