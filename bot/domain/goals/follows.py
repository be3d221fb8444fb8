"""What follows from an event of somebody's goals."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain.follows import Follows, Where
from bot.domain.goals.cards import agreement_card, goals_team_card, my_goals_card
from bot.domain.goals.goals import Goals
from bot.domain.goals.notices import ChangeDropped, GoalsAgreed, GoalsOpened, GoalsWithdrawn
from bot.domain.goals.way import Event
from bot.domain.notices import Notice


@dataclass(frozen=True, kw_only=True)
class Moved:
    """Goals that moved on. `former_manager_id`: who had them before. `former_sheet_id`: the version that
    was on the table before this event. `by_id`: who did it, None for the company.
    """

    goals: Goals
    former_manager_id: int | None = None
    former_sheet_id: int | None = None
    by_id: int | None = None

    @property
    def managers(self) -> tuple[int, ...]:
        if self.former_manager_id is None:
            return (self.goals.manager_id,)
        return (self.former_manager_id, self.goals.manager_id)

    @property
    def others(self) -> tuple[int, ...]:
        """The sides that did not do it: both, where HR did it for one."""
        sides = (self.goals.employee_id, self.goals.manager_id)
        return tuple(person for person in sides if person != self.by_id)


def my_goals(moved: Moved) -> Iterator[Where]:
    yield moved.goals.employee_id, my_goals_card(moved.goals.id)


def teams(moved: Moved) -> Iterator[Where]:
    for manager in moved.managers:
        yield manager, goals_team_card(moved.goals.cycle_id, manager)


def agreements(moved: Moved) -> Iterator[Where]:
    """The cards of the version on the table and of the one before, with everybody who may have one."""
    sheets = dict.fromkeys((moved.former_sheet_id, moved.goals.sheet_id))
    for sheet_id in sheets:
        if sheet_id is not None:
            for reader in (moved.goals.employee_id, *moved.managers):
                yield reader, agreement_card(moved.goals.id, sheet_id, reader)


def opened(moved: Moved) -> Iterator[Notice]:
    yield GoalsOpened(to=moved.goals.employee_id, goals_id=moved.goals.id)


def agreed(moved: Moved) -> Iterator[Notice]:
    if moved.goals.agreed_sheet_id is not None:
        for person in moved.others:
            yield GoalsAgreed(to=person, goals_id=moved.goals.id, sheet_id=moved.goals.agreed_sheet_id)


def dropped(moved: Moved) -> Iterator[Notice]:
    for person in moved.others:
        yield ChangeDropped(to=person, goals_id=moved.goals.id, number=moved.goals.version)


def withdrawn(moved: Moved) -> Iterator[Notice]:
    if moved.goals.is_here:
        yield GoalsWithdrawn(to=moved.goals.employee_id, goals_id=moved.goals.id)


FOLLOWS: Mapping[Event, Follows[Moved]] = {
    Event.OPEN: Follows(news=(opened,)),
    Event.SEND: Follows(stale=(my_goals, teams, agreements)),
    Event.TAKE_BACK: Follows(stale=(my_goals, teams, agreements)),
    Event.ADJUST: Follows(stale=(my_goals, teams, agreements)),
    Event.AGREE: Follows(stale=(my_goals, teams, agreements), news=(agreed,)),
    Event.CONFIRM: Follows(stale=(my_goals, teams, agreements), news=(agreed,)),
    Event.DROP_CHANGE: Follows(stale=(my_goals, teams, agreements), news=(dropped,)),
    # What it is about is told with the change of place.
    Event.WANT: Follows(stale=(my_goals, teams, agreements)),
    Event.HAND_OVER: Follows(stale=(my_goals, teams, agreements)),
    Event.LEAVE: Follows(stale=(teams, agreements)),
    Event.RETURN: Follows(stale=(teams, agreements)),
    Event.WITHDRAW: Follows(stale=(my_goals, teams, agreements), news=(withdrawn,)),
}

DAYS_MOVED: Follows[Moved] = Follows(stale=(my_goals, agreements, teams))
"""What names the day on which goals are due: when HR gives more time, and when it is over."""
