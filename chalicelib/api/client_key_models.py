"""What goes in and comes out about the keys of other programs."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


class ClientKeyBody(BaseModel):
    """Whom a key is for, and what it opens. Telling of cases takes a department."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    client: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=120)]
    department_id: Annotated[str, StringConstraints(max_length=64)] | None = None
    may_file: bool = False
    may_update: bool = False


class ClientKeyView(BaseModel):
    """A key as recorded. `api_key` is the key itself, told once, when it is made."""

    model_config = ConfigDict(defer_build=True)

    key_id: str
    client: str
    department_id: str | None
    may_file: bool
    may_update: bool
    issued_by: str
    issued_at: datetime
    revoked_by: str
    revoked_at: datetime | None
    api_key: str | None = None
