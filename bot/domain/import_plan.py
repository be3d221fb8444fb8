"""What an organisation file changes: worked out on values, before anything is written."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.domain.history import Changed
from bot.domain.matching import Known, Matching
from bot.domain.organisation import KpiEntry, Organisation, PersonEntry

_OF_A_PERSON = ("number", "email", "name", "post", "grade", "roles", "branch", "department")
FIELDS = (*_OF_A_PERSON, "slack_id", "phone", "joined_on")
"""What the file says of a person; those of LEAVES leave what stands where they say nothing."""

LEAVES = ("number", "slack_id", "phone", "joined_on")

MANY_LEFT, MANY_LEFT_PERCENT = 5, 20
"""More people than this, and more of all than this share, leave at once only if it is meant (our choice); so
does half of a company, however small, but for a single person.
"""


@dataclass(frozen=True, kw_only=True)
class Stored:
    """Somebody as the database has them. `fields` are FIELDS; `manager` is an id, and `stands_in_for` that of
    the one who left without a successor, whose place the manager takes.
    """

    known: Known
    fields: Mapping[str, Any]
    manager: int | None
    stands_in_for: int | None = None


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """One field of one person, old beside new."""

    name: str
    field: str
    before: str
    after: str


@dataclass(kw_only=True)
class Imported:
    """What an import comes to: names, in the order of the file. `sheets` are people with a new KPI sheet,
    `team_sheets` departments with one. `left_alone`: people who signed a sheet in Slack and keep it, whatever
    KPIs the file gives them.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    team_sheets: list[str] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)
    new_manager: list[str] = field(default_factory=list)
    transferred: list[str] = field(default_factory=list)
    details: list[FieldChange] = field(default_factory=list)


@dataclass(kw_only=True)
class Plan:
    """All that is to be written. People of the file are named by their address in it.

    `updates`: what changes of somebody known, by id. `sheets` and `team_sheets`: new versions. `managers`:
    whose direct superior is another one now, `had_manager` who it was. `returned` and `left` are ids, `freed`
    those whose account is another's, `renumbered` those whose number is, `robbed` those who left and whose
    address is. `former`: addresses that people had till now. `taken`: keys that somebody has before all this,
    by field. `renamed`: who is called otherwise. `stand_ins`: for whom somebody's manager stands in now, None
    for nobody any more. `is_first`: nobody was known before. `active`: how many were there till now.
    """

    added: list[PersonEntry] = field(default_factory=list)
    updates: dict[int, dict[str, Any]] = field(default_factory=dict)
    former: list[tuple[int, str]] = field(default_factory=list)
    robbed: list[int] = field(default_factory=list)
    taken: frozenset[tuple[str, str]] = frozenset()
    sheets: list[tuple[PersonEntry, int, list[dict[str, Any]]]] = field(default_factory=list)
    team_sheets: list[tuple[str, int, list[dict[str, Any]]]] = field(default_factory=list)
    had_manager: dict[str, int] = field(default_factory=dict)
    managers: list[PersonEntry] = field(default_factory=list)
    returned: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    freed: list[int] = field(default_factory=list)
    renumbered: list[int] = field(default_factory=list)
    renamed: dict[int, Changed[str]] = field(default_factory=dict)
    stand_ins: dict[str, int | None] = field(default_factory=dict)
    is_first: bool = False
    active: int = 0
    ids: dict[str, int] = field(default_factory=dict)
    summary: Imported = field(default_factory=Imported)

    @property
    def many_left(self) -> bool:
        """Whether so many leave at once that the file may be another one than was meant."""
        left = len(self.left)
        is_half = left > 1 and left * 2 >= self.active
        return is_half or (left > MANY_LEFT and left * 100 > self.active * MANY_LEFT_PERCENT)

    def late_keys(self, entry: PersonEntry) -> dict[str, Any]:
        """What a newcomer is given by the file and somebody else still has, or may get meanwhile."""
        said = fields_of(entry)
        return {
            name: said[name]
            for name in OWN_KEYS
            if (name, said[name]) in self.taken or (name == "slack_id" and said[name])
        }


OWN_KEYS = ("email", "number", "slack_id")
"""The fields that no two people can share."""

_NOT_THERE_YET = 0

Sheet = tuple[int, list[dict[str, Any]]]
"""A version and its items, as `sheet_items` makes them."""


@dataclass(frozen=True, kw_only=True)
class InSlack:
    """What people have agreed on in Slack. `signed`: whose newest agreed sheet both sides signed. `versions`:
    the highest number that a version of a person's sheet has, which may be one that is not signed yet.
    """

    signed: Collection[int] = ()
    versions: Mapping[int, int] = field(default_factory=dict)


NOTHING_SIGNED = InSlack()


