"""Every state of a review × every question that is asked of it: what people can do, owe and see.

A new state needs its walk in WALKS and a line in each table; a table without one fails and says which.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

import pytest

from messages.nudging.nudge_card import MORE
from tests.house.asking import CHEN, HE, LIU, WU, ZHAO, ZHOU, House, every
from tests.house.asking import ReviewState as State


def morning(year: int, month: int, day: int) -> datetime:
    """10:00 in Hangzhou."""
    return datetime(year, month, day, 2, tzinfo=UTC)


TUESDAY, WEDNESDAY, ON_TIME = morning(2026, 11, 24), morning(2026, 11, 25), morning(2026, 11, 27)
SELF_SCORE_LATE, APPROVAL_LATE, CLOSED = morning(2027, 1, 11), morning(2027, 1, 18), morning(2027, 1, 25)
"""Self-scores are due on 8 January and taken until the 22nd; approvals are due on the 15th."""

AFTERNOON = timedelta(hours=6)
DONE = "done"

GOALS_AGREED, SELF_SCORED, MORE_ASKED, SCORED, CONFIRMED, RELEASED, NOT_RATED, WITHDRAWN = (
    State.GOALS_AGREED,
    State.SELF_SCORED,
    State.MORE_ASKED,
    State.SCORED,
    State.CONFIRMED,
    State.RELEASED,
    State.NOT_RATED,
    State.WITHDRAWN,
)


READING = "sheet figures feedback"
"""What can be read beside a self-score."""
INPUT = "reviews.input.open"
"""Stands beneath it as long as it is undecided."""

Walk = Callable[..., House]


def opened(house: House) -> None:
    house.opens_quarter()
    house.at(TUESDAY)


def handed_in(house: House) -> None:
    opened(house)
    assert house.hands_in() == DONE
    house.at(WEDNESDAY)


def asked(house: House) -> None:
    handed_in(house)
    assert house.asks() == DONE


def approved(house: House) -> None:
    handed_in(house)
    assert house.approves() == DONE


def first_look(house: House) -> str:
    return house.looks_again(ZHAO)


def both_look(house: House) -> str:
    assert first_look(house) == DONE
    return house.looks_again(ZHOU)


def looked_at(house: House) -> None:
    approved(house)
    assert both_look(house) == DONE


def released(house: House) -> None:
    looked_at(house)
    assert house.releases() == DONE


def closed_unrated(house: House) -> None:
    handed_in(house)
    assert house.closes_unrated() == DONE


def taken_back(house: House) -> None:
    opened(house)
    house.at(WEDNESDAY)
    assert house.withdraws() == DONE


WALKS: Mapping[State, Callable[[House], None]] = {
    GOALS_AGREED: opened,
    SELF_SCORED: handed_in,
    MORE_ASKED: asked,
    SCORED: approved,
    CONFIRMED: looked_at,
    RELEASED: released,
    NOT_RATED: closed_unrated,
    WITHDRAWN: taken_back,
}


@pytest.fixture(scope="module")
def known(empty_house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[State, House]]:
    """For each state a house whose only review, Chen's, was walked there; it is Friday morning."""
    folder, houses = tmp_path_factory.mktemp("states"), {}
    for state, walk in WALKS.items():
        houses[state] = empty_house.twin(folder / f"{state}.db")
        walk(houses[state])
        assert houses[state].review_state is state
        houses[state].let_pass(ON_TIME)
    yield houses
    for house in houses.values():
        house.close()


@pytest.fixture
def walk(known: Mapping[State, House], twin: Callable[[House], House]) -> Walk:
    """The same to do something in, at another moment if need be: what is done there stays there."""

    def at(state: State, moment: datetime = ON_TIME) -> House:
        house = twin(known[state])
        house.now = moment
        return house

    return at


def test_every_state_can_be_walked_to() -> None:
    assert set(WALKS) == set(State)


# What can happen: who may do what, and why not.


LOOKS = ("Zhao", "Zhao/1", "Zhou", "Zhou/1")
"""The thread of each of both who look again, and in it their card."""


@every(
    State,
    {
        GOALS_AGREED: DONE,
        SELF_SCORED: DONE,
        MORE_ASKED: DONE,
        SCORED: "self_score.approved_already",
        CONFIRMED: "self_score.approved_already",
        RELEASED: "self_score.approved_already",
        NOT_RATED: "review.not_rated",
        WITHDRAWN: "review.withdrawn",
    },
)
def test_the_employee_opens_the_self_score(walk: Walk, state: State, expected: str) -> None:
    assert walk(state).opens_form() == expected


@every(
    State,
    {
        GOALS_AGREED: DONE,
        SELF_SCORED: DONE,
        MORE_ASKED: DONE,
        SCORED: "told what was sent",
        CONFIRMED: "told what was sent",
        RELEASED: "told what was sent",
        NOT_RATED: "review.not_rated",
        WITHDRAWN: "review.withdrawn",
    },
)
def test_the_employee_hands_in(walk: Walk, state: State, expected: str) -> None:
    assert walk(state).hands_in() == expected


@every(
    State,
    {
        GOALS_AGREED: "self_score.too_late",
        SELF_SCORED: "self_score.too_late",
        MORE_ASKED: DONE,
        SCORED: "self_score.approved_already",
        CONFIRMED: "self_score.approved_already",
        RELEASED: "self_score.approved_already",
        NOT_RATED: "review.not_rated",
        WITHDRAWN: "review.withdrawn",
    },
)
def test_the_employee_opens_the_self_score_after_the_closing_day(
    walk: Walk, state: State, expected: str
) -> None:
    assert walk(state, CLOSED).opens_form() == expected


@every(
    State,
    {
        GOALS_AGREED: "self_score.too_late",
        SELF_SCORED: "told what was sent",
        MORE_ASKED: DONE,
        SCORED: "told what was sent",
        CONFIRMED: "told what was sent",
        RELEASED: "told what was sent",
        NOT_RATED: "review.not_rated",
        WITHDRAWN: "review.withdrawn",
    },
)
def test_the_employee_hands_in_after_the_closing_day(walk: Walk, state: State, expected: str) -> None:
    assert walk(state, CLOSED).hands_in() == expected


