"""What many reviews come to is what each comes to by itself, in as many statements for two as for one."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.domain.reviews.approval import Wanted
from bot.domain.reviews.review import Review
from bot.domain.reviews.scoring import Outcome
from bot.domain.reviews.way import State
from bot.services.reviews import approval
from bot.services.reviews.calibration import move
from bot.services.reviews.outcomes import outcomes_of
from bot.services.reviews.review_facts import review_facts
from tests.builders.approval import CONVERSION, OWN
from tests.builders.counting import statements
from tests.builders.world import World


def together(world: World, reviews: Sequence[Review]) -> tuple[dict[int, Outcome], int]:
    ids = [each.id for each in reviews]
    with world.store.read() as unit:
        scheme = unit.cycles.facts(reviews[0].cycle_id).scheme
        with statements(world.store.engine) as sent:
            moves = unit.calibrations.of_all(ids)
            found = outcomes_of(unit, [unit.reviews.look(each) for each in ids], scheme, moves=moves)
    return dict(found), len(sent) - len(ids)


def alone(world: World, reviews: Sequence[Review]) -> dict[int, Outcome | None]:
    with world.store.read() as unit:
        return {each.id: review_facts(unit, each.id).outcome for each in reviews}


def test_it_is_the_same_whether_read_together_or_alone(world: World) -> None:
    """One adjusted by the manager and moved in the calibration, one as it was sent, with another score."""
    people = world.people
    chen, wu = world.open_quarter(people.employee, people.colleague)
    world.hand_in(wu, own={**OWN, CONVERSION: replace(OWN[CONVERSION], score=Decimal("4.5"))})
    chen = world.hand_in(chen)
    manager = world.acting(people.manager)
    wanted = {CONVERSION: Wanted(score=Decimal("4"), reason="The north did better still.")}
    approval.adjust_scores(manager, review_id=chen.id, version=chen.version, entered=wanted)
    reviews = [world.review_at(State.CONFIRMED, of=each) for each in (people.employee, people.colleague)]
    hr = world.acting(people.hr)
    move(hr, review_id=chen.id, to=Decimal(3), reason="Beside the others.", seen=0, consented="")

    found, sent = together(world, reviews)

    assert found == alone(world, reviews)
    assert len({each.exact for each in found.values()}) == 2
    assert together(world, reviews[:1]) == ({chen.id: found[chen.id]}, sent)


def test_of_what_nobody_scored_there_is_none(world: World) -> None:
    reviews = world.open_quarter(world.people.employee)

    assert together(world, reviews)[0] == {}
