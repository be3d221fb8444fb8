"""Every state of somebody's goals × every question that is asked of it: what people can do, owe and see.

A new state needs its walk in WALKS and a line in each table; a table without one fails and says which.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.goals.way import State
from tests.house.agreeing import (
    adjusts,
    changes_post,
    drops_change,
    goals_state,
    opens_goals,
    opens_sheet,
    reads,
    scores,
    sends,
    signs,
    takes_back,
    withdraws,
)
from tests.house.asking import CHEN, HE, LIN, LIU, WU, ZHAO, ZHOU, House, every


def morning(month: int, day: int) -> datetime:
    """10:00 in Hangzhou, in 2027."""
    return datetime(2027, month, day, 2, tzinfo=UTC)


MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (morning(1, day) for day in (4, 5, 6, 7))
LATE, AT_SCORING = morning(1, 19), morning(4, 1)
"""Goals are due on Monday 18 January; the quarter ends on 31 March."""
MOMENTS = (THURSDAY, LATE)
AFTERNOON = timedelta(hours=6)
DONE = "done"
NOTHING = "nothing is on the table"
NOT_YOURS = "goals.not_yours"
GONE = "goals.withdrawn"

OPEN, SENT, ADJUSTED, AGREED, CHANGE_WANTED, CHANGE_SENT, CHANGE_ADJUSTED, WITHDRAWN = State
STRANGERS = (WU, ZHAO, LIN, HE)

Walk = Callable[..., House]


def taken(house: House, *steps: Callable[[House], str]) -> None:
    """Each on a morning of its own is too long a story: an hour apart, with what follows sent."""
    for step in steps:
        assert step(house) == DONE
        house.at(house.now + timedelta(hours=1))


def opened(house: House) -> None:
    house.now = MONDAY
    assert opens_goals(house) == DONE
    house.at(TUESDAY)


def sent(house: House) -> None:
    opened(house)
    taken(house, sends)


def agreed(house: House) -> None:
    sent(house)
    taken(house, lambda house: signs(house, LIU))


def taken_back(house: House) -> None:
    opened(house)
    taken(house, withdraws)


def then(walk: Callable[[House], None], step: Callable[[House], str]) -> Callable[[House], None]:
    def walked(house: House) -> None:
        walk(house)
        taken(house, step)

    return walked


WALKS: Mapping[State, Callable[[House], None]] = {
    OPEN: opened,
    SENT: sent,
    ADJUSTED: then(sent, adjusts),
    AGREED: agreed,
    CHANGE_WANTED: then(agreed, changes_post),
    CHANGE_SENT: then(agreed, sends),
    CHANGE_ADJUSTED: then(agreed, adjusts),
    WITHDRAWN: taken_back,
}


@pytest.fixture(scope="module")
def known(empty_house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[State, House]]:
    """For each state a house in which Chen's goals of 2027Q1 were walked there; it is Thursday morning."""
    folder, houses = tmp_path_factory.mktemp("states"), {}
    for state, walk in WALKS.items():
        houses[state] = empty_house.twin(folder / f"{state}.db")
        walk(houses[state])
        assert goals_state(houses[state]) is state
        houses[state].let_pass(THURSDAY)
    yield houses
    for house in houses.values():
        house.close()


@pytest.fixture
def walk(known: Mapping[State, House], twin: Callable[[House], House]) -> Walk:
    """The same to do something in, at another moment if need be: what is done there stays there."""

    def at(state: State, moment: datetime = THURSDAY) -> House:
        house = twin(known[state])
        house.now = moment
        return house

    return at


def test_every_state_can_be_walked_to() -> None:
    assert set(WALKS) == set(State)


# What can happen: who may do what, and why not. Early or late makes no difference.

EARLY_OR_LATE = pytest.mark.parametrize("moment", MOMENTS, ids=["early", "late"])


