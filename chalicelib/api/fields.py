"""What persons write into the API in the same form everywhere: times, reasons and notes."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from chalicelib.domain.calendar import local_instant

LocalInstant = Annotated[datetime, AfterValidator(local_instant)]
"""A time a person writes: without an offset it is León's time."""

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=1000)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]
