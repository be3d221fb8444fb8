"""What everybody's cards show of goals."""

from collections.abc import Sequence

from bot.domain.access import Deed, may, require
from bot.domain.employment import share_of
from bot.domain.goals.facts import (
    AgreementFacts,
    GoalsFacts,
    ListedSheet,
    ListedSheets,
    Signed,
    TeamGoals,
)
from bot.domain.goals.goals import Signature
from bot.domain.goals.named import Named
from bot.domain.goals.obligations import Terms, implied
from bot.domain.goals.sheet import SheetVersion
from bot.domain.goals.way import Mark, Party
from bot.domain.policy import Policy
from bot.domain.reviews.cycles import cycle_name
from bot.domain.reviews.kpis import Kpi
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.actions.follow_up import still_open
from bot.services.reviews.fingerprint import fixed_rules
from storage.unit import Unit

SHEETS_SHOWN = 45
"""As many as a form has room for."""

_ORDER = (Mark.WAITS, Mark.TO_CONFIRM, Mark.WANTED, Mark.DRAFTING, Mark.AGREED)


def goals_facts(unit: Unit, goals_id: int, *, policy: Policy) -> GoalsFacts:
    """Somebody's goals; whoever shows them checks for whom. Raises Missing."""
    goals, cycle, employee, manager = unit.goals.whole(goals_id)
    versions = {
        sheet_id: unit.sheets.version(sheet_id)
        for sheet_id in (goals.sheet_id, goals.agreed_sheet_id)
        if sheet_id is not None
    }
    terms = Terms(
        period=cycle.name,
        due=cycle.goals_due or cycle.ends_on,
        announced_at=goals.owed_since,
        agreement_days=policy.schedule.agreement_days,
    )
    owed = next(implied(goals, employee=employee, manager=manager, terms=terms), None)
    return GoalsFacts(
        goals=goals,
        cycle=cycle,
        employee=employee,
        manager=manager,
        sheet=versions.get(goals.sheet_id) if goals.sheet_id else None,
        agreed=versions.get(goals.agreed_sheet_id) if goals.agreed_sheet_id else None,
        signed=signed_under(unit, list(versions)),
        due_on=owed.due_on if owed else None,
        withdrawn=unit.cycles.withdrawal(goals.cycle_id),
        form=unit.job_forms.of_goals(goals.id),
        share=share_of(
            cycle.starts_on,
            cycle.ends_on,
            joined_on=employee.joined_on,
            away=unit.moves.away(employee.id) if employee.returned_on else (),
            calendar=employee.calendar,
        ),
        rules=fixed_rules(unit, goals.cycle_id),
        open_actions=still_open(unit, goals.employee_id),
    )


def agreement_facts(
    unit: Unit, goals_id: int, sheet_id: int, reader_id: int, *, policy: Policy
) -> AgreementFacts:
    """One version of a sheet as one reader needs it; whoever shows it checks for whom.

    Raises Missing; Refusal("card.unknown") for a version that is not of these goals.
    """
    facts = goals_facts(unit, goals_id, policy=policy)
    this = unit.sheets.version(sheet_id)
    signed = signed_under(unit, [sheet_id])[sheet_id]
    compared = _known_before(unit, facts, this, signed)
    side = Party.EMPLOYEE if reader_id == facts.goals.employee_id else Party.MANAGER
    numbers = unit.sheets.numbers(facts.goals.employee_id, facts.goals.cycle_id)
    if sheet_id not in numbers:
        raise Refusal("card.unknown")
    later = next((number for number in numbers.values() if number > this.number), None)
    return AgreementFacts(
        facts=facts,
        this=this,
        compared=compared,
        signed=signed,
        named=named_by(unit, this.kpis, compared.kpis if compared else ()),
        reader=unit.people.get(reader_id),
        side=side,
        is_open=facts.goals.sheet_id == sheet_id,
        is_agreed=this.agreed_at is not None,
        replaced_by=later,
    )


def read_agreement(acting: Acting, *, goals_id: int, sheet_id: int | None) -> AgreementFacts:
    """A version of a sheet in full, the one that stands where none is named.

    Raises Refusal: goals.not_yours, goals.nothing_yet, card.unknown.
    """
    with acting.store.read() as unit:
        goals = unit.goals.look(goals_id)
        require(Deed.READ_GOALS, acting.by, goals, refuse=lambda: Refusal("goals.not_yours"))
        wanted = sheet_id or goals.sheet_id or goals.agreed_sheet_id
        if wanted is None:
            raise Refusal("goals.nothing_yet", employee=unit.people.get(goals.employee_id).name)
        return agreement_facts(unit, goals_id, wanted, acting.person.id, policy=acting.policy)