def plan(
    organisation: Organisation,
    stored: Sequence[Stored],
    sheets: Mapping[int, Sheet],
    matching: Matching,
    *,
    team_sheets: Mapping[str, Sheet],
    in_slack: InSlack = NOTHING_SIGNED,
) -> Plan:
    """Everything in which the file and the database differ. `sheets` are the newest agreed ones, by person;
    `team_sheets` departments', by name.
    """
    by_id = {each.known.id: each for each in stored}
    made = Plan(
        ids=dict(matching.ids),
        is_first=not stored,
        active=sum(not each.known.has_left for each in stored),
        taken=frozenset(
            (name, each.fields[name]) for each in stored for name in OWN_KEYS if each.fields[name]
        ),
    )
    for entry in organisation.people:
        before = by_id.get(made.ids.get(entry.email, 0))
        if before is None:
            made.added.append(entry)
            made.summary.added.append(entry.name)
        else:
            _compare(made, entry, before)
        _compare_sheets(made, entry, before.known.id if before else _NOT_THERE_YET, sheets, in_slack)
        _compare_managers(made, entry, before)
    for department in organisation.departments:
        if newer := _newer_sheet(department.kpis, team_sheets.get(department.name)):
            made.team_sheets.append((department.name, *newer))
            made.summary.team_sheets.append(department.name)
    _see_to_the_others(made, organisation, stored)
    return made


def _see_to_the_others(made: Plan, organisation: Organisation, stored: Sequence[Stored]) -> None:
    """Whoever is not in the file, and whoever has what the file gives to somebody else."""
    accounts = {entry.slack_id: made.ids.get(entry.email) for entry in organisation.people if entry.slack_id}
    numbers = {entry.number: made.ids.get(entry.email) for entry in organisation.people if entry.number}
    present = set(made.ids.values())
    wanted = {entry.email for entry in organisation.people}
    for each in stored:
        known = each.known
        if known.number and numbers.get(known.number, known.id) != known.id:
            made.renumbered.append(known.id)
        if known.id not in present:
            if not known.has_left:
                made.left.append(known.id)
                made.summary.left.append(known.name)
            if known.email in wanted:
                made.robbed.append(known.id)
                made.former.append((known.id, known.email))
        elif known.slack_id and accounts.get(known.slack_id, known.id) != known.id:
            made.freed.append(known.id)


def fields_of(entry: PersonEntry) -> dict[str, Any]:
    """What the file says of a person, by FIELDS."""
    return {
        "number": entry.number,
        "email": entry.email,
        "name": entry.name,
        "post": entry.post,
        "grade": entry.grade,
        "roles": sorted(role.value for role in entry.roles),
        "branch": entry.branch,
        "department": entry.department,
        "slack_id": entry.slack_id,
        "phone": entry.phone,
        "joined_on": entry.joined,
    }


def sheet_items(kpis: Sequence[KpiEntry]) -> list[dict[str, Any]]:
    """A sheet's items as they are stored."""
    return [
        {
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
        for position, kpi in enumerate(kpis)
    ]


def _compare(made: Plan, entry: PersonEntry, before: Stored) -> None:
    said = fields_of(entry)
    changes = {
        name: said[name]
        for name in FIELDS
        if said[name] != before.fields[name] and not (said[name] is None and name in LEAVES)
    }
    if changes:
        made.updates[before.known.id] = changes
        if "name" in changes:
            made.renamed[before.known.id] = Changed(was=before.fields["name"], now=entry.name)
        if "email" in changes:
            made.former.append((before.known.id, before.known.email))
        made.summary.details += [
            FieldChange(
                name=entry.name, field=name, before=_shown(before.fields[name]), after=_shown(said[name])
            )
            for name in changes
        ]
    if before.known.has_left:
        made.returned.append(before.known.id)
        made.summary.returned.append(entry.name)
    elif changes:
        made.summary.changed.append(entry.name)


def _compare_sheets(
    made: Plan, entry: PersonEntry, who: int, sheets: Mapping[int, Sheet], in_slack: InSlack
) -> None:
    newer = _newer_sheet(entry.kpis, sheets.get(who))
    if newer is None:
        return
    if who in in_slack.signed:
        made.summary.left_alone.append(entry.name)
        return
    number, items = newer
    made.sheets.append((entry, max(number, in_slack.versions.get(who, 0) + 1), items))
    made.summary.sheets.append(entry.name)


def _newer_sheet(kpis: Sequence[KpiEntry] | None, stored: Sheet | None) -> Sheet | None:
    """The next version of a sheet; None where the file says nothing of it, or nothing else."""
    version, items = stored or (0, [])
    wanted = sheet_items(kpis or ())
    return (version + 1, wanted) if wanted and wanted != items else None


def _compare_managers(made: Plan, entry: PersonEntry, before: Stored | None) -> None:
    stood_in = before.stands_in_for if before else None
    if stood_in != entry.stands_in_for:
        made.stand_ins[entry.email] = entry.stands_in_for
    had = before.manager if before else None
    if had == (made.ids.get(entry.manager, _NOT_THERE_YET) if entry.manager else None):
        return
    made.managers.append(entry)
    if had is not None:
        made.had_manager[entry.email] = had
        made.summary.new_manager.append(entry.name)


def _shown(value: Any) -> str:
    return (", ".join(value) if isinstance(value, list) else str(value or "")) or "–"