@every(State, dict.fromkeys(State, "review.not_yours"))
def test_nobody_else_scores_for_the_employee(walk: Walk, state: State, expected: str) -> None:
    for name in (LIU, WU):
        assert walk(state).opens_form(name) == expected
        assert walk(state).hands_in(name) == expected


@every(
    State,
    {
        GOALS_AGREED: DONE,
        SELF_SCORED: DONE,
        MORE_ASKED: DONE,
        SCORED: DONE,
        CONFIRMED: DONE,
        RELEASED: DONE,
        NOT_RATED: "review.not_rated",
        WITHDRAWN: "review.withdrawn",
    },
)
def test_the_employee_reads_what_will_be_asked(walk: Walk, state: State, expected: str) -> None:
    assert walk(state).previews() == expected
    assert walk(state, CLOSED).previews() == expected
    assert {walk(state).previews(name) for name in (LIU, WU)} == {"review.not_yours"}


@every(
    State,
    {
        GOALS_AGREED: "self_score.not_sent_yet",
        SELF_SCORED: DONE,
        MORE_ASKED: DONE,
        SCORED: DONE,
        CONFIRMED: DONE,
        RELEASED: DONE,
        NOT_RATED: DONE,
        WITHDRAWN: "self_score.not_sent_yet",
    },
)
def test_the_employee_reads_what_they_sent(walk: Walk, state: State, expected: str) -> None:
    assert walk(state).reads_what_was_sent() == expected
    assert {walk(state).reads_what_was_sent(name) for name in (LIU, WU)} == {"review.not_yours"}


DECISIONS = pytest.mark.parametrize("deed", ["opens_decision", "approves", "adjusts", "asks"])


@DECISIONS
@every(
    State,
    {
        GOALS_AGREED: "review.not_handed_in",
        SELF_SCORED: DONE,
        MORE_ASKED: "review.asked_already",
        SCORED: "review.approved_already",
        CONFIRMED: "review.approved_already",
        RELEASED: "review.approved_already",
        NOT_RATED: "review.not_rated",
        WITHDRAWN: "review.withdrawn",
    },
)
def test_the_manager_decides_early_or_late(walk: Walk, state: State, expected: str, deed: str) -> None:
    for moment in (ON_TIME, CLOSED):
        assert getattr(walk(state, moment), deed)() == expected


@DECISIONS
@every(
    State,
    {
        GOALS_AGREED: "review.not_handed_in",
        SELF_SCORED: "review.changed_since",
        MORE_ASKED: "review.asked_already",
        SCORED: "review.approved_already",
        CONFIRMED: "review.approved_already",
        RELEASED: "review.approved_already",
        NOT_RATED: "review.not_rated",
        WITHDRAWN: "review.withdrawn",
    },
)
def test_the_manager_decides_on_a_card_of_yesterday(
    walk: Walk, state: State, expected: str, deed: str
) -> None:
    assert getattr(walk(state), deed)(version=1) == expected


@DECISIONS
@every(State, dict.fromkeys(State, "review.not_your_report"))
def test_nobody_else_decides(walk: Walk, state: State, expected: str, deed: str) -> None:
    for name in (CHEN, WU, ZHAO, ZHOU):
        assert getattr(walk(state), deed)(name) == expected


@every(
    State,
    {
        GOALS_AGREED: "submit withdraw hand_over leave unrated reopen",
        SELF_SCORED: "submit adjust ask approve hand_over leave unrated",
        MORE_ASKED: "submit hand_over leave unrated",
        SCORED: "leave",
        CONFIRMED: "leave",
        RELEASED: "",
        NOT_RATED: "",
        WITHDRAWN: "",
    },
)
def test_what_can_happen_leaves_another_version_and_nothing_else_does(
    walk: Walk, state: State, expected: str
) -> None:
    deeds: dict[str, Callable[[House], object]] = {
        "submit": lambda house: house.hands_in(),
        "adjust": lambda house: house.adjusts(),
        "ask": lambda house: house.asks(),
        "approve": lambda house: house.approves(),
        "withdraw": lambda house: house.withdraws(),
        "hand_over": lambda house: house.is_led_by(CHEN, HE),
        "leave": lambda house: house.leaves(CHEN),
        "extend": lambda house: house.extends(date(2027, 2, 5)),
        "unrated": lambda house: house.closes_unrated(),
        "reopen": lambda house: house.reopens(date(2027, 2, 5)),
    }

    def moves(deed: Callable[[House], object]) -> bool:
        house = walk(state)
        before = house.version
        deed(house)
        return house.version != before

    assert [name for name, deed in deeds.items() if moves(deed)] == expected.split()


@every(
    State,
    {
        GOALS_AGREED: {"hands_in": SELF_SCORED, "withdraws": WITHDRAWN},
        SELF_SCORED: {"adjusts": SELF_SCORED, "asks": MORE_ASKED, "approves": SCORED},
        MORE_ASKED: {"hands_in": SELF_SCORED},
        SCORED: {},
        CONFIRMED: {},
        RELEASED: {},
        NOT_RATED: {},
        WITHDRAWN: {},
    },
)
def test_where_it_leads(walk: Walk, state: State, expected: Mapping[str, State]) -> None:
    for deed in ("hands_in", "adjusts", "asks", "approves", "withdraws"):
        house = walk(state)
        getattr(house, deed)()
        assert house.review_state is expected.get(deed, state), deed


# Who may read what.


@every(
    State,
    {
        GOALS_AGREED: "review.no_result_yet",
        SELF_SCORED: "review.no_result_yet",
        MORE_ASKED: "review.no_result_yet",
        SCORED: "review.no_result_yet",
        CONFIRMED: "review.no_result_yet",
        RELEASED: DONE,
        NOT_RATED: "review.no_result_yet",
        WITHDRAWN: "review.no_result_yet",
    },
)
def test_the_employee_reads_what_the_manager_gave(walk: Walk, state: State, expected: str) -> None:
    assert walk(state).reads(CHEN) == expected
    assert walk(state).reads_result(CHEN) == expected


