"""
What is counted of one cut of a period (policy on the quantitative report): comments, how posts were received, cases, times.

Every figure is a sum over the records of the cut, so that the totals of days add up to those of their week, month or range.
"""

from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.domain.service_times import Spread

Counts = dict[str, int]
CountsByKey = dict[str, Counts]


class CommentTotals(BaseModel):
    """
    Comments of citizens. Each is once in `by_kind_and_sentiment`, whose keys are the values of `CommentKind` and `Sentiment`.

    `decided_by_person` and `decided_by_machine` add up to `count`; `waiting_for_decision` are those below the confidence bar that
    nobody decided yet. `questions` says how questions were answered: `published`, `by_person`, `unanswered`, `waiting`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    count: int = 0
    positive: int = 0
    negative: int = 0
    neutral: int = 0
    by_kind: Counts = Field(default_factory=dict)
    by_kind_and_sentiment: CountsByKey = Field(default_factory=dict)
    edited: int = 0
    deleted: int = 0
    urgent: int = 0
    spam: int = 0
    decided_by_person: int = 0
    decided_by_machine: int = 0
    waiting_for_decision: int = 0
    questions: Counts = Field(default_factory=dict)


class CoverageTotals(BaseModel):
    """
    What the networks themselves count of comments, beside what is on record (C05).

    Of the `posts` that went out, `counted` are those whose network tells a count, `complete` those of which all is on record.
    `network_count`, `collected`, `own` (our answers) and `gap` are of the counted ones.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    posts: int = 0
    counted: int = 0
    complete: int = 0
    network_count: int = 0
    collected: int = 0
    own: int = 0
    gap: int = 0


class CaseTotals(BaseModel):
    """
    Referrals to departments, by the day of their folio; `comments` counts the neighbours who said the same too.

    `overdue` are open after their deadline, `closed_late` were closed after it; `returned` and `taken_away` count ways of cases.
    Times are in working hours of the department: until the citizen's first reply, until it pulled the case, until it closed it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    count: int = 0
    comments: int = 0
    open: int = 0
    overdue: int = 0
    closed_late: int = 0
    urgent: int = 0
    returned: int = 0
    taken_away: int = 0
    by_state: Counts = Field(default_factory=dict)
    by_outcome: Counts = Field(default_factory=dict)
    by_kind: Counts = Field(default_factory=dict)
    first_reply: Spread = Field(default_factory=Spread)
    pull: Spread = Field(default_factory=Spread)
    close: Spread = Field(default_factory=Spread)


class Totals(BaseModel):
    """
    The figures of one cut. Keys of the counts are the values of the domain's words (`done`, `live`, `released`, …).

    `reactions` are the networks' own last counts of the posts that went out in the cut: of how many posts any is on record
    (`counted`), and the sums of what was told (`likes`, `shares`, `quotes`, `bookmarks`, `views`); what no network told is not
    there. `deliveries` are by action (`publish`, `reply`, `take_down`, `edit`) and state. `cost_usd` is what networks asked for
    writes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    comments: CommentTotals = Field(default_factory=CommentTotals)
    coverage: CoverageTotals = Field(default_factory=CoverageTotals)
    cases: CaseTotals = Field(default_factory=CaseTotals)
    publications_by_state: Counts = Field(default_factory=dict)
    posts: Counts = Field(default_factory=dict)
    reactions: Counts = Field(default_factory=dict)
    deliveries: CountsByKey = Field(default_factory=dict)
    bulletins_by_source: Counts = Field(default_factory=dict)
    rejected_files: int = 0
    waiting_for_a_person: int = 0
    cost_usd: Decimal = Decimal(0)
