"""What the procedure may rely on when it asks for work and delivers cases, whatever queue carries them."""

from datetime import UTC, datetime
from typing import Protocol

import pytest

from chalicelib.domain.case_message import CaseMessage
from chalicelib.domain.errors import RejectedByServiceError
from chalicelib.domain.material_key import Upload
from chalicelib.domain.work import Lane
from chalicelib.messages import uploads_in
from chalicelib.ports import DepartmentInboxes, WorkQueues
from tests.contract.samples import a_case_message


class Workshop(Protocol):
    """The work queues, and those who take from them."""

    @property
    def queues(self) -> WorkQueues:
        """The queues."""
        ...

    def take(self, queue: str) -> list[str]:
        """Take what a queue shows now: preparations, publications, live_publications, replies, readings, referrals, notices."""
        ...

    def notifications(self) -> list[str]:
        """Take what the queue `material` shows now."""
        ...


class WorkQueuesContract:
    """The claims of `ports.WorkQueues`. A subclass gives the fixture `workshop`."""

    def test_each_kind_of_work_has_its_own_queue(self, workshop: Workshop) -> None:
        workshop.queues.prepare("BOL-1")
        workshop.queues.publish("PUB-1#x")
        workshop.queues.read_comments("READ-x")
        workshop.queues.refer("COM-1")
        workshop.queues.heed("webhooks/meta/1.json")
        queues = ("preparations", "publications", "readings", "referrals", "notices")
        taken = [workshop.take(queue) for queue in queues]
        assert taken == [["BOL-1"], ["PUB-1#x"], ["READ-x"], ["COM-1"], ["webhooks/meta/1.json"]]

    def test_what_happens_now_and_answers_to_citizens_have_lanes_of_their_own(self, workshop: Workshop) -> None:
        for lane in Lane:
            workshop.queues.publish(f"{lane}#x", lane=lane)
        workshop.queues.publish("default#x")
        taken = [sorted(workshop.take(queue)) for queue in ("publications", "live_publications", "replies")]
        assert taken == [["default#x", "posts#x"], ["live#x"], ["replies#x"]]

    def test_I19_an_upload_found_missing_is_asked_for_as_the_bucket_would_tell_of_it(self, workshop: Workshop) -> None:
        upload = Upload(
            key="enlaces/sapal/2026-11-23/fuga/boleti\u0301n + 100%.txt\n",
            sequencer="0055AED6DCD90281E51",
            asks_bucket=True,
            happened_at=datetime(2026, 11, 23, 18, tzinfo=UTC),
        )
        workshop.queues.receive(upload)
        assert [each for body in workshop.notifications() for each in uploads_in(body)] == [upload]

    def test_a_message_that_must_wait_is_not_there_yet(self, workshop: Workshop) -> None:
        workshop.queues.publish("later", delay_seconds=900)
        workshop.queues.prepare("later", delay_seconds=1)
        workshop.queues.publish("now")
        assert (workshop.take("publications"), workshop.take("preparations")) == (["now"], [])

    @pytest.mark.parametrize("seconds", [-1, 901])
    def test_no_message_waits_less_than_nothing_or_longer_than_a_queue_can(
        self, workshop: Workshop, seconds: int
    ) -> None:
        with pytest.raises(ValueError, match="900"):
            workshop.queues.publish("PUB-1#x", delay_seconds=seconds)
        assert workshop.take("publications") == []


class Departments(Protocol):
    """The inboxes of `sapal` and `dif`, and those who read them."""

    @property
    def inboxes(self) -> DepartmentInboxes:
        """The departments' queues."""
        ...

    def read(self, department_id: str) -> list[CaseMessage]:
        """Take what a department finds."""
        ...


class DepartmentInboxesContract:
    """The claims of `ports.DepartmentInboxes`. A subclass gives the fixture `departments`."""

    def test_Q12_a_case_reaches_its_department_and_no_other(self, departments: Departments) -> None:
        departments.inboxes.deliver(a_case_message("sapal"))
        assert departments.read("dif") == []
        assert departments.read("sapal") == [a_case_message("sapal")]

    def test_Q01_a_repeated_case_is_known_by_its_folio(self, departments: Departments) -> None:
        departments.inboxes.deliver(a_case_message())
        departments.inboxes.deliver(a_case_message())
        assert {message.folio for message in departments.read("sapal")} == {a_case_message().folio}

    def test_C18_any_text_a_citizen_writes_arrives(self, departments: Departments) -> None:
        text = "Fuga \x00 \ufffe \x0b 😀 \u202e ñ \x7f"
        departments.inboxes.deliver(a_case_message(text=text))
        assert [message.text for message in departments.read("sapal")] == [text]

    def test_Q09_a_department_without_a_queue_is_told_to_a_person(self, departments: Departments) -> None:
        with pytest.raises(RejectedByServiceError) as refusal:
            departments.inboxes.deliver(a_case_message("cerrada"))
        assert refusal.value.code == "no_such_inbox"