@every(
    State,
    {
        GOALS_AGREED: "review.no_result_yet",
        SELF_SCORED: "review.no_result_yet",
        MORE_ASKED: "review.no_result_yet",
        SCORED: "review.no_result_yet",
        CONFIRMED: "review.no_result_yet",
        RELEASED: DONE,
        NOT_RATED: "review.no_result_yet",
        WITHDRAWN: "review.no_result_yet",
    },
)
def test_the_manager_reads_everything_and_the_result_when_it_is_one(
    walk: Walk, state: State, expected: str
) -> None:
    assert walk(state).reads(LIU) == DONE
    assert walk(state).reads_result(LIU) == expected


@every(State, dict.fromkeys(State, "review.not_yours_to_see"))
def test_nobody_else_reads_it(walk: Walk, state: State, expected: str) -> None:
    for name in (WU, ZHAO, ZHOU):
        assert walk(state).reads(name) == expected
        assert walk(state).reads_result(name) == expected


# What is owed. The button that does it, and its day.

SCORE, REVIEW = "reviews.self_score.open", "reviews.approval.review_it"
LOOK = "reviews.second_look.look_at"
TALK = "reviews.talk.prepare reviews.talk.propose reviews.talk.held_on"
MOMENTS = (ON_TIME, SELF_SCORE_LATE, APPROVAL_LATE, CLOSED)


@every(
    State,
    {
        GOALS_AGREED: (
            [f"{SCORE} by Fri 8 Jan 2027"],
            [f"{SCORE} was due Fri 8 Jan"],
            [f"{SCORE} was due Fri 8 Jan"],
            [],
        ),
        SELF_SCORED: ([], [], [], []),
        MORE_ASKED: (
            [f"{SCORE} by Fri 15 Jan 2027"],
            [f"{SCORE} by Fri 15 Jan"],
            [f"{SCORE} was due Fri 15 Jan"],
            [f"{SCORE} was due Fri 15 Jan"],
        ),
        SCORED: ([], [], [], []),
        CONFIRMED: ([], [], [], []),
        RELEASED: ([], [], [], []),
        NOT_RATED: ([], [], [], []),
        WITHDRAWN: ([], [], [], []),
    },
)
def test_what_the_employee_owes_in_time_late_and_after_closing(
    walk: Walk, state: State, expected: tuple[list[str], ...]
) -> None:
    assert tuple(walk(state, moment).owes(CHEN) for moment in MOMENTS) == expected


@every(
    State,
    {
        GOALS_AGREED: ([], [], [], []),
        SELF_SCORED: (
            [f"{REVIEW} by Fri 15 Jan 2027"],
            [f"{REVIEW} by Fri 15 Jan"],
            [f"{REVIEW} was due Fri 15 Jan"],
            [f"{REVIEW} was due Fri 15 Jan"],
        ),
        MORE_ASKED: ([], [], [], []),
        SCORED: ([], [], [], []),
        CONFIRMED: ([], [], [], []),
        RELEASED: ([], [], [], []),
        NOT_RATED: ([], [], [], []),
        WITHDRAWN: ([], [], [], []),
    },
)
def test_what_the_manager_owes_in_time_late_and_after_closing(
    walk: Walk, state: State, expected: tuple[list[str], ...]
) -> None:
    assert tuple(walk(state, moment).owes(LIU) for moment in MOMENTS) == expected
    assert [walk(state, moment).owes(HE) for moment in MOMENTS] == [[]] * 4


@every(
    State,
    {
        **dict.fromkeys(State, ([], [], [], [])),
        SCORED: (
            [f"{LOOK} by Fri 22 Jan 2027"],
            [f"{LOOK} by Fri 22 Jan"],
            [f"{LOOK} by Fri 22 Jan"],
            [f"{LOOK} was due Fri 22 Jan"],
        ),
    },
)
def test_what_both_who_look_again_owe(walk: Walk, state: State, expected: tuple[list[str], ...]) -> None:
    for name in (ZHAO, ZHOU):
        owed = tuple(walk(state, moment).owes(name) for moment in MOMENTS)
        assert tuple([each for each in some if each.startswith(LOOK)] for some in owed) == expected


def test_what_hr_owes_once_it_can_be_released(walk: Walk) -> None:
    release = "reviews.release.owed"

    owed = [walk(CONFIRMED, moment).owes(ZHOU) for moment in MOMENTS]

    assert owed == [[f"{release} by Fri 29 Jan 2027"], *[[f"{release} by Fri 29 Jan"]] * 3]
    assert walk(CONFIRMED, morning(2027, 2, 1)).owes(ZHOU) == [f"{release} was due Fri 29 Jan"]
    assert walk(RELEASED).owes(ZHOU) == []


def test_a_self_score_is_not_owed_before_the_hour_of_its_message(
    empty_house: House, twin: Callable[[House], House]
) -> None:
    house = twin(empty_house)
    house.opens_quarter()

    house.now = TUESDAY - timedelta(minutes=1)
    assert (house.owes(CHEN), house.card("Chen")) == ([], None)
    house.at(TUESDAY)
    assert house.owes(CHEN) == [f"{SCORE} by Fri 8 Jan 2027"]
    assert house.card("Chen") is not None


@pytest.mark.parametrize(
    ("deed", "stands"),
    [
        (House.saves_a_step, False),
        (House.hands_in, True),
        (House.withdraws, False),
        (lambda house: house.extends(date(2027, 2, 5)), False),
        (lambda house: house.is_led_by(CHEN, HE), False),
    ],
    ids=["saved", "handed in", "withdrawn", "extended", "handed over"],
)
def test_before_that_hour_only_a_self_score_that_is_handed_in_makes_a_card(
    empty_house: House, twin: Callable[[House], House], deed: Callable[[House], object], stands: bool
) -> None:
    house = twin(empty_house)
    house.opens_quarter()

    deed(house)

    assert (house.card("Chen") is not None, house.card("Chen/1")) == (stands, None)


