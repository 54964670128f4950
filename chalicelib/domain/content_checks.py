"""Holds a network's content against the network's hard limits (2.3, 2.4): what is found is said before the network says no."""

import re
from collections.abc import Iterable, Iterator

from chalicelib import texts_es
from chalicelib.domain.findings import Finding, Severity
from chalicelib.domain.formats import PostFormat
from chalicelib.domain.media_checks import Problem, problems_of_media
from chalicelib.domain.network_rules import RULES, NetworkRules
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import NetworkVersion

_HASHTAG = re.compile(r"(?<![\w&#])#\w*[^\W\d_]\w*")
_MENTION = re.compile(r"(?<![\w@./])@\w+")
_CASHTAG = re.compile(r"(?<![\w$])\$[A-Za-z]{1,6}(?:[._][A-Za-z]{1,2})?(?!\w)")


def check_content(
    content: NetworkVersion, network: Network, length: int, part_lengths: Iterable[int] = ()
) -> tuple[Finding, ...]:
    """
    Say what a network would refuse in a content, or what reads badly there.

    `length` of the text, and `part_lengths` of the further parts of a thread, are counted as the network counts.
    """
    rules = RULES.get(network)
    if rules is None:
        return ()
    lengths = (length, *part_lengths)
    problems = (
        *_of_text(content, network, rules, lengths),
        *_of_story(content, network, rules),
        *problems_of_media(content, network, rules),
    )
    found = (
        Finding(code=code, severity=severity, network=network, message=message, detail=detail)
        for code, severity, message, detail in problems
    )
    return tuple(dict.fromkeys(found))


def _of_text(
    content: NetworkVersion, network: Network, rules: NetworkRules, lengths: tuple[int, ...]
) -> Iterator[Problem]:
    if not content.text.strip() and not content.renditions:
        yield "nothing_to_publish", Severity.BLOCKS, texts_es.NOTHING_TO_PUBLISH, ""
    if not all(part.strip() for part in content.thread):
        yield "empty_part", Severity.BLOCKS, texts_es.EMPTY_PART, ""
    for length in lengths:
        if length > rules.max_text:
            yield "text_too_long", Severity.BLOCKS, texts_es.text_too_long(network, length, rules.max_text), str(length)
    for text in (content.text, *content.thread):
        yield from _of_marks(text, network, rules)
        yield from _advice_on_hashtags(text, network, rules)
    if content.thread and not rules.sends_threads:
        yield "thread", Severity.BLOCKS, texts_es.no_threads_yet(network), str(len(content.thread))


def _of_marks(text: str, network: Network, rules: NetworkRules) -> Iterator[Problem]:
    for code, pattern, limit, say in (
        ("too_many_hashtags", _HASHTAG, rules.max_hashtags, texts_es.too_many_hashtags),
        ("too_many_mentions", _MENTION, rules.max_mentions, texts_es.too_many_mentions),
        ("too_many_cashtags", _CASHTAG, rules.max_cashtags, texts_es.too_many_cashtags),
    ):
        count = len(pattern.findall(text))
        if limit is not None and count > limit:
            yield code, Severity.BLOCKS, say(network, count, limit), str(count)


def _advice_on_hashtags(text: str, network: Network, rules: NetworkRules) -> Iterator[Problem]:
    count, advised, limit = len(_HASHTAG.findall(text)), rules.advised_hashtags, rules.max_hashtags
    if advised is not None and advised < count <= (limit or count):
        yield "many_hashtags", Severity.ADVISES, texts_es.many_hashtags(network, count, advised), str(count)


def _of_story(content: NetworkVersion, network: Network, rules: NetworkRules) -> Iterator[Problem]:
    """A story shows one picture or one video and has no text: what would not be shown is not authorised either."""
    if content.format is not PostFormat.STORY:
        return
    if not rules.has_stories:
        yield "no_stories", Severity.BLOCKS, texts_es.no_stories(network), ""
    if len(content.renditions) > 1:
        yield "story_of_several", Severity.BLOCKS, texts_es.STORY_OF_SEVERAL, str(len(content.renditions))
    if content.text or content.thread:
        yield "story_with_text", Severity.BLOCKS, texts_es.STORY_WITH_TEXT, ""
