"""Queries about messages that somebody asked with an emoji to send to the desk."""

from dataclasses import asdict
from typing import cast

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.domain.intake.reaction import Reacted
from storage.missing import found
from storage.models.intake import ReactionRow

_TABLE = cast(Table, ReactionRow.__table__)
_ADD = {
    name: dialect.insert(_TABLE)
    .on_conflict_do_nothing(index_elements=["person_id", "channel", "ts"])
    .returning(_TABLE.c.id)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


class Reactions:
    """A message is offered to each person once."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, reacted: Reacted) -> int | None:
        """Write it down; its id, None where this person asked for that message already."""
        adding = _ADD[self._session.get_bind().dialect.name]
        return self._session.execute(adding, asdict(reacted)).scalar()

    def get(self, reaction_id: int) -> Reacted:
        """Raises Missing."""
        reacted: Reacted = found(self._session.get(ReactionRow, reaction_id)).value()
        return reacted
