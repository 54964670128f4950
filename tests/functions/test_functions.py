"""Each function with the event that starts it: it parses, makes its one call, and one bad message spoils no neighbour."""

import base64
import json
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from aws_lambda_powertools.utilities.batch.exceptions import BatchProcessingError

from chalicelib import bootstrap
from chalicelib.domain import ids
from chalicelib.domain.cancellation import CancellationState, new_cancellation
from chalicelib.domain.changes import Changes
from chalicelib.domain.classification import CommentKind
from chalicelib.domain.comment import Comment
from chalicelib.domain.day import Day
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.errors import (
    CredentialsRejectedError,
    ExternalServiceError,
    RecordConflictError,
    RecordIntegrityError,
    RejectedByServiceError,
    TransientServiceError,
)
from chalicelib.domain.export import ExportState, new_export
from chalicelib.domain.ids import sha256_hex
from chalicelib.domain.networks import Network
from chalicelib.domain.post import reading_of
from chalicelib.domain.records import Duty, Record
from chalicelib.domain.referral import NewsAct, Referral
from chalicelib.domain.support import SupportRequest, new_request
from chalicelib.ports import CommentPage, DailyNoticeSettings
from chalicelib.procedure.enveloping import unseal
from chalicelib.procedure.raw_notices import opened as opened_notice
from functions import (
    answer_open311,
    api,
    archive_records,
    close_day,
    collect_comments,
    dispatch_collection,
    dispatch_publications,
    dispose_records,
    heed_notices,
    make_exports,
    prepare_publications,
    probe_accounts,
    publish_posts,
    receive_department_news,
    receive_material,
    receive_notices,
    refer_cases,
    send_daily_notices,
    sweep_intake,
    watch_deliveries,
)
from infra.functions import FUNCTIONS
from tests.bench.workload import events
from tests.builders import (
    BULLETIN,
    NOW,
    PUBLICATION,
    TODAY,
    a_bulletin,
    a_classification,
    a_comment,
    a_delivery,
    a_file,
    a_network_comment,
    a_post,
    a_referral,
    some_news,
)
from tests.disposal_town import Town
from tests.fakes import InMemoryEnvelopes, Work
from tests.functions.events import Context, failures, messages, ports_of, the_event, work, writes
from tests.meta_webhook import VERIFY_TOKEN, a_delivery_of, a_feed_change, signature_of
from tests.mortality import MortalRecords
from tests.world import JPEG, World

FOLIO = "LEO-20261123-000001"
X_DELIVERY = ids.delivery_id(PUBLICATION, Network.X)


def call(function: ModuleType, world: World, event: dict[str, Any]) -> Any:
    function.metrics.namespace = "Portavoz"  # the template says it by the environment
    with ports_of(world):
        return function.lambda_handler(event, Context())


# 1.1 --------------------------------------------------------------------------------------------------------------


def an_uploaded_world() -> World:
    world = World()
    assert world.intake.upload("prensa/2026-11-23/parques/boletín uno.txt", b"Los parques.") == "v1"
    return world


def test_receive_material_receives_what_s3_tells_of() -> None:
    world = an_uploaded_world()
    assert failures(call(receive_material, world, messages(json.dumps(the_event("s3_notification"))))) == []
    assert [file.name for file in world.the(BULLETIN).live_files] == ["boletín uno.txt"]
    assert world.queues.ids(Work.PREPARE) == [BULLETIN]


def test_receive_material_hears_of_removals_and_ignores_s3s_own_test() -> None:
    world = an_uploaded_world()
    bodies = [json.dumps(the_event(name)) for name in ("s3_test", "s3_removal", "s3_notification")]
    assert failures(call(receive_material, world, messages(*bodies))) == []
    assert world.the(BULLETIN).live_files == ()


def test_Q02_a_notification_that_is_none_goes_back_alone() -> None:
    world = an_uploaded_world()
    event = messages("poison", json.dumps(the_event("s3_notification")), "{}")
    assert failures(call(receive_material, world, event)) == ["m0"]
    assert world.the(BULLETIN).live_files


def test_sweep_intake_hands_over_what_s3_never_told_of_to_the_queue_s3_writes_to() -> None:
    world = an_uploaded_world()
    world.clock.advance(minutes=15)
    assert call(sweep_intake, world, the_event("schedule")) == 1
    assert failures(call(receive_material, world, messages(*world.queues.notifications))) == []
    assert [file.name for file in world.the(BULLETIN).live_files] == ["boletín uno.txt"]
    assert call(sweep_intake, world, the_event("schedule")) == 0


