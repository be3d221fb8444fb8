"""The organisation written from a file: laid ready where nobody sees it, then switched to at once.

What is laid ready is a person who left on the last of all days, and a sheet whose version is negative: no
query lists the one or takes the other for somebody's newest. What an import that died has laid ready is
swept away by the next.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import String, Table, bindparam, delete, func, insert, literal, null, select, update
from sqlalchemy import cast as cast_to
from sqlalchemy.orm import Session

from bot.domain.import_plan import InSlack, Sheet, Stored
from bot.domain.matching import Known
from bot.domain.reviews.sheets import SheetOrigin
from storage.models.imports import ImportRow
from storage.models.people import AddressRow, BranchRow, DepartmentRow, HeldRoleRow, PersonRow
from storage.models.reviews import KpiItemRow, KpiSheetRow
from storage.reviews.reading import newest_agreed

NOT_HERE_YET = date.max

_BEGINNING = 0x5354_4557
"""The number of PostgreSQL's lock for whoever begins an import."""

_PEOPLE = cast(Table, PersonRow.__table__)
_SHEETS = cast(Table, KpiSheetRow.__table__)
_ITEMS = cast(Table, KpiItemRow.__table__)
_ITEM_FIELDS = (
    "position",
    "key",
    "name",
    "result",
    "measure",
    "unit",
    "target",
    "source",
    "weight",
    "anchors",
)


