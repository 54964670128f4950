"""Events as AWS sends them (tests/events), filled in; and the context a function is called with."""

import copy
import json
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chalicelib import bootstrap
from chalicelib.adapters.networks.graph.gate import MetaNoticeGate
from chalicelib.adapters.records.codec import encode
from chalicelib.domain.records import Record
from chalicelib.domain.work import WorkMessage
from tests.fakes import InMemoryMediaArchive
from tests.fakes.exports import InMemoryArchiveFiles
from tests.fakes.signing import InMemorySigner
from tests.meta_webhook import WEBHOOK_KEYS
from tests.world import World

EVENTS = Path(__file__).resolve().parent.parent / "events"


@dataclass
class Context:
    """What Lambda tells a function of its own call."""

    function_name: str = "portavoz"
    memory_limit_in_mb: int = 512
    invoked_function_arn: str = "arn:aws:lambda:mx-central-1:123456789012:function:portavoz"
    aws_request_id: str = "52fdfc07-2182-154f-163f-5f0f9a621d72"

    remaining_ms: int = 60_000

    def get_remaining_time_in_millis(self) -> int:
        return self.remaining_ms


def the_event(name: str) -> dict[str, Any]:
    """Read an event of tests/events."""
    event = json.loads((EVENTS / f"{name}.json").read_text(encoding="utf-8"))
    assert isinstance(event, dict)
    return event


def messages(*bodies: str, queue: str = "portavoz") -> dict[str, Any]:
    """Give an SQS event of one message per body, called m0, m1, …, from a queue."""
    event = the_event("sqs")
    pattern = event["Records"][0] | {"eventSourceARN": f"arn:aws:sqs:mx-central-1:123456789012:{queue}"}
    event["Records"] = [{**pattern, "messageId": f"m{number}", "body": body} for number, body in enumerate(bodies)]
    return event


def work(*record_ids: str) -> dict[str, Any]:
    """Give an SQS event that asks for work on records."""
    return messages(*[WorkMessage(id=record_id).model_dump_json() for record_id in record_ids])


def writes(*records: Record) -> dict[str, Any]:
    """Give the stream's event of records that were stored."""
    event = the_event("dynamodb_stream")
    pattern = event["Records"][0]
    event["Records"] = []
    for number, record in enumerate(records):
        written = copy.deepcopy(pattern)
        written["dynamodb"]["NewImage"] = encode(record)
        written["dynamodb"]["Keys"] = {"date": {"S": record.partition}, "id": {"S": record.id}}
        written["dynamodb"]["SequenceNumber"] = f"s{number}"
        event["Records"].append(written)
    return event


def ports_of(world: World) -> AbstractContextManager[None]:
    """Put a world's ports in place of the adapters."""
    return bootstrap.replaced(
        clock=world.clock,
        records=world.records,
        intake_files=world.intake,
        media_files=world.media,
        archive=world.archive,
        archive_reader=world.archive,
        media_archive=InMemoryMediaArchive(world.media, world.archive),
        archive_files=InMemoryArchiveFiles(world.archive),
        export_files=world.exports,
        signer=InMemorySigner(),
        time_stamper=None,
        envelopes=world.envelopes,
        notice_files=world.notices,
        notice_gate=MetaNoticeGate(lambda: WEBHOOK_KEYS),
        work_queues=world.queues,
        department_inboxes=world.inboxes,
        network_account=world.accounts.__getitem__,
        account_probe=world.probes.__getitem__,
        comment_source=world.sources.__getitem__,
        answer_counts=world.answer_counts,
        reaction_counts=world.reaction_counts,
        conversation_source=world.conversations,
        comment_lookup=world.lookup,
        classifier=world.classifier,
        catalogue=world.catalogue,
        material_reader=world.reader,
        image_editor=world.images,
        text_counter=world.counter,
        video_editor=world.videos,
        writer=world.writer,
        personal_data_finder=world.personal_data,
        link_checker=world.links,
        mailer=world.mailer,
        it_office=world.it_office,
    )


def failures(answer: Any) -> list[str]:
    """Give the messages that go back."""
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]
