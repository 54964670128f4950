"""
Publications: one piece of content across networks (manual 2.1–2.5), its versions and their authorisation.

P1: what a person authorises is a fingerprint, the SHA-256 of the exact text and bytes of each network. The publisher
compares what it is about to send with that fingerprint; any edit makes a new version and voids the authorisation.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.adjustments import NO_ADJUSTMENTS, Adjustments
from chalicelib.domain.errors import InvalidInputError, NotFoundError, RuleViolationError
from chalicelib.domain.findings import Acceptance, Finding
from chalicelib.domain.formats import PostFormat
from chalicelib.domain.json_text import dump_json
from chalicelib.domain.media import Crop
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Person, Role
from chalicelib.domain.plan_shelf import plan_place, planned_day
from chalicelib.domain.records import Attention, Duty, Record, RecordKind
from chalicelib.domain.visible_text import visible

GRAPHICS_CLAUSE = "3 (gráficos previamente autorizados)"
CORRECTION_CLAUSE = "3 (bajar, corregir y volver a subir)"
AUTHORISATION_LASTS = timedelta(days=30)
DECISION_WITHIN = timedelta(days=1)

MAX_VERSIONS = 10
MAX_VERSIONS_BYTES = 240_000
"""How many versions a record holds, and in how many bytes of JSON; the archive has every one."""


class Rendition(BaseModel):
    """
    A graphic in the form one network takes: stored bytes (`key`, `version_id`), their SHA-256, pixels and bytes.

    `purpose` is its name in the strategy (feed, story, …), `source` the piece of material it was made of, `crop` the part of
    it that is shown, `corrections` what was done to it, in Spanish (2.2). `seconds` is a video's length. `original_sha256` is
    that piece's hash; `graphic` the id in the library when its bytes come from there, authorised before.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    key: str
    version_id: str
    sha256: str
    mime_type: str
    width: int
    height: int
    size_bytes: int
    alt_text: str = ""
    purpose: str = ""
    source: str = ""
    crop: Crop | None = None
    corrections: tuple[str, ...] = ()
    seconds: float | None = None
    original_sha256: str = ""
    graphic: str = ""
    lacks_alt_text: bool = False
    """Nobody described the picture yet: its alt text is only the publication's title."""

    @property
    def is_video(self) -> bool:
        """Say whether it plays."""
        return self.seconds is not None or self.mime_type.startswith("video/")

    @property
    def picture(self) -> str:
        """Name the picture that this is a form of: the graphic of the library, its hash, or the name of its file."""
        return self.graphic or self.original_sha256 or self.source


class NetworkVersion(BaseModel):
    """What goes out on one network, to the letter and the byte."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    text: str
    format: PostFormat = PostFormat.FEED
    thread: tuple[str, ...] = ()
    """What follows the text in a thread (X, when the strategy asks)."""
    renditions: tuple[Rendition, ...] = ()
    alternatives: tuple[Rendition, ...] = ()
    """The other forms made of the same pictures (story, link, …): ready, but not what goes out."""
    warnings: tuple[str, ...] = ()
    about_pictures: tuple[str, ...] = ()
    """Those of the warnings that are about the pictures: they outlive an edit of the text."""
    findings: tuple[Finding, ...] = ()
    proposal: str | None = None
    """Another wording that was proposed by a machine. It is never sent: a person may take it over, as an edit of theirs."""
    drafted: str = ""
    """Where the text is a person's: the SHA-256 of what the system had written from the material instead."""

    @property
    def forms(self) -> tuple[Rendition, ...]:
        """Every form of every picture, those that go out first."""
        return (*self.renditions, *self.alternatives)

    @property
    def fingerprint(self) -> str:
        """The SHA-256 that an authorisation covers."""
        return content_fingerprint(
            self.text, ((image.sha256, image.alt_text) for image in self.renditions), self.thread, self.format
        )


