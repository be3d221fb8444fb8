"""The organisation as a whole: listing it, and bringing it up to date from a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import delete, update

from bot.domain.organisation import Findings, KpiEntry, Organisation, PersonEntry, check
from bot.domain.people import Person
from bot.errors import Refusal
from bot.services.reviews.hand_over import hand_over_reviews
from bot.services.reviews.leaving import tell_their_managers
from bot.services.reviews.schemes import load_scheme, scheme_keys
from storage.models.delivery import CardRow
from storage.models.people import BranchRow, DepartmentRow, PersonRow
from storage.models.reviews import KpiItemRow, KpiSheetRow
from storage.unit import Store, Unit


@dataclass(kw_only=True)
class Imported:
    """What an import came to: names, in the order of the file. `sheets` are people with a new KPI sheet."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    new_manager: list[str] = field(default_factory=list)


def check_organisation(organisation: Organisation) -> Findings:
    """What is wrong with an organisation, and what deserves a look."""
    scale: set[Decimal] = set()
    for key in scheme_keys():
        scale.update(load_scheme(key).points)
    return check(organisation, scale=scale)


def import_organisation(store: Store, organisation: Organisation, *, now: datetime, today: date) -> Imported:
    """Make the database say what the file says, all or nothing. Safe to run twice.

    Whoever is not in the file has left as of `today`; whoever is again has come back. A person is
    recognised by e-mail, else by Slack id. A KPI sheet that changed becomes a new version; reviews
    that are open keep theirs. Raises Refusal("organisation.invalid").
    """
    problems = check_organisation(organisation).problems
    if problems:
        raise Refusal("organisation.invalid", count=len(problems))
    imported = Imported()
    with store.begin() as unit:
        branches = _branches(unit, organisation)
        departments = _departments(unit, organisation)
        rows: dict[str, PersonRow] = {}
        for entry in organisation.people:
            rows[entry.email] = _person(
                unit, entry, branches[entry.branch], departments[entry.department], imported, now=now
            )
        unit.session.flush()
        for entry in organisation.people:
            _manager(unit, entry, rows, imported, now=now)
            if _sheet(unit, entry, rows[entry.email].id, now=now):
                imported.sheets.append(entry.name)
        present = {row.id for row in rows.values()}
        for row in unit.people.active():
            if row.id not in present:
                row.left_on = today
                imported.left.append(row.name)
                tell_their_managers(unit, row.id, now=now)
    return imported


def colleagues(store: Store, *, default_locale: str) -> list[Person]:
    """Everybody that the database knows, also those who left, in the order of their ids."""
    with store.read() as unit:
        return [row.value(default_locale=default_locale) for row in unit.people.every()]


def forget_places(store: Store) -> None:
    """Forget which messages stand where: the workspace that they stood in is gone."""
    with store.begin() as unit:
        unit.session.execute(delete(CardRow))
        unit.session.execute(update(PersonRow).values(dm_channel=None))


def _branches(unit: Unit, organisation: Organisation) -> dict[str, BranchRow]:
    rows = {row.name: row for row in unit.people.branches()}
    for entry in organisation.branches:
        row = rows.setdefault(entry.name, BranchRow(name=entry.name))
        row.country, row.timezone = entry.country, entry.timezone
        unit.session.add(row)
    return rows


def _departments(unit: Unit, organisation: Organisation) -> dict[str, DepartmentRow]:
    rows = {row.name: row for row in unit.people.departments()}
    for entry in organisation.departments:
        row = rows.setdefault(entry.name, DepartmentRow(name=entry.name))
        row.is_technical = entry.is_technical
        unit.session.add(row)
    return rows


def _person(
    unit: Unit,
    entry: PersonEntry,
    branch: BranchRow,
    department: DepartmentRow,
    imported: Imported,
    *,
    now: datetime,
) -> PersonRow:
    row = unit.people.by_email(entry.email)
    if row is None and entry.slack_id:
        row = unit.people.by_slack_id(entry.slack_id)
    is_new = row is None
    if row is None:
        row = PersonRow()
        unit.session.add(row)
        imported.added.append(entry.name)
    before = {column: getattr(row, column) for column in _COLUMNS}
    row.email, row.name, row.post, row.grade = entry.email, entry.name, entry.post, entry.grade
    row.roles = frozenset(entry.roles)
    row.branch, row.department = branch, department
    if entry.slack_id and entry.slack_id != row.slack_id:
        _take_slack_id(unit, entry.slack_id)
        row.slack_id, row.dm_channel = entry.slack_id, None
    if row.left_on is not None:
        row.left_on = None
        imported.returned.append(entry.name)
        tell_their_managers(unit, row.id, now=now)
    elif not is_new and before != {column: getattr(row, column) for column in _COLUMNS}:
        imported.changed.append(entry.name)
    return row


_COLUMNS = ("email", "name", "post", "grade", "roles", "branch", "department", "slack_id")


def _take_slack_id(unit: Unit, slack_id: str) -> None:
    """An account belongs to one person: whoever had it before is looked up by e-mail again."""
    holder = unit.people.by_slack_id(slack_id)
    if holder is not None:
        holder.slack_id, holder.dm_channel = None, None
        unit.session.flush()


def _manager(
    unit: Unit, entry: PersonEntry, rows: Mapping[str, PersonRow], imported: Imported, *, now: datetime
) -> None:
    row = rows[entry.email]
    manager = rows[entry.manager] if entry.manager else None
    if row.manager_id == (manager.id if manager else None):
        return
    had_one = row.manager_id is not None
    row.manager_id = manager.id if manager else None
    if had_one:
        imported.new_manager.append(entry.name)
    if manager is not None:
        hand_over_reviews(unit, row.id, manager.value(), now)


def _sheet(unit: Unit, entry: PersonEntry, person_id: int, *, now: datetime) -> bool:
    """Add a version of the KPI sheet where it differs from the last one; whether it did."""
    if not entry.kpis:
        return False
    sheet = unit.reviews.latest_sheet(person_id)
    wanted = [_item(position, kpi) for position, kpi in enumerate(entry.kpis)]
    if sheet is not None:
        standing = [
            {name: getattr(item, name) for name in wanted[0]} for item in unit.reviews.items(sheet.id)
        ]
        if standing == wanted:
            return False
    version = sheet.version + 1 if sheet else 1
    row = KpiSheetRow(person_id=person_id, version=version, agreed_at=now)
    unit.session.add(row)
    unit.session.flush()
    unit.session.add_all(KpiItemRow(sheet_id=row.id, **item) for item in wanted)
    return True


def _item(position: int, kpi: KpiEntry) -> dict[str, object]:
    return {
        "position": position,
        "key": f"k{position + 1}",
        "name": kpi.name,
        "result": kpi.result,
        "measure": kpi.measure,
        "unit": kpi.unit,
        "target": kpi.target,
        "source": kpi.source,
        "weight": kpi.weight,
        "anchors": [{"score": f"{score.normalize():f}", "text": text} for score, text in kpi.anchors],
    }
