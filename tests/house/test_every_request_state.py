"""Every state of a website request × every question that is asked of it: what people can do, owe and see.

A new state needs its walk in WALKS and a line in each table; a table without one fails and says which.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.house.asking import CHEN, GAO, LIN, SUN, WU, House, every
from tests.house.asking import RequestEvent as Event
from tests.house.asking import RequestState as State


def on(day: int, hour: int, minute: int = 0) -> datetime:
    """In November, on clocks in Hangzhou."""
    return datetime(2026, 11, day, hour - 8, minute, tzinfo=UTC)


FILED, STEPPED, NOW = on(23, 10), on(23, 10, 25), on(23, 10, 30)
HOUR_LATE, REPLY_DUE, DAY_LATE = on(23, 12), on(25, 10), on(27, 10)
"""An answer is owed by 11:00, a reply by the 25th; what was promised, for the 26th."""

DONE = "done"
PROMISED = "accepted for a day"
CASES = (*State, PROMISED)
DESK = (
    Event.ASK,
    Event.ACCEPT,
    Event.ANSWER,
    Event.DECLINE,
    Event.FINISH,
    Event.BLOCK,
    Event.RESUME,
)

NEW, ASKED, ACCEPTED, BLOCKED = State.NEW, State.ASKED, State.ACCEPTED, State.BLOCKED
ANSWERED, DECLINED, FINISHED = State.ANSWERED, State.DECLINED, State.DONE
JOINED, LAPSED = State.JOINED, State.LAPSED
CONFIRMED, UNCONFIRMED = State.CONFIRMED, State.UNCONFIRMED
FINAL = (CONFIRMED, UNCONFIRMED)

Case = State | str
Walk = Callable[..., House]


def filed(house: House) -> None:
    house.files()
    house.now = STEPPED


def took(event: Event, *, due_on: date | None = None) -> Callable[[House], None]:
    def walk(house: House) -> None:
        filed(house)
        assert house.takes(event, due_on=due_on) == DONE

    return walk


def finished(house: House) -> None:
    took(Event.ACCEPT)(house)
    assert house.takes(Event.FINISH) == DONE


def confirmed(house: House) -> None:
    finished(house)
    assert house.confirms() == DONE


def unconfirmed(house: House) -> None:
    finished(house)
    house.is_never_confirmed()


def blocked(house: House) -> None:
    took(Event.ACCEPT)(house)
    assert house.takes(Event.BLOCK) == DONE


def joined(house: House) -> None:
    filed(house)
    assert house.joins() == DONE


def lapsed(house: House) -> None:
    took(Event.ASK)(house)
    house.is_never_answered()


WALKS: Mapping[Case, Callable[[House], None]] = {
    NEW: filed,
    ASKED: took(Event.ASK),
    ACCEPTED: took(Event.ACCEPT),
    ANSWERED: took(Event.ANSWER),
    DECLINED: took(Event.DECLINE),
    FINISHED: finished,
    BLOCKED: blocked,
    JOINED: joined,
    LAPSED: lapsed,
    CONFIRMED: confirmed,
    UNCONFIRMED: unconfirmed,
    PROMISED: took(Event.ACCEPT, due_on=date(2026, 11, 26)),
}


@pytest.fixture(scope="module")
def known(empty_house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[Case, House]]:
    """For each state a house whose only request, Chen's with Sun, was walked there five minutes ago."""
    folder, houses = tmp_path_factory.mktemp("states"), {}
    for case, walk in WALKS.items():
        houses[case] = empty_house.twin(folder / f"{case}.db")
        walk(houses[case])
        houses[case].let_pass(NOW)
    yield houses
    for house in houses.values():
        house.close()


@pytest.fixture
def walk(known: Mapping[Case, House], twin: Callable[[House], House]) -> Walk:
    """The same to do something in, at another moment if need be: what is done there stays there."""

    def at(case: Case, moment: datetime = NOW) -> House:
        house = twin(known[case])
        house.now = moment
        return house

    return at


def test_every_state_can_be_walked_to(known: Mapping[Case, House]) -> None:
    assert set(WALKS) == set(CASES)
    assert {case: known[case].request_state for case in State} == {case: case for case in State}
    assert known[PROMISED].request_state is ACCEPTED


