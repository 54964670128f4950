"""
4.4: the words of the daily e-mail: overdue and new cases, by folio, place and deadline. No citizen's words, name or account.

As plain text and as simple HTML that a screen reader can read; whatever a person wrote is escaped.
"""

from collections.abc import Sequence
from html import escape

from chalicelib import texts_es
from chalicelib.domain.referral import Referral
from chalicelib.domain.visible_text import visible
from chalicelib.ports import Mail
from chalicelib.procedure.discretion import Discretion
from chalicelib.procedure.replies import is_discreet

MAX_LINES = 200
"""How many cases a message lists; the rest are counted."""

_PLACE_CHARACTERS = 120


def mail_of(
    to: str, name: str, overdue: Sequence[Referral], new: Sequence[Referral], day: str, discretion: Discretion
) -> Mail:
    """Write the message for a recipient whose name is `name`; `day` is written as people do."""
    parts = [
        (texts_es.notice_overdue_heading(len(overdue)), overdue),
        (texts_es.notice_new_heading(len(new)), new),
    ]
    subject = texts_es.notice_subject(day, len(overdue), len(new))
    greeting = texts_es.notice_greeting(name, day)
    text = [greeting, *(line for heading, cases in parts if cases for line in _as_text(heading, cases, discretion))]
    html = [f"<p>{escape(greeting)}</p>", *(_as_html(heading, cases, discretion) for heading, cases in parts if cases)]
    return Mail(
        to=to,
        subject=subject,
        text="\n".join([*text, "", texts_es.NOTICE_FOOT, ""]),
        html=_page(subject, "".join([*html, f"<p>{escape(texts_es.NOTICE_FOOT)}</p>"])),
    )


def _page(title: str, body: str) -> str:
    head = f'<meta charset="utf-8"><title>{escape(title)}</title>'
    return f'<!doctype html><html lang="es-MX"><head>{head}</head><body><h1>{escape(title)}</h1>{body}</body></html>'


def _as_text(heading: str, cases: Sequence[Referral], discretion: Discretion) -> list[str]:
    lines = [" | ".join(_cells(case, discretion)) for case in cases[:MAX_LINES]]
    return ["", heading, *lines, *_rest(cases)]


def _as_html(heading: str, cases: Sequence[Referral], discretion: Discretion) -> str:
    columns = "".join(f'<th scope="col">{escape(name)}</th>' for name in texts_es.NOTICE_COLUMNS)
    rows = "".join(_row(_cells(case, discretion)) for case in cases[:MAX_LINES])
    rest = "".join(f"<p>{escape(line)}</p>" for line in _rest(cases))
    table = f"<table><caption>{escape(heading)}</caption><thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table>"
    return f"<h2>{escape(heading)}</h2>{table}{rest}"


def _row(cells: Sequence[str]) -> str:
    folio, *others = map(escape, cells)
    return f'<tr><th scope="row">{folio}</th>{"".join(f"<td>{cell}</td>" for cell in others)}</tr>'


def _cells(case: Referral, discretion: Discretion) -> tuple[str, str, str, str]:
    """Give a case's folio, department, place and deadline."""
    department = discretion.catalogue.departments.get(case.department_id)
    place = _place(case, discretion)[:_PLACE_CHARACTERS] or texts_es.NOTICE_NO_PLACE
    return case.id, department.name if department else case.department_id, place, f"{case.due_on:%d/%m/%Y}"


def _place(case: Referral, discretion: Discretion) -> str:
    """
    Give the place as the citizen named it, on one line; without personal data, and without the number of somebody's house.

    Of what may be a danger to somebody, no place at all: a letter is read over shoulders and forwarded, the API is not.
    """
    if case.urgency is not None or is_discreet(case, discretion.catalogue):
        return ""
    return " ".join(visible(discretion.place_in_letters(case.place or "", case.text)).split())


def _rest(cases: Sequence[Referral]) -> list[str]:
    more = len(cases) - MAX_LINES
    return [texts_es.notice_more(more)] if more > 0 else []
