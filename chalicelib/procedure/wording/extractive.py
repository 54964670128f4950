"""Choose how a network's text is written: the office's own, as it is, whole, or the most important of a press release."""

from dataclasses import replace

from chalicelib.domain.capitals import is_in_capitals, sentence_case
from chalicelib.domain.chat import without_chat_marks
from chalicelib.domain.press_release import NO_NOUNS, parse_press_release
from chalicelib.domain.spanish import HASHTAG
from chalicelib.domain.spellings import ProperNouns, Spellings
from chalicelib.ports import Brief, Draft
from chalicelib.procedure.wording.cutting import bounded, tidy
from chalicelib.procedure.wording.long import SHORT_BELOW, write_long
from chalicelib.procedure.wording.own_text import compose, pass_on
from chalicelib.procedure.wording.short import write_short
from chalicelib.procedure.wording.tags import with_ending, with_office_tags


class ExtractiveWriter:
    """`ports.Writer` that only takes the office's own words: deterministic, and nobody else is asked."""

    def __init__(self, nouns: ProperNouns = NO_NOUNS) -> None:
        """Take how names and acronyms are written."""
        self._nouns = nouns

    def write(self, brief: Brief) -> Draft:
        """Write a text that keeps the limit (2.4). The same brief gives the same text."""
        brief = _sensible(brief)
        if brief.is_own_text:
            return pass_on(brief)
        release = parse_press_release(brief.text, self._nouns)
        if not release.is_formal and (whole := self._whole(brief)):
            return Draft(whole)
        draft = write_short(release, brief) if brief.limit < SHORT_BELOW else write_long(release, brief)
        return draft if _says_something(draft) or not brief.text.strip() else _beginning_of(brief)

    def _whole(self, brief: Brief) -> str:
        """Give a text that is no press release as it is, with its hashtags, when it fits; or nothing."""
        clean = self._spelled(tidy(without_chat_marks(brief.text)))
        tags = with_office_tags(clean, brief.hashtags, (), at_most=brief.max_hashtags, advised=brief.advised_hashtags)
        whole = with_ending(clean, tags)
        return whole if brief.length(whole) <= brief.limit else ""

    def _spelled(self, text: str) -> str:
        """Write the lines that came in capitals as sentences."""
        lines = text.split("\n")
        evidence = Spellings(tuple(line for line in lines if not is_in_capitals(line)))
        return "\n".join(
            sentence_case(line, self._nouns, evidence) if is_in_capitals(line) and " " in line else line
            for line in lines
        )


def _sensible(brief: Brief) -> Brief:
    """Count no more than is needed, and leave at least half of a post to its text: hashtags beyond that are dropped."""
    length, tags = bounded(brief.length, brief.limit), brief.hashtags
    while tags and length(" ".join(tags)) > brief.limit // 2:
        tags = tags[:-1]
    return replace(brief, length=length, hashtags=tags)


def _says_something(draft: Draft) -> bool:
    return bool(HASHTAG.sub("", draft.text).strip())


def _beginning_of(brief: Brief) -> Draft:
    """Nothing of the material can stand alone: its beginning is better than nothing, and a person is told."""
    text, warnings = compose(brief.text, brief.hashtags, brief.limit, brief.length, max_hashtags=brief.max_hashtags)
    return Draft(text, warnings=warnings)