# What can happen: who may do what, and where it leads.

IN_WORK = {
    "ask": ACCEPTED,
    "answer": ANSWERED,
    "decline": DECLINED,
    "finish": FINISHED,
    "block": BLOCKED,
}


@every(
    CASES,
    {
        NEW: {"ask": ASKED, "accept": ACCEPTED, "answer": ANSWERED, "decline": DECLINED},
        ASKED: {"ask": ASKED, "accept": ACCEPTED, "answer": ANSWERED, "decline": DECLINED},
        ACCEPTED: IN_WORK,
        PROMISED: IN_WORK,
        BLOCKED: {
            "ask": BLOCKED,
            "answer": ANSWERED,
            "decline": DECLINED,
            "finish": FINISHED,
            "resume": ACCEPTED,
        },
        ANSWERED: {},
        DECLINED: {},
        FINISHED: {},
        JOINED: {},
        LAPSED: {},
        CONFIRMED: {},
        UNCONFIRMED: {},
    },
)
def test_what_the_desk_can_do_and_where_it_leads(
    walk: Walk, state: Case, expected: Mapping[str, State]
) -> None:
    found = {}
    for event in DESK:
        house = walk(state)
        opened, taken = house.opens_step(event), house.takes(event)
        assert (opened, taken) in {(DONE, DONE), ("request.moved_on", "request.overtaken")}
        if taken == DONE:
            found[event.value] = house.request_state

    assert found == expected


@every(
    CASES,
    {
        NEW: "ask accept answer decline",
        ASKED: "ask accept answer decline",
        ACCEPTED: "ask answer decline finish block",
        PROMISED: "ask answer decline finish block",
        BLOCKED: "ask answer decline finish resume",
        ANSWERED: "",
        DECLINED: "",
        FINISHED: "",
        JOINED: "",
        LAPSED: "",
        CONFIRMED: "",
        UNCONFIRMED: "",
    },
)
def test_a_product_manager_and_the_admin_do_it_and_nobody_else(
    walk: Walk, state: Case, expected: str
) -> None:
    for name in (GAO, LIN):
        assert [event.value for event in DESK if walk(state).takes(event, name) == DONE] == expected.split()
    house = walk(state)
    for name in (CHEN, WU):
        assert {house.takes(event, name) for event in DESK} == {"request.product_managers_only"}
        assert {house.opens_step(event, name) for event in DESK} == {"request.product_managers_only"}
    assert house.request_state == known_state(state)


@every(
    CASES,
    {case: "" if case in (ANSWERED, DECLINED, FINISHED, JOINED, LAPSED, *FINAL) else DONE for case in CASES},
)
def test_it_is_assessed_and_briefed_while_it_is_open_and_the_requester_sees_nothing_of_it(
    walk: Walk, state: Case, expected: str
) -> None:
    house = walk(state)
    before = house.standing()

    done = (house.assesses(), house.writes_brief())

    assert done == ((DONE, DONE) if expected else ("assess.closed", "brief.closed"))
    assert house.standing().changed_since(before) == ({"desk", "+desk/1"} if expected else set())
    assert house.request_state == known_state(state)
    for name in (CHEN, WU):
        assert walk(state).assesses(name) == walk(state).writes_brief(name) == "request.product_managers_only"


@every(CASES, {NEW: GAO, **dict.fromkeys(CASES[1:], SUN)})
def test_whose_it_is_once_a_colleague_of_the_owner_has_asked(walk: Walk, state: Case, expected: str) -> None:
    house = walk(state)

    house.takes(Event.ASK, GAO)

    assert house.owner == expected


