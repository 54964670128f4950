"""R04: a hold over a publication holds its whole story, in both directions."""

from collections.abc import Iterable

import pytest

from chalicelib.domain.campaign import Goals, new_campaign
from chalicelib.domain.case_history import Notice
from chalicelib.domain.comment import Comment
from chalicelib.domain.graphic import Graphic
from chalicelib.domain.hold import REGISTER_ID, HeldMatter, HoldRegister, HoldScope
from chalicelib.domain.neighbours import Neighbour, Neighbours
from chalicelib.domain.networks import Network
from chalicelib.domain.proposal import ProposalState, Wish, new_proposal
from chalicelib.domain.publication import Publication
from chalicelib.domain.records import Record
from chalicelib.procedure import holds
from tests.archived import tell
from tests.builders import (
    BULLETIN,
    NOW,
    PUBLICATION,
    a_bulletin,
    a_comment,
    a_network_comment,
    a_publication,
    a_rendition,
    a_version,
)
from tests.disposal_town import DAY, Town, finished
from tests.fakes import InMemoryArchive, InMemoryEnvelopes
from tests.restoring import put_it_right, restored

CORRECTION = "PUB-20261123-ZZZZZZZZ"
LOGO, OLD_LOGO = "GRA-20261123-AAAAAAAA", "GRA-20261123-BBBBBBBB"
PROPOSAL = "PRO-20261123-AAAAAAAA"
ALIEN = "COM-20261123-facebook-c9"
"""A comment of the town that is below no publication."""

HELD = HeldMatter(scope=HoldScope.PUBLICATION, value=PUBLICATION)


def a_graphic(graphic_id: str) -> Graphic:
    """Give a graphic that was made of another publication and is out of use."""
    return Graphic(
        id=graphic_id,
        created_at=NOW,
        name="logo",
        alt_text="El logo",
        publication=CORRECTION,
        renditions={},
        authorised_by="ines",
        authorised_at=NOW,
        retired_at=NOW,
    )


def showing(*graphics: str) -> Publication:
    """Give the publication of the town, showing graphics of the library."""
    renditions = tuple(a_rendition().model_copy(update={"graphic": one}) for one in graphics)
    return finished(a_publication(a_version(renditions=renditions), campaign="Parques"))


@pytest.fixture
def town() -> Town:
    """Give a day with a bulletin, what was made of it, what it came of, and the graphic that is shown in it."""
    town = Town()
    proposal = new_proposal(PROPOSAL, Wish(title="Parques", on=DAY), by="ana", now=NOW)
    made = {"due_at": None, "duty": None, "attention": None}
    town.put(
        showing(LOGO),
        a_bulletin().evolve(settled=True, due_at=None, duty=None, attention=None),
        proposal.evolve(state=ProposalState.ACCEPTED, bulletin=BULLETIN, **made),
        a_graphic(LOGO),
        a_graphic(OLD_LOGO),
        finished(a_publication().evolve(id=CORRECTION, bulletin=None)),
        new_campaign("CAM-20261123-A", "Parques", first=DAY, last=DAY, goals=Goals(), by="ana", now=NOW).evolve(
            closed_by="ana", result="Bien", **made
        ),
    )
    town.put_a_day()
    return town


def listed(town: Town) -> set[str]:
    """List what is past its term; gives the names of the records on the list."""
    town.run_daily()
    return {entry.name for page in town.pages for entry in page.entries if not entry.is_object}


def corrects(town: Town) -> None:
    """Have the publication be corrected by another."""
    old, new = town.stored.find(PUBLICATION), town.stored.find(CORRECTION)
    assert old
    assert new
    town.stored.commit(replace=[old.evolve(corrected_by=CORRECTION), new.evolve(corrects=PUBLICATION)])


def test_R04_without_a_hold_all_of_it_is_listed(town: Town) -> None:
    assert listed(town) >= {PUBLICATION, BULLETIN, PROPOSAL, LOGO, OLD_LOGO, CORRECTION, ALIEN, "CAM-20261123-A"}


def test_R04_a_hold_over_a_publication_holds_its_bulletin_its_proposal_and_the_graphics_it_shows(town: Town) -> None:
    town.hold(HELD)
    on_it = listed(town)
    assert not on_it & {PUBLICATION, BULLETIN, PROPOSAL, LOGO, "POS-20261123-x-p1", "LEO-20261123-000001"}
    assert on_it >= {OLD_LOGO, CORRECTION, ALIEN}


def test_R04_a_hold_over_the_record_of_a_publication_holds_the_same(town: Town) -> None:
    town.hold(HeldMatter(scope=HoldScope.RECORD, value=PUBLICATION))
    assert not listed(town) & {PUBLICATION, BULLETIN, PROPOSAL, LOGO}


def test_R04_a_hold_placed_when_all_of_it_is_ordered_keeps_it_with_its_files(town: Town) -> None:
    town.ordered()
    town.hold(HELD)
    town.carry_out()
    story = {PUBLICATION, BULLETIN, PROPOSAL, LOGO}
    assert story <= {record.id for record in town.stored.all}
    files = {key for key, _ in town.archive.kept}
    assert {name for name in story if any(f"/{name}/" in key for key in files)} == story
    assert OLD_LOGO not in {record.id for record in town.stored.all}


