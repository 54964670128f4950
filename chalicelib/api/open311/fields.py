"""What a client may send: the fields of GeoReport v2, each with its limits. Names are the standard's."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from chalicelib.domain.calendar import LOCAL_ZONE

LONGEST_SPAN = timedelta(days=90)
MOST_REQUESTS = 1_000
MOST_IDS = 100
MAX_DESCRIPTION = 4_000
# Years of this century alone: 90 days before or after them are dates too.
_W3C = re.compile(r"20\d\d-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d))?")


def _instant(given: object) -> datetime:
    """Read a date of the W3C's note; a plus that a query turned into a space is put back; a day begins at local midnight."""
    text = str(given).strip().replace(" ", "+")
    if not _W3C.fullmatch(text):
        raise ValueError("no W3C date with its zone")
    if "T" not in text:
        return datetime.combine(date.fromisoformat(text), time(), LOCAL_ZONE).astimezone(UTC)
    return datetime.fromisoformat(text).astimezone(UTC)


def _listed(given: object) -> tuple[str, ...]:
    return tuple(part.strip() for part in str(given).split(",") if part.strip())


Instant = Annotated[datetime, BeforeValidator(_instant)]
Listed = Annotated[tuple[str, ...], BeforeValidator(_listed)]


def _known(statuses: tuple[str, ...]) -> tuple[str, ...]:
    found = tuple(status.casefold() for status in statuses)
    if not set(found) <= {"open", "closed"}:
        raise ValueError("neither open nor closed")
    return found


class RequestsQuery(BaseModel):
    """What of the requests is asked for. Nothing beyond 90 days or the first 1,000; `page` counts from 1 within these."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    service_request_id: Annotated[Listed, Field(max_length=MOST_IDS)] = ()
    service_code: Annotated[Listed, Field(max_length=100)] = ()
    status: Annotated[Listed, AfterValidator(_known)] = ()
    start_date: Instant | None = None
    end_date: Instant | None = None
    page: Annotated[int, Field(ge=1, le=MOST_REQUESTS)] = 1
    page_size: Annotated[int, Field(ge=1, le=MOST_REQUESTS)] = MOST_REQUESTS

    def span(self, now: datetime) -> tuple[datetime, datetime]:
        """
        Give the first and the last instant that are looked at; the last 90 days where nothing is said.

        Raises:
            ValueError: they are the wrong way round, or lie too far apart.
        """
        start, end = self.start_date, self.end_date
        if start is None:
            end = end or now
            return end - LONGEST_SPAN, end
        end = end or min(now, start + LONGEST_SPAN)
        if not timedelta() <= end - start <= LONGEST_SPAN:
            raise ValueError("no span, or a longer one than 90 days")
        return start, end


Words = Annotated[str, StringConstraints(strip_whitespace=True)]


class RequestForm(BaseModel):
    """
    A request as filed. Whatever else is sent is not read.

    Of who files it, only that it makes one sender's request another than the same words of somebody else's.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    service_code: Annotated[Words, StringConstraints(max_length=64)] = ""
    description: Annotated[Words, StringConstraints(max_length=MAX_DESCRIPTION)] = ""
    address_string: Annotated[Words, StringConstraints(max_length=300)] = ""
    address_id: Annotated[Words, StringConstraints(max_length=64)] = ""
    lat: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)] | None = None
    long: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)] | None = None
    email: str = ""
    device_id: str = ""
    account_id: str = ""
    first_name: str = ""
    last_name: str = ""
    phone: str = ""

    @model_validator(mode="after")
    def _has_both_coordinates(self) -> "RequestForm":
        if (self.lat is None) != (self.long is None):
            raise ValueError("lat without long, or long without lat")
        return self

    @property
    def place(self) -> str:
        """Write where it is, as departments read it: the address, the coordinates, or both; empty where nothing says."""
        coordinates = "" if self.lat is None or self.long is None else f"({self.lat:.6f}, {self.long:.6f})"
        return " ".join(part for part in (self.address_string or self.address_id, coordinates) if part)

    @property
    def sender(self) -> tuple[str, ...]:
        """Give what tells one sender from another; it is hashed and not kept."""
        return (self.email, self.device_id, self.account_id, self.first_name, self.last_name, self.phone)