@every(
    CASES,
    {
        NEW: {"reply": NEW},
        ASKED: {"reply": NEW},
        ACCEPTED: {"reply": ACCEPTED},
        PROMISED: {"reply": ACCEPTED},
        BLOCKED: {"reply": BLOCKED},
        ANSWERED: {"reply": ANSWERED, "reopen": NEW},
        DECLINED: {"reply": DECLINED, "reopen": NEW},
        FINISHED: {"reply": FINISHED, "reopen": NEW},
        JOINED: {"reply": JOINED, "reopen": NEW},
        LAPSED: {"reply": NEW, "reopen": NEW},
        CONFIRMED: {"reply": CONFIRMED, "reopen": NEW},
        UNCONFIRMED: {"reply": UNCONFIRMED, "reopen": NEW},
    },
)
def test_what_the_requester_can_do_and_where_it_leads(
    walk: Walk, state: Case, expected: Mapping[str, State]
) -> None:
    found = {}
    for event in (Event.REPLY, Event.REOPEN):
        house = walk(state)
        opened, written = house.opens_my_step(event), house.writes(event)
        assert opened == written
        assert written in {DONE, "request.cannot_reopen"}
        if written == DONE:
            found[event.value] = house.request_state

    assert found == expected


@every(
    CASES,
    {
        **dict.fromkeys(CASES, "request.nothing_to_confirm"),
        # What is closed in another way is left as it is: there is nothing to say about it.
        **dict.fromkeys((ANSWERED, DECLINED, JOINED, LAPSED, *FINAL), DONE),
        FINISHED: DONE,
    },
)
def test_the_requester_alone_says_that_what_is_done_is_settled(
    walk: Walk, state: Case, expected: str
) -> None:
    house = walk(state)

    assert house.confirms() == expected
    assert house.request_state == (CONFIRMED if state is FINISHED else known_state(state))
    assert {walk(state).confirms(name) for name in (SUN, WU)} == {"request.not_yours"}


@every(CASES, dict.fromkeys(CASES, "request.not_yours"))
def test_nobody_else_speaks_for_the_requester(walk: Walk, state: Case, expected: str) -> None:
    for event in (Event.REPLY, Event.REOPEN):
        assert {walk(state).opens_my_step(event, name) for name in (SUN, WU)} == {expected}
        assert {walk(state).writes(event, name) for name in (SUN, WU)} == {expected}
    assert walk(state).replies_in_thread(WU) == "left alone"


@every(
    CASES,
    {
        NEW: NEW,
        ASKED: NEW,
        ACCEPTED: ACCEPTED,
        PROMISED: ACCEPTED,
        BLOCKED: BLOCKED,
        ANSWERED: ANSWERED,
        DECLINED: DECLINED,
        FINISHED: FINISHED,
        JOINED: JOINED,
        LAPSED: NEW,
        CONFIRMED: CONFIRMED,
        UNCONFIRMED: UNCONFIRMED,
    },
)
def test_what_a_message_under_the_requesters_card_leads_to(walk: Walk, state: Case, expected: State) -> None:
    house = walk(state)

    assert (house.replies_in_thread(), house.request_state) == ("passed on", expected)


# What is owed. The button that does it, and its day or hour.

READ, ADD = "intake.request.read_all", "intake.my_request.add"
CONFIRM, REOPEN = "intake.closing.confirm", "intake.my_request.reopen"
MOMENTS = (NOW, HOUR_LATE, REPLY_DUE, DAY_LATE)


@every(
    CASES,
    {
        NEW: (f"{READ} by 11:00", *(f"{READ} was due Mon 23 Nov",) * 3),
        ASKED: ("",) * 4,
        ACCEPTED: ("",) * 4,
        PROMISED: ("",) * 4,
        BLOCKED: ("",) * 4,
        ANSWERED: ("",) * 4,
        DECLINED: ("",) * 4,
        FINISHED: ("",) * 4,
        JOINED: ("",) * 4,
        LAPSED: ("",) * 4,
        CONFIRMED: ("",) * 4,
        UNCONFIRMED: ("",) * 4,
    },
)
def test_what_the_owner_owes_in_time_and_late(walk: Walk, state: Case, expected: tuple[str, ...]) -> None:
    assert tuple(" ".join(walk(state, moment).owes(SUN)) for moment in MOMENTS) == expected
    assert walk(state).owes(GAO) == []


