"""Whatever happens in whatever order, the table of what people owe says what the states imply."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.goals.figures import new_figure
from bot.domain.weeks.check_in_form import TypedCheckIn, TypedKpi
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.goals.figures import keep_new
from bot.services.obligations import rebuild
from bot.services.weeks.check_in import answer_check_in, open_check_in
from bot.services.weeks.open_check_ins import let_lapse, open_due_check_ins
from tests.builders.acting import acting
from tests.builders.figures import entered_by
from tests.house import agreeing
from tests.house.asking import CHEN, GAO, HE, LIU, POLICY, SUN, House, RequestEvent

OF_GOALS: dict[str, Callable[[House], object]] = {
    "open goals": agreeing.opens_goals,
    "send a sheet": lambda house: agreeing.proposes(house, CHEN, 60),
    "send another sheet": lambda house: agreeing.proposes(house, CHEN, 70),
    "adjust a sheet": lambda house: agreeing.proposes(house, LIU, 50),
    "agree": lambda house: agreeing.signs(house, LIU),
    "confirm": lambda house: agreeing.signs(house, CHEN),
    "take a sheet back": agreeing.takes_back,
    "let a change be": agreeing.drops_change,
    "open scoring": agreeing.scores,
    "open scoring by itself": agreeing.scores_by_itself,
    "extend goals": lambda house: agreeing.extends(house, date(2027, 2, 5)),
    "withdraw goals": agreeing.withdraws,
}

DEEDS: dict[str, Callable[[House], object]] = {
    "hand in": lambda house: house.hands_in(),
    "adjust": lambda house: house.adjusts(),
    "ask for more": lambda house: house.asks(),
    "approve": lambda house: house.approves(),
    "withdraw": lambda house: house.withdraws(),
    "open again": lambda house: house.opens_quarter_again(),
    "extend": lambda house: house.extends(date(2027, 2, 5)),
    "move to another manager": lambda house: house.is_led_by(CHEN, HE),
    "move back": lambda house: house.is_led_by(CHEN, LIU),
    "employee leaves": lambda house: house.leaves(CHEN),
    "employee returns": lambda house: house.returns(CHEN),
    "product manager leaves": lambda house: house.leaves(SUN),
    "product manager returns": lambda house: house.returns(SUN),
    "the figures come": lambda house: _figures_come(house, "3.8 %"),
    "there is no figure": lambda house: _figures_come(house, "n/a"),
    "source leaves": lambda house: house.leaves(GAO),
    "source returns": lambda house: house.returns(GAO),
    "hand over what was left": lambda house: house.hands_over_what_was_left(),
    "another product manager answers": lambda house: house.takes(RequestEvent.ASK, GAO),
    "reply": lambda house: house.writes(),
    "reopen": lambda house: house.writes(RequestEvent.REOPEN),
    "promise a day": lambda house: house.takes(RequestEvent.ACCEPT, due_on=date(2027, 3, 1)),
    **{
        f"{event.value} the request": lambda house, event=event: house.takes(event)
        for event in (
            RequestEvent.ASK,
            RequestEvent.ACCEPT,
            RequestEvent.ANSWER,
            RequestEvent.DECLINE,
            RequestEvent.FINISH,
        )
    },
}


def _figures_come(house: House, typed: str) -> None:
    """The first of those that are missing, of the cycle that was opened last."""
    with house.store.begin() as unit:
        for cycle_id in unit.figures.cycles()[-1:]:
            wanted = [each for each in unit.figures.wanted(cycle_id) if each.held is None]
            new = [new_figure(typed, each) for each in wanted[:1]]
            keep_new(unit, acting(house.store, now=house.now, policy=POLICY), cycle_id, new)


OF_WEEKS: dict[str, Callable[[House], object]] = {
    "ask how the week is": lambda house: open_due_check_ins(_company(house)),
    "let what nobody said lapse": lambda house: let_lapse(_company(house)),
    "say how the week is": lambda house: _checks_in(house),
}


def _company(house: House) -> Acting:
    return acting(house.store, now=house.now, policy=POLICY)


def _checks_in(house: House) -> None:
    """Chen Jie does, where there is something to say."""
    chen = acting(house.store, by=house.who(CHEN), now=house.now, policy=POLICY)
    with suppress(Refusal):
        form = open_check_in(chen)
        said = TypedCheckIn(kpis={kpi.key: TypedKpi(outlook="off") for kpi in form.kpis})
        answer_check_in(chen, week=form.week, seen=form.seen, typed=said)


AGREEING = {
    **OF_GOALS,
    **OF_WEEKS,
    **{
        name: DEEDS[name]
        for name in ("move to another manager", "move back", "employee leaves", "employee returns", "hand in")
    },
}


@pytest.fixture(scope="module")
def begun(empty_house: House, tmp_path_factory: pytest.TempPathFactory) -> House:
    """The quarter is open, somebody is named for the figures, and a request was filed."""
    house = empty_house.twin(tmp_path_factory.mktemp("owed") / "begun.db")
    entered_by(house.store, house.who(GAO))
    house.opens_quarter()
    house.files()
    return house.at(house.now + timedelta(days=1))


A_FEW_OR_MANY = pytest.mark.parametrize("examples", [12, pytest.param(100, marks=pytest.mark.soak)])


@A_FEW_OR_MANY
def test_rows_equal_what_the_states_imply(
    begun: House, twin: Callable[[House], House], examples: int
) -> None:
    def happens(names: Sequence[str]) -> None:
        house = twin(begun)

        for number, name in enumerate(names, start=1):
            house.now = begun.now + timedelta(hours=7 * number)
            DEEDS[name](house)

        assert rebuild(acting(house.store, now=house.now, policy=POLICY)) == 0

    _in_any_order(DEEDS, happens, examples=examples)


@A_FEW_OR_MANY
def test_rows_equal_what_the_states_imply_while_one_quarter_is_scored_and_the_next_agrees_on_goals(
    begun: House, twin: Callable[[House], House], examples: int
) -> None:
    def happens(names: Sequence[str]) -> None:
        house = twin(begun)
        agreeing.opens_goals(house)

        for number, name in enumerate(names, start=1):
            house.now = begun.now + timedelta(days=12 * number, hours=number)
            AGREEING[name](house)

        assert rebuild(acting(house.store, now=house.now, policy=POLICY)) == 0

    _in_any_order(AGREEING, happens, examples=examples)


def _in_any_order(deeds: Iterable[str], happens: Callable[[Sequence[str]], None], *, examples: int) -> None:
    drawn = st.lists(st.sampled_from(sorted(deeds)), max_size=12)
    settings(max_examples=examples, deadline=None)(given(drawn)(happens))()
