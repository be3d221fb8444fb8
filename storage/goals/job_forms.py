"""Queries about job-responsibility forms: where they are, what was filled in, what was rated."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, or_, select, update
from sqlalchemy.orm import Session

from bot.domain.goals.goals import Goals
from bot.domain.goals.job_form import Answer, Content, FormVersion, JobForm, Rating
from bot.domain.goals.job_form_way import BEGUN, JOB_FORM, UNDER_WAY, WAITING, Event, State
from bot.domain.history import NOTHING_MORE, Entry, Facts, as_kept
from bot.domain.people import Person
from bot.domain.reviews.facts import CycleFacts
from storage.missing import found, one
from storage.models.job_forms import JobFormHistoryRow, JobFormRatingRow, JobFormRow, JobFormVersionRow
from storage.models.people import policy_of
from storage.people.reading import PersonColumns
from storage.plain import Plain
from storage.reviews.reading import CYCLE_COLUMNS, CYCLES, cycle_value

BATCH = 2000

# Put together once, and past the mapper: together that takes ten times as long as the statements.
_FORM, _ENTRY = Plain(JobFormRow), Plain(JobFormHistoryRow)
_VERSION, _RATING = Plain(JobFormVersionRow), Plain(JobFormRatingRow)
_EMPLOYEE, _MANAGER = PersonColumns("employee"), PersonColumns("manager")
_OF, _WHO = _FORM.table.c, _EMPLOYEE.people.c
_THIS = _OF.id == bindparam("form_id")
_WHOLE = (
    select(*_FORM.columns, *CYCLE_COLUMNS, *_MANAGER.columns, *_EMPLOYEE.columns)
    .select_from(
        _EMPLOYEE.joined_to(
            _MANAGER.joined_to(_FORM.table.join(CYCLES, CYCLES.c.id == _OF.cycle_id), _OF.manager_id),
            _OF.employee_id,
        )
    )
    .where(_THIS)
)
_AT_CYCLE = _FORM.width
_AT_MANAGER = _AT_CYCLE + len(CYCLE_COLUMNS)
_AT_EMPLOYEE = _AT_MANAGER + len(_MANAGER.columns)
_ANY = select(*_FORM.columns, _WHO.left_on).join(_EMPLOYEE.people, _WHO.id == _OF.employee_id)
_ONE = _ANY.where(_THIS)
_ONE_LOCKED = _ONE.with_for_update(of=_FORM.table)
_OF_GOALS = _ANY.where(_OF.goals_id == bindparam("goals_id"))
_UNDER_WAY = _ANY.where(_OF.state.in_(UNDER_WAY)).order_by(_OF.id)
_MOVE = (
    update(_FORM.table)
    .where(_THIS)
    .values(
        state=bindparam("now_state"),
        version=bindparam("now_version"),
        owed_since=bindparam("now_owed_since"),
        manager_id=bindparam("now_manager_id"),
        filled=bindparam("now_filled"),
        rated=bindparam("now_rated"),
        head_id=bindparam("now_head_id"),
    )
)
_HISTORY = (
    select(*_ENTRY.columns)
    .where(_ENTRY.table.c.form_id == bindparam("form_id"))
    .order_by(_ENTRY.table.c.number)
)
_ADD_HISTORY = insert(_ENTRY.table)
_OF_VERSION = _VERSION.table.c
_VERSIONS = select(*_VERSION.columns, *_RATING.columns).outerjoin(
    _RATING.table, _RATING.table.c.version_id == _OF_VERSION.id
)


class JobForms:
    """Forms as values. Whatever is `locked` is one's own until the transaction ends."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, form_id: int) -> JobForm:
        """The form, locked, so that two clicks are one after the other. Raises Missing."""
        return _value(one(self._session.execute(_ONE_LOCKED, {"form_id": form_id})))

    def look(self, form_id: int) -> JobForm:
        """The form as it is, for reading. Raises Missing."""
        return _value(one(self._session.execute(_ONE, {"form_id": form_id})))

    def some(self, ids: Collection[int]) -> list[JobForm]:
        """All of these as they are, for reading, in the order of their ids."""
        wanted = sorted(ids)
        return [
            _value(row)
            for start in range(0, len(wanted), BATCH)
            for row in self._session.execute(
                _ANY.where(_OF.id.in_(wanted[start : start + BATCH])).order_by(_OF.id)
            )
        ]

    def whole(self, form_id: int) -> tuple[JobForm, CycleFacts, Person, Person]:
        """The form with its cycle, employee and manager, in one statement. Raises Missing."""
        row = one(self._session.execute(_WHOLE, {"form_id": form_id}))
        policy = policy_of(self._session)
        employee = _EMPLOYEE.value(row, at=_AT_EMPLOYEE, policy=policy)
        form = _FORM.of(row).value(is_here=employee.left_on is None)
        manager = _MANAGER.value(row, at=_AT_MANAGER, policy=policy)
        return form, cycle_value(row, at=_AT_CYCLE), employee, manager

    def of_goals(self, goals_id: int) -> JobForm:
        """The form that belongs to somebody's goals. Raises Missing."""
        return _value(one(self._session.execute(_OF_GOALS, {"goals_id": goals_id})))

    def last_rated(self, employee_id: int) -> JobForm | None:
        """Somebody's form of the newest period in which one was rated and counts, for reading."""
        theirs = (
            _ANY.join(CYCLES, CYCLES.c.id == _OF.cycle_id)
            .where(_OF.employee_id == employee_id, _OF.rated.is_not(None), _OF.state.in_(UNDER_WAY))
            .order_by(CYCLES.c.starts_on.desc(), _OF.id.desc())
            .limit(1)
        )
        row = self._session.execute(theirs).first()
        return None if row is None else _value(row)

    def under_way_of(self, employee_id: int, *, today: date) -> Sequence[JobForm]:
        """A person's forms that wait for something, or whose period has not ended; locked."""
        theirs = (
            _UNDER_WAY.join(CYCLES, CYCLES.c.id == _OF.cycle_id)
            .where(_OF.employee_id == employee_id, _OF.state.in_(WAITING) | (CYCLES.c.ends_on >= today))
            .with_for_update(of=_FORM.table)
        )
        return [_value(row) for row in self._session.execute(theirs)]

    def look_under_way_with(self, person_id: int) -> Sequence[JobForm]:
        """Those that were not withdrawn in which somebody is one of the two sides, for reading."""
        sides = (_OF.employee_id == person_id) | (_OF.manager_id == person_id)
        return [_value(row) for row in self._session.execute(_UNDER_WAY.where(sides))]

    def of_cycle(self, cycle_id: int, *, lock: bool = False) -> Sequence[JobForm]:
        """Everybody's in a cycle; with `lock` one's own until the transaction ends."""
        theirs = _UNDER_WAY.where(_OF.cycle_id == cycle_id)
        rows = self._session.execute(theirs.with_for_update(of=_FORM.table) if lock else theirs)
        return [_value(row) for row in rows]

    def all_waiting(self) -> Sequence[JobForm]:
        """All forms of which something may wait."""
        return [_value(row) for row in self._session.execute(_UNDER_WAY.where(_OF.state.in_(WAITING)))]

    def add(self, goals: Sequence[Goals], *, by_id: int | None, at: datetime) -> list[JobForm]:
        """A form beside each of these goals, with the first row of its history."""
        added: list[JobForm] = []
        for start in range(0, len(goals), BATCH):
            rows: list[dict[str, Any]] = [
                {
                    "goals_id": each.id,
                    "cycle_id": each.cycle_id,
                    "employee_id": each.employee_id,
                    "manager_id": each.manager_id,
                    "state": BEGUN,
                    "owed_since": at,
                    "version": 1,
                }
                for each in goals[start : start + BATCH]
            ]
            by_goals = {row["goals_id"]: row for row in rows}
            made = self._session.execute(
                insert(JobFormRow).returning(JobFormRow.goals_id, JobFormRow.id), rows
            )
            added += [JobForm(id=number, **by_goals[goals_id]) for goals_id, number in made]
        entries = [_entry(each, Event.OPEN, to=each, by_id=by_id, at=at) for each in added]
        for start in range(0, len(entries), BATCH):
            self._session.execute(_ADD_HISTORY, entries[start : start + BATCH])
        return added

    def move(
        self,
        form: JobForm,
        event: Event,
        *,
        to: JobForm,
        by_id: int | None,
        at: datetime,
        note: str | None = None,
        facts: Facts = NOTHING_MORE,
    ) -> JobForm:
        """Write where a locked form is now, one version of its history further, and append to that."""
        moved = replace(to, version=form.version + 1)
        self._session.execute(_MOVE, _changes(moved))
        entry = _entry(form, event, to=moved, by_id=by_id, at=at)
        self._session.execute(_ADD_HISTORY, {**entry, "note": note, "facts": as_kept(facts)})
        return moved

    def withdraw_all(
        self, forms: Sequence[JobForm], *, by_id: int | None, at: datetime, note: str | None
    ) -> list[JobForm]:
        """The same for many locked forms at once, which are taken back with their cycle."""
        moved = [
            replace(
                each,
                state=JOB_FORM.after(each.state, Event.WITHDRAW),
                version=each.version + 1,
                owed_since=at,
                filled=None,
            )
            for each in forms
        ]
        entries = [
            {**_entry(before, Event.WITHDRAW, to=after, by_id=by_id, at=at), "note": note}
            for before, after in zip(forms, moved, strict=True)
        ]
        for start in range(0, len(moved), BATCH):
            self._session.execute(_MOVE, [_changes(each) for each in moved[start : start + BATCH]])
            self._session.execute(_ADD_HISTORY, entries[start : start + BATCH])
        return moved

    def history(self, form_id: int) -> Sequence[Entry[State, Event]]:
        """Everything that happened, oldest first."""
        return [_ENTRY.of(row).value() for row in self._session.execute(_HISTORY, {"form_id": form_id})]

    def add_version(self, form_id: int, content: Content, *, by_id: int, at: datetime) -> int:
        """Keep what was signed as a form's next version; its number."""
        newest = self._session.scalar(
            select(func.max(_OF_VERSION.number)).where(_OF_VERSION.form_id == form_id)
        )
        number = (newest or 0) + 1
        self._session.execute(
            insert(_VERSION.table),
            {
                "form_id": form_id,
                "number": number,
                "content": content.model_dump(mode="json"),
                "by_id": by_id,
                "at": at,
            },
        )
        return number

    def add_rating(self, version_id: int, rating: Rating) -> None:
        """Keep the manager's view of a version; the first one stands."""
        self._session.execute(
            insert(_RATING.table),
            {
                "version_id": version_id,
                "answers": _kept(rating.answers),
                "partly_percent": rating.partly_percent,
                "by_id": rating.by_id,
                "in_place_of_id": rating.in_place_of_id,
                "at": rating.at,
            },
        )

    def version(self, form_id: int, number: int) -> FormVersion:
        """One version of a form. Raises Missing."""
        these = _VERSIONS.where(_OF_VERSION.form_id == form_id, _OF_VERSION.number == number)
        return _version(found(self._session.execute(these).first()))

    def versions(self, form_id: int) -> Sequence[FormVersion]:
        """All versions of a form, oldest first."""
        these = _VERSIONS.where(_OF_VERSION.form_id == form_id).order_by(_OF_VERSION.number)
        return [_version(row) for row in self._session.execute(these)]

    def before(self, form: JobForm) -> tuple[FormVersion, str] | None:
        """The newest version that this person signed in an earlier period, and that period's name."""
        this = select(CYCLES.c.starts_on).where(CYCLES.c.id == form.cycle_id).scalar_subquery()
        newest = (
            select(*_VERSION.columns, *_RATING.columns, CYCLES.c.name)
            .join(_FORM.table, _OF.id == _OF_VERSION.form_id)
            .join(CYCLES, CYCLES.c.id == _OF.cycle_id)
            .outerjoin(_RATING.table, _RATING.table.c.version_id == _OF_VERSION.id)
            .where(
                _OF.employee_id == form.employee_id,
                or_(
                    CYCLES.c.starts_on < this,
                    (CYCLES.c.starts_on == this) & (_OF.id < form.id),
                ),
            )
            .order_by(CYCLES.c.starts_on.desc(), _OF.id.desc(), _OF_VERSION.number.desc())
            .limit(1)
        )
        row = self._session.execute(newest).first()
        return None if row is None else (_version(row), row[-1])


