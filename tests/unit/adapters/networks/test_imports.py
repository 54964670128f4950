"""A function pays at its cold start only for the network it speaks to."""

import subprocess
import sys

import pytest

PACKAGE = "chalicelib.adapters.networks"


def _loaded_by(module: str) -> set[str]:
    """Import a module in a process of its own and give everything that came with it."""
    code = f"import sys, {module}; print(*sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(shown.stdout.split())


@pytest.mark.parametrize(
    ("network", "others"),
    [
        ("x", {f"{PACKAGE}.graph", f"{PACKAGE}.facebook", f"{PACKAGE}.instagram"}),
        ("facebook", {f"{PACKAGE}.x", f"{PACKAGE}.instagram", "tweepy", "oauthlib"}),
        ("instagram", {f"{PACKAGE}.x", f"{PACKAGE}.facebook", "tweepy", "oauthlib"}),
        ("credentials", {"requests", "tweepy"}),
    ],
)
def test_one_network_does_not_load_another(network: str, others: set[str]) -> None:
    assert _loaded_by(f"{PACKAGE}.{network}") & others == set()
