"""What goes into the API about the quantitative report (4.4); what comes out is `domain.period_report`."""

from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from chalicelib.api.day_models import ReportQuery
from chalicelib.domain.networks import Network
from chalicelib.domain.period_report import Cut, Step

Name = Annotated[str, StringConstraints(min_length=1, max_length=300)]


class ReportFormat(StrEnum):
    """How the report is given."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    PDF = "pdf"
    HTML = "html"


class PeriodQuery(ReportQuery):
    """A period of at most three years and a month, how it is cut in time, what of it, and in which format."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)

    by: Step = Step.DAY
    publication: Name | None = None
    campaign: Name | None = None
    network: Network | None = None
    department: Name | None = None
    format: Annotated[ReportFormat, Field()] = ReportFormat.JSON

    @property
    def cut(self) -> Cut:
        """What the report is of."""
        return Cut(
            publication=self.publication, campaign=self.campaign, network=self.network, department=self.department
        )