def _changes(moved: JobForm) -> dict[str, Any]:
    return {
        "form_id": moved.id,
        "now_state": moved.state,
        "now_version": moved.version,
        "now_owed_since": moved.owed_since,
        "now_manager_id": moved.manager_id,
        "now_filled": moved.filled,
        "now_rated": moved.rated,
        "now_head_id": moved.head_id,
    }


def _entry(before: JobForm, event: Event, *, to: JobForm, by_id: int | None, at: datetime) -> dict[str, Any]:
    return {
        "form_id": to.id,
        "number": to.version,
        "event": event,
        "from_state": before.state,
        "to_state": to.state,
        "by_id": by_id,
        "at": at,
        "note": None,
        "facts": {},
    }


def _value(row: Sequence[Any]) -> JobForm:
    """Of a row of `_ANY`."""
    return _FORM.of(row).value(is_here=row[_FORM.width] is None)


def _version(row: Sequence[Any]) -> FormVersion:
    """Of a row of `_VERSIONS`."""
    kept, is_rated = _VERSION.of(row), row[_VERSION.width] is not None
    return FormVersion(
        id=kept.id,
        form_id=kept.form_id,
        number=kept.number,
        content=Content.model_validate(kept.content),
        by_id=kept.by_id,
        at=kept.at,
        rating=_RATING.of(row, at=_VERSION.width).value() if is_rated else None,
    )


def _kept(answers: Mapping[str, Answer]) -> dict[str, Any]:
    return {key: answer.model_dump(mode="json") for key, answer in answers.items()}
