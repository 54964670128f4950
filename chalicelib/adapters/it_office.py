"""The IT office's topic of Amazon SNS (`ports.ItOffice`): where the alarms go too. Told twice is no harm."""

from typing import Any

from chalicelib.adapters.aws_errors import translated


class SnsItOffice:
    """Publishes to one topic."""

    def __init__(self, client: Any, topic_arn: str) -> None:
        """Take the client of SNS, and the topic."""
        self._client = client
        self._topic_arn = topic_arn

    def tell(self, subject: str, text: str) -> None:
        """
        Tell the IT office. The subject is ASCII of at most 100 characters, as SNS asks of e-mail.

        Raises:
            TransientServiceError: it can be told later.
            ExternalServiceError: the topic is missing, or may not be written to.
        """
        with translated("sns"):
            self._client.publish(TopicArn=self._topic_arn, Subject=subject, Message=text)
