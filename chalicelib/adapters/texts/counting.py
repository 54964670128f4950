"""
The length of a text on each network: weighted on X, code points elsewhere.

X counts by twitter-text, configuration v3 (https://docs.x.com/fundamentals/counting-characters): NFC, an address 23, an emoji 2
however many code points it has, most scripts other than Latin 2. Its library takes 0.14 s to import, most of it the list of
emoji, so it is loaded at the first text for X and not before.
"""

import re

from chalicelib.domain.networks import Network

_DOTTED = re.compile(r"(?:[^\s.]*\.){10,}")
"""
What could be an address with ten dots or more. The library tries it as a domain from every one of its letters: a thousand
letters with dots between took two seconds, ten thousand minutes. No address of ours looks like that.
"""


class NetworkTextCounter:
    """Counts texts."""

    def length(self, network: Network, text: str) -> int:
        """Give the length: weighted on X (twitter-text v3), characters elsewhere."""
        return weighted_length(text) if network is Network.X else len(text)


def weighted_length(text: str) -> int:
    """
    Count a text as X does.

    Half of a surrogate pair, which no network takes, counts as the � it would become; what has ten dots and no space is
    counted letter by letter, which is never less than X would count.
    """
    from chalicelib.adapters.texts.twitter_text_library import parsed_length  # noqa: PLC0415 - only texts for X need it

    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return parsed_length(_DOTTED.sub(lambda found: found[0].replace(".", "·"), whole))
