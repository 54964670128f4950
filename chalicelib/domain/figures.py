"""A day's figures at a glance, as its status shows them and its record keeps them (4.4): a reading of the day's cells (P7)."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.domain.cells import Amounts, Cells, Measure, Place, parts_of, place_of
from chalicelib.domain.delivery_state import Action
from chalicelib.domain.folding import fold_cells
from chalicelib.domain.records import Record
from chalicelib.domain.summing import cost_of
from chalicelib.domain.totals import Counts, CountsByKey


class Figures(BaseModel):
    """
    What happened, counted. Inner keys are the values of the domain's words (`complaint`, `negative`, `live`, …).

    Every comment is counted once on each axis: the sums by kind and by sentiment both equal the number of comments.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    bulletins_by_source: Counts = Field(default_factory=dict)
    rejected_files: int = 0
    publications_by_state: Counts = Field(default_factory=dict)
    posts_by_network: CountsByKey = Field(default_factory=dict)
    replies_by_network: CountsByKey = Field(default_factory=dict)
    comments_by_network_and_kind: CountsByKey = Field(default_factory=dict)
    comments_by_network_and_sentiment: CountsByKey = Field(default_factory=dict)
    comments_by_publication_and_sentiment: CountsByKey = Field(default_factory=dict)
    coverage_by_network: CountsByKey = Field(default_factory=dict)
    """Of the posts that went out that day, as each was read last: `posts`; those `counted` beside the network's own count and
    those `complete`; what the networks count, in all (`network_count`), what is on record of it (`collected`), what is ours
    (`own`), and what is missing (`gap`). A post whose network tells no count is in `posts` alone."""
    comments_edited: int = 0
    comments_deleted: int = 0
    referrals_by_department: CountsByKey = Field(default_factory=dict)
    waiting_for_a_person: int = 0
    cost_usd_by_network: dict[str, Decimal] = Field(default_factory=dict)
    """What the networks asked for the writes of the day's publications and folios, in US dollars."""

    @property
    def comments(self) -> int:
        """The number of comments."""
        return sum(sum(counts.values()) for counts in self.comments_by_network_and_kind.values())


def fold(records: Iterable[Record]) -> Figures:
    """Count records. The same records give the same figures, in any order."""
    return figures_of(fold_cells(records))


def figures_of(cells: Cells) -> Figures:
    """Read the figures at a glance from cells."""
    comments = list(_at(cells, Measure.COMMENTS))
    replies = [
        (place.network, state, amount)
        for place, key, amount in _at(cells, Measure.DELIVERIES)
        for action, state in [parts_of(key)]
        if action == Action.REPLY
    ]
    kinds = [(place, parts_of(key), amount) for place, key, amount in comments]
    marks = _row(_at(cells, Measure.COMMENT_MARKS))
    return Figures(
        bulletins_by_source=_row(_at(cells, Measure.BULLETINS)),
        rejected_files=sum(amount for _, _, amount in _at(cells, Measure.REJECTED_FILES)),
        publications_by_state=_row(_at(cells, Measure.PUBLICATIONS)),
        posts_by_network=_by_network(cells, Measure.POSTS),
        replies_by_network=_table(replies),
        comments_by_network_and_kind=_table((place.network, kind, n) for place, (kind, _), n in kinds),
        comments_by_network_and_sentiment=_table((place.network, feeling, n) for place, (_, feeling), n in kinds),
        comments_by_publication_and_sentiment=_table(
            (place.publication, feeling, n) for place, (_, feeling), n in kinds
        ),
        coverage_by_network=_by_network(cells, Measure.COVERAGE),
        comments_edited=marks.get("edited", 0),
        comments_deleted=marks.get("deleted", 0),
        referrals_by_department=_table((place.department, key, n) for place, key, n in _at(cells, Measure.CASES)),
        waiting_for_a_person=sum(amount for _, _, amount in _at(cells, Measure.WAITING)),
        cost_usd_by_network=_costs(cells),
    )


def _at(cells: Cells, measure: Measure) -> Iterator[tuple[Place, str, int]]:
    for key, measures in cells.items():
        for told_apart, amount in measures.get(measure, {}).items():
            yield place_of(key), told_apart, amount


def _row(counted: Iterable[tuple[Place, str, int]]) -> Counts:
    row: Counts = {}
    for _, key, amount in counted:
        row[key] = row.get(key, 0) + amount
    return dict(sorted(row.items()))


def _by_network(cells: Cells, measure: Measure) -> CountsByKey:
    return _table((place.network, key, amount) for place, key, amount in _at(cells, measure))


def _table(counted: Iterable[tuple[str, str, int]]) -> CountsByKey:
    rows: CountsByKey = {}
    for row, column, amount in counted:
        amounts = rows.setdefault(row, {})
        amounts[column] = amounts.get(column, 0) + amount
    return {key: dict(sorted(amounts.items())) for key, amounts in sorted(rows.items())}


def _costs(cells: Cells) -> dict[str, Decimal]:
    costs: dict[str, Amounts] = {}
    for place, price, times in _at(cells, Measure.COST):
        amounts = costs.setdefault(place.network, {})
        amounts[price] = amounts.get(price, 0) + times
    return {network: cost_of({Measure.COST: amounts}) for network, amounts in sorted(costs.items())}
