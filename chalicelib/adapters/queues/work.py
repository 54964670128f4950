"""What is to be done next (`ports.WorkQueues`): messages that name a record, one queue per kind of work."""

from typing import TYPE_CHECKING

from chalicelib.adapters.aws_errors import translated
from chalicelib.domain.material_key import Upload
from chalicelib.domain.work import Lane, WorkMessage
from chalicelib.messages import notification_of

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient

MAX_DELAY_SECONDS = 900


class SqsWorkQueues:
    """
    The work queues, each by its address. A function is given only those it writes to; the others stay None.

    A message may be sent twice by a repeat after a lost answer: whoever receives it looks at the record first.
    """

    def __init__(
        self,
        client: "SQSClient",
        *,
        material: str | None = None,
        preparations: str | None = None,
        publications: str | None = None,
        live_publications: str | None = None,
        replies: str | None = None,
        readings: str | None = None,
        referrals: str | None = None,
        notices: str | None = None,
    ) -> None:
        self._client = client
        self._material = material
        self._preparations = preparations
        self._lanes = {Lane.POSTS: publications, Lane.LIVE: live_publications, Lane.REPLIES: replies}
        self._readings = readings
        self._referrals = referrals
        self._notices = notices

    def receive(self, upload: Upload) -> None:
        """Ask for an upload to be received, in the form in which S3 tells of it."""
        self._post(self._material, notification_of(upload))

    def prepare(self, bulletin_id: str, delay_seconds: int = 0) -> None:
        """Ask for a bulletin to be prepared."""
        self._send(self._preparations, bulletin_id, delay_seconds)

    def publish(self, delivery_id: str, delay_seconds: int = 0, *, lane: Lane = Lane.POSTS) -> None:
        """Ask for a delivery to be carried out, at the earliest after a delay (0 to 900 seconds), by one of the queues."""
        self._send(self._lanes[lane], delivery_id, delay_seconds)

    def read_comments(self, reading_id: str) -> None:
        """Ask for the comments behind a bookmark to be read."""
        self._send(self._readings, reading_id)

    def heed(self, notice_name: str) -> None:
        """Ask for a notice that is kept to be heeded."""
        self._send(self._notices, notice_name)

    def refer(self, record_id: str) -> None:
        """Ask for a comment, or an opened referral, to be referred."""
        self._send(self._referrals, record_id)

    def _send(self, queue_url: str | None, record_id: str, delay_seconds: int = 0) -> None:
        if not 0 <= delay_seconds <= MAX_DELAY_SECONDS:
            raise ValueError(f"a message can wait 0 to {MAX_DELAY_SECONDS} seconds, not {delay_seconds}")
        self._post(queue_url, WorkMessage(id=record_id).model_dump_json(), delay_seconds)

    def _post(self, queue_url: str | None, body: str, delay_seconds: int = 0) -> None:
        if queue_url is None:
            raise LookupError("this function was given no queue for this work")
        with translated("sqs"):
            self._client.send_message(QueueUrl=queue_url, MessageBody=body, DelaySeconds=delay_seconds)