@EARLY_OR_LATE
@every(
    State,
    {
        OPEN: (DONE, "goals.waits_for_other"),
        SENT: ("goals.waits_for_other", DONE),
        ADJUSTED: (DONE, DONE),
        AGREED: (DONE, DONE),
        CHANGE_WANTED: (DONE, DONE),
        CHANGE_SENT: ("goals.waits_for_other", DONE),
        CHANGE_ADJUSTED: (DONE, DONE),
        WITHDRAWN: (GONE, GONE),
    },
)
def test_who_opens_the_form_of_the_sheet(
    walk: Walk, state: State, expected: tuple[str, str], moment: datetime
) -> None:
    employee, manager = expected

    assert opens_sheet(walk(state, moment), CHEN) == employee
    assert {opens_sheet(walk(state, moment), name) for name in (LIU, ZHOU)} == {manager}
    assert {opens_sheet(walk(state, moment), name) for name in STRANGERS} == {NOT_YOURS}


@EARLY_OR_LATE
@every(
    State,
    {
        OPEN: (DONE, "goals.waits_for_other"),
        SENT: ("goals.waits_for_other", DONE),
        ADJUSTED: (DONE, DONE),
        AGREED: (DONE, DONE),
        CHANGE_WANTED: (DONE, DONE),
        CHANGE_SENT: ("goals.waits_for_other", DONE),
        CHANGE_ADJUSTED: (DONE, DONE),
        WITHDRAWN: (GONE, GONE),
    },
)
def test_who_signs_and_sends_a_version_of_their_own(
    walk: Walk, state: State, expected: tuple[str, str], moment: datetime
) -> None:
    employee, manager = expected

    assert sends(walk(state, moment)) == employee
    assert {adjusts(walk(state, moment), name) for name in (LIU, ZHOU)} == {manager}
    assert {adjusts(walk(state, moment), name) for name in STRANGERS} == {NOT_YOURS}


@EARLY_OR_LATE
@every(
    State,
    {
        OPEN: (NOTHING, NOTHING),
        SENT: ("goals.waits_for_other", DONE),
        ADJUSTED: (DONE, "goals.waits_for_other"),
        AGREED: ("goals.agreed_already", "goals.agreed_already"),
        CHANGE_WANTED: ("goals.agreed_already", "goals.agreed_already"),
        CHANGE_SENT: ("goals.waits_for_other", DONE),
        CHANGE_ADJUSTED: (DONE, "goals.waits_for_other"),
        WITHDRAWN: (NOTHING, NOTHING),
    },
)
def test_who_signs_the_version_of_the_other_side(
    walk: Walk, state: State, expected: tuple[str, str], moment: datetime
) -> None:
    employee, manager = expected

    assert signs(walk(state, moment), CHEN) == employee
    assert {signs(walk(state, moment), name) for name in (LIU, ZHOU)} == {manager}
    assert {signs(walk(state, moment), name) for name in STRANGERS} == {
        NOTHING if state in (OPEN, WITHDRAWN) else NOT_YOURS
    }


@every(
    State,
    {
        OPEN: NOTHING,
        SENT: DONE,
        ADJUSTED: "goals.changed_since",
        AGREED: "goals.agreed_already",
        CHANGE_WANTED: "goals.agreed_already",
        CHANGE_SENT: "goals.changed_since",
        CHANGE_ADJUSTED: "goals.changed_since",
        WITHDRAWN: NOTHING,
    },
)
def test_the_manager_signs_the_first_version_from_a_card_of_yesterday(
    walk: Walk, state: State, expected: str
) -> None:
    assert signs(walk(state), LIU, first=True) == expected


@every(
    State,
    {
        OPEN: NOTHING,
        SENT: DONE,
        ADJUSTED: "goals.changed_since",
        AGREED: "goals.changed_since",
        CHANGE_WANTED: "goals.changed_since",
        CHANGE_SENT: DONE,
        CHANGE_ADJUSTED: "goals.changed_since",
        WITHDRAWN: NOTHING,
    },
)
def test_the_employee_takes_back_what_nobody_has_answered(walk: Walk, state: State, expected: str) -> None:
    assert takes_back(walk(state)) == expected
    others = {takes_back(walk(state), name) for name in (LIU, ZHOU, *STRANGERS)}
    assert others == {NOTHING if state in (OPEN, WITHDRAWN) else NOT_YOURS}


