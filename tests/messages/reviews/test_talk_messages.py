"""A talk and an appeal: what cards, notes and forms say in every state, and Slack's limits."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain.actions.gaps import Gap, Shortfall
from bot.domain.history import Entry, Facts
from bot.domain.people import Person
from bot.domain.reviews.talk import TEXT_LIMIT, Material, Offer, Preparation, TalkFacts
from bot.domain.reviews.talk_way import Event, State
from bot.domain.reviews.way import State as ReviewState
from bot.domain.weeks.feedback import Tied, TiedTo
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from messages.catalog import LANGUAGES, Words
from messages.kit import Message
from messages.reviews.appeal_card import DECIDE, READ, appeal_card
from messages.reviews.appeal_modals import appeal_modal, appealed_modal, decision_modal
from messages.reviews.my_talk_card import ACKNOWLEDGE, APPEAL, CHOOSE, DENY, my_talk_card
from messages.reviews.talk_card import HELD_ON, PREPARE, PROPOSE, talk_card
from messages.reviews.talk_modals import held_modal, prepare_modal, times_modal
from messages.reviews.talk_note import talk_note
from tests.builders.people import CHEN, LIU, SUN
from tests.builders.world import FRIDAY
from tests.domain.reviews.test_talk import talk
from tests.messages.reviews.test_approval_messages import longest

LONG = "&长" * 60
MOST = "&" * TEXT_LIMIT
TIMES = tuple(FRIDAY + timedelta(days=number) for number in (1, 2, 3))
DECIDED = {State.UPHELD: Event.UPHOLD, State.REOPENED: Event.RESCORE}


def words(language: str = "en") -> Words:
    return Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=FRIDAY)


def entry(event: Event, note: str | None = None, **facts: object) -> Entry[State, Event]:
    return Entry(
        number=4,
        event=event,
        from_state=State.TO_HOLD,
        to_state=State.HELD,
        by_id=1,
        at=FRIDAY,
        note=note,
        facts=Facts.model_validate(facts),
    )


def facts(state: State, *, reader: Person = CHEN, note: str = "It was May.", **rest: object) -> TalkFacts:
    event = DECIDED.get(state)
    is_appealed = state is State.APPEALED or event is not None
    shown = TalkFacts(
        talk=talk(state, judge_id=SUN.id if is_appealed else None),
        employee=CHEN,
        holder=LIU,
        judge=SUN if is_appealed else None,
        reader=reader,
        cycle_id=3,
        cycle_name="2026Q4",
        due_on=date(2027, 1, 15) if talk(state).stage.move else None,
        offer=None,
        prepared_at=None,
        held_on=date(2027, 1, 7) if talk(state).stage.held else None,
        closed_at=FRIDAY if state in (State.ACKNOWLEDGED, State.UNANSWERED) else None,
        denied_at=None,
        appeal=entry(Event.APPEAL, note) if is_appealed else None,
        decision=entry(event, note) if event else None,
        decided_by=SUN if event else None,
        now=FRIDAY,
    )
    return replace(shown, **rest)  # type: ignore[arg-type]


def named_at_length(shown: TalkFacts) -> TalkFacts:
    return replace(
        shown,
        employee=replace(CHEN, name=LONG),
        holder=replace(LIU, name=LONG),
        judge=replace(SUN, name=LONG) if shown.judge else None,
        decided_by=replace(SUN, name=LONG) if shown.decided_by else None,
        offer=Offer(number=4, times=TIMES),
        prepared_at=FRIDAY,
    )


def buttons(card: Message) -> list[str]:
    rows = (block["elements"] for block in card.blocks if block["type"] == "actions")
    return [each["action_id"] for row in rows for each in row]


def plain(said: Any) -> str:
    return str(said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", list(State))
def test_everything_is_said_within_slacks_limits(language: str, state: State) -> None:
    shown = named_at_length(facts(state, note=MOST))

    for card in (talk_card, my_talk_card, appeal_card):
        check_message_blocks(card(words(language), shown).blocks)
    for event in (Event.CHOOSE, Event.DENY, Event.LAPSE, Event.UPHOLD, Event.RESCORE, Event.RELOOK):
        for reader in (CHEN, LIU):
            said = talk_note(
                words(language), replace(shown, reader=reader), entry(event, MOST, chosen=TIMES[0])
            )
            check_message_blocks(said.blocks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_is_within_slacks_limits(language: str) -> None:
    shown, say = named_at_length(facts(State.APPEALED, note=MOST)), words(language)
    material = Material(praised=(LONG,) * 4, to_raise=(LONG,) * 4, cases=(LONG,) * 4, reasons=(LONG,) * 4)
    names = dict.fromkeys(("en", "zh_Hans", "zh_Hant"), LONG)
    lacking = tuple(
        Gap(tied=Tied(to=TiedTo.REQUIREMENT, key=f"r{number}", name=names), how=Shortfall.NOT_YET)
        for number in range(40)
    )
    views = [
        held_modal(say, shown),
        times_modal(say, shown, TIMES),
        prepare_modal(say, replace(shown, gaps=lacking), material),
        prepare_modal(say, shown, Preparation(behaviour=MOST, verdict=MOST, actions=MOST)),
        appeal_modal(say, shown, typed={"reason": MOST, "evidence": MOST}),
        decision_modal(say, shown, typed={"reason": MOST, "decision": "uphold"}),
        appealed_modal(say, longest(ReviewState.RELEASED)),
    ]

    for view in views:
        check_view(view, surface="modal")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_state_reads_differently_for_both_sides(language: str) -> None:
    for card in (talk_card, my_talk_card):
        said = {plain(card(words(language), facts(state)).blocks[0]) for state in State}
        assert len(said) == len(State)


@pytest.mark.parametrize(
    ("state", "holders", "employees", "judges"),
    [
        (State.TO_HOLD, [PREPARE, PROPOSE, HELD_ON], [], []),
        (State.HELD, [], [ACKNOWLEDGE, DENY, APPEAL], []),
        (State.APPEALED, [], [], [DECIDE, READ]),
        (State.ACKNOWLEDGED, [], [], []),
        (State.UNANSWERED, [], [], []),
        (State.UPHELD, [], [], []),
        (State.REOPENED, [], [], []),
    ],
)
def test_who_can_press_what(
    state: State, holders: list[str], employees: list[str], judges: list[str]
) -> None:
    assert buttons(talk_card(words(), facts(state, reader=LIU))) == holders
    assert buttons(my_talk_card(words(), facts(state))) == employees
    if judges:
        assert buttons(appeal_card(words(), facts(state, reader=SUN))) == judges


def test_times_are_buttons_until_one_is_chosen_and_only_those_to_come() -> None:
    offer = Offer(number=4, times=(FRIDAY - timedelta(hours=1), *TIMES[:2]))

    open_to_choose = my_talk_card(words(), facts(State.TO_HOLD, offer=offer))
    chosen = my_talk_card(words(), facts(State.TO_HOLD, offer=replace(offer, chosen=TIMES[0])))

    assert buttons(open_to_choose) == [f"{CHOOSE}.1", f"{CHOOSE}.2"]
    assert buttons(chosen) == []
    assert "Sat 9 Jan 10:00" in plain(chosen.blocks)


def test_the_holder_reads_that_there_is_an_appeal_and_not_what_it_says() -> None:
    assert "It was May." not in plain(talk_card(words(), facts(State.APPEALED, reader=LIU)))
    assert "It was May." in plain(my_talk_card(words(), facts(State.APPEALED)))
    assert "It was May." in plain(appeal_card(words(), facts(State.APPEALED, reader=SUN)))


def test_whoever_was_to_decide_before_reads_nothing_of_it() -> None:
    card = appeal_card(words(), facts(State.APPEALED, reader=LIU))

    assert "somebody else decides" in plain(card.blocks)
    assert "It was May." not in plain(card)
    assert buttons(card) == []


def test_a_preparation_is_begun_with_what_is_there_or_left_empty() -> None:
    found = Material(praised=("You asked first.",), reasons=("Below target.",))

    view = prepare_modal(words(), facts(State.TO_HOLD, reader=LIU), found)
    values = [block["element"].get("initial_value") for block in view["blocks"] if block["type"] == "input"]

    assert values == ["Good\n- You asked first.", "Why\n- Below target.", None]
    lacking = Gap(tied=Tied(to=TiedTo.KPI, key="dwell", name={"en": "Dwell time"}), how=Shortfall.LOW)
    view = prepare_modal(words(), facts(State.TO_HOLD, reader=LIU, gaps=(lacking,)), found)
    [shown] = [block for block in view["blocks"] if block["type"] == "section"]
    assert "Came out low · KPI: Dwell time" in shown["text"]["text"]
    assert shown["accessory"]["value"] == f"{CHEN.id}:kpi:dwell"


def test_no_notification_says_what_was_written() -> None:
    for state in State:
        shown = facts(state)
        for card in (talk_card, my_talk_card, appeal_card):
            assert "It was May." not in card(words(), shown).text
    assert (
        "It was May." not in talk_note(words(), facts(State.UPHELD), entry(Event.UPHOLD, "It was May.")).text
    )
