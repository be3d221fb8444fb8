"""What people owe now: one person's steps, or the whole company's in the same few queries."""

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.domain.access import Deed, require
from bot.domain.home import Look
from bot.domain.obligations import Obligation, Owed, is_asked_for, is_lapsed, soonest_first
from bot.domain.pages import Span
from bot.domain.people import Person
from bot.services.acting import Acting
from bot.services.actions import plans
from bot.services.goals import advance as goals
from bot.services.goals import advance_job_form as job_forms
from bot.services.goals import advance_shared as shared
from bot.services.goals import figures_owed
from bot.services.intake import advance as intake
from bot.services.intake import handover_moves as handovers
from bot.services.intake import project_moves as projects
from bot.services.intake import swap_moves as swaps
from bot.services.reviews import advance as reviews
from bot.services.reviews import advance_input as inputs
from bot.services.reviews import advance_talk as talks
from bot.services.weeks import advance_check_in as check_ins
from bot.services.weeks import advance_suggestion as suggestions
from storage.obligations import Waiting
from storage.unit import Unit

FILLED = "obligations"
"""Under which name it is remembered that the table was filled."""


def owed_by(unit: Unit, person: Person, acting: Acting) -> tuple[Owed, ...]:
    """Everything that waits for this person, soonest due first."""
    return Ledger(unit, only=[person.id]).owed_by(person, now=acting.now)


def owed_page(
    unit: Unit, person: Person, look: Look, *, now: datetime, most: int
) -> tuple[tuple[Owed, ...], Span]:
    """The same, of a page of it; and which of how many that are."""
    today = now.astimezone(person.zone).date()
    total = unit.obligations.how_many(person.id, now=now, today=today)
    at = look.over(total)
    waiting = unit.obligations.asked_for(person.id, now=now, today=today, first=at.first, most=most)
    return tuple(owed_of(each) for each in waiting), Span(page=at.page, shown=len(waiting), total=total)


def owed_about(unit: Unit, person: Person, others: Collection[int], *, now: datetime) -> dict[int, Owed]:
    """What waits for this person about each of these, as far as something does: the soonest due."""
    found: dict[int, list[Owed]] = {}
    for each in unit.obligations.waiting_about(person.id, others):
        if _is_asked_for(each.obligation, person, now=now):
            found.setdefault(each.obligation.other_id, []).append(owed_of(each))
    return {other: soonest_first(owed)[0] for other, owed in found.items()}


class Ledger:
    """What waits, read once: for some people where they are named, else for everybody."""

    def __init__(self, unit: Unit, *, only: Collection[int] | None = None) -> None:
        self._waiting: dict[int, list[Waiting]] = {}
        for each in unit.obligations.waiting(only):
            self._waiting.setdefault(each.obligation.person_id, []).append(each)

    def owed_by(self, person: Person, *, now: datetime) -> tuple[Owed, ...]:
        """Everything that waits for this person at that moment, soonest due first."""
        return soonest_first(
            owed_of(each)
            for each in self._waiting.get(person.id, ())
            if _is_asked_for(each.obligation, person, now=now)
        )

    def lapsed(self, person: Person, *, now: datetime) -> Sequence[Waiting]:
        """What this person did not do and what is not taken any more."""
        return [
            each
            for each in self._waiting.get(person.id, ())
            if is_lapsed(each.obligation.lapses_on, now=now, person=person)
        ]


def fill_once(acting: Acting) -> None:
    """Fill the table of a database that an earlier version left without one; later does nothing."""
    with acting.store.read() as unit:
        if unit.passing.until(FILLED) is not None:
            return
    rebuild(acting)
    with acting.store.begin() as unit:
        unit.passing.set_until(FILLED, at=acting.now)


def rebuild(acting: Acting) -> int:
    """Make the table say what the states imply; returns of how many subjects it was wrong.

    A row that is right is left alone, so that nobody is reminded anew; what is there twice is so once,
    and what cannot be read is no more. Safe to run twice, and by two at once.
    """
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.begin() as unit:
        unit.obligations.hold()
        missing = {
            *reviews.all_implied(unit, unit.reviews.all_under_way(), acting),
            *talks.all_implied(unit, unit.talks.all_under_way(), acting),
            *goals.all_implied(unit, unit.goals.all_under_way(), acting),
            *figures_owed.all_implied(unit, acting),
            *job_forms.all_implied(unit, unit.job_forms.all_waiting(), acting),
            *shared.all_implied(unit, unit.shared.all_under_way(), acting),
            *check_ins.all_implied(unit.check_ins.all_waiting()),
            *suggestions.all_implied(unit, unit.suggestions.all_under_way(), acting),
            *inputs.all_implied(unit, unit.inputs.all_under_way()),
            *plans.all_implied(unit, unit.plans_wanted.all_wanted(), acting),
            *swaps.all_implied(unit.swaps.all_open()),
            *handovers.all_implied(unit, unit.handovers.all_open(), acting),
            *projects.all_implied(unit, unit.projects.all_discussed()),
            *intake.all_implied(unit, unit.requests.all_unfinished(), acting),
        }
        wrong: dict[int, Obligation | None] = {}
        for row_id, kept in unit.obligations.open_rows().items():
            if kept in missing:
                missing.discard(kept)
            else:
                wrong[row_id] = kept
        unit.obligations.close_rows(wrong, now=acting.now)
        unit.obligations.add(missing)
        read = [each for each in wrong.values() if each is not None]
        subjects = {(each.subject, each.subject_id) for each in (*read, *missing)}
        return max(len(subjects), len(wrong) - len(read))


def _is_asked_for(obligation: Obligation, person: Person, *, now: datetime) -> bool:
    return is_asked_for(opens_at=obligation.opens_at, lapses_on=obligation.lapses_on, now=now, person=person)


def owed_of(waiting: Waiting) -> Owed:
    """As it is shown."""
    obligation = waiting.obligation
    return Owed(
        kind=obligation.kind,
        subject_id=obligation.subject_id,
        who=waiting.other,
        since=obligation.since,
        opens_at=obligation.opens_at,
        due_on=obligation.due_on,
        due_at=obligation.due_at,
        lapses_on=obligation.lapses_on,
        minutes=obligation.minutes,
        period=obligation.period,
        team=waiting.team,
        team_id=waiting.team_id,
        together=waiting.together,
    )
