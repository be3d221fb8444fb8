"""What was written is taken into the chain: once, in its order, also within another transaction."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.domain.record.chain import NOTHING_SEALED, Head
from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.services.record import seal as sealing
from bot.services.record.seal import seal, seal_what_waits
from bot.services.record.verify import record_head, verify_record
from bot.services.reviews.view_as import view_as
from storage.record.record import Kept
from storage.unit import Store
from tests.builders.world import FRIDAY, World


def links(store: Store) -> list[Kept]:
    with store.read() as unit:
        return list(unit.record.links(after=0, most=10_000))


def seal_and_fail(world: World) -> None:
    with world.store.begin() as unit:
        seal(unit, FRIDAY)
        raise RuntimeError


def test_what_was_written_is_sealed_once_in_its_order(world: World) -> None:
    world.review_at(State.SELF_SCORED)
    acting = world.acting()
    _, waiting = record_head(acting)

    seal_what_waits(acting)
    seal_what_waits(acting)

    found = links(world.store)
    assert [each.link.number for each in found] == list(range(1, waiting + 1))
    steps = [each.link.row_id for each in found if each.link.source == "review_step"]
    assert steps == sorted(steps)
    assert steps
    assert record_head(acting) == (found[-1].link.head, 0)


def test_a_clock_that_goes_back_changes_no_order(world: World) -> None:
    review = world.review_at(State.SELF_SCORED)
    seal_what_waits(world.acting())
    world.review_at(State.SCORED, of=world.people.employee)
    seal_what_waits(world.acting(at=FRIDAY - timedelta(days=400)))

    found = links(world.store)
    assert found[-1].link.sealed_at < found[0].link.sealed_at
    assert review.id
    assert verify_record(world.acting()).broken is None


def test_it_goes_in_steps_and_all_of_it_within_somebody_elses_transaction(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "BATCH", 3)
    world.review_at(State.SCORED)
    with world.store.begin() as unit:
        waited = unit.record.waiting()
        first = seal(unit, FRIDAY)
        assert (first.number, unit.record.waiting()) == (waited, 0)
    world.review_at(State.CONFIRMED)
    seal_what_waits(world.acting())

    assert record_head(world.acting())[1] == 0
    assert verify_record(world.acting()).broken is None
    assert waited > 3


def test_a_seal_is_undone_with_its_transaction(world: World) -> None:
    world.review_at(State.SELF_SCORED)
    with pytest.raises(RuntimeError):
        seal_and_fail(world)

    head, waiting = record_head(world.acting())
    assert head == NOTHING_SEALED == Head(number=0, hash="0" * 64)
    assert waiting > 0


def test_sealing_is_the_companys(world: World) -> None:
    with pytest.raises(Refusal, match="not_yours"):
        seal_what_waits(world.acting(world.people.hr))


def test_whoever_seals_and_writes_at_once_leaves_one_chain(world: World) -> None:
    review = world.review_at(State.SELF_SCORED)
    views, acting = 12, world.acting()

    def writes() -> None:
        for _ in range(views):
            view_as(world.acting(world.people.hr), whom_id=review.employee_id, review_id=review.id)

    def releases() -> None:
        for _ in range(4):
            with world.store.begin() as unit:
                seal(unit, FRIDAY)

    def is_sealed() -> None:
        for _ in range(6):
            seal_what_waits(acting)

    with ThreadPoolExecutor() as pool:
        for each in [pool.submit(does) for does in (writes, writes, releases, is_sealed, is_sealed)]:
            each.result()
    seal_what_waits(acting)

    sealed = [each.link.row_id for each in links(world.store) if each.link.source == "view_as"]
    assert len(sealed) == len(set(sealed)) == 2 * views
    found = verify_record(acting)
    assert (found.broken, found.waiting) == (None, 0)
