"""Who acts: the responsible persons of the manual, as roles (Cognito groups)."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Role(StrEnum):
    """A responsibility. Only the image office authorises graphics (policies of operation)."""

    IMAGE_OFFICE = "image-office"
    COORDINATOR = "coordinator"
    AGENCY = "agency"
    LIAISON = "liaison"
    DEPARTMENT = "department"
    DIRECTOR = "director"
    IT_SUPPORT = "it-support"


class Person(BaseModel):
    """A signed-in person. `department_id` is set for liaisons and departments."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    username: str
    roles: frozenset[Role] = frozenset()
    department_id: str | None = None

    def has_role(self, role: Role) -> bool:
        """Say whether the person holds a role."""
        return role in self.roles
