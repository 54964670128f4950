"""What must be true of the cases of the day: the ten that were followed, and what lay in the departments' queues."""

from collections.abc import Iterator
from datetime import datetime

from local.demo.ten_comments import followed
from local.demo.ten_rows import Json, at_of
from local.demo.world import World


def ten_came_to_their_end(world: World) -> Iterator[tuple[str, bool, str]]:
    """P4, 4.3: every case of the ten is closed, each at the queue of its own department, in the order of time."""
    ten = followed(world)
    cases = [case for one in ten for case in one.cases]
    ended = [case for case in cases if at_of(case, "closed") and _is_in_order(case)]
    answered = [one for one in ten if not one.cases]
    whole = len(ended) == len(cases) and len(answered) == 2  # noqa: PLR2004 - the two questions
    yield "4.1–4.3 diez comentarios, cada uno hasta su cierre", whole, f"{len({case['id'] for case in cases})} folios"


def every_inbox_its_own(world: World) -> Iterator[tuple[str, bool, str]]:
    """4.2, P4: what lay in a department's queue was its own; folios run without a gap."""
    pulled = [(name, case["department_id"]) for name, cases in world.inboxes.items() for case in cases]
    own = bool(pulled) and all(name == whose for name, whose in pulled)
    yield "4.2 en cada bandeja, sólo los casos de esa dependencia", own, f"{len(pulled)} en {len(world.inboxes)}"
    numbers = sorted(int(case["id"].rsplit("-", 1)[1]) for case in world.records("referral"))
    yield "P4 los folios no tienen huecos", numbers == list(range(1, len(numbers) + 1)), f"{len(numbers)} folios"


def _is_in_order(case: Json) -> bool:
    times = [
        datetime.fromisoformat(at) for act in ("opened", "referred", "pulled", "closed") if (at := at_of(case, act))
    ]
    return times == sorted(times)
