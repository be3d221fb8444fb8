"""What can be done with the goals of the next quarter, in a house: every deed answers "done", or why not."""

from collections.abc import Callable
from datetime import date

from bot.domain.goals.goals import Goals
from bot.domain.reviews.opening import Moment
from bot.services.acting import Acting
from bot.services.goals.agreement import drop_change, sign, take_back
from bot.services.reviews.extend_goals import extend_goals
from bot.services.reviews.open_cycle import open_cycle
from bot.services.reviews.open_scoring import open_due_scoring, open_scoring
from bot.services.reviews.withdraw_cycle import ask_to_withdraw, withdraw_cycle
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


def signs(house: House, name: str) -> str:
    return _with_sheet(house, name, sign)


def takes_back(house: House) -> str:
    return _with_sheet(house, CHEN, take_back)


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


def _with_sheet(house: House, name: str, deed: Callable[..., object]) -> str:
    goals = _goals(house)
    sheet_id = goals.sheet_id if goals else None
    if goals is None or sheet_id is None:
        return "nothing is on the table"
    return outcome(lambda: deed(_by(house, name), goals_id=goals.id, sheet_id=sheet_id))


def _goals(house: House) -> Goals | None:
    with house.store.read() as unit:
        return unit.goals.latest_of(house.who(CHEN).id)


def _by(house: House, name: str | None) -> Acting:
    return acting(house.store, by=house.who(name) if name else None, now=house.now, policy=POLICY)
