"""A talk is proposed and held, and its employee says so too, or says nothing."""

from datetime import date, timedelta

import pytest

from bot.domain.absences import Source
from bot.domain.obligations import Kind
from bot.domain.reviews.talk import offered
from bot.domain.reviews.talk_way import State
from bot.domain.reviews.way import State as ReviewState
from bot.errors import Refusal
from bot.services.reviews import talk as talks
from tests.builders.talks import THAT_DAY, Talks
from tests.builders.world import FRIDAY, World


@pytest.fixture
def after(world: World) -> Talks:
    return Talks.after_release(world)


def owed(after: Talks) -> list[tuple[str, Kind]]:
    names = {person.id: person.name for person in (*after.world.people.everyone, after.second_hr)}
    with after.world.store.read() as unit:
        return [
            (names[each.obligation.person_id], each.obligation.kind) for each in unit.obligations.waiting()
        ]


def test_held_and_acknowledged(after: Talks) -> None:
    assert owed(after) == [("Liu Yang", Kind.TALK)]

    after.hold()
    assert owed(after) == [("Chen Jie", Kind.ACKNOWLEDGEMENT)]

    after.acknowledge()
    after.acknowledge()
    assert (after.talk.state, owed(after)) == (State.ACKNOWLEDGED, [])


def test_not_held_whatever_is_said(after: Talks) -> None:
    after.hold()

    after.deny()
    after.deny()

    assert owed(after) == [("Liu Yang", Kind.TALK)]
    told = [each for each in after.world.notices() if each[0] == "TalkNews"]
    people = after.world.people
    assert [to for _, to in told] == [people.manager.id], "the card that asks is new"
    after.hold()
    after.acknowledge()
    assert after.talk.state is State.ACKNOWLEDGED


def test_who_says_nothing_is_on_record_as_not_answered(after: Talks) -> None:
    after.hold()
    last_day = FRIDAY + timedelta(days=7)

    assert (after.lapses(last_day), after.lapses(last_day + timedelta(days=1))) == (0, 1)
    assert (after.talk.state, owed(after)) == (State.UNANSWERED, [])
    assert after.lapses() == 0
    assert after.refused("acknowledge") == "talk.too_late"


def test_whoever_is_on_leave_is_silent_about_nothing(after: Talks) -> None:
    after.hold()
    leave = (after.world.people.employee.id, date(2027, 1, 11), date(2027, 1, 15))
    with after.world.store.begin() as unit:
        unit.absences.add([leave], source=Source.FILE, by_id=None, at=FRIDAY)

    assert after.lapses(FRIDAY + timedelta(days=14)) == 0, "of the second week every day is theirs"
    assert after.lapses(FRIDAY + timedelta(days=15)) == 1


@pytest.mark.parametrize(
    ("state", "deed", "code"),
    [
        (State.TO_HOLD, "acknowledge", "talk.not_held"),
        (State.TO_HOLD, "deny", "talk.not_held"),
        (State.HELD, "hold", "talk.held"),
        (State.ACKNOWLEDGED, "hold", "talk.closed"),
        (State.ACKNOWLEDGED, "deny", "talk.closed"),
        (State.APPEALED, "hold", "talk.appealed"),
        (State.APPEALED, "acknowledge", "talk.appealed"),
        (State.UPHELD, "acknowledge", "talk.closed"),
    ],
)
def test_what_is_not_possible_now_says_why(after: Talks, state: State, deed: str, code: str) -> None:
    assert after.at(state).refused(deed) == code


def test_nobody_else_holds_or_answers(after: Talks) -> None:
    people = after.world.people

    for by in (people.employee, people.colleague, people.hr, people.boss):
        assert after.refused("hold", by=by) == "talk.not_yours"
    after.hold()
    for by in (people.manager, people.colleague, people.hr):
        assert after.refused("acknowledge", by=by) == "talk.not_yours"
        assert after.refused("deny", by=by) == "talk.not_yours"
    with pytest.raises(Refusal, match=r"talk\.not_yours"):
        talks.acknowledge(after.world.acting(people.employee), talk_id=999)


@pytest.mark.parametrize(
    ("day", "code"), [(None, "talk.no_day"), (date(2027, 1, 9), "talk.to_come"), (THAT_DAY, "")]
)
def test_a_day_on_which_they_can_have_talked(after: Talks, day: date | None, code: str) -> None:
    assert after.refused("hold", day=day) == code


def test_times_are_proposed_and_one_is_chosen_once(after: Talks) -> None:
    manager = after.world.acting(after.world.people.manager)
    employee = after.world.acting(after.world.people.employee)
    talk_id = after.talk.id

    _, times = talks.open_times(manager, talk_id=talk_id)
    assert len(times) == 3
    assert all(at > FRIDAY for at in times)
    for _ in range(2):
        talks.offer(manager, talk_id=talk_id, times=dict(enumerate(times)))
    number = after.talk.version
    for _ in range(2):
        talks.choose(employee, talk_id=talk_id, number=number, place=1)

    with after.world.store.read() as unit:
        offer = offered(unit.talks.history(talk_id))
    assert offer is not None
    assert (offer.times, offer.chosen) == (times, times[1])
    assert after.talk.version == number + 1


def test_times_that_cannot_be(after: Talks) -> None:
    manager = after.world.acting(after.world.people.manager)
    employee = after.world.acting(after.world.people.employee)
    talk_id, past = after.talk.id, FRIDAY - timedelta(hours=1)

    def code(deed: object, by: object, **rest: object) -> str:
        with pytest.raises(Refusal) as refused:
            deed(by, talk_id=talk_id, **rest)  # type: ignore[operator]
        return refused.value.code

    assert code(talks.offer, manager, times={}) == "talk.no_times"
    assert code(talks.offer, manager, times={1: past}) == "talk.passed"
    assert code(talks.choose, employee, number=1, place=0) == "talk.times_changed"
    talks.offer(manager, talk_id=talk_id, times={0: FRIDAY + timedelta(hours=1)})
    number = after.talk.version
    assert code(talks.choose, employee, number=number, place=1) == "talk.times_changed"
    assert code(talks.choose, after.world.acting(after.world.people.colleague), number=number, place=0) == (
        "talk.not_yours"
    )
    later = after.world.acting(after.world.people.employee, at=FRIDAY + timedelta(hours=2))
    assert code(talks.choose, later, number=number, place=0) == "talk.passed"


def test_the_review_stays_as_it_was_released(after: Talks) -> None:
    after.at(State.ACKNOWLEDGED)

    assert after.world.reload(after.review).state is ReviewState.RELEASED
