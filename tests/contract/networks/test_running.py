"""Running the simulated networks: as a process, beside others, with a memory, and under this machine's control alone."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import requests

from local.networks import CitizenClient, Control, ControlRefusedError, SimulatedNetworks
from local.networks.people import CITIZENS
from tests.contract.networks.clients import TIMEOUT_SECONDS, FacebookClient, InstagramClient, XClient


@contextmanager
def process(*arguments: str) -> Iterator[dict[str, Any]]:
    """Run the command until the block ends; give the line it says when ready."""
    command = [sys.executable, "-m", "local.networks", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        yield json.loads(running.stdout.readline())
        running.send_signal(signal.SIGTERM)
        running.wait(TIMEOUT_SECONDS)


def test_the_command_says_where_it_listens_and_remembers_what_there_was(tmp_path: Path) -> None:
    state = str(tmp_path / "state.json")
    with process("--port", "0", "--state", state) as ready:
        assert ready["graph_base_url"] == f"http://127.0.0.1:{ready['port']}/v25.0"
        assert ready["x_base_url"] == ready["base_url"]
        CitizenClient(ready["base_url"], CITIZENS[0]).post_on_x("Buenos días \x00 \ud83d")
        before = Control(ready["base_url"]).comments()
    with process("--state", state) as ready:
        assert Control(ready["base_url"]).comments() == before
        assert before[0]["text"] == "Buenos días \x00 \ud83d"


def test_a_saved_world_goes_on_with_its_pictures_and_new_ids(tmp_path: Path) -> None:
    with SimulatedNetworks(state_file=tmp_path / "state.json") as networks:
        FacebookClient(networks).photo(message="Un parque")
        before = networks.control.state()
        pictures = dict(networks.world.state.pictures)
    with SimulatedNetworks(state_file=tmp_path / "state.json") as networks:
        assert networks.control.state() == before
        assert networks.world.state.pictures == pictures
        post_id = FacebookClient(networks).published("Otro aviso")
        assert post_id > before["posts"]["facebook"][0]["id"]


def test_P28_the_clock_can_be_ours(tmp_path: Path) -> None:
    noon = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
    with SimulatedNetworks(now=lambda: noon) as networks:
        facebook = FacebookClient(networks)
        post_id = facebook.published("Aviso")
        assert facebook.get(post_id, fields="created_time").json()["created_time"] == "2026-11-23T18:00:00+0000"
        networks.control.advance(60)
        later = facebook.get(facebook.published("Otro"), fields="created_time")
        assert later.json()["created_time"] == "2026-11-23T18:01:00+0000"
        assert later.headers["Date"] == "Mon, 23 Nov 2026 18:01:00 GMT"
    assert list(tmp_path.iterdir()) == []


def test_two_worlds_do_not_know_each_other(networks: SimulatedNetworks, x: XClient) -> None:
    with SimulatedNetworks() as other:
        x.published("Aviso")
        assert other.control.state()["posts"]["x"] == []
        assert networks.base_url != other.base_url


def test_reset_forgets_everything(x: XClient, lupita: CitizenClient, control: Control) -> None:
    lupita.comment_on_x(x.published("Aviso"), "Hola")
    control.fail("token_dead", "x.*", times=None)
    control.advance(100)
    control.reset()
    assert control.comments() == control.exchanges() == control.faults() == []
    assert control.state()["posts"] == {"x": [], "facebook": [], "instagram": []}
    assert control.settings()["clock_offset_seconds"] == 0
    assert control.ledger() == {"usd": 0, "operations": []}


def test_the_state_counts_what_is_live_and_what_was_removed(
    x: XClient, lupita: CitizenClient, control: Control
) -> None:
    post_id = x.published("Aviso")
    comment_id = lupita.comment_on_x(post_id, "Hola")
    gone_id = lupita.comment_on_x(post_id, "Adiós")
    x.reply(comment_id, "Gracias")
    lupita.delete_on_x(gone_id)
    assert control.state()["counts"]["x"] == {
        "posts_live": 1,
        "posts_removed": 0,
        "replies_live": 1,
        "replies_removed": 0,
        "comments_live": 1,
        "comments_removed": 1,
    }
    truth = [(one["id"], one["text"], one["is_live"], one["post_id"]) for one in control.comments()]
    assert truth == [(comment_id, "Hola", True, post_id), (gone_id, "Adiós", False, post_id)]
    shown = x.mentions().json()["data"][0]["text"]
    assert control.comments()[0]["shown_text"] == shown == f"@{x.account.username} Hola"


def test_the_journal_keeps_no_token(x: XClient, facebook: FacebookClient, control: Control) -> None:
    x.published("Aviso")
    facebook.published("Aviso")
    facebook.get("debug_token", input_token=facebook.token)
    journal = json.dumps(control.exchanges())
    assert facebook.token not in journal
    assert x.account.access_token not in journal
    assert [one["operation"] for one in control.exchanges()] == [
        "x.create_post",
        "facebook.feed",
        "facebook.debug_token",
    ]


def test_accounts_and_citizens_are_always_the_same(networks: SimulatedNetworks) -> None:
    told = networks.control.accounts()
    assert told["accounts"]["x"]["consumer_secret"] == networks.accounts.x.consumer_secret
    assert [one["x_token"] for one in told["citizens"]] == [one.x_token for one in networks.citizens]


@pytest.mark.parametrize("changes", [{"colour": "blue"}, {"instagram_quota": -1}, {"x_dialect": "old"}])
def test_a_setting_that_cannot_be_is_refused(control: Control, changes: Any) -> None:
    with pytest.raises(ControlRefusedError):
        control.set(**changes)


def test_the_controls_answer_only_under_a_name_of_this_machine(networks: SimulatedNetworks) -> None:
    url = f"{networks.base_url}/_control/state"
    refused = requests.get(url, headers={"Host": "attacker.example"}, timeout=TIMEOUT_SECONDS)
    assert refused.status_code == 403
    malformed = requests.post(f"{networks.base_url}/_control/settings", data="{", timeout=TIMEOUT_SECONDS)
    assert malformed.status_code == 400


def test_unknown_paths_are_not_found(networks: SimulatedNetworks, instagram: InstagramClient) -> None:
    assert requests.get(f"{networks.base_url}/2/lists", timeout=TIMEOUT_SECONDS).status_code == 404
    assert instagram.get("one/two/three").status_code == 400
