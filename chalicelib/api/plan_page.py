"""
A month of the plan as one page that prints (5.1): a table that a screen reader can walk, its conflicts marked and listed.

Nothing is loaded from anywhere and nothing runs. Whatever people wrote is text.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from html import escape

from chalicelib.domain.conflicts import Conflict
from chalicelib.domain.holidays import NamedHoliday
from chalicelib.domain.plan_entry import Entry
from chalicelib.domain.plan_words import networks_said
from chalicelib.domain.spanish import WEEKDAYS
from chalicelib.texts_es import plan as texts

_WEEK = 7
_STYLE = """
@page{size:A4 landscape;margin:10mm}
*{box-sizing:border-box}
body{font:14px/1.35 system-ui,'Segoe UI',Arial,sans-serif;color:#1b1b1b;background:#fff;margin:1.2rem}
h1{font-size:1.5rem;margin:0 0 .6rem}h2{font-size:1.1rem;margin:1.2rem 0 .4rem}
table{border-collapse:collapse;width:100%;table-layout:fixed}
caption{text-align:left;color:#444;padding-bottom:.4rem}
th,td{border:1px solid #767676;vertical-align:top;padding:.3rem;overflow-wrap:anywhere}
thead th{background:#eef1f4;text-align:left}
td{height:5.2rem}td.other{background:#f4f4f4}
.day{font-weight:700}.holiday{font-size:.82em;color:#6b2c00}
ul.entries{list-style:none;margin:.2rem 0 0;padding:0}
ul li{border-left:4px solid #767676;padding:.1rem .3rem;margin-bottom:.3rem;font-size:.85em}
ul li.proposed{border-color:#8a6d00;border-left-style:dashed}ul li.planned{border-color:#8a6d00}
ul li.prepared{border-color:#a24b00}ul li.authorised,ul li.scheduled{border-color:#005ea2}
ul li.published{border-color:#1f7a33}ul li.held{border-color:#b50909}
ul li.withdrawn .title{text-decoration:line-through}
.about{color:#444;display:block}.marked{color:#b50909;font-weight:700;white-space:nowrap}
.conflicts li{margin-bottom:.25rem}
@media print{body{margin:0;font-size:11px}tr{break-inside:avoid}}
"""


def month_page(
    first: date,
    last: date,
    entries: Iterable[Entry],
    conflicts: Sequence[Conflict],
    holidays: Sequence[NamedHoliday],
) -> str:
    """Write the page of a month, from its first to its last local day. The same plan gives the same page."""
    title = texts.month_title(first.year, first.month)
    by_day: dict[date, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_day[entry.on].append(entry)
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, conflict in enumerate(conflicts, 1):
        for entry_id in conflict.entries:
            numbers[entry_id].append(number)
    head = "".join(f'<th scope="col">{day}</th>' for day in WEEKDAYS)
    rows = "".join(_week(week, first, by_day, numbers, holidays) for week in _weeks(first, last))
    return (
        f'<!DOCTYPE html><html lang="{texts.PAGE_LANGUAGE}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body><main><h1>{escape(title)}</h1>"
        f"<table><caption>{escape(texts.page_caption(sum(map(len, by_day.values())), len(conflicts)))}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{_conflicts(conflicts)}</main></body></html>"
    )


def _weeks(first: date, last: date) -> Iterator[list[date]]:
    """Give whole weeks, Monday first, that hold every day of the month."""
    day = first - timedelta(days=first.weekday())
    while day <= last:
        yield [day + timedelta(days=offset) for offset in range(_WEEK)]
        day += timedelta(days=_WEEK)


def _week(
    week: Sequence[date],
    first: date,
    by_day: Mapping[date, Sequence[Entry]],
    numbers: Mapping[str, Sequence[int]],
    holidays: Sequence[NamedHoliday],
) -> str:
    cells = (
        _day(day, by_day.get(day, ()), numbers, holidays) if day.month == first.month else '<td class="other"></td>'
        for day in week
    )
    return f"<tr>{''.join(cells)}</tr>"


def _day(
    day: date, entries: Sequence[Entry], numbers: Mapping[str, Sequence[int]], holidays: Sequence[NamedHoliday]
) -> str:
    off = "".join(f'<div class="holiday">{escape(one.name)}</div>' for one in holidays if one.falls_on(day))
    listed = "".join(_entry(entry, numbers.get(entry.id, ())) for entry in entries)
    inside = f'<ul class="entries">{listed}</ul>' if listed else ""
    return f'<td><time class="day" datetime="{day.isoformat()}">{day.day}</time>{off}{inside}</td>'


def _entry(entry: Entry, numbers: Sequence[int]) -> str:
    hour = f"<b>{texts.clock(entry.at)}</b> " if entry.at else ""
    marks = "".join(
        f' <a class="marked" href="#choque-{number}">⚠ {texts.CONFLICT_WORD} {number}</a>' for number in numbers
    )
    lacks = f'<span class="about">{texts.LACKS}: {escape("; ".join(entry.lacks))}</span>' if entry.lacks else ""
    return (
        f'<li class="{entry.state}">{hour}<span class="title">{escape(entry.title)}</span>'
        f'<span class="about">{escape(networks_said(entry))} · {texts.STATES[entry.state]}</span>{lacks}{marks}</li>'
    )


def _conflicts(conflicts: Sequence[Conflict]) -> str:
    if not conflicts:
        return f"<h2>{texts.CONFLICTS}</h2><p>{texts.NO_CONFLICTS}</p>"
    listed = "".join(
        f'<li id="choque-{number}">{escape(conflict.sentence)}</li>' for number, conflict in enumerate(conflicts, 1)
    )
    return f'<h2>{texts.CONFLICTS}</h2><ol class="conflicts">{listed}</ol>'
