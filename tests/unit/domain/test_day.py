"""4.4, P7: figures are folded from the records and from nothing else."""

import hashlib
from collections.abc import Sequence
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain import ids
from chalicelib.domain.bulletin import rejected_upload
from chalicelib.domain.cells import summed
from chalicelib.domain.classification import CommentKind, Sentiment
from chalicelib.domain.comment import Comment
from chalicelib.domain.day import close, manifest_of
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.figures import Figures, fold
from chalicelib.domain.folding import fold_cells
from chalicelib.domain.material import FileRole
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.order import Plan, PublicationOrder
from chalicelib.domain.post import reading_of, removed
from chalicelib.domain.records import Record
from tests.builders import (
    NOW,
    TODAY,
    a_bulletin,
    a_classification,
    a_comment,
    a_delivery,
    a_file,
    a_network_comment,
    a_post,
    a_publication,
    a_referral,
    a_reply,
    an_authorised_publication,
    later,
)


@st.composite
def comments(draw: st.DrawFn) -> list[Comment]:
    drawn = draw(
        st.lists(
            st.tuples(
                st.sampled_from(SOCIAL_NETWORKS),
                st.sampled_from(CommentKind),
                st.sampled_from(Sentiment),
                st.sampled_from([0.2, 0.9]),
                st.sampled_from(["PUB-20261123-A", "PUB-20261123-B", None]),
                st.booleans(),
            ),
            max_size=12,
        )
    )
    made = []
    for number, (network, kind, sentiment, confidence, publication, is_deleted) in enumerate(drawn):
        comment = a_comment(
            a_network_comment(f"c{number}", network=network),
            a_classification(kind, sentiment, confidence=confidence),
            publication=publication,
        )
        made.append(comment.deleted(NOW) if is_deleted else comment)
    return made


def everything() -> list[Record]:
    return [
        a_bulletin(a_file(), a_file("virus.exe", FileRole.REJECTED, rejection="no")),
        rejected_upload("mal/nombre", "La ruta", today=TODAY, now=NOW),
        an_authorised_publication(),
        a_post(Network.X),
        removed(a_post(Network.FACEBOOK), NOW),
        a_delivery(),
        a_reply("LEO-20261123-000001"),
        a_comment(),
        a_comment(a_network_comment("c2")).edited(a_network_comment("c2", text="otro"), NOW),
        a_referral(),
        reading_of(a_post(Network.FACEBOOK), NOW),
    ]


def test_every_kind_of_record_is_counted() -> None:
    figures = fold(everything())
    assert figures.bulletins_by_source == {"": 1, "prensa": 1}
    assert figures.rejected_files == 2
    assert figures.publications_by_state == {"authorised": 1}
    assert figures.posts_by_network == {"facebook": {"removed": 1}, "x": {"live": 1}}
    assert figures.replies_by_network == {"x": {DeliveryState.READY: 1}}
    assert figures.comments == 2
    assert figures.comments_edited == 1
    assert figures.referrals_by_department == {"sapal": {"opened": 1}}
    assert figures.waiting_for_a_person == 3


@given(records=comments(), order=st.randoms())
def test_P7_the_same_records_give_the_same_figures_in_any_order(records: list[Comment], order: object) -> None:
    shuffled: list[Record] = [*records, *everything()]
    straight = fold(shuffled)
    order.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random
    assert fold(shuffled).model_dump_json() == straight.model_dump_json()


@given(records=comments())
def test_P7_every_comment_is_counted_once_on_each_axis(records: list[Comment]) -> None:
    figures = fold(records)
    for table in (
        figures.comments_by_network_and_kind,
        figures.comments_by_network_and_sentiment,
        figures.comments_by_publication_and_sentiment,
    ):
        assert sum(sum(row.values()) for row in table.values()) == len(records)
    assert figures.comments == len(records)
    assert figures.comments_deleted == sum(comment.deleted_at is not None for comment in records)


@given(days=st.lists(comments(), min_size=1, max_size=4))
def test_P7_a_period_is_the_sum_of_its_days(days: list[list[Comment]]) -> None:
    distinct: list[Sequence[Comment]] = [
        [comment.evolve(id=f"{comment.id}-{number}") for comment in day] for number, day in enumerate(days)
    ]
    together = fold_cells(comment for day in distinct for comment in day)
    by_day = [fold_cells(day) for day in distinct]
    for place, measures in together.items():
        assert summed(cells.get(place, {}) for cells in by_day) == measures


def test_a_day_without_records_is_all_noughts() -> None:
    assert fold([]) == Figures()


def test_the_days_own_record_and_the_machines_marks_are_not_counted() -> None:
    day = close(ids.day_id(TODAY), everything(), NOW, None)
    assert fold([day, *everything()]) == fold(everything())
    assert manifest_of([day, reading_of(a_post(), NOW)]) == manifest_of([])


# The manifest -----------------------------------------------------------------------------------------------------


def test_R07_the_manifest_is_one_hash_over_every_official_record_in_any_order() -> None:
    manifest = manifest_of(everything())
    assert manifest.records == len(everything()) - 1
    assert manifest_of(reversed(everything())) == manifest


def test_R07_anybody_with_the_stored_records_can_compute_the_manifest_again() -> None:
    comment, referral = a_comment(), a_referral()
    lines = (
        f"{r.id} {r.revision} {hashlib.sha256(r.model_dump_json().encode()).hexdigest()}\n" for r in (comment, referral)
    )
    assert manifest_of([referral, comment]).sha256 == hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()


def test_R07_any_change_of_a_record_changes_the_manifest() -> None:
    before = manifest_of([a_comment()])
    assert manifest_of([a_comment().deleted(NOW)]) != before
    assert manifest_of([a_comment(), a_referral()]) != before
    assert manifest_of([]) != before


def test_R10_closing_a_day_again_over_the_same_records_changes_nothing() -> None:
    first = close(ids.day_id(TODAY), everything(), later(days=1), None)
    assert close(ids.day_id(TODAY), reversed([*everything(), first]), later(days=2), first) == first


def test_R10_a_day_closed_before_gets_its_figures_anew() -> None:
    first = close(ids.day_id(TODAY), [], NOW, None)
    again = close(ids.day_id(TODAY), [a_publication(), first], later(days=1), first)
    assert again.id == first.id
    assert again.manifest.records == 1
    assert again.figures != first.figures


def test_C18_half_a_character_in_one_comment_does_not_keep_the_day_from_being_closed() -> None:
    broken = a_comment(a_network_comment(text="queja \ud83d"))
    day = close(ids.day_id(TODAY), [broken, a_comment(a_network_comment("c2"))], NOW, None)
    assert day.manifest.records == 2


def test_what_is_planned_and_has_no_file_yet_is_no_rejected_file() -> None:
    planned = a_bulletin().planned(Plan(order=PublicationOrder(text={Network.X: "Hola"}), by="agencia"), None, NOW)
    figures = fold([planned])
    assert (figures.bulletins_by_source, figures.rejected_files) == ({"prensa": 1}, 0)


def test_P7_what_the_networks_asked_for_is_added_up_by_network_and_over_days() -> None:
    paid = [a_delivery(price_usd=Decimal("0.015")), a_delivery(id="PUB-20261123-B#x", price_usd=Decimal("0.20"))]
    figures = fold([*paid, a_delivery(Network.FACEBOOK)])
    assert figures.cost_usd_by_network == {"x": Decimal("0.215")}
