"""Who hears of it when somebody is in a manager's place, and which cards stand where meanwhile."""

import json
from datetime import date

import pytest

from bot.delivery.outgoing import Outgoing, Snapshot
from bot.delivery.reviews.approval import draw_approval, draw_team
from bot.delivery.reviews.delegation import draw_delegation, on_began, on_ended
from bot.domain.people import Person
from bot.domain.reviews.cards import approval_card, delegation_card, team_card
from bot.domain.reviews.delegation import DelegationFacts
from bot.domain.reviews.notices import DelegationBegan, DelegationEnded
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import State
from bot.services.reviews.delegation import delegate, end_delegation
from tests.builders.approval import POLICY
from tests.builders.world import FRIDAY, World


@pytest.fixture
def review(world: World) -> Review:
    return world.review_at(State.SELF_SCORED)


@pytest.fixture
def facts(world: World, review: Review) -> DelegationFacts:
    return delegate(
        world.acting(world.people.hr),
        manager_account=world.people.manager.slack_id or "",
        delegate_account=world.people.boss.slack_id or "",
        until_on=date(2027, 1, 15),
        reason="On leave <@U0LIU>",
    )


def card_of(world: World, review: Review, reader: Person) -> Outgoing | None:
    with world.store.read() as unit:
        at = Snapshot(unit=unit, policy=POLICY, now=FRIDAY)
        return draw_approval(at, approval_card(review.id, reader.id))


def text(sent: Outgoing | None) -> str:
    assert sent is not None
    return json.dumps(sent.message.blocks, ensure_ascii=False)


def test_both_hear_of_it_and_the_manager_can_take_it_back(world: World, facts: DelegationFacts) -> None:
    people = world.people
    with world.store.read() as unit:
        at = Snapshot(unit=unit, policy=POLICY, now=FRIDAY)
        number = facts.delegation.id
        to_manager = on_began(at, DelegationBegan(to=people.manager.id, delegation_id=number))
        to_boss = on_began(at, DelegationBegan(to=people.boss.id, delegation_id=number))

    assert "Take it back" in text(to_manager)
    assert "Take it back" not in text(to_boss)
    assert "On leave &lt;@U0LIU&gt;" in text(to_boss)
    assert "With it went: Chen Jie" in text(to_boss)


def test_the_cards_say_who_has_it(world: World, review: Review, facts: DelegationFacts) -> None:
    people = world.people
    theirs, managers = card_of(world, review, people.boss), card_of(world, review, people.manager)

    assert "reviews.approval.approve" in text(theirs)
    assert "In the place of Liu Yang, until Fri 15 Jan." in text(theirs)
    assert managers is not None
    assert managers.only_update
    assert "Zhao Min decides on the review of Chen Jie until Fri 15 Jan" in text(managers)
    assert "reviews.approval.approve" not in text(managers)
    for other in (people.employee, people.colleague, people.hr):
        assert card_of(world, review, other) is None
    with world.store.read() as unit:
        at = Snapshot(unit=unit, policy=POLICY, now=FRIDAY)
        parent = draw_team(at, team_card(review.cycle_id, people.manager.id))
    assert "With Zhao Min while you are on leave: Chen Jie" in text(parent)


def test_afterwards_the_card_is_the_managers_again(
    world: World, review: Review, facts: DelegationFacts
) -> None:
    people = world.people
    end_delegation(world.acting(people.hr), delegation_id=facts.delegation.id)

    assert "reviews.approval.approve" in text(card_of(world, review, people.manager))
    gone = card_of(world, review, people.boss)
    assert gone is not None
    assert gone.only_update
    assert "3.75" not in text(gone)
    with world.store.read() as unit:
        at = Snapshot(unit=unit, policy=POLICY, now=FRIDAY)
        notice = DelegationEnded(to=people.boss.id, delegation_id=facts.delegation.id)
        assert "Zhou Jing took it back" in text(on_ended(at, notice))
        assert on_began(at, DelegationBegan(to=people.boss.id, delegation_id=facts.delegation.id)) is None


def test_the_first_note_says_that_it_is_over_and_names_its_last_day_no_more(
    world: World, facts: DelegationFacts
) -> None:
    people, number = world.people, facts.delegation.id
    end_delegation(world.acting(people.manager), delegation_id=number)

    told = set(world.notices())
    with world.store.read() as unit:
        at = Snapshot(unit=unit, policy=POLICY, now=FRIDAY)
        notes = [
            draw_delegation(at, delegation_card(number, each.id)) for each in (people.boss, people.manager)
        ]
    assert {(f"delegation:{number}:{each.id}", each.id) for each in (people.boss, people.manager)} <= told
    assert all(note is not None and note.only_update for note in notes)
    assert "It is over: you decided on the reviews of Liu Yang until" in text(notes[0])
    assert "It is over: Zhao Min decided on your reviews until" in text(notes[1])
    for note in notes:
        assert "15 Jan" not in text(note)
        assert "Take it back" not in text(note)
