"""What `answers.yaml` may say: the answers that departments published, and the words that recognise a question (4.3)."""

from datetime import date
from string import Formatter
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from chalicelib.adapters.catalogue_phrases import Phrases, check

MAX_ANSWER_CHARACTERS = 180
FEWEST_WORDS = 2
"""A phrase of one word recognises no question: «zoológico» is in complaints too."""

_MOST_ANSWERS = 500
_VARIABLES = frozenset({"answer", "reference"})

AnswerId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Example = Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=300)]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class AnswerEntry(_Shape):
    """One answer as its editors write it; `also` are words that may stand beside the phrases without changing the question."""

    id: AnswerId
    department: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=MAX_ANSWER_CHARACTERS)]
    asks: Annotated[Phrases, Field(min_length=1)]
    also: Phrases = ()
    not_when: Phrases = ()
    since: Annotated[date, Field(alias="from")]
    until: date | None = None
    examples: Annotated[tuple[Example, ...], Field(min_length=3)]
    not_examples: Annotated[tuple[Example, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _can_be_looked_for(self) -> "AnswerEntry":
        for phrases in (self.asks, self.also, self.not_when):
            check(self.id, phrases)
        for phrase in self.asks:
            words = phrase.split()
            gaps = words.count("..")
            if len(words) - gaps < FEWEST_WORDS or gaps > 1 or (gaps and words[-2] != ".."):
                raise ValueError(f"{self.id}: «{phrase}»: dos palabras al menos, y «..» sólo antes de la última")
        return self

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "AnswerEntry":
        if self.until is not None and self.until < self.since:
            raise ValueError(f"{self.id}: termina antes de empezar")
        return self


class AnswersFile(_Shape):
    """`answers.yaml`. `bar` is the share of a question's words that must be recognised, `variants` how an answer is written."""

    bar: Annotated[float, Field(ge=0.8, le=1)] = 1
    variants: Annotated[tuple[str, ...], Field(min_length=3, max_length=12)]
    fillers: Phrases = ()
    answers: Annotated[tuple[AnswerEntry, ...], Field(max_length=_MOST_ANSWERS)] = ()

    @field_validator("variants")
    @classmethod
    def _name_both(cls, variants: tuple[str, ...]) -> tuple[str, ...]:
        for variant in variants:
            parts = [(name, form, how) for _, name, form, how in Formatter().parse(variant) if name is not None]
            if {name for name, _, _ in parts} != _VARIABLES or any(form or how for _, form, how in parts):
                raise ValueError("cada variante lleva {answer} y {reference}, y nada más entre llaves")
        if len(set(variants)) < len(variants):
            raise ValueError("cada variante es distinta")
        return variants

    @model_validator(mode="after")
    def _ids_are_one_each(self) -> "AnswersFile":
        check("fillers", self.fillers)
        names = [entry.id for entry in self.answers]
        if len(set(names)) < len(names):
            raise ValueError("cada respuesta tiene su propio nombre")
        return self
