"""What HR decided is on record and in a person's own export; what is outdated is not decided."""

from collections.abc import Sequence
from datetime import date
from threading import Thread

import pytest
from sqlalchemy import select, update

from bot.domain.pay.decision import DecisionEntry, shown
from bot.domain.pay.proposal import Proposal, Proposed
from bot.domain.reviews.cycles import Cycle
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.pay import decision
from bot.services.pay.decision import check_decision, decide
from bot.services.pay.proposal import propose, statuses
from bot.services.privacy.erase import erase_person
from bot.services.privacy.export import export_person
from bot.services.record.verify import verify_record
from storage.models.pay import PayDecidedRow, PayDecisionRow, PayPlaceRow, PayProposedRow
from storage.models.reviews import ReviewRow
from storage.pay.proposal import pay_of
from storage.unit import Unit
from tests.builders.matrix import STAR, TOP
from tests.builders.pay import JANUARY, YEAR, placed, year
from tests.builders.world import FRIDAY, World
from tests.services.reviews.test_year import waits


@pytest.fixture
def proposal(world: World) -> Proposal:
    people = world.people
    year(world, {people.employee: TOP, people.colleague: STAR})
    placed(world, {people.employee: ("P5", 3), people.colleague: ("P4", 2)})
    return propose(world.acting(), year=YEAR)


def entries(proposal: Proposal) -> list[DecisionEntry]:
    """The file as it was written, with nothing of HR's in it."""
    return [
        DecisionEntry(
            line=line,
            cells={name: str(cell) for name, cell in shown(proposal.number, row).items() if cell is not None},
        )
        for line, row in enumerate(proposal.rows, start=3)
    ]


def decided(world: World, given: Sequence[DecisionEntry], *, from_day: date | None = None) -> list[str]:
    found = decide(world.acting(), given, from_day=from_day, by="jing", file_sha256="a" * 64)
    return [each.code for _, each in found.problems]


def test_it_is_appended_with_who_when_and_out_of_which_file(world: World, proposal: Proposal) -> None:
    assert check_decision(world.acting(), entries(proposal), from_day=None)[2].problems == ()
    with world.store.read() as unit:
        assert unit.session.scalars(select(PayDecisionRow)).all() == []

    assert decided(world, entries(proposal)) == []

    with world.store.read() as unit:
        row = unit.session.scalars(select(PayDecisionRow)).one()
        assert (row.by, row.from_day, row.file_sha256, row.at) == ("jing", JANUARY, "a" * 64, FRIDAY)
        steps = {number: [each.step for each in some] for number, some in pay_of(unit).places().items()}
    assert steps == {world.people.employee.id: [3, 5], world.people.colleague.id: [2, 3]}
    (status,) = statuses(world.acting(), year=YEAR)
    assert (status.decided, status.from_day) == (2, JANUARY)
    for code, given in (("pay.decided", entries(proposal)), ("pay.no_proposal", [])):
        with pytest.raises(Refusal) as refused:
            decided(world, given)
        assert refused.value.code == code


def test_of_two_proposals_at_once_the_older_is_not_decided_after_the_newer(
    world: World, proposal: Proposal, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = propose(world.acting(), year=YEAR)
    late: list[str] = []

    def the_older() -> None:
        with pytest.raises(Refusal) as refused:
            decided(world, entries(proposal))
        late.append(refused.value.code)

    other = Thread(target=the_older)
    proposed = decision.proposed_now

    def and_meanwhile(unit: Unit, acting: Acting, cycle: Cycle) -> Sequence[Proposed]:
        if other.ident is None:
            other.start()
            while (
                unit.session.get_bind().dialect.name == "postgresql" and not waits(unit) and other.is_alive()
            ):
                pass
        return proposed(unit, acting, cycle)

    monkeypatch.setattr(decision, "proposed_now", and_meanwhile)
    assert decided(world, entries(newer)) == []
    other.join()

    assert late == ["pay.newer"]


def test_a_result_that_was_opened_anew_makes_it_outdated_and_nothing_is_kept(
    world: World, proposal: Proposal
) -> None:
    with world.store.begin() as unit:
        unit.session.execute(
            update(ReviewRow)
            .where(ReviewRow.employee_id == world.people.colleague.id)
            .values(version=ReviewRow.version + 1)
        )

    assert decided(world, entries(proposal)) == ["outdated"]
    with world.store.read() as unit:
        assert unit.session.scalars(select(PayDecidedRow)).all() == []


def test_a_place_that_was_imported_meanwhile_makes_it_outdated(world: World, proposal: Proposal) -> None:
    placed(world, {world.people.colleague: ("P6", 1)}, since=JANUARY)

    assert decided(world, entries(proposal)) == ["outdated"]


def test_an_older_proposal_is_not_decided_after_a_newer_one_and_none_within_its_year(
    world: World, proposal: Proposal
) -> None:
    newer = propose(world.acting(), year=YEAR)
    with pytest.raises(Refusal) as refused:
        decided(world, entries(newer), from_day=date(2026, 12, 31))
    assert refused.value.code == "pay.too_early"
    assert decided(world, entries(newer)) == []
    with pytest.raises(Refusal) as refused:
        decided(world, entries(proposal))
    assert refused.value.code == "pay.newer"


def test_it_is_in_a_persons_own_export_but_what_was_only_proposed_is_not(
    world: World, proposal: Proposal
) -> None:
    assert decided(world, entries(proposal)) == []

    held = {each.table: each for each in export_person(world.acting(), of=world.people.employee.email).tables}

    assert [row["content"]["step"] for row in held["pay_places"].rows] == [3, 5]
    assert [row["content"]["change"] for row in held["pay_decided"].rows] == [2]
    assert (held["pay_proposed"].rows, held["pay_proposed"].withheld) == ([], 1)


def test_erasing_somebody_takes_all_of_it(world: World, proposal: Proposal) -> None:
    assert decided(world, entries(proposal)) == []
    chen = world.people.employee
    world.leaves(chen)
    erase_person(world.acting(), of=chen.email)
    verified = verify_record(world.acting())
    assert (verified.broken, verified.erased > 0) == (None, True)

    with world.store.read() as unit:
        for table in (PayPlaceRow, PayProposedRow, PayDecidedRow):
            rows = unit.session.scalars(select(table).where(table.person_id == chen.id)).all()
            assert rows
            assert [row.content for row in rows] == [{}] * len(rows)
        assert list(pay_of(unit).places()) == [world.people.colleague.id]
        assert [
            each.person_id for each in pay_of(unit).rows(proposal.number) if each.person_id == chen.id
        ] == []
