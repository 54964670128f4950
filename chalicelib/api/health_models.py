"""What the service says of itself."""

from pydantic import AwareDatetime, BaseModel, ConfigDict


class _View(BaseModel):
    # What a request does not show is never built.
    model_config = ConfigDict(defer_build=True)


class Health(_View):
    """The service answers."""

    status: str
    stage: str
    now: AwareDatetime
