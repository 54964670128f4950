"""
The public version of a record: only the fields that are named here, and in them only what tells of no citizen.

What is not named stays out, so that a field that comes to be later is not handed out before somebody decides that it may.
Networks' ids stay out too, since they lead to who wrote: a comment is known by a pseudonym, the same in the whole export.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from chalicelib.domain.public_text import PublicTexts
from chalicelib.domain.records import Record, RecordKind

_COMMENT = re.compile(r"COM-([0-9]{8})-([a-z0-9]{1,20})-([^\s#,;]{1,200})")

Treat = Callable[["PublicRecords", Any], Any]
Fields = Mapping[str, Treat]


class PublicRecords:
    """Makes public versions. `pseudonym` gives the same name for the same comment or handle through one export."""

    def __init__(self, public_texts: PublicTexts, pseudonym: Callable[[str], str]) -> None:
        self.texts = public_texts
        self._pseudonym = pseudonym

    def version_of(self, record: Record) -> dict[str, Any] | None:
        """Give the public version of a record; None where its kind has none."""
        fields = PUBLIC_FIELDS.get(record.kind)
        return None if fields is None else _shown(self, fields, record.model_dump(mode="json"))

    def person(self, handle: str | None) -> str | None:
        """Name a citizen by a pseudonym."""
        if handle is None:
            return None
        self.texts.removed["handle"] += 1
        return self._pseudonym(handle)

    def reference(self, text: str | None) -> str | None:
        """Name comments by pseudonyms wherever their ids stand."""
        return None if text is None else _COMMENT.sub(self._comment, text)

    def _comment(self, match: re.Match[str]) -> str:
        self.texts.removed["network_id"] += 1
        return f"COM-{match[1]}-{match[2]}-{self._pseudonym(match[0])}"


def _shown(public: PublicRecords, fields: Fields, data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: treat(public, data[name]) for name, treat in fields.items()}


def _keep(_: PublicRecords, value: Any) -> Any:
    return value


def _person(public: PublicRecords, value: Any) -> Any:
    return public.person(value)


def _reference(public: PublicRecords, value: Any) -> Any:
    return public.reference(value)


def _citizens(public: PublicRecords, value: Any) -> Any:
    return None if value is None else public.texts.citizens(public.reference(value) or "")


def _ours(public: PublicRecords, value: Any) -> Any:
    return None if value is None else public.texts.ours(public.reference(value) or "")


def _each(treat: Treat) -> Treat:
    return lambda public, value: [treat(public, item) for item in value]


def _by_key(treat: Treat) -> Treat:
    return lambda public, value: {name: treat(public, item) for name, item in value.items()}


def _of(*, keep: str = "", **treated: Treat) -> Treat:
    """Treat an object's fields: those named in `keep` stay as they are, what is not named stays out."""
    fields = dict.fromkeys(keep.split(), _keep) | treated
    return lambda public, value: None if value is None else _shown(public, fields, value)


def _fields(keep: str, **treated: Treat) -> Fields:
    common = f"revision created_at due_at duty {keep}"
    attention = _of(keep="since is_urgent", reason=_citizens)
    return dict.fromkeys(common.split(), _keep) | {"id": _reference, "attention": attention} | treated


_CANDIDATES = _each(_of(keep="department_id confidence", note=_citizens))
_READING = _of(
    keep="comment_kind kind_confidence sentiment sentiment_confidence is_urgent urgency is_spam has_personal_data classifier "
    "decided_at",
    candidates=_CANDIDATES,
    place=_citizens,
    matters=_each(_of(keep="comment_kind", excerpt=_citizens, candidates=_CANDIDATES)),
    decided_by=_ours,
)
_NOTICE = _of(delivery=_reference, reason=_citizens)
_FORMS = _each(_of(keep="sha256 mime_type width height size_bytes seconds purpose", alt_text=_ours))
_VERSIONS = _each(
    _of(
        keep="number prepared_at",
        prepared_by=_ours,
        networks=_by_key(_of(keep="format", text=_ours, thread=_each(_ours), renditions=_FORMS)),
    )
)

PUBLIC_FIELDS: dict[RecordKind, Fields] = {
    RecordKind.PUBLICATION: _fields(
        "source bulletin department_id campaign category priority publish_at valid_until other_media state corrects "
        "corrected_by released_versions",
        title=_ours,
        versions=_VERSIONS,
        taken_down_because=_citizens,
    ),
    RecordKind.DELIVERY: _fields(
        "network action state tries not_before version part medium priority valid_until fingerprint published_at read_back_at "
        "is_adopted reason_code price_usd",
        subject=_reference,
        reply=_of(keep="template", text=_citizens, comment=_reference),
        text=_ours,
        reason=_citizens,
    ),
    RecordKind.POST: _fields(
        "network network_id publication delivery media_sha256 permalink published_at removed_at reactions reactions_at",
        text=_ours,
        rewordings=_each(_of(keep="at version delivery", text_before=_ours, text=_ours, authorised_by=_ours)),
    ),
    RecordKind.COMMENT: _fields(
        "network publication written_at deleted_at state folio more_folios",
        author_handle=_person,
        versions=_each(_of(keep="seen_at is_hidden", text=_citizens)),
        classification=_READING,
        machine=_READING,
        answers=_each(_of(keep="at canned", by=_ours, delivery=_reference, reason=_citizens)),
    ),
    RecordKind.REFERRAL: _fields(
        "network comment_kind is_urgent urgency matter written_at publication department_id candidates returned_by former leg "
        "issues issued_at remind_at due_on lateness look_at state outcome count pages told_pages",
        comment=_reference,
        author_handle=_person,
        text=_citizens,
        seen_by=_ours,
        place=_citizens,
        department_folio=_citizens,
        history=_each(_of(keep="at act", by=_ours, note=_citizens)),
        acknowledgement=_NOTICE,
        closing=_NOTICE,
    ),
    RecordKind.ORDER: _fields("act until lifts", by=_ours, why=_citizens),
    RecordKind.DAY: _fields("figures"),
}
"""What may be handed out of each kind. Other kinds are not handed out."""
