"""2.5 Mejores horas: advice on the time of a schedule, which never stands in the way."""

from datetime import UTC, datetime

import pytest

from chalicelib.domain.best_hours import is_best, next_best
from chalicelib.domain.networks import Network
from chalicelib.procedure.advising import advice_on
from tests.builders import NOW, a_publication, a_version, later
from tests.world import FakeCatalogue

HOURS = (8, 13, 20)


@pytest.mark.parametrize(
    ("local", "following"),
    [
        ("2026-11-23T07:59:59-06:00", "2026-11-23T08:00:00-06:00"),
        ("2026-11-23T14:00:00-06:00", "2026-11-23T20:00:00-06:00"),
        ("2026-11-23T23:10:00-06:00", "2026-11-24T08:00:00-06:00"),
        ("2026-12-31T21:00:00-06:00", "2027-01-01T08:00:00-06:00"),
    ],
)
def test_P28_the_next_best_hour_is_leons(local: str, following: str) -> None:
    at = datetime.fromisoformat(local)
    assert not is_best(at, HOURS)
    assert next_best(at.astimezone(UTC), HOURS) == datetime.fromisoformat(following)


def test_an_instant_within_a_best_hour_is_good_to_its_end() -> None:
    assert is_best(datetime.fromisoformat("2026-11-23T13:59:59-06:00"), HOURS)
    assert is_best(NOW, ())


def test_each_network_has_its_own_advice_and_other_media_none() -> None:
    version = a_version(networks=(Network.X, Network.MANUAL))
    [said] = advice_on(a_publication(version, publish_at=later(minutes=30)), FakeCatalogue(best_hours=HOURS))
    assert said == (
        "A esa hora poca gente ve X; sus mejores horas: 8:00, 13:00, 20:00."
        " La siguiente es el 23/11/2026 a las 13:00. Puede dejarla como está."
    )


def test_live_coverage_and_a_good_hour_need_no_advice() -> None:
    catalogue = FakeCatalogue(best_hours=(12,))
    assert advice_on(a_publication(publish_at=later(minutes=30)), catalogue) == []
    live = a_publication(publish_at=later(minutes=90), priority="live")
    assert advice_on(live, catalogue) == []
