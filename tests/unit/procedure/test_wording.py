"""2.1, 2.4: the office's own words within what a network takes; never cut inside a word, a link, a hashtag or an emoji."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib import texts_es
from chalicelib.procedure.wording import MAX_TITLE, compose, fit, title_of

_URL = re.compile(r"https?://\S+")


def weighted(text: str) -> int:
    """Count as X does, near enough: 23 for a link, two for an emoji or an ideogram, one for the rest."""
    rest, links = _URL.subn("", text)
    return 23 * links + sum(2 if ord(letter) > 0x10FF and not 0x2000 <= ord(letter) <= 0x201F else 1 for letter in rest)


WORD = st.sampled_from(
    [
        "León",
        "agua",
        "reparación",
        "#LeónMX",
        "#MiBarrioHabla",
        "https://www.leon.gob.mx/parques?x=1",
        "😀",
        "niñez",
        "1,500",
        "«obra»",
        "Sr.",
        "¿Sabías?",
    ]
)
GAP = st.sampled_from([" ", "  ", "\n", "\n\n", ". ", "! ", "… ", ", "])
TEXTS = st.lists(st.tuples(WORD, GAP), min_size=1, max_size=40).map(lambda parts: "".join(w + g for w, g in parts))
TAGS = st.lists(st.sampled_from(["#LeónMX", "#León", "#TrabajandoParaTi"]), unique=True, max_size=3).map(tuple)
LIMITS = st.integers(70, 280)


def words_of(text: str) -> set[str]:
    return set(unicodedata.normalize("NFC", text).split())


@given(text=TEXTS | st.text(min_size=1, max_size=400), tags=TAGS, limit=LIMITS, length=st.sampled_from([len, weighted]))
def test_a_text_is_never_over_the_limit(text: str, tags: tuple[str, ...], limit: int, length: object) -> None:
    written, _ = compose(text, tags, limit, length)  # type: ignore[arg-type]
    assert length(written) <= limit  # type: ignore[operator]


@given(text=TEXTS, tags=TAGS, limit=LIMITS, length=st.sampled_from([len, weighted]))
def test_a_text_is_never_cut_inside_a_word_a_link_or_a_hashtag(
    text: str, tags: tuple[str, ...], limit: int, length: object
) -> None:
    written, _ = compose(text, tags, limit, length)  # type: ignore[arg-type]
    allowed = words_of(text) | set(tags)
    trimmed = {word.rstrip(" ,;:") + "…" for word in allowed} | {word.rstrip(" ,;:") for word in allowed}
    assert words_of(written) <= allowed | trimmed | {"…"}


@given(text=TEXTS, limit=LIMITS)
def test_what_is_kept_is_the_beginning_of_what_the_office_wrote(text: str, limit: int) -> None:
    written, warnings = compose(text, (), limit, len)
    whole, _ = compose(text, (), 10**6, len)
    assert whole.startswith(written.removesuffix("…"))
    assert bool(warnings) == (written != whole)


@given(text=TEXTS, tags=TAGS, limit=LIMITS)
@example(text="León " * 60 + "#TrabajandoParaTi", tags=("#TrabajandoParaTi",), limit=100)
def test_every_hashtag_of_the_strategy_is_there_also_when_the_text_was_cut(
    text: str, tags: tuple[str, ...], limit: int
) -> None:
    written, _ = compose(text, tags, limit, len)
    assert all(tag.casefold() in written.casefold() for tag in tags)


def test_a_hashtag_the_office_wrote_is_not_written_twice() -> None:
    written, _ = compose("Ven a #León hoy", ("#león", "#Parques"), 280, len)
    assert written == "Ven a #León hoy\n\n#Parques"


def test_a_short_text_goes_out_as_it_is() -> None:
    assert compose("Los parques abren.", (), 280, len) == ("Los parques abren.", ())


def test_a_long_text_is_cut_where_a_sentence_ends_and_says_so() -> None:
    text = "Los parques abren gratis. El agua vuelve mañana. " + "Y más cosas " * 40
    written, warnings = compose(text, (), 60, len)
    assert written == "Los parques abren gratis. El agua vuelve mañana."
    assert warnings == (texts_es.text_was_cut(len(text.strip()), 60),)


def test_when_not_even_the_first_sentence_fits_it_is_cut_between_two_words() -> None:
    assert fit("Los parques de la ciudad abren gratis", 20, len) == "Los parques de la…"


def test_the_most_important_stays_on_top() -> None:
    written, _ = compose("Primero lo importante.\nDespués lo demás, que es muy largo y no cabe.", (), 30, len)
    assert written == "Primero lo importante."


FAMILY = "👩\u200d👩\u200d👧\u200d👦"


@pytest.mark.parametrize(
    "letter",
    [FAMILY, "🇲🇽", "👍🏽", "e\u0323\u0302", "❤\ufe0f"],
    ids=["family", "flag", "skin tone", "marks", "variation"],
)
def test_a_row_of_emoji_is_not_cut_inside_one(letter: str) -> None:
    letter = unicodedata.normalize("NFC", letter)
    for limit in range(20, 30):
        written, _ = compose(letter * 100, (), limit, len)
        kept = written.removesuffix("…")
        assert kept == letter * (len(kept) // len(letter))


@given(text=st.text(max_size=300))
def test_a_title_is_one_line_of_at_most_120(text: str) -> None:
    title = title_of(text)
    assert len(title) <= MAX_TITLE
    assert len(title.splitlines()) <= 1


def test_a_title_is_the_first_line() -> None:
    assert title_of("\n  Parques gratis \nA partir del domingo") == "Parques gratis"


def test_an_mac_and_a_windows_text_are_written_the_same() -> None:
    text = "Reparación del pozo"
    assert compose(unicodedata.normalize("NFD", text), (), 280, len) == compose(text, (), 280, len)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…"])
def test_an_empty_text_breaks_nothing(text: str) -> None:
    assert compose(text, (), 10, len)[0] in {"", "…"}