# 2 ----------------------------------------------------------------------------------------------------------------


def test_prepare_publications_prepares_and_lets_a_poison_message_go_back_alone() -> None:
    world = World()
    world.upload("prensa/2026-11-23/parques/boletin.txt", b"Los parques abren.")
    world.upload("prensa/2026-11-23/parques/foto.jpg", JPEG)
    world.clock.advance(seconds=30)
    event = messages("poison", work(BULLETIN)["Records"][0]["body"])
    assert failures(call(prepare_publications, world, event)) == ["m0"]
    assert world.publication().attention


def test_prepare_publications_leaves_a_folder_that_still_receives_to_the_message_of_its_last_file() -> None:
    world = World()
    world.upload("prensa/2026-11-23/parques/boletin.txt", b"Los parques abren.")
    world.clock.advance(seconds=20)
    world.upload("prensa/2026-11-23/parques/foto.jpg", JPEG)
    world.clock.advance(seconds=10)
    assert failures(call(prepare_publications, world, work(BULLETIN))) == []
    assert world.the(BULLETIN).duty is Duty.PREPARE
    world.clock.advance(seconds=20)
    assert failures(call(prepare_publications, world, work(BULLETIN))) == []
    assert world.the(BULLETIN).is_finished


def test_prepare_publications_leaves_an_incomplete_set_to_a_person() -> None:
    world = World()
    world.put(a_bulletin(a_file()))
    assert failures(call(prepare_publications, world, work(BULLETIN))) == []
    assert [record.id for record in world.records.waiting()] == [BULLETIN]


def test_probe_accounts_tells_of_what_is_wrong_once_and_asks_no_more_that_day() -> None:
    world = World()
    world.probes[Network.X].standing = CredentialsRejectedError("expired")
    assert call(probe_accounts, world, the_event("schedule")) == 1
    assert call(probe_accounts, world, the_event("schedule")) == 0
    assert [record.id for record in world.records.waiting()] == ["HEALTH-x"]
    assert world.probes[Network.FACEBOOK].requests == 1


def test_dispatch_publications_asks_for_what_is_due() -> None:
    world = World()
    world.put(a_delivery())
    assert call(dispatch_publications, world, the_event("schedule")) == 1
    assert world.queues.ids(Work.PUBLISH) == [X_DELIVERY]


def test_publish_posts_publishes() -> None:
    world = World()
    world.released(Network.X)
    assert failures(call(publish_posts, world, work(X_DELIVERY))) == []
    assert world.delivery().state is DeliveryState.DONE


def test_Q01_the_same_message_twice_publishes_once() -> None:
    world = World()
    world.released(Network.X)
    assert failures(call(publish_posts, world, work(X_DELIVERY, X_DELIVERY))) == []
    assert len(world.accounts[Network.X].live) == 1


def test_P14_a_delivery_another_worker_has_is_acknowledged() -> None:
    world = World()
    world.released(Network.X)

    class Taken(MortalRecords):
        def commit(self, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()) -> tuple[Record, ...]:
            raise RecordConflictError(str([record.id for record in (*insert, *replace)]))

    world.records = Taken(world.stored, world.steps)
    assert failures(call(publish_posts, world, work(X_DELIVERY))) == []
    assert world.accounts[Network.X].calls == []


def test_Q02_a_delivery_that_does_not_exist_goes_back_alone() -> None:
    world = World()
    world.released(Network.X)
    event = work("PUB-20261123-NADA#x", X_DELIVERY)
    assert failures(call(publish_posts, world, event)) == ["m0"]
    assert world.delivery().state is DeliveryState.DONE


def test_Q03_when_everything_fails_everything_goes_back() -> None:
    with pytest.raises(BatchProcessingError):
        call(publish_posts, World(), work("PUB-20261123-NADA#x", "PUB-20261123-NADA#facebook"))


def test_watch_deliveries_counts_what_is_overdue_and_shows_it_to_a_person() -> None:
    world = World()
    world.put(a_delivery())
    assert call(watch_deliveries, world, the_event("schedule")) == 0
    world.clock.advance(minutes=6)
    assert call(watch_deliveries, world, the_event("schedule")) == 1
    assert [record.id for record in world.records.waiting()] == [X_DELIVERY]


# 3 ----------------------------------------------------------------------------------------------------------------


def a_watched_world() -> World:
    world = World()
    post = a_post(Network.FACEBOOK)
    world.put(post, reading_of(post, NOW))
    world.clock.advance(minutes=1)
    world.shows(Network.FACEBOOK, CommentPage((a_network_comment(),), is_whole=True))
    return world


