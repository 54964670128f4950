"""
A town's month at random: records of every day come, change late and in any order, while nights close days, die, or do not come.

What the table's stream tells arrives late, twice and shuffled, but arrives before figures are compared.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from chalicelib.domain import ids
from chalicelib.domain.answer import AnswerGiven
from chalicelib.domain.calendar import local_day, start_of_day
from chalicelib.domain.case_changes import moved, taken_back
from chalicelib.domain.classification import CommentKind, Sentiment, Urgency
from chalicelib.domain.comment import Comment
from chalicelib.domain.coverage import Coverage
from chalicelib.domain.delivery_state import Action, DeliveryState
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.post import Post, Reading, count_of, received, removed
from chalicelib.domain.publication import Publication
from chalicelib.domain.reactions import Reactions
from chalicelib.domain.records import Record
from chalicelib.domain.referral import DepartmentNews, NewsAct, Outcome, Referral
from chalicelib.procedure.changing import note_changes
from chalicelib.procedure.closing import close
from tests.builders import (
    BULLETIN,
    a_bulletin,
    a_classification,
    a_comment,
    a_delivery,
    a_network_comment,
    a_post,
    a_publication,
    a_referral,
    a_reply,
    later,
)
from tests.mortality import Death, MortalRecords, Steps
from tests.world import World

DEPARTMENTS = ("sapal", "deporte", "vinculacion", "que|no|existe")
CAMPAIGNS = (None, "Parques", "=HYPERLINK()", "none", "Navidad")
KINDS, SENTIMENTS = tuple(CommentKind), tuple(Sentiment)


class MeanwhileRecords:
    """The table; while a day is read from it, something may happen to its records."""

    def __init__(self, inner: MortalRecords, meanwhile: Callable[[], None]) -> None:
        self._inner, self._meanwhile = inner, meanwhile

    def __getattr__(self, name: str) -> object:
        return getattr(self._inner, name)

    def of_day(self, day: date, prefix: str = "") -> list[Record]:
        found = self._inner.of_day(day, prefix)
        self._meanwhile()
        return found


class Town:
    """One month of one town, by a seed. In a deaf one nobody is told what changed: its reports must differ from the records."""

    def __init__(self, seed: int, *, is_deaf: bool = False) -> None:
        self.is_deaf = is_deaf
        self.random = Random(f"reporting-{seed}")
        self.first = date(2026, 1, 1) + timedelta(days=self.random.randrange(700))
        self.days = self.random.randint(3, 31)
        self.world = World()
        self.world.clock.set(start_of_day(self.first) + timedelta(hours=12))
        self.deaths = 0
        self.nights = 0
        self._told = 0
        self._number = 0

    def live(self) -> None:
        """Let the month pass, and some days after it in which its records still change."""
        for _ in range(self.days + self.random.randint(0, 9)):
            for _ in range(self.random.randint(0, 6)):
                self.act()
            self.stream()
            self.world.clock.advance(hours=self.random.uniform(12, 36))
            if self.random.random() < 0.8:
                self.night()
        for _ in range(self.random.randint(0, 8)):
            self.act()
        self.stream(everything=True)

    def act(self) -> None:
        """Let one thing happen."""
        acts = (self._publish, *[self._comment] * 4, *[self._change] * 4, self._receive, self._write)
        self.random.choice(acts)()

    def night(self) -> None:
        """Close yesterday; the worker may die anywhere, and records may change while a day is counted."""
        self.nights += 1
        steps = Steps()
        steps.arm(
            self.random.randint(1, 14) if self.random.random() < 0.3 else None, is_after=self.random.random() < 0.5
        )
        records = MeanwhileRecords(MortalRecords(self.world.stored, steps), self._happens_meanwhile)
        yesterday = local_day(self.world.clock.now()) - timedelta(days=1)
        try:
            close(yesterday, records=records, clock=self.world.clock)  # type: ignore[arg-type]  # the port, handed on
        except Death:
            self.deaths += 1

    def stream(self, *, everything: bool = False) -> None:
        """Tell what was stored: shuffled, some of it twice; unless everything is wanted, some of it later."""
        left = self.world.stored.versions[self._told :]
        now = left if everything else left[: self.random.randint(0, len(left))]
        self._told += len(now)
        told = [(record.kind.value, record.id) for record in now] * self.random.choice((1, 1, 2))
        self.random.shuffle(told)
        if self.is_deaf:
            return
        note_changes(told, records=self.world.stored, clock=self.world.clock)

    # What happens -------------------------------------------------------------------------------------------------

    def _happens_meanwhile(self) -> None:
        if self.random.random() < 0.1:
            self.act()
            self.stream(everything=True)

    def _instant(self) -> datetime:
        """Give an instant of the month, until now."""
        span = (self.world.clock.now() - start_of_day(self.first)).total_seconds()
        return start_of_day(self.first) + timedelta(seconds=self.random.uniform(0, span))

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _put(self, *records: Record) -> None:
        self.world.stored.insert_new(records)

    def _some(self, kind: type[Record]) -> list[Record]:
        return [record for record in self.world.stored.all if isinstance(record, kind)]

    def _publication(self) -> str | None:
        known = self._some(Publication)
        return self.random.choice(known).id if known and self.random.random() < 0.8 else None

    def _publish(self) -> None:
        at, number = self._instant(), self._next()
        name = f"PUB-{local_day(at):%Y%m%d}-{number:08d}"
        published = a_publication(campaign=self.random.choice(CAMPAIGNS), title=f"Título {number}")
        self._put(published.evolve(id=name))
        for network in self.random.sample(SOCIAL_NETWORKS, self.random.randint(0, 3)):
            post = a_post(network, f"p{number}", publication=name, id=ids.post_id(local_day(at), network, f"p{number}"))
            price = self.random.choice((None, Decimal("0.015"), Decimal("0.20")))
            state = self.random.choice((DeliveryState.DONE, DeliveryState.CANCELLED))
            due = {"state": state, "due_at": None, "duty": None, "price_usd": price}
            self._put(post, a_delivery(network, id=f"{name}#{network}", subject=name, **due))
            if self.random.random() < 0.6:
                self._put(count_of(post, self._coverage(), at))

    def _coverage(self) -> Coverage:
        listed, own = self.random.randint(0, 9), self.random.randint(0, 2)
        count = max(0, listed + own + self.random.randint(-1, 3))
        return Coverage(
            counted_at=later(), network_count=count, listed=listed, own=own, is_settled=self.random.random() < 0.5
        )

    def _comment(self) -> None:
        at, network = self._instant(), self.random.choice((*SOCIAL_NETWORKS, Network.OPEN311))
        reading = a_classification(
            self.random.choice(KINDS), self.random.choice(SENTIMENTS), confidence=self.random.choice((0.3, 0.9))
        ).model_copy(
            update={
                "is_spam": self.random.random() < 0.1,
                "urgency": Urgency.LIFE if self.random.random() < 0.1 else None,
            }
        )
        seen = a_network_comment(f"c{self._next()}", network=network, at=at)
        self._put(a_comment(seen, reading, publication=self._publication()))

    def _receive(self) -> None:
        day = local_day(self._instant())
        name = BULLETIN.replace("20261123", f"{day:%Y%m%d}")[:-4] + f"{self._next():04d}"
        self._put(a_bulletin().evolve(id=name, source=self.random.choice(("prensa", "enlaces", "a|b"))))

    def _write(self) -> None:
        """Open a case, and perhaps answer it."""
        comments = [one for one in self._some(Comment) if isinstance(one, Comment)]
        if not comments:
            return
        comment, at, number = self.random.choice(comments), self.world.clock.now(), self._next()
        opened = a_referral(comment, number=number, id=ids.folio(local_day(at), number))
        due_on = local_day(at) + timedelta(days=self.random.randint(0, 9))
        department = self.random.choice(DEPARTMENTS)
        case = opened.evolve(department_id=department, due_on=due_on, count=self.random.randint(1, 4))
        self._put(case.delivered(at) if self.random.random() < 0.9 else case)
        if self.random.random() < 0.7:
            done = {"state": DeliveryState.DONE, "due_at": None, "duty": None, "published_at": at + timedelta(hours=3)}
            reply = a_reply(case.id, comment.network, action=Action.REPLY, price_usd=Decimal("0.010"))
            self._put(reply.evolve(**done) if self.random.random() < 0.7 else reply)

    # What changes -------------------------------------------------------------------------------------------------

    def _change(self) -> None:
        kinds: dict[type[Record], Callable[[Record], Record]] = {
            Comment: self._changed_comment,
            Referral: self._changed_case,
            Post: self._changed_post,
            Reading: lambda reading: reading.evolve(coverage=self._coverage()),
            Publication: self._changed_publication,
        }
        kind = self.random.choice((Comment, Comment, Referral, Referral, Referral, Post, Post, Reading, Publication))
        known = self._some(kind)
        if known:
            before = self.random.choice(known)
            after = kinds[kind](before)
            if after != before:
                self.world.stored.commit(replace=[after])

    def _changed_post(self, known: Record) -> Record:
        assert isinstance(known, Post)
        if self.random.random() < 0.3:
            return removed(known, self.world.clock.now())
        return received(known, self._reactions(), self.world.clock.now())

    def _reactions(self) -> Reactions:
        """What some network tells and what it does not, noughts among it."""
        told = (self.random.choice((None, 0, self.random.randint(1, 900))) for _ in Reactions.model_fields)
        return Reactions(**dict(zip(Reactions.model_fields, told, strict=True)))

    def _changed_publication(self, known: Record) -> Record:
        assert isinstance(known, Publication)
        if self.random.random() < 0.3:
            return known.withdrawn("Cambió") if not known.is_finished else known
        return known.evolve(campaign=self.random.choice(CAMPAIGNS), title=f"Otro título {self._next()}")

    def _changed_comment(self, known: Record) -> Record:
        assert isinstance(known, Comment)
        now, way = self.world.clock.now(), self.random.random()
        if way < 0.25:
            return known.edited(a_network_comment(text=f"otro texto {self._next()}"), now)
        if way < 0.45:
            return known.deleted(now)
        if way < 0.65:
            given = AnswerGiven(at=now, canned=self.random.choice(("", "a1")), by=self.random.choice(("", "ines")))
            return known.answered(given.model_copy(update={"delivery": self.random.choice((None, "d"))}))
        read = a_classification(self.random.choice(KINDS), self.random.choice(SENTIMENTS), decided_by="ines")
        return known.decided(read, now=now)

    def _changed_case(self, known: Record) -> Record:
        assert isinstance(known, Referral)
        now, way = self.world.clock.now(), self.random.random()
        if way < 0.1:
            return taken_back(known, by="ines", now=now)
        if way < 0.25:
            to = self.random.choice(DEPARTMENTS)
            due_on = local_day(now) + timedelta(days=3)
            return moved(known, to, name=to, due_on=due_on, by="ines", now=now).delivered(now)
        act = self.random.choice(tuple(NewsAct))
        outcome = self.random.choice((None, Outcome.DUPLICATE)) if act is NewsAct.CLOSED else None
        # A department of the catalogue's past may have any id: the message's own limits are not what is tried here.
        news = DepartmentNews.model_construct(
            news_id=f"n{self._next()}",
            folio=known.id,
            department_id=known.department_id,
            act=act,
            outcome=outcome,
            note="",
            department_folio=None,
        )
        return known.told(news, default_department="vinculacion", now=now)
