"""Actions on the screen: within Slack's limits in every language, however long; nothing in a notification
that says what it is for; a mentor reads what is done, not why.
"""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.domain.actions.action import (
    ActionKind,
    ActionsPage,
    Followed,
    Listed,
    Report,
    Support,
    Supported,
    TrainingKind,
)
from bot.domain.actions.action_form import ActionForm, TypedAction
from bot.domain.actions.became import Became, Helped
from bot.domain.actions.follow_up import in_digest
from bot.domain.actions.gaps import Gap, Shortfall
from bot.domain.actions.gates import Document, Ledger, OnRecord, gates_of
from bot.domain.actions.growth import DepartmentGrowth, GrowthPage, PersonGrowth
from bot.domain.actions.mentors import Mentor, MentorLoad, MentorsPage
from bot.domain.actions.trainings import Answer
from bot.domain.actions.way import Event, State
from bot.domain.reports.counting import Count
from bot.domain.reviews.export import PersonsFile
from bot.domain.weeks.feedback import Tied, TiedTo
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from bot.services.actions.my_actions import MOST_LISTED, MOST_REPORTS
from messages.actions.action_modal import action_modal
from messages.actions.action_note import moved_note
from messages.actions.actions_digest import actions_block
from messages.actions.actions_goals import still_open
from messages.actions.actions_modal import (
    BECAME,
    DROP,
    FOLLOW,
    NEW,
    REOPEN,
    SHOW_GROWTH,
    TAKE_UP,
    TURN_DOWN,
    actions_modal,
    drop_modal,
)
from messages.actions.became_modal import became_modal
from messages.actions.gates_modal import gates_modal, offer_modal
from messages.actions.growth_modal import growth_modal, mentors_modal
from messages.actions.mentor_card import ACCEPT, DECLINE, answered_note, mentor_card
from messages.actions.mentor_modal import decline_modal
from messages.actions.training_card import declined_note, training_card
from messages.actions.training_modal import decline_training_modal
from messages.catalog import LANGUAGES, Words
from messages.kit import message
from messages.reviews.export import file_document
from tests.builders.acting import MONDAY
from tests.builders.actions import listed, typed
from tests.builders.people import CHEN, LIU, WU, someone

LONG, LONG_NAME = "&<" * 500, "&<" * 60
NAMED = {person.id: replace(person, name=LONG_NAME) for person in (CHEN, LIU, WU)}
TIED = Tied(to=TiedTo.KPI, key="dwell", name={"en": LONG_NAME})


def words(language: str = "en") -> Words:
    return Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=MONDAY)


def longest(state: State = State.OPEN, event: Event = Event.STICK, **rest: Any) -> Listed:
    values: dict[str, Any] = {
        "text": LONG,
        "gap": LONG[:200],
        "tied": TIED,
        "kind": ActionKind.PLAN,
        "supported": Supported(kinds=tuple(Support), text=LONG),
        "last": Followed(event=event, by=LONG_NAME, at=MONDAY, note=LONG[:200]),
    }
    found = listed(state, owner=NAMED[WU.id], **{**values, **rest})
    became = (said(Helped.PARTLY, CHEN.id), said(Helped.NO, LIU.id), said(Helped.YES, WU.id))
    return replace(found, person=NAMED[CHEN.id], became=became if state is State.DONE else ())


def said(helped: Helped, by_id: int) -> Became:
    return Became(by_id=by_id, by=LONG_NAME, helped=helped, line=LONG[:200], at=MONDAY)


def page(*shown: Listed, **rest: Any) -> ActionsPage:
    return ActionsPage(**{"reader": LIU, "person": CHEN, "listed": shown, "may_write": True, **rest})


def form(kind: ActionKind | None = None, **rest: Any) -> ActionForm:
    values: dict[str, Any] = {
        "person": CHEN,
        "manager": LIU,
        "typed": typed(kind=kind.value if kind else ""),
        "choices": (TIED,),
        "mentors": (Mentor(person=WU, load=0, most=2),),
        "open_now": 0,
    }
    return ActionForm(**{**values, **rest})


