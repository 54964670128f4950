"""The departments' own queues (`ports.DepartmentInboxes`; manual 4.2)."""

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from chalicelib.adapters.aws_errors import code_of, translated
from chalicelib.domain.case_message import CaseMessage, ChangeMessage
from chalicelib.domain.errors import RejectedByServiceError
from chalicelib.domain.json_text import dump_ascii_json

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient

NO_SUCH_INBOX = "no_such_inbox"

_MISSING = frozenset({"AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist"})


class SqsDepartmentInboxes:
    """The departments' queues: a common beginning of the name, and the department's id."""

    def __init__(self, client: "SQSClient", prefix: str) -> None:
        self._client = client
        self._prefix = prefix
        self._url_by_department: dict[str, str] = {}

    def deliver(self, message: CaseMessage | ChangeMessage) -> None:
        """
        Put a case, or a change of one, into a department's queue. Sent twice, folio or `change_id` make it recognisable.

        The body is ASCII JSON: SQS refuses some characters that citizens can write. The attributes `folio`, `version` and
        `what` (a case, or which change of one) can be read without it.

        Raises:
            RejectedByServiceError: `no_such_inbox`, the department has no queue (Q09).
        """
        with translated("sqs"):
            try:
                self._send(message)
            except ClientError as exc:
                if code_of(exc) not in _MISSING:
                    raise
                raise RejectedByServiceError(f"{message.department_id} has no queue", code=NO_SUCH_INBOX) from exc

    def _send(self, message: CaseMessage | ChangeMessage) -> None:
        self._client.send_message(
            QueueUrl=self._url(message.department_id),
            MessageBody=dump_ascii_json(message),
            MessageAttributes={
                "version": {"DataType": "Number", "StringValue": str(message.version)},
                "folio": {"DataType": "String", "StringValue": message.folio},
                "what": {"DataType": "String", "StringValue": message.what},
            },
        )

    def _url(self, department_id: str) -> str:
        if department_id not in self._url_by_department:
            queue_name = f"{self._prefix}{department_id}"
            self._url_by_department[department_id] = self._client.get_queue_url(QueueName=queue_name)["QueueUrl"]
        return self._url_by_department[department_id]
