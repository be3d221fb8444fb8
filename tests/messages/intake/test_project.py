"""A project on the screen and as a file: what it says, and that the longest of it fits."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain.intake.project import Argument, Participant, ProjectFacts, ProjectForm, ProjectStep, Side
from bot.domain.intake.project_record import Days
from bot.domain.intake.project_way import PROJECT as WAY
from bot.domain.intake.project_way import Event, State
from bot.domain.intake.triage import Kind
from bot.domain.intake.way import State as RequestState
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from messages.catalog import LANGUAGES, Words
from messages.intake.desk_buttons import DESK_BUTTONS
from messages.intake.desk_buttons import PROJECT as BUTTON
from messages.intake.project_card import project_asked_card, project_card, project_line
from messages.intake.project_file import file_name, file_note, project_file
from messages.intake.project_form import (
    argument_form,
    decision_form,
    estimate_form,
    participants_form,
    project_form,
    reason_form,
)
from messages.intake.project_line import project_line as line_on_the_desks_card
from messages.intake.project_modal import LISTED, project_modal, projects_list
from messages.intake.project_note import project_note
from messages.kit import TEXT_LIMIT
from tests.builders.intake import LONGEST, MORNING, facts
from tests.builders.people import CHEN, SUN, WU
from tests.domain.intake.test_project import PROJECT
from tests.messages.intake.test_cards import words

TODAY = date(2026, 11, 23)
LONG = LONGEST[:TEXT_LIMIT]


def line(number: int, side: Side, text: str) -> Argument:
    edited_at = MORNING + timedelta(hours=1) if number % 2 else None
    return Argument(id=number, project_id=4, author=WU, side=side, text=text, at=MORNING, edited_at=edited_at)


def step(number: int, event: Event, text: str = "") -> ProjectStep:
    decides = event in (Event.DECIDE, Event.DECLINE)
    return ProjectStep(
        number=number,
        event=event,
        by=SUN,
        at=MORNING,
        text=text,
        estimate=Days(least=5, most=8, by=WU.id) if event is Event.ESTIMATE else None,
        estimated_by=WU if event is Event.ESTIMATE else None,
        deciders=(SUN, WU) if decides else (),
        decided_on=TODAY if decides else None,
    )


def project(
    state: State = State.DISCUSSING, *, text: str = "Is it worth it?", lines: int = 1, **changes: Any
) -> ProjectFacts:
    """In that state, with as many lines of each side, and every step there is."""
    arguments = [
        line(place * 100 + number, side, text) for place, side in enumerate(Side) for number in range(lines)
    ]
    people = [
        Participant(person=replace(WU, id=100 + each), since=MORNING, has_spoken=False) for each in range(19)
    ]
    return ProjectFacts(
        project=replace(PROJECT, state=state, version=len(Event)),
        request=facts(happened=text, **changes),
        by=SUN,
        participants=(Participant(person=WU, since=MORNING, has_spoken=True), *people),
        arguments=arguments,
        steps=[step(number, event, text) for number, event in enumerate(Event, start=1)],
    )


def undecided(**changes: Any) -> ProjectFacts:
    return replace(project(**changes), steps=[step(1, Event.OPEN, "Is it worth it?")], arguments=())


EVERY = pytest.mark.parametrize("language", LANGUAGES)
STATES = pytest.mark.parametrize("state", list(State))


@EVERY
@STATES
def test_the_longest_messages_fit(state: State, language: str) -> None:
    there, longest = words(language), project(state, text=LONG, lines=60)

    messages = [
        project_card(there, longest),
        project_asked_card(there, longest, WU),
        project_asked_card(there, longest, CHEN),
        *(project_line(there, longest, each) for each in longest.arguments[:2]),
        *(project_note(there, longest, each.number) for each in longest.steps),
        projects_list(there, [longest] * (LISTED + 3)),
        projects_list(there, []),
    ]

    for each in messages:
        check_message_blocks(each.blocks)


@EVERY
@STATES
def test_the_longest_views_fit(state: State, language: str) -> None:
    there, longest = words(language), project(state, text=LONG, lines=60)

    for view in [
        project_modal(there, longest, SUN, is_sent=True),
        project_modal(there, longest, WU),
        argument_form(there, longest, typed=LONG),
        argument_form(there, longest, line=longest.arguments[0]),
        participants_form(there, longest),
        estimate_form(there, longest, SUN),
        decision_form(there, longest, SUN, today=TODAY, typed=LONG),
        *(reason_form(there, longest, event, typed=LONG) for event in (Event.PAUSE, Event.STOP)),
        project_form(there, ProjectForm(request=longest.request, decide_by=TODAY), typed=LONG),
    ]:
        check_view(view, surface="modal")


def test_the_card_says_what_is_missing_before_development_starts() -> None:
    said = str(project_card(words(), undecided()).blocks)

    assert "Before development starts there has to be" in said
    assert "if only the strongest doubt" in said
    assert "A word is still wanted of" in said
    started = replace(undecided(), project=replace(PROJECT, state=State.STARTED))
    assert "Before development" not in str(project_card(words(), started).blocks)


def test_whoever_takes_part_has_one_button_and_whoever_does_not_any_more_has_none() -> None:
    def buttons(message: Any) -> list[str]:
        rows = [block for block in message.blocks if block["type"] == "actions"]
        return [each["text"]["text"] for row in rows for each in row["elements"]]

    assert buttons(project_asked_card(words(), undecided(), WU)) == ["For or against…"]
    assert buttons(project_asked_card(words(), project(State.STOPPED), WU)) == ["Read the record…"]
    assert buttons(project_asked_card(words(), undecided(), CHEN)) == []


def test_the_record_offers_what_its_reader_may_do() -> None:
    def offered(reader: Any) -> str:
        return str(project_modal(words(), project(), reader)["blocks"])

    assert "Decide…" in offered(SUN)
    assert "Decide…" not in offered(WU)
    assert "For or against…" in offered(WU)
    assert "For or against…" not in offered(CHEN)
    assert "Send me the file" in offered(CHEN)
    assert "Edit…" in offered(WU)
    assert "Edit…" not in offered(SUN)


@EVERY
def test_the_file_has_everything_on_record_whole(language: str) -> None:
    there, longest = words(language), project(State.PAUSED, text=LONG, lines=60)

    page = project_file(there, longest)

    assert page.count(LONG.splitlines()[0]) >= 180
    assert page.startswith("# ")
    assert file_name(longest) == "project-214.md"
    assert file_note(there, longest).text


def test_an_empty_file_says_so() -> None:
    page = project_file(words(), undecided())

    assert "## For it\n\n–\n" in page
    assert "> Is it worth it?" in page
    assert "- an estimate" in page


def test_it_is_offered_for_every_open_request_that_is_not_private_and_first_for_what_is_large() -> None:
    def place(there: Words, **changes: Any) -> int | None:
        request = facts(**changes)
        offered = [each.key for each in DESK_BUTTONS if each.applies(there, request)]
        assert offered.count(BUTTON) <= 1
        return offered.index(BUTTON) if BUTTON in offered else None

    assert place(words(), kind=Kind.PROJECT) == 1
    assert place(words()) not in (None, 1)
    assert place(words(), is_private=True) is None
    large = {"kind": Kind.PROJECT}
    assert place(words(), **large, project=WAY.stage(State.DISCUSSING)) == 1
    assert place(words(), **large, project=WAY.stage(State.STARTED)) == place(words())


def test_what_is_under_way_has_no_obvious_button_but_the_one_that_ends_it() -> None:
    def obvious(state: State, request_state: RequestState) -> list[str]:
        request = facts(request_state)
        card = project_card(words(), replace(project(state), request=request))
        row = next(block for block in card.blocks if block["type"] == "actions")
        return [each["text"]["text"] for each in row["elements"] if each.get("style") == "primary"]

    assert obvious(State.DISCUSSING, RequestState.NEW) == ["For or against…"]
    assert obvious(State.DECIDED, RequestState.NEW) == ["Start development"]
    assert obvious(State.STARTED, RequestState.NEW) == []
    assert obvious(State.STARTED, RequestState.ACCEPTED) == ["Mark as done…"]
    assert obvious(State.PAUSED, RequestState.NEW) == ["Go on"]


def test_the_desks_card_says_how_far_the_project_is() -> None:
    assert line_on_the_desks_card(words(), facts()) is None
    assert "Being discussed" in str(
        line_on_the_desks_card(words(), facts(project=WAY.stage(State.DISCUSSING)))
    )
