"""What all have agreed on goes on their sheets, and on no sheet that its owner did not sign so."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from bot.domain.goals.goals import Goals
from bot.domain.goals.way import Party, State
from storage.models.reviews import CycleRow, KpiSheetRow
from storage.unit import Store
from tests.builders.goals import drafted, kpi, proposed
from tests.builders.people import Company, kpi_sheet
from tests.builders.shared import ASKED_AT, VISITS, Sharing


@pytest.fixture
def sharing(store: Store, people: Company) -> Sharing:
    return Sharing(store, people)


def signed_by(sharing: Sharing, goals: Goals) -> set[Party]:
    sheet_id = sharing.goals(goals).sheet_id
    assert sheet_id is not None
    with sharing.store.read() as unit:
        return set(unit.sheets.signatures([sheet_id])[sheet_id])


def test_it_enters_what_is_being_drafted_without_a_weight(sharing: Sharing) -> None:
    own = (kpi("k1", 70), kpi("k2", 30))
    drafted(sharing.store, sharing.wus.id, sharing.people.colleague, own)

    shared = sharing.agree(sharing.people.colleague, sharing.share())

    *before, new = sharing.drafted(sharing.people.colleague, sharing.wus)
    assert tuple(before) == own
    assert (new.name, new.target, new.weight, new.shared_id) == ("Visits", "100", 0, shared.shared_id)
    assert sharing.goals(sharing.wus).state is State.OPEN


def test_on_an_agreed_sheet_it_is_a_new_version_that_needs_both_signatures(sharing: Sharing) -> None:
    shared = sharing.agree(sharing.people.colleague, sharing.share())

    chens = sharing.goals(sharing.chens)
    assert chens.state is State.CHANGE_SENT
    assert signed_by(sharing, sharing.chens) == {Party.EMPLOYEE}
    assert sharing.kpi(sharing.chens, "k1") == replace(VISITS, shared_id=shared.shared_id)
    sharing.sign(sharing.chens)
    assert sharing.goals(sharing.chens).state is State.AGREED


def test_a_change_goes_to_both_managers_and_keeps_both_weights(sharing: Sharing) -> None:
    sharing.both_share()

    second = sharing.change(sharing.people.employee, sharing.chens, target="120")
    assert sharing.kpi(sharing.chens, "k1").target == "100"
    sharing.agree(sharing.people.colleague, second)

    for goals, weight in ((sharing.chens, 60), (sharing.wus, 100)):
        assert sharing.goals(goals).state is State.CHANGE_SENT
        assert signed_by(sharing, goals) == {Party.EMPLOYEE}
        stands = sharing.kpi(goals, "k1")
        assert (stands.target, stands.weight) == ("120", weight)


def test_what_the_manager_adjusted_meanwhile_is_not_signed_with_it(sharing: Sharing) -> None:
    """Whoever agreed to the target agreed to nothing else."""
    sharing.both_share()
    second = sharing.change(sharing.people.employee, sharing.chens, target="120")
    stands = sharing.kpi(sharing.chens, "k1"), sharing.kpi(sharing.chens, "k2")
    adjusted = (replace(stands[0], weight=50), replace(stands[1], weight=50))
    proposed(sharing.store, sharing.chens.id, sharing.people.manager, adjusted, reason="Half and half.")

    sharing.agree(sharing.people.colleague, second)

    chens = sharing.goals(sharing.chens)
    assert chens.state is State.CHANGE_ADJUSTED
    assert signed_by(sharing, sharing.chens) == {Party.MANAGER}
    in_draft = sharing.drafted(sharing.people.employee, sharing.chens)
    assert [(each.target, each.weight) for each in in_draft] == [("120", 50), ("3.6", 50)]


def test_what_the_employee_had_sent_is_sent_anew_with_it(sharing: Sharing) -> None:
    sharing.both_share()
    sheet = (sharing.kpi(sharing.chens, "k1"), replace(sharing.kpi(sharing.chens, "k2"), target="4"))
    sent = proposed(sharing.store, sharing.chens.id, sharing.people.employee, sheet, reason="It grows.")
    second = sharing.change(sharing.people.colleague, sharing.wus, target="120")

    sharing.agree(sharing.people.employee, second)

    chens = sharing.goals(sharing.chens)
    assert chens.state is State.CHANGE_SENT
    assert chens.sheet_id != sent
    assert [sharing.kpi(sharing.chens, key).target for key in ("k1", "k2")] == ["120", "4"]


def test_whose_period_is_scored_already_keeps_their_sheet(sharing: Sharing) -> None:
    sharing.both_share()
    second = sharing.change(sharing.people.employee, sharing.chens, target="120")
    with sharing.store.begin() as unit:
        unit.session.get_one(CycleRow, sharing.chens.cycle_id).scoring_opened_at = ASKED_AT

    sharing.agree(sharing.people.colleague, second)

    assert sharing.goals(sharing.wus).state is State.AGREED
    assert sharing.kpi(sharing.wus, "k1").target == "100"


@pytest.mark.parametrize(("name", "stands"), [("Visits", True), ("Orders", False)])
def test_on_a_departments_sheet_it_takes_the_place_of_the_kpi_of_its_name(
    sharing: Sharing, name: str, stands: bool
) -> None:
    with sharing.store.begin() as unit:
        technical = unit.plans.departments()["Technical"]
        kpi_sheet(unit, department_id=technical, kpis=(("t1", name, 70), ("t2", "Uptime", 30)))
    shared = sharing.share(departments=("Technical",))

    sharing.agree(sharing.people.boss, shared)

    with sharing.store.read() as unit:
        number, _ = unit.organisation.team_sheets()["Technical"]
        newest = select(func.max(KpiSheetRow.id)).where(KpiSheetRow.department_id == technical)
        kpis = unit.sheets.version(unit.session.scalar(newest) or 0).kpis
    assert number == (2 if stands else 1)
    assert [(each.name, each.weight, each.shared_id) for each in kpis] == [
        (name, 70, shared.shared_id if stands else None),
        ("Uptime", 30, None),
    ]
