"""What `open311.yaml` may say: how departments are offered to other programs. A slip of whoever edits it is refused here."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from chalicelib.adapters.catalogue_files import DepartmentId
from chalicelib.ports import PublicService

# A comma would end a keyword where programs read the list.
Keyword = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=40, pattern=r"^[^,]+$")]


class ServiceEntry(BaseModel):
    """One department: the subject it is shown under, and words by which people look for it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    group: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=60)]
    keywords: Annotated[tuple[Keyword, ...], Field(max_length=12)] = ()

    def service(self) -> PublicService:
        """Give it as the rest of the program has it."""
        return PublicService(self.group, self.keywords)


class ServicesFile(BaseModel):
    """`open311.yaml`, by the department's id."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    services: dict[DepartmentId, ServiceEntry]
