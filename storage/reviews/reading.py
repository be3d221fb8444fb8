"""A cycle as a value out of a statement about more, past the mapper; and which sheet is the newest."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Subquery, Text, bindparam, cast, func, or_, select

from bot.domain.reviews.facts import CycleFacts
from bot.domain.reviews.scheme import Scheme, restore_scheme
from bot.domain.reviews.sheets import SheetState
from bot.domain.reviews.way import Event
from storage.models.reviews import CycleRow, KpiSheetRow, ReviewHistoryRow
from storage.plain import Plain

CYCLES = Plain(CycleRow).table
_STEP = Plain(ReviewHistoryRow, name="step").table

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
    CYCLES.c.second_look_due,
    CYCLES.c.goals_opened_at,
    CYCLES.c.goals_due,
    CYCLES.c.scoring_opens_on,
    CYCLES.c.scoring_opened_at,
)


_OF_A_YEAR, _OF_ONE = len("2026"), len("20261001-20261130")


def is_of_a_period(name: Any) -> ColumnElement[bool]:
    """Of a cycle's name: that it is about a quarter or half-year. A year's is shorter, an ad-hoc review's
    longer.
    """
    return func.length(name).between(_OF_A_YEAR + 1, _OF_ONE - 1)


def is_of_a_year(name: Any) -> ColumnElement[bool]:
    """Likewise, that it is about a year."""
    return func.length(name) == _OF_A_YEAR


def is_of_one(name: Any) -> ColumnElement[bool]:
    """Likewise, that it is an ad-hoc review's."""
    return func.length(name) >= _OF_ONE


def cycle_value(found: Sequence[Any], *, at: int = 0) -> CycleFacts:
    """What stands in a result's row from column number `at` on; the same as a CycleRow's own value."""
    number, name, scheme, starts_on, ends_on, *days = found[at : at + len(CYCLE_COLUMNS)]
    due, closes, approval_due, second_look_due, *days = days
    goals_opened_at, goals_due, scoring_opens_on, scoring_opened_at = days
    return CycleFacts(
        id=number,
        name=name,
        scheme=_scheme(scheme),
        starts_on=starts_on,
        ends_on=ends_on,
        self_score_due=due,
        self_score_closes=closes,
        approval_due=approval_due,
        second_look_due=second_look_due,
        goals_opened_at=goals_opened_at,
        goals_due=goals_due,
        scoring_opens_on=scoring_opens_on,
        scoring_opened_at=scoring_opened_at,
    )


def asked_last(review_id: Any) -> ScalarSelect[Event]:
    """With which event a review went back to its employee last: a question, or because they wanted it."""
    return (
        select(_STEP.c.event)
        .where(_STEP.c.review_id == review_id, _STEP.c.event.in_((Event.ASK_FOR_MORE, Event.GIVE_BACK)))
        .order_by(_STEP.c.number.desc())
        .limit(1)
        .scalar_subquery()
    )


@lru_cache
def newest_agreed(whose: str, *, is_limited: bool = False) -> Subquery:
    """The newest agreed sheet of each person or department (`whose`, a column of sheets): `whose`, `id`,
    `version`, `origin`. Put together once.

    Newest is what was agreed on last: a draft may be signed after a version of a higher number came with the
    organisation file. What an import has laid ready has a negative version and is nobody's yet. Where it
    `is_limited`, what was made for a period that begins later than the statement's `until` is left out.
    """
    owner = getattr(KpiSheetRow, whose)
    wanted = [KpiSheetRow.version > 0, KpiSheetRow.state == SheetState.AGREED, owner.is_not(None)]
    if is_limited:
        later = select(CYCLES.c.id).where(CYCLES.c.starts_on > bindparam("until"))
        wanted.append(or_(KpiSheetRow.cycle_id.is_(None), KpiSheetRow.cycle_id.not_in(later)))
    place = func.row_number().over(
        partition_by=owner, order_by=(KpiSheetRow.agreed_at.desc().nulls_last(), KpiSheetRow.version.desc())
    )
    agreed = (
        select(
            owner.label("whose"),
            KpiSheetRow.id,
            KpiSheetRow.version,
            KpiSheetRow.origin,
            place.label("place"),
        )
        .where(*wanted)
        .subquery()
    )
    newest = select(agreed.c.whose, agreed.c.id, agreed.c.version, agreed.c.origin).where(agreed.c.place == 1)
    return newest.subquery()


@lru_cache(maxsize=32)
def _scheme(text: str) -> Scheme:
    return restore_scheme(json.loads(text))