@every(
    State,
    {
        GOALS_AGREED: "Chen, Chen, Chen+Liu",
        SELF_SCORED: "Liu, Liu, Liu+Zhao",
        MORE_ASKED: "Chen, Chen, Chen+Liu",
        SCORED: "Zhao+Zhou, Zhao+Zhou, Zhao+Zhou",
        CONFIRMED: "Zhou, Zhou, Zhao+Zhou",
        RELEASED: "Liu, Liu, Liu+Zhao",
        NOT_RATED: ", , ",
        WITHDRAWN: ", , ",
    },
)
def test_whom_three_fridays_remind_and_who_hears_of_the_third(
    walk: Walk, state: State, expected: str
) -> None:
    house = walk(state)

    fridays = [ON_TIME + AFTERNOON + timedelta(weeks=week) for week in range(3)]

    assert ", ".join("+".join(house.nudged(friday)) for friday in fridays) == expected


@every(
    State,
    {
        GOALS_AGREED: ("Chen#2", "One thing is waiting for you", SCORE),
        SELF_SCORED: ("Liu#2", "One thing is waiting for you", f"{REVIEW} nudge.remind_on_monday"),
        MORE_ASKED: ("Chen#2", "One thing is waiting for you", f"{SCORE} nudge.remind_on_monday"),
        SCORED: ("Zhao#2", "One thing is waiting for you", f"{LOOK} nudge.remind_on_monday"),
        CONFIRMED: None,
        RELEASED: ("Liu#2", "One thing is waiting for you", f"{TALK} nudge.remind_on_monday"),
        NOT_RATED: None,
        WITHDRAWN: None,
    },
)
def test_what_the_reminder_of_the_closing_day_says(
    walk: Walk, state: State, expected: tuple[str, ...] | None
) -> None:
    house = walk(state)
    house.nudged(CLOSED - timedelta(days=3) + AFTERNOON)

    assert reminder(house) == expected


@every(
    State,
    {
        GOALS_AGREED: ("Chen#2", "Your self-score for 2026 Q4 was not handed in by Fri 22 Jan", ""),
        SELF_SCORED: ("Liu#2", "One thing is waiting for you", f"{REVIEW} nudge.remind_on_monday"),
        MORE_ASKED: ("Chen#2", "One thing is waiting for you", f"{SCORE} nudge.remind_on_monday"),
        SCORED: ("Zhao#2", "One thing is waiting for you", f"{LOOK} nudge.remind_on_monday"),
        CONFIRMED: None,
        RELEASED: ("Liu#2", "One thing is waiting for you", f"{TALK} nudge.remind_on_monday"),
        NOT_RATED: None,
        WITHDRAWN: None,
    },
)
def test_and_what_it_says_on_the_day_after(
    walk: Walk, state: State, expected: tuple[str, ...] | None
) -> None:
    house = walk(state)
    house.nudged(CLOSED - timedelta(days=3) + AFTERNOON)

    house.let_pass(CLOSED)

    assert reminder(house) == expected


def reminder(house: House) -> tuple[str, str, str] | None:
    """The only one that stands: where, what it says, its buttons but those under ⋯."""
    for place, card in house.standing().cards.items():
        if place.endswith("#2"):
            return place, card.text, " ".join(each for each in card.buttons if not each.startswith(MORE))
    return None


# What stands on screens.


@every(
    State,
    {
        GOALS_AGREED: "2026 Q4: score yourself by Fri 8 Jan 2027 (about 8 min)",
        SELF_SCORED: "2026 Q4: your self-score is with Liu Yang",
        MORE_ASKED: "2026 Q4: Liu Yang asks for more",
        SCORED: "2026 Q4: Liu Yang has scored you; the second look comes next",
        CONFIRMED: "2026 Q4: the second look is through; HR releases the results",
        RELEASED: "2026 Q4: your result is here",
        NOT_RATED: "2026 Q4: you are not rated",
        WITHDRAWN: "2026 Q4 was withdrawn: there is nothing for you to do",
    },
)
def test_the_headline_of_the_employees_card(
    known: Mapping[State, House], state: State, expected: str
) -> None:
    assert text_at(known[state], "Chen") == expected


@every(
    State,
    {
        GOALS_AGREED: "reviews.self_score.open reviews.self_score.preview",
        SELF_SCORED: "reviews.self_score.see_sent reviews.self_score.open",
        MORE_ASKED: "reviews.self_score.open reviews.self_score.see_sent",
        SCORED: "reviews.self_score.see_sent",
        CONFIRMED: "reviews.self_score.see_sent",
        RELEASED: "reviews.approval.see_result reviews.self_score.see_sent reviews.appeal.open",
        NOT_RATED: "reviews.self_score.see_sent",
        WITHDRAWN: "",
    },
)
def test_the_buttons_of_the_employees_card(known: Mapping[State, House], state: State, expected: str) -> None:
    assert buttons_at(known[state], "Chen") == expected


@every(
    State,
    {
        GOALS_AGREED: None,
        SELF_SCORED: None,
        MORE_ASKED: (
            "Liu Yang asks for more on your 2026 Q4 self-score",
            "reviews.self_score.open",
        ),
        SCORED: None,
        CONFIRMED: None,
        RELEASED: (
            "Liu Yang approved your 2026 Q4 review; the result is there",
            "reviews.approval.see_result actions.my_actions.open",
        ),
        NOT_RATED: ("2026 Q4: you are not rated", ""),
        WITHDRAWN: ("2026 Q4 was withdrawn: there is nothing for you to do", ""),
    },
)
def test_what_stands_under_the_employees_card(
    known: Mapping[State, House], state: State, expected: tuple[str, str] | None
) -> None:
    card = known[state].card("Chen/1")
    assert (card and (card.text, " ".join(card.buttons))) == expected


