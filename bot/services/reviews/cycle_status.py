"""How far everybody in a cycle is; no scores."""

from collections.abc import Sequence

from bot.domain.access import Deed, may
from bot.domain.goals.status import PersonsGoals
from bot.domain.goals.way import Mark
from bot.domain.reviews.cycles import Cycle, CycleStatus
from bot.services.acting import Acting
from bot.services.reviews.find_cycle import find_cycle, require_hr, running_cycles
from bot.services.reviews.fingerprint import checked_rules
from bot.services.reviews.no_surprise import came_late
from bot.services.reviews.talk_overview import talk_counts
from bot.services.reviews.too_new import too_new
from bot.services.reviews.under_review import field_of_cycle, period_of
from storage.unit import Unit


def cycle_status(acting: Acting, *, name: str | None) -> CycleStatus:
    """A cycle by name, or the first of those under way in which there is somebody whom the reader sees; HR
    and the command line see everybody, a manager their reports, everyone else themselves. Whoever left is not
    counted.

    Raises as `find_cycle`.
    """
    with acting.store.read() as unit:
        cycle, others = _running(unit, acting) if name is None else (find_cycle(unit, name), ())
        in_goals = () if name else unit.cycles.in_goals()
        return CycleStatus(
            name=cycle.name,
            starts_on=cycle.starts_on,
            ends_on=cycle.ends_on,
            dates=cycle.dates,
            people=tuple(
                each for each in unit.cycles.progress(cycle.id) if may(Deed.READ_STATUS, acting.by, each)
            ),
            goals=cycle.goals,
            is_in_goals=cycle.is_in_goals,
            agreeing=_agreeing(unit, cycle, acting) if cycle.goals else (),
            kept=_kept(unit, cycle) if cycle.is_in_goals and may(Deed.RUN_CYCLES, acting.by) else 0,
            rules=checked_rules(unit, cycle.id) if may(Deed.RUN_CYCLES, acting.by) else None,
            others_in_goals=tuple(each.name for each in in_goals if each.id != cycle.id),
            others_running=tuple(each.name for each in others),
            came_late=came_late(unit, cycle.id, acting),
            talks=talk_counts(unit, cycle.id) if may(Deed.RUN_CYCLES, acting.by) else None,
            too_new=_too_new(unit, cycle, acting) if cycle.scoring_opened_at else (),
        )


def _running(unit: Unit, acting: Acting) -> tuple[Cycle, Sequence[Cycle]]:
    """The one that is shown, and the others in which there is somebody whom the reader sees."""
    running = [
        each
        for each in (*running_cycles(unit), *unit.cycles.ad_hoc())
        if any(may(Deed.READ_STATUS, acting.by, person) for person in unit.cycles.progress(each.id))
    ]
    first = running[0] if running else find_cycle(unit, None)
    return first, [each for each in running if each.id != first.id]


def standing_cycles(acting: Acting) -> list[Cycle]:
    """Every cycle that was not withdrawn, newest first. Raises Refusal("cycle.not_hr")."""
    require_hr(acting)
    with acting.store.read() as unit:
        return list(unit.cycles.standing())


def _agreeing(unit: Unit, cycle: Cycle, acting: Acting) -> tuple[PersonsGoals, ...]:
    """Everybody who was asked for goals; once people are scored, those whose goals are not agreed on."""
    return tuple(
        each
        for each in unit.goals.progress(cycle.id)
        if may(Deed.READ_STATUS, acting.by, each) and (cycle.is_in_goals or each.mark is not Mark.AGREED)
    )


def _too_new(unit: Unit, cycle: Cycle, acting: Acting) -> tuple[str, ...]:
    """Who has no review in a cycle that is open for scoring because they came too late; HR's to know."""
    if not may(Deed.RUN_CYCLES, acting.by):
        return ()
    people = [person for person, _ in unit.cycles.people(period_of(unit.cycles.facts(cycle.id)).grade)]
    reviewed = unit.cycles.reviewed(cycle.id)
    unrated = too_new(unit, (each for each in people if each.id not in reviewed), cycle, acting.policy)
    return tuple(each.name for each in people if each.id in unrated)


def _kept(unit: Unit, cycle: Cycle) -> int:
    candidates = field_of_cycle(unit, cycle.id).candidates(signed_count=False)
    return sum(not each.was_asked and each.sheet_id is not None for each in candidates)