def test_dispatch_collection_asks_for_readings_and_cases_that_are_due() -> None:
    world = a_watched_world()
    world.put(a_comment())
    world.clock.advance(minutes=5)
    assert call(dispatch_collection, world, the_event("schedule")) == 2
    assert [request.work for request in world.queues.requests] == [Work.READ_COMMENTS, Work.REFER]


def test_collect_comments_records_them_and_lets_a_poison_message_go_back_alone() -> None:
    world = a_watched_world()
    event = work("READ-nada", f"{a_post(Network.FACEBOOK).id}#reading")
    assert failures(call(collect_comments, world, event)) == ["m0"]
    assert len(world.of_kind(Comment)) == 1


def a_webhook_call(body: bytes, signature: str | None = None, *, is_base64: bool = False) -> dict[str, Any]:
    """Give Meta's call as API Gateway hands it over: as text, or in base64."""
    event = the_event("api_webhook")
    event["headers"]["X-Hub-Signature-256"] = signature or signature_of(body)
    event["body"] = base64.b64encode(body).decode() if is_base64 else body.decode()
    return event | {"isBase64Encoded": is_base64}


@pytest.mark.parametrize("is_base64", [False, True])
def test_C16_what_meta_tells_is_kept_heeded_and_read_as_ever(*, is_base64: bool) -> None:
    world = a_watched_world()
    body = a_delivery_of(a_feed_change("1001"), a_feed_change("999"))
    post = a_post(Network.FACEBOOK, "1001")
    world.put(post, reading_of(post, NOW))
    assert call(receive_notices, world, a_webhook_call(body, is_base64=is_base64))["statusCode"] == 200
    [kept] = world.queues.ids(Work.HEED)
    assert failures(call(heed_notices, world, work(kept, kept))) == []
    [archived] = world.archive.kept.values()
    assert opened_notice(archived.content, world.envelopes) == body
    assert world.notices.landed == {kept: None}
    [asked] = world.queues.ids(Work.READ_COMMENTS)
    assert failures(call(collect_comments, world, work(asked))) == []
    assert [comment.network_id for comment in world.of_kind(Comment)] == ["c1"]


def test_C17_receive_notices_keeps_nothing_that_meta_did_not_sign() -> None:
    world = World()
    answered = call(receive_notices, world, a_webhook_call(a_delivery_of(), signature_of(b"{}")))
    assert (answered["statusCode"], answered["body"]) == (403, "")
    assert world.notices.landed == {}


def test_receive_notices_answers_the_handshake() -> None:
    asked = {"hub.mode": "subscribe", "hub.challenge": "42", "hub.verify_token": VERIFY_TOKEN}
    event = the_event("api_webhook") | {"httpMethod": "GET", "body": None, "queryStringParameters": asked}
    assert call(receive_notices, World(), event)["body"] == "42"


def test_Q02_a_notice_that_was_never_kept_goes_back_alone() -> None:
    world = a_watched_world()
    kept = world.notices.keep(b"no es JSON")
    assert failures(call(heed_notices, world, work("webhooks/meta/nada.json", kept))) == ["m0"]
    assert world.queues.requests == []
    assert len(world.archive.kept) == 1


# 4 ----------------------------------------------------------------------------------------------------------------


def test_refer_cases_refers_and_lets_a_poison_message_go_back_alone() -> None:
    world = World()
    world.put(a_comment())
    event = work("COM-20261123-x-nada", a_comment().id, a_comment().id)
    assert failures(call(refer_cases, world, event)) == ["m0"]
    assert [referral.id for referral in world.of_kind(Referral)] == [FOLIO]


def test_receive_department_news_records_them_and_lets_a_poison_message_go_back_alone() -> None:
    world = World()
    world.put(a_comment().referred(FOLIO), a_referral().delivered(NOW))
    news = some_news(NewsAct.CLOSED).model_dump_json()
    stranger = some_news(department_id="deporte").model_dump_json()
    event = messages('{"folio": "../.."}', stranger, news, news, queue="portavoz-news-sapal")
    assert failures(call(receive_department_news, world, event)) == ["m0", "m1"]
    assert world.the(FOLIO).is_finished


