"""
Whether a comment cannot wait: by the phrases, and beside them by what was learnt (manual 4.2).

Learning only ever adds: what a phrase says is urgent stays so. Where learning is half sure, the comment waits for a person.
"""

from collections.abc import Mapping
from typing import NamedTuple

from chalicelib.adapters.classifiers.normalising import Words
from chalicelib.adapters.classifiers.urgency import urgency_of
from chalicelib.adapters.classifiers.urgency_weights import learnt_urgency
from chalicelib.domain.classification import Urgency


class Alarm(NamedTuple):
    """Why a comment cannot wait, or None, and whether it may be urgent all the same."""

    urgency: Urgency | None
    is_doubtful: bool = False


def alarm_of(comment: Words, features: Mapping[str, float]) -> Alarm:
    """Judge a comment by its words and its features."""
    by_phrase = urgency_of(comment)
    if by_phrase is not None:
        return Alarm(by_phrase)
    learnt = learnt_urgency()
    urgency, chance = learnt.leaning(comment.words, features)
    if chance >= learnt.bars.urgent:
        return Alarm(urgency)
    return Alarm(None, is_doubtful=chance >= learnt.bars.doubtful)
