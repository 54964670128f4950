"""The faults that wait for their request."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count

from local.networks.rules import Rule


@dataclass
class FaultQueue:
    """Keep rules in the order they were made; each request takes at most one of each kind."""

    rules: list[Rule] = field(default_factory=list)
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def add(self, rule: Rule) -> Rule:
        """Queue a rule under a new number."""
        numbered = rule.model_copy(update={"id": next(self.numbers), "used": 0})
        self.rules.append(numbered)
        return numbered

    def remove(self, rule_id: int) -> bool:
        """Drop a rule; say whether there was one."""
        before = len(self.rules)
        self.rules = [rule for rule in self.rules if rule.id != rule_id]
        return len(self.rules) < before

    def clear(self) -> None:
        """Drop all of them."""
        self.rules.clear()

    def take(self, kind: Iterable[str], operations: tuple[str, ...], *, is_us: bool, content: str) -> Rule | None:
        """Give the first rule among faults of a kind that this request meets now, and count the request on the way."""
        names = frozenset(kind)
        for rule in self.rules:
            if rule.fault in names and rule.is_for(operations, is_us=is_us, content=content) and rule.take():
                self.rules = [other for other in self.rules if not other.is_spent]
                return rule
        return None