@every(
    CASES,
    {
        NEW: ("",) * 4,
        ASKED: (*(f"{ADD} by Wed 25 Nov",) * 3, f"{ADD} was due Wed 25 Nov"),
        ACCEPTED: ("",) * 4,
        PROMISED: ("",) * 4,
        BLOCKED: ("",) * 4,
        ANSWERED: ("",) * 4,
        DECLINED: ("",) * 4,
        FINISHED: (*(f"{CONFIRM} by Thu 26 Nov",) * 3, f"{CONFIRM} was due Thu 26 Nov"),
        JOINED: ("",) * 4,
        LAPSED: ("",) * 4,
        CONFIRMED: ("",) * 4,
        UNCONFIRMED: ("",) * 4,
    },
)
def test_what_the_requester_owes_in_time_and_late(walk: Walk, state: Case, expected: tuple[str, ...]) -> None:
    assert tuple(" ".join(walk(state, moment).owes(CHEN)) for moment in MOMENTS) == expected


@every(CASES, {case: {NEW: ["Sun"], ASKED: ["Chen"], FINISHED: ["Chen"]}.get(case, []) for case in CASES})
def test_whom_friday_reminds(walk: Walk, state: Case, expected: list[str]) -> None:
    assert walk(state).nudged(on(27, 16)) == expected


# What stands on screens.

TO_FINISH = "finish answer ask more=brief:1 more=later:1 more=join:1 more=decline:1 more=all:1"


@every(
    CASES,
    {
        NEW: "take accept answer more=ask:1 more=brief:1 more=later:1 more=join:1 more=all:1",
        ASKED: "accept answer ask more=brief:1 more=join:1 more=decline:1 more=assess:1 more=all:1",
        ACCEPTED: TO_FINISH,
        PROMISED: TO_FINISH,
        BLOCKED: "resume finish answer more=ask:1 more=brief:1 more=later:1 more=join:1 more=all:1",
        ANSWERED: "",
        DECLINED: "",
        FINISHED: "",
        JOINED: "",
        LAPSED: "",
        CONFIRMED: "",
        UNCONFIRMED: "",
    },
)
def test_the_buttons_of_the_desks_card(walk: Walk, state: Case, expected: str) -> None:
    card = walk(state).card("desk")
    assert card
    assert " ".join(card.buttons).replace("intake.triage.", "") == expected


TOOK = " · first answer after 25 minutes"


@every(
    CASES,
    {
        NEW: "*New* · @U0SUN · answer by 11:00",
        ASKED: "*Waiting for the requester* · @U0SUN · Chen Jie answers next" + TOOK,
        ACCEPTED: "*Accepted* · @U0SUN · no date given" + TOOK,
        PROMISED: "*Accepted* · @U0SUN · expected by Thu 26 Nov" + TOOK,
        BLOCKED: "*Blocked* · @U0SUN · waits for: the new server" + TOOK,
        ANSWERED: "*Answered* · @U0SUN · closed; Chen Jie can reopen it" + TOOK,
        DECLINED: "*Declined* · @U0SUN · closed; Chen Jie can reopen it" + TOOK,
        FINISHED: "*Done* · @U0SUN · Chen Jie says next whether it is settled" + TOOK,
        JOINED: "*Reported before* · @U0SUN · closed here; Chen Jie is told together with #2" + TOOK,
        LAPSED: "*Closed without an answer* · @U0SUN · closed; Chen Jie can reopen it" + TOOK,
        CONFIRMED: "*Settled* · @U0SUN · closed; Chen Jie can reopen it until Mon 7 Dec 10:25" + TOOK,
        UNCONFIRMED: "*Done, not confirmed* · @U0SUN · closed; Chen Jie can reopen it until Mon 7 Dec 10:25"
        + TOOK,
    },
)
def test_the_clock_of_the_desks_card(walk: Walk, state: Case, expected: str) -> None:
    assert clock(walk(state)) == expected


@every(
    CASES,
    {
        NEW: True,
        ASKED: True,
        ACCEPTED: True,
        PROMISED: True,
        BLOCKED: True,
        ANSWERED: False,
        DECLINED: False,
        FINISHED: False,
        JOINED: False,
        LAPSED: False,
        CONFIRMED: False,
        UNCONFIRMED: False,
    },
)
def test_whether_the_desks_card_says_who_reads_what(walk: Walk, state: Case, expected: bool) -> None:
    card = walk(state).card("desk")
    assert card
    assert ("reads only what you send with these buttons" in card.plain) is expected


