"""What an office wrote for a network itself goes out as it is; only what the network does not take is cut, and said."""

from chalicelib import texts_es
from chalicelib.domain.sentences import sentences_of
from chalicelib.ports import Brief, Draft
from chalicelib.procedure.wording.cutting import Length, fit, tidy
from chalicelib.procedure.wording.tags import missing_tags, with_ending


def pass_on(brief: Brief) -> Draft:
    """Give the office's text, with the hashtags that it lacks and that there is room for; a thread where one is wanted."""
    clean = tidy(brief.text)
    needed = brief.length(clean)
    if needed <= brief.limit:
        return Draft(_with_tags_that_fit(clean, brief, needed))
    if brief.parts > 1 and (thread := in_parts(clean, brief)):
        return Draft(thread[0], thread=thread[1:])
    text, warnings = compose(clean, brief.hashtags, brief.limit, brief.length, max_hashtags=brief.max_hashtags)
    return Draft(text, warnings=warnings)


def _with_tags_that_fit(clean: str, brief: Brief, needed: int) -> str:
    missing = missing_tags(clean, brief.hashtags, at_most=brief.max_hashtags)
    while missing and needed + brief.length("\n\n" + " ".join(missing)) > brief.limit:
        missing.pop()
    return with_ending(clean, missing)


def compose(
    text: str, hashtags: tuple[str, ...], limit: int, length: Length, *, max_hashtags: int = 30
) -> tuple[str, tuple[str, ...]]:
    """
    Give as much as fits of a text from its beginning, then the hashtags it lacks.

    Returns:
        The text, and warnings in Spanish for the person who authorises.
    """
    clean = tidy(text)
    whole = with_ending(clean, missing_tags(clean, hashtags, at_most=max_hashtags))
    needed = length(whole)
    if needed <= limit:
        return whole, ()
    # A tag of the text may be in the part that is cut: leave room for all of them.
    room = length("\n\n" + " ".join(hashtags[:max_hashtags])) if hashtags else 0
    cut = fit(clean, limit - room, length)
    warning = texts_es.text_was_cut(needed, limit) if cut else texts_es.TEXT_DOES_NOT_FIT
    return with_ending(cut, missing_tags(cut, hashtags, at_most=max_hashtags)), (warning,)


def in_parts(text: str, brief: Brief) -> tuple[str, ...]:
    """Part a text into the posts of a thread, at sentences, each numbered «1/3»; nothing when it needs more than there may be."""
    number = f"\n\n{brief.parts}/{brief.parts}"
    room = brief.limit - brief.length(number)
    parts: list[str] = []
    for line in filter(None, text.split("\n")):
        for position, sentence in enumerate(sentences_of(line)):
            gap = " " if position else "\n\n"
            if parts and brief.length(parts[-1] + gap + sentence) <= room:
                parts[-1] += gap + sentence
            elif brief.length(sentence) <= room:
                parts.append(sentence)
            else:
                return ()
    if len(parts) > brief.parts:
        return ()
    return tuple(f"{part}\n\n{position}/{len(parts)}" for position, part in enumerate(parts, start=1))
