"""What a manager says to a check-in, and what comes back: once, in order, and to the right side."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.people import Person
from bot.domain.weeks.check_in import SkipReason
from bot.domain.weeks.check_in_way import Event
from bot.domain.weeks.digest import Said, said_in
from bot.domain.weeks.digest_words import WordFacts
from bot.errors import Refusal
from bot.services.weeks.advance_check_in import hand_over
from bot.services.weeks.check_in import skip_check_in
from bot.services.weeks.digest_words import (
    accept_talk,
    keep_reply,
    offer_talk,
    offer_times,
    open_reply,
    open_talk,
    reply,
    thank,
    word_facts,
)
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.check_ins import MONDAY, WEEK, Weeks, typed
from tests.builders.people import Company
from tests.builders.told import told

TUESDAY = datetime(2027, 1, 12, 2, 0, tzinfo=UTC)
"""10:00 in Hangzhou: the first time that is offered on Monday."""


@pytest.fixture
def weeks(store: Store, people: Company) -> Weeks:
    """Chen Jie has said something; Wu Min was asked and has not."""
    found = Weeks(store, people)
    found.asked()
    found.gives(people.employee, typed("off", "at_risk", blockers="No photos"))
    return found


@pytest.fixture
def number(weeks: Weeks, people: Company) -> int:
    return weeks.of(people.employee).id


def said(weeks: Weeks, number: int) -> Said:
    with weeks.store.read() as unit:
        check_in = unit.check_ins.look(number)
        return said_in(unit.check_ins.histories([number])[number], manager_id=check_in.manager_id)


def events(weeks: Weeks, number: int) -> list[Event]:
    with weeks.store.read() as unit:
        return [each.event for each in unit.check_ins.histories([number])[number]][2:]


def word(weeks: Weeks, number: int, reader: Person) -> WordFacts:
    """The newest word, before this reader."""
    with weeks.store.read() as unit:
        newest = unit.check_ins.look(number).version
        facts = word_facts(unit, number, newest, reader.id)
    assert facts is not None
    return facts


def test_thanks_are_said_once(weeks: Weeks, people: Company, number: int) -> None:
    before = len(told(weeks.store))

    thank(weeks.by(people.manager, MONDAY), check_in_id=number)
    thank(weeks.by(people.manager, MONDAY), check_in_id=number)

    assert said(weeks, number).thanked_at == MONDAY
    assert events(weeks, number) == [Event.THANK]
    assert told(weeks.store, after=before) == [
        (f"digest:{people.manager.id}:2027-01-04", people.manager.id),
        (f"check-in-word:{number}:3:{people.employee.id}", people.employee.id),
    ]
    assert word(weeks, number, people.employee).by == people.manager


def test_a_reply_reaches_the_other_side_and_so_does_the_answer(
    weeks: Weeks, people: Company, number: int
) -> None:
    reply(weeks.by(people.manager, MONDAY), check_in_id=number, text=" I call the studio. ")
    assert word(weeks, number, people.employee).text == "I call the studio."
    reply(weeks.by(people.employee, MONDAY), check_in_id=number, text="Thank you")

    answer = word(weeks, number, people.manager)
    assert (answer.event, answer.text, answer.is_employees) == (Event.ANSWER_BACK, "Thank you", False)
    assert events(weeks, number) == [Event.REPLY, Event.ANSWER_BACK]


def test_the_same_words_sent_twice_are_said_once_and_again_after_an_answer(
    weeks: Weeks, people: Company, number: int
) -> None:
    liu, chen = weeks.by(people.manager, MONDAY), weeks.by(people.employee, MONDAY)
    reply(liu, check_in_id=number, text="How so?")
    reply(liu, check_in_id=number, text="How so?")
    reply(chen, check_in_id=number, text="They are ill.")
    reply(liu, check_in_id=number, text="How so?")

    assert events(weeks, number) == [Event.REPLY, Event.ANSWER_BACK, Event.REPLY]


@pytest.mark.parametrize(("text", "code"), [("  ", "reply.empty"), ("x" * 3000, "reply.too_long")])
def test_what_cannot_be_said_is_kept_and_refused_at_its_field(
    weeks: Weeks, people: Company, number: int, text: str, code: str
) -> None:
    liu = weeks.by(people.manager, MONDAY)

    with pytest.raises(Refusal, match=code) as refused:
        reply(liu, check_in_id=number, text=text)

    assert refused.value.field == "text"
    assert open_reply(liu, check_in_id=number).text == text
    assert events(weeks, number) == []


def test_what_was_typed_is_kept_until_it_is_sent(weeks: Weeks, people: Company, number: int) -> None:
    liu = weeks.by(people.manager, MONDAY)
    keep_reply(liu, check_in_id=number, text="I call")
    keep_reply(liu, check_in_id=number, text="")  # as Slack may tell of a form that was closed

    form = open_reply(liu, check_in_id=number)
    assert (form.text, form.other, form.is_managers) == ("I call", people.employee, True)
    reply(liu, check_in_id=number, text="I call them")

    assert open_reply(liu, check_in_id=number).text == ""


def test_three_times_are_offered_and_one_is_chosen_once(weeks: Weeks, people: Company, number: int) -> None:
    liu, chen = weeks.by(people.manager, MONDAY), weeks.by(people.employee, MONDAY)
    offer_talk(liu, check_in_id=number)
    offer_talk(liu, check_in_id=number)
    offered = word(weeks, number, people.employee)

    assert (len(offered.times), offered.times[0]) == (3, TUESDAY)
    accept_talk(chen, check_in_id=number, number=offered.number, place=0)
    accept_talk(chen, check_in_id=number, number=offered.number, place=0)

    assert events(weeks, number) == [Event.OFFER_TALK, Event.ACCEPT_TALK]
    assert word(weeks, number, people.manager).chosen == TUESDAY
    with pytest.raises(Refusal, match=r"talk\.answered") as refused:
        accept_talk(chen, check_in_id=number, number=offered.number, place=1)
    assert refused.value.facts == {"name": "Liu Yang", "chosen": TUESDAY}


def test_none_of_them_suits_and_other_times_take_their_place(
    weeks: Weeks, people: Company, number: int
) -> None:
    liu, chen = weeks.by(people.manager, MONDAY), weeks.by(people.employee, MONDAY)
    offer_talk(liu, check_in_id=number)
    first = word(weeks, number, people.employee).number

    reply(chen, check_in_id=number, text="On Friday?", declines=first)
    declined = word(weeks, number, people.manager)
    assert (declined.event, declined.text) == (Event.DECLINE_TALK, "On Friday?")
    with pytest.raises(Refusal, match=r"talk\.answered"):
        accept_talk(chen, check_in_id=number, number=first, place=0)

    friday = TUESDAY + timedelta(days=3)
    offer_times(liu, check_in_id=number, times={0: friday})
    second = word(weeks, number, people.employee)
    assert second.times == (friday,)
    with weeks.store.read() as unit:
        replaced = word_facts(unit, number, first, people.employee.id)
    assert replaced is not None
    assert replaced.offer is None
    accept_talk(chen, check_in_id=number, number=second.number, place=0)
    assert said(weeks, number).offer is not None


def test_times_of_ones_own_are_to_come_and_one_at_least(weeks: Weeks, people: Company, number: int) -> None:
    liu = weeks.by(people.manager, MONDAY)
    assert open_talk(liu, check_in_id=number).times[0] == TUESDAY

    with pytest.raises(Refusal, match=r"talk\.no_times") as none:
        offer_times(liu, check_in_id=number, times={})
    with pytest.raises(Refusal, match=r"talk\.passed") as passed:
        offer_times(liu, check_in_id=number, times={0: TUESDAY, 2: MONDAY})

    assert (none.value.field, passed.value.field) == ("time.0", "time.2")
    assert events(weeks, number) == []


def test_a_time_that_has_passed_cannot_be_chosen_and_times_that_passed_are_offered_anew(
    weeks: Weeks, people: Company, number: int
) -> None:
    offer_talk(weeks.by(people.manager, MONDAY), check_in_id=number)
    offered = word(weeks, number, people.employee).number
    later = MONDAY + timedelta(days=14)

    with pytest.raises(Refusal, match=r"talk\.passed"):
        accept_talk(weeks.by(people.employee, later), check_in_id=number, number=offered, place=0)
    offer_talk(weeks.by(people.manager, later), check_in_id=number)

    assert events(weeks, number) == [Event.OFFER_TALK, Event.OFFER_TALK]


@pytest.mark.parametrize(("offer", "place"), [(999, 0), (3, 7)])
def test_times_that_never_were_are_refused(
    weeks: Weeks, people: Company, number: int, offer: int, place: int
) -> None:
    offer_talk(weeks.by(people.manager, MONDAY), check_in_id=number)

    with pytest.raises(Refusal, match=r"talk\.answered|card\.unknown"):
        accept_talk(weeks.by(people.employee, MONDAY), check_in_id=number, number=offer, place=place)


def test_where_they_never_work_at_the_same_time_words_are_left(
    weeks: Weeks, people: Company, number: int
) -> None:
    with weeks.store.begin() as unit:
        unit.session.get_one(PersonRow, people.employee.id).timezone = "America/New_York"

    with pytest.raises(Refusal, match=r"talk\.no_time"):
        offer_talk(weeks.by(people.manager, MONDAY), check_in_id=number)


def test_only_the_manager_says_something_and_only_the_two_answer(
    weeks: Weeks, people: Company, number: int
) -> None:
    for other in (people.colleague, people.boss, people.hr):
        by = weeks.by(other, MONDAY)
        with pytest.raises(Refusal, match=r"check_in\.not_your_report"):
            thank(by, check_in_id=number)
        with pytest.raises(Refusal, match=r"check_in\.not_your_report"):
            offer_talk(by, check_in_id=number)
        with pytest.raises(Refusal, match=r"check_in\.not_yours_to_read"):
            reply(by, check_in_id=number, text="Hello")
        with pytest.raises(Refusal, match=r"deed\.not_yours"):
            accept_talk(by, check_in_id=number, number=3, place=0)
    with pytest.raises(Refusal, match=r"check_in\.not_your_report"):
        thank(weeks.by(people.employee, MONDAY), check_in_id=number)


def test_nothing_is_said_to_a_week_of_which_nothing_was_said(weeks: Weeks, people: Company) -> None:
    silent = weeks.of(people.colleague).id

    with pytest.raises(Refusal, match=r"check_in\.not_now"):
        thank(weeks.by(people.manager, MONDAY), check_in_id=silent)
    with pytest.raises(Refusal, match=r"check_in\.not_now"):
        open_reply(weeks.by(people.manager, MONDAY), check_in_id=silent)


def test_whoever_skips_on_second_thought_can_still_answer_what_was_said_to_them(
    weeks: Weeks, people: Company, number: int
) -> None:
    chen, liu = weeks.by(people.employee, MONDAY), weeks.by(people.manager, MONDAY)
    reply(liu, check_in_id=number, text="How so?")
    offer_talk(liu, check_in_id=number)
    offered = said(weeks, number).offer
    assert offered is not None

    skip_check_in(chen, week=WEEK, reason=SkipReason.TRAVEL)
    accept_talk(chen, check_in_id=number, number=offered.number, place=0)
    reply(chen, check_in_id=number, text="I am on the road.")
    reply(liu, check_in_id=number, text="Safe travels.")
    with pytest.raises(Refusal, match=r"check_in\.not_now"):
        thank(liu, check_in_id=number)

    assert events(weeks, number)[2:] == [Event.SKIP, Event.ACCEPT_TALK, Event.ANSWER_BACK, Event.REPLY]


def test_words_to_an_earlier_manager_stay_and_cannot_be_answered_any_more(
    weeks: Weeks, people: Company, number: int
) -> None:
    reply(weeks.by(people.manager, MONDAY), check_in_id=number, text="How so?")
    reply(weeks.by(people.employee, MONDAY), check_in_id=number, text="They are ill.")
    answered = word(weeks, number, people.manager)
    with weeks.store.begin() as unit:
        hand_over(unit, people.employee.id, people.boss, weeks.by(None, MONDAY))

    with weeks.store.read() as unit:
        kept = word_facts(unit, number, answered.number, people.manager.id)
        moved = word_facts(unit, number, answered.number + 1, people.manager.id)

    assert answered.may_answer
    assert kept is not None
    assert (kept.text, kept.may_answer) == ("They are ill.", False)
    assert moved is None, "a hand-over says nothing"
