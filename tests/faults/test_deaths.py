"""P2 under real deaths: a small part of the trial; all of it is one of the long ones (`make faults`)."""

import json
import subprocess
import sys

from tests.shared import ROOT


def test_P03_P06_P11_a_process_that_is_gone_around_the_call_leaves_one_live_post_on_each_network() -> None:
    command = [sys.executable, "-m", "tests.faults.deaths", "--lags", "2", "--steps", "publish", "--json"]
    # A process of its own: its adapters are made for a town of its own.
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    result = json.loads(done.stdout)
    assert result["cases"] == result["died"] == result["live_once"] == 6, result
    assert result["duplicated"] == result["lost"] == []
    assert done.returncode == 0