@every(
    CASES,
    {
        NEW: "#1 is with Sun Li (product manager on duty). First answer by 11:00 today.",
        ASKED: "#1 is waiting for you: Sun Li asks something in this thread. Write your answer there.",
        ACCEPTED: "#1 is accepted. Sun Li looks after it; you hear of every change here.",
        PROMISED: "#1 is accepted. Sun Li looks after it and expects it to be done by Thu 26 Nov.",
        BLOCKED: "#1 is accepted, and cannot go on for now. It waits for: the new server. "
        "Sun Li looks after it; you hear when it goes on.",
        ANSWERED: "#1 is answered by Sun Li (Mon 23 Nov 10:25). The answer is in this thread.",
        DECLINED: "#1 is declined by Sun Li (Mon 23 Nov 10:25). The reason is in this thread.",
        FINISHED: "#1 is done, says Sun Li (Mon 23 Nov 10:25). What has changed is in this thread. "
        "Is it settled?",
        JOINED: "#1 is the same as #2, which is settled. What was said about it is in this thread.",
        LAPSED: "#1 is closed: Sun Li had no answer from you. Write it in this thread and it is open again.",
        CONFIRMED: "#1 is settled, you say (Mon 23 Nov 10:25).",
        UNCONFIRMED: "#1 is done and closed (Mon 23 Nov 10:25). You did not say whether it is settled.",
    },
)
def test_the_headline_of_the_requesters_card(walk: Walk, state: Case, expected: str) -> None:
    assert text_at(walk(state), "Chen") == expected


@every(
    CASES,
    {
        NEW: "add Add something…",
        ASKED: "add Answer the question…",
        ACCEPTED: "add Add something…",
        PROMISED: "add Add something…",
        BLOCKED: "add Add something…",
        ANSWERED: "reopen Reopen…",
        DECLINED: "reopen Reopen…",
        FINISHED: "reopen Reopen…",
        JOINED: "reopen Reopen…",
        LAPSED: "reopen Reopen…",
        CONFIRMED: "reopen Reopen…",
        UNCONFIRMED: "reopen Reopen…",
    },
)
def test_the_buttons_of_the_requesters_card(walk: Walk, state: Case, expected: str) -> None:
    if state is FINISHED:
        assert_asks_whether_it_is_settled(walk(state))
        return
    card = walk(state).card("Chen")
    name, _, label = expected.partition(" ")
    assert card
    assert card.buttons == (f"intake.my_request.{name}", READ, "intake.visibility.hide")
    assert label in card.plain


@every(
    CASES,
    {
        NEW: (),
        ASKED: ("#1: Sun Li asks you something.",),
        ACCEPTED: ("#1: Sun Li accepted it.",),
        PROMISED: ("#1: Sun Li accepted it.",),
        BLOCKED: ("#1: Sun Li accepted it.", "#1 cannot go on for now."),
        ANSWERED: ("#1: Sun Li answered.",),
        DECLINED: ("#1: Sun Li declined it.",),
        FINISHED: ("#1: Sun Li accepted it.", "#1: Sun Li says that it is done."),
        JOINED: ("#1: Sun Li found that this was reported before.",),
        LAPSED: ("#1: Sun Li asks you something.", "#1 is closed: no answer came."),
        CONFIRMED: (
            "#1: Sun Li accepted it.",
            "#1: Sun Li says that it is done.",
            "#1 is settled. Are you satisfied with how it went?",
        ),
        UNCONFIRMED: (
            "#1: Sun Li accepted it.",
            "#1: Sun Li says that it is done.",
            "#1 is done and closed: you did not say whether it is settled.",
        ),
    },
)
def test_what_stands_under_the_requesters_card(walk: Walk, state: Case, expected: tuple[str, ...]) -> None:
    cards = walk(state).standing().cards
    assert tuple(card.text for place, card in cards.items() if place.startswith("Chen/")) == expected


