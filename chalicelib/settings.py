"""The environment, typed and read once. A missing name is an error that says which, at the first use, not at import."""

import os
from functools import cache
from typing import Literal

from pydantic import AnyHttpUrl, BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """
    What the template tells a function. Each function is given only the names it uses; the others stay None.

    Names in the environment are these in capitals.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    records_table: str | None = None
    intake_bucket: str | None = None
    media_bucket: str | None = None
    archive_bucket: str | None = None
    envelopes_bucket: str | None = None
    notices_bucket: str | None = None
    exports_bucket: str | None = None
    material_queue_url: str | None = None
    preparations_queue_url: str | None = None
    publications_queue_url: str | None = None
    live_publications_queue_url: str | None = None
    replies_queue_url: str | None = None
    readings_queue_url: str | None = None
    referrals_queue_url: str | None = None
    notices_queue_url: str | None = None
    department_queue_prefix: str | None = None
    it_topic_arn: str | None = None
    x_secret_arn: str | None = None
    meta_secret_arn: str | None = None
    meta_webhook_secret_arn: str | None = None
    x_base_url: AnyHttpUrl = AnyHttpUrl("https://api.x.com")
    graph_base_url: AnyHttpUrl = AnyHttpUrl("https://graph.facebook.com/v25.0")
    conversion_role_arn: str | None = None
    conversion_region: str = "us-east-1"
    intake_settle_seconds: int = Field(default=30, ge=0, le=900)
    x_settle_seconds: int = Field(default=60, ge=0, le=3600)
    meta_settle_seconds: int = Field(default=120, ge=0, le=3600)
    check_links: bool = True
    """Whether links are followed when a publication is prepared and authorised; off where there is no internet."""
    bedrock_model_id: str | None = None
    """The model, or inference profile, that is asked to propose another wording; none when it is empty (2.4)."""
    bedrock_region: str | None = None
    """Where it is asked; where the function runs when it is empty."""
    classifier: Literal["embedded", "comprehend", "bedrock"] = "embedded"
    """Who understands comments beside the embedded classifier, which is always asked (3.2)."""
    classifier_model_id: str | None = None
    classifier_region: str | None = None
    manifest_key_arn: str | None = None
    """The key that signs the manifests of the archive (7)."""
    time_stamp_url: str | None = None
    """The authority of time stamps (RFC 3161) that is asked for each manifest; none when it is empty."""
    portavoz_stage: str = "local"


@cache
def settings() -> Settings:
    """Read the environment."""
    return Settings.model_validate({name.lower(): value for name, value in os.environ.items()})


def required(value: str | None, name: str) -> str:
    """Give a setting that a function cannot do without."""
    if not value:
        raise LookupError(f"the environment lacks {name}")
    return value