@every(
    State,
    {
        GOALS_AGREED: None,
        SELF_SCORED: "2026 Q4: 0 of 1 approved, next due Fri 15 Jan 2027",
        MORE_ASKED: "2026 Q4: 0 of 1 approved, next due Fri 15 Jan 2027",
        SCORED: "2026 Q4: 1 of 1 approved",
        CONFIRMED: "2026 Q4: 1 of 1 approved",
        RELEASED: "2026 Q4: 1 of 1 approved",
        NOT_RATED: "2026 Q4: no review of your team is with you",
        WITHDRAWN: None,
    },
)
def test_the_parent_of_the_managers_thread(
    known: Mapping[State, House], state: State, expected: str | None
) -> None:
    assert text_at(known[state], "Liu") == expected


@every(
    State,
    {
        GOALS_AGREED: ("⚪ Not handed in yet: Chen Jie", "⚪ review not handed in", "Chen Jie"),
        SELF_SCORED: ("🟡 Waits for you: Chen Jie", "🟡 review waits for you", "you"),
        MORE_ASKED: ("💬 Asked for more: Chen Jie", "💬 asked for more", "Chen Jie"),
        SCORED: (
            "🔎 Approved, in the second look: Chen Jie",
            "🔎 review in the second look",
            "HR (Zhou Jing)",
        ),
        CONFIRMED: ("🔒 Approved, to be released: Chen Jie", "🔒 result to be released", "HR (Zhou Jing)"),
        RELEASED: ("✅ Results released: Chen Jie", "✅ result released [reviews.talk.prepare]", None),
        NOT_RATED: ("➖ Not rated: Chen Jie", "➖ not rated", None),
        WITHDRAWN: None,
    },
)
def test_the_mark_in_the_managers_thread_and_on_their_home(
    walk: Walk, state: State, expected: tuple[str, str, str | None] | None
) -> None:
    parent = walk(state).card("Liu")
    name, *of_chen = walk(state).home(LIU)["Your team"][-1].splitlines()

    in_thread, on_home, holder = expected or (None, None, None)
    assert name == "*Chen Jie*"
    assert of_chen[:1] == ([on_home] if on_home else [])
    assert [line.split(" for ")[0] for line in of_chen[1:]] == ([f"With {holder}"] if holder else [])
    assert parent is None or parent.plain.splitlines()[2] == in_thread


@every(
    State,
    {
        GOALS_AGREED: None,
        SELF_SCORED: "Chen Jie handed in their 2026 Q4 self-score; it waits for you",
        MORE_ASKED: "Chen Jie was asked for more about their 2026 Q4 self-score",
        SCORED: "Chen Jie's 2026 Q4 review is approved; the second look comes next",
        CONFIRMED: "Chen Jie's 2026 Q4 review is approved; the second look is through",
        RELEASED: "Chen Jie has their 2026 Q4 result",
        NOT_RATED: "Chen Jie is not rated for 2026 Q4",
        WITHDRAWN: None,
    },
)
def test_the_card_in_the_managers_thread(
    known: Mapping[State, House], state: State, expected: str | None
) -> None:
    assert text_at(known[state], "Liu/1") == expected


@every(
    State,
    {
        GOALS_AGREED: "",
        SELF_SCORED: f"read_all approve adjust ask {READING} {INPUT}",
        MORE_ASKED: f"read_all {READING} {INPUT}",
        SCORED: f"read_all {READING}",
        CONFIRMED: f"read_all {READING}",
        RELEASED: f"read_all {READING} actions.my_actions.open",
        NOT_RATED: "",
        WITHDRAWN: "",
    },
)
def test_the_buttons_of_the_card_in_the_managers_thread(
    known: Mapping[State, House], state: State, expected: str
) -> None:
    assert buttons_at(known[state], "Liu/1").replace("reviews.approval.", "") == expected


@every(
    State,
    {
        GOALS_AGREED: "",
        SELF_SCORED: "🟡 Waits for you, by Fri 15 Jan 2027 (about 5 min).",
        MORE_ASKED: "There is nothing for you to do until Chen Jie hands in again;",
        SCORED: "✅ Approved by Liu Yang on Wed 25 Nov, 10:00.",
        CONFIRMED: "✅ Approved by Liu Yang on Wed 25 Nov, 10:00.",
        RELEASED: "✅ Approved by Liu Yang on Wed 25 Nov, 10:00.",
        NOT_RATED: "It counts in no share. There is nothing for you to do.",
        WITHDRAWN: "",
    },
)
def test_what_comes_next_on_the_card_in_the_managers_thread(
    known: Mapping[State, House], state: State, expected: str
) -> None:
    card = known[state].card("Liu/1")
    assert expected in (card.plain if card else "")
    assert (card is None) == (not expected)


NO_REVIEW = "No review of yours is open."


@every(
    State,
    {
        GOALS_AGREED: (
            "you score yourself, by Fri 8 Jan 2027",
            "you score yourself, was due Fri 8 Jan",
            "you score yourself, was due Fri 8 Jan",
            "your self-score, was due Fri 8 Jan and is closed; ask HR for more time",
        ),
        SELF_SCORED: (
            "Liu Yang approves, by Fri 15 Jan 2027",
            "Liu Yang approves, by Fri 15 Jan",
            "Liu Yang approves, was due Fri 15 Jan",
            "Liu Yang approves, was due Fri 15 Jan",
        ),
        MORE_ASKED: ("you add what Liu Yang asked for",) * 4,
        SCORED: (
            "second look, by Fri 22 Jan 2027",
            "second look, by Fri 22 Jan",
            "second look, by Fri 22 Jan",
            "second look, was due Fri 22 Jan",
        ),
        CONFIRMED: (
            "HR releases the results, by Fri 29 Jan 2027",
            "HR releases the results, by Fri 29 Jan",
            "HR releases the results, by Fri 29 Jan",
            "HR releases the results, by Fri 29 Jan",
        ),
        RELEASED: (
            "your result is here\nLiu Yang talks with you about it next. [reviews.approval.see_result]",
        )
        * 4,
        NOT_RATED: ("Goals agreed → *ended without a score*",) * 4,
        WITHDRAWN: (NO_REVIEW,) * 4,
    },
)
def test_the_step_on_the_employees_home(walk: Walk, state: State, expected: tuple[str, ...]) -> None:
    def step(moment: datetime) -> str:
        (line,) = next(
            lines for head, lines in walk(state, moment).home(CHEN).items() if head.startswith("Your review")
        )
        line = line.partition("\nWith ")[0]
        if "now: " not in line:
            return line.split(" When")[0]
        now, _, rest = line.partition("now: ")[2].partition("*")
        return (
            now + rest.removeprefix(" → result").partition("→ result")[2].strip()
            if "[" not in rest
            else now + rest
        )

    assert tuple(step(moment) for moment in MOMENTS) == expected


