"""5.1 One calendar: everything of the plan is on its day, in its state, with what it lacks; proposals and campaigns."""

from datetime import date, datetime, time, timedelta

import pytest

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.calendar import LOCAL_ZONE
from chalicelib.domain.campaign import Campaign, Goals
from chalicelib.domain.classification import CommentKind, Sentiment
from chalicelib.domain.comment import Comment
from chalicelib.domain.coverage import Coverage
from chalicelib.domain.errors import InvalidInputError, NotFoundError
from chalicelib.domain.networks import Network
from chalicelib.domain.order import Plan, PublicationOrder
from chalicelib.domain.people import Role
from chalicelib.domain.plan_entry import Entry, PlanState
from chalicelib.domain.post import count_of, received
from chalicelib.domain.proposal import Proposal, ProposalState, Wish
from chalicelib.domain.reactions import Reactions
from chalicelib.domain.records import Duty, Record
from chalicelib.procedure.campaigning import campaigns_since, close_campaign, plan_campaign_goals, progress_of
from chalicelib.procedure.plan_calendar import MAX_DAYS, plan_between
from chalicelib.procedure.plan_evidence import evidence_of
from chalicelib.procedure.plan_rules import plan_rules
from chalicelib.procedure.proposing import accept_proposal, decline_proposal, propose
from chalicelib.procedure.recounting import close_day
from chalicelib.texts_es import plan as texts
from tests.builders import (
    NOW,
    PUBLICATION,
    TODAY,
    a_bulletin,
    a_classification,
    a_comment,
    a_delivery,
    a_network_comment,
    a_person,
    a_post,
    a_version,
    an_authorised_publication,
    later,
    the_image_office,
)
from tests.world import World

LIAISON = a_person(Role.LIAISON, username="enlace", department_id="sapal")
TOMORROW = TODAY + timedelta(days=1)


def plan(world: World, first: date = TODAY, last: date = TODAY + timedelta(days=40)) -> list[Entry]:
    return plan_between(first, last, records=world.records, catalogue=world.catalogue, clock=world.clock)


def the_one(world: World) -> Entry:
    [entry] = plan(world)
    return entry


def proposed(world: World, **changes: object) -> Proposal:
    wish = Wish.model_validate({"title": "Día del agua", "on": TODAY + timedelta(days=9), **changes})
    return propose(wish, by=LIAISON, records=world.records, catalogue=world.catalogue, clock=world.clock)


# The calendar -----------------------------------------------------------------------------------------------------


def test_a_publication_goes_through_its_states_on_the_day_it_is_planned_for() -> None:
    world = World()
    world.prepared(Network.X)
    prepared = the_one(world)
    assert (prepared.state, prepared.on) == (PlanState.PREPARED, TODAY)
    assert prepared.lacks == (texts.WAITS_FOR_AUTHORISATION, texts.WAITS_FOR_HOUR)
    world.authorise()
    assert the_one(world).state is PlanState.AUTHORISED
    world.schedule(later(days=9))
    scheduled = the_one(world)
    assert (scheduled.state, scheduled.at, scheduled.lacks) == (PlanState.SCHEDULED, later(days=9), ())
    assert scheduled.on == TODAY + timedelta(days=9)
    world.clock.set(later(days=9, minutes=-1))
    world.run()
    assert the_one(world).state is PlanState.PUBLISHED
    world.take_down()
    assert the_one(world).state is PlanState.WITHDRAWN


def test_what_is_held_on_one_network_is_held_and_says_why() -> None:
    world = World()
    world.released(Network.X, Network.FACEBOOK)
    world.stored.commit(replace=[world.delivery(Network.FACEBOOK).held("La cuenta no responde.", NOW)])
    world.run()
    held = the_one(world)
    assert (held.state, held.lacks) == (PlanState.HELD, ("La cuenta no responde.",))


def test_what_goes_out_on_another_day_than_its_own_is_found_there_and_only_there() -> None:
    world = World()
    world.prepared(Network.X)
    world.authorise()
    world.schedule(later(days=29))
    day = TODAY + timedelta(days=29)
    assert [entry.on for entry in plan(world, day, day)] == [day]
    assert plan(world, TODAY, TODAY + timedelta(days=28)) == []