@pytest.mark.parametrize("queue", ["portavoz-news-deporte", "portavoz-news-", "portavoz", "portavoz-dep-sapal"])
def test_Q12_who_writes_in_anothers_name_is_refused_and_what_they_wrote_goes_back(queue: str) -> None:
    world = World()
    world.put(a_comment().referred(FOLIO), a_referral().delivered(NOW))
    before = world.the(FOLIO)
    forged = some_news(NewsAct.CLOSED).model_dump_json()
    with pytest.raises(BatchProcessingError, match="dice ser de otra dependencia"):
        call(receive_department_news, world, messages(forged, queue=queue))
    assert world.the(FOLIO) == before


def test_Q12_a_stack_may_be_called_as_it_likes() -> None:
    world = World()
    world.put(a_comment().referred(FOLIO), a_referral().delivered(NOW))
    news = some_news(NewsAct.CLOSED).model_dump_json()
    assert failures(call(receive_department_news, world, messages(news, queue="leon-news-deporte-news-sapal"))) == []
    assert world.the(FOLIO).is_finished


def test_close_day_closes_yesterday_at_leon() -> None:
    world = World()
    world.clock.set(NOW.replace(day=24, hour=6, minute=15))
    world.put(a_comment())
    assert call(close_day, world, the_event("schedule")) == "DIA-20261123"
    assert [day.figures.comments for day in world.of_kind(Day)] == [1]


def test_close_day_closes_the_day_it_is_told() -> None:
    event = the_event("schedule") | {"detail": {"day": "2026-11-20"}}
    assert call(close_day, World(), event) == "DIA-20261120"


def test_close_day_proves_what_was_kept_and_tells_the_days_record() -> None:
    world = World()
    world.clock.set(NOW.replace(day=24, hour=6, minute=15))
    world.archive.keep("2026/11/23/comment/COM-1/000001.json", b"{}", NOW)
    close_day.metrics.namespace = "Portavoz"
    with ports_of(world):
        close_day.lambda_handler(the_event("schedule"), Context(remaining_ms=900_000))
    assert "manifests/2026/11/23/000000.json" in world.archive.kept
    assert [day.seal.count for day in world.of_kind(Day)] == [1]


def test_R09_close_day_asks_for_notices_that_nobody_brought_into_the_archive() -> None:
    world = a_watched_world()
    left = world.notices.keep(a_delivery_of())
    world.clock.advance(hours=1, seconds=1)
    world.notices.keep(a_delivery_of(a_feed_change()))
    call(close_day, world, the_event("schedule"))
    assert world.queues.ids(Work.HEED) == [left]


def test_R13_close_day_carries_out_the_cancellations_that_are_confirmed() -> None:
    world = World()
    comment = a_comment(a_network_comment("c1", "gracias por la plaza"), a_classification(CommentKind.OTHER))
    asked = new_cancellation(
        [comment.id], legal_reference="ARCO 2026-118", reason="La pidió su titular", by="ines", now=NOW
    )
    world.put(comment, asked.confirmed(by="juan", now=NOW))
    world.clock.set(NOW.replace(day=24, hour=6, minute=15))
    for _ in range(2):
        call(close_day, world, the_event("schedule"))
    assert world.the(asked.id).state is CancellationState.DONE
    assert "plaza" not in world.the(comment.id).model_dump_json()
    contents = ("", "-2", "-3", "-4")
    assert world.envelopes.keys == dict.fromkeys((f"comment/{comment.id}/000001{content}" for content in contents), b"")


