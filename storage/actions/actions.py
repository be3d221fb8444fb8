"""Queries about improvement actions: whose they are, who does them, what happened to them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from bot.domain.actions.action import ASKS_WHAT_BECAME, Action, ActionKind
from bot.domain.actions.action_form import Taken
from bot.domain.actions.way import (
    ASKED,
    BEGINS,
    DONE,
    NOT_ENDED,
    OFFERED,
    OPEN,
    TURNED_DOWN,
    Event,
    State,
)
from bot.domain.history import NOTHING_MORE, Entry, Facts, as_kept
from storage.missing import found
from storage.models.actions import ActionHistoryRow, ActionRow
from storage.models.people import PersonRow

BATCH = 2000


class Actions:
    """Actions as values. Whatever is got is locked until the transaction ends."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of_submission(self, submission: str) -> Action | None:
        """What came of a submitted form."""
        row = self._session.scalar(select(ActionRow).where(ActionRow.submission == submission))
        return None if row is None else row.value()

    def add(
        self, taken: Taken, event: Event, *, person_id: int, by_id: int, submission: str, at: datetime
    ) -> Action:
        """A new one, with the first entry of its history."""
        tied = taken.tied
        row = ActionRow(
            person_id=person_id,
            owner_id=taken.owner_id,
            submission=submission,
            kind=taken.kind,
            tied_to=tied.to if tied else None,
            tied_key=tied.key if tied else None,
            tied_name=dict(tied.name) if tied else {},
            gap=taken.gap,
            text=taken.text,
            due_on=taken.due_on,
            open_then=taken.questioned.open_then,
            few=taken.questioned.few,
            hits=taken.questioned.hits,
            lands=taken.questioned.lands,
            support=[each.value for each in taken.supported.kinds],
            offered=taken.supported.text,
            training=taken.training,
            written_by_id=by_id,
            written_at=at,
            state=BEGINS[event],
            version=1,
        )
        self._session.add(row)
        self._session.flush()
        made = row.value()
        self._append(made, event, was=made.state, by_id=by_id, at=at, note=None)
        return made

    def get(self, action_id: int) -> Action:
        """One, locked. Raises Missing."""
        row: ActionRow = found(
            self._session.scalar(select(ActionRow).where(ActionRow.id == action_id).with_for_update())
        )
        return row.value()

    def look(self, action_id: int) -> Action:
        """One as it is, for reading. Raises Missing."""
        row: ActionRow = found(self._session.get(ActionRow, action_id))
        return row.value()

    def move(
        self,
        action: Action,
        event: Event,
        *,
        to: State,
        by_id: int | None,
        at: datetime,
        note: str | None,
        facts: Facts = NOTHING_MORE,
    ) -> Action:
        """Write where a locked one is now; append to its history."""
        row = self._session.get_one(ActionRow, action.id)
        row.state, row.version = to, action.version + 1
        moved = replace(action, state=to, version=row.version)
        self._append(moved, event, was=action.state, by_id=by_id, at=at, note=note, facts=facts)
        return moved

    def of_person(self, person_id: int) -> Sequence[Action]:
        """Everything that was ever written for somebody, the newest first."""
        query = select(ActionRow).where(ActionRow.person_id == person_id).order_by(ActionRow.id.desc())
        return [row.value() for row in self._session.scalars(query)]

    def open_of(self, person_ids: Collection[int]) -> Sequence[Action]:
        """What is open of these people, the soonest due first."""
        return self._in(OPEN, person_ids)

    def asked_of(self, person_ids: Collection[int]) -> Sequence[Action]:
        """The same with what is offered to them and not answered."""
        return self._in(OPEN | OFFERED, person_ids)

    def grown(self, person_ids: Collection[int], *, since: datetime) -> Sequence[Action]:
        """The trainings and pairings that were written for these people since then, the oldest first."""
        wanted = sorted(person_ids)
        rows: list[ActionRow] = []
        for start in range(0, len(wanted), BATCH):
            query = select(ActionRow).where(
                ActionRow.person_id.in_(wanted[start : start + BATCH]),
                ActionRow.kind.in_(ASKS_WHAT_BECAME),
                ActionRow.written_at >= since,
            )
            rows += self._session.scalars(query)
        return sorted((row.value() for row in rows), key=lambda each: each.id)

    def followed(self, person_ids: Collection[int], *, since: datetime) -> Sequence[Action]:
        """What is open of these people or offered to them, waits for a mentor who has left, or was done or
        declined by them since then, the soonest due first.
        """
        gone = select(PersonRow.id).where(PersonRow.left_on.is_not(None))
        ended = select(ActionHistoryRow.action_id).where(
            ActionHistoryRow.event.in_((Event.FINISH, Event.TURN_DOWN)), ActionHistoryRow.at >= since
        )
        query = (
            select(ActionRow)
            .where(
                ActionRow.person_id.in_(person_ids),
                or_(
                    ActionRow.state.in_(OPEN | OFFERED),
                    and_(ActionRow.state.in_(ASKED), ActionRow.owner_id.in_(gone)),
                    and_(ActionRow.state.in_(DONE | TURNED_DOWN), ActionRow.id.in_(ended)),
                ),
            )
            .order_by(ActionRow.due_on, ActionRow.id)
        )
        return [row.value() for row in self._session.scalars(query)]

    def done_for_others(self, owner_id: int) -> Sequence[Action]:
        """What somebody does, or is asked to do, for others who are here, the soonest due first."""
        query = (
            select(ActionRow)
            .join(PersonRow, PersonRow.id == ActionRow.person_id)
            .where(
                PersonRow.left_on.is_(None),
                ActionRow.owner_id == owner_id,
                ActionRow.person_id != owner_id,
                ActionRow.state.in_(NOT_ENDED),
            )
            .order_by(ActionRow.due_on, ActionRow.id)
        )
        return [row.value() for row in self._session.scalars(query)]

    def open_counts(self, person_ids: Collection[int]) -> Mapping[int, int]:
        """How many are open, offered, or wait for a mentor, of each of these people who has any."""
        query = (
            select(ActionRow.person_id, func.count())
            .where(ActionRow.person_id.in_(person_ids), ActionRow.state.in_(NOT_ENDED))
            .group_by(ActionRow.person_id)
        )
        return {row[0]: row[1] for row in self._session.execute(query)}

    def pairings(self) -> Mapping[int, int]:
        """Of everybody who is a mentor, or is asked to be: in how many pairings with people who are here."""
        query = (
            select(ActionRow.owner_id, func.count())
            .join(PersonRow, PersonRow.id == ActionRow.person_id)
            .where(
                PersonRow.left_on.is_(None),
                ActionRow.kind == ActionKind.MENTORING,
                ActionRow.state.in_(NOT_ENDED),
            )
            .group_by(ActionRow.owner_id)
        )
        return {row[0]: row[1] for row in self._session.execute(query)}

    def mentored(self, *, since: datetime) -> Mapping[int, tuple[int, int, int]]:
        """Of everybody who is a mentor, is asked to be, or was since then: in how many pairings they are, for
        how many they are asked, how many are done. Of people who are here.
        """
        done = select(ActionHistoryRow.action_id).where(
            ActionHistoryRow.event == Event.FINISH, ActionHistoryRow.at >= since
        )
        query = (
            select(ActionRow.owner_id, ActionRow.state, func.count())
            .join(PersonRow, PersonRow.id == ActionRow.person_id)
            .where(
                PersonRow.left_on.is_(None),
                ActionRow.kind == ActionKind.MENTORING,
                or_(ActionRow.state.in_(NOT_ENDED), and_(ActionRow.state.in_(DONE), ActionRow.id.in_(done))),
            )
            .group_by(ActionRow.owner_id, ActionRow.state)
        )
        found: dict[int, tuple[int, int, int]] = {}
        for owner_id, state, number in self._session.execute(query):
            paired, asked, over = found.get(owner_id, (0, 0, 0))
            found[owner_id] = (
                paired + number * (state in OPEN),
                asked + number * (state in ASKED),
                over + number * (state in DONE),
            )
        return found

    def histories(self, action_ids: Collection[int]) -> Mapping[int, Sequence[Entry[State, Event]]]:
        """Everything that happened to these, oldest first, by action."""
        if not action_ids:
            return {}
        rows = self._session.scalars(
            select(ActionHistoryRow)
            .where(ActionHistoryRow.action_id.in_(action_ids))
            .order_by(ActionHistoryRow.number)
        )
        found_of: dict[int, list[Entry[State, Event]]] = {}
        for row in rows:
            found_of.setdefault(row.action_id, []).append(row.value())
        return found_of

    def _in(self, states: Collection[State], person_ids: Collection[int]) -> Sequence[Action]:
        query = (
            select(ActionRow)
            .where(ActionRow.person_id.in_(person_ids), ActionRow.state.in_(states))
            .order_by(ActionRow.due_on, ActionRow.id)
        )
        return [row.value() for row in self._session.scalars(query)]

    def _append(
        self,
        action: Action,
        event: Event,
        *,
        was: State,
        by_id: int | None,
        at: datetime,
        note: str | None,
        facts: Facts = NOTHING_MORE,
    ) -> None:
        self._session.add(
            ActionHistoryRow(
                action_id=action.id,
                number=action.version,
                event=event,
                from_state=was,
                to_state=action.state,
                by_id=by_id,
                at=at,
                note=note,
                facts=as_kept(facts),
            )
        )
        self._session.flush()