@dataclass(frozen=True, kw_only=True)
class Places:
    """The ids of branches and departments by name."""

    branches: Mapping[str, int]
    departments: Mapping[str, int]

    def resolved(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """The same with ids in the place of names."""
        found = dict(fields)
        if "branch" in found:
            found["branch_id"] = self.branches[found.pop("branch")]
        if "department" in found:
            found["department_id"] = self.departments[found.pop("department")]
        return found


class Organisations:
    """What the file says, read and written for everybody at once."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def under_way_since(self, *, after: datetime) -> datetime | None:
        """When an import began that has not ended, if it was after a moment."""
        return self._session.scalar(
            select(func.max(ImportRow.begun_at)).where(
                ImportRow.ended_at.is_(None), ImportRow.begun_at > after
            )
        )

    def one_at_a_time(self) -> None:
        """Wait until nobody else is about to begin one. SQLite has one writer anyway."""
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(select(func.pg_advisory_xact_lock(_BEGINNING)))

    def begin(self, *, now: datetime) -> int:
        """Put a new import on record; its number. One that has not ended is over: it counts as dead."""
        self._session.execute(update(ImportRow).where(ImportRow.ended_at.is_(None)).values(ended_at=now))
        row = ImportRow(begun_at=now)
        self._session.add(row)
        self._session.flush()
        return row.id

    def is_under_way(self, number: int) -> bool:
        """Whether no other began meanwhile, which waits for this transaction then."""
        statement = select(ImportRow.ended_at).where(ImportRow.id == number).with_for_update()
        return self._session.scalars(statement).one() is None

    def end(self, number: int, *, counts: Mapping[str, int] | None, now: datetime) -> None:
        """It is over; `counts` None: nothing came of it."""
        row = self._session.get_one(ImportRow, number)
        row.ended_at, row.counts = now, None if counts is None else dict(counts)

    def sweep(self) -> None:
        """Take away what was laid ready and never switched to."""
        staged = select(_PEOPLE.c.id).where(_PEOPLE.c.left_on == NOT_HERE_YET)
        sheets = select(_SHEETS.c.id).where((_SHEETS.c.version < 0) | _SHEETS.c.person_id.in_(staged))
        self._session.execute(delete(_ITEMS).where(_ITEMS.c.sheet_id.in_(sheets)))
        self._session.execute(
            delete(_SHEETS).where((_SHEETS.c.version < 0) | _SHEETS.c.person_id.in_(staged))
        )
        self._session.execute(update(_PEOPLE).where(_PEOPLE.c.manager_id.in_(staged)).values(manager_id=None))
        self._session.execute(delete(HeldRoleRow).where(HeldRoleRow.person_id.in_(staged)))
        self._session.execute(delete(_PEOPLE).where(_PEOPLE.c.left_on == NOT_HERE_YET))

    def places(
        self,
        *,
        branches: Mapping[str, tuple[str, str]],
        departments: Mapping[str, bool],
        change: bool,
    ) -> Places:
        """Every place, made where it is not there; `change`: also what is said of each.

        `branches`: country and time zone by name. `departments`: whether it is technical.
        """
        known = {row.name: row for row in self._session.scalars(select(BranchRow).order_by(BranchRow.id))}
        for name, (country, timezone) in branches.items():
            if name not in known or change:
                branch = known.setdefault(name, BranchRow(name=name))
                branch.country, branch.timezone = country, timezone
                self._session.add(branch)
        rooms = {
            row.name: row for row in self._session.scalars(select(DepartmentRow).order_by(DepartmentRow.id))
        }
        for name, is_technical in departments.items():
            if name not in rooms or change:
                room = rooms.setdefault(name, DepartmentRow(name=name))
                room.is_technical = is_technical
                self._session.add(room)
        self._session.flush()
        return Places(
            branches={name: row.id for name, row in known.items()},
            departments={name: row.id for name, row in rooms.items()},
        )

    def stored(self) -> list[Stored]:
        """Everybody, also those who left, with every address that they had; not who was laid ready."""
        addresses: dict[int, set[str]] = {}
        for person_id, address in self._session.execute(select(AddressRow.person_id, AddressRow.address)):
            addresses.setdefault(person_id, set()).add(address)
        roles: dict[int, list[str]] = {}
        for person_id, role in self._session.execute(
            select(HeldRoleRow.person_id, HeldRoleRow.role).order_by(HeldRoleRow.role)
        ):
            roles.setdefault(person_id, []).append(role)
        rows = self._session.execute(
            select(_PEOPLE, BranchRow.name.label("branch"), DepartmentRow.name.label("department"))
            .join(BranchRow, BranchRow.id == _PEOPLE.c.branch_id)
            .join(DepartmentRow, DepartmentRow.id == _PEOPLE.c.department_id)
            .where(_PEOPLE.c.left_on.is_(None) | (_PEOPLE.c.left_on != NOT_HERE_YET))
            .order_by(_PEOPLE.c.id)
        ).mappings()
        return [
            Stored(
                known=Known(
                    id=row["id"],
                    email=row["email"].lower(),
                    name=row["name"],
                    post=row["post"],
                    number=row["number"],
                    slack_id=row["slack_id"],
                    addresses=frozenset(addresses.get(row["id"], ())),
                    has_left=row["left_on"] is not None,
                ),
                fields={**row, "roles": roles.get(row["id"], [])},
                manager=row["manager_id"],
                stands_in_for=row["stands_in_for_id"],
            )
            for row in rows
        ]

    def sheets(self) -> dict[int, Sheet]:
        """Everybody's newest sheet: its version and its items."""
        return self._newest_sheets("person_id")

    def team_sheets(self) -> dict[str, Sheet]:
        """The same of departments, by name."""
        names = {row.id: row.name for row in self._session.scalars(select(DepartmentRow))}
        found = self._newest_sheets("department_id")
        return {names[department_id]: sheet for department_id, sheet in found.items()}

    def in_slack(self) -> InSlack:
        """Whose sheets were signed, and which numbers versions have that nobody has signed yet."""
        newest = newest_agreed("person_id")
        signed = select(newest.c.whose).where(newest.c.origin == SheetOrigin.SIGNED)
        highest = (
            select(_SHEETS.c.person_id, func.max(_SHEETS.c.version))
            .where(_SHEETS.c.origin == SheetOrigin.SIGNED)
            .group_by(_SHEETS.c.person_id)
        )
        return InSlack(
            signed=frozenset(self._session.scalars(signed)),
            versions=dict(self._session.execute(highest).all()),
        )

    def _newest_sheets(self, whose: str) -> dict[int, Sheet]:
        newest = newest_agreed(whose)
        rows = self._session.execute(
            select(newest.c.whose, newest.c.version, *(_ITEMS.c[name] for name in _ITEM_FIELDS))
            .join(_ITEMS, _ITEMS.c.sheet_id == newest.c.id)
            .order_by(newest.c.whose, _ITEMS.c.position)
        )
        found: dict[int, Sheet] = {}
        for owner, version, *values in rows:
            items = found.setdefault(owner, (version, []))[1]
            items.append(dict(zip(_ITEM_FIELDS, values, strict=True)))
        return found

    def lay_people_ready(self, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Write people whom nobody sees yet; their ids, in the same order."""
        statement = insert(_PEOPLE).returning(_PEOPLE.c.id, sort_by_parameter_order=True)
        values = [
            {name: value for name, value in row.items() if name != "roles"}
            | {"left_on": NOT_HERE_YET, "open_to_pings": False}
            for row in rows
        ]
        ids = list(self._session.scalars(statement, values))
        self._give_roles({person_id: row["roles"] for person_id, row in zip(ids, rows, strict=True)})
        return ids

    def lay_sheets_ready(
        self, sheets: Sequence[tuple[int, int, Sequence[Mapping[str, Any]]]], *, at: datetime
    ) -> None:
        """Write sheets that nobody sees yet: whose, which version, the items."""
        self._lay_ready("person_id", sheets, at=at)

    def lay_team_sheets_ready(
        self, sheets: Sequence[tuple[int, int, Sequence[Mapping[str, Any]]]], *, at: datetime
    ) -> None:
        """The same of departments."""
        self._lay_ready("department_id", sheets, at=at)

    def _lay_ready(
        self, owner: str, sheets: Sequence[tuple[int, int, Sequence[Mapping[str, Any]]]], *, at: datetime
    ) -> None:
        statement = insert(_SHEETS).returning(_SHEETS.c.id, sort_by_parameter_order=True)
        rows = [{owner: whose, "version": -version, "agreed_at": at} for whose, version, _ in sheets]
        ids = list(self._session.scalars(statement, rows))
        self._session.execute(
            insert(_ITEMS),
            [
                {"sheet_id": sheet_id, **item}
                for sheet_id, (_, _, items) in zip(ids, sheets, strict=True)
                for item in items
            ],
        )

    def show(self) -> None:
        """Everything that was laid ready is there for everybody.

        Whoever signed a sheet in Slack meanwhile keeps it; where somebody took the number of a version, the
        one that was laid ready has the next.
        """
        self._session.execute(update(_PEOPLE).where(_PEOPLE.c.left_on == NOT_HERE_YET).values(left_on=None))
        self._make_way_for_what_was_signed()
        self._session.execute(update(_SHEETS).where(_SHEETS.c.version < 0).values(version=-_SHEETS.c.version))

    def _make_way_for_what_was_signed(self) -> None:
        """Whoever proposes a version waits for this, as this does for them: both lock the person first."""
        ready = select(_SHEETS.c.person_id).where(_SHEETS.c.version < 0, _SHEETS.c.person_id.is_not(None))
        self._session.execute(select(_PEOPLE.c.id).where(_PEOPLE.c.id.in_(ready)).with_for_update()).all()
        in_slack = self.in_slack()
        laid = self._session.execute(
            select(_SHEETS.c.id, _SHEETS.c.person_id, _SHEETS.c.version).where(
                _SHEETS.c.version < 0, _SHEETS.c.person_id.is_not(None)
            )
        ).all()
        passed_over = [sheet_id for sheet_id, who, _ in laid if who in in_slack.signed]
        self._session.execute(delete(_ITEMS).where(_ITEMS.c.sheet_id.in_(passed_over)))
        self._session.execute(delete(_SHEETS).where(_SHEETS.c.id.in_(passed_over)))
        for sheet_id, who, version in laid:
            taken = in_slack.versions.get(who, 0)
            if -version <= taken and who not in in_slack.signed:
                later = update(_SHEETS).where(_SHEETS.c.id == sheet_id).values(version=-taken - 1)
                self._session.execute(later)

    def accounts(self) -> list[tuple[int, str]]:
        """Everybody who has a Slack account, and which."""
        has_one = _PEOPLE.c.slack_id.is_not(None)
        rows = self._session.execute(select(_PEOPLE.c.id, _PEOPLE.c.slack_id).where(has_one))
        return [(person_id, account) for person_id, account in rows]

    def free_keys(self, fields: Mapping[str, Collection[int]]) -> None:
        """Let go of what must be one's own, so that two can change places: by column, whose."""
        for column, ids in fields.items():
            # An address is never empty: until the new one is written nothing but the id stands there.
            value = literal("#") + cast_to(_PEOPLE.c.id, String) if column == "email" else null()
            if ids:
                self._session.execute(
                    update(_PEOPLE).where(_PEOPLE.c.id == bindparam("whose")).values({column: value}),
                    [{"whose": person_id} for person_id in sorted(ids)],
                )

    def change(self, updates: Mapping[int, Mapping[str, Any]]) -> None:
        """Write fields of people by id, those with the same fields in one statement."""
        roles = {person_id: values["roles"] for person_id, values in updates.items() if "roles" in values}
        for person_id in sorted(roles):
            self._session.execute(delete(HeldRoleRow).where(HeldRoleRow.person_id == person_id))
        self._give_roles(roles)
        alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for person_id, given in sorted(updates.items()):
            values = {name: value for name, value in given.items() if name != "roles"}
            if not values:
                continue
            alike.setdefault(tuple(sorted(values)), []).append({"whose": person_id, **_bound(values)})
        for names, rows in alike.items():
            self._session.execute(
                update(_PEOPLE)
                .where(_PEOPLE.c.id == bindparam("whose"))
                .values({name: bindparam(f"new_{name}", type_=_PEOPLE.c[name].type) for name in names}),
                rows,
            )

    def _give_roles(self, roles: Mapping[int, Collection[str]]) -> None:
        rows = [{"person_id": who, "role": role} for who, some in sorted(roles.items()) for role in some]
        if rows:
            self._session.execute(insert(HeldRoleRow), rows)

    def remember_addresses(self, addresses: Collection[tuple[int, str]]) -> None:
        """Addresses that people had; what is known already stays."""
        for person_id, address in sorted(addresses):
            self._session.merge(AddressRow(person_id=person_id, address=address))


def _bound(values: Mapping[str, Any]) -> dict[str, Any]:
    return {f"new_{name}": value for name, value in values.items()}