def my_goals(acting: Acting, *, period: str | None = None) -> GoalsFacts:
    """One's own goals, of a period or of the latest. Raises Refusal("goals.none")."""
    with acting.store.read() as unit:
        found = unit.goals.latest_of(acting.person.id, period=cycle_name(period) if period else None)
        if found is None:
            raise Refusal("goals.none", period=period or "")
        require(Deed.READ_GOALS, acting.by, found)
        return goals_facts(unit, found.id, policy=acting.policy)


def list_sheets(acting: Acting, *, cycle_id: int) -> ListedSheets:
    """The goals of a period that this person may read, but for their own. Raises Missing."""
    with acting.store.read() as unit:
        cycle = unit.cycles.facts(cycle_id)
        may_read = [
            (name, goals)
            for name, goals in unit.goals.of_cycle(cycle_id)
            if goals.is_here
            and goals.stage.counts
            and goals.employee_id != acting.person.id
            and may(Deed.READ_GOALS, acting.by, goals)
        ]
        may_read.sort(key=lambda each: (_ORDER.index(each[1].stage.mark), each[1].owed_since, each[0]))
        shown = may_read[:SHEETS_SHOWN]
        names = {each.id: each.name for each in unit.people.values({goals.manager_id for _, goals in shown})}
        forms = {
            form.goals_id: form.id for form in unit.job_forms.of_cycle(cycle_id) if form.newest is not None
        }
        return ListedSheets(
            cycle_name=cycle.name,
            listed=tuple(
                ListedSheet(
                    goals_id=goals.id,
                    employee=name,
                    manager=names[goals.manager_id],
                    mark=goals.stage.mark,
                    since=goals.owed_since,
                    sheet_id=goals.sheet_id or goals.agreed_sheet_id,
                    form_id=forms.get(goals.id),
                )
                for name, goals in shown
            ),
            more=len(may_read) - len(shown),
        )


def team_goals(unit: Unit, cycle_id: int, manager_id: int) -> TeamGoals:
    """How far a manager's people are."""
    cycle = unit.cycles.facts(cycle_id)
    return TeamGoals(
        cycle_id=cycle_id,
        cycle_name=cycle.name,
        manager=unit.people.get(manager_id),
        due=cycle.goals_due or cycle.ends_on,
        people=tuple((name, goals.stage.mark) for name, goals in unit.goals.team(cycle_id, manager_id)),
        withdrawn=unit.cycles.withdrawal(cycle_id),
    )


def named_by(unit: Unit, *sheets: Sequence[Kpi]) -> Named:
    """Of the KPIs of these sheets: who enters their figures, on which goals they hang, who shares them."""
    ids = {kpi.figure_by_id for kpis in sheets for kpi in kpis if kpi.figure_by_id is not None}
    shared = {kpi.shared_id for kpis in sheets for kpi in kpis if kpi.shared_id is not None}
    keys = {kpi.goal_key for kpis in sheets for kpi in kpis if kpi.goal_key is not None}
    return Named(
        people={person.id: person.name for person in unit.people.values(ids)} if ids else {},
        goals=unit.plans.names(keys) if keys else {},
        owners=unit.shared.owners_of(shared) if shared else {},
    )


def signed_under(unit: Unit, sheet_ids: list[int]) -> dict[int, dict[Party, Signed]]:
    """The signatures under these versions, with names."""
    found = unit.sheets.signatures(sheet_ids)
    ids = {
        person
        for signatures in found.values()
        for each in signatures.values()
        for person in (each.by_id, each.in_place_of_id)
        if person is not None
    }
    names = {person.id: person.name for person in unit.people.values(ids)}
    return {
        sheet_id: {side: _signed(each, names) for side, each in signatures.items()}
        for sheet_id, signatures in found.items()
    }


def _signed(signature: Signature, names: dict[int, str]) -> Signed:
    covered = signature.in_place_of_id
    return Signed(
        side=signature.side,
        name=names[signature.by_id],
        at=signature.at,
        in_place_of=names[covered] if covered is not None else "",
    )


def _known_before(
    unit: Unit, facts: GoalsFacts, this: SheetVersion, signed: dict[Party, Signed]
) -> SheetVersion | None:
    """The newest version before this one that the other side signed, or that was agreed."""
    proposer = min(signed.values(), key=lambda each: each.at).side
    earlier = unit.sheets.before(facts.goals.employee_id, this.number)
    signatures = unit.sheets.signatures([each.id for each in earlier])
    return next(
        (each for each in earlier if each.agreed_at is not None or signatures[each.id].keys() - {proposer}),
        None,
    )
