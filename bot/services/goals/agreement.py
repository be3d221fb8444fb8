"""Two signatures under the same version of a KPI sheet: send, take back, adjust, agree, confirm.

Sending and adjusting is signing one's own version; agreeing and confirming is signing the other side's.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from bot.domain.drafts import Form
from bot.domain.goals.draft import REASON_LIMIT, SheetDraft, SheetForm
from bot.domain.goals.facts import GoalsFacts
from bot.domain.goals.goals import Goals, Signature
from bot.domain.goals.sheet import SheetVersion, require_sound
from bot.domain.goals.way import GOALS, Event, Party
from bot.domain.history import Facts
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.goals.advance import advance, want_still
from bot.services.goals.my_goals import goals_facts
from bot.services.goals.sheet import open_sheet
from bot.services.goals.sheet_draft import PROPOSES, require_open, side_of, working_on
from bot.services.reviews.open_scoring import join_scoring
from storage.unit import Unit

SIGNS = {Party.EMPLOYEE: Event.CONFIRM, Party.MANAGER: Event.AGREE}
"""With what each side signs the other's version."""


class SheetChanged(Refusal):
    """The other side, or somebody else, was faster: `form` shows what they did, and keeps what was typed."""

    def __init__(self, form: SheetForm) -> None:
        super().__init__("goals.changed_since")
        self.form = form


def propose(
    acting: Acting, *, goals_id: int, seen: int, reason: str = "", counts_from: date | None = None
) -> GoalsFacts:
    """Sign what one has drafted, and send it to the other side.

    `seen`: the version of the goals that the form showed. A manager's reason is needed, and anybody's for a
    change of what is agreed, with the day from which it counts. Raises SheetChanged; Refusal as
    `open_sheet`, and goals.no_kpis, goals.too_many, goals.weights, goals.no_anchors,
    goals.reason_needed, goals.nothing_changed, goals.counts_from.
    """
    with _showing_the_change(acting, goals_id=goals_id), acting.store.begin() as unit:
        goals = unit.goals.get(goals_id)
        if goals.version != seen:
            raise Refusal("goals.changed_since")
        form = working_on(unit, goals_id, acting)
        require_sound(form.kpis)
        if form.base is not None and not form.changed and not form.is_wanted:
            raise Refusal("goals.nothing_changed", is_managers=form.side is Party.MANAGER)
        because = _reason(reason, form)
        sheet_id = unit.sheets.propose(
            goals.employee_id,
            form.kpis,
            cycle_id=goals.cycle_id,
            by_id=acting.person.id,
            at=acting.now,
            because=because,
            counts_from=_counts_from(counts_from, form) if form.is_change else None,
        )
        facts = _sign(unit, goals, sheet_id, form.side, acting)
        advance(
            unit,
            goals,
            PROPOSES[form.side],
            acting,
            note=because,
            facts=facts,
            on_the_table=sheet_id,
        )
        unit.drafts.drop(acting.person.id, Form.GOALS_SHEET, str(goals_id))
        return goals_facts(unit, goals_id, policy=acting.policy)


def sign(acting: Acting, *, goals_id: int, sheet_id: int) -> Goals:
    """Sign the version that the other side signed: from now on it is agreed.

    `sheet_id`: the version that was shown. Raises Refusal: goals.not_yours, goals.agreed_already,
    goals.changed_since, goals.waits_for_other, goals.withdrawn, goals.employee_left, goals.scoring_open.
    """
    with acting.store.begin() as unit:
        goals, side = _to_sign(unit, goals_id, acting)
        if goals.sheet_id is None and goals.agreed_sheet_id == sheet_id:
            raise Refusal("goals.agreed_already", on=unit.sheets.version(sheet_id).agreed_at)
        if goals.sheet_id != sheet_id:
            raise Refusal("goals.changed_since")
        _require_move(unit, goals, SIGNS[side], side)
        facts = _sign(unit, goals, sheet_id, side, acting)
        if unit.sheets.signatures([sheet_id])[sheet_id].keys() != set(Party):
            raise RuntimeError("a sheet is agreed when both sides have signed it")
        unit.sheets.agree(sheet_id, at=acting.now)
        moved = advance(unit, goals, SIGNS[side], acting, facts=facts, agreed=sheet_id)
        join_scoring(unit, moved, acting)
        return moved


