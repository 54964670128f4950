"""The whole chain, from the bulletin to the record, on the production template with permissions enforced."""

import io
import json
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import pytest

from chalicelib.domain.calendar import end_of_day, years_after
from chalicelib.domain.case_states import AT_DEPARTMENT, ReferralState
from local.demo.checks import CLAIMS, Claims
from local.demo.monitoring import DEPARTMENT
from local.demo.office import aws_client, wait_for
from local.demo.world import World

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("claims", CLAIMS, ids=lambda claims: claims.__name__.strip("_"))
def test_the_promises_hold_at_the_end_of_the_day(day: World, claims: Claims) -> None:
    broken = [claim for claim in claims(day) if not claim[1]]
    assert broken == []


def test_P1_what_is_live_carries_the_authorised_text_and_no_location(day: World) -> None:
    for name in day.publications:
        publication = day.publication(name)
        assert publication["authorised_by"] == day.endpoints["people"]["image-office"]["username"]


def test_a_correction_is_linked_to_what_it_corrects(day: World) -> None:
    corrected = day.office.get(f"publications/{day.corrected}")
    wrong = day.office.get(f"publications/{corrected['corrects']}")
    assert wrong["corrected_by"] == day.corrected
    assert wrong["state"] == "withdrawn"
    assert all(delivery["state"] == "done" for delivery in wrong["deliveries"])


def test_the_closing_of_a_case_told_the_citizen(day: World) -> None:
    closed = [case for case in day.records("referral") if case["state"] == "closed"]
    told = {reply["id"]: reply["state"] for reply in day.records("delivery") if reply["id"].endswith("#closing")}
    assert closed
    for case in closed:
        notice = case["closing"]
        assert notice["reason"] or told[notice["delivery"]] in {"done", "refused"}


def test_a_returned_case_is_at_another_department_under_the_same_folio(day: World) -> None:
    returned = [case for case in day.records("referral") if DEPARTMENT in case["returned_by"]]
    assert returned
    assert all(case["department_id"] != DEPARTMENT for case in returned)
    # Whoever has it now may have emptied their queue meanwhile, and closed it where it is one of the ten.
    assert {case["state"] for case in returned} <= {*AT_DEPARTMENT, ReferralState.CLOSED}


def test_P5_every_version_of_every_official_record_is_in_the_archive_for_three_years(day: World) -> None:
    s3, bucket = aws_client(day.endpoints, "s3"), day.endpoints["buckets"]["archive"]
    records = day.office.get(f"days/{day.today}/records")["records"]
    expected = {version for record in records for version in versions_of(record)}

    def archived() -> dict[str, tuple[str, date]]:
        return dict(versions_in(s3, bucket, (day.today, day.today + timedelta(days=1))))

    wait_for("el archivo", lambda: expected <= archived().keys(), seconds=60)
    key, stored_on = archived()[min(expected)]
    kept = s3.get_object_retention(Bucket=bucket, Key=key)["Retention"]
    assert kept["RetainUntilDate"] == end_of_day(years_after(stored_on, 3))
    assert quote(json.loads(s3.get_object(Bucket=bucket, Key=key)["Body"].read())["id"], safe="") in key


def versions_of(record: dict[str, Any]) -> Iterator[str]:
    """Name every version that a record has had."""
    for revision in range(1, record["revision"] + 1):
        yield f"{record['kind']}/{quote(record['id'], safe='')}/{revision:06d}.json"


def versions_in(s3: Any, bucket: str, days: Iterable[date]) -> Iterator[tuple[str, tuple[str, date]]]:
    """Name what is kept in the folders of some days, with its key and its day: what is stored after midnight is of the next."""
    for day in days:
        folder = f"{day:%Y/%m/%d}/"
        for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=folder):
            for item in page.get("Contents", []):
                yield item["Key"].removeprefix(folder), (item["Key"], day)


def test_R13_what_meta_told_lies_sealed_in_the_archive_and_is_gone_from_where_it_landed(day: World) -> None:
    s3, buckets = aws_client(day.endpoints, "s3"), day.endpoints["buckets"]

    def objects(bucket: str) -> dict[str, int]:
        pages = s3.get_paginator("list_objects_v2").paginate(Bucket=buckets[bucket])
        return {item["Key"]: item["Size"] for page in pages for item in page.get("Contents", [])}

    wait_for("los avisos", lambda: objects("notices") and not any(objects("notices").values()), seconds=60)
    told = [key for key in objects("archive") if "/notices/" in key]
    assert len(told) == len(objects("notices"))
    assert all(key.startswith((f"{day.today:%Y/%m/%d}/facebook/", f"{day.today:%Y/%m/%d}/instagram/")) for key in told)
    kept = s3.get_object_retention(Bucket=buckets["archive"], Key=told[0])["Retention"]
    assert kept["RetainUntilDate"] == end_of_day(years_after(day.today, 3))
    assert {"sealed", "comments"} <= json.loads(
        s3.get_object(Bucket=buckets["archive"], Key=told[0])["Body"].read()
    ).keys()


def test_no_dead_letter_was_left(day: World) -> None:
    sqs = aws_client(day.endpoints, "sqs")
    left = {name: waiting(sqs, url) for name, url in day.endpoints["dead_letter_queues"].items()}
    assert {name: count for name, count in left.items() if count} == {}


def waiting(sqs: Any, url: str) -> int:
    """Count the messages of a queue."""
    answer = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages"])
    return int(answer["Attributes"]["ApproximateNumberOfMessages"])


def test_the_story_prints_its_tables_in_spanish(day: World, printed: io.StringIO) -> None:
    del day
    for title in ("Lo que llegó", "Lo que salió", "Comentarios por red y tipo", "Canalizaciones por dependencia"):
        assert title in printed.getvalue()
