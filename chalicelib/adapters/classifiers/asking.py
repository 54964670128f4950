"""
What every classifier that asks a service elsewhere does alike, around the embedded one, which stays the floor.

A text goes out with its personal data masked; whatever the service answers or refuses, the reading goes on.
"""

from abc import ABC, abstractmethod
from typing import ClassVar

from chalicelib.adapters.classifiers.floor import Opinion, joined
from chalicelib.adapters.classifiers.outgoing import Mask, outgoing
from chalicelib.adapters.classifiers.patience import Patience
from chalicelib.domain.classification import Classification
from chalicelib.domain.errors import ExternalServiceError
from chalicelib.ports import Classifier


class AskingClassifier(ABC):
    """`ports.Classifier` that asks a service as well. It never fails where its floor does not."""

    name: ClassVar[str]
    """What the classification says of who was asked."""

    def __init__(self, floor: Classifier, mask: Mask, patience: Patience | None = None) -> None:
        """Take the classifier that is the floor, and what masks personal data."""
        self._floor = floor
        self._mask = mask
        self._patience = patience or Patience()

    def classify(self, text: str) -> Classification:
        """Give the floor's classification, joined with the service's opinion where it answered as it was asked."""
        floor = self._floor.classify(text)
        sent = outgoing(text, self._mask)
        if not sent or not self._patience.is_left:
            return floor
        try:
            with self._patience.asking():
                opinion = self._ask(sent)
        except ExternalServiceError:
            return floor
        return joined(floor, opinion, self.name)

    @abstractmethod
    def _ask(self, text: str) -> Opinion:
        """Ask about a text that may go out. Raises ExternalServiceError where nothing usable came back."""