@every(
    State,
    {
        OPEN: NOTHING,
        SENT: "goals.waits_for_other",
        ADJUSTED: "goals.waits_for_other",
        AGREED: "goals.changed_since",
        CHANGE_WANTED: "goals.changed_since",
        CHANGE_SENT: DONE,
        CHANGE_ADJUSTED: DONE,
        WITHDRAWN: NOTHING,
    },
)
def test_either_side_lets_a_change_be(walk: Walk, state: State, expected: str) -> None:
    assert {drops_change(walk(state), name) for name in (CHEN, LIU, ZHOU)} == {expected}
    assert {drops_change(walk(state), name) for name in STRANGERS} == {
        NOTHING if state in (OPEN, WITHDRAWN) else NOT_YOURS
    }


DEEDS: Mapping[str, Callable[[House], object]] = {
    "send": sends,
    "adjust": adjusts,
    "agree": lambda house: signs(house, LIU),
    "confirm": lambda house: signs(house, CHEN),
    "take_back": takes_back,
    "drop": drops_change,
    "withdraw": withdraws,
}


@every(
    State,
    {
        OPEN: {"send": SENT, "withdraw": WITHDRAWN},
        SENT: {"adjust": ADJUSTED, "agree": AGREED, "take_back": OPEN},
        ADJUSTED: {"send": SENT, "adjust": ADJUSTED, "confirm": AGREED},
        AGREED: {"send": CHANGE_SENT, "adjust": CHANGE_ADJUSTED},
        CHANGE_WANTED: {"send": CHANGE_SENT, "adjust": CHANGE_ADJUSTED},
        CHANGE_SENT: {
            "adjust": CHANGE_ADJUSTED,
            "agree": AGREED,
            "take_back": AGREED,
            "drop": AGREED,
        },
        CHANGE_ADJUSTED: {
            "send": CHANGE_SENT,
            "adjust": CHANGE_ADJUSTED,
            "confirm": AGREED,
            "drop": AGREED,
        },
        WITHDRAWN: {},
    },
)
def test_where_it_leads(walk: Walk, state: State, expected: Mapping[str, State]) -> None:
    for name, deed in DEEDS.items():
        house = walk(state)
        deed(house)
        assert goals_state(house) is expected.get(name, state), name


# Who may read what.


@every(
    State,
    {
        OPEN: "goals.nothing_yet",
        SENT: DONE,
        ADJUSTED: DONE,
        AGREED: DONE,
        CHANGE_WANTED: DONE,
        CHANGE_SENT: DONE,
        CHANGE_ADJUSTED: DONE,
        WITHDRAWN: "goals.nothing_yet",
    },
)
def test_both_sides_and_hr_read_what_stands_and_nobody_else(walk: Walk, state: State, expected: str) -> None:
    assert {reads(walk(state), name) for name in (CHEN, LIU, ZHOU)} == {expected}
    assert {reads(walk(state), name) for name in STRANGERS} == {NOT_YOURS}


# What is owed: the button that does it, and its day. The form beside the sheet is asked for elsewhere.

DRAFT, READ, FORM = "goals.sheet.open", "goals.agreement.read", "goals.job_form.open"


def owed(house: House, name: str) -> list[str]:
    return [each for each in house.owes(name) if not each.startswith(FORM)]


@every(
    State,
    {
        OPEN: ([f"{DRAFT} by Mon 18 Jan"], [f"{DRAFT} was due Mon 18 Jan"]),
        SENT: ([], []),
        ADJUSTED: ([f"{READ} by Mon 18 Jan"], [f"{READ} was due Mon 18 Jan"]),
        AGREED: ([], []),
        CHANGE_WANTED: ([f"{DRAFT} by Mon 18 Jan"], [f"{DRAFT} was due Mon 18 Jan"]),
        CHANGE_SENT: ([], []),
        CHANGE_ADJUSTED: ([f"{READ} by Mon 18 Jan"], [f"{READ} was due Mon 18 Jan"]),
        WITHDRAWN: ([], []),
    },
)
def test_what_the_employee_owes_in_time_and_late(
    walk: Walk, state: State, expected: tuple[list[str], ...]
) -> None:
    assert tuple(owed(walk(state, moment), CHEN) for moment in MOMENTS) == expected


