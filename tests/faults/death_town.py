"""
A town for workers that die: the emulator of AWS with a table, a bucket and the secrets, the simulated networks, and time.

Time can be put forward, for the workers and for the networks alike.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

from PIL import Image

from chalicelib import bootstrap
from chalicelib.adapters.files.media import S3MediaFiles
from chalicelib.adapters.records.dynamodb import DynamoRecords
from chalicelib.domain import ids
from chalicelib.domain.account import account_id
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.ids import STATE_PARTITION
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.publication import NetworkVersion, Publication, Rendition, Version
from chalicelib.domain.records import Duty
from chalicelib.procedure.release import publish_now
from chalicelib.settings import settings
from local.endpoints import account_secrets
from local.networks.control_client import Control
from local.networks.running import SimulatedNetworks
from tests.builders import a_kept_rendition, the_image_office
from tests.contract.records.tables import create_table
from tests.corpus.pictures import saved
from tests.fakes import InMemoryWorkQueues
from tests.faults.death_worker import Errand, ShiftedClock, work
from tests.ministack import REGION, client_of, running_ministack

SETTLE_SECONDS = 15
AT_ONCE = 4
MANY = 100_000
WORKER_SECONDS = 60


class Town:
    """The emulator with a table, a bucket and the secrets in it, the networks, and time that can be put forward."""

    def __init__(self, endpoint: str, networks: SimulatedNetworks) -> None:
        """Make what a publisher needs and say so in the environment, which the workers inherit."""
        self.control: Control = networks.control
        self.shift_seconds = 0.0
        table = create_table(client_of("dynamodb", endpoint))
        self._media_bucket(endpoint)
        secrets = client_of("secretsmanager", endpoint)
        arns = {name: secrets.create_secret(Name=name, SecretString=value)["ARN"] for name, value in _secrets()}
        os.environ.update(_environment(endpoint, networks, table, arns))
        settings.cache_clear()
        self._table, self._table_name = client_of("dynamodb", endpoint), table
        self.records = DynamoRecords(self._table, table)
        self.media = S3MediaFiles(client_of("s3", endpoint), "media")
        self._context = get_context("forkserver")
        self._context.set_forkserver_preload(["tests.faults.death_worker"])

    @staticmethod
    def _media_bucket(endpoint: str) -> None:
        s3 = client_of("s3", endpoint)
        s3.create_bucket(Bucket="media", CreateBucketConfiguration={"LocationConstraint": REGION})
        s3.put_bucket_versioning(Bucket="media", VersioningConfiguration={"Status": "Enabled"})

    @property
    def clock(self) -> ShiftedClock:
        """Give the time as it is for everybody here."""
        return ShiftedClock(timedelta(seconds=self.shift_seconds))

    def advance(self, seconds: float) -> None:
        """Put the time forward, on the networks too. The accounts' hour begins anew: so many posts would trip the breaker."""
        self.shift_seconds += seconds
        self.control.advance(seconds)
        for network in SOCIAL_NETWORKS:
            key = {"date": {"S": STATE_PARTITION}, "id": {"S": account_id(network)}}
            self._table.delete_item(TableName=self._table_name, Key=key)

    def release(self, slug: str, network: Network) -> Delivery:
        """Record a publication that the image office authorised, and send it on its way."""
        now = self.clock.now()
        publication = _publication(slug, network, self._picture(), now)
        self.records.commit(insert=[publication])
        publish_now(
            publication.id,
            records=self.records,
            catalogue=bootstrap.catalogue(),
            queues=InMemoryWorkQueues(),
            clock=self.clock,
        )
        return self.delivery(slug, network)

    def delivery(self, slug: str, network: Network) -> Delivery:
        """Read how far it is."""
        found = self.records.find(ids.delivery_id(_publication_id(slug), network))
        assert isinstance(found, Delivery)
        return found

    def wait_for(self, delivery: Delivery) -> None:
        """Put the time forward to when a delivery is due."""
        if delivery.due_at:
            self.advance(max(0.0, (delivery.due_at - self.clock.now()).total_seconds() + 0.5))

    def run(self, errands: Iterable[Errand]) -> dict[str, int]:
        """Let workers work, a few at the same time; give how each process ended, by its delivery."""
        ended: dict[str, int] = {}
        waiting = list(errands)
        while waiting:
            batch, waiting = waiting[:AT_ONCE], waiting[AT_ONCE:]
            processes = {errand.delivery: self._context.Process(target=work, args=(errand,)) for errand in batch}
            for process in processes.values():
                process.start()
            for delivery, process in processes.items():
                process.join(WORKER_SECONDS)
                ended[delivery] = -1 if process.exitcode is None else process.exitcode
        return ended

    def _picture(self) -> Rendition:
        content = saved("JPEG", Image.new("RGB", (1080, 1080), "seagreen"))
        return a_kept_rendition(self.media, content, (1080, 1080), alt_text="Un parque de la ciudad")


@contextmanager
def town(folder: Path) -> Iterator[Town]:
    """Run everything while the block lasts; the environment is as before afterwards."""
    before = dict(os.environ)
    try:
        with running_ministack(folder) as endpoint, SimulatedNetworks() as networks:
            networks.control.set(instagram_quota=MANY, x_limits={"x.create_post": MANY, "x.media_upload": MANY})
            yield Town(endpoint, networks)
    finally:
        os.environ.clear()
        os.environ.update(before)
        settings.cache_clear()


def is_left(delivery: Delivery) -> bool:
    """Say whether it is for a worker to go on with."""
    return not delivery.is_finished and delivery.duty is Duty.PUBLISH


def text_of(slug: str) -> str:
    """Write the text of a case: no two are alike."""
    return f"Los parques abren gratis los domingos ({slug})."


def _publication(slug: str, network: Network, picture: Rendition, now: datetime) -> Publication:
    content = NetworkVersion(text=text_of(slug), renditions=(picture,))
    version = Version(number=1, networks={network: content}, prepared_at=now)
    prepared = Publication(
        id=_publication_id(slug),
        created_at=now,
        title="Parques gratis",
        source="prensa",
        versions=(version,),
        due_at=now,
        duty=Duty.PERSON,
    ).awaiting_authorisation(now)
    return prepared.authorised(the_image_office(), version=1, note="", now=now)


def _publication_id(slug: str) -> str:
    return ids.publication_id(ids.bulletin_id(datetime.now(UTC).date(), "prensa", slug))


def _secrets() -> list[tuple[str, str]]:
    return list(account_secrets().items())


def _environment(endpoint: str, networks: SimulatedNetworks, table: str, arns: dict[str, str]) -> dict[str, str]:
    return {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "RECORDS_TABLE": table,
        "MEDIA_BUCKET": "media",
        "X_SECRET_ARN": arns["x"],
        "META_SECRET_ARN": arns["meta"],
        "X_BASE_URL": networks.x_base_url,
        "GRAPH_BASE_URL": networks.graph_base_url,
        "X_SETTLE_SECONDS": str(SETTLE_SECONDS),
        "META_SETTLE_SECONDS": str(SETTLE_SECONDS),
    }
