"""What the daily look at the account on X tells."""

import pytest

from chalicelib.adapters.networks.x import XProbe
from chalicelib.domain.errors import CredentialsRejectedError, RejectedByServiceError, TransientServiceError
from chalicelib.ports import AccountStanding
from tests.unit.adapters.networks.accounts import X
from tests.unit.adapters.networks.scripted import RESET, Reply, Script

ME = {"data": {"id": X.user_id, "name": "Municipio de León", "username": "municipio_leon"}}
WRITING = frozenset({"read", "write"})


@pytest.fixture
def probe(script: Script) -> XProbe:
    return XProbe(X, base_url=script.url)


@pytest.mark.parametrize(
    ("level", "scopes", "missing"),
    [
        ("read-write", WRITING, set()),
        ("read-write-directmessages", WRITING | {"directmessages"}, set()),
        ("read", {"read"}, {"write"}),
        (None, set(), set()),
    ],
)
def test_the_account_stands_as_X_says(
    probe: XProbe, script: Script, level: str | None, scopes: set[str], missing: set[str]
) -> None:
    script.then(Reply(200, ME, {"x-access-level": level} if level else {}))
    expected = AccountStanding(X.user_id, "@municipio_leon", frozenset(scopes), frozenset(missing), None)
    assert probe.probe() == expected
    assert script.lines == ["GET /2/users/me"]


def test_P26_the_tokens_of_another_account_are_no_good(probe: XProbe, script: Script) -> None:
    script.then({"data": {**ME["data"], "id": "42"}})
    with pytest.raises(CredentialsRejectedError, match="wrong account"):
        probe.probe()


def test_P25_dead_tokens_a_suspended_account_and_a_failure_of_X_are_told_apart(probe: XProbe, script: Script) -> None:
    script.then(Reply(401, {}), Reply(403, {"detail": "Your account is suspended"}), Reply(503, {}), RESET, {"data": 1})
    with pytest.raises(CredentialsRejectedError):
        probe.probe()
    with pytest.raises(RejectedByServiceError) as refused:
        probe.probe()
    assert refused.value.code == "account_blocked"
    for _ in range(3):
        with pytest.raises(TransientServiceError):
            probe.probe()
