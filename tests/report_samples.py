"""Reports of periods that never were, for whoever writes them as documents: empty, usual, heavy, long and hostile."""

import random
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache

from chalicelib.domain.networks import Network
from chalicelib.domain.period_report import Cut, DaysRead, PeriodReport, PublicationRow, Row, Step, StepRow
from chalicelib.domain.report_notes import notes_on
from chalicelib.domain.service_times import Spread
from chalicelib.domain.totals import CaseTotals, CommentTotals, CoverageTotals, Totals

MONDAY = date(2026, 11, 23)
COUNTED_AT = datetime(2026, 11, 30, 14, 5, tzinfo=UTC)
NETWORKS = ((Network.X, "X"), (Network.FACEBOOK, "Facebook"), (Network.INSTAGRAM, "Instagram"))
KINDS = {"complaint": 20, "service_request": 16, "suggestion": 5, "question": 21, "other": 38}
TITLES = (
    "Rehabilitan el Malecón del Río: cierran un carril del 24 al 30",
    "Vacunación contra la influenza en los 52 centros de salud 💉",
    "Horarios de SAPAL durante el puente",
    "🚧 Obras en el bulevar Adolfo López Mateos",
    "Convocatoria para becas municipales 2027",
    "Feria Estatal de León: así se llega en transporte público",
    "Operativo contra ruido en plazas comerciales",
    "Miércoles Ciudadano en Las Joyas",
)
DEPARTMENTS = (
    "Sistema de Agua Potable y Alcantarillado de León",
    "Secretaría de Seguridad, Prevención y Protección Ciudadana",
    "Dirección General de Obra Pública",
    "Sistema Integral de Aseo Público",
    "Dirección General de Movilidad",
    "Secretaría de Vinculación y Atención de los Leoneses",
    "Dirección General de Medio Ambiente",
    "Dirección General de Desarrollo Urbano",
    "Dirección General de Salud",
)
HOSTILE = (
    '=HYPERLINK("http://malo.example","Haga clic")',
    "<script>alert('x')</script><img src=x onerror=alert(1)>",
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "-2+3",
    "\u202eafortunado\u202c \u200fderecha",
    "nulo\x00 control\x0b\x1b[31m y \ufffe fin \ud800",
    "Obra 🚧 lista ✅ 👨‍👩‍👧 🇲🇽 ¡gracias! 水 مرحبا",
    "largo " * 834,
    "]]></style></svg><p onclick=x>",
    "sinespacios" * 60,
)


