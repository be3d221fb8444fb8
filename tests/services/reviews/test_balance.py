"""Balance counts what stands in a self-score and in check-ins; what is only kept is its keeper's alone."""

from datetime import date

from bot.domain.reviews.balance import Balance
from bot.domain.reviews.way import State
from bot.services.reviews.approval_facts import approval_facts
from bot.services.reviews.balance import review_balance
from tests.builders.approval import CONVERSION, CUSTOMER, DWELL, TEAMWORK
from tests.builders.pockets import CONVERSION as AT_CONVERSION
from tests.builders.pockets import kept
from tests.builders.world import FRIDAY, World
from tests.services.reviews.test_self_score_evidence import said


def test_a_manager_sees_counts_of_what_was_handed_in(world: World) -> None:
    said(world, world.people.employee, "New landing page is up")
    review = world.review_at(State.SELF_SCORED)

    with world.store.read() as unit:
        found = approval_facts(unit, review.id).balance

    assert found is not None
    assert dict(found.items) == {CONVERSION: 1, DWELL: 0, CUSTOMER: 1, TEAMWORK: 0}
    assert found.weeks == (0, 0, 1, *(0,) * 11)


def test_what_is_kept_counts_once_it_stands_in_the_self_score(world: World) -> None:
    review, chen = world.review_at(State.SELF_SCORED), world.people.employee
    case = kept(world.store, chen, "Conversion is up", place=AT_CONVERSION, ts="1795000000.1")

    def counted(text: str) -> Balance:
        with world.store.begin() as unit:
            _, cycle, _, _ = unit.reviews.whole(review.id)
            return review_balance(
                unit,
                review_id=review.id,
                employee_id=chen.id,
                cycle=cycle,
                basis=unit.reviews.basis(review, cycle.scheme),
                written={CONVERSION: text},
                today=date(2027, 1, 8),
            )

    assert sum(counted("Written by hand").weeks) == 0
    with world.store.begin() as unit:
        unit.pocket.note_use(case.id, review_id=review.id, item=CONVERSION, at=FRIDAY)
    assert sum(counted("Written by hand").weeks) == 0
    assert sum(counted("Conversion is up (Wu Min)").weeks) == 1
    assert counted("Conversion is up (Wu Min)").total == 1
    assert counted(" ").total == 0
