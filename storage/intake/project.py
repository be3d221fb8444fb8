"""Queries about projects."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import delete, exists, select, union
from sqlalchemy.orm import Session

from bot.domain.history import NOTHING_MORE, Entry, Facts, as_kept
from bot.domain.intake.project import Argument, Participant, Project, Side
from bot.domain.intake.project_way import BEGUN, DISCUSSED, OPEN, Event, State
from bot.domain.people import Person
from storage.missing import found, one
from storage.models.intake import RequestRow
from storage.models.project import ProjectArgumentRow, ProjectEntryRow, ProjectParticipantRow, ProjectRow
from storage.people.people import People


class Projects:
    """Projects as values. Whatever is locked is one's own until the transaction ends."""

    def __init__(self, session: Session, people: People) -> None:
        self._session = session
        self._people = people

    def get(self, project_id: int) -> Project:
        """One, locked, so that two clicks are one after the other. Raises Missing."""
        query = select(ProjectRow).where(ProjectRow.id == project_id).with_for_update()
        # It may have been looked at before it was waited for.
        (row,) = one(self._session.execute(query.execution_options(populate_existing=True)))
        project: Project = row.value()
        return project

    def look(self, project_id: int) -> Project:
        """One as it is, for reading. Raises Missing."""
        project: Project = found(self._session.get(ProjectRow, project_id)).value()
        return project

    def of(self, request_id: int) -> Project | None:
        """The one of a request."""
        row = self._session.scalar(select(ProjectRow).where(ProjectRow.request_id == request_id))
        return None if row is None else row.value()

    def add(self, *, request_id: int, by_id: int, decide_by: date, at: datetime) -> Project:
        """One that is opened just now; its first entry follows with `move`. The request is locked."""
        row = ProjectRow(
            request_id=request_id, by_id=by_id, decide_by=decide_by, state=BEGUN, owed_since=at, version=0
        )
        self._session.add(row)
        self._session.flush()
        return row.value()

    def move(
        self,
        project: Project,
        event: Event,
        *,
        to: State,
        owed_since: datetime,
        decide_by: date,
        by_id: int | None,
        at: datetime,
        note: str,
        facts: Facts = NOTHING_MORE,
        source: str | None = None,
    ) -> Project:
        """Write where a locked one is now, and append to its history; returns it as it is now."""
        moved = replace(
            project, state=to, owed_since=owed_since, decide_by=decide_by, version=project.version + 1
        )
        row = self._session.get_one(ProjectRow, project.id)
        row.state, row.owed_since, row.decide_by, row.version = to, owed_since, decide_by, moved.version
        self._session.add(
            ProjectEntryRow(
                project_id=project.id,
                number=moved.version,
                event=event,
                from_state=project.state,
                to_state=to,
                by_id=by_id,
                at=at,
                note=note,
                facts=as_kept(facts),
                source=source,
            )
        )
        self._session.flush()
        return moved

    def history(self, project_id: int) -> Sequence[Entry[State, Event]]:
        """Everything that happened, oldest first."""
        query = select(ProjectEntryRow).where(ProjectEntryRow.project_id == project_id)
        return [row.value() for row in self._session.scalars(query.order_by(ProjectEntryRow.number))]

    def has_entry_from(self, source: str) -> bool:
        """Whether a view was handed in already."""
        return bool(self._session.scalar(select(exists().where(ProjectEntryRow.source == source))))

    def participants(self, project_id: int) -> Sequence[Participant]:
        """Who takes part, in the order in which they were named."""
        rows = self._session.scalars(
            select(ProjectParticipantRow)
            .where(ProjectParticipantRow.project_id == project_id)
            .order_by(ProjectParticipantRow.since, ProjectParticipantRow.person_id)
        ).all()
        spoke = set(
            self._session.scalars(
                select(ProjectArgumentRow.author_id).where(ProjectArgumentRow.project_id == project_id)
            )
        )
        people = {each.id: each for each in self._people.values({row.person_id for row in rows})}
        return [
            Participant(person=people[row.person_id], since=row.since, has_spoken=row.person_id in spoke)
            for row in rows
        ]

    def choose(self, project_id: int, person_ids: Collection[int], *, at: datetime) -> None:
        """From now on these take part; who did already does so since then."""
        held = ProjectParticipantRow.project_id == project_id
        before = set(self._session.scalars(select(ProjectParticipantRow.person_id).where(held)))
        left = before - set(person_ids)
        self._session.execute(
            delete(ProjectParticipantRow).where(held, ProjectParticipantRow.person_id.in_(left))
        )
        for each in dict.fromkeys(person_ids):
            if each not in before:
                self._session.add(ProjectParticipantRow(project_id=project_id, person_id=each, since=at))
        self._session.flush()

    def arguments(self, project_id: int) -> Sequence[Argument]:
        """Every line of the discussion, oldest first."""
        rows = self._session.scalars(
            select(ProjectArgumentRow)
            .where(ProjectArgumentRow.project_id == project_id)
            .order_by(ProjectArgumentRow.id)
        ).all()
        people = {each.id: each for each in self._people.values({row.author_id for row in rows})}
        return [_argument(row, people[row.author_id]) for row in rows]

    def argument(self, argument_id: int) -> Argument:
        """One line. Raises Missing."""
        row = found(self._session.get(ProjectArgumentRow, argument_id))
        return _argument(row, self._people.get(row.author_id))

    def argue(self, project_id: int, *, author_id: int, side: Side, text: str, at: datetime) -> int:
        """A new line; returns its id. The project is locked."""
        row = ProjectArgumentRow(
            project_id=project_id, author_id=author_id, side=side, text=text, at=at, edited_at=None
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def amend(self, argument_id: int, *, side: Side, text: str, at: datetime) -> None:
        """What its author makes of it. The project is locked."""
        row = self._session.get_one(ProjectArgumentRow, argument_id)
        row.side, row.text, row.edited_at = side, text, at
        self._session.flush()

    def all_discussed(self) -> Sequence[Project]:
        """Those that somebody owes something of."""
        query = select(ProjectRow).where(ProjectRow.state.in_(DISCUSSED)).order_by(ProjectRow.id)
        return [row.value() for row in self._session.scalars(query)]

    def with_discussed(self) -> frozenset[int]:
        """Whoever takes part in one that is to be decided, or has its request."""
        discussed = ProjectRow.state.in_(DISCUSSED)
        part = select(ProjectParticipantRow.person_id).join(ProjectRow).where(discussed)
        owners = select(RequestRow.owner_id).join(ProjectRow).where(discussed)
        return frozenset(self._session.scalars(union(part, owners)))

    def discussed_with(self, person_id: int) -> Sequence[Project]:
        """Those that are to be decided and in which somebody takes part, or whose request they have."""
        part = select(ProjectParticipantRow.project_id).where(ProjectParticipantRow.person_id == person_id)
        query = (
            select(ProjectRow)
            .join(RequestRow, RequestRow.id == ProjectRow.request_id)
            .where(ProjectRow.state.in_(DISCUSSED))
            .where(ProjectRow.id.in_(part) | (RequestRow.owner_id == person_id))
            .order_by(ProjectRow.id)
        )
        return [row.value() for row in self._session.scalars(query)]

    def all_open(self) -> Sequence[Project]:
        """Those of which something is still to come, of requests that everybody may read, oldest first."""
        query = (
            select(ProjectRow)
            .join(RequestRow, RequestRow.id == ProjectRow.request_id)
            .where(ProjectRow.state.in_(OPEN), RequestRow.is_private.is_(False))
            .order_by(ProjectRow.decide_by, ProjectRow.id)
        )
        return [row.value() for row in self._session.scalars(query)]


def _argument(row: ProjectArgumentRow, author: Person) -> Argument:
    return Argument(
        id=row.id,
        project_id=row.project_id,
        author=author,
        side=row.side,
        text=row.text,
        at=row.at,
        edited_at=row.edited_at,
    )
