"""Nobody answers what was handed over: chat, then e-mail, then the telephone, in working time, each once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.absences import Source
from bot.domain.intake.climb import Outcome, Rung
from bot.domain.intake.handover_way import Event
from bot.domain.intake.triage import Urgency
from bot.domain.intake.way import State as RequestState
from bot.domain.nudging.told import StepKey
from bot.domain.obligations import Kind
from bot.domain.people import Role
from bot.domain.policy import Policy, Schedule
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.climb import climb, log_call, mail_was_refused, note_opened, open_call
from bot.services.intake.handover import say_what_will_be_done
from bot.services.intake.handover_steps import take_handover_step
from storage.models.intake import RequestRow
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.briefs import briefed
from tests.builders.handovers import handed_over
from tests.builders.intake import MORNING
from tests.builders.people import Company
from tests.builders.told import told
from tests.builders.world import World

POLICY = Policy(can_mail=True)
NEXT_DAY = MORNING + timedelta(days=1, hours=1)
DAYS = tuple(NEXT_DAY + timedelta(days=days, minutes=10) for days in (0, 1, 2))
KINDS = ("HandoverReminded", "HandoverMailed", "CallWanted")


@pytest.fixture
def handover(world: World, store: Store, people: Company) -> int:
    number = world.request_at(RequestState.ACCEPTED).id
    briefed(store, number, world.acting(people.product_manager))
    return handed_over(store, people, number)


def company(store: Store, at: datetime, policy: Policy = POLICY) -> Acting:
    return acting(store, by=None, now=at, policy=policy)


def rungs(store: Store, handover: int) -> list[Rung]:
    with store.read() as unit:
        return [each.rung for each in unit.contacts.of(handover) if each.outcome is not Outcome.OPENED]


def reminded(store: Store, people: Company, *moments: datetime) -> None:
    """The developer got the reminder that says all that they owe."""
    with store.begin() as unit:
        for at in moments:
            unit.nudges.record({people.developer.id: at.date()}, at=at)


def climbing(store: Store) -> list[str]:
    return [kind for kind, _ in told(store) if kind in KINDS]


def test_each_working_day_the_next_channel_and_each_once(store: Store, handover: int) -> None:
    assert climb(company(store, MORNING + timedelta(hours=2))) == 0

    for at in DAYS:
        assert climb(company(store, at)) == 1
        assert climb(company(store, at + timedelta(minutes=5))) == 0

    assert rungs(store, handover) == [Rung.CHAT, Rung.MAIL, Rung.PHONE]
    assert climbing(store) == list(KINDS)


def test_whoever_has_said_it_is_left_alone(
    world: World, store: Store, people: Company, handover: int
) -> None:
    climb(company(store, DAYS[0]))
    say_what_will_be_done(world.acting(people.developer), handover_id=handover, text="It", submission="V1")

    assert climb(company(store, DAYS[2])) == 0


def test_at_night_at_the_weekend_and_on_leave_nobody_is_chased(
    store: Store, people: Company, handover: int
) -> None:
    assert climb(company(store, DAYS[0].replace(hour=22))) == 0
    assert climb(company(store, datetime(2026, 11, 28, 3, 0, tzinfo=UTC))) == 0
    with store.begin() as unit:
        unit.absences.add(
            [(people.developer.id, date(2026, 11, 23), date(2026, 11, 25))],
            source=Source.FILE,
            by_id=None,
            at=MORNING,
        )
    assert climb(company(store, DAYS[0])) == 0


def test_without_a_mail_server_the_telephone_is_next(store: Store, handover: int) -> None:
    for at in DAYS[:2]:
        climb(company(store, at, replace(POLICY, can_mail=False)))

    assert rungs(store, handover) == [Rung.CHAT, Rung.PHONE]


def test_a_refused_e_mail_is_told_and_gives_way_at_once(store: Store, people: Company, handover: int) -> None:
    for at in DAYS[:2]:
        climb(company(store, at))
    with store.begin() as unit:
        mail_was_refused(unit, handover, 2, reason="550", acting=company(store, DAYS[1]))

    climb(company(store, DAYS[1] + timedelta(minutes=5)))

    assert rungs(store, handover) == [Rung.CHAT, Rung.MAIL, Rung.PHONE]
    assert ("MailRefused", people.product_manager.id) in told(store)


def test_a_call_is_logged_once_and_read_by_the_desk(world: World, people: Company, handover: int) -> None:
    sun = world.acting(people.product_manager)

    with pytest.raises(Refusal, match=r"handover\.call_without_words"):
        log_call(sun, handover_id=handover, was_reached=True, words=" ", submission="V1")
    for _ in range(2):
        log_call(sun, handover_id=handover, was_reached=True, words="He begins today", submission="V1")
    with pytest.raises(Refusal, match=r"request\.product_managers_only"):
        open_call(world.acting(people.developer), handover_id=handover)

    [call] = open_call(sun, handover_id=handover).tries
    assert (call.rung, call.outcome, call.words) == (Rung.PHONE, Outcome.REACHED, "He begins today")


def test_that_they_opened_it_is_noted_once_and_for_them_alone(
    world: World, people: Company, handover: int
) -> None:
    for by in (people.product_manager, people.developer, people.developer):
        note_opened(world.acting(by), handover_id=handover)

    [opened] = open_call(world.acting(people.product_manager), handover_id=handover).tries
    assert (opened.outcome, opened.person_id) == (Outcome.OPENED, people.developer.id)


def test_what_a_reminder_has_said_on_that_day_is_not_said_once_more(
    store: Store, people: Company, handover: int
) -> None:
    reminded(store, people, DAYS[0])

    climb(company(store, DAYS[0]))
    assert rungs(store, handover) == [Rung.CHAT]
    assert climbing(store) == []

    climb(company(store, DAYS[1]))
    assert climbing(store) == ["HandoverMailed"]


def test_what_is_said_here_no_reminder_says_once_more_on_that_day(
    store: Store, people: Company, handover: int
) -> None:
    with store.read() as unit:
        since = unit.handovers.look(handover).owed_since
    step = StepKey(person_id=people.developer.id, kind=Kind.HANDOVER, subject_id=handover, since=since)

    for at in DAYS[:2]:
        climb(company(store, at))
        with store.read() as unit:
            assert unit.told.of([people.developer.id])[people.developer.id] == {step: at.date()}


def test_chat_and_e_mail_wait_where_the_weeks_messages_are_used_up(
    store: Store, people: Company, handover: int
) -> None:
    reminded(store, people, MORNING, *DAYS[:2])
    climb(company(store, DAYS[0]))
    for at in DAYS[1:]:
        climb(company(store, at))
    assert rungs(store, handover) == [Rung.CHAT]

    climb(company(store, MORNING + timedelta(days=7, minutes=10)))

    assert rungs(store, handover) == [Rung.CHAT, Rung.MAIL]


def test_what_is_urgent_and_the_telephone_wait_for_no_week(
    world: World, store: Store, people: Company, handover: int
) -> None:
    reminded(store, people, *(MORNING - timedelta(days=days) for days in range(3)), *DAYS)
    with store.begin() as unit:
        unit.session.get_one(RequestRow, 1).urgency = Urgency.NOW

    for hours in (1, 4, 6):
        climb(company(store, MORNING + timedelta(hours=hours)))

    assert rungs(store, handover) == [Rung.PHONE, Rung.CHAT, Rung.MAIL]


def test_with_one_message_a_week_the_reminder_is_the_chat_and_the_telephone_is_next(
    store: Store, people: Company, handover: int
) -> None:
    policy = replace(POLICY, schedule=Schedule(nudges_a_week=1))
    climb(company(store, DAYS[0], policy))
    assert rungs(store, handover) == []

    reminded(store, people, DAYS[1])
    for at in DAYS[1:]:
        climb(company(store, at, policy))

    assert rungs(store, handover) == [Rung.CHAT, Rung.PHONE]
    assert climbing(store) == ["CallWanted"]


@pytest.mark.parametrize("is_away", [True, False])
def test_whoever_stands_in_calls_while_the_owner_is_on_leave(
    store: Store, people: Company, handover: int, is_away: bool
) -> None:
    owner = people.product_manager
    with store.begin() as unit:
        stand_in = unit.people.get(people.manager.id)
        unit.session.get_one(PersonRow, stand_in.id).roles = [Role.PRODUCT_MANAGER]
        if is_away:
            unit.absences.add(
                [(owner.id, date(2026, 11, 24), date(2026, 11, 27))],
                source=Source.FILE,
                by_id=None,
                at=MORNING,
            )
    for at in DAYS:
        climb(company(store, at))
    with store.begin() as unit:
        mail_was_refused(unit, handover, 2, reason="550", acting=company(store, DAYS[2]))

    readers = {reader for kind, reader in told(store) if kind in ("CallWanted", "MailRefused")}
    assert readers == {stand_in.id if is_away else owner.id}


def test_no_call_is_logged_about_what_is_over(world: World, people: Company, handover: int) -> None:
    sun = world.acting(people.product_manager)
    take_handover_step(sun, handover_id=handover, event=Event.WITHDRAW, text="Not now")

    with pytest.raises(Refusal, match=r"handover\.not_now"):
        log_call(sun, handover_id=handover, was_reached=False, words="", submission="V1")