@every(
    State,
    {
        GOALS_AGREED: "0 of 1 results released; ready 0, looked 0, waiting 0, asked 0, open 1",
        SELF_SCORED: "0 of 1 results released; ready 0, looked 0, waiting 1, asked 0, open 0",
        MORE_ASKED: "0 of 1 results released; ready 0, looked 0, waiting 0, asked 1, open 0",
        SCORED: "0 of 1 results released; ready 0, looked 1, waiting 0, asked 0, open 0",
        CONFIRMED: "0 of 1 results released; ready 1, looked 0, waiting 0, asked 0, open 0",
        RELEASED: "1 of 1 results released; ready 0, looked 0, waiting 0, asked 0, open 0",
        NOT_RATED: "0 of 0 results released; ready 0, looked 0, waiting 0, asked 0, open 0",
        WITHDRAWN: None,
    },
)
def test_the_counts_on_hrs_home_and_in_the_status(walk: Walk, state: State, expected: str | None) -> None:
    house = walk(state)

    assert on_hrs_home(house) == expected
    assert in_the_status(house) == expected


@every(
    State,
    {
        GOALS_AGREED: "• Chen Jie: not handed in yet",
        SELF_SCORED: "• Chen Jie: with Liu Yang since Tue 24 Nov",
        MORE_ASKED: "• Chen Jie: asked for more by Liu Yang on Wed 25 Nov",
        SCORED: "• Chen Jie: in the second look since Wed 25 Nov",
        CONFIRMED: "• Chen Jie: through the second look since Wed 25 Nov",
        RELEASED: "• Chen Jie: approved by Liu Yang, result released",
        NOT_RATED: "• Chen Jie: not rated, since Wed 25 Nov",
        WITHDRAWN: "cycle.withdrawn",
    },
)
def test_where_a_person_stands_in_the_status(walk: Walk, state: State, expected: str) -> None:
    for name in (ZHOU, LIU, CHEN):
        assert of_chen(walk(state).status(name)) == expected
    assert expected == "cycle.withdrawn" or "Chen Jie" not in "".join(walk(state).status(WU))


# What changes when something happens around it. "+" is a message that was not there before.


@every(
    State,
    {
        GOALS_AGREED: {"Chen"},
        SELF_SCORED: {"Chen", "Liu", "Liu/1"},
        MORE_ASKED: {"Chen", "Chen/1", "Liu"},
        SCORED: {"Chen", *LOOKS},
        CONFIRMED: {"Chen"},
        RELEASED: set(),
        NOT_RATED: set(),
        WITHDRAWN: set(),
    },
)
def test_more_time_redraws(walk: Walk, state: State, expected: set[str]) -> None:
    house = walk(state)
    before = house.standing()

    house.extends(date(2027, 2, 5))

    assert house.standing().changed_since(before) == expected


@every(
    State,
    {
        GOALS_AGREED: [f"{SCORE} by Fri 5 Feb 2027"],
        SELF_SCORED: [f"{REVIEW} by Wed 17 Feb 2027"],
        MORE_ASKED: [f"{SCORE} by Wed 17 Feb 2027"],
        SCORED: [],
        CONFIRMED: [],
        RELEASED: [],
        NOT_RATED: [],
        WITHDRAWN: [],
    },
)
def test_more_time_moves_what_is_owed(walk: Walk, state: State, expected: list[str]) -> None:
    house = walk(state, CLOSED)

    said = house.extends(date(2027, 2, 5))
    house.now = ON_TIME

    assert said == (DONE if state is not WITHDRAWN else "cycle.withdrawn")
    assert house.owes(CHEN) + house.owes(LIU) == expected


@every(
    State,
    {
        GOALS_AGREED: ({"Chen"}, {"Chen"}, {"Chen"}),
        SELF_SCORED: (set(), {"Chen", "Liu", "Liu/1"}, set()),
        # Chen's card says since when it is theirs: of the year before, by then.
        MORE_ASKED: (set(), {"Chen", "Chen/1", "Liu"}, set()),
        SCORED: (set(), set(), {"Chen", *LOOKS}),
        CONFIRMED: (set(), set(), set()),
        RELEASED: ({"Chen", "Liu/2"}, set(), set()),
        NOT_RATED: (set(), set(), set()),
        WITHDRAWN: (set(), set(), set()),
    },
)
def test_a_day_that_passes_redraws(walk: Walk, state: State, expected: tuple[set[str], ...]) -> None:
    house = walk(state)
    redrawn = []
    for moment in MOMENTS[1:]:
        before = house.standing()
        redrawn.append(house.let_pass(moment).standing().changed_since(before))

    assert tuple(redrawn) == expected


