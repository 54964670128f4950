"""
A request that a citizen files through another program by Open311: it is recorded as what citizens write on the networks is.

Who filed it is not kept: neither name, nor telephone, nor e-mail, nor device. The program that sent it knows them, and the
folio; here they only make, unreadably, one sender's request another than the same words of somebody else.
"""

import re
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

from chalicelib.domain import ids
from chalicelib.domain.classification import Classification, CommentKind, DepartmentCandidate
from chalicelib.domain.comment import Comment, new_comment
from chalicelib.domain.network_comment import NetworkComment
from chalicelib.domain.networks import Network

_HASH_LENGTH = 24
_TOKEN = re.compile(rf"COM-[0-9]{{8}}-{Network.OPEN311}-[0-9a-f]{{{_HASH_LENGTH}}}")


class ServiceRequest(BaseModel):
    """
    What is asked for. `place` is an address in words, coordinates, or both; `sameness` is equal for a repeat and only for it.

    `text` is the citizen's, untouched.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    department_id: str
    text: str
    place: str
    sameness: str

    def token(self, day: date) -> str:
        """Name the record of the request under a day: the same request of the same day always alike."""
        return ids.comment_id(day, Network.OPEN311, self._network_id)

    @property
    def _network_id(self) -> str:
        return ids.sha256_hex(self.sameness.encode("utf-8", "replace"))[:_HASH_LENGTH]

    def filed(self, read: Classification, now: datetime) -> Comment:
        """Make its record, to be referred to the department that the citizen chose, or at once to the one on duty."""
        seen = NetworkComment(
            network=Network.OPEN311,
            network_id=self._network_id,
            answer_id=self._network_id,
            text=self.text,
            created_at=now,
        )
        return new_comment(seen, self._understood(read), publication=None, bar=0, now=now)

    def _understood(self, read: Classification) -> Classification:
        """Let the citizen's choice of a department stand before the machine's: they asked for a service by its name."""
        chosen = DepartmentCandidate(department_id=self.department_id, confidence=1)
        others = [one for one in read.candidates if one.department_id != self.department_id]
        kind = read.comment_kind if read.comment_kind.is_referred else CommentKind.SERVICE_REQUEST
        return read.model_copy(
            update={
                "comment_kind": kind,
                "kind_confidence": 1.0,
                "candidates": (chosen, *others),
                "matters": (),
                "place": self.place,
            }
        )


def is_token(text: str) -> bool:
    """Say whether a text names the record of a filed request, and nothing else: no comment of a network is looked up by it."""
    return _TOKEN.fullmatch(text) is not None
