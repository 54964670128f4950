"""How people are told in a municipality in memory."""

from chalicelib.domain.errors import ExternalServiceError
from chalicelib.ports import Mail


class FakeMailer:
    """`ports.Mailer` that keeps what was sent; `errors` are raised first, one for each message."""

    def __init__(self) -> None:
        self.sent: list[Mail] = []
        self.errors: list[ExternalServiceError] = []
        self.calls = 0

    def send(self, mail: Mail) -> str:
        self.calls += 1
        if self.errors:
            raise self.errors.pop(0)
        self.sent.append(mail)
        return f"m{len(self.sent)}"


class FakeItOffice:
    """`ports.ItOffice` that keeps what it was told; `errors` are raised first."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []
        self.errors: list[ExternalServiceError] = []

    def tell(self, subject: str, text: str) -> None:
        if self.errors:
            raise self.errors.pop(0)
        self.told.append((subject, text))