@every(
    CASES,
    {
        NEW: ("Sun Li has it and will answer.", "New: 1"),
        ASKED: ("Sun Li asked you something and waits for your answer.", "Waiting for the requester: 1"),
        ACCEPTED: ("Sun Li accepted it; it is being worked on.", "Accepted: 1"),
        PROMISED: ("Sun Li accepted it; it is being worked on.", "Accepted: 1"),
        BLOCKED: ("Sun Li accepted it; it cannot go on for now.", "Blocked: 1"),
        ANSWERED: None,
        DECLINED: None,
        FINISHED: None,
        JOINED: None,
        LAPSED: None,
        CONFIRMED: None,
        UNCONFIRMED: None,
    },
)
def test_the_homes_of_requester_and_desk(walk: Walk, state: Case, expected: tuple[str, str] | None) -> None:
    house = walk(state)
    mine, desk = house.home(CHEN)["Your website requests"][0], house.home(SUN)["The website desk"][0]

    if expected is None:
        assert mine.startswith("You have no open request.")
        assert desk.startswith("No request is open.")
    else:
        holder = "you" if state is ASKED else "Sun Li"
        said, move = mine.splitlines()[1:]
        assert (said, desk) == expected
        assert re.fullmatch(rf"With {holder} for .*working hours?\. \[{re.escape(READ)}\]", move)
    assert "The website desk" not in house.home(CHEN)


# What changes when something happens around it. "+" is a message that was not there before.


@every(
    CASES,
    {
        NEW: ({"desk", "Chen"}, set(), set()),
        ASKED: (set(), set(), set()),
        ACCEPTED: (set(), set(), set()),
        PROMISED: (set(), set(), {"desk", "Chen"}),
        BLOCKED: (set(), set(), set()),
        ANSWERED: (set(), set(), set()),
        DECLINED: (set(), set(), set()),
        FINISHED: (set(), set(), set()),
        JOINED: (set(), set(), set()),
        LAPSED: (set(), set(), set()),
        CONFIRMED: (set(), set(), set()),
        UNCONFIRMED: (set(), set(), set()),
    },
)
def test_an_hour_or_a_day_that_passes_redraws(
    walk: Walk, state: Case, expected: tuple[set[str], ...]
) -> None:
    house = walk(state)
    redrawn = []
    for moment in MOMENTS[1:]:
        before = house.standing()
        redrawn.append(house.let_pass(moment).standing().changed_since(before))

    assert tuple(redrawn) == expected


@every(
    CASES,
    {
        NEW: (
            "*New* · @U0SUN · was to be answered by Mon 23 Nov 11:00",
            "#1 is with Sun Li (product manager on duty). First answer was due Mon 23 Nov 11:00.",
        ),
        PROMISED: (
            "*Accepted* · @U0SUN · was expected by Thu 26 Nov" + TOOK,
            "#1 is accepted. Sun Li looks after it and expected it to be done by Thu 26 Nov.",
        ),
        ASKED: None,
        ACCEPTED: None,
        BLOCKED: None,
        ANSWERED: None,
        DECLINED: None,
        FINISHED: None,
        JOINED: None,
        LAPSED: None,
        CONFIRMED: None,
        UNCONFIRMED: None,
    },
)
def test_what_cards_say_when_it_is_late(walk: Walk, state: Case, expected: tuple[str, str] | None) -> None:
    house = walk(state)
    before = clock(house), text_at(house, "Chen")

    house.let_pass(DAY_LATE)

    assert (clock(house), text_at(house, "Chen")) == (expected or before)


@every(
    CASES,
    {
        NEW: (GAO, {"desk", "Chen"}),
        ASKED: (GAO, {"desk", "Chen"}),
        ACCEPTED: (GAO, {"desk", "Chen"}),
        PROMISED: (GAO, {"desk", "Chen"}),
        BLOCKED: (GAO, {"desk", "Chen"}),
        ANSWERED: (SUN, set()),
        DECLINED: (SUN, set()),
        FINISHED: (SUN, set()),
        JOINED: (SUN, set()),
        LAPSED: (SUN, set()),
        CONFIRMED: (SUN, set()),
        UNCONFIRMED: (SUN, set()),
    },
)
def test_it_goes_to_a_colleague_of_the_owner_who_left(
    walk: Walk, state: Case, expected: tuple[str, set[str]]
) -> None:
    house = walk(state, on(23, 15))
    before = house.standing()

    house.leaves(SUN)

    assert (house.owner, house.standing().changed_since(before)) == expected
    assert house.hands_over_what_was_left() == 0


