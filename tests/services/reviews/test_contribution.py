"""Somebody's review goes over to another manager, and the former one says how it went."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from bot.domain.drafts import Form
from bot.domain.history import Changed, Facts
from bot.domain.moves import Move, Moved
from bot.domain.people import Person
from bot.domain.reviews.contribution import OfItem, Written
from bot.domain.reviews.facts import Item
from bot.domain.reviews.shares import ManagersShare
from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.services.reviews import approval
from bot.services.reviews.advance import hand_over
from bot.services.reviews.approval_facts import approval_facts
from bot.services.reviews.contribution import contribute, contribution_facts, open_contribution
from tests.builders.approval import CONVERSION, DWELL, TEAMWORK
from tests.builders.told import told
from tests.builders.world import FRIDAY, HANDED_IN, World

FIRST_OF_DECEMBER = HANDED_IN.date().replace(year=2026, month=12, day=1)
WORDS = "She held the conversion, the second campaign was late."


def goes_over(world: World, state: State = State.SELF_SCORED) -> int:
    """To Zhao Min on 1 December; the review's id."""
    review, people = world.review_at(state), world.people
    with world.store.begin() as unit:
        facts = Facts(manager=Changed(was=people.manager.id, now=people.boss.id))
        unit.moves.add(
            [
                Moved(
                    person_id=people.employee.id,
                    move=Move.NEW_MANAGER,
                    day=FIRST_OF_DECEMBER,
                    at=FRIDAY,
                    facts=facts,
                )
            ]
        )
        hand_over(unit, people.employee.id, people.boss, world.acting())
    return review.id


def writes(
    world: World, by: Person, review_id: int, text: str = WORDS, items: Mapping[Item, OfItem] | None = None
) -> None:
    contribute(world.acting(by), review_id=review_id, written=Written(text=text, items=items or {}))


def test_the_former_manager_is_asked_and_both_see_whose_days_they_were(world: World) -> None:
    review_id, people = goes_over(world), world.people
    assert ("ContributionWanted", people.manager.id) in world.notices()

    writes(world, people.manager, review_id)

    with world.store.read() as unit:
        facts = approval_facts(unit, review_id)
        mine = contribution_facts(unit, review_id, people.manager.id)
    assert facts.shares == (
        ManagersShare(name="Liu Yang", days=61, of=92),
        ManagersShare(name="Zhao Min", days=31, of=92),
    )
    assert [(each.by, each.text) for each in facts.contributions] == [("Liu Yang", WORDS)]
    assert (mine.days, mine.of, mine.may_write) == (61, 92, True)
    assert mine.written is not None


def test_it_waits_for_nobody_and_takes_nothing_once_it_is_scored(world: World) -> None:
    review_id, people = goes_over(world), world.people
    review = world.reload(world.review_of(people.employee))

    approval.approve(world.acting(people.boss), review_id=review_id, version=review.version)

    with pytest.raises(Refusal, match=r"contribution\.too_late"):
        writes(world, people.manager, review_id)
    with world.store.read() as unit:
        assert not contribution_facts(unit, review_id, people.manager.id).may_write
        kept = unit.drafts.get(people.manager.id, Form.CONTRIBUTION, str(review_id))
    assert kept is not None
    assert kept.data["text"] == WORDS


def test_it_can_be_changed_until_then_and_offers_what_stood_there(world: World) -> None:
    review_id, liu = goes_over(world, State.GOALS_AGREED), world.people.manager
    writes(world, liu, review_id)
    writes(world, liu, review_id, "Better than that.")

    _, typed = open_contribution(world.acting(liu), review_id=review_id)

    assert typed == Written(text="Better than that.")
    with pytest.raises(Refusal, match=r"contribution\.blank"):
        writes(world, liu, review_id, "  ")


def test_nobody_else_contributes(world: World) -> None:
    review_id, people = goes_over(world), world.people

    for who in (people.employee, people.boss, people.colleague, people.hr, people.admin):
        with pytest.raises(Refusal, match=r"contribution\.not_yours"):
            writes(world, who, review_id)
        with pytest.raises(Refusal, match=r"contribution\.not_yours"):
            open_contribution(world.acting(who), review_id=review_id)


def test_with_one_manager_all_the_time_there_is_nothing_to_share(world: World) -> None:
    review = world.review_at(State.SELF_SCORED)

    with world.store.read() as unit:
        facts = approval_facts(unit, review.id)

    assert (facts.shares, facts.contributions) == ((), ())


def test_single_items_are_said_beside_the_words_and_what_is_none_of_this_review_is_not_kept(
    world: World,
) -> None:
    review_id, liu = goes_over(world), world.people.manager
    held = OfItem(score=Decimal(4), remark="Held it through the summer.")
    typed = {
        CONVERSION: held,
        DWELL: OfItem(score=Decimal("3.9"), remark="Fell in November."),
        TEAMWORK: OfItem(score=Decimal("3.9")),
        ("kpi", "nobodys"): OfItem(remark="Not hers."),
    }

    writes(world, liu, review_id, "", typed)

    with world.store.read() as unit:
        [said] = approval_facts(unit, review_id).contributions
    assert (said.text, said.items) == (
        "",
        {CONVERSION: held, DWELL: OfItem(remark="Fell in November.")},
    )
    _, again = open_contribution(world.acting(liu), review_id=review_id)
    assert again.items == said.items


def test_whoever_had_somebody_before_scoring_was_opened_is_asked_for_their_days(world: World) -> None:
    people = world.people
    with world.store.begin() as unit:
        unit.moves.add(
            [
                Moved(
                    person_id=people.employee.id,
                    move=Move.NEW_MANAGER,
                    day=day,
                    at=FRIDAY,
                    facts=Facts(manager=Changed(was=was.id, now=now.id)),
                )
                for day, was, now in (
                    (date(2026, 9, 1), people.hr, people.colleague),
                    (date(2026, 11, 1), people.colleague, people.boss),
                    (FIRST_OF_DECEMBER, people.boss, people.manager),
                )
            ]
        )

    review, _ = world.open_quarter(people.employee, people.developer)

    asked = [to for kind, to in told(world.store) if kind == "ContributionWanted"]
    assert asked == [people.colleague.id, people.boss.id]
    writes(world, people.colleague, review.id, "October was quiet.")
    with world.store.read() as unit:
        mine = contribution_facts(unit, review.id, people.colleague.id)
    assert (mine.days, mine.of, mine.may_write) == (31, 92, True)
    with pytest.raises(Refusal, match=r"contribution\.not_yours"):
        writes(world, people.hr, review.id)
