"""What can be done with the goals of the next quarter, in a house: every deed answers "done", or why not."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import func, select

from bot.domain.goals.goals import Goals
from bot.domain.goals.way import State
from bot.domain.reviews.opening import Moment
from bot.services.acting import Acting
from bot.services.goals.agreement import drop_change, sign, take_back
from bot.services.goals.my_goals import read_agreement
from bot.services.goals.sheet import open_sheet
from bot.services.reviews.extend_goals import extend_goals
from bot.services.reviews.open_cycle import open_cycle
from bot.services.reviews.open_scoring import open_due_scoring, open_scoring
from bot.services.reviews.withdraw_cycle import ask_to_withdraw, withdraw_cycle
from storage.models.goals import GoalsRow
from tests.builders.acting import acting
from tests.builders.goals import kpi, proposed
from tests.house.asking import CHEN, LIU, POLICY, ZHOU, House, outcome

NEXT = "2027Q1"


def opens_goals(house: House) -> str:
    return outcome(lambda: open_cycle(_by(house, ZHOU), name=NEXT, moment=Moment.GOALS))


def proposes(house: House, name: str, weight: int) -> str:
    """Chen's sheet, by Chen or the manager: two KPIs, the first of this weight."""

    def act() -> None:
        kpis = (kpi("k1", weight), kpi("k2", 100 - weight))
        goals = _goals(house)
        if goals is not None:
            proposed(house.store, goals.id, house.who(name), kpis, reason="It weighs as much.", at=house.now)

    return outcome(act)


def sends(house: House) -> str:
    """Chen's own sheet, or what Chen would change of what is agreed."""
    return proposes(house, CHEN, 70 if _is_agreed(house) else 60)


def adjusts(house: House, name: str = LIU) -> str:
    """Another one than what stands, be it the manager's own."""
    is_adjusted = goals_state(house) in (State.ADJUSTED, State.CHANGE_ADJUSTED)
    return proposes(house, name, 40 if is_adjusted else 50)


def changes_post(house: House) -> str:
    """Chen has another post from that day on."""
    return outcome(lambda: house.has_post(CHEN, "Planner"))


def opens_sheet(house: House, name: str) -> str:
    goals = newest(house)
    return outcome(lambda: open_sheet(_by(house, name), goals_id=goals.id))


def reads(house: House, name: str) -> str:
    """The version that stands."""
    goals = newest(house)
    return outcome(lambda: read_agreement(_by(house, name), goals_id=goals.id, sheet_id=None))


def signs(house: House, name: str, *, first: bool = False) -> str:
    """The version that was shown last; or, with `first`, the one that was there before any other."""
    return _with_sheet(house, name, sign, first=first)


def takes_back(house: House, name: str = CHEN) -> str:
    return _with_sheet(house, name, take_back)


def drops_change(house: House, name: str = LIU) -> str:
    return _with_sheet(house, name, drop_change)


def scores(house: House) -> str:
    return outcome(lambda: open_scoring(_by(house, ZHOU), name=NEXT, is_meant=True))


def scores_by_itself(house: House) -> str:
    return outcome(lambda: open_due_scoring(_by(house, None)))


def extends(house: House, due: date) -> str:
    return outcome(lambda: extend_goals(_by(house, ZHOU), name=NEXT, due=due, reason="The festival."))


def withdraws(house: House) -> str:
    def act() -> None:
        asked = ask_to_withdraw(_by(house, ZHOU), name=NEXT, reason="A mistake.")
        withdraw_cycle(_by(house, ZHOU), cycle_id=asked.cycle_id, reason="A mistake.")

    return outcome(act)


def goals_state(house: House) -> State:
    """Where Chen's goals are."""
    return newest(house).state


def newest(house: House) -> Goals:
    """Chen's, of the period that was opened last, though it may be taken back by now."""
    goals = _goals(house)
    assert goals is not None, "no goals were opened"
    return goals


def _with_sheet(house: House, name: str, deed: Callable[..., object], *, first: bool = False) -> str:
    """By a card that shows the version that stands, or (`first`) the one that was there before any other."""
    goals = _goals(house)
    with house.store.read() as unit:
        versions = list(unit.sheets.numbers(goals.employee_id, goals.cycle_id)) if goals else []
    if goals is None or not versions:
        return "nothing is on the table"
    sheet_id = versions[0] if first else goals.sheet_id or goals.agreed_sheet_id or versions[-1]
    return outcome(lambda: deed(_by(house, name), goals_id=goals.id, sheet_id=sheet_id))


def _is_agreed(house: House) -> bool:
    return newest(house).stage.agreed


def _goals(house: House) -> Goals | None:
    chen = house.who(CHEN).id
    with house.store.read() as unit:
        theirs = unit.session.scalar(select(func.max(GoalsRow.id)).where(GoalsRow.employee_id == chen))
        return None if theirs is None else unit.goals.look(theirs)


def _by(house: House, name: str | None) -> Acting:
    return acting(house.store, by=house.who(name) if name else None, now=house.now, policy=POLICY)
