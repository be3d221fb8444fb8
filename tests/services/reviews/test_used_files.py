"""The manager has a file sent that came with a self-score; nobody else does, and nothing else."""

import pytest

from bot.delivery.outgoing import Snapshot
from bot.delivery.reviews.used_files import on_wanted
from bot.domain.reviews.facts import ItemScore
from bot.domain.reviews.notices import UsedFileWanted
from bot.domain.weeks.pocket import Case
from bot.domain.weeks.pocket_files import Keeping, ToFetch
from bot.errors import Missing, Refusal
from bot.services.reviews.used_files import files_of, want_used_file
from storage.unit import Store
from tests.builders.approval import CONVERSION, OWN, handed_in, opened
from tests.builders.people import Company
from tests.builders.pockets import CONVERSION as AT_CONVERSION
from tests.builders.pockets import kept
from tests.builders.self_score import POLICY
from tests.builders.world import FRIDAY, World

PLAN = {"id": "F1", "name": "plan.pdf", "mimetype": "application/pdf", "size": 14}


@pytest.fixture
def case(world: World) -> Case:
    return kept(world.store, world.people.employee, "Conversion is up", place=AT_CONVERSION, files=[PLAN])


@pytest.fixture
def review_id(world: World, case: Case) -> int:
    """Handed in, with the case in it."""
    people = world.people
    review = opened(world.store, people.employee, people.manager)
    with world.store.begin() as unit:
        unit.pocket.note_use(case.id, review_id=review.review_id, item=CONVERSION, at=FRIDAY)
        file = ToFetch(case_id=case.id, position=0, slack_id="F1", attempts=1, kept_at=FRIDAY)
        unit.pocket_files.keep(file, b"%PDF as it was", at=FRIDAY)
    own = {**OWN, CONVERSION: ItemScore(score=OWN[CONVERSION].score, evidence="Conversion is up\n(Wu Min)")}
    handed_in(world.store, review.review_id, people.employee, own=own)
    return review.review_id


def test_the_manager_gets_a_copy_even_where_slack_has_none_any_more(
    world: World, store: Store, people: Company, case: Case, review_id: int
) -> None:
    manager = world.acting(people.manager)
    [used] = files_of(manager, review_id=review_id)
    assert (used.file.name, used.file.keeping) == ("plan.pdf", Keeping.KEPT)

    want_used_file(manager, review_id=review_id, case_id=case.id, position=0, asked="V1")

    wanted = UsedFileWanted(
        review_id=review_id, case_id=case.id, position=0, asked="V1", to=people.manager.id
    )
    with store.read() as unit:
        sent = on_wanted(Snapshot(unit=unit, policy=POLICY, now=FRIDAY), wanted)
    assert sent is not None
    assert sent.attachment is not None
    assert (sent.attachment.name, sent.attachment.content) == ("plan.pdf", b"%PDF as it was")
    assert sent.person == people.manager


def test_nobody_else_gets_it(world: World, store: Store, people: Company, case: Case, review_id: int) -> None:
    for stranger in (people.colleague, people.boss, people.hr):
        for attempt in (
            lambda by: files_of(by, review_id=review_id),
            lambda by: want_used_file(by, review_id=review_id, case_id=case.id, position=0, asked="V1"),
            lambda by: files_of(by, review_id=review_id + 1000),
        ):
            with pytest.raises(Refusal, match=r"review\.not_yours_to_see"):
                attempt(world.acting(stranger))
        wanted = UsedFileWanted(review_id=review_id, case_id=case.id, position=0, asked="V1", to=stranger.id)
        with store.read() as unit:
            assert on_wanted(Snapshot(unit=unit, policy=POLICY, now=FRIDAY), wanted) is None


def test_what_was_not_used_there_is_not_sent(
    world: World, people: Company, case: Case, review_id: int
) -> None:
    other = kept(
        world.store, people.employee, "Kept alone", place=AT_CONVERSION, files=[PLAN], ts="1795000000.9"
    )

    for case_id, position in ((other.id, 0), (case.id, 1)):
        with pytest.raises(Missing):
            want_used_file(
                world.acting(people.manager),
                review_id=review_id,
                case_id=case_id,
                position=position,
                asked="V1",
            )
