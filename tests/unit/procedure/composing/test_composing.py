"""What the report says, from figures: the first page, and the parts that follow."""

import pytest

from chalicelib.domain.networks import Network
from chalicelib.domain.period_report import Cut, PeriodReport
from chalicelib.domain.report_document import ReportDocument, Section
from chalicelib.domain.report_notes import notes_on
from chalicelib.domain.report_text import seen
from chalicelib.procedure.composing.composer import compose
from chalicelib.texts_es import report_document as texts
from chalicelib.texts_es.figures import NO_REACTIONS, TIMES
from tests import report_samples

SAMPLES = ("empty_week", "usual_week", "heavy_month", "three_years", "hostile_week", "department_week")


@pytest.fixture(params=SAMPLES)
def report(request: pytest.FixtureRequest) -> PeriodReport:
    made: PeriodReport = getattr(report_samples, request.param)()
    return made


def part(document: ReportDocument, heading: str) -> Section:
    [found] = [section for section in document.sections if section.heading == heading]
    return found


def values(document: ReportDocument) -> dict[str, object]:
    return {one.label: one.value for one in document.highlights}


def test_P07_the_first_page_has_the_figures_of_the_whole(report: PeriodReport) -> None:
    found, total = values(compose(report)), report.total
    assert found[texts.REFERRED] == total.cases.count
    assert found[texts.LATE] == total.cases.overdue
    if report.cut.department is None:
        assert found[texts.PUBLISHED] == sum(total.posts.values())
        assert found[texts.RECEIVED] == total.comments.count


def test_P07_the_tables_have_every_row_of_the_figures(report: PeriodReport) -> None:
    document = compose(report)
    departments = part(document, texts.BY_DEPARTMENT).tables[0]
    assert [row[1] for row in departments.rows] == sorted(
        (row.totals.cases.count for row in report.departments), reverse=True
    )
    if report.cut.department is None:
        publications = part(document, texts.BY_PUBLICATION).tables[0]
        assert publications.column(3) == [row.totals.comments.count for row in report.publications]
        told = [row.totals.reactions for row in report.publications]
        for table in part(document, texts.BY_PUBLICATION).tables[1:]:
            for place, what in enumerate(texts.REACTIONS, start=3):
                assert table.column(place) == [reactions.get(what) for reactions in told]
        kinds = part(document, texts.BY_KIND).tables[0]
        assert kinds.column(1) == [report.total.comments.by_kind.get(kind, 0) for kind in texts.KINDS]
        assert len(part(document, texts.BY_STEP[report.by]).tables[0].rows) == len(report.steps)


def test_a_chart_has_no_figure_that_is_not_in_its_table(report: PeriodReport) -> None:
    document = compose(report)
    for section in (document.summary, *document.sections):
        for chart in section.charts:
            assert all(series.column < len(chart.table.columns) for series in chart.series)
            assert chart.alt.startswith(chart.title)
            assert chart.alt.endswith(".")


def test_every_note_on_the_figures_stands_on_the_first_page(report: PeriodReport) -> None:
    told = {*compose(report).unread.sentences, TIMES}
    assert [note for note in report.notes if note not in told and seen(note) not in told] == []


def test_C05_what_could_not_be_read_is_told_from_a_week_read_whole() -> None:
    lacking, whole = compose(report_samples.usual_week()), compose(report_samples.report(gap=0))
    assert (lacking.is_complete, lacking.unread.heading) == (False, texts.UNREAD)
    assert (whole.is_complete, whole.unread.heading) == (True, texts.EVERYTHING_READ)


def test_a_week_in_which_nothing_happened_says_so() -> None:
    document = compose(report_samples.empty_week())
    assert document.summary.sentences == ("No hubo publicaciones ni comentarios en este periodo.",)
    assert document.summary.charts == ()
    assert values(document)[texts.POSITIVE] is None
    assert {one.is_alert for one in document.highlights} == {False}


def test_the_first_page_says_who_is_late() -> None:
    document = compose(report_samples.usual_week())
    late = next(one for one in document.highlights if one.label == texts.LATE)
    assert late.is_alert
    assert "Secretaría de Seguridad, Prevención y Protección Ciudadana (3)" in late.sentence
    assert document.summary.sentences[-1].startswith("11 casos siguen abiertos fuera de plazo: ")


def test_few_comments_make_no_publication_the_best_or_the_worst() -> None:
    document = compose(report_samples.report(comments=4))
    assert [one for one in document.summary.sentences if "mejor recibida" in one or "rechazo" in one] == []


def test_a_departments_report_has_cases_alone() -> None:
    document = compose(report_samples.department_week())
    assert texts.RECEIVED not in values(document)
    assert [section.heading for section in document.sections] == [texts.BY_DEPARTMENT, texts.BY_STEP["day"]]
    assert document.scope == "Sólo los casos de Sistema de Agua Potable y Alcantarillado de León"


def test_a_report_says_what_it_is_of() -> None:
    week = report_samples.usual_week()
    cut = Cut(publication=week.publications[0].key, campaign="Dengue\u202e", network=Network.INSTAGRAM)
    title = week.publications[0].name
    assert compose(week.model_copy(update={"cut": cut})).scope == (
        f"Sólo la publicación «{title}», la campaña «Dengue» y lo de Instagram"
    )
    assert compose(week).scope == ""


def test_departments_are_named_shortly_below_a_chart_unless_two_would_be_one() -> None:
    week = report_samples.usual_week()
    drawn = compose(week).summary.charts[2]
    assert "Obra Pública" in drawn.table.column(0)
    both = [
        row.model_copy(update={"name": f"{kind} de Salud"})
        for row, kind in zip(week.departments, ("Dirección General", "Secretaría"), strict=False)
    ]
    drawn = compose(week.model_copy(update={"departments": both})).summary.charts[2]
    assert set(drawn.table.column(0)) == {"Dirección General de Salud", "Secretaría de Salud"}


def test_of_many_departments_the_chart_says_which_it_shows() -> None:
    charts = compose(report_samples.heavy_month()).summary.charts
    assert charts[2].title == "Las 8 dependencias con más casos, de 34"
    assert len(charts[2].table.rows) == 8


def test_reactions_that_no_network_tells_are_a_dash_and_those_it_tells_their_sum() -> None:
    usual = report_samples.usual_week()
    untold = usual.total.model_copy(update={"reactions": {"counted": 1, "likes": 0}})
    document = compose(usual.model_copy(update={"total": untold}))
    assert part(document, texts.BY_PUBLICATION).tables[1].totals == (texts.TOTAL, "", 1, 0, None, None, None, None)
    told = usual.total.reactions
    expected = (texts.TOTAL, told["counted"], told["likes"], told["shares"], None, None, told["views"])
    assert part(compose(usual), texts.BY_NETWORK).tables[1].totals == expected


def test_where_no_network_tells_reactions_there_is_no_table_of_them_and_the_note_says_so() -> None:
    usual = report_samples.usual_week()
    untold = usual.model_copy(update={"total": usual.total.model_copy(update={"reactions": {}})})
    document = compose(untold.model_copy(update={"notes": notes_on(untold, usual.last)}))
    for heading in (texts.BY_PUBLICATION, texts.BY_CAMPAIGN, texts.BY_NETWORK):
        assert len(part(document, heading).tables) == 1
    assert NO_REACTIONS in document.unread.sentences