@every(
    State,
    {
        OPEN: ([], []),
        SENT: ([f"{READ} by Mon 18 Jan"], [f"{READ} was due Mon 18 Jan"]),
        ADJUSTED: ([], []),
        AGREED: ([], []),
        CHANGE_WANTED: ([], []),
        CHANGE_SENT: ([f"{READ} by Mon 18 Jan"], [f"{READ} was due Mon 18 Jan"]),
        CHANGE_ADJUSTED: ([], []),
        WITHDRAWN: ([], []),
    },
)
def test_what_the_manager_owes_in_time_and_late(
    walk: Walk, state: State, expected: tuple[list[str], ...]
) -> None:
    assert tuple(owed(walk(state, moment), LIU) for moment in MOMENTS) == expected
    assert [owed(walk(state, moment), name) for moment in MOMENTS for name in (HE, ZHAO, ZHOU)] == [[]] * 6


@every(
    State,
    {
        OPEN: "Chen",
        SENT: "Chen Liu",
        ADJUSTED: "Chen",
        AGREED: "Chen",
        CHANGE_WANTED: "Chen",
        CHANGE_SENT: "Chen Liu",
        CHANGE_ADJUSTED: "Chen",
        WITHDRAWN: "",
    },
)
def test_whom_the_friday_reminds(walk: Walk, state: State, expected: str) -> None:
    """Chen of the form at least, which nobody filled in."""
    assert " ".join(walk(state).nudged(morning(1, 8) + AFTERNOON)) == expected


def test_goals_are_not_owed_before_the_hour_of_their_message(
    empty_house: House, twin: Callable[[House], House]
) -> None:
    house = twin(empty_house)
    house.now = MONDAY
    assert opens_goals(house) == DONE

    house.now = TUESDAY - timedelta(minutes=1)
    assert (house.owes(CHEN), house.card("Chen")) == ([], None)
    house.at(TUESDAY)
    assert owed(house, CHEN) == [f"{DRAFT} by Mon 18 Jan"]
    assert house.card("Chen") is not None


@pytest.mark.parametrize(
    ("deed", "stands"),
    [(sends, True), (withdraws, False), (lambda house: house.is_led_by(CHEN, HE), False)],
    ids=["sent", "withdrawn", "handed over"],
)
def test_before_that_hour_only_a_sheet_that_is_sent_makes_a_card(
    empty_house: House, twin: Callable[[House], House], deed: Callable[[House], object], stands: bool
) -> None:
    house = twin(empty_house)
    house.now = MONDAY
    assert opens_goals(house) == DONE

    deed(house)

    assert (house.card("Chen") is not None, house.card("Chen/1")) == (stands, None)


# What stands on screens.


@every(
    State,
    {
        OPEN: "2027 Q1: agree your goals with Liu Yang by Mon 18 Jan (about 12 min)",
        SENT: "2027 Q1: your KPI sheet is with Liu Yang",
        ADJUSTED: "2027 Q1: Liu Yang adjusted your KPI sheet; confirm it or answer with another",
        AGREED: "2027 Q1: you and Liu Yang have agreed on your goals",
        CHANGE_WANTED: "2027 Q1: agree a new KPI sheet with Liu Yang by Mon 18 Jan (about 12 min)",
        CHANGE_SENT: "2027 Q1: your KPI sheet is with Liu Yang",
        CHANGE_ADJUSTED: "2027 Q1: Liu Yang adjusted your KPI sheet; confirm it or answer with another",
        WITHDRAWN: "2027 Q1 was withdrawn: there is nothing for you to do",
    },
)
def test_the_headline_of_the_employees_card(
    known: Mapping[State, House], state: State, expected: str
) -> None:
    assert text_at(known[state], "Chen") == expected


@every(
    State,
    {
        OPEN: f"{FORM} {DRAFT}",
        SENT: f"{READ} goals.agreement.take_back {FORM}",
        ADJUSTED: f"{READ} goals.agreement.sign {DRAFT} {FORM}",
        AGREED: f"{READ} {DRAFT} {FORM}",
        CHANGE_WANTED: f"{READ} {FORM} {DRAFT}",
        CHANGE_SENT: f"{READ} goals.agreement.take_back {FORM}",
        CHANGE_ADJUSTED: f"{READ} goals.agreement.sign {DRAFT} {FORM}",
        WITHDRAWN: "",
    },
)
def test_the_buttons_of_the_employees_card(known: Mapping[State, House], state: State, expected: str) -> None:
    assert buttons_at(known[state], "Chen") == expected