def ids(blocks: Any) -> list[str]:
    """The action ids of every button, as they stand."""
    rows = [each for each in blocks if each["type"] == "actions"]
    return [element["action_id"] for row in rows for element in row["elements"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_of_each_form_is_taken_by_slack(language: str) -> None:
    speaks, every = words(language), tuple(longest(state) for state in State)
    people = tuple(Report(person=someone(100 + number, LONG_NAME), open=9) for number in range(20))
    crowd = tuple(Mentor(person=someone(100 + n, LONG_NAME), load=1, most=2) for n in range(150))
    of_each = {"of_others": (longest(),) * MOST_LISTED, "reports": people[:MOST_REPORTS], "more": 9}
    mine = page(*(every * 4)[:MOST_LISTED], **of_each, reader=NAMED[CHEN.id])
    going = page(*(longest(),) * MOST_LISTED, **of_each, reader=NAMED[CHEN.id])
    lacking = tuple(
        Gap(tied=replace(TIED, to=TiedTo.REQUIREMENT, key=f"r{n}"), how=Shortfall.NOT_YET) for n in range(40)
    )
    loads = (MentorLoad(person=NAMED[WU.id], paired=1, asked=1, done=12),)
    long_words = TypedAction(text=LONG, gap=LONG[:200], lands=LONG[:200], offered=LONG)
    there = [OnRecord(document=each, on=date(2026, 11, 5), period="2026Q4", text=LONG) for each in Document]

    views = [
        actions_modal(speaks, mine),
        actions_modal(speaks, going),
        actions_modal(speaks, page(*(every * 4), reports=people)),
        drop_modal(speaks, every[0], about=7),
        decline_modal(speaks, every[0]),
        decline_training_modal(speaks, every[0], about=7),
        became_modal(speaks, longest(State.DONE), reader=NAMED[CHEN.id], about=7),
        growth_modal(speaks, growth(30, 30)),
        mentors_modal(speaks, MentorsPage(loads=loads * 60, more=9, most=2, free=1)),
        gates_modal(speaks, Ledger(person=NAMED[CHEN.id], gates=gates_of(there * 30))),
        offer_modal(speaks, NAMED[CHEN.id]),
    ]
    for kind in (None, *ActionKind):
        stands = replace(long_words, kind=kind.value if kind else "", tied="requirement:r1")
        full = form(typed=stands, mentors=crowd, open_now=9, saved_at=MONDAY, gaps=lacking)
        views.append(action_modal(speaks, full))
    for view in views:
        check_view(view, surface="modal")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_of_each_message_is_taken_by_slack(language: str) -> None:
    speaks = words(language)
    for state in State:
        for event in Event:
            one = longest(state, event)
            asked = mentor_card(speaks, one, asked_by=NAMED[LIU.id])
            offered = training_card(speaks, one, offered_by=NAMED[LIU.id])
            every = (asked, answered_note(speaks, one), moved_note(speaks, one))
            for sent in (*every, offered, declined_note(speaks, one)):
                check_message_blocks(sent.blocks)
                assert "&" not in sent.text, "a notification holds nothing that was typed"
    learnt = [longest(State.DONE, id=100 + n, kind=ActionKind.TRAINING) for n in range(9)]
    declined = [longest(State.TURNED_DOWN, id=200 + n, kind=ActionKind.TRAINING) for n in range(9)]
    many = in_digest([*(longest(id=number) for number in range(12)), *learnt, *declined], now=MONDAY)
    both = message("x", actions_block(speaks, many), still_open(speaks, [longest()] * 9))
    check_message_blocks(both.blocks)


def test_the_manager_writes_drops_and_takes_up_and_whose_it_is_says_how_far() -> None:
    done = listed(State.DONE, last=Followed(event=Event.FINISH, by="Chen Jie", at=MONDAY))
    follow = [f"{FOLLOW}{each}" for each in ("finish", "go_on", "stick")]

    assert ids(actions_modal(words(), page(listed(), done))["blocks"]) == [NEW, DROP, REOPEN]
    own = page(listed(), done, reader=CHEN, may_write=False)
    assert ids(actions_modal(words(), own)["blocks"]) == follow
    assert ids(actions_modal(words(), page(listed(), done, reader=WU, may_write=False))["blocks"]) == []


def growth(people: int, departments: int) -> GrowthPage:
    of_one = PersonGrowth(person=NAMED[CHEN.id], waiting=1, under_way=2, done=3, declined=4)
    of_many = DepartmentGrowth(
        department=LONG_NAME,
        offers=dict.fromkeys(Answer, 1234),
        kinds=dict.fromkeys(TrainingKind, 1234),
        trainings=Count(total=1234, done=1234),
        pairings=None,
        helped=dict.fromkeys(Helped, 1234),
    )
    return GrowthPage(
        reader=NAMED[LIU.id],
        own=of_one,
        people=(of_one,) * people,
        more=9,
        departments=(of_many,) * departments,
        reads_mentors=True,
    )


def test_a_training_is_taken_up_or_turned_down_and_in_the_end_both_say_what_became_of_it() -> None:
    offered = listed(State.OFFERED, kind=ActionKind.TRAINING, training=TrainingKind.SHARING)
    going = listed(kind=ActionKind.TRAINING)
    done = listed(State.DONE, kind=ActionKind.TRAINING, last=Followed(event=Event.FINISH, by="C", at=MONDAY))
    own = {"reader": CHEN, "may_write": False}
    answers, asks = [TAKE_UP, TURN_DOWN], [BECAME, f"{FOLLOW}go_on", f"{FOLLOW}stick"]

    assert ids(training_card(words(), offered, offered_by=LIU).blocks) == answers
    assert ids(actions_modal(words(), page(offered, going, done, **own))["blocks"]) == [
        SHOW_GROWTH,
        *answers,
        *asks,
        BECAME,
    ]
    shown = replace(done, became=(said(Helped.YES, CHEN.id),))
    assert ids(actions_modal(words(), page(shown, **own))["blocks"]) == [SHOW_GROWTH]
    assert ids(actions_modal(words(), page(shown))["blocks"])[-2:] == [BECAME, REOPEN]
    assert "Sharing session" in json.dumps(actions_modal(words(), page(offered)))

    no = Followed(event=Event.TURN_DOWN, by="Chen Jie", at=MONDAY, note="No time")
    declined = listed(State.TURNED_DOWN, kind=ActionKind.TRAINING, last=no)
    assert ids(training_card(words(), declined, offered_by=LIU).blocks) == [TAKE_UP]
    assert ids(actions_modal(words(), page(declined, **own))["blocks"]) == [SHOW_GROWTH, TAKE_UP]
    hr = {"reader": LIU, "may_write": False, "may_offer": True}
    assert ids(actions_modal(words(), page(offered, declined, **hr))["blocks"]) == [NEW, SHOW_GROWTH, DROP]


def test_a_training_asks_of_which_kind_and_what_is_lacking_stands_first() -> None:
    lacking = Gap(tied=Tied(to=TiedTo.REQUIREMENT, key="sql", name={"en": "SQL"}), how=Shortfall.NOT_YET)
    shown = action_modal(words(), form(ActionKind.TRAINING, gaps=(lacking,)))["blocks"]
    fields = {each["block_id"]: each["element"] for each in shown if each["type"] == "input"}

    assert [each["value"] for each in fields["training"]["options"]] == list(TrainingKind)
    groups = fields["tied"]["option_groups"]
    assert [group["label"]["text"] for group in groups] == ["What is lacking", "Anything else"]
    assert groups[0]["options"][0]["text"]["text"] == "Not met yet · Requirement: SQL"


def test_what_is_about_too_few_is_no_figure_on_the_page_either() -> None:
    hidden = DepartmentGrowth(
        department="Finance", offers=None, kinds=None, trainings=None, pairings=None, helped=None
    )
    small = json.dumps(growth_modal(words(), replace(growth(0, 0), departments=(hidden,))))
    partly = json.dumps(growth_modal(words(), growth(0, 1)))

    assert small.count("so no figure") == 1
    assert "Mentor pairings: about fewer than five people, so no figure" in partly


def test_a_mentor_is_asked_with_what_is_done_and_never_why() -> None:
    pairing = listed(State.ASKED, owner=WU, kind=ActionKind.MENTORING)
    others = page(reader=WU, person=WU, may_write=False, of_others=(pairing,))

    card = mentor_card(words(), pairing, asked_by=LIU)
    assert ids(card.blocks) == [ACCEPT, DECLINE]
    assert ids(mentor_card(words(), listed(owner=WU), asked_by=LIU).blocks) == []
    for shown in (json.dumps(card.blocks), json.dumps(actions_modal(words(), others))):
        assert "marked-action" in shown
        assert "marked-gap" not in shown


def test_whose_it_is_never_reads_why_a_mentor_cannot() -> None:
    refused = listed(
        State.DECLINED, owner=WU, last=Followed(event=Event.DECLINE, by="Wu Min", at=MONDAY, note="launch")
    )

    assert "launch" not in json.dumps(actions_modal(words(), page(refused)))
    assert "launch" in json.dumps(answered_note(words(), refused).blocks)


@pytest.mark.parametrize("state", [State.OPEN, State.ASKED])
def test_a_mentor_who_left_is_said_to_have_where_it_is_listed_and_in_the_digest(state: State) -> None:
    gone = replace(WU, left_on=date(2026, 11, 20))
    pairing = listed(state, owner=gone, kind=ActionKind.MENTORING)
    block = actions_block(words(), in_digest([pairing, listed()], now=MONDAY))

    for shown in (actions_modal(words(), page(pairing)), block):
        assert "Wu Min is not with the company any more" in json.dumps(shown)
    ended = listed(State.DONE, owner=gone, last=Followed(event=Event.FINISH, by="Wu Min", at=MONDAY))
    assert "any more" not in json.dumps(actions_modal(words(), page(ended)))


def test_a_plan_begins_with_support_and_a_pairing_asks_a_mentor() -> None:
    def blocks(kind: ActionKind) -> list[str]:
        shown = action_modal(words(), form(kind))["blocks"]
        return [each["block_id"] for each in shown if each["type"] == "input"]

    assert blocks(ActionKind.PLAN)[:3] == ["kind", "support", "offered"]
    assert "mentor" in blocks(ActionKind.MENTORING)
    assert {"mentor", "support"}.isdisjoint(blocks(ActionKind.PRACTICE))


@pytest.mark.parametrize(("open_now", "warned"), [(0, False), (2, False), (3, True)])
def test_more_than_three_are_said_to_be_too_many(open_now: int, warned: bool) -> None:
    shown = json.dumps(action_modal(words(), form(ActionKind.PRACTICE, open_now=open_now)))

    assert ("Too many?" in shown) is warned


def test_a_ledger_says_that_it_is_a_record_and_names_what_is_missing() -> None:
    shown = json.dumps(gates_modal(words(), Ledger(person=CHEN, gates=gates_of([]))))

    assert "not legal advice" in shown
    assert shown.count("Missing: ") == 5


def test_nothing_is_shown_where_there_are_no_actions() -> None:
    assert actions_block(words(), in_digest([], now=MONDAY)) is None
    assert still_open(words(), []) is None


def test_a_file_of_somebodys_reviews_holds_what_was_answered_and_what_became_of_it() -> None:
    why = Followed(event=Event.TURN_DOWN, by="Chen Jie", at=MONDAY, note="Learnt already")
    training = {"kind": ActionKind.TRAINING, "training": TrainingKind.CLASSROOM}
    done = replace(listed(State.DONE, **training), became=(said(Helped.NO, CHEN.id),))
    file = PersonsFile(
        person=CHEN,
        reader=LIU,
        at=MONDAY,
        reviews=(),
        happened=(),
        by={},
        sheets=(),
        forms=(),
        actions=(done, listed(State.TURNED_DOWN, last=why, **training), listed()),
        before=(),
        why_moved=False,
    )
    [table] = [each for each in file_document(words(), file).tables if each.title == "Actions"]

    assert [row[1] for row in table.rows] == ["Classroom training", "Classroom training", "Practice"]
    assert [row[-2] for row in table.rows] == ["taken up", "declined: Learnt already", None]
    assert str(table.rows[0][-1]).startswith(f"{LONG_NAME}: It did not help (")
