"""Queries about what happened to people in the company. Nothing is ever changed here."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bot.domain.history import as_kept
from bot.domain.moves import Move, Moved
from storage.models.moves import MoveRow
from storage.plain import Plain

BATCH = 2000

_PLAIN = Plain(MoveRow)
_OF = _PLAIN.table.c
_ANY = select(*_PLAIN.columns).order_by(_OF.id)


class Moves:
    """Moves as values, oldest first."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, moves: Sequence[Moved]) -> None:
        """Put these on record."""
        rows = [{**vars(each), "facts": as_kept(each.facts)} for each in moves]
        for start in range(0, len(rows), BATCH):
            self._session.execute(insert(MoveRow), rows[start : start + BATCH])

    def of_import(self, import_id: int) -> Sequence[Moved]:
        """What one import brought."""
        found = self._session.execute(_ANY.where(_OF.import_id == import_id))
        return [_PLAIN.of(row).value() for row in found]

    def of(self, person_id: int, moves: Collection[Move] = tuple(Move)) -> Sequence[Moved]:
        """What happened to one person, of these kinds."""
        found = self._session.execute(_ANY.where(_OF.person_id == person_id, _OF.move.in_(moves)))
        return [_PLAIN.of(row).value() for row in found]

    def of_all(self, people: Collection[int], moves: Collection[Move]) -> Mapping[int, Sequence[Moved]]:
        """The same of each of these to whom any of that happened."""
        wanted, all_of_them = list(people), dict[int, list[Moved]]()
        for start in range(0, len(wanted), BATCH):
            some = _OF.person_id.in_(wanted[start : start + BATCH])
            for row in self._session.execute(_ANY.where(some, _OF.move.in_(moves))):
                each = _PLAIN.of(row).value()
                all_of_them.setdefault(each.person_id, []).append(each)
        return all_of_them

    def away(self, person_id: int) -> Sequence[tuple[date, date | None]]:
        """From when to when somebody had left; None where they have not come back."""
        return self.away_of([person_id]).get(person_id, [])

    def away_of(self, people: Collection[int]) -> Mapping[int, Sequence[tuple[date, date | None]]]:
        """The same of each of these who ever left."""
        found: dict[int, list[tuple[date, date | None]]] = {}
        if not people:
            return found
        query = _ANY.where(_OF.person_id.in_(list(people)), _OF.move.in_((Move.LEAVE, Move.RETURN)))
        for row in self._session.execute(query):
            each = _PLAIN.of(row).value()
            gone = found.setdefault(each.person_id, [])
            if each.move is Move.LEAVE:
                gone.append((each.day, None))
            elif gone:
                gone[-1] = (gone[-1][0], each.day)
        return found