def totals(rng: random.Random, comments: int, posts: int = 0, cases: int = 0, gap: int = 0) -> Totals:
    """Make the figures of something with so many comments, posts and cases."""
    table: dict[str, Counter[str]] = {}
    for kind in rng.choices(list(KINDS), list(KINDS.values()), k=comments):
        weights = (1, 8, 3) if kind == "complaint" else (5, 2, 4)
        table.setdefault(kind, Counter())[rng.choices(("positive", "negative", "neutral"), weights)[0]] += 1
    moods = sum(table.values(), Counter())
    overdue = cases // 9
    is_open = cases // 3 + overdue if cases > 2 else 0
    hours = Spread(count=cases, median_hours=rng.randint(10, 300) / 10, p90_hours=rng.randint(301, 700) / 10)
    spread = hours if cases else Spread()
    return Totals(
        comments=CommentTotals(
            count=comments,
            positive=moods["positive"],
            negative=moods["negative"],
            neutral=moods["neutral"],
            by_kind={kind: counts.total() for kind, counts in table.items()},
            by_kind_and_sentiment={kind: dict(counts) for kind, counts in table.items()},
            edited=comments // 40,
            decided_by_person=comments // 10,
            decided_by_machine=comments - comments // 10,
            questions={"published": comments // 12, "waiting": comments // 30} if comments else {},
        ),
        coverage=CoverageTotals(
            posts=posts,
            counted=posts,
            complete=posts - (gap > 0),
            network_count=comments + gap,
            collected=comments,
            gap=gap,
        ),
        cases=CaseTotals(
            count=cases,
            comments=cases * 2,
            open=is_open,
            overdue=overdue,
            first_reply=spread,
            pull=spread,
            close=spread,
        ),
        posts={"live": posts} if posts else {},
        reactions={"counted": posts, "likes": comments * 6, "shares": comments * 2, "views": comments * 90}
        if posts
        else {},
        deliveries={"publish": {"done": posts}, "reply": {"done": cases, "held": 1}} if posts else {},
        publications_by_state={"released": posts // 2, "prepared": 2} if posts else {},
        bulletins_by_source={"prensa": posts // 2, "enlaces": posts // 4} if posts else {},
        waiting_for_a_person=comments // 90,
        cost_usd=Decimal(posts) * Decimal("0.015"),
    )


def report(
    *,
    seed: int = 7,
    first: date = MONDAY,
    days: int = 7,
    by: Step = Step.DAY,
    publications: int = 8,
    departments: int = 9,
    comments: int = 40,
    titles: Iterable[str] = TITLES,
    gap: int = 25,
    notes: tuple[str, ...] = (),
) -> PeriodReport:
    """Make a report; `comments` are those of a usual publication."""
    rng = random.Random(seed)
    names = list(titles)
    rows = [
        PublicationRow(
            key=f"PUB-20261123-{number:06d}",
            name=names[number % len(names)],
            on=first + timedelta(days=number % days),
            networks=tuple(network for network, _ in NETWORKS),
            totals=totals(rng, rng.randint(0, comments * 2), 3),
        )
        for number in range(publications)
    ]
    networks = [
        Row(
            key=key,
            name=name,
            totals=totals(rng, comments * publications // 3, publications, gap=gap * (key == "instagram")),
        )
        for key, name in NETWORKS
        if publications
    ]
    areas = [
        Row(
            key=f"d{number}",
            name=DEPARTMENTS[number] if number < len(DEPARTMENTS) else f"Dirección General de Asuntos {number}",
            totals=totals(rng, 0, cases=rng.randint(0, comments)),
        )
        for number in range(departments)
    ]
    made = PeriodReport(
        first=first,
        last=first + timedelta(days=days - 1),
        by=by,
        cut=Cut(),
        counted_at=COUNTED_AT,
        days=DaysRead(folded=days),
        total=_whole(rng, networks, areas),
        steps=tuple(_steps(rng, first, days, by, comments if publications else 0)),
        networks=tuple(networks),
        campaigns=tuple(
            Row(key=name, name=name, totals=totals(rng, comments * 2, 4)) for name in names[:3] if publications
        ),
        publications=tuple(sorted(rows, key=lambda row: -row.totals.comments.count)),
        departments=tuple(areas),
    )
    return made.model_copy(update={"notes": (*notes_on(made, COUNTED_AT.date()), *notes)})


def _whole(rng: random.Random, networks: list[Row], areas: list[Row]) -> Totals:
    """Make the whole of the period agree with its networks and its departments, as real reports do."""
    cases = [row.totals.cases for row in areas]
    posts = sum(sum(row.totals.posts.values()) for row in networks)
    gap = sum(row.totals.coverage.gap for row in networks)
    whole = totals(rng, sum(row.totals.comments.count for row in networks), posts, gap=gap)
    said = {name: sum(getattr(one, name) for one in cases) for name in ("count", "comments", "open", "overdue")}
    spread = Spread(count=said["count"], median_hours=3.5, p90_hours=21.25) if said["count"] else Spread()
    moods = {
        name: sum(getattr(row.totals.comments, name) for row in networks)
        for name in ("positive", "negative", "neutral")
    }
    by_kind: Counter[str] = sum((Counter(row.totals.comments.by_kind) for row in networks), Counter())
    felt: dict[str, Counter[str]] = {}
    for row in networks:
        for kind, counts in row.totals.comments.by_kind_and_sentiment.items():
            felt.setdefault(kind, Counter()).update(counts)
    comments = whole.comments.model_copy(
        update={
            **moods,
            "by_kind": dict(by_kind),
            "by_kind_and_sentiment": {kind: dict(one) for kind, one in felt.items()},
        }
    )
    attended = CaseTotals(**said, first_reply=spread, pull=spread, close=spread)
    return whole.model_copy(update={"cases": attended, "comments": comments})


def _steps(rng: random.Random, first: date, days: int, by: Step, comments: int) -> Iterable[StepRow]:
    starts = [first + timedelta(days=offset) for offset in range(days)]
    if by is Step.WEEK:
        starts = [day for day in starts if day.weekday() == 0 or day == first]
    if by is Step.MONTH:
        starts = [day for day in starts if day.day == 1 or day == first]
    for start, end in zip(starts, [*starts[1:], first + timedelta(days=days)], strict=True):
        busy = rng.randint(comments // 2, comments * 2) if comments else 0
        yield StepRow(
            key=start.isoformat(),
            name=start.isoformat(),
            first=start,
            last=end - timedelta(days=1),
            totals=totals(rng, busy, busy // 8, busy // 10),
        )


@cache
def empty_week() -> PeriodReport:
    """Make a week in which nothing happened."""
    return report(publications=0, departments=0, comments=0, gap=0)


@cache
def usual_week() -> PeriodReport:
    """Make a week as most are."""
    return report(notes=("El viernes 27 de noviembre no se leyó Instagram de 10:00 a 14:00 h.",))


@cache
def heavy_month() -> PeriodReport:
    """Make a month with 300 publications and all departments."""
    return report(first=date(2026, 11, 1), days=30, publications=300, departments=34, comments=60)


@cache
def three_years() -> PeriodReport:
    """Make three years by month."""
    return report(first=date(2024, 1, 1), days=1096, by=Step.MONTH, publications=120, departments=34, comments=60)


@cache
def hostile_week() -> PeriodReport:
    """Make a week whose titles attack whoever opens the report."""
    return report(titles=HOSTILE, publications=len(HOSTILE))


@cache
def department_week() -> PeriodReport:
    """Make the week of one department: cases and times alone."""
    week = report(publications=0, departments=1)
    cut = Cut(department=week.departments[0].key)
    return week.model_copy(
        update={"cut": cut, "notes": notes_on(week.model_copy(update={"cut": cut}), COUNTED_AT.date())}
    )


@cache
def three_years_by_day() -> PeriodReport:
    """Make the longest report there is: 1,096 steps, 500 publications, 34 departments."""
    return report(first=date(2024, 1, 1), days=1096, publications=500, departments=34, comments=40)
