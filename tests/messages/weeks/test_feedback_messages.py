"""Feedback and suggestions on the screen: within Slack's limits in every language, however long, and
nothing of them in a notification.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.people import Person
from bot.domain.weeks.feedback import Answer, FeedbackFacts, Telling, Tied, TiedTo
from bot.domain.weeks.feedback_form import TEXT_LIMIT, FeedbackForm, Rule, Sort, TypedFeedback
from bot.domain.weeks.feedback_record import (
    PAGE,
    PEOPLE_PAGE,
    FeedbackOnHome,
    OnRecord,
    PeopleOnRecord,
    RecordPage,
    TeamFeedback,
    Which,
)
from bot.domain.weeks.feedback_way import State
from bot.domain.weeks.suggestion import Came, SuggestionFacts
from bot.domain.weeks.suggestion_way import ANSWERS, Event
from bot.domain.weeks.suggestion_way import State as SuggestionState
from bot.domain.weeks.visibility import Reader, When
from bot.errors import Refusal
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from messages.catalog import LANGUAGES, Words
from messages.kit import Message, home
from messages.weeks.feedback_answer_modal import answer_modal
from messages.weeks.feedback_card import (
    answered_note,
    given_card,
    headline,
    received_card,
    told_note,
    undelivered_note,
)
from messages.weeks.feedback_home import feedback_section, team_feedback_section
from messages.weeks.feedback_modal import feedback_modal, rule_line
from messages.weeks.feedback_record_modal import (
    people_modal,
    piece_modal,
    record_modal,
    suggestion_piece_modal,
)
from messages.weeks.suggestion_card import answered_note as suggestion_note
from messages.weeks.suggestion_card import how_far, suggestion_card, taken_over_card
from messages.weeks.suggestion_modal import answer_modal as suggestion_modal
from tests.builders.acting import MONDAY
from tests.builders.feedback import facts, feedback, suggestion, suggestion_facts
from tests.builders.people import CHEN, LIU, SUN, WU, someone
from tests.messages.reviews.test_approval_messages import plain

MARKED = "marked-words"
LONG = ("&<" * TEXT_LIMIT)[:TEXT_LIMIT]
LONG_NAME = "&<" * 60
TIED = Tied(to=TiedTo.VALUE, key="teamwork", name={"en": "Teamwork", "zh_Hans": "团队合作"})


def words(language: str = "en") -> Words:
    return Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=MONDAY)


def said(message: Message) -> str:
    return plain({"blocks": message.blocks})


def longest(state: State, reader: Person) -> FeedbackFacts:
    piece = feedback(state, behaviour=LONG, consequence=LONG, tied=replace(TIED, name={"en": LONG_NAME}))
    answer = Answer(at=MONDAY, text=LONG) if state is State.ANSWERED else None
    names = {person.id: replace(person, name=LONG_NAME) for person in (CHEN, WU, LIU)}
    return facts(
        reader=names[reader.id],
        feedback=piece,
        answer=answer,
        giver=names[CHEN.id],
        receiver=names[WU.id],
        manager=names[LIU.id],
        told_by=names[LIU.id],
    )


def longest_suggestion(state: SuggestionState, reader: Person) -> SuggestionFacts:
    came = None
    if state is not SuggestionState.OPEN:
        came = Came(event=Event.DECLINE, by=replace(LIU, name=LONG_NAME), at=MONDAY, text=LONG)
    return suggestion_facts(
        reader=reader,
        suggestion=suggestion(state, behaviour=LONG, consequence=LONG),
        giver=replace(CHEN, name=LONG_NAME),
        answering=tuple(someone(number, LONG_NAME) for number in range(1, 9)),
        came=came,
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", list(State))
def test_the_longest_feedback_fits_everywhere_and_is_whole_in_its_form(state: State, language: str) -> None:
    mine, theirs, managers = (longest(state, reader) for reader in (CHEN, WU, LIU))
    said_in = words(language)
    messages = [given_card(said_in, mine), received_card(said_in, theirs)]
    if mine.answer:
        messages.append(answered_note(said_in, mine))
    messages += [told_note(said_in, mine), undelivered_note(said_in, mine)]

    for message in messages:
        check_message_blocks(message.blocks)
        assert sum(len(str(block.get("text", ""))) for block in message.blocks) < 13_200
    pages = RecordPage(
        which=Which.ABOUT, reader=LIU, about=WU, pieces=(managers,) * PAGE, suggestions=(), total=99, page=1
    )
    for view in (
        answer_modal(said_in, theirs, typed=LONG),
        record_modal(said_in, pages),
        piece_modal(said_in, managers),
    ):
        check_view(view, surface="modal")
    assert plain(piece_modal(said_in, managers)).count("&lt;") >= TEXT_LIMIT, "half of each text"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", list(SuggestionState))
def test_the_longest_suggestion_fits_everywhere(state: SuggestionState, language: str) -> None:
    mine, heads = longest_suggestion(state, CHEN), longest_suggestion(state, LIU)
    said_in = words(language)

    for message in (
        suggestion_card(said_in, mine),
        suggestion_card(said_in, heads),
        taken_over_card(said_in, heads),
        *([suggestion_note(said_in, mine)] if mine.came else []),
    ):
        check_message_blocks(message.blocks)
    pages = RecordPage(
        which=Which.SUGGESTED,
        reader=CHEN,
        about=None,
        pieces=(),
        suggestions=(mine,) * PAGE,
        total=99,
        page=1,
    )
    for view in (
        suggestion_modal(said_in, heads, typed={"came": "adopt", "words": LONG}),
        record_modal(said_in, pages),
        suggestion_piece_modal(said_in, mine),
    ):
        check_view(view, surface="modal")


def form(**rest: Any) -> FeedbackForm:
    rule = Rule(giver=CHEN, is_suggestion=False, telling=Telling.AT_ONCE, receiver=WU, manager=LIU)
    values: dict[str, Any] = {
        "typed": TypedFeedback(who="U03", sort=Sort.NEGATIVE, behaviour=LONG, consequence=LONG),
        "rule": rule,
        "choices": (TIED, Tied(to=TiedTo.KPI, key="k1", name={"en": LONG_NAME * 2})),
        "may_keep": True,
    }
    return FeedbackForm(**{**values, **rest})


AS_A_SUGGESTION = Rule(
    giver=CHEN,
    is_suggestion=True,
    telling=Telling.AT_ONCE,
    head=LIU,
    answering=(LIU,),
    due_on=MONDAY.date() + timedelta(days=7),
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "opened",
    [
        form(),
        form(may_keep=False, choices=()),
        form(typed=TypedFeedback(sort=Sort.SUGGESTION, behaviour=LONG), rule=AS_A_SUGGESTION),
        form(typed=TypedFeedback(), called=LONG_NAME, alike=(replace(WU, name=LONG_NAME),) * 12),
        form(typed=TypedFeedback(), called="Nobody", alike=()),
        form(unfit=Refusal("feedback.left", field="who", name=LONG_NAME)),
    ],
)
def test_the_form_fits_and_begins_with_who_reads_it(opened: FeedbackForm, language: str) -> None:
    view = feedback_modal(words(language), opened, opened_with="U03")
    changed = feedback_modal(words(language), opened, opened_with="U03", changed=True)

    check_view(view, surface="modal")
    check_view(changed, surface="modal")
    assert view["blocks"][0]["block_id"] == "rule"
    assert changed["blocks"][1]["block_id"] == "rule"


@pytest.mark.parametrize("has_hr", [True, False])
@pytest.mark.parametrize("manager", [LIU, CHEN, None])
@pytest.mark.parametrize("telling", list(Telling))
def test_the_first_line_names_everybody_who_reads_it_by_the_rule(
    telling: Telling, manager: Person | None, has_hr: bool
) -> None:
    rule = Rule(giver=CHEN, is_suggestion=False, telling=telling, receiver=WU, manager=manager, has_hr=has_hr)

    line = rule_line(words(), rule)

    assert ("*Wu Min*, now" in line) is (rule.readers[Reader.RECEIVER] is When.NOW)
    assert ("kept for the talk" in line) is (rule.readers[Reader.RECEIVER] is When.ONCE_TOLD)
    assert ("Liu Yang (their manager)" in line) is (manager == LIU)
    assert ("you (their manager)" in line) is (manager == CHEN)
    assert ("HR" in line) is has_hr
    assert line.endswith("Nobody else can.")


def test_of_a_suggestion_it_names_the_head_and_the_day_or_hr_where_nobody_leads() -> None:
    to_head = rule_line(words(), AS_A_SUGGESTION)
    to_hr = rule_line(words(), replace(AS_A_SUGGESTION, head=None, answering=(SUN,)))

    assert "*Liu Yang*, the head above you, now; the answer comes by Mon 30 Nov" in to_head
    assert "HR (Sun Li), now, for no head is above you" in to_hr


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_notification_holds_a_word_a_kind_or_a_name(language: str) -> None:
    piece = replace(feedback(), behaviour=MARKED, consequence=MARKED)
    answer = Answer(at=MONDAY, text=MARKED)
    mine = facts(reader=CHEN, feedback=piece, answer=answer, told_by=LIU)
    theirs = facts(reader=WU, feedback=piece, answer=answer)
    came = Came(event=Event.ADOPT, by=LIU, at=MONDAY, text=MARKED)
    suggested = suggestion_facts(suggestion=replace(suggestion(), behaviour=MARKED), came=came)
    said_in = words(language)

    for message in (
        received_card(said_in, theirs),
        given_card(said_in, mine),
        answered_note(said_in, mine),
        told_note(said_in, mine),
        undelivered_note(said_in, mine),
        suggestion_card(said_in, suggested),
        suggestion_note(said_in, suggested),
    ):
        assert MARKED not in message.text
        assert not any(name in message.text for name in ("Chen", "Wu", "Liu", "constructive"))


@pytest.mark.parametrize("build", [received_card, given_card])
@pytest.mark.parametrize("state", [State.TAKEN_BACK, State.UNSAID])
def test_of_what_was_taken_back_no_card_shows_a_word(build: Any, state: State) -> None:
    reader = WU if build is received_card else CHEN
    piece = replace(feedback(state), behaviour=MARKED, consequence=MARKED)

    assert MARKED not in said(build(words(), facts(reader=reader, feedback=piece)))


def test_whoever_had_a_suggestion_before_reads_no_word_of_it() -> None:
    moved = suggestion_facts(suggestion=replace(suggestion(), behaviour=MARKED, consequence=MARKED))

    assert MARKED not in said(taken_over_card(words(), moved))


@pytest.mark.parametrize(
    ("state", "reader", "labels"),
    [
        (State.TOLD, WU, ["Answer once…"]),
        (State.ANSWERED, WU, []),
        (State.TOLD, CHEN, ["Take it back"]),
        (State.KEPT, CHEN, ["Tell now", "Take it back"]),
        (State.ANSWERED, CHEN, []),
        (State.UNSAID, CHEN, []),
    ],
)
def test_buttons_that_no_longer_apply_go_away(state: State, reader: Person, labels: list[str]) -> None:
    build = received_card if reader is WU else given_card
    answer = Answer(at=MONDAY, text="True.") if state is State.ANSWERED else None

    message = build(words(), facts(state, reader=reader, answer=answer))

    buttons = [each for block in message.blocks for each in block.get("elements", ()) if "action_id" in each]
    assert [each["text"]["text"] for each in buttons] == labels


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ({"reader": CHEN}, "Liu Yang answers you by Mon 30 Nov"),
        ({"reader": LIU}, "Answer by Mon 30 Nov. Chen Jie reads it; nobody else does."),
        ({"reader": CHEN, "due_on": MONDAY.date() - timedelta(days=1)}, "that was due Sun 22 Nov"),
        ({"reader": CHEN, "suggestion": suggestion(head_id=None), "answering": (SUN,)}, "HR (Sun Li)"),
        ({"reader": CHEN, "answering": (), "due_on": None}, "Nobody is there to answer it"),
    ],
)
def test_a_suggestion_says_whose_move_it_is(rest: dict[str, Any], expected: str) -> None:
    assert expected in how_far(words(), suggestion_facts(**rest))


@pytest.mark.parametrize("event", ANSWERS)
def test_what_came_of_it_is_said_to_both_sides(event: Event) -> None:
    came = Came(event=event, by=LIU, at=MONDAY, text="So.")

    mine, heads = (how_far(words(), suggestion_facts(reader=reader, came=came)) for reader in (CHEN, LIU))

    assert "*Liu Yang*" in mine
    assert "You" in heads


def test_whoever_reads_a_list_sees_who_said_it_to_whom() -> None:
    assert headline(words(), facts(reader=LIU)) == "*Chen Jie* to *Wu Min* · constructive · Mon 23 Nov"


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_and_the_list_of_people_fit(language: str) -> None:
    mine = (longest(State.ANSWERED, CHEN),) * 3
    own = FeedbackOnHome(
        received=mine,
        more_received=9,
        given=mine,
        more_given=9,
        suggested=(longest_suggestion(SuggestionState.OPEN, CHEN),) * 3,
        more_suggested=9,
        waiting=2,
    )
    team = TeamFeedback(people=90, given=99, kept=9, may_choose=True)
    people = PeopleOnRecord(
        people=(OnRecord(person_id=7, name=LONG_NAME, given=99, kept=9),) * PEOPLE_PAGE,
        total=90,
        page=1,
        may_choose=True,
    )
    said_in = words(language)

    check_view(home([*feedback_section(said_in, own), *team_feedback_section(said_in, team)]), surface="home")
    check_view(people_modal(said_in, people), surface="modal")


def test_an_empty_list_says_so_kindly() -> None:
    def intro(which: Which) -> str:
        page = RecordPage(
            which=which,
            reader=CHEN,
            about=WU if which is Which.ABOUT else None,
            pieces=(),
            suggestions=(),
            total=0,
            page=0,
        )
        return plain(record_modal(words(), page))

    assert [intro(which).splitlines()[-1] for which in Which] == [
        "Nobody has given you feedback yet.",
        "You have given no feedback yet.",
        "You have made no suggestion yet.",
        "Nothing is on record about *Wu Min* yet.",
    ]
