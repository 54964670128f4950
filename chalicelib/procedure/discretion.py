"""
4.2 Lo que sabe la dependencia: of a citizen the text and the public handle, no more than the department needs (Q12).

Telephones, e-mail addresses, CURP, RFC, voter keys, bank cards and the number of somebody's house are hidden, in the queue and
in the API alike, unless the catalogue says that the department needs them to attend (`needs_personal_data`).
"""

from collections.abc import Callable
from dataclasses import dataclass

from chalicelib import texts_es
from chalicelib.domain.case_message import CaseMessage, ChangeMessage
from chalicelib.domain.redaction import cut, house_numbers, without_numbers
from chalicelib.ports import Catalogue, DepartmentInboxes

Mask = Callable[[str, str], str]
"""Gives a text with every personal datum replaced by what is named second."""

ELLIPSIS = "…"
LONGEST_DATUM_LETTERS = 400
"""No pattern of what is looked for is longer, an e-mail address with all its labels included."""


@dataclass(frozen=True)
class Discretion:
    """Says what each department is shown of a citizen's words. `mask` finds data that can be told by their form."""

    catalogue: Catalogue
    mask: Mask

    def shown(self, text: str, department_id: str) -> str:
        """Give a text as a department may read it; where nothing is hidden, exactly as it was written."""
        return text if self._needs_all(department_id) else self._hidden(text, house_numbers(text))

    def beginning_shown(self, text: str, department_id: str, letters: int) -> str:
        """
        Give how a text begins, for a list: so many letters at the most, and the time it takes does not grow with the text.

        More than is shown is looked at, so that no half of a telephone stands at the end.
        """
        looked_at = text[: letters + LONGEST_DATUM_LETTERS]
        shown = self.shown(looked_at, department_id)
        if len(looked_at) < len(text):
            shown = shown[:-LONGEST_DATUM_LETTERS]
        is_all = len(shown) <= letters and len(looked_at) == len(text)
        return shown if is_all else shown[:letters] + ELLIPSIS

    def place_shown(self, place: str | None, text: str, department_id: str) -> str | None:
        """Give the place of a case; the number of the house that the text calls somebody's home is hidden in it too."""
        if place is None or self._needs_all(department_id):
            return place
        return self.place_in_letters(place, text)

    def place_in_letters(self, place: str, text: str) -> str:
        """Give the place of a case as an e-mail may tell it, whatever the department needs: letters are forwarded."""
        return self._hidden(place, house_numbers(text))

    def _needs_all(self, department_id: str) -> bool:
        department = self.catalogue.departments.get(department_id)
        return department is not None and department.needs_personal_data

    def _hidden(self, text: str, numbers: tuple[str, ...]) -> str:
        masked = self.mask(text, texts_es.HIDDEN_DATUM)
        return without_numbers(masked if texts_es.HIDDEN_DATUM in masked else text, numbers)


@dataclass(frozen=True)
class DiscreetInboxes:
    """`ports.DepartmentInboxes` that hides what the department does not need before anything is sent."""

    inner: DepartmentInboxes
    discretion: Discretion

    def deliver(self, message: CaseMessage | ChangeMessage) -> None:
        """Put a case, or a change of one, into its department's queue, minimised."""
        self.inner.deliver(discreet(message, self.discretion))


def discreet(message: CaseMessage | ChangeMessage, discretion: Discretion) -> CaseMessage | ChangeMessage:
    """Give a message as its department may read it, no longer than a queue takes."""
    if message.text is None:
        return message
    whole = discretion.shown(message.text, message.department_id)
    text = cut(whole)
    shown: dict[str, object] = {"text": text, "is_whole": text == whole}
    if isinstance(message, CaseMessage):
        shown["place"] = discretion.place_shown(message.place, message.text, message.department_id)
    return message.model_copy(update=shown)
