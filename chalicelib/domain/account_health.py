"""
Whether an account of the municipality can still be used: what its last probe told, and what a person must do about it.

One record for each account, in the partition `state`: `HEALTH-x`. It is the machine's own mark, apart from what its workers
share (`account`), which changes with every post.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import ClassVar

from pydantic import AwareDatetime

from chalicelib import texts_es
from chalicelib.domain.calendar import local_day
from chalicelib.domain.networks import Network
from chalicelib.domain.records import Attention, Duty, Record, RecordKind

NOTICE_DAYS = (14, 7, 3, 1)
"""How many days before its credentials expire a person is told, once each."""

LONGEST_SILENCE = timedelta(days=1)
"""After so long without an answer of the network, a person is told that nothing is known of the account."""

_DAY = timedelta(days=1)


def health_id(network: Network) -> str:
    """Name the record of an account's health."""
    return f"HEALTH-{network}"


class AccountHealth(Record):
    """
    An account as its last probe found it.

    `probed_at` is when the network last said something about it; `unreachable_since` when it stopped answering. `problem` is
    a Spanish sentence, or None when all is well. `notices_sent` are the notices (days) given of `expires_at`.
    """

    kind: ClassVar[RecordKind] = RecordKind.ACCOUNT_HEALTH

    network: Network
    probed_at: AwareDatetime | None = None
    identity: str = ""
    account_name: str | None = None
    missing_scopes: tuple[str, ...] = ()
    expires_at: AwareDatetime | None = None
    problem: str | None = None
    unreachable_since: AwareDatetime | None = None
    notices_sent: tuple[int, ...] = ()

    @property
    def is_finished(self) -> bool:
        """A problem waits for a person; without one, the next probe comes by itself."""
        return self.problem is None

    def is_to_be_probed(self, today_from: datetime, now: datetime) -> bool:
        """Say whether to ask: once a day from an hour on, and every hour while something is wrong or nothing is known."""
        if self.probed_at is None or self.problem is not None or self.unreachable_since is not None:
            return True
        return now >= today_from > self.probed_at

    def found(
        self,
        *,
        identity: str,
        account_name: str | None,
        missing_scopes: Iterable[str],
        expires_at: datetime | None,
        now: datetime,
    ) -> "AccountHealth":
        """Note what the network told; a renewed secret clears what was wrong."""
        missing = tuple(sorted(missing_scopes))
        sent = self.notices_sent if expires_at == self.expires_at else ()
        notice = _notice_of(expires_at, now)
        told = tuple(sorted({*sent, *([notice] if notice is not None else [])}))
        problem = texts_es.account_scopes_missing(self.network, missing) if missing else None
        if problem is None and notice is not None and expires_at is not None:
            left = (local_day(expires_at) - local_day(now)).days
            problem = texts_es.account_expires(self.network, left, f"{local_day(expires_at):%d/%m/%Y}")
        is_news = bool(set(told) - set(sent)) or bool(missing and missing != self.missing_scopes)
        return self._with(
            problem,
            now,
            is_news=is_news,
            identity=identity,
            account_name=account_name,
            missing_scopes=missing,
            expires_at=expires_at,
            notices_sent=told,
            probed_at=now,
            unreachable_since=None,
        )

    def rejected(self, problem: str, now: datetime) -> "AccountHealth":
        """Note that the network does not let us in: the token is dead, or the account is blocked."""
        said = texts_es.account_problem(self.network, problem)
        return self._with(said, now, is_news=said != self.problem, probed_at=now, unreachable_since=None)

    def unreachable(self, now: datetime) -> "AccountHealth":
        """Note that the network did not answer: it says nothing of the token, and is asked again within the hour."""
        since = self.unreachable_since or now
        if self.problem is None and now - since >= LONGEST_SILENCE:
            said = texts_es.account_problem(self.network, texts_es.ACCOUNT_SILENT)
            return self._with(said, now, is_news=True, unreachable_since=since)
        return self.evolve(unreachable_since=since)

    def _with(self, problem: str | None, now: datetime, *, is_news: bool, **changes: object) -> "AccountHealth":
        if problem is None:
            return self.evolve(problem=None, due_at=None, duty=None, attention=None, **changes)
        since = now if is_news or self.attention is None else self.attention.since
        return self.evolve(
            problem=problem,
            due_at=now + _DAY,
            duty=Duty.PERSON,
            attention=Attention(reason=problem, since=since),
            **changes,
        )


def _notice_of(expires_at: datetime | None, now: datetime) -> int | None:
    """Give the nearest notice that is due; None while there is time."""
    if expires_at is None:
        return None
    return min((days for days in NOTICE_DAYS if expires_at - now <= days * _DAY), default=None)


def unknown_health(network: Network, now: datetime) -> AccountHealth:
    """Begin to keep an account's health."""
    return AccountHealth(id=health_id(network), created_at=now, network=network)