def test_R13_a_cancellation_that_fails_is_logged_without_its_text_and_keeps_no_other_waiting(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    class Shut(InMemoryEnvelopes):
        def destroy(self, name: str) -> None:
            if "c1" in name:
                raise TransientServiceError("gracias por la plaza")
            super().destroy(name)

    world = World()
    world.envelopes = Shut()
    acts = []
    for name in ("c1", "c2"):
        comment = a_comment(a_network_comment(name, "gracias por la plaza"), a_classification(CommentKind.OTHER))
        asked = new_cancellation(
            [comment.id], legal_reference="ARCO 1", reason="La pidió su titular", by="ines", now=NOW
        )
        world.put(comment, asked.confirmed(by="juan", now=NOW))
        acts.append(asked.id)
    world.clock.set(NOW.replace(day=24, hour=6, minute=15))
    call(close_day, world, the_event("schedule"))
    assert [world.the(act).state for act in acts] == [CancellationState.CONFIRMED, CancellationState.DONE]
    [failed] = [record for record in caplog.records if record.message == "CancellationFailed"]
    assert vars(failed)["cancellation"] == acts[0]
    assert '"CancellationsFailed":[1.0]' in capsys.readouterr().out
    assert not [record for record in caplog.records if "plaza" in str(vars(record))]


def test_R13_an_archive_that_was_tampered_with_keeps_no_cancellation_from_being_carried_out() -> None:
    world = World()
    comment = a_comment(a_network_comment("c1", "gracias por la plaza"), a_classification(CommentKind.OTHER))
    asked = new_cancellation(
        [comment.id], legal_reference="ARCO 2026-118", reason="La pidió su titular", by="ines", now=NOW
    )
    world.put(comment, asked.confirmed(by="juan", now=NOW))
    world.clock.set(NOW.replace(day=24, hour=6, minute=15))
    world.archive.keep("manifests/2026/11/22/000000.json", b"{}", NOW)
    close_day.metrics.namespace = "Portavoz"
    with ports_of(world), pytest.raises(RecordIntegrityError):
        close_day.lambda_handler(the_event("schedule"), Context(remaining_ms=900_000))
    assert world.the(asked.id).state is CancellationState.DONE


# 7 ----------------------------------------------------------------------------------------------------------------


def test_make_exports_makes_what_a_person_ordered_and_leaves_what_there_is_no_time_for() -> None:
    world = World()
    ordered = new_export(by="ines", first=TODAY, last=TODAY, is_public=True, why="solicitud", now=NOW)
    world.put(a_comment(), ordered)
    make_exports.metrics.namespace = "Portavoz"
    with ports_of(world):
        assert make_exports.lambda_handler(the_event("schedule"), Context(remaining_ms=449_000)) == 0
        assert make_exports.lambda_handler(the_event("schedule"), Context(remaining_ms=900_000)) == 1
    assert world.the(ordered.id).state is ExportState.MADE
    assert list(world.exports.written) == [f"exports/{ordered.id}/2026-11-23.zip"]


def test_archive_records_keeps_each_version_of_official_records_only() -> None:
    world = World()
    comment = a_comment().model_copy(update={"revision": 2})
    reading = reading_of(a_post(Network.FACEBOOK), NOW)
    event = writes(comment, reading)
    event["Records"] += the_event("dynamodb_removal")["Records"]
    assert failures(call(archive_records, world, event)) == []
    assert list(world.archive.kept) == [f"2026/11/23/comment/{comment.id}/000002.json"]
    kept = next(iter(world.archive.kept.values()))
    assert Comment.model_validate_json(unseal(comment.kind, kept.content, world.envelopes).body) == comment
    assert comment.text.encode() not in kept.content
    assert kept.retain_until == comment.retain_until


def test_R09_archive_records_keeps_what_went_out_beside_the_delivery_however_often_it_is_told() -> None:
    world = World()
    world.released(Network.X)
    world.run()
    delivery = world.delivery()
    (rendition,) = world.the(delivery.subject).version(delivery.version).networks[Network.X].renditions
    for _ in range(2):
        assert failures(call(archive_records, world, writes(delivery))) == []
    media = [key for key in world.archive.kept if "/media/" in key]
    assert media == [f"2026/11/23/media/{rendition.sha256}.jpg"]
    assert sha256_hex(world.archive.kept[media[0]].content) == rendition.sha256


def test_P7_archive_records_notes_the_days_that_change_after_they_are_over_and_never_its_own_marks() -> None:
    world = World()
    world.clock.advance(days=1)
    comment, reading = a_comment(), reading_of(a_post(Network.FACEBOOK), NOW)
    today = a_comment(a_network_comment("today", at=world.clock.now()))
    call(archive_records, world, writes(comment, reading, today))
    (marks,) = world.of_kind(Changes)
    assert list(marks.days) == [comment.day]
    call(archive_records, world, writes(marks, comment))
    assert world.of_kind(Changes) == [marks]


def test_R05_a_version_that_differs_from_the_one_kept_is_kept_beside_it_told_and_stops_nobody(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    world = World()
    comments = [a_comment(a_network_comment(f"c{number}")) for number in range(3)]
    other = comments[1].evolve(author_handle="otra")
    call(archive_records, world, writes(other))
    assert caplog.messages == []
    for times in (1, 2):
        assert failures(call(archive_records, world, writes(*comments))) == []
        assert caplog.messages == ["VersionKeptApart"] * times
        assert '"VersionsKeptApart":[1.0]' in capsys.readouterr().out.splitlines()[-1]
    names = sorted(key.partition("comment/")[2] for key in world.archive.kept)
    revision = f"{comments[1].revision:06d}"
    assert names == sorted([f"{one.id}/{revision}.json" for one in comments] + [f"{comments[1].id}/{revision}-2.json"])


# People -----------------------------------------------------------------------------------------------------------


def test_the_api_answers_a_request_of_the_gateway() -> None:
    world = World()
    world.prepared(Network.X)
    answered = call(api, world, the_event("api_proxy"))
    assert answered["statusCode"] == 200
    assert json.loads(answered["body"])["authorised_by"] == "directora"
    given = world.publication().authorisation
    assert given
    assert given.note == "Bien"


def test_answer_open311_tells_of_a_case_and_refuses_what_it_does_not_know() -> None:
    world = World()
    world.put(a_referral())
    event = the_event("api_open311")
    answered = call(answer_open311, world, event)
    assert answered["statusCode"] == 200
    assert [case["service_request_id"] for case in json.loads(answered["body"])] == [FOLIO]
    unknown = event | {"pathParameters": {"collection": "requests", "document": "LEO-20261123-000009.json"}}
    assert call(answer_open311, world, unknown)["statusCode"] == 404


def test_every_function_has_a_piece_of_work_to_be_measured_by(tmp_path: Path) -> None:
    assert set(events(tmp_path)) == {function.name for function in FUNCTIONS}


def test_every_function_is_asked_for_by_name() -> None:
    """The day a function file is added, its event belongs here."""
    files = {file.stem for file in Path(api.__file__).parent.glob("*.py")} - {"__init__"}
    tested = {name for name, value in globals().items() if isinstance(value, ModuleType)}
    assert files <= tested


# 4.4, the daily e-mail --------------------------------------------------------------------------------------------


def a_world_with_a_new_case() -> World:
    world = World()
    world.catalogue.daily_notices = DailyNoticeSettings("portavoz@leon.gob.mx", "coordinacion@leon.gob.mx")
    world.put(a_referral().delivered(NOW))
    world.clock.advance(days=1)
    return world


def test_send_daily_notices_sends_once_and_nothing_where_the_strategy_has_none() -> None:
    world = a_world_with_a_new_case()
    assert [call(send_daily_notices, world, the_event("schedule")) for _ in range(2)] == [1, 0]
    assert [mail.to for mail in world.mailer.sent] == ["coordinacion@leon.gob.mx"]
    assert call(send_daily_notices, World(), the_event("schedule")) == 0


@pytest.mark.parametrize("error", [TransientServiceError("throttled"), RejectedByServiceError("no")])
def test_send_daily_notices_fails_aloud_when_a_message_did_not_leave(error: ExternalServiceError) -> None:
    world = a_world_with_a_new_case()
    world.mailer.errors = [error]
    with pytest.raises(ExternalServiceError):
        call(send_daily_notices, world, the_event("schedule"))


# Technical support ------------------------------------------------------------------------------------------------


def a_support_request() -> SupportRequest:
    return new_request(
        asked_by="enlace",
        department_id="sapal",
        subject="No se publica",
        text="Desde ayer",
        network=None,
        about_record=None,
        is_urgent=False,
        now=NOW,
    )


def test_watch_deliveries_tells_the_it_office_of_a_request_for_support() -> None:
    world = World()
    world.put(a_support_request())
    call(watch_deliveries, world, the_event("schedule"))
    call(watch_deliveries, world, the_event("schedule"))
    assert len(world.it_office.told) == 1


def test_P6_watch_deliveries_counts_what_is_overdue_though_the_it_office_cannot_be_told() -> None:
    world = World()
    world.put(a_support_request(), a_delivery())
    world.clock.advance(minutes=10)
    world.it_office.errors = [TransientServiceError("down")]
    assert call(watch_deliveries, world, the_event("schedule")) == 1
    assert world.the(a_support_request().id).duty is Duty.TELL


def test_dispose_records_lists_what_is_past_its_term_and_carries_out_what_two_persons_ordered() -> None:
    town = Town()
    town.put_a_day()
    dispose_records.metrics.namespace = "Portavoz"
    adapters = {
        "records": town.records,
        "records_disposal": town.stored,
        "archive_disposal": town.archive,
        "envelopes": town.envelopes,
        "retention": town.ports.rule,
        "clock": town.clock,
    }
    with bootstrap.replaced(**adapters):
        assert dispose_records.lambda_handler(the_event("schedule"), Context()) == 0
        town.approve()
        town.order()
        assert dispose_records.lambda_handler(the_event("schedule"), Context()) == 1
    assert (town.there, town.disposal().is_finished) == (frozenset(), True)
