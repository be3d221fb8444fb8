"""Where the messages of a talk and of an appeal go, and when nothing is said because a card says it."""

from sqlalchemy import select

from bot.delivery.outgoing import Outgoing, Snapshot
from bot.delivery.reviews.talk import draw_appeal, draw_my_talk, draw_talk, on_news
from bot.domain.cards import CardKey
from bot.domain.reviews.cards import appeal_card, my_talk_card, talk_card
from bot.domain.reviews.notices import TalkNews
from bot.domain.reviews.talk_way import State
from bot.services.reviews.talk import offer, open_times
from storage.models.delivery import OutboxRow
from tests.builders.approval import POLICY
from tests.builders.people import HR, person
from tests.builders.talks import Talks
from tests.builders.world import FRIDAY, World
from tests.services.reviews.test_advance_talk import leaves, looked_again


def told(after: Talks, to: int) -> list[Outgoing]:
    """What somebody is sent of its steps."""
    with after.world.store.read() as unit:
        notices = unit.session.scalars(select(OutboxRow).where(OutboxRow.kind == TalkNews.kind))
        mine = [TalkNews(**each.payload) for each in notices if each.payload["to"] == to]
        at = Snapshot(unit=unit, policy=POLICY, now=FRIDAY)
        return [sent for notice in mine if (sent := on_news(at, notice)) is not None]


def drawn(after: Talks, key: CardKey) -> Outgoing | None:
    draw = {"talk": draw_talk, "my-talk": draw_my_talk, "appeal": draw_appeal}[key.card.value]
    with after.world.store.read() as unit:
        return draw(Snapshot(unit=unit, policy=POLICY, now=FRIDAY), key)


def test_a_card_that_is_posted_is_not_announced_and_one_that_changes_is(world: World) -> None:
    after, people = Talks.after_release(world), world.people
    after.hold()
    assert told(after, people.employee.id) == [], "the card itself is new"
    after.deny()
    after.hold()
    [sent] = told(after, people.employee.id)
    assert sent.person == people.employee


def test_times_that_were_proposed_before_are_announced_when_they_are_others(world: World) -> None:
    after, people = Talks.after_release(world), world.people
    manager = world.acting(people.manager)
    _, times = open_times(manager, talk_id=after.talk.id)

    for number, some in enumerate((times, times[1:])):
        offer(manager, talk_id=after.talk.id, times=dict(enumerate(some)))
        assert len(told(after, people.employee.id)) == number
    after.hold()
    assert len(told(after, people.employee.id)) == 2


def test_an_employee_has_no_card_of_a_talk_in_which_nothing_is_theirs_yet(world: World) -> None:
    after = Talks.after_release(world)
    card = my_talk_card(after.talk.id)

    before = drawn(after, card)
    after.hold()
    then = drawn(after, card)

    assert before is not None
    assert then is not None
    assert (before.only_update, then.only_update) == (True, False)


def test_whoever_left_is_sent_nothing_and_whoever_had_an_appeal_reads_that_it_is_another_ones(
    world: World,
) -> None:
    after = Talks.after_release(world).at(State.APPEALED)
    judge = after.second_hr.id
    leaves(world, after.second_hr)
    assert drawn(after, appeal_card(after.talk.id, judge)) is None

    another = person(world.store, "Luo Fang", post="HR partner", department=HR)
    had_it = drawn(after, appeal_card(after.talk.id, another.id))
    assert had_it is not None
    assert had_it.only_update, "it is not theirs"
    assert "figure of May" not in repr(had_it.message)
    leaves(world, world.people.manager)
    looked_again(world)
    assert drawn(after, talk_card(after.talk.id, world.people.manager.id)) is None