def test_what_came_out_late_is_found_on_the_day_it_came_out() -> None:
    world = World()
    at = later(days=2)
    world.put(an_authorised_publication(a_version(networks=[Network.X])).released(NOW))
    world.put(a_delivery(network_id="p1").done(permalink=None, published_at=at, now=at))
    world.put(a_post(published_at=at, id=ids.post_id(TODAY + timedelta(days=2), Network.X, "p1")))
    day = TODAY + timedelta(days=2)
    assert [(entry.state, entry.on) for entry in plan(world, day, day)] == [(PlanState.PUBLISHED, day)]


def test_a_planned_bulletin_says_what_it_lacks_until_it_is_a_publication() -> None:
    world = World()
    order = PublicationOrder(publish_at=later(days=3), campaign="Agua")
    bulletin = a_bulletin().planned(Plan(order=order, by="ana", title="Día del agua"), "sapal", NOW)
    world.put(bulletin)
    entry = the_one(world)
    assert (entry.id, entry.state, entry.title) == (bulletin.id, PlanState.PLANNED, "Día del agua")
    assert entry.lacks == (texts_es.LACKS_TEXT, texts_es.LACKS_IMAGE)
    assert (entry.on, entry.campaign, entry.department_id) == (TODAY + timedelta(days=3), "Agua", "sapal")
    world.prepared(Network.X)
    assert the_one(world).id == PUBLICATION


def test_the_plan_is_sorted_and_of_at_most_92_days() -> None:
    world = World()
    for title, on, at in [
        ("b", TOMORROW, time(9)),
        ("a", TOMORROW, time(9)),
        ("c", TOMORROW, None),
        ("d", TODAY, None),
    ]:
        proposed(world, title=title * 3, on=on, at=at)
    assert [entry.title for entry in plan(world)] == ["ddd", "aaa", "bbb", "ccc"]
    assert plan(world, TODAY, TODAY + timedelta(days=MAX_DAYS - 1))
    for last in (TODAY + timedelta(days=MAX_DAYS), TODAY - timedelta(days=1)):
        with pytest.raises(InvalidInputError, match="92 días"):
            plan(world, TODAY, last)


class _Counted:
    """Records that count the Queries of days and never give a comment to the plan."""

    def __init__(self, world: World) -> None:
        self.asked: list[tuple[date, str]] = []
        self._of_day = world.stored.of_day
        world.stored.of_day = self._count  # type: ignore[method-assign]  # a counter in its place

    def _count(self, day: date, prefix: str = "") -> list[Record]:
        self.asked.append((day, prefix))
        return self._of_day(day, prefix)


def test_a_day_to_come_costs_one_query_and_a_day_that_is_over_never_reads_its_comments() -> None:
    world = World()
    counted = _Counted(world)
    plan(world, TODAY - timedelta(days=2), TODAY + timedelta(days=20))
    assert [prefix for day, prefix in counted.asked if day > TODAY] == [""] * 20
    assert {prefix for day, prefix in counted.asked if day <= TODAY} == {"BOL-", "P"}
    assert len(counted.asked) == 20 + 2 * 3


# Proposals --------------------------------------------------------------------------------------------------------


def test_a_proposal_waits_for_the_image_office_before_its_day_and_stands_on_the_plan() -> None:
    world = World()
    proposal = proposed(world, department_id="deporte", at=time(10), idea="Cuidemos el agua")
    assert (proposal.duty, proposal.due_at) == (Duty.PERSON, later(days=1))
    assert proposal.attention is not None
    assert "«Día del agua» para el miércoles 2 de diciembre de 2026" in proposal.attention.reason
    assert proposal.title == "Día del agua"
    assert proposal.wish.department_id == "sapal", "a liaison proposes for their own department"
    entry = the_one(world)
    assert (entry.state, entry.lacks, entry.text) == (
        PlanState.PROPOSED,
        (texts.WAITS_FOR_ANSWER,),
        "Cuidemos el agua",
    )
    assert proposed(world, at=time(10)).id == proposal.id
    assert proposed(world, on=TOMORROW).due_at == datetime(2026, 11, 24, tzinfo=LOCAL_ZONE)


def test_an_accepted_proposal_is_a_planned_bulletin_with_its_title_and_nothing_of_its_idea_goes_out() -> None:
    world = World()
    proposal = proposed(world, idea="Cuidemos el agua", at=time(10), networks=("facebook",), campaign="Agua")
    for _ in range(2):
        accepted = accept_proposal(proposal.id, by=the_image_office(), records=world.records, clock=world.clock)
    assert (accepted.state, accepted.decided_by, accepted.due_at) == (ProposalState.ACCEPTED, "directora", None)
    [bulletin] = world.of_kind(Bulletin)
    assert bulletin.id == accepted.bulletin
    assert bulletin.order.text == {}
    assert bulletin.plan.by == "enlace"
    entry = the_one(world)
    assert (entry.id, entry.title, entry.state) == (bulletin.id, "Día del agua", PlanState.PLANNED)
    assert entry.lacks == (texts_es.LACKS_TEXT, texts_es.LACKS_IMAGE)
    with pytest.raises(InvalidInputError, match=texts.PROPOSAL_ANSWERED):
        decline_proposal(proposal.id, "No", by=the_image_office(), records=world.records, clock=world.clock)


