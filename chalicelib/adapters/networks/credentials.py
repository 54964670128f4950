"""What the municipality's accounts are reached with, as kept in the secrets: a JSON object with these names."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints

Secret = Annotated[SecretStr, Field(min_length=1)]
AccountId = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,32}$")]


class Credentials(BaseModel):
    """Credentials of one platform. Neither printing nor a failed validation shows a value."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True, hide_input_in_errors=True)


class XCredentials(Credentials):
    """An app's keys and the municipality's user tokens on X (OAuth 1.0a: they do not expire), and its user id."""

    api_key: Secret
    api_key_secret: Secret
    access_token: Secret
    access_token_secret: Secret
    user_id: AccountId

    @property
    def secrets(self) -> tuple[SecretStr, ...]:
        """Give what no message may show."""
        return (self.api_key, self.api_key_secret, self.access_token, self.access_token_secret)


class MetaCredentials(Credentials):
    """
    The page token of Facebook, with which Instagram is reached too, and the app's secret that proves every call.

    `instagram_username` helps to tell our own comments from the citizens' where Instagram hides the author's id.
    """

    app_secret: Secret
    page_access_token: Secret
    page_id: AccountId
    instagram_user_id: AccountId
    instagram_username: str | None = None

    @property
    def secrets(self) -> tuple[SecretStr, ...]:
        """Give what no message may show."""
        return (self.app_secret, self.page_access_token)


class MetaWebhookKeys(Credentials):
    """
    What Meta's notices are known by: the app's secret, which signs them, and the word agreed upon when they are set up.

    A secret apart from the page token: who hears strangers can publish nothing.
    """

    app_secret: Secret
    verify_token: Secret
