"""What follows from an event of somebody's job-responsibility form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain.follows import Follows, Where
from bot.domain.goals.cards import goals_team_card, job_form_card, my_goals_card
from bot.domain.goals.job_form import JobForm
from bot.domain.goals.job_form_notices import BelowMark, FormChangeAsked
from bot.domain.goals.job_form_way import Event
from bot.domain.notices import Notice


@dataclass(frozen=True, kw_only=True)
class FormMoved:
    """A form that moved on, and as it was before. `told`: who hears that it is below the mark."""

    form: JobForm
    before: JobForm
    told: tuple[int, ...] = ()


def versions(moved: FormMoved) -> Iterator[Where]:
    """The cards of every version that counts or waits, or did, with everybody who may have one."""
    form, before = moved.form, moved.before
    managers = dict.fromkeys((before.manager_id, form.manager_id))
    for number in dict.fromkeys((before.rated, form.rated, before.filled, form.filled)):
        if number is not None:
            for reader in (*managers, form.employee_id):
                yield reader, job_form_card(form.id, number, reader)


def my_goals(moved: FormMoved) -> Iterator[Where]:
    """The employee's card of their goals names the form among its steps."""
    yield moved.form.employee_id, my_goals_card(moved.form.goals_id)


def team(moved: FormMoved) -> Iterator[Where]:
    """The parent of the manager's thread, so that the version's card has where to stand."""
    yield moved.form.manager_id, goals_team_card(moved.form.cycle_id, moved.form.manager_id)


def change_asked(moved: FormMoved) -> Iterator[Notice]:
    form = moved.form
    yield FormChangeAsked(to=form.employee_id, form_id=form.id, number=form.version)


def below_mark(moved: FormMoved) -> Iterator[Notice]:
    for person in moved.told:
        yield BelowMark(to=person, form_id=moved.form.id, number=moved.form.version)


FOLLOWS: Mapping[Event, Follows[FormMoved]] = {
    # The message that opens the goals leads to the form as well.
    Event.OPEN: Follows(),
    Event.FILL: Follows(stale=(my_goals, team, versions)),
    Event.TAKE_BACK: Follows(stale=(my_goals, versions)),
    Event.RATE: Follows(stale=(my_goals, versions), news=(below_mark,)),
    Event.CHANGE: Follows(stale=(my_goals, versions), news=(change_asked,)),
    # What it is about is told with the change of place.
    Event.WANT: Follows(stale=(my_goals, versions)),
    Event.HAND_OVER: Follows(stale=(my_goals, team, versions)),
    Event.LEAVE: Follows(stale=(versions,)),
    Event.RETURN: Follows(stale=(versions,)),
    Event.WITHDRAW: Follows(stale=(my_goals, versions)),
}

DAYS_MOVED: Follows[FormMoved] = Follows(stale=(my_goals, versions))
"""What names the day on which forms are due: when HR gives more time, and when it is over."""