SAID_AGREED = (
    "2027 Q1: version 2 of your KPI sheet is agreed. Chen Jie and Liu Yang have signed it.",
    "read",
)
SAID_ADJUSTED = "Liu Yang adjusted the 2027 Q1 KPI sheet"
SAID_WITHDRAWN = "2027 Q1 was withdrawn: there is nothing for you to do"


@every(
    State,
    {
        OPEN: [],
        SENT: [],
        ADJUSTED: [(SAID_ADJUSTED, "read sign goals.sheet.open")],
        AGREED: [SAID_AGREED],
        CHANGE_WANTED: [SAID_AGREED],
        CHANGE_SENT: [SAID_AGREED],
        CHANGE_ADJUSTED: [SAID_AGREED, (SAID_ADJUSTED, "read sign goals.sheet.open drop")],
        WITHDRAWN: [(SAID_WITHDRAWN, "")],
    },
)
def test_what_stands_under_the_employees_card(
    known: Mapping[State, House], state: State, expected: list[tuple[str, str]]
) -> None:
    assert under(known[state], "Chen") == expected


@every(
    State,
    {
        OPEN: None,
        SENT: "2027 Q1 goals: 0 of 1 agreed, due Mon 18 Jan",
        ADJUSTED: "2027 Q1 goals: 0 of 1 agreed, due Mon 18 Jan",
        AGREED: "2027 Q1 goals: 1 of 1 agreed",
        CHANGE_WANTED: "2027 Q1 goals: 0 of 1 agreed, due Mon 18 Jan",
        CHANGE_SENT: "2027 Q1 goals: 0 of 1 agreed, due Mon 18 Jan",
        CHANGE_ADJUSTED: "2027 Q1 goals: 0 of 1 agreed, due Mon 18 Jan",
        WITHDRAWN: None,
    },
)
def test_the_parent_of_the_managers_thread(
    known: Mapping[State, House], state: State, expected: str | None
) -> None:
    assert text_at(known[state], "Liu") == expected


SENT_SHEET = "Chen Jie signed and sent their 2027 Q1 KPI sheet"
AGREED_SHEET = ("Chen Jie: the 2027 Q1 KPI sheet is agreed", "read")
PAST_SHEET = ("Chen Jie: this version of the 2027 Q1 KPI sheet is past", "read")


@every(
    State,
    {
        OPEN: [],
        SENT: [(SENT_SHEET, "read sign goals.sheet.open")],
        ADJUSTED: [PAST_SHEET, (SAID_ADJUSTED, "read goals.sheet.open")],
        AGREED: [AGREED_SHEET],
        CHANGE_WANTED: [AGREED_SHEET],
        CHANGE_SENT: [AGREED_SHEET, (SENT_SHEET, "read sign goals.sheet.open drop")],
        CHANGE_ADJUSTED: [AGREED_SHEET, (SAID_ADJUSTED, "read goals.sheet.open drop")],
        WITHDRAWN: [],
    },
)
def test_the_versions_in_the_managers_thread(
    known: Mapping[State, House], state: State, expected: list[tuple[str, str]]
) -> None:
    assert under(known[state], "Liu") == expected


@every(
    State,
    {
        OPEN: None,
        SENT: "🟡 Waits for you, by Mon 18 Jan.",
        ADJUSTED: "🟡 With Chen Jie, by Mon 18 Jan.",
        AGREED: "✅ Both have signed this version.",
        CHANGE_WANTED: "✅ Both have signed this version.",
        CHANGE_SENT: "🟡 Waits for you, by Mon 18 Jan.",
        CHANGE_ADJUSTED: "🟡 With Chen Jie, by Mon 18 Jan.",
        WITHDRAWN: None,
    },
)
def test_whose_move_it_is_on_the_last_card_in_the_managers_thread(
    known: Mapping[State, House], state: State, expected: str | None
) -> None:
    cards = known[state].standing().cards
    last = [card for place, card in cards.items() if place.startswith("Liu/")][-1:]

    assert expected is None or expected in last[0].plain
    assert (expected is None) == (not last or "signed" not in last[0].plain.lower())


