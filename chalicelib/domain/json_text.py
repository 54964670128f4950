r"""
JSON of models, whatever characters citizens write.

A network can send half of a surrogate pair (`\ud83d` alone), which is no character and has no UTF-8. JSON can carry it
escaped, and so do we: the record keeps what was sent. Every other text is written plainly.
"""

import json
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticSerializationError

ModelT = TypeVar("ModelT", bound=BaseModel)


def dump_json(model: BaseModel) -> str:
    """Write a model as JSON. The same model gives the same text; only a lone surrogate makes it all ASCII."""
    try:
        return model.model_dump_json()
    except PydanticSerializationError:
        return json.dumps(model.model_dump(mode="json"), separators=(",", ":"))


def load_json(kind: type[ModelT], text: str) -> ModelT:
    """Read what `dump_json` wrote. Raises pydantic's ValidationError when it is not of that kind."""
    try:
        return kind.model_validate_json(text)
    except ValidationError:
        if "\\ud" not in text:
            raise
        return kind.model_validate(json.loads(text))


def dump_ascii_json(model: BaseModel) -> str:
    """Write a model as JSON in ASCII, a lone surrogate as �: for receivers that take less than all of Unicode."""
    text = json.dumps(model.model_dump(mode="json"), ensure_ascii=False)
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return json.dumps(json.loads(whole), separators=(",", ":"))


def problems_of(error: ValidationError) -> str:
    """Tell which fields are wrong and how, never with which value: it may be a secret or a citizen's words."""
    problems = error.errors(include_url=False, include_context=False, include_input=False)
    return "; ".join(f"{'.'.join(map(str, problem['loc']))}: {problem['type']}" for problem in problems)