def test_the_files_of_an_accepted_proposal_make_its_publication() -> None:
    world = World()
    proposal = proposed(world, on=TOMORROW, at=time(10), networks=("facebook",))
    accept_proposal(proposal.id, by=the_image_office(), records=world.records, clock=world.clock)
    [bulletin] = world.of_kind(Bulletin)
    folder = f"imagen/{bulletin.on.isoformat()}/{bulletin.slug}"
    world.upload(f"{folder}/texto.txt", "Hoy es el día del agua.".encode())
    world.upload(f"{folder}/foto.jpg", b"\xff\xd8 agua")
    publication = world.prepare(bulletin.id)
    assert publication is not None
    assert publication.publish_at == datetime(2026, 11, 24, 10, tzinfo=LOCAL_ZONE)
    assert list(publication.current.networks) == [Network.FACEBOOK]
    assert "enlace" in publication.preparers, "who proposed it does not authorise it"


def test_a_declined_proposal_leaves_the_plan_and_keeps_the_first_reason() -> None:
    world = World()
    proposal = proposed(world)
    for because in ("No cabe en la semana", "Otra razón"):
        declined = decline_proposal(
            proposal.id, because, by=the_image_office(), records=world.records, clock=world.clock
        )
    assert (declined.state, declined.decided_because) == (ProposalState.DECLINED, "No cabe en la semana")
    assert plan(world) == []
    with pytest.raises(InvalidInputError, match=texts.PROPOSAL_ANSWERED):
        accept_proposal(proposal.id, by=the_image_office(), records=world.records, clock=world.clock)


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        ({"on": TODAY - timedelta(days=1)}, texts.PROPOSAL_PAST),
        ({"on": TODAY, "at": time(11, 59)}, texts.PROPOSAL_PAST),
        ({"on": TODAY + timedelta(days=367)}, texts.PROPOSAL_TOO_FAR),
        ({"title": "¡¡¡"}, texts.NAME_SAYS_NOTHING),
    ],
)
def test_a_proposal_that_cannot_be_is_refused_with_the_reason(wish: dict[str, object], reason: str) -> None:
    with pytest.raises(InvalidInputError, match=reason):
        proposed(World(), **wish)


def test_a_proposal_whose_day_passed_is_not_accepted() -> None:
    world = World()
    proposal = proposed(world, on=TOMORROW)
    world.clock.set(later(days=2))
    with pytest.raises(InvalidInputError, match=texts.PROPOSAL_PAST):
        accept_proposal(proposal.id, by=the_image_office(), records=world.records, clock=world.clock)


# Campaigns and evidence -------------------------------------------------------------------------------------------


def a_campaign(world: World, name: str = "Parques Vivos", days: int = 10, **goals: object) -> Campaign:
    return plan_campaign_goals(
        name,
        first=TODAY,
        last=TODAY + timedelta(days=days),
        goals=Goals.model_validate(goals),
        by=the_image_office(),
        records=world.records,
        clock=world.clock,
    )


def test_a_campaign_waits_for_its_closing_after_its_last_day_and_may_be_changed_until_then() -> None:
    world = World()
    first = a_campaign(world, posts=5)
    assert (first.duty, first.due_at) == (Duty.PERSON, datetime(2026, 12, 4, tzinfo=LOCAL_ZONE))
    assert a_campaign(world, posts=5) == first
    changed = a_campaign(world, name="Parques  vivos", days=20, posts=8)
    assert (changed.id, changed.goals.posts) == (first.id, 8)
    closed = close_campaign(first.id, "Se llenó la plaza", by=the_image_office(), records=world.records)
    assert (closed.is_finished, closed.due_at) == (True, None)
    with pytest.raises(InvalidInputError, match=texts.CAMPAIGN_CLOSED):
        a_campaign(world)


