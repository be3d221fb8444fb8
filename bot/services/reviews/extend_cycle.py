"""Give a cycle more time."""

from datetime import date

from bot.domain.follows import stale
from bot.domain.nudging.cards import nudge_card
from bot.domain.reviews.cards import team_card
from bot.domain.reviews.cycles import Dates, moved_to
from bot.domain.reviews.follows import DAYS_MOVED
from bot.domain.reviews.obligations import due_on
from bot.domain.reviews.way import REVIEW
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.goals.figures_owed import ask_for_figures
from bot.services.passing import REMINDED
from bot.services.reviews.advance import as_moved
from bot.services.reviews.find_cycle import REASON_LIMIT, find_cycle, reason_given, require_hr
from bot.services.reviews.fingerprint import fix_rules
from storage.unit import Unit


def extend_cycle(acting: Acting, *, name: str, closes: date, reason: str) -> Dates:
    """Take self-scores until `closes`; the cards of those whom it concerns show the new days.

    Raises Refusal: cycle.not_hr, cycle.unknown, cycle.none, cycle.reason, cycle.not_later, cycle.past.
    """
    require_hr(acting)
    reason = reason_given(reason, otherwise=Refusal("cycle.reason", limit=REASON_LIMIT))
    if closes < acting.today:
        raise Refusal("cycle.past", new=closes)
    with acting.store.begin() as unit:
        cycle = find_cycle(unit, name, lock=True)
        policy = acting.policy
        dates = moved_to(closes, now=cycle.dates, schedule=policy.schedule, calendar=policy.calendar())
        unit.cycles.extend(cycle, dates, by_id=acting.by_id, at=acting.now, reason=reason)
        fix_rules(unit, cycle.id, acting, reason=reason)
        _show(unit, acting, cycle_id=cycle.id, dates=dates)
        ask_for_figures(unit, acting, cycle.id)
        return dates


def _show(unit: Unit, acting: Acting, *, cycle_id: int, dates: Dates) -> None:
    """Everything that names a day of the cycle: what is owed, both sides' cards, and the reminders."""
    # Locked: what is handed in this moment is owed by the days that its own transaction read.
    reviews = [each.review for each in unit.cycles.reviews(cycle_id, lock=True)]
    waiting = [each for each in reviews if each.is_here and each.stage.move is not None and each.days is None]
    for stage in REVIEW.stages.values():
        if stage.move is not None:
            unit.obligations.move_days(
                stage.move,
                [each.id for each in waiting if each.stage is stage],
                due_on=due_on(stage.due, dates, acting.policy),
                lapses_on=dates.self_score_closes if stage.lapses else None,
            )
    concerned = {person for each in waiting for person in (each.employee_id, each.manager_id)}
    because = f"closes-{dates.self_score_closes.isoformat()}"
    asked = as_moved(unit, waiting)
    cards = (notice for each in asked for notice in DAYS_MOVED.notices(each, because=because))
    threads = [(to, team_card(cycle_id, to)) for _, to in unit.passing.threads([cycle_id])]
    reminders = [
        (person.id, nudge_card(person.id, day))
        for person, day in unit.passing.reminded(since=acting.now - REMINDED)
        if person.id in concerned
    ]
    unit.outbox.add(*cards, *stale([*threads, *reminders], because=because), now=acting.now)
