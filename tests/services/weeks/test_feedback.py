"""Feedback is given by a rule that was shown, told, answered once, taken back; by nobody else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.drafts import Form
from bot.domain.people import Person
from bot.domain.policy import Feedback as FeedbackPolicy
from bot.domain.policy import Policy
from bot.domain.weeks.feedback import TAKE_BACK_FOR, Feedback, Telling, TiedTo
from bot.domain.weeks.feedback_form import Rule, RuleNotShown, TypedFeedback
from bot.domain.weeks.feedback_way import Event, State
from bot.errors import Missing, Refusal
from bot.services.weeks import feedback as pieces
from bot.services.weeks.feedback_form import keep_feedback_typed, see_feedback
from storage.models.delivery import OutboxRow
from storage.unit import Store
from tests.builders.acting import MONDAY
from tests.builders.feedback import CAME, SEEN, Saying
from tests.builders.people import Company
from tests.builders.told import told

FORCED = Policy(feedback=FeedbackPolicy(tell="at_once"))


@pytest.fixture
def saying(store: Store, people: Company) -> Saying:
    return Saying(store, people)


def events(saying: Saying, feedback: Feedback) -> list[Event]:
    with saying.store.read() as unit:
        return [entry.event for entry in unit.feedback.history(feedback.id)]


def test_what_is_said_is_kept_as_it_was_written_with_its_day(saying: Saying) -> None:
    given = saying.give(behaviour=f"  {SEEN}\n", tied="value:teamwork")

    assert (given.behaviour, given.consequence) == (SEEN, CAME)
    assert (given.given_on, given.told_at, given.state) == (date(2026, 11, 23), MONDAY, State.TOLD)
    assert given.tied is not None
    assert (given.tied.to, given.tied.key, given.tied.name["en"]) == (TiedTo.VALUE, "teamwork", "Teamwork")
    assert events(saying, given) == [Event.GIVE]


def test_kept_feedback_is_told_to_nobody_yet(saying: Saying) -> None:
    given = saying.give(kept=True)

    assert (given.state, given.told_at) == (State.KEPT, None)
    assert {to for _, to in told(saying.store)} == {saying.people.employee.id}


def test_it_is_on_record_by_its_day(saying: Saying) -> None:
    given, kept = saying.give(), saying.give(kept=True)
    gone = saying.give()
    pieces.take_back(saying.by(saying.people.employee), feedback_id=gone.id)

    with saying.store.read() as unit:
        found = unit.feedback.on_record(
            saying.people.colleague.id, first=date(2026, 11, 23), last=date(2026, 11, 30)
        )
        before = unit.feedback.on_record(
            saying.people.colleague.id, first=date(2026, 11, 1), last=date(2026, 11, 22)
        )

    assert [(each.id, each.told_at is not None) for each in found] == [(given.id, True), (kept.id, False)]
    assert before == []


def test_two_clicks_come_to_one(saying: Saying) -> None:
    by, typed = saying.by(saying.people.employee), saying.typed()
    shown = see_feedback(by, typed).rule.fingerprint

    first = pieces.give_feedback(by, typed, shown=shown, submission="V9")
    second = pieces.give_feedback(by, typed, shown=shown, submission="V9")

    assert first == second
    assert events(saying, first) == [Event.GIVE]


@pytest.mark.parametrize("shown", ["", "kept:4:2:True", "at_once:3:2:True", "suggestion:1:head"])
def test_nothing_is_sent_under_a_rule_that_was_not_shown(saying: Saying, shown: str) -> None:
    with pytest.raises(RuleNotShown):
        pieces.give_feedback(saying.by(saying.people.employee), saying.typed(), shown=shown, submission="V1")

    assert told(saying.store) == []


def test_a_manager_who_changed_while_it_was_written_is_shown_first(saying: Saying) -> None:
    people = saying.people
    by, typed = saying.by(people.employee), saying.typed()
    shown = see_feedback(by, typed).rule.fingerprint
    saying.change(people.colleague, manager_id=people.boss.id)

    with pytest.raises(RuleNotShown):
        pieces.give_feedback(by, typed, shown=shown, submission="V1")


def test_the_company_can_have_everything_told_at_once(saying: Saying) -> None:
    assert saying.give(kept=True, policy=FORCED).state is State.TOLD


def test_what_was_kept_when_the_company_changed_that_is_shown_first(saying: Saying) -> None:
    typed = saying.typed(telling=Telling.KEPT)
    shown = see_feedback(saying.by(saying.people.employee), typed).rule.fingerprint

    with pytest.raises(RuleNotShown):
        pieces.give_feedback(
            saying.by(saying.people.employee, policy=FORCED), typed, shown=shown, submission="V1"
        )


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"who": ""}, "feedback.who", "who"),
        ({"who": "U0NOBODY"}, "feedback.stranger", "who"),
        ({"who": "U0CHEN"}, "feedback.oneself", "who"),
        ({"who": "U0HE"}, "feedback.left", "who"),
        ({"sort": None}, "feedback.sort", "sort"),
        ({"behaviour": "👍"}, "feedback.missing", "behaviour"),
        ({"consequence": " "}, "feedback.missing", "consequence"),
        ({"behaviour": "x" * 3001}, "feedback.too_long", "behaviour"),
        ({"tied": "value:thrift"}, "feedback.tied_gone", "tied"),
        ({"tied": "kpi:conversion"}, "feedback.tied_gone", "tied"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field_and_nothing_is_lost(
    saying: Saying, change: dict[str, Any], code: str, field: str
) -> None:
    saying.change(saying.people.developer, left_on=date(2026, 11, 20))
    by, typed = saying.by(saying.people.employee), replace(saying.typed(), **change)
    keep_feedback_typed(by, typed)

    with pytest.raises(Refusal) as refused:
        pieces.give_feedback(by, typed, shown=see_feedback(by, typed).rule.fingerprint, submission="V1")

    assert (refused.value.code, refused.value.field) == (code, field)
    assert told(saying.store) == []
    with saying.store.read() as unit:
        assert unit.drafts.get(by.person.id, Form.FEEDBACK, typed.who) is not None


def test_what_was_left_unfinished_is_gone_once_it_is_sent(saying: Saying) -> None:
    by, typed = saying.by(saying.people.employee), saying.typed()
    keep_feedback_typed(by, typed)
    keep_feedback_typed(by, replace(typed, who="U0HE"))
    shown = see_feedback(by, typed).rule.fingerprint

    pieces.give_feedback(by, typed, shown=shown, submission="V1", opened_with="U0HE")

    with saying.store.read() as unit:
        assert unit.drafts.newest(by.person.id, Form.FEEDBACK) is None


def test_its_giver_or_their_manager_tells_what_was_kept(saying: Saying) -> None:
    people = saying.people
    for by in (people.employee, people.manager):
        kept = saying.give(kept=True)

        now = MONDAY + timedelta(days=1)
        moved = pieces.tell_kept(saying.by(by, at=now), feedback_id=kept.id)

        assert (moved.state, saying.look(kept.id).told_at) == (State.TOLD, now)
        with pytest.raises(Refusal, match=r"feedback\.told"):
            pieces.tell_kept(saying.by(by), feedback_id=kept.id)


def test_nobody_else_tells_it(saying: Saying) -> None:
    kept, people = saying.give(kept=True), saying.people

    for by in (people.colleague, people.hr, people.boss, people.developer):
        with pytest.raises(Refusal, match=r"feedback\.not_yours"):
            pieces.tell_kept(saying.by(by), feedback_id=kept.id)


def test_whoever_it_is_about_answers_once(saying: Saying) -> None:
    given, by = saying.give(), saying.by(saying.people.colleague)

    answered = pieces.answer_feedback(by, feedback_id=given.id, text=" True. ")

    assert answered.state is State.ANSWERED
    with saying.store.read() as unit:
        assert unit.feedback.history(given.id)[-1].note == "True."
    with pytest.raises(Refusal, match=r"feedback\.answered") as refused:
        pieces.answer_feedback(by, feedback_id=given.id, text="And more.")
    assert refused.value.facts == {"name": "Wu Min", "is_own": True}


def test_what_was_kept_cannot_be_answered_nor_by_anybody_else_what_was_told(saying: Saying) -> None:
    kept, given, people = saying.give(kept=True), saying.give(), saying.people

    for by, feedback in (
        (people.colleague, kept),
        (people.employee, given),
        (people.manager, given),
        (people.hr, given),
    ):
        with pytest.raises(Refusal, match=r"feedback\.not_yours"):
            pieces.answer_feedback(saying.by(by), feedback_id=feedback.id, text="True.")


@pytest.mark.parametrize(("kept", "state"), [(True, State.TAKEN_BACK), (False, State.UNSAID)])
def test_within_five_minutes_it_is_taken_back_and_the_history_stays(
    saying: Saying, kept: bool, state: State
) -> None:
    given = saying.give(kept=kept)
    in_time = MONDAY + TAKE_BACK_FOR - timedelta(seconds=1)

    moved = pieces.take_back(saying.by(saying.people.employee, at=in_time), feedback_id=given.id)

    assert moved.state is state
    assert saying.look(given.id).behaviour == SEEN
    assert events(saying, given)[-1] is Event.TAKE_BACK


def test_later_or_once_it_was_answered_it_stays(saying: Saying) -> None:
    given, answered = saying.give(), saying.give()
    giver = saying.people.employee
    pieces.answer_feedback(saying.by(saying.people.colleague), feedback_id=answered.id, text="True.")

    with pytest.raises(Refusal, match=r"feedback\.too_late"):
        pieces.take_back(saying.by(giver, at=MONDAY + TAKE_BACK_FOR), feedback_id=given.id)
    with pytest.raises(Refusal, match=r"feedback\.answered") as refused:
        pieces.take_back(saying.by(giver), feedback_id=answered.id)
    assert refused.value.facts["is_own"] is False
    with pytest.raises(Refusal, match=r"feedback\.not_yours"):
        pieces.take_back(saying.by(saying.people.manager), feedback_id=given.id)


def test_whoever_had_it_before_them_hears_that_it_was_taken_back(saying: Saying) -> None:
    given, people = saying.give(), saying.people
    pieces.take_back(saying.by(people.employee), feedback_id=given.id)

    with pytest.raises(Refusal, match=r"feedback\.taken_back"):
        pieces.answer_feedback(saying.by(people.colleague), feedback_id=given.id, text="True.")
    with pytest.raises(Refusal, match=r"feedback\.taken_back"):
        pieces.take_back(saying.by(people.employee), feedback_id=given.id)


def test_nobody_tells_somebody_who_has_left(saying: Saying) -> None:
    kept = saying.give(kept=True)
    saying.change(saying.people.colleague, left_on=date(2026, 11, 24))

    with pytest.raises(Refusal, match=r"feedback\.receiver_left"):
        pieces.tell_kept(saying.by(saying.people.employee), feedback_id=kept.id)


DEEDS: list[Callable[[Saying, Person, int], object]] = [
    lambda saying, who, feedback_id: pieces.tell_kept(saying.by(who), feedback_id=feedback_id),
    lambda saying, who, feedback_id: pieces.take_back(saying.by(who), feedback_id=feedback_id),
    lambda saying, who, feedback_id: pieces.answer_feedback(
        saying.by(who), feedback_id=feedback_id, text="True."
    ),
]


@pytest.mark.parametrize("deed", DEEDS)
def test_what_was_never_given_is_missing(
    saying: Saying, deed: Callable[[Saying, Person, int], object]
) -> None:
    with pytest.raises(Missing):
        deed(saying, saying.people.employee, 99)


def test_no_notice_holds_a_word_of_it(saying: Saying) -> None:
    given = saying.give(behaviour="marked-words", consequence="marked-words")
    pieces.answer_feedback(saying.by(saying.people.colleague), feedback_id=given.id, text="marked-words")

    with saying.store.read() as unit:
        rows = unit.session.scalars(select(OutboxRow)).all()
    assert rows
    assert not any("marked-words" in str((row.key, row.payload, row.kind)) for row in rows)


def test_a_typed_form_says_who_and_nothing_else_is_needed_for_the_rule(saying: Saying) -> None:
    rule: Rule = see_feedback(saying.by(saying.people.employee), TypedFeedback(who="U0WU")).rule

    assert rule.fingerprint == see_feedback(saying.by(saying.people.hr), saying.typed()).rule.fingerprint
