"""Queries about evidence pockets: their cases, what became of the messages, and where they were used."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.domain.reviews.facts import Item
from bot.domain.weeks.kept_under import Kind, Place
from bot.domain.weeks.pocket import Case, Group, KeptFile, Said, Use
from bot.domain.weeks.pocket_message import Change
from storage.missing import one
from storage.models.people import PersonRow
from storage.models.pocket import PocketCaseRow, PocketContentRow, PocketFileRow, PocketUseRow
from storage.models.reviews import CycleRow, ReviewRow

BEGINNING = 600
"""Characters of a case's text that lists need."""
MOST_OFFERED = 200

_ROW = PocketCaseRow
_IN_IT = _ROW.removed_at.is_(None)
_COLUMNS = [column for column in _ROW.__table__.c if column.key != "text"]
_WHOLE = select(*_COLUMNS, _ROW.text)
_NEWEST_FIRST = (_ROW.happened_on.desc(), _ROW.id.desc())
_KINDS = case({kind: place for place, kind in enumerate(Kind)}, value=_ROW.kind)
_BY_GROUP = (_KINDS, _ROW.key, func.coalesce(_ROW.rung, 0))
_REMOVED = select(_ROW.id).where(_ROW.removed_at < bindparam("before")).limit(1)


class Pocket:
    """Cases as values. What was removed is found by its id and its message, and listed nowhere."""

    def __init__(self, session: Session, *, concern: Callable[[Collection[int]], None]) -> None:
        """`concern` is told whose Home shows something else now."""
        self._session = session
        self._concern = concern

    def keep(self, kept: Case, *, at: datetime) -> int | None:
        """A new case, its id; None where this message is in its owner's pocket already.

        The owner's row is locked first: two clicks are one after the other.
        """
        owner = select(PersonRow.id).where(PersonRow.id == kept.owner_id)
        self._session.execute(owner.with_for_update(key_share=True))
        said = kept.said
        if said and self.of_message(kept.owner_id, channel=said.channel, ts=said.ts) is not None:
            return None
        row = PocketCaseRow(
            owner_id=kept.owner_id,
            **_placed(kept.place),
            text=kept.text,
            names=dict(kept.names),
            is_cut=kept.is_cut,
            note=kept.note,
            happened_on=kept.happened_on,
            kept_at=at,
            **({} if said is None else _told(said)),
        )
        self._session.add(row)
        self._session.flush()
        self._concern([kept.owner_id])
        if kept.files:
            self._session.execute(
                insert(PocketFileRow),
                [
                    {"case_id": row.id, "position": position, "retry_at": at, **vars(file)}
                    for position, file in enumerate(kept.files)
                ],
            )
        return row.id

    def get(self, case_id: int) -> Case:
        """A case, whole, with files and uses. Raises Missing."""
        row = one(self._session.execute(_WHOLE.where(_ROW.id == case_id)))
        return self._with_all([_value(row)])[0]

    def of_message(self, owner_id: int, *, channel: str, ts: str) -> Case | None:
        """Somebody's copy of a message, removed or not."""
        this = (_ROW.owner_id == owner_id, _ROW.channel == channel, _ROW.ts == ts)
        row = self._session.execute(_WHOLE.where(*this)).one_or_none()
        return None if row is None else _value(row, most=BEGINNING)

    def page(self, owner_id: int, *, start: int, count: int) -> Sequence[Case]:
        """Somebody's cases from number `start` on, group by group, in each the newest first."""
        query = _WHOLE.where(_ROW.owner_id == owner_id, _IN_IT).order_by(*_BY_GROUP, *_NEWEST_FIRST)
        return self._with_all(self._cases(query.offset(start).limit(count)))

    def newest(self, owner_id: int, *, count: int) -> Sequence[Case]:
        """Somebody's newest cases, without their uses."""
        query = _WHOLE.where(_ROW.owner_id == owner_id, _IN_IT).order_by(_ROW.kept_at.desc(), _ROW.id.desc())
        return self._with_files(self._cases(query.limit(count)))

    def groups(self, owner_id: int) -> Sequence[Group]:
        """Under what somebody keeps how many, as their newest case calls it."""
        counted = (
            select(func.count(), func.max(_ROW.id))
            .where(_ROW.owner_id == owner_id, _IN_IT)
            .group_by(_ROW.kind, _ROW.key, _ROW.rung)
            .order_by(*_BY_GROUP)
        )
        found = self._session.execute(counted).all()
        newest = [newest for _, newest in found]
        called = {kept.id: kept.place for kept in self._cases(_WHOLE.where(_ROW.id.in_(newest)))}
        return [Group(place=called[newest], count=count) for count, newest in found]

    def since(self, owner_id: int, day: date) -> Sequence[Case]:
        """What happened to somebody on that day and after, the newest first; without uses."""
        query = _WHOLE.where(_ROW.owner_id == owner_id, _IN_IT, _ROW.happened_on >= day)
        return self._with_files(self._cases(query.order_by(*_NEWEST_FIRST).limit(MOST_OFFERED)))

    def used_in(self, review_id: int) -> Sequence[tuple[Item, Case]]:
        """What was put into a self-score, at which item, removed since or not; with files, without uses."""
        uses = select(PocketUseRow.section, PocketUseRow.item, PocketUseRow.case_id).where(
            PocketUseRow.review_id == review_id
        )
        found = self._session.execute(uses).all()
        if not found:
            return []
        query = _WHOLE.where(_ROW.id.in_({case_id for _, _, case_id in found}))
        cases = {case.id: case for case in self._with_files(self._cases(query))}
        return [((section, item), cases[case_id]) for section, item, case_id in found]

    def only_files(self, case_ids: Collection[int]) -> Mapping[int, KeptFile]:
        """The first file of each of these cases, as far as they are there."""
        return {case_id: files[0] for case_id, files in self._files(case_ids).items()} if case_ids else {}

    def owners_since(self, owner_ids: Collection[int], day: date) -> frozenset[int]:
        """Who of these keeps something that happened on that day or after."""
        query = select(_ROW.owner_id).where(_ROW.owner_id.in_(owner_ids), _IN_IT, _ROW.happened_on >= day)
        return frozenset(self._session.scalars(query.distinct()))

    def move(self, case_id: int, place: Place) -> None:
        """From now on it stands there."""
        self._change(case_id, **_placed(place))

    def write_note(self, case_id: int, note: str) -> None:
        self._change(case_id, note=note)

    def remove(self, case_id: int, *, at: datetime | None) -> None:
        """Take it out; with None for the moment it is there again."""
        self._change(case_id, removed_at=at)

    def forget(self, case_id: int) -> None:
        """It is gone for good."""
        self._forget(_ROW.id == case_id)

    def forget_removed(self, *, before: datetime) -> None:
        """What was taken out before then is gone for good."""
        if self._session.scalar(_REMOVED, {"before": before}) is not None:
            self._forget(_ROW.removed_at < before)

    def knows(self, channel: str, ts: str) -> bool:
        """Whether anybody keeps this message."""
        query = select(_ROW.id).where(_ROW.channel == channel, _ROW.ts == ts).limit(1)
        return self._session.scalar(query) is not None

    def note_change(self, change: Change) -> None:
        """Every copy of a message says what became of it; what is told late changes nothing newer."""
        told = _ROW.deleted_at if change.is_deletion else _ROW.edited_at
        of_it = and_(_ROW.channel == change.channel, _ROW.ts == change.ts)
        is_newer = told.is_(None) | (told < change.at)
        self._session.execute(update(_ROW).where(of_it, is_newer).values({told.key: change.at}))

    def note_use(self, case_id: int, *, review_id: int, item: Item, at: datetime) -> None:
        """It was put into this review's self-score; what is noted already stays."""
        dialect = self._session.get_bind().dialect.name
        add = postgresql.insert if dialect == "postgresql" else sqlite.insert
        section, key = item
        row = {"case_id": case_id, "review_id": review_id, "section": section, "item": key, "at": at}
        self._session.execute(add(PocketUseRow).values(row).on_conflict_do_nothing())

    def _change(self, case_id: int, **values: Any) -> None:
        changed = update(_ROW).where(_ROW.id == case_id).values(**values).returning(_ROW.owner_id)
        self._concern(list(self._session.scalars(changed)))

    def _forget(self, which: ColumnElement[bool]) -> None:
        gone = select(_ROW.id).where(which)
        for table in (PocketContentRow, PocketFileRow, PocketUseRow):
            self._session.execute(delete(table).where(table.case_id.in_(gone)))
        self._session.execute(delete(_ROW).where(which))

    def _cases(self, query: Select[Any]) -> list[Case]:
        return [_value(row, most=BEGINNING) for row in self._session.execute(query)]

    def _with_all(self, cases: Sequence[Case]) -> list[Case]:
        uses = self._uses([kept.id for kept in cases])
        return [replace(kept, uses=tuple(uses.get(kept.id, ()))) for kept in self._with_files(cases)]

    def _with_files(self, cases: Sequence[Case]) -> list[Case]:
        files = self._files([kept.id for kept in cases]) if cases else {}
        return [replace(kept, files=tuple(files.get(kept.id, ()))) for kept in cases]

    def _files(self, case_ids: Collection[int]) -> Mapping[int, list[KeptFile]]:
        query = select(PocketFileRow).where(PocketFileRow.case_id.in_(case_ids))
        found: dict[int, list[KeptFile]] = {}
        for row in self._session.scalars(query.order_by(PocketFileRow.case_id, PocketFileRow.position)):
            found.setdefault(row.case_id, []).append(
                KeptFile(
                    slack_id=row.slack_id,
                    name=row.name,
                    mimetype=row.mimetype,
                    size=row.size,
                    permalink=row.permalink,
                    keeping=row.keeping,
                )
            )
        return found

    def _uses(self, case_ids: Collection[int]) -> Mapping[int, list[Use]]:
        query = (
            select(PocketUseRow.case_id, CycleRow.name, PocketUseRow.section, PocketUseRow.item)
            .join(ReviewRow, ReviewRow.id == PocketUseRow.review_id)
            .join(CycleRow, CycleRow.id == ReviewRow.cycle_id)
            .where(PocketUseRow.case_id.in_(case_ids))
            .order_by(PocketUseRow.at, PocketUseRow.section, PocketUseRow.item)
        )
        found: dict[int, list[Use]] = {}
        for case_id, period, section, item in self._session.execute(query):
            found.setdefault(case_id, []).append(Use(period=period, item=(section, item)))
        return found


def _placed(place: Place) -> dict[str, Any]:
    called = {"name": dict(place.name), "words": dict(place.words)}
    return {"kind": place.kind, "key": place.key, "rung": place.rung, "called": called}


def _told(said: Said) -> dict[str, Any]:
    values = vars(said)
    return {"said_at" if name == "at" else name: value for name, value in values.items()}


def _value(row: Any, *, most: int | None = None) -> Case:
    said = None
    if row.channel is not None:
        said = Said(
            channel=row.channel,
            channel_name=row.channel_name,
            ts=row.ts,
            thread_ts=row.thread_ts,
            author_slack_id=row.author_slack_id,
            author=row.author,
            author_id=row.author_id,
            at=row.said_at,
            link=row.link,
            edited_at=row.edited_at,
            deleted_at=row.deleted_at,
        )
    return Case(
        id=row.id,
        owner_id=row.owner_id,
        place=Place(kind=row.kind, key=row.key, rung=row.rung, **row.called),
        text=row.text[:most],
        names=row.names,
        note=row.note,
        said=said,
        files=(),
        happened_on=row.happened_on,
        kept_at=row.kept_at,
        is_cut=row.is_cut,
        is_removed=row.removed_at is not None,
    )
