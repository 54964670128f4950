"""
The day before the story's: a few comments of yesterday, on record and in the archive as they would be by now.

A manifest is made of a day that is over, and the story lives through one that is not. So that the night has something to seal,
yesterday's comments are made by the code that records comments, at yesterday's hours, and the function that archives is told of
them as the table's stream would have told it then. Only the hour is said; table, function, rights and keys are the stack's.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from chalicelib.adapters.catalogue import FOLDER, YamlCatalogue
from chalicelib.adapters.records.dynamodb import DynamoRecords
from chalicelib.bootstrap import classifier
from chalicelib.domain.comment import Comment, new_comment
from chalicelib.domain.ids import partition_of
from chalicelib.domain.network_comment import NetworkComment
from chalicelib.domain.networks import Network
from local.demo.closing import invoke
from local.demo.office import aws_client
from local.demo.tables import LEON
from local.demo.world import World

SAID = (
    (Network.FACEBOOK, "Rosa Elena Pérez", "Gracias por avisar del cierre de la calle, muy útil"),
    (Network.FACEBOOK, "Memo Torres", "Bonita foto, saludos desde Silao"),
    (Network.INSTAGRAM, "lupita.leon", "¡Felicidades a todo el equipo de limpia!"),
    (Network.X, "carlos_mtz", "Los felicito por la feria del libro"),
)
"""Who said what yesterday; nothing of it asks a department for anything."""


def remember_yesterday(world: World) -> list[str]:
    """Put yesterday's comments on record and into the archive; gives their ids."""
    written = list(_comments(world))
    table, client = world.endpoints["table"], aws_client(world.endpoints, "dynamodb")
    DynamoRecords(client, table).insert_new(written)
    keys = [{"date": {"S": partition_of(one.id)}, "id": {"S": one.id}} for one in written]
    stored = [client.get_item(TableName=table, Key=key)["Item"] for key in keys]
    told = [_as_told(item, key, one.created_at) for item, key, one in zip(stored, keys, written, strict=True)]
    invoke(world.endpoints, "archive_records", {"Records": told})
    return [one.id for one in written]


def _comments(world: World) -> Iterator[Comment]:
    bar, reads = YamlCatalogue(FOLDER).confidence_bar, classifier()
    noon = datetime.combine(world.today - timedelta(days=1), time(12), LEON)
    for number, (network, handle, text) in enumerate(SAID):
        at = noon + timedelta(minutes=number)
        seen = NetworkComment(
            network=network,
            network_id=f"{world.today:%Y%m%d}{number:04d}",
            answer_id=f"{world.today:%Y%m%d}{number:04d}",
            author_handle=handle,
            text=text,
            created_at=at,
        )
        yield new_comment(seen, reads.classify(text), publication=None, bar=bar, now=at + timedelta(minutes=5))


def _as_told(item: dict[str, Any], key: dict[str, Any], at: datetime) -> dict[str, Any]:
    """Write one line of the table's stream."""
    return {
        "eventID": item["id"]["S"],
        "eventName": "INSERT",
        "eventSource": "aws:dynamodb",
        "dynamodb": {
            "ApproximateCreationDateTime": at.timestamp(),
            "Keys": key,
            "NewImage": item,
            "SequenceNumber": f"{at.timestamp():.0f}",
            "StreamViewType": "NEW_IMAGE",
        },
    }
