"""The hashtags at the end of a post: the strategy's and the campaign's, then the office's, none twice, as many as is advised."""

from chalicelib.domain.spanish import HASHTAG, folded, hashtags_in


def missing_tags(text: str, wanted: tuple[str, ...], *, at_most: int) -> list[str]:
    """Give the wanted hashtags that a text lacks, whatever their capitals and accents, until it has so many."""
    there = {folded(tag) for tag in hashtags_in(text)}
    missing: list[str] = []
    for tag in wanted:
        if folded(tag) not in there and len(there) < at_most:
            missing.append(tag)
            there.add(folded(tag))
    return missing


def with_office_tags(
    text: str, wanted: tuple[str, ...], office: tuple[str, ...], *, at_most: int, advised: int
) -> list[str]:
    """Give what `missing_tags` gives, and then the office's own hashtags, those only as far as the network advises."""
    missing = missing_tags(text, wanted, at_most=at_most)
    more = missing_tags(" ".join((text, *missing)), office, at_most=min(at_most, advised))
    return [*missing, *more]


def with_ending(text: str, tags: list[str]) -> str:
    """Put hashtags at the end of a text: on its last line when that is hashtags already, else on a line of their own."""
    if not tags or not text:
        return text + " ".join(tags)
    last = text.rpartition("\n")[2]
    gap = " " if last and not HASHTAG.sub("", last).strip() else "\n\n"
    return text + gap + " ".join(tags)
