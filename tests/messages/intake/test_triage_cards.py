"""Joined, split and followed requests, and kept answers: what cards and forms say, and that it fits."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.intake.facts import Followed, Related, RequestFacts
from bot.domain.intake.followers import Follower, Via
from bot.domain.intake.form_facts import JoinForm, StepForm
from bot.domain.intake.known_answers import KnownAnswer
from bot.domain.intake.links import Link, Original
from bot.domain.intake.way import Event, State
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from messages.catalog import LANGUAGES
from messages.intake.closing_card import answered, closing_card
from messages.intake.followers_card import followed_card, followed_step
from messages.intake.join_form import join_form
from messages.intake.join_thread import also_from
from messages.intake.known_answers_list import known_answer_form, known_answers_list
from messages.intake.lapse_note import reply_still_wanted
from messages.intake.my_request_card import my_request_card
from messages.intake.my_request_step import my_request_step
from messages.intake.step_form import desk_form
from messages.intake.triage_card import triage_card
from messages.intake.whole_request import whole_request
from tests.builders.intake import LONGEST, MORNING, SCREENSHOT, facts, step
from tests.builders.people import CHEN, SUN, WU
from tests.messages.intake.test_cards import texts, words


def related(**changes: Any) -> Related:
    values: dict[str, Any] = {
        "id": 190,
        "link": Link.JOINED,
        "is_origin": True,
        "requester": WU,
        "owner": SUN,
        "branch": "Shanghai",
        "title": "Nothing in my basket.",
        "state": State.ACCEPTED,
        "due_on": date(2026, 11, 27),
        "said": "",
    }
    return Related(**{**values, **changes})


def known(number: int = 1, **changes: Any) -> KnownAnswer:
    values: dict[str, Any] = {
        "id": number,
        "name": "basket",
        "title": "Where is my basket?",
        "text": "Reload the page.",
        "locale": "en-US",
        "page": "",
        "kept_by_id": SUN.id,
        "kept_at": MORNING,
        "uses": 3,
    }
    return KnownAnswer(**{**values, **changes})


LONG = LONGEST[:3000]
JOINED = facts(State.JOINED, step(2, Event.JOIN, SUN), related=(related(),))
LAPSED = facts(State.LAPSED, replace(step(2, Event.LAPSE, SUN), by=None))
DONE = facts(State.DONE, step(2, Event.ACCEPT, SUN), step(3, Event.FINISH, SUN))
CONFIRMED = facts(State.CONFIRMED, step(3, Event.FINISH, SUN), step(4, Event.CONFIRM, CHEN))
UNCONFIRMED = facts(State.UNCONFIRMED, replace(step(4, Event.EXPIRE, SUN), by=None))
UNDONE = facts(State.NEW, step(2, Event.ASK, SUN), replace(step(3, Event.UNDO, SUN), undoes=Event.ASK))
MANY = facts(
    State.NEW,
    step(2, Event.SPLIT, SUN),
    happened=LONG,
    related=tuple(related(id=n, is_origin=False, title=LONG, branch=LONG[:80]) for n in range(300, 312)),
)
FOLLOWER = Follower(request_id=214, person_id=WU.id, since=MORNING, via=Via.PRESSED)


def followed(request: RequestFacts, follower: Follower | None = FOLLOWER) -> Followed:
    return Followed(request=request, person=WU, follower=follower)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("request_", [JOINED, LAPSED, UNDONE, MANY, DONE, CONFIRMED, UNCONFIRMED])
def test_every_card_fits(request_: RequestFacts, language: str) -> None:
    said = words(language)
    for card in (
        triage_card(said, request_),
        my_request_card(said, request_),
        my_request_step(said, request_, request_.latest),
        also_from(said, replace(request_, happened=LONG, steps=(*request_.steps,) * 3)),
        followed_card(said, followed(request_)),
        followed_card(said, followed(request_, None)),
        followed_step(said, followed(request_), replace(request_.latest, text=LONG)),
        reply_still_wanted(said, request_, closes_on=date(2026, 12, 7)),
        closing_card(said, request_, closes_on=date(2026, 12, 7)),
        answered(said, request_),
    ):
        assert check_message_blocks(card.blocks)
        assert "\n" not in card.text
        assert "<!channel>" not in str([card.text, card.blocks])
    check_view(whole_request(said, request_), surface="modal")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_fits(language: str) -> None:
    said = words(language)
    offered = tuple(Original(id=n, title=LONG, branch=LONG[:80], state=State.NEW) for n in range(1, 101))
    answers = [known(n, title=LONG[:150], text=LONG, name="n" * 30, locale="zh-CN") for n in range(1, 101)]
    form = StepForm(
        request=facts(happened=LONG, files=[SCREENSHOT]),
        event=Event.ANSWER,
        text=LONG,
        due_on=None,
        started_at=MORNING,
        known=tuple(answers),
        chosen=7,
        round=2,
    )
    for view in (
        join_form(said, JoinForm(request=form.request, offered=offered)),
        join_form(said, JoinForm(request=form.request, offered=())),
        desk_form(said, replace(form, read_by_others=12)),
        desk_form(said, replace(form, event=Event.SPLIT, known=(), chosen=None)),
        known_answers_list(said, answers, page=3, search=""),
        known_answers_list(said, [], page=9, search="<basket>"),
        known_answer_form(said, answers[0]),
        known_answer_form(said, None),
    ):
        check_view(view, surface="modal")


def test_the_requesters_card_names_the_original_and_nobody_elses_words() -> None:
    card = my_request_card(words(), JOINED)

    assert card.text == (
        "#214 is the same as #190. Sun Li expects it to be done by Fri 27 Nov; you hear of every change here."
    )
    assert "Wu Min" not in str(card.blocks)
    assert "Nothing in my basket" not in str(card.blocks)


def test_whoever_is_joined_to_a_settled_one_reads_what_was_said_about_it() -> None:
    settled = replace(JOINED, related=(related(state=State.ANSWERED, said="Reload the page."),))

    said = texts(my_request_step(words(), settled, settled.latest))

    assert "the same as #190, which is settled:" in said
    assert "> Reload the page." in said


def test_who_takes_it_after_the_answer_was_due_promises_none_in_the_past() -> None:
    taken = facts(State.NEW, step(2, Event.TAKE, SUN), answer_by=MORNING)

    def said(now: datetime) -> str:
        return texts(my_request_step(words(now=now), taken, taken.latest))

    assert "answers by" in said(MORNING - timedelta(minutes=5))
    assert "answers by" not in said(MORNING + timedelta(minutes=5))
    assert "*Sun Li* has #214 now." in said(MORNING + timedelta(minutes=5))


def test_whoever_follows_reads_what_the_desk_says_and_not_what_the_requester_says() -> None:
    answered = facts(State.ANSWERED, step(2, Event.ANSWER, SUN, text="Reload the page."))
    reopened = facts(State.NEW, step(2, Event.REOPEN, CHEN, text="My customer is Mr Li."))

    assert "Reload the page." in texts(followed_step(words(), followed(answered), answered.latest))
    assert "Mr Li" not in texts(followed_step(words(), followed(reopened), reopened.latest))


def test_whoever_is_joined_is_shown_the_way_out_once_it_is_settled_and_not_before() -> None:
    own = replace(FOLLOWER, via=Via.JOINED, joined=(190,))
    accepted = facts(State.ACCEPTED, step(2, Event.ACCEPT, SUN))
    done = facts(State.DONE, step(2, Event.FINISH, SUN, text="It was a full disk."))

    assert "Reopen" not in texts(followed_step(words(), followed(accepted, own), accepted.latest))
    assert "Reopen" in texts(followed_step(words(), followed(done, own), done.latest))


@pytest.mark.parametrize(
    ("undoes", "stands"),
    [
        (Event.FINISH, "it is not done yet."),
        (Event.ACCEPT, "it is not accepted yet."),
        (Event.DECLINE, "it is open again."),
        (Event.JOIN, "Sun Li took that back."),
    ],
)
def test_whoever_follows_reads_where_it_stands_once_something_was_taken_back(
    undoes: Event, stands: str
) -> None:
    back = replace(step(3, Event.UNDO, SUN), undoes=undoes)
    request = facts(State.NEW, step(2, undoes, SUN), back)

    assert stands in texts(followed_step(words(), followed(request), back))


def test_the_list_of_answers_is_turned_over_by_ten() -> None:
    answers = [known(n) for n in range(1, 26)]

    shown = [
        len(known_answers_list(words(), answers, page=page, search="")["blocks"]) - 2 for page in range(3)
    ]

    assert shown == [10, 10, 5]


def test_answers_in_another_language_say_in_which() -> None:
    form = StepForm(
        request=facts(),
        event=Event.ANSWER,
        text="",
        due_on=None,
        started_at=None,
        known=(known(1, locale=CHEN.locale), known(2, locale="de-DE", title="Wo ist er?")),
    )

    shown = str(desk_form(words(now=MORNING + timedelta(minutes=1)), form))

    assert "[de-DE] Wo ist er?" in shown
    assert "] Where is my basket?" not in shown