@every(
    State,
    {
        GOALS_AGREED: (set(), {"+Liu"}),
        SELF_SCORED: ({"Liu", "Liu/1"}, {"Liu", "Liu/1"}),
        MORE_ASKED: ({"Liu", "Liu/1"}, {"Liu", "Liu/1"}),
        SCORED: ({"Liu/1", *LOOKS}, {"Liu/1", *LOOKS}),
        CONFIRMED: ({"Liu/1"}, {"Liu/1"}),
        RELEASED: (set(), set()),
        NOT_RATED: (set(), set()),
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


@every(
    State,
    {
        GOALS_AGREED: (None, ""),
        SELF_SCORED: ("2026 Q4: no review of your team is with you", f"read_all {READING}"),
        MORE_ASKED: ("2026 Q4: no review of your team is with you", f"read_all {READING}"),
        SCORED: ("2026 Q4: 1 of 1 approved", f"read_all {READING}"),
        CONFIRMED: ("2026 Q4: 1 of 1 approved", f"read_all {READING}"),
        RELEASED: ("2026 Q4: 1 of 1 approved", f"read_all {READING} actions.my_actions.open"),
        NOT_RATED: ("2026 Q4: no review of your team is with you", ""),
        WITHDRAWN: (None, ""),
    },
)
def test_what_the_manager_sees_of_who_left(
    walk: Walk, state: State, expected: tuple[str | None, str]
) -> None:
    house = walk(state)

    house.leaves(CHEN)

    parent, buttons = text_at(house, "Liu"), buttons_at(house, "Liu/1").replace("reviews.approval.", "")
    assert (parent, buttons) == expected
    assert house.owes(LIU) == []
    assert house.nudged(ON_TIME + AFTERNOON) == []


@DECISIONS
@every(
    State,
    {
        GOALS_AGREED: "review.employee_left",
        SELF_SCORED: "review.employee_left",
        MORE_ASKED: "review.employee_left",
        SCORED: "review.approved_already",
        CONFIRMED: "review.approved_already",
        RELEASED: "review.approved_already",
        NOT_RATED: "review.not_rated",
        WITHDRAWN: "review.withdrawn",
    },
)
def test_nothing_is_decided_about_who_left(walk: Walk, state: State, expected: str, deed: str) -> None:
    house = walk(state)

    house.leaves(CHEN)

    assert getattr(house, deed)() == expected
    assert house.reads(LIU) == DONE


@every(
    State,
    {
        GOALS_AGREED: "0 of 0 results released; ready 0, looked 0, waiting 0, asked 0, open 0",
        SELF_SCORED: "0 of 0 results released; ready 0, looked 0, waiting 0, asked 0, open 0",
        MORE_ASKED: "0 of 0 results released; ready 0, looked 0, waiting 0, asked 0, open 0",
        SCORED: "0 of 1 results released; ready 0, looked 1, waiting 0, asked 0, open 0",
        CONFIRMED: "0 of 1 results released; ready 1, looked 0, waiting 0, asked 0, open 0",
        RELEASED: "1 of 1 results released; ready 0, looked 0, waiting 0, asked 0, open 0",
        NOT_RATED: "0 of 0 results released; ready 0, looked 0, waiting 0, asked 0, open 0",
        WITHDRAWN: None,
    },
)
def test_how_who_left_is_counted(walk: Walk, state: State, expected: str | None) -> None:
    house = walk(state)

    house.leaves(CHEN)

    assert on_hrs_home(house) == expected
    # Nobody reports to Liu any more.
    assert "Your team" not in house.home(LIU)
    # The status names nobody who left, whatever became of their review.
    assert (house.status()[0].partition(". ")[0] == "*2026 Q4*: 0 of 0 results released") == (
        state is not WITHDRAWN
    )
    assert "Chen Jie" not in "".join(house.status())


@every(
    State,
    {
        # Liu is asked how it went before.
        GOALS_AGREED: {"+He", "+Liu", "Chen"},
        SELF_SCORED: {"+He", "+He/1", "Chen", "Liu", "Liu/1", "+Liu/2"},
        MORE_ASKED: {"+He", "+He/1", "Chen", "Chen/1", "Liu", "Liu/1", "+Liu/2"},
        SCORED: set(),
        CONFIRMED: set(),
        RELEASED: set(),
        NOT_RATED: set(),
        WITHDRAWN: set(),
    },
)
def test_a_new_manager_redraws(walk: Walk, state: State, expected: set[str]) -> None:
    house = walk(state)
    before = house.standing()

    house.is_led_by(CHEN, HE)

    assert house.standing().changed_since(before) == expected


TOOK_OVER = "He Jun took over Chen Jie's review on Fri 27 Nov. There is nothing left for you to do here."


@every(
    State,
    {
        GOALS_AGREED: (None, None, "2026 Q4: score yourself by Fri 8 Jan 2027 (about 8 min)"),
        SELF_SCORED: (
            TOOK_OVER,
            "Chen Jie handed in their 2026 Q4 self-score; it waits for you",
            "2026 Q4: your self-score is with He Jun",
        ),
        MORE_ASKED: (
            TOOK_OVER,
            "Chen Jie was asked for more about their 2026 Q4 self-score",
            "2026 Q4: He Jun asks for more",
        ),
        SCORED: (
            "Chen Jie's 2026 Q4 review is approved; the second look comes next",
            None,
            "2026 Q4: Liu Yang has scored you; the second look comes next",
        ),
        CONFIRMED: (
            "Chen Jie's 2026 Q4 review is approved; the second look is through",
            None,
            "2026 Q4: the second look is through; HR releases the results",
        ),
        RELEASED: ("Chen Jie has their 2026 Q4 result", None, "2026 Q4: your result is here"),
        NOT_RATED: ("Chen Jie is not rated for 2026 Q4", None, "2026 Q4: you are not rated"),
        WITHDRAWN: (None, None, "2026 Q4 was withdrawn: there is nothing for you to do"),
    },
)
def test_what_each_side_sees_under_a_new_manager(
    walk: Walk, state: State, expected: tuple[str | None, ...]
) -> None:
    house = walk(state)

    house.is_led_by(CHEN, HE)

    assert tuple(text_at(house, place) for place in ("Liu/1", "He/1", "Chen")) == expected


@every(
    State,
    {
        GOALS_AGREED: ("review.taken_over", "review.not_handed_in", []),
        SELF_SCORED: ("review.taken_over", DONE, [f"{REVIEW} by Fri 15 Jan 2027"]),
        MORE_ASKED: ("review.taken_over", "review.asked_already", []),
        SCORED: ("review.approved_already", "review.not_your_report", []),
        CONFIRMED: ("review.approved_already", "review.not_your_report", []),
        RELEASED: ("review.approved_already", "review.not_your_report", []),
        NOT_RATED: ("review.not_rated", "review.not_your_report", []),
        WITHDRAWN: ("review.withdrawn", "review.not_your_report", []),
    },
)
def test_who_decides_and_owes_under_a_new_manager(
    walk: Walk, state: State, expected: tuple[str, str, list[str]]
) -> None:
    house = walk(state)
    before = house.owes(CHEN)

    house.is_led_by(CHEN, HE)

    assert (house.approves(LIU), house.opens_decision(HE), house.owes(HE)) == expected
    assert (house.owes(LIU), house.owes(CHEN)) == ([], before)


@every(
    State,
    {
        GOALS_AGREED: ("• Chen Jie: not handed in yet", "Chen+He"),
        SELF_SCORED: ("• Chen Jie: with He Jun since Mon 7 Dec", "He"),
        MORE_ASKED: ("• Chen Jie: asked for more by He Jun on Wed 25 Nov", "Chen+He"),
        SCORED: ("• Chen Jie: in the second look since Wed 25 Nov", "Zhao+Zhou"),
        CONFIRMED: ("• Chen Jie: through the second look since Wed 25 Nov", "Zhou"),
        RELEASED: ("• Chen Jie: approved by Liu Yang, result released", "Liu+Zhao"),
        NOT_RATED: ("• Chen Jie: not rated, since Wed 25 Nov", ""),
        WITHDRAWN: ("cycle.withdrawn", ""),
    },
)
def test_since_when_it_is_owed_under_a_new_manager(
    walk: Walk, state: State, expected: tuple[str, str]
) -> None:
    house = walk(state)
    two_fridays = [ON_TIME + AFTERNOON + timedelta(weeks=week) for week in range(2)]
    for name in (CHEN, LIU, HE):
        house.was_reminded(name, *two_fridays)
    house.now = morning(2026, 12, 7)

    house.is_led_by(CHEN, HE)

    reminded = house.nudged(two_fridays[-1] + timedelta(weeks=1))
    assert (of_chen(house.status()), "+".join(reminded)) == expected


@every(
    State,
    {
        GOALS_AGREED: (DONE, "cycle.not_hr"),
        SELF_SCORED: ("cycle.handed_in", "cycle.not_hr"),
        MORE_ASKED: ("cycle.handed_in", "cycle.not_hr"),
        SCORED: ("cycle.handed_in", "cycle.not_hr"),
        CONFIRMED: ("cycle.handed_in", "cycle.not_hr"),
        RELEASED: ("cycle.handed_in", "cycle.not_hr"),
        NOT_RATED: ("cycle.handed_in", "cycle.not_hr"),
        WITHDRAWN: ("cycle.withdrawn", "cycle.not_hr"),
    },
)
def test_whether_its_cycle_can_be_withdrawn(walk: Walk, state: State, expected: tuple[str, str]) -> None:
    assert (walk(state).withdraws(ZHOU), walk(state).withdraws(LIU)) == expected


@every(
    State,
    {
        GOALS_AGREED: ({"Chen", "+Liu", "+Liu/1"}, {"Chen", "+Chen/1"}),
        SELF_SCORED: ({"Chen", "Liu", "Liu/1", *(f"+{each}" for each in LOOKS)},),
        MORE_ASKED: ({"Chen", "Chen/1", "Liu", "Liu/1"},),
        SCORED: (
            {"Chen", "Liu/1", "Zhao", "Zhao/1", "Zhou/1"},
            {"Chen", "Liu", "Liu/1", *LOOKS},
            {"Chen", "Liu", "Liu/1", "+Liu/2", *LOOKS},
        ),
        CONFIRMED: ({"Chen", "Liu", "Liu/1", "+Chen/1", "+Liu/2"},),
        RELEASED: (),
        NOT_RATED: (),
        WITHDRAWN: (),
    },
)
def test_each_step_redraws_and_says(walk: Walk, state: State, expected: tuple[set[str], ...]) -> None:
    steps: dict[State, tuple[Callable[[House], str], ...]] = {
        GOALS_AGREED: (House.hands_in, House.withdraws),
        SELF_SCORED: (House.approves,),
        MORE_ASKED: (House.hands_in,),
        SCORED: (first_look, both_look, lambda house: house.sends_back(ZHAO)),
        CONFIRMED: (House.releases,),
    }

    def redrawn(step: Callable[[House], str]) -> set[str]:
        house = walk(state)
        before = house.standing()
        assert step(house) == DONE
        return house.standing().changed_since(before)

    assert tuple(redrawn(step) for step in steps.get(state, ())) == expected


def text_at(house: House, place: str) -> str | None:
    card = house.card(place)
    return card.text if card else None


def buttons_at(house: House, place: str) -> str:
    card = house.card(place)
    return " ".join(card.buttons) if card else ""


def of_chen(status: list[str]) -> str:
    """Their line of it, or all that there is."""
    return next((line for line in status if "Chen Jie" in line), status[-1])


def on_hrs_home(house: House) -> str | None:
    """The overview of the cycle, in short."""
    said = next((lines[0] for head, lines in house.home(ZHOU).items() if head.startswith("The cycle")), None)
    if said is None or said.startswith("No period is being scored."):
        return None
    released, _, rest = said.partition(".\n")
    counts = [part.rpartition(": ")[2] for part in rest.partition(".")[0].split(" · ")]
    ready, looked, waiting, asked, open_, *_ = counts
    return f"{released}; ready {ready}, looked {looked}, waiting {waiting}, asked {asked}, open {open_}"


def in_the_status(house: House) -> str | None:
    """The line of the only department, in the same words."""
    line = next((line for line in house.status() if line.startswith("*Marketing*")), None)
    if line is None:
        return None
    released, ready, looked, waiting, asked, open_, *_ = line.partition(": ")[2].split(", ")
    counts = [each.split()[0] for each in (ready, looked, waiting, asked, open_)]
    return "{}; ready {}, looked {}, waiting {}, asked {}, open {}".format(released, *counts)
