"""A cycle as a value out of a statement about more, past the mapper."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Text, cast

from bot.domain.reviews.facts import CycleFacts
from bot.domain.reviews.scheme import Scheme, restore_scheme
from storage.models.reviews import CycleRow
from storage.plain import Plain

CYCLES = Plain(CycleRow).table

# The scheme as the text that it is kept as: it is long, the same for everybody, and never changes.
CYCLE_COLUMNS: Sequence[ColumnElement[Any]] = (
    CYCLES.c.id,
    CYCLES.c.name,
    cast(CYCLES.c.scheme, Text),
    CYCLES.c.starts_on,
    CYCLES.c.ends_on,
    CYCLES.c.self_score_due,
    CYCLES.c.self_score_closes,
    CYCLES.c.approval_due,
    CYCLES.c.goals_opened_at,
    CYCLES.c.goals_due,
    CYCLES.c.scoring_opens_on,
    CYCLES.c.scoring_opened_at,
)


def cycle_value(found: Sequence[Any], *, at: int = 0) -> CycleFacts:
    """What stands in a result's row from column number `at` on; the same as a CycleRow's own value."""
    number, name, scheme, starts_on, ends_on, *days = found[at : at + len(CYCLE_COLUMNS)]
    due, closes, approval_due, goals_opened_at, goals_due, scoring_opens_on, scoring_opened_at = days
    return CycleFacts(
        id=number,
        name=name,
        scheme=_scheme(scheme),
        starts_on=starts_on,
        ends_on=ends_on,
        self_score_due=due,
        self_score_closes=closes,
        approval_due=approval_due,
        goals_opened_at=goals_opened_at,
        goals_due=goals_due,
        scoring_opens_on=scoring_opens_on,
        scoring_opened_at=scoring_opened_at,
    )


@lru_cache(maxsize=32)
def _scheme(text: str) -> Scheme:
    return restore_scheme(json.loads(text))