@every(
    State,
    {
        OPEN: (("⚪ KPI sheet not sent", "With Chen Jie"), "*Marketing*: 1 not sent"),
        SENT: (("🟡 KPI sheet waits for you", "With you"), "*Marketing*: 1 with the manager"),
        ADJUSTED: (
            ("💬 KPI sheet adjusted, with them", "With Chen Jie"),
            "*Marketing*: 1 to be confirmed",
        ),
        AGREED: (("✅ goals agreed [goals.agreement.read]",), "*Marketing*: 1 agreed"),
        CHANGE_WANTED: (("🟠 new KPI sheet wanted", "With Chen Jie"), "*Marketing*: 1 wanted anew"),
        CHANGE_SENT: (("🟡 KPI sheet waits for you", "With you"), "*Marketing*: 1 with the manager"),
        CHANGE_ADJUSTED: (
            ("💬 KPI sheet adjusted, with them", "With Chen Jie"),
            "*Marketing*: 1 to be confirmed",
        ),
        WITHDRAWN: ((), None),
    },
)
def test_the_mark_on_the_managers_home_and_the_counts_on_hrs(
    walk: Walk, state: State, expected: tuple[tuple[str, ...], str | None]
) -> None:
    house = walk(state)
    of_chen = house.home(LIU)["Your team"][-1].splitlines()
    of_company = house.home(ZHOU).get("Goals, 2027 Q1", [])

    lines, counts = expected
    assert of_chen[0] == "*Chen Jie*"
    assert [line.split(" for ")[0] if "With" in line else line for line in of_chen[1:]] == [*lines]
    assert [line.split(" [")[0] for line in of_company] == ([counts] if counts else [])


# What changes when something happens around it. "+" is a message that was not there before.

ALL_OF_IT = {"Chen", "Liu", "Liu/1", "+He", "+He/1"}


@every(
    State,
    {
        OPEN: {"Chen", "+He"},
        SENT: ALL_OF_IT,
        ADJUSTED: ALL_OF_IT - {"Liu/1"} | {"Liu/2"},
        AGREED: {"Chen", "Liu", "+He"},
        CHANGE_WANTED: {"Chen", "Liu", "+He"},
        CHANGE_SENT: ALL_OF_IT - {"Liu/1"} | {"Liu/2"},
        CHANGE_ADJUSTED: ALL_OF_IT - {"Liu/1"} | {"Liu/2"},
        WITHDRAWN: set(),
    },
)
def test_a_new_manager_redraws(walk: Walk, state: State, expected: set[str]) -> None:
    house = walk(state)
    before = house.standing()

    house.is_led_by(CHEN, HE)

    changed = house.standing().changed_since(before) - {"Chen/1", "Chen/2"}
    assert changed == expected
    assert set(house.told_of_moves()) == {"Chen", "Liu", "He"}


@every(State, {state: state in (SENT, ADJUSTED, CHANGE_SENT, CHANGE_ADJUSTED) for state in State})
def test_a_former_manager_keeps_nothing_of_what_is_on_the_table(
    walk: Walk, state: State, expected: bool
) -> None:
    house = walk(state)
    house.is_led_by(CHEN, HE)

    cards = house.standing().cards
    said = "Chen Jie's KPI sheet is with He Jun now. There is nothing left for you to do here."
    assert [card.buttons for card in cards.values() if card.text == said] == [()] * expected
    offered = [button for place, card in cards.items() if place.startswith("Liu") for button in card.buttons]
    assert set(offered) <= {READ}
    assert {opens_sheet(house, LIU), signs(house, LIU)} <= {NOT_YOURS, NOTHING, GONE}


