"""What it costs, in processor time, to write three networks' texts from a release of three pages, and to count them."""

import statistics
import time
from functools import partial

from chalicelib import bootstrap
from chalicelib.domain.networks import Network
from chalicelib.domain.press_release import parse_press_release
from chalicelib.ports import Brief
from chalicelib.procedure.wording import ExtractiveWriter
from local.wording_examples import release_files

ROUNDS = 15


def three_pages() -> str:
    """Give a release of about 8,000 characters: one of the longest, with the paragraphs of three others after it."""
    texts = [file.read_text(encoding="utf-8") for file in release_files()]
    bodies = [text.split("\n\n", 3)[-1] for text in texts[8:14]]
    return "\n\n".join((texts[19], *bodies))[:8_500]


def test_three_texts_from_three_pages() -> None:
    catalogue, counter = bootstrap.catalogue(), bootstrap.text_counter()
    writer, text = ExtractiveWriter(catalogue.proper_nouns), three_pages()
    counter.length(Network.X, "León")
    counting: list[float] = []
    calls: list[int] = []

    def counted(network: Network, post: str) -> int:
        began = time.process_time()
        length = counter.length(network, post)
        counting[-1] += time.process_time() - began
        calls[-1] += network is Network.X
        return length

    times = []
    for _ in range(ROUNDS):
        parse_press_release.cache_clear()
        counting.append(0.0)
        calls.append(0)
        began = time.process_time()
        for network in catalogue.networks:
            strategy = catalogue.strategy(network)
            length = partial(counted, network)
            writer.write(Brief(network, text, strategy.text_limit, length, strategy.hashtags))
        times.append(time.process_time() - began)
    whole, only_counting = statistics.median(times) * 1000, statistics.median(counting) * 1000
    print(
        f"\nthree texts from {len(text):,} characters: {whole:.1f} ms, of them {only_counting:.1f} ms in {calls[-1]} counts for X"
    )
    assert whole - only_counting < 60
    assert calls[-1] < 60
