"""
Another wording proposed by a model on Amazon Bedrock, beside the text that is made without it.

The material goes only as data, between marks that it cannot contain; whatever comes back must pass `checking`, or there is no
proposal. The text that may go out is always the other writer's: a person who prefers the proposal takes it over as an edit of
theirs (P1).
"""

import hashlib
from dataclasses import replace
from typing import Any

from chalicelib import texts_es
from chalicelib.adapters.converse import BedrockModel
from chalicelib.adapters.writers.checking import objection_to
from chalicelib.adapters.writers.instructions import INSTRUCTIONS, request_for
from chalicelib.domain.errors import ExternalServiceError
from chalicelib.ports import Brief, Draft, Writer

MAX_MATERIAL = 12_000
"""Characters of material that are sent: four pages, more than any release of the municipality has."""
MAX_TOKENS = 1_200
TEMPERATURE = 0.2


class BedrockWriter:
    """`ports.Writer` that adds a proposal to another writer's draft. It never fails where the other does not."""

    def __init__(self, client: Any, model_id: str, floor: Writer) -> None:
        """Take botocore's `bedrock-runtime` client, the model or inference profile, and the writer whose text counts."""
        self._model = BedrockModel(client, model_id, MAX_TOKENS, TEMPERATURE)
        self._floor = floor

    def write(self, brief: Brief) -> Draft:
        """Give the other writer's draft, with a proposal when a good one came back. What an office wrote itself is left alone."""
        draft = self._floor.write(brief)
        if brief.is_own_text or not brief.text.strip():
            return draft
        try:
            proposal = self._ask(brief)
        except ExternalServiceError:
            return _warned(draft, texts_es.PROPOSAL_UNAVAILABLE)
        objection = objection_to(proposal, brief, secret=INSTRUCTIONS)
        if objection:
            return _warned(draft, texts_es.proposal_discarded(objection))
        return draft if proposal == draft.text else replace(draft, proposal=proposal)

    def _ask(self, brief: Brief) -> str:
        material = brief.text[:MAX_MATERIAL]
        # No text can contain the hash of itself: what stands between the marks cannot close them.
        mark = hashlib.sha256(material.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        return self._model.ask(INSTRUCTIONS, request_for(brief, material, mark))


def _warned(draft: Draft, warning: str) -> Draft:
    return replace(draft, warnings=(*draft.warnings, warning))