@every(
    State,
    {
        OPEN: (set(), {"+Liu"}),
        SENT: ({"Liu", "Liu/1"}, {"Liu", "Liu/1"}),
        ADJUSTED: ({"Liu", "Liu/2"}, {"Liu", "Liu/2"}),
        AGREED: ({"Liu"}, {"Liu"}),
        CHANGE_WANTED: ({"Liu"}, {"Liu"}),
        CHANGE_SENT: ({"Liu", "Liu/2"}, {"Liu", "Liu/2"}),
        CHANGE_ADJUSTED: ({"Liu", "Liu/2"}, {"Liu", "Liu/2"}),
        WITHDRAWN: (set(), set()),
    },
)
def test_who_leaves_and_comes_back_redraws(walk: Walk, state: State, expected: tuple[set[str], ...]) -> None:
    house = walk(state)
    here = house.standing()
    house.leaves(CHEN)
    gone = house.standing()
    house.now += timedelta(hours=1)
    house.returns(CHEN)

    assert (gone.changed_since(here), house.standing().changed_since(gone)) == expected


@every(State, {state: state in (SENT, ADJUSTED, CHANGE_SENT, CHANGE_ADJUSTED) for state in State})
def test_of_somebody_who_left_nothing_can_be_clicked_but_read(
    walk: Walk, state: State, expected: bool
) -> None:
    house = walk(state)
    house.leaves(CHEN)

    cards = [card for place, card in house.standing().cards.items() if place.startswith("Liu")]
    assert {button for card in cards for button in card.buttons} <= {READ}
    said = "Chen Jie has left. This version stays as it is; there is nothing for you to do."
    assert any(said in card.plain for card in cards) is expected
    assert owed(house, LIU) == []


@every(
    State,
    {
        OPEN: {"Chen"},
        SENT: {"Chen", "Liu", "Liu/1"},
        ADJUSTED: {"Chen", "Chen/1", "Liu", "Liu/2"},
        AGREED: set(),
        CHANGE_WANTED: {"Chen", "Liu"},
        CHANGE_SENT: {"Chen", "Liu", "Liu/2"},
        CHANGE_ADJUSTED: {"Chen", "Chen/2", "Liu", "Liu/2"},
        WITHDRAWN: set(),
    },
)
def test_the_day_on_which_goals_were_due_redraws(walk: Walk, state: State, expected: set[str]) -> None:
    house = walk(state)
    before = house.standing()

    assert house.let_pass(LATE).standing().changed_since(before) == expected


@every(
    State,
    {
        OPEN: [],
        SENT: [],
        ADJUSTED: [],
        AGREED: [],
        CHANGE_WANTED: ["Chen", "Liu"],
        CHANGE_SENT: ["Chen", "Liu"],
        CHANGE_ADJUSTED: ["Chen", "Liu"],
        WITHDRAWN: [],
    },
)
def test_a_change_that_waits_as_scoring_opens_is_off_the_table_and_both_are_told(
    walk: Walk, state: State, expected: list[str]
) -> None:
    house = walk(state, AT_SCORING)

    scores(house)

    cards = house.standing().cards
    told = [place.split("/")[0] for place, card in cards.items() if "is off the table" in card.text]
    assert sorted(told) == expected
    assert goals_state(house) is (AGREED if state in (CHANGE_WANTED, CHANGE_SENT, CHANGE_ADJUSTED) else state)


@every(State, {**dict.fromkeys(State, "cycle.signed"), OPEN: DONE, WITHDRAWN: "cycle.withdrawn"})
def test_a_cycle_is_taken_back_as_long_as_nobody_has_signed(walk: Walk, state: State, expected: str) -> None:
    assert withdraws(walk(state)) == expected


def test_nothing_of_goals_stands_in_any_channel(known: Mapping[State, House]) -> None:
    for house in known.values():
        assert [place for place in house.standing().cards if place.startswith("desk")] == []


def text_at(house: House, place: str) -> str | None:
    card = house.card(place)
    return card.text if card else None


def buttons_at(house: House, place: str) -> str:
    card = house.card(place)
    return " ".join(card.buttons) if card else ""


def under(house: House, surname: str) -> list[tuple[str, str]]:
    """The replies of a thread: what each says, and what its buttons are called inside."""
    return [
        (card.text, " ".join(card.buttons).replace("goals.agreement.", ""))
        for place, card in house.standing().cards.items()
        if place.startswith(f"{surname}/")
    ]