def test_R04_a_hold_over_a_bulletin_holds_what_was_made_of_it_with_its_comments(town: Town) -> None:
    town.hold(HeldMatter(scope=HoldScope.RECORD, value=BULLETIN))
    on_it = listed(town)
    assert not on_it & {PUBLICATION, BULLETIN, PROPOSAL, "COM-20261123-facebook-c1", "LEO-20261123-000001"}
    assert ALIEN in on_it


@pytest.mark.parametrize("value", [PUBLICATION, CORRECTION])
def test_R04_a_hold_over_either_end_of_a_correction_holds_both_with_all_that_is_theirs(town: Town, value: str) -> None:
    corrects(town)
    town.hold(HeldMatter(scope=HoldScope.PUBLICATION, value=value))
    on_it = listed(town)
    assert not on_it & {PUBLICATION, CORRECTION, BULLETIN, LOGO, "COM-20261123-facebook-c1", "LEO-20261123-000001"}
    assert ALIEN in on_it


def test_R04_a_hold_over_a_campaign_holds_its_bulletins_and_the_campaign_itself(town: Town) -> None:
    town.hold(HeldMatter(scope=HoldScope.CAMPAIGN, value="parques"))
    on_it = listed(town)
    assert not on_it & {PUBLICATION, BULLETIN, PROPOSAL, "CAM-20261123-A"}
    assert {OLD_LOGO, CORRECTION} <= on_it


def test_R04_a_graphic_that_is_shown_after_the_hold_was_placed_is_held_too_and_the_former_one_stays_held(
    town: Town,
) -> None:
    town.hold(HELD)
    known = town.stored.find(PUBLICATION)
    assert known
    town.stored.commit(replace=[known.evolve(versions=showing(OLD_LOGO).versions)])
    assert not listed(town) & {LOGO, OLD_LOGO}


def test_a_lifted_hold_leaves_nothing_in_the_register(town: Town) -> None:
    hold = town.hold(HELD)
    register = town.stored.find(REGISTER_ID)
    assert isinstance(register, HoldRegister)
    assert register.needs == {hold.id: (LOGO,)}
    lifted = register.without(hold.id)
    assert (lifted.holds, lifted.needs) == ({}, {})


def test_R04_a_bulletin_of_which_nothing_was_made_is_held_by_no_hold_over_others(town: Town) -> None:
    rejected = "BOL-20261123-CCCCCCCC"
    town.put(a_bulletin().evolve(id=rejected, settled=True, due_at=None, duty=None, attention=None))
    town.hold(HELD)
    assert rejected in listed(town)


def test_R04_a_hold_over_a_comment_holds_the_page_of_neighbours_that_names_it(town: Town) -> None:
    joined = finished(a_comment(a_network_comment("c8", author_handle="vecina8")))
    member = Neighbour(
        comment=joined.id, network=Network.FACEBOOK, answer_id="c8", key="k", acknowledgement=Notice(reason="sin aviso")
    )
    page = Neighbours(
        id="LEO-20261123-000001#neighbours-0001", created_at=NOW, folio="LEO-20261123-000001", members=(member,)
    )
    town.put(joined, page)
    town.hold(HeldMatter(scope=HoldScope.RECORD, value=joined.id))
    assert not listed(town) & {joined.id, page.id}


def test_R04_many_corrections_of_one_another_are_followed_to_an_end(town: Town) -> None:
    corrects(town)
    new = town.stored.find(CORRECTION)
    assert new
    town.stored.commit(replace=[new.evolve(corrected_by=PUBLICATION)])
    town.hold(HELD)
    assert held(town, [CORRECTION, PUBLICATION]) == [True, True]


def held(town: Town, names: Iterable[str]) -> list[bool]:
    found: list[Record | None] = [town.stored.find(name) for name in names]
    return [bool(one and holds.held_by(one, records=town.records, clock=town.clock)) for one in found]


def test_R04_a_citizen_below_a_corrected_publication_is_held_by_a_hold_over_the_correction(town: Town) -> None:
    corrects(town)
    town.hold(HeldMatter(scope=HoldScope.PUBLICATION, value=CORRECTION))
    [comment] = [one for one in town.stored.all if isinstance(one, Comment) and one.id.endswith("-c1")]
    assert held(town, [comment.id, ALIEN]) == [True, False]


class Archive:
    """An archive and its envelopes."""

    def __init__(self) -> None:
        self.archive, self.envelopes = InMemoryArchive(), InMemoryEnvelopes()


def test_R04_R05_what_a_restore_brought_back_is_held_with_the_graphics_by_a_hold_placed_since(town: Town) -> None:
    town.run_daily()
    then, known = town.stored.all, Archive()
    town.approve()
    town.order()
    town.carry_out()
    town.hold(HELD)
    for record in town.stored.versions:
        tell(known, record, town.clock.now())
    table = restored(then)
    put_it_right(known, table, town.clock, since=DAY)
    left = {record.id for record in table.all}
    assert left >= {PUBLICATION, BULLETIN, PROPOSAL, LOGO}
    assert not left & {OLD_LOGO, CORRECTION, ALIEN}
