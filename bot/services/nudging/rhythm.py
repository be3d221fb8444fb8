"""A person's own day and hour."""

from bot.domain.access import Deed, require
from bot.domain.nudging.rhythm import Choice, Rhythm, checked, choice_of, companys
from bot.services.acting import Acting


def what_can_be_chosen(acting: Acting) -> Choice:
    """What they have now, and the weekdays and hours there are."""
    require(Deed.CHOOSE_RHYTHM, acting.by)
    by = acting.person
    with acting.store.read() as unit:
        present = unit.rhythms.of([by.id])[by.id]
    return choice_of(present, calendar=by.calendar, policy=acting.policy)


def choose_rhythm(acting: Acting, *, rhythm: Rhythm) -> Rhythm:
    """From now on their week is spoken of then. Who takes the company's follows it when that changes.

    Raises Refusal: rhythm.day_off, rhythm.outside_hours.
    """
    require(Deed.CHOOSE_RHYTHM, acting.by)
    by = acting.person
    chosen = checked(rhythm, calendar=by.calendar, policy=acting.policy)
    with acting.store.begin() as unit:
        if chosen == companys(acting.policy.schedule):
            unit.rhythms.forget(by.id)
        else:
            unit.rhythms.choose(by.id, chosen)
    return chosen
