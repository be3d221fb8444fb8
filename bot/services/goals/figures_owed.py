"""Who owes figures, and is asked for them once: after everything that changes what is missing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.domain.follows import stale
from bot.domain.goals.cards import figures_card
from bot.domain.goals.figure_obligations import Terms, implied
from bot.domain.goals.notices import FiguresWanted
from bot.domain.obligations import Obligation, Subject
from bot.domain.people import Role
from bot.services.acting import Acting
from storage.unit import Unit


def ask_for_figures(unit: Unit, acting: Acting, cycle_id: int) -> None:
    """Let the table of what is owed say who has to enter figures of a cycle, and have the new ones told.

    Each hears of it when the last of theirs should be there, once a cycle.
    """
    owed = list(_implied(unit, acting, cycle_id, asked_at=acting.now))
    new, gone = unit.obligations.match(Subject.FIGURES, cycle_id, owed, now=acting.now)
    for each in new:
        wanted = FiguresWanted(to=each.person_id, cycle_id=cycle_id)
        unit.outbox.add(wanted, now=acting.now, due_at=max(each.opens_at, acting.now))
    for person_id in dict.fromkeys(each.person_id for each in (*new, *gone)):
        show_figures(unit, acting, cycle_id, person_id)


def ask_everybody(unit: Unit, acting: Acting) -> None:
    """The same for every cycle: who has left, or come back, may be asked, or asked for."""
    for cycle_id in unit.figures.cycles():
        ask_for_figures(unit, acting, cycle_id)


def show_figures(unit: Unit, acting: Acting, cycle_id: int, person_id: int) -> None:
    """Bring the card of whoever enters figures up to date."""
    card = (person_id, figures_card(cycle_id, person_id))
    unit.outbox.add(*stale([card], because=acting.now.isoformat()), now=acting.now)


def all_implied(unit: Unit, acting: Acting) -> Iterator[Obligation]:
    """Everything that is owed of figures, by what is missing."""
    for cycle_id in unit.figures.cycles():
        yield from _implied(unit, acting, cycle_id)


def _implied(
    unit: Unit, acting: Acting, cycle_id: int, *, asked_at: datetime | None = None
) -> Iterator[Obligation]:
    """Whoever has them already has them since then; others since `asked_at`, else since scoring opened."""
    missing = unit.figures.missing(cycle_id)
    if not missing:
        return
    cycle, facts = unit.cycles.get(cycle_id), unit.cycles.facts(cycle_id)
    if facts.scheme.asks_periods:
        return  # nothing is scored by its sheets
    terms = Terms(
        cycle_id=cycle_id,
        period=cycle.name,
        since=facts.scoring_opened_at or cycle.opened_at,
        ends_on=cycle.ends_on,
        self_score_due=cycle.dates.self_score_due,
        hour=acting.policy.schedule.opening_hour,
    )
    named = {person.id: person for person in unit.people.values(missing)}
    left = [days for person_id, days in missing.items() if not named[person_id].is_active]
    asked = {person_id: days for person_id, days in missing.items() if named[person_id].is_active}
    if left:  # HR enters what somebody who is gone cannot
        for each in unit.people.holding(Role.HR):
            named[each.id] = each
            asked[each.id] = max(*left, asked.get(each.id, 0))
    begun = {each.person_id: each.since for each in unit.obligations.of(Subject.FIGURES, cycle_id)}
    for person_id, days in sorted(asked.items()):
        since = max(terms.since, begun.get(person_id, asked_at or terms.since))
        yield implied(named[person_id], arrives_days=days, terms=replace(terms, since=since))
