"""Lengths as the networks count them."""

import importlib
import sys
import time
from types import ModuleType
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.adapters.texts import NetworkTextCounter
from chalicelib.adapters.texts.counting import weighted_length
from chalicelib.domain.networks import Network
from tests.shared import shared_path

APPLICABLE = ("WeightedTweetsWithDiscountedEmojiCounterTest", "UnicodeDirectionalMarkerCounterTest")


def on_x(text: str) -> int:
    return NetworkTextCounter().length(Network.X, text)


def conformance() -> list[dict[str, Any]]:
    suite = yaml.safe_load(shared_path("contracts/twitter-text/validate.yml").read_text(encoding="utf-8"))["tests"]
    return [case for group in APPLICABLE for case in suite[group]]


def test_the_24_conformance_cases_of_twitter_text_hold() -> None:
    cases = conformance()
    assert len(cases) == 24
    wrong = [case["description"] for case in cases if on_x(case["text"]) != case["expected"]["weightedLength"]]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("León", 4),
        ("Leo\u0301n", 4),
        ("Entra a https://www.leon.gob.mx/parques/gratis?este=domingo", 8 + 23),
        ("leon.gob.mx", 23),
        ("🧑🏻‍🤝‍🧑🏻", 2),
        ("🟢 #León", 2 + 6),
        ("«¡Así!»…", 7 + 2),
        ("\ud83d", 2),
    ],
)
def test_x_counts_weights(text: str, length: int) -> None:
    assert on_x(text) == length


@pytest.mark.parametrize("network", [Network.FACEBOOK, Network.INSTAGRAM, Network.MANUAL])
def test_other_networks_count_characters(network: Network) -> None:
    assert NetworkTextCounter().length(network, "León 🟢 https://www.leon.gob.mx") == 30


@pytest.mark.parametrize("unit", ["a.", "a-b.", "é.", "com.", "http://a.", "@a.b"])
def test_a_text_of_dots_takes_no_more_than_a_moment(unit: str) -> None:
    """Without a limit a thousand characters of them took the library two seconds, and ten thousand minutes."""
    started = time.perf_counter()
    assert on_x(unit * (5_000 // len(unit))) > 280
    assert time.perf_counter() - started < 2


@given(st.text(alphabet="ab1.:/ é👍\u200d\ufe0f-@#日\ud83d"))
def test_counting_never_fails_and_an_address_apart_costs_at_least_itself(text: str) -> None:
    assert weighted_length(text) >= 0
    assert weighted_length(f"{text} https://a.mx/x") >= 23


def test_the_library_is_loaded_although_its_own_loader_of_files_is_gone() -> None:
    """It asks for `pkg_resources`; what stands in for it does not stay behind for others to find."""
    module = importlib.import_module("chalicelib.adapters.texts.twitter_text_library")
    assert module.parsed_length("León") == 4
    left = sys.modules.get("pkg_resources")
    assert left is None or (isinstance(left, ModuleType) and left.__spec__ is not None)
