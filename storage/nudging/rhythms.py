"""Queries about the day and hour that people chose for their week's reminder."""

from collections.abc import Collection, Mapping

from sqlalchemy import Dialect, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.domain.nudging.rhythm import Rhythm, companys
from storage.models.nudging import RhythmRow
from storage.models.people import policy_of

MANY = 5000
"""More people than this are not named in a query: everybody's is read instead."""


class Rhythms:
    """Whoever chose none has the company's."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, person_ids: Collection[int]) -> Mapping[int, Rhythm]:
        """Each of these people's."""
        query = select(RhythmRow.person_id, RhythmRow.weekday, RhythmRow.hour)
        if len(person_ids) <= MANY:
            query = query.where(RhythmRow.person_id.in_(person_ids))
        chosen = {
            person_id: Rhythm(weekday=weekday, hour=hour)
            for person_id, weekday, hour in self._session.execute(query)
        }
        others = companys(policy_of(self._session).schedule)
        return {person_id: chosen.get(person_id, others) for person_id in person_ids}

    def hours(self) -> frozenset[int]:
        """Every hour that somebody chose."""
        return frozenset(self._session.scalars(select(RhythmRow.hour).distinct()))

    def choose(self, person_id: int, rhythm: Rhythm) -> None:
        """From now on this is theirs."""
        dialect: Dialect = self._session.get_bind().dialect
        insert = postgresql.insert if dialect.name == "postgresql" else sqlite.insert
        values = {"weekday": rhythm.weekday, "hour": rhythm.hour}
        statement = insert(RhythmRow).values(person_id=person_id, **values)
        self._session.execute(statement.on_conflict_do_update(index_elements=["person_id"], set_=values))

    def forget(self, person_id: int) -> None:
        """From now on they have the company's."""
        self._session.execute(delete(RhythmRow).where(RhythmRow.person_id == person_id))