def take_back(acting: Acting, *, goals_id: int, sheet_id: int) -> Goals:
    """The employee takes back what the manager has not answered yet, and goes on drafting it.

    Raises as `sign`.
    """
    with acting.store.begin() as unit:
        goals, side = _to_sign(unit, goals_id, acting)
        if side is not Party.EMPLOYEE:
            raise Refusal("goals.not_yours")
        if goals.sheet_id != sheet_id or Event.TAKE_BACK not in GOALS.possible(goals.state):
            raise Refusal("goals.changed_since")
        taken = unit.sheets.version(sheet_id)
        moved = advance(unit, goals, Event.TAKE_BACK, acting, facts=Facts(sheet=sheet_id))
        _keep_as_draft(unit, moved, taken, acting)
        return want_still(unit, moved, acting)


def drop_change(acting: Acting, *, goals_id: int, sheet_id: int) -> Goals:
    """Either side lets a change of what is agreed be: what was agreed before stays. Raises as `sign`."""
    with acting.store.begin() as unit:
        goals, side = _to_sign(unit, goals_id, acting)
        if goals.sheet_id != sheet_id:
            raise Refusal("goals.changed_since")
        _require_move(unit, goals, Event.DROP_CHANGE, side)
        dropped = advance(unit, goals, Event.DROP_CHANGE, acting, facts=Facts(sheet=sheet_id))
        return want_still(unit, dropped, acting)


def _to_sign(unit: Unit, goals_id: int, acting: Acting) -> tuple[Goals, Party]:
    """The goals, locked, and for which side whoever acts may sign them."""
    goals = unit.goals.get(goals_id)
    side = side_of(goals, acting)
    require_open(goals, unit.cycles.facts(goals.cycle_id), employee=unit.people.get(goals.employee_id))
    return goals, side


def _require_move(unit: Unit, goals: Goals, event: Event, side: Party) -> None:
    if event not in GOALS.possible(goals.state):
        other = goals.manager_id if side is Party.EMPLOYEE else goals.employee_id
        raise Refusal(
            "goals.waits_for_other",
            other=unit.people.get(other).name,
            is_drafting=not goals.stage.proposed,
        )


def _sign(unit: Unit, goals: Goals, sheet_id: int, side: Party, acting: Acting) -> Facts:
    """One side's signature; HR's stands in place of the manager's, and says so."""
    is_covered = side is Party.MANAGER and acting.person.id != goals.manager_id
    in_place_of = goals.manager_id if is_covered else None
    unit.sheets.sign(
        Signature(
            sheet_id=sheet_id, side=side, by_id=acting.person.id, at=acting.now, in_place_of_id=in_place_of
        )
    )
    return Facts(sheet=sheet_id, in_place_of=in_place_of)


def _reason(reason: str, form: SheetForm) -> str | None:
    """What was changed of somebody else's is explained; a first sheet of one's own speaks for itself."""
    reason = reason.strip()
    if len(reason) > REASON_LIMIT:
        raise Refusal("goals.reason_too_long", limit=REASON_LIMIT)
    if not reason and form.needs_reason:
        raise Refusal("goals.reason_needed", other=form.other.name)
    return reason or None


def _counts_from(wanted: date | None, form: SheetForm) -> date | None:
    """From which day a change counts: within the period, today unless another is named."""
    day = wanted or form.counts_from
    if day is not None and not form.cycle.starts_on <= day <= form.cycle.ends_on:
        raise Refusal("goals.counts_from", starts=form.cycle.starts_on, ends=form.cycle.ends_on)
    return day


def _keep_as_draft(unit: Unit, goals: Goals, taken: SheetVersion, acting: Acting) -> None:
    draft = SheetDraft(
        base_id=goals.agreed_sheet_id,
        kpis=taken.kpis,
        reason=taken.because or "",
        counts_from=taken.counts_from,
    )
    unit.drafts.save(acting.person.id, Form.GOALS_SHEET, str(goals.id), draft.as_kept(), at=acting.now)


@contextmanager
def _showing_the_change(acting: Acting, *, goals_id: int) -> Iterator[None]:
    """Whoever sends what has been overtaken is shown by what, with their draft as it was."""
    try:
        yield
    except Refusal as refusal:
        if refusal.code != "goals.changed_since":
            raise
        raise SheetChanged(open_sheet(acting, goals_id=goals_id)) from None