@pytest.mark.parametrize("days", [-1, 186])
def test_a_campaign_ends_after_it_begins_and_lasts_no_more_than_186_days(days: int) -> None:
    with pytest.raises(InvalidInputError, match="186 días"):
        a_campaign(World(), days=days)


def test_campaigns_are_found_by_their_last_day() -> None:
    world = World()
    for days in range(3):
        a_campaign(world, f"Campaña {days}", days)
    found = campaigns_since(TODAY + timedelta(days=1), records=world.records)
    assert [campaign.name for campaign in found] == ["Campaña 1", "Campaña 2"]
    assert plan_rules(TODAY, records=world.records, catalogue=world.catalogue).campaigns != ()


def comments(*sentiments: Sentiment, publication: str = PUBLICATION) -> list[Comment]:
    return [
        a_comment(
            a_network_comment(network_id=f"{publication}-{number}"),
            a_classification(CommentKind.OTHER, sentiment),
            publication=publication,
        )
        for number, sentiment in enumerate(sentiments)
    ]


def test_P7_a_campaigns_progress_is_the_same_from_open_and_from_closed_days() -> None:
    world = World()
    world.put(an_authorised_publication(campaign="parques vivos"), a_post())
    good, bad, neither = Sentiment.POSITIVE, Sentiment.NEGATIVE, Sentiment.NEUTRAL
    world.put(*comments(good, good, good, bad, neither, neither))
    world.put(*comments(good, bad, publication="PUB-20261123-ANOTHERX"))
    campaign = a_campaign(world)
    _, counted = progress_of(campaign.id, records=world.records, clock=world.clock)
    assert (counted.posts, counted.comments, counted.positive, counted.negative) == (1, 6, 3, 1)
    assert counted.share == 0.75
    assert counted.counted_up_to == TODAY
    close_day(TODAY, records=world.records, clock=world.clock)
    assert progress_of(campaign.id, records=world.records, clock=world.clock)[1] == counted
    with pytest.raises(NotFoundError):
        progress_of("CAM-20261123-00000000", records=world.records, clock=world.clock)


def test_evidence_counts_what_the_network_counts_less_our_own_answers() -> None:
    world = World()
    world.catalogue.best_hours = (12,)
    post = a_post()
    world.put(an_authorised_publication(campaign="Parques"), post)
    world.put(count_of(post, Coverage(counted_at=NOW, network_count=9, own=2), NOW))
    world.put(*comments(Sentiment.POSITIVE, Sentiment.NEGATIVE))
    found = evidence_of(Network.X, TODAY, TODAY, records=world.records, catalogue=world.catalogue, clock=world.clock)
    [hour] = found.hours
    assert (hour.name, hour.posts, hour.comments, hour.is_advised) == ("12:00", 1, 7, True)
    assert (hour.positive_share, hour.judged, hour.says) == (0.5, 2, texts.FEW)
    assert [group.name for group in found.campaigns] == ["Parques"]
    nothing = evidence_of(
        Network.FACEBOOK, TODAY, TODAY, records=world.records, catalogue=world.catalogue, clock=world.clock
    )
    assert (nothing.posts, nothing.hours) == (0, ())


def test_a_campaigns_reactions_are_those_its_networks_told_and_it_is_said_of_how_many_posts() -> None:
    world = World()
    campaign = a_campaign(world, "Parques", reactions=100)
    assert campaign.goals.reactions == 100
    told, kept = a_post(Network.X), a_post(Network.FACEBOOK)
    world.put(an_authorised_publication(campaign="Parques"), told, kept)
    _, nothing = progress_of(campaign.id, records=world.records, clock=world.clock)
    assert (nothing.posts, nothing.reactions, nothing.posts_with_reactions) == (2, None, 0)
    world.records.commit(replace=[received(world.the(told.id), Reactions(likes=40), NOW)])
    world.records.commit(replace=[received(world.the(kept.id), Reactions(shares=3), NOW)])
    _, counted = progress_of(campaign.id, records=world.records, clock=world.clock)
    assert (counted.reactions, counted.posts_with_reactions) == (40, 1)


def test_evidence_takes_the_networks_last_count_of_the_reactions() -> None:
    world = World()
    world.put(an_authorised_publication(), received(a_post(), Reactions(likes=40), NOW), a_post(Network.X, "p2"))
    found = evidence_of(Network.X, TODAY, TODAY, records=world.records, catalogue=world.catalogue, clock=world.clock)
    [hour] = found.hours
    assert (hour.posts, hour.counted, hour.reactions, hour.reactions_say) == (2, 1, 40, texts.FEW)
