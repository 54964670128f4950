"""The municipality's own data, and what is read and found in texts with it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from chalicelib import ports
from chalicelib.bootstrap.factories import factory

if TYPE_CHECKING:
    from chalicelib.domain.retention import RetentionRule
    from chalicelib.procedure.discretion import Discretion


@factory
def catalogue() -> ports.Catalogue:
    """Give the departments, the strategy and the reply texts."""
    from chalicelib.adapters.catalogue import shipped_catalogue

    return shipped_catalogue()


@factory
def retention() -> "RetentionRule":
    """Give how long each series is kept."""
    from chalicelib.adapters.catalogue import shipped_catalogue

    return shipped_catalogue().retention


@factory
def text_counter() -> ports.TextCounter:
    """Give what counts texts as each network does."""
    from chalicelib.adapters.texts import NetworkTextCounter

    return NetworkTextCounter()


@factory
def personal_data_finder() -> ports.PersonalDataFinder:
    """Give what finds personal data in a text that is about to be published."""
    from chalicelib.adapters.personal_data import TextPersonalDataFinder

    return TextPersonalDataFinder(catalogue().institutional_contacts)


@factory
def redactor() -> Callable[[str], str]:
    """Give what leaves personal data and whom it mentions out of a citizen's text, before strangers read it."""
    from chalicelib import texts_es
    from chalicelib.adapters.personal_data import TextPersonalDataFinder
    from chalicelib.domain.decision import without_handles
    from chalicelib.domain.redaction import house_numbers, without_numbers

    finder = TextPersonalDataFinder(catalogue().institutional_contacts)

    def redacted(text: str) -> str:
        masked = finder.without_data(without_handles(text), texts_es.OPEN311_OMITTED)
        return without_numbers(masked, house_numbers(text))

    return redacted


def department_discretion() -> "Discretion":
    """Give what hides from a department the personal data that it does not need."""
    from chalicelib.adapters.personal_data import TextPersonalDataFinder
    from chalicelib.procedure.discretion import Discretion

    return Discretion(catalogue(), TextPersonalDataFinder(catalogue().institutional_contacts).without_data)
