"""In which grade somebody stands and on which of its steps, from which day on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

MOST_STEPS = 99


@dataclass(frozen=True, kw_only=True)
class PayPlace:
    """One step of a grade that has `steps` of them, counted from 1, from that day on.

    `cycle_id`, `decision_id`: of the decision by which somebody came there; None for an imported one.
    """

    id: int
    person_id: int
    grade: str
    step: int
    steps: int
    from_day: date
    cycle_id: int | None = None
    decision_id: int | None = None


def standing(places: Sequence[PayPlace], day: date, *, without: int | None = None) -> PayPlace | None:
    """Where somebody stands on a day; `places` are theirs. The last that holds from that day or before, and
    of one day the one that was written last.

    Of a cycle that was decided anew only the newest decision counts. `without`: a cycle as though it were not
    decided yet, so that whoever decides anew begins where the first decision began.
    """
    newest = _newest(places)
    held = [
        each
        for each in places
        if each.from_day <= day
        and (each.cycle_id is None or each.cycle_id != without)
        and (each.cycle_id is None or each.decision_id == newest[each.cycle_id])
    ]
    return max(held, key=lambda each: (each.from_day, each.id), default=None)


def _newest(places: Iterable[PayPlace]) -> dict[int, int]:
    newest: dict[int, int] = {}
    for each in places:
        if each.cycle_id is not None and each.decision_id is not None:
            newest[each.cycle_id] = max(each.decision_id, newest.get(each.cycle_id, 0))
    return newest
