"""What is to be done next, and who is told of it."""

from dataclasses import dataclass
from typing import Protocol

from chalicelib.domain.case_message import CaseMessage, ChangeMessage
from chalicelib.domain.material_key import Upload
from chalicelib.domain.work import Lane


class WorkQueues(Protocol):
    """What is to be done next. A message names a record; it may come twice, late, or be lost (the due index finds it)."""

    def receive(self, upload: Upload) -> None:
        """Ask for an upload to be received of which no notification came."""
        ...

    def prepare(self, bulletin_id: str, delay_seconds: int = 0) -> None:
        """Ask for a bulletin to be prepared."""
        ...

    def publish(self, delivery_id: str, delay_seconds: int = 0, *, lane: Lane = Lane.POSTS) -> None:
        """Ask for a delivery to be carried out, at the earliest after a delay (0 to 900 seconds), by one of the queues."""
        ...

    def read_comments(self, reading_id: str) -> None:
        """Ask for the comments behind a bookmark to be read."""
        ...

    def heed(self, notice_name: str) -> None:
        """Ask for a notice that is kept to be heeded."""
        ...

    def refer(self, record_id: str) -> None:
        """Ask for a comment, or an opened referral, to be referred."""
        ...


class DepartmentInboxes(Protocol):
    """The departments' own queues."""

    def deliver(self, message: CaseMessage | ChangeMessage) -> None:
        """Put a case, or a change of one, into its department's queue. Its folio or id makes a repeated one recognisable."""
        ...


@dataclass(frozen=True)
class Mail:
    """An e-mail: plain text, and the same as HTML. The sender is the adapter's."""

    to: str
    subject: str
    text: str
    html: str


class Mailer(Protocol):
    """Sends e-mail. It repeats nothing by itself."""

    def send(self, mail: Mail) -> str:
        """
        Send one message, and give the service's id of it.

        Raises:
            TransientServiceError: it certainly did not leave.
            OutcomeUnknownError: it may have left.
            RejectedByServiceError: it was refused.
        """
        ...


class ItOffice(Protocol):
    """Where the IT office hears of what it must look at, as of the alarms."""

    def tell(self, subject: str, text: str) -> None:
        """Tell it something; the subject is ASCII of at most 100 characters. Told twice is no harm."""
        ...
