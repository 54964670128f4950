"""Cells become the figures of a cut: sums, and the medians of what was counted by the second (4.4; P7)."""

import math
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from chalicelib.domain.cells import Amounts, Measure, parts_of
from chalicelib.domain.service_times import Spread
from chalicelib.domain.totals import CaseTotals, CommentTotals, Counts, CountsByKey, CoverageTotals, Totals

_SECONDS_PER_HOUR = 3600
_NINE_TENTHS = 0.9

Measures = dict[str, Amounts]


def totals_of(measures: Measures, today: date) -> Totals:
    """Give the figures of summed cells; a case whose deadline is before `today` is overdue."""
    return Totals(
        comments=_comments(measures),
        coverage=CoverageTotals(**_amounts(measures, Measure.COVERAGE)),
        cases=_cases(measures, today),
        publications_by_state=_amounts(measures, Measure.PUBLICATIONS),
        posts=_amounts(measures, Measure.POSTS),
        reactions=_amounts(measures, Measure.REACTIONS),
        deliveries=table(_amounts(measures, Measure.DELIVERIES)),
        bulletins_by_source=_amounts(measures, Measure.BULLETINS),
        rejected_files=_sum(measures, Measure.REJECTED_FILES),
        waiting_for_a_person=_sum(measures, Measure.WAITING),
        cost_usd=cost_of(measures),
    )


def cost_of(measures: Measures) -> Decimal:
    """Give what writes cost, in US dollars, to the last digit."""
    return sum((Decimal(price) * times for price, times in _amounts(measures, Measure.COST).items()), Decimal(0))


def table(amounts: Amounts) -> CountsByKey:
    """Tell two things apart: rows by the first, columns by the second."""
    rows: CountsByKey = {}
    for key, amount in sorted(amounts.items()):
        row, column = parts_of(key)
        rows.setdefault(row, {})[column] = amount
    return rows


def spread_of(seconds: Amounts) -> Spread:
    """
    Give how many durations there are, their median and their 90th percentile (nearest rank), in hours.

    `seconds` tells how often each duration occurred: whatever days it was added up from, the figures are those of all of them.
    """
    count = sum(seconds.values())
    if not count:
        return Spread()
    middle = (_ranked(seconds, (count + 1) // 2) + _ranked(seconds, count // 2 + 1)) / 2
    ninth = _ranked(seconds, math.ceil(_NINE_TENTHS * count))
    return Spread(
        count=count, median_hours=round(middle / _SECONDS_PER_HOUR, 2), p90_hours=round(ninth / _SECONDS_PER_HOUR, 2)
    )


def _ranked(seconds: Amounts, rank: int) -> int:
    """Give the duration at a rank, from 1, the shortest first."""
    passed = 0
    for duration, times in sorted((int(written), times) for written, times in seconds.items()):
        passed += times
        if passed >= rank:
            return duration
    raise AssertionError("a rank beyond the last")


def _comments(measures: Measures) -> CommentTotals:
    by_both = table(_amounts(measures, Measure.COMMENTS))
    by_sentiment: Counts = {}
    for amounts in by_both.values():
        for sentiment, amount in amounts.items():
            by_sentiment[sentiment] = by_sentiment.get(sentiment, 0) + amount
    marks = _amounts(measures, Measure.COMMENT_MARKS)
    return CommentTotals(
        count=sum(by_sentiment.values()),
        **by_sentiment,
        by_kind={kind: sum(amounts.values()) for kind, amounts in by_both.items()},
        by_kind_and_sentiment=by_both,
        decided_by_person=marks.pop("person", 0),
        decided_by_machine=marks.pop("machine", 0),
        waiting_for_decision=marks.pop("waiting", 0),
        questions=_amounts(measures, Measure.QUESTIONS),
        **marks,
    )


def _cases(measures: Measures, today: date) -> CaseTotals:
    states = _amounts(measures, Measure.CASES)
    return CaseTotals(
        count=sum(states.values()),
        overdue=sum(_overdue(measures, today)),
        by_state=states,
        by_outcome=_amounts(measures, Measure.CASE_OUTCOMES),
        by_kind=_amounts(measures, Measure.CASE_KINDS),
        first_reply=spread_of(_amounts(measures, Measure.FIRST_REPLY)),
        pull=spread_of(_amounts(measures, Measure.PULL)),
        close=spread_of(_amounts(measures, Measure.CLOSE)),
        **_amounts(measures, Measure.CASE_MARKS),
    )


def _overdue(measures: Measures, today: date) -> Iterator[int]:
    for until, amount in _amounts(measures, Measure.OPEN_UNTIL).items():
        if date.fromisoformat(until) < today:
            yield amount


def _sum(measures: Measures, measure: Measure) -> int:
    return sum(_amounts(measures, measure).values())


def _amounts(measures: Measures, measure: Measure) -> Amounts:
    return dict(sorted(measures.get(measure, {}).items()))