def content_fingerprint(
    text: str,
    media: Iterable[tuple[str, str]],
    thread: tuple[str, ...] = (),
    form: PostFormat = PostFormat.FEED,
) -> str:
    """Hash a text, its media (SHA-256 of the bytes, alt text), thread and form, in order. No part can pass for another."""
    parts = [text, *(part for pair in media for part in pair)]
    # A thread is marked by a part that no media can be: they come in pairs, and no hash is this word.
    parts += ["thread", *thread] if thread else []
    parts += [] if form is PostFormat.FEED else ["format", form]
    return ids.sha256_hex(b"".join(f"{len(part.encode())}:".encode() + part.encode() for part in parts))


class Version(BaseModel):
    """One version of a publication, per network. `prepared_by` is a username, or empty for the system."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    number: int
    networks: dict[Network, NetworkVersion]
    prepared_at: AwareDatetime
    prepared_by: str = ""

    @property
    def fingerprints(self) -> dict[Network, str]:
        """The fingerprint of each network's content."""
        return {network: content.fingerprint for network, content in self.networks.items()}


class Authorisation(BaseModel):
    """The image office's word that a version may go out (policy: gráficos previamente autorizados)."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    version: int
    fingerprints: dict[Network, str]
    by: str
    at: AwareDatetime
    expires_at: AwareDatetime
    note: str = ""
    accepted: tuple[Acceptance, ...] = ()


class PublicationState(StrEnum):
    """How far a publication has come. Once released, its deliveries tell the rest."""

    PREPARED = "prepared"
    AUTHORISED = "authorised"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


class Publication(Record):
    """A publication with its versions, its authorisation and what it corrects."""

    kind: ClassVar[RecordKind] = RecordKind.PUBLICATION

    title: str
    source: str
    bulletin: str | None = None
    department_id: str | None = None
    campaign: str | None = None
    category: str | None = None
    priority: str = "normal"
    material_digest: str | None = None
    publish_at: AwareDatetime | None = None
    valid_until: AwareDatetime | None = None
    """After this instant it is stale: what has not gone out waits for a person."""
    other_media: tuple[str, ...] = ()
    """The media without an API (ids of the catalogue) in which a person publishes the content of `manual`."""
    versions: tuple[Version, ...] = Field(min_length=1)
    """The newest, in order; the archive has all there ever were."""
    released_versions: tuple[int, ...] = ()
    """Those that deliveries were made for."""
    authorisation: Authorisation | None = None
    state: PublicationState = PublicationState.PREPARED
    taken_down_because: str | None = None
    corrects: str | None = None
    corrected_by: str | None = None
    adjustments: Adjustments = NO_ADJUSTMENTS
    moved_by: str = ""
    """Who set its time on the plan by hand: material that changes later does not set it back."""
    moved_at: AwareDatetime | None = None
    planned_by: str = ""
    """Who planned it, or wrote it while something happened: words of theirs go out."""

    @property
    def is_finished(self) -> bool:
        """A publication is finished when its deliveries carry it on, or when it was withdrawn."""
        return self.state in {PublicationState.RELEASED, PublicationState.WITHDRAWN}

    @property
    def shelf(self) -> tuple[str, str] | None:
        """Its place on the plan, when it goes out on another day than its own."""
        return plan_place(self.id, planned_day(self.day, self.publish_at))

    @property
    def current(self) -> Version:
        """The newest version."""
        return self.versions[-1]

    @property
    def preparers(self) -> frozenset[str]:
        """Who had a hand in what the current version says: none of them authorises it."""
        return frozenset({self.current.prepared_by, self.planned_by, *self.adjustments.by}) - {""}

    @property
    def hands(self) -> tuple[str, ...]:
        """Everybody who had a hand in any version, in order: what an earlier one wrote may still be in this one."""
        return tuple(dict.fromkeys((*self.adjustments.by, *sorted(self.preparers))))

    def picture_named(self, name: str) -> str:
        """
        Find a picture of the current version by the name of its file, its own hash or that of one of its forms.

        A name is the same however its accents and spaces are encoded.

        Raises:
            InvalidInputError: there is none, or several of that name.
        """
        forms = [form for content in self.current.networks.values() for form in content.forms]
        by_hash = {form.picture for form in forms if name in {form.graphic, form.original_sha256, form.sha256}}
        typed = visible(name)
        sources = [(form.picture, visible(form.source)) for form in forms]
        found = by_hash or {picture for picture, source in sources if typed in {source, source.rpartition("/")[2]}}
        if len(found) > 1:
            raise InvalidInputError(texts_es.picture_ambiguous(name))
        if not found or not name:
            raise InvalidInputError(texts_es.picture_unknown(name))
        return found.pop()

    def version(self, number: int | None) -> Version:
        """
        Give a version by its number; without one, the newest.

        Raises:
            NotFoundError: the record no longer holds it.
        """
        found = [version for version in self.versions if number in {None, version.number}]
        if not found:
            raise NotFoundError(f"{self.id}: version {number} is only in the archive")
        return found[-1]

    def authorises(self, network: Network, fingerprint: str, now: datetime) -> bool:
        """Say whether a live authorisation covers exactly this content on this network (P1)."""
        given = self.authorisation
        if given is None or not self.is_authorised(given.version, now):
            return False
        return given.fingerprints.get(network) == fingerprint

    @property
    def accepted_keys(self) -> frozenset[str]:
        """The findings that the image office let stand when it authorised."""
        return frozenset(one.key for one in self.authorisation.accepted) if self.authorisation else frozenset()

    def is_authorised(self, version: int | None, now: datetime) -> bool:
        """Say whether the image office's word for a version still stands: given, not expired, nothing newer prepared."""
        given = self.authorisation
        return given is not None and given.version == version == self.current.number and now < given.expires_at

    def edited(self, networks: dict[Network, NetworkVersion], *, by: str, now: datetime) -> "Publication":
        """Add a version. Editing after authorising voids the authorisation."""
        version = Version(number=self.current.number + 1, networks=networks, prepared_at=now, prepared_by=by)
        return self.evolve(versions=self._kept((*self.versions, version))).awaiting_authorisation(now)

    def _kept(self, versions: tuple[Version, ...]) -> tuple[Version, ...]:
        """Leave out old versions so that the record fits its item, never the newest nor one that a delivery may name."""
        kept: list[Version] = []
        left_bytes = MAX_VERSIONS_BYTES
        for version in reversed(versions):
            left_bytes -= len(dump_json(version).encode())
            has_room = len(kept) < MAX_VERSIONS and left_bytes >= 0
            if not kept or has_room or version.number in self.released_versions:
                kept.append(version)
        return tuple(reversed(kept))

    def awaiting_authorisation(self, now: datetime, reason: str | None = None) -> "Publication":
        """Put the publication before the image office, if need be for a reason of its own; any authorisation is void."""
        return self.evolve(
            state=PublicationState.PREPARED,
            authorisation=None,
            duty=Duty.PERSON,
            due_at=self.publish_at or now + DECISION_WITHIN,
            attention=Attention(reason=reason or self._asking(texts_es.AWAITS_AUTHORISATION), since=now),
        )

    @property
    def misses_material(self) -> bool:
        """Say whether the office took material back or is changing it, and nobody has authorised, edited or prepared it since."""
        said = self.attention.reason if self.attention else ""
        return said.startswith((texts_es.MATERIAL_REMOVED, texts_es.MATERIAL_CHANGING))

    def _asking(self, reason: str) -> str:
        """Give a reason to wait for a person, and with it ask for the alt texts that nobody has written yet (2.3)."""
        shown = [image for content in self.current.networks.values() for image in content.renditions]
        names = tuple(dict.fromkeys(image.source for image in shown if image.lacks_alt_text))
        return f"{reason} {texts_es.alt_texts_missing(names)}" if names else reason

    @property
    def is_being_redrawn(self) -> bool:
        """Say whether its pictures are being made anew, as a person asked: until then there is nothing to authorise."""
        return self.duty is Duty.PREPARE

    def to_be_redrawn(self, now: datetime) -> "Publication":
        """Ask for the pictures to be made anew as persons want them; any authorisation is void."""
        return self.evolve(
            state=PublicationState.PREPARED,
            authorisation=None,
            duty=Duty.PREPARE,
            due_at=now,
            attention=Attention(reason=texts_es.BEING_REDRAWN, since=now),
        )

    def authorised(
        self, by: Person, *, version: int, note: str, now: datetime, accepted: tuple[Acceptance, ...] = ()
    ) -> "Publication":
        """
        Authorise the version a person has seen, with what they let stand in it.

        Raises:
            RuleViolationError: the person is not of the image office, or prepared this version themselves.
            InvalidInputError: a newer version exists, or the publication was withdrawn.
        """
        if not by.has_role(Role.IMAGE_OFFICE):
            raise RuleViolationError(texts_es.ONLY_IMAGE_OFFICE_AUTHORISES, clause=GRAPHICS_CLAUSE)
        if by.username in self.preparers:
            raise RuleViolationError(texts_es.NOBODY_AUTHORISES_OWN_WORK, clause=GRAPHICS_CLAUSE)
        if self.is_finished:
            withdrawn = self.state is PublicationState.WITHDRAWN
            raise InvalidInputError(texts_es.PUBLICATION_WITHDRAWN if withdrawn else texts_es.ALREADY_OUT)
        if version != self.current.number:
            raise InvalidInputError(texts_es.version_is_old(version, self.current.number))
        if self.is_being_redrawn:
            raise InvalidInputError(texts_es.BEING_REDRAWN)
        given = Authorisation(
            version=version,
            fingerprints=self.current.fingerprints,
            by=by.username,
            at=now,
            expires_at=now + AUTHORISATION_LASTS,
            note=note,
            accepted=accepted,
        )
        return self.evolve(
            state=PublicationState.AUTHORISED,
            authorisation=given,
            duty=Duty.PERSON,
            due_at=self.publish_at or now + DECISION_WITHIN,
            attention=Attention(reason=self._asking(texts_es.AWAITS_RELEASE), since=now),
        )

    def revoked(self, now: datetime) -> "Publication":
        """
        Take the authorisation back. What has not gone out yet will not.

        Raises:
            InvalidInputError: there is none, or the publication was withdrawn.
        """
        if self.authorisation is None or self.state is PublicationState.WITHDRAWN:
            raise InvalidInputError(texts_es.NOT_AUTHORISED)
        return self.awaiting_authorisation(now)

    def released(self, publish_at: datetime) -> "Publication":
        """
        Hand the publication to its deliveries, to go out at an instant.

        Raises:
            RuleViolationError: nothing will authorise the current version at that instant.
        """
        given = self.authorisation
        if given is None or publish_at >= given.expires_at or self.state is PublicationState.WITHDRAWN:
            raise RuleViolationError(texts_es.NOT_AUTHORISED, clause=GRAPHICS_CLAUSE)
        return self.evolve(
            state=PublicationState.RELEASED,
            released_versions=tuple(dict.fromkeys((*self.released_versions, given.version))),
            publish_at=publish_at,
            due_at=None,
            duty=None,
            attention=None,
        )

    def moved(self, at: datetime, *, by: str, now: datetime) -> "Publication":
        """Plan what is not scheduled for another instant. What was authorised stays so: not a byte of it changes."""
        if self.publish_at == at:
            return self
        # Pictures that are being made anew are due at once, wherever the publication goes.
        due_at = self.due_at if self.is_being_redrawn else at
        return self.evolve(publish_at=at, due_at=due_at, moved_by=by, moved_at=now)

    def unscheduled(self, now: datetime) -> "Publication":
        """Take the release back: it stays authorised and waits to be published or scheduled."""
        return self.evolve(
            state=PublicationState.AUTHORISED,
            duty=Duty.PERSON,
            due_at=now + DECISION_WITHIN,
            attention=Attention(reason=self._asking(texts_es.AWAITS_RELEASE), since=now),
        )

    def withdrawn(self, because: str) -> "Publication":
        """Note that the publication is to be taken down everywhere, and why (policy on corrections)."""
        return self.evolve(
            state=PublicationState.WITHDRAWN, taken_down_because=because, due_at=None, duty=None, attention=None
        )
