"""
From due to posted: how late posts go out on the local stack, by the networks' own clock, and what each costs in calls.

Live coverage, so that nothing waits for its turn: what is measured is the dispatcher, the queue's delay, the worker and the
network. The schedulers of the field are within a minute.
"""

import random
import statistics
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from PIL import Image

from chalicelib.adapters.catalogue import load_catalogue
from chalicelib.adapters.files.media import S3MediaFiles
from chalicelib.adapters.records.dynamodb import DynamoRecords
from chalicelib.domain import ids
from chalicelib.domain.account import account_id
from chalicelib.domain.networks import SOCIAL_NETWORKS
from chalicelib.domain.publication import NetworkVersion, Publication, Rendition, Version
from chalicelib.domain.records import Duty
from chalicelib.procedure.release import schedule_publication
from local.demo.office import aws_client
from local.networks.control_client import Control
from tests.builders import a_kept_rendition, the_image_office
from tests.corpus.pictures import saved
from tests.fakes import FakeClock, InMemoryWorkQueues

PUBLICATIONS = 67
AHEAD_SECONDS = 90
SPREAD_SECONDS = 240
PATIENCE_SECONDS = 240
AIM_SECONDS = 3


def a_picture(media: S3MediaFiles) -> Rendition:
    content = saved("JPEG", Image.new("RGB", (1080, 1080), "seagreen"))
    return a_kept_rendition(media, content, (1080, 1080), alt_text="Un parque de la ciudad")


def a_live_publication(number: int, picture: Rendition, now: datetime) -> Publication:
    content = NetworkVersion(text=f"Los parques abren gratis hoy: aviso {number}.", renditions=(picture,))
    version = Version(number=1, networks=dict.fromkeys(SOCIAL_NETWORKS, content), prepared_at=now)
    prepared = Publication(
        id=ids.publication_id(ids.bulletin_id(now.date(), "prensa", f"puntual-{number}")),
        created_at=now,
        title="Parques gratis",
        source="prensa",
        priority="live",
        versions=(version,),
        due_at=now,
        duty=Duty.PERSON,
    ).awaiting_authorisation(now)
    return prepared.authorised(the_image_office(), version=1, note="", now=now)


def forget_limits(stack: dict[str, Any]) -> None:
    """Begin the accounts' hour anew: two hundred posts in five minutes would trip the breaker, as they must."""
    table = aws_client(stack, "dynamodb")
    for network in SOCIAL_NETWORKS:
        table.delete_item(TableName=stack["table"], Key={"date": {"S": "state"}, "id": {"S": account_id(network)}})


def posted(control: Control, texts: dict[str, datetime]) -> dict[tuple[str, str], float]:
    """Give how many seconds late each post is live, by network and text."""
    return {
        (network, post["text"]): (datetime.fromisoformat(post["created_at"]) - texts[post["text"]]).total_seconds()
        for network, posts in control.state()["posts"].items()
        for post in posts
        if post["text"] in texts
    }


def test_posts_go_out_on_their_second(stack: dict[str, Any]) -> None:
    control = Control(stack["networks"]["page_url"])
    control.set(instagram_quota=PUBLICATIONS)
    records = DynamoRecords(aws_client(stack, "dynamodb"), stack["table"])
    picture = a_picture(S3MediaFiles(aws_client(stack, "s3"), stack["buckets"]["media"]))
    chance, now = random.Random(4), datetime.now(UTC)
    first = (now + timedelta(seconds=AHEAD_SECONDS)).replace(microsecond=0)
    texts: dict[str, datetime] = {}
    for number in range(PUBLICATIONS):
        publication = a_live_publication(number, picture, now)
        at = first + timedelta(seconds=chance.randrange(SPREAD_SECONDS))
        records.commit(insert=[publication])
        schedule_publication(
            publication.id,
            at,
            records=records,
            catalogue=load_catalogue(),
            queues=InMemoryWorkQueues(),
            clock=FakeClock(datetime.now(UTC)),
        )
        texts[publication.current.networks[SOCIAL_NETWORKS[0]].text] = at
    until = time.monotonic() + AHEAD_SECONDS + SPREAD_SECONDS + PATIENCE_SECONDS
    expected = PUBLICATIONS * len(SOCIAL_NETWORKS)
    while len(late := posted(control, texts)) < expected and time.monotonic() < until:
        forget_limits(stack)
        time.sleep(5)
    told(late)
    assert len(late) == expected
    assert all(seconds >= 0 for seconds in late.values()), "nothing goes out before its time"


def told(late: dict[tuple[str, str], float]) -> None:
    for network in SOCIAL_NETWORKS:
        seconds = sorted(value for (where, _), value in late.items() if where == network)
        print(
            f"\n{network}: {len(seconds)} posts, median {statistics.median(seconds):.1f} s, worst {seconds[-1]:.1f} s"
        )
    every = sorted(late.values())
    slower = Counter(value > AIM_SECONDS for value in every)[True]
    print(
        f"all: {len(every)}, median {statistics.median(every):.1f} s, worst {every[-1]:.1f}, over {AIM_SECONDS} s: {slower}"
    )