@every(
    CASES,
    {
        NEW: ([f"{READ} by 16:00"], []),
        ASKED: ([], [f"{ADD} by Wed 25 Nov"]),
        ACCEPTED: ([], []),
        PROMISED: ([], []),
        BLOCKED: ([], []),
        ANSWERED: ([], []),
        DECLINED: ([], []),
        FINISHED: ([], [f"{CONFIRM} by Thu 26 Nov"]),
        JOINED: ([], []),
        LAPSED: ([], []),
        CONFIRMED: ([], []),
        UNCONFIRMED: ([], []),
    },
)
def test_what_is_owed_anew_when_the_owner_left(
    walk: Walk, state: Case, expected: tuple[list[str], list[str]]
) -> None:
    house = walk(state, on(23, 15))
    house.leaves(SUN)

    house.hands_over_what_was_left()

    assert (house.owes(GAO), house.owes(CHEN)) == expected


@every(
    CASES,
    {
        NEW: ["Gao"],
        ASKED: ["Chen", "Liu"],
        ACCEPTED: [],
        PROMISED: [],
        BLOCKED: [],
        ANSWERED: [],
        DECLINED: [],
        FINISHED: [],
        JOINED: [],
        LAPSED: [],
        CONFIRMED: [],
        UNCONFIRMED: [],
    },
)
def test_who_hears_that_reminders_did_not_help_when_the_owner_left(
    walk: Walk, state: Case, expected: list[str]
) -> None:
    house = walk(state)
    two_fridays = [on(27, 16), on(27, 16) + timedelta(weeks=1)]
    for name in (CHEN, SUN, GAO):
        house.was_reminded(name, *two_fridays)
    house.now = two_fridays[-1] + timedelta(days=1)
    house.leaves(SUN)

    house.hands_over_what_was_left()

    assert house.nudged(two_fridays[-1] + timedelta(weeks=1)) == expected


@every(
    CASES,
    {
        NEW: ("accept answer decline", ["Sun"]),
        ASKED: ("accept answer decline", []),
        ACCEPTED: ("answer decline finish block", []),
        PROMISED: ("answer decline finish block", []),
        BLOCKED: ("answer decline finish resume", []),
        ANSWERED: ("", []),
        DECLINED: ("", []),
        FINISHED: ("", []),
        JOINED: ("", []),
        LAPSED: ("", []),
        CONFIRMED: ("", []),
        UNCONFIRMED: ("", []),
    },
)
def test_what_is_left_to_do_when_the_requester_left(
    walk: Walk, state: Case, expected: tuple[str, list[str]]
) -> None:
    house = walk(state)
    before = house.standing()
    house.leaves(CHEN)

    assert house.standing().changed_since(before) == ({"desk"} if expected[0] else set())
    possible = [event.value for event in DESK if house.opens_step(event) == DONE]
    assert (possible, house.nudged(on(27, 16))) == (expected[0].split(), expected[1])
    assert house.opens_step(Event.ASK) == ("request.requester_left" if possible else "request.moved_on")


@every(
    CASES,
    {
        NEW: ({"+Chen/1", "+desk/1", "desk"}, [f"{READ} by 11:00"]),
        # With the 35 minutes that were left when they were asked.
        ASKED: ({"+Chen/2", "+desk/1", "desk", "Chen"}, [f"{READ} by 11:35"]),
        ACCEPTED: ({"+Chen/2", "+desk/1", "desk"}, []),
        PROMISED: ({"+Chen/2", "+desk/1", "desk"}, []),
        BLOCKED: ({"+Chen/3", "+desk/1", "desk"}, []),
        ANSWERED: ({"+Chen/2", "+Chen/3", "+desk/1", "desk"}, []),
        DECLINED: ({"+Chen/2", "+Chen/3", "+desk/1", "desk"}, []),
        FINISHED: ({"+Chen/3", "+Chen/4", "+desk/1", "desk"}, []),
        JOINED: ({"+Chen/2", "+Chen/3", "+desk#2/2", "desk"}, []),
        LAPSED: ({"+Chen/3", "+desk/1", "desk", "Chen"}, [f"{READ} by 12:00"]),
        CONFIRMED: ({"+Chen/4", "+Chen/5", "+desk/1", "desk"}, []),
        UNCONFIRMED: ({"+Chen/4", "+Chen/5", "+desk/1", "desk"}, []),
    },
)
def test_a_reply_redraws_and_is_owed_an_answer(
    walk: Walk, state: Case, expected: tuple[set[str], list[str]]
) -> None:
    house = walk(state)
    before = house.standing()
    house.now += timedelta(minutes=30)

    assert house.writes() == DONE

    assert (house.standing().changed_since(before), house.owes(SUN)) == expected
    # What they wrote about what is done says neither that it is settled nor that it is not.
    assert house.owes(CHEN) == ([f"{CONFIRM} by Thu 26 Nov"] if state is FINISHED else [])


