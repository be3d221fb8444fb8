"""The plan as a file: read, held against what is kept, and brought in as a whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.access import Deed, require
from bot.domain.goals.plan import Change, Goal, changes
from bot.domain.goals.plan_file import Known, PlanRead, check, read_plan
from bot.domain.organisation import Problem
from bot.domain.texts import LANGUAGES
from bot.errors import Refusal
from bot.reading.data_file import DataFile, read_data
from bot.services.acting import Acting
from storage.unit import Unit


@dataclass(frozen=True, kw_only=True)
class PlanFile:
    """What a file without mistakes says, and what it would change."""

    read: PlanRead
    goals: tuple[Goal, ...]
    changes: tuple[Change, ...]


def read_plan_file(acting: Acting, text: str) -> DataFile[PlanFile]:
    """What a plan's file comes to, changing nothing. Raises Refusal("deed.not_yours")."""
    require(Deed.IMPORT_PLAN, acting.by)

    def read(data: Any) -> tuple[PlanFile | None, tuple[Problem, ...]]:
        with acting.store.read() as unit:
            return _checked(unit, read_plan(data, languages=LANGUAGES))

    return read_data(text, read)


def import_plan(acting: Acting, file: PlanFile) -> Sequence[Change]:
    """Make the plan say what the file says, all of it; what became of each goal. Safe to run twice.

    What the file does not name any more is retired, but for goals that were added in Slack.
    Raises Refusal: deed.not_yours; plan.overtaken where it does not fit any more what is kept.
    """
    require(Deed.IMPORT_PLAN, acting.by)
    with acting.store.begin() as unit:
        unit.plans.lock()
        fitting, _ = _checked(unit, file.read)
        if fitting is None:
            raise Refusal("plan.overtaken")
        unit.plans.write(
            fitting.changes, is_by_hand=False, by_id=acting.by_id, at=acting.now, today=acting.today
        )
        unit.plans.order([goal.key for goal in fitting.goals])
        return fitting.changes


def _checked(unit: Unit, read: PlanRead) -> tuple[PlanFile | None, tuple[Problem, ...]]:
    standing = unit.plans.standing()
    known = Known(
        departments=list(unit.plans.departments()),
        addresses=unit.plans.figures_by(sorted(read.addresses)).keys(),
        by_hand=[each.goal for each in standing if each.is_by_hand and each.retired_on is None],
    )
    goals, problems = check(read, known=known)
    if problems:
        return None, problems
    return PlanFile(read=read, goals=goals, changes=tuple(changes(standing, goals))), ()
