"""A department's own system: it pulls its queue and tells what it does with each case."""

import json
import uuid
from typing import Any

from local.demo.office import aws_client


class DepartmentClient:
    """A department's queue on one side, the queue of its news on the other."""

    def __init__(self, endpoints: dict[str, Any], department_id: str) -> None:
        """Take the endpoints file and the department's id."""
        self.id = department_id
        self._sqs = aws_client(endpoints, "sqs")
        self._inbox = endpoints["department_queues"][department_id]
        self._news = endpoints["queues"][f"news-{department_id}".replace("-", "_")]
        self.changes: list[dict[str, Any]] = []

    def pull(self, at_most: int = 10) -> list[dict[str, Any]]:
        """Take cases from the department's queue, and tell that they were pulled; changes of cases go to `changes`."""
        answer = self._sqs.receive_message(QueueUrl=self._inbox, MaxNumberOfMessages=at_most, WaitTimeSeconds=1)
        cases = []
        for message in answer.get("Messages", []):
            case = json.loads(message["Body"])
            if case["what"] == "case":
                self.tell(case["folio"], "pulled")
                cases.append(case)
            else:
                self.changes.append(case)
            self._sqs.delete_message(QueueUrl=self._inbox, ReceiptHandle=message["ReceiptHandle"])
        return cases

    def tell(
        self, folio: str, act: str, note: str = "", department_folio: str | None = None, outcome: str | None = None
    ) -> None:
        """Tell what the department does with a case."""
        news = {
            "version": 1,
            "news_id": str(uuid.uuid4()),
            "folio": folio,
            "department_id": self.id,
            "act": act,
            "outcome": outcome,
            "note": note,
            "department_folio": department_folio,
        }
        self._sqs.send_message(QueueUrl=self._news, MessageBody=json.dumps(news))