@every(
    CASES,
    {
        NEW: None,
        ASKED: None,
        ACCEPTED: None,
        PROMISED: None,
        BLOCKED: None,
        ANSWERED: {"+Chen/2", "+desk/1", "desk", "Chen"},
        DECLINED: {"+Chen/2", "+desk/1", "desk", "Chen"},
        FINISHED: {"+Chen/3", "+desk/1", "desk", "Chen"},
        JOINED: {"+Chen/2", "+desk/1", "desk", "desk#2", "Chen"},
        LAPSED: {"+Chen/3", "+desk/1", "desk", "Chen"},
        CONFIRMED: {"+Chen/4", "Chen/3", "+desk/1", "desk", "Chen"},
        UNCONFIRMED: {"+Chen/4", "+desk/1", "desk", "Chen"},
    },
)
def test_reopening_redraws_and_is_owed_an_answer(walk: Walk, state: Case, expected: set[str] | None) -> None:
    house = walk(state)
    before, owed = house.standing(), house.owes(SUN)
    house.now += timedelta(minutes=30)

    house.writes(Event.REOPEN)

    assert house.standing().changed_since(before) == (expected or set())
    assert house.owes(SUN) == ([f"{READ} by 12:00"] if expected else owed)
    again = "#1 is with Sun Li again. Next answer by 12:00 today."
    assert (text_at(house, "Chen") == again) is (expected is not None)


@every(
    CASES,
    {
        NEW: ({"+Chen/1", "Chen", "desk"}, [f"{ADD} by Wed 25 Nov"]),
        # It is theirs since the second question.
        ASKED: ({"+Chen/2", "desk", "Chen"}, [f"{ADD} by Wed 25 Nov"]),
        # Asked about what is accepted, the requester owes nothing, and their card does not say so either.
        ACCEPTED: ({"+Chen/2", "desk"}, []),
        PROMISED: ({"+Chen/2", "desk"}, []),
        BLOCKED: ({"+Chen/3", "desk"}, []),
        ANSWERED: (set(), []),
        DECLINED: (set(), []),
        FINISHED: (set(), [f"{CONFIRM} by Thu 26 Nov"]),
        JOINED: (set(), []),
        LAPSED: (set(), []),
        CONFIRMED: (set(), []),
        UNCONFIRMED: (set(), []),
    },
)
def test_a_question_redraws_and_is_owed_a_reply(
    walk: Walk, state: Case, expected: tuple[set[str], list[str]]
) -> None:
    house = walk(state)
    before = house.standing()

    house.takes(Event.ASK)

    assert (house.standing().changed_since(before), house.owes(CHEN)) == expected


def assert_asks_whether_it_is_settled(house: House) -> None:
    card = house.card("Chen")
    assert card
    assert card.buttons == (CONFIRM, REOPEN, READ)
    assert "Yes, it is settled" in card.plain


def text_at(house: House, place: str) -> str | None:
    card = house.card(place)
    return card.text if card else None


def clock(house: House) -> str:
    """The line of the desk's card that says whose move it is."""
    card = house.card("desk")
    assert card is not None
    return next(line for line in reversed(card.plain.splitlines()) if line.startswith("*") and "@U0" in line)


def known_state(case: Case) -> State:
    return case if isinstance(case, State) else ACCEPTED
