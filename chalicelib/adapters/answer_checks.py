"""What is checked of `answers.yaml` when it is packaged: that each answer fits, is ours to give, and is found by its examples."""

import re
from collections.abc import Collection, Iterator

from chalicelib.adapters.answer_book import YamlAnswerBook
from chalicelib.adapters.answers_file import AnswerEntry, AnswersFile
from chalicelib.domain.answer import reference_of
from chalicelib.domain.links import links_of
from chalicelib.domain.restricted_words import RestrictedWords, words_found

_TELEPHONE = re.compile(r"(?<![\d/])\d(?:[ -]?\d){2,11}(?![\d/])")
_REFERENCE = reference_of("COM-20261231-x-1")
_LONGEST_LINK = 23
"""What a link counts on X, however short it is."""


def slips(
    file: AnswersFile, departments: Collection[str], contacts: Collection[str], words: RestrictedWords, limit: int
) -> Iterator[str]:
    """Give what is wrong with each answer, in Spanish. `limit` is the least that a network takes, in its own count."""
    book = YamlAnswerBook(file)
    for entry in file.answers:
        if entry.department not in departments:
            yield f"{entry.id}: no existe la dependencia «{entry.department}»"
        longest = max(_length(variant.format(answer=entry.text, reference=_REFERENCE)) for variant in file.variants)
        if longest > limit:
            yield f"{entry.id}: mide {longest} de {limit} caracteres"
        yield from _of_contacts(entry, contacts)
        named = words_found(entry.text, (*words.party_words, *words.officials))
        yield from (f"{entry.id}: no puede decir «{word}»" for word in named)
        yield from _of_examples(entry, book)


def _of_contacts(entry: AnswerEntry, contacts: Collection[str]) -> Iterator[str]:
    """An answer gives a link or a telephone, and none but the municipality's own."""
    links = links_of(entry.text)
    telephones = [re.sub(r"\D", "", found) for found in _TELEPHONE.findall(entry.text)]
    if not links and not telephones:
        yield f"{entry.id}: lleva un enlace o un teléfono"
    yield from (f"{entry.id}: {one} no es un contacto institucional" for one in telephones if one not in contacts)
    hosts = (re.sub(r"^https?://", "", link, flags=re.IGNORECASE).split("/")[0].casefold() for link in links)
    yield from (f"{entry.id}: {host} no es un dominio institucional" for host in hosts if not _is_ours(host, contacts))


def _is_ours(host: str, contacts: Collection[str]) -> bool:
    return any(host == domain or host.endswith(f".{domain}") for domain in contacts)


def _of_examples(entry: AnswerEntry, book: YamlAnswerBook) -> Iterator[str]:
    for example in entry.examples:
        found = book.find(example, [entry.department], entry.since)
        if found is None or found.id != entry.id:
            yield f"{entry.id}: «{example}» no llega a esta respuesta"
    for example in entry.not_examples:
        if book.find(example, [], entry.since) is not None:
            yield f"{entry.id}: «{example}» no debería tener respuesta"


def _length(text: str) -> int:
    """Estimate a length on X from above: what is not Latin counts two, a link as much as the longest."""
    weight = sum(1 if ord(letter) < 0x1100 else 2 for letter in text)  # noqa: PLR2004 - twitter-text's first range
    return weight + sum(max(0, _LONGEST_LINK - len(link)) for link in links_of(text))
