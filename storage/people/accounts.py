"""Queries about people's Slack accounts: whose account is whose, and what Slack told of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Update, bindparam, func, select, update
from sqlalchemy.orm import Session

from bot.domain.people import Person
from storage.models.people import PersonRow
from storage.plain import Plain

# Put together once, and past the mapper: each message asks for it, and a beat reads forty profiles.
_PEOPLE = Plain(PersonRow).table
_THIS = bindparam("person_id") == _PEOPLE.c.id
_DIRECT_CHANNEL = select(_PEOPLE.c.dm_channel).where(_THIS)
_DIRECT_CHANNELS = select(_PEOPLE.c.id, _PEOPLE.c.dm_channel).where(
    _PEOPLE.c.id.in_(bindparam("people", expanding=True)), _PEOPLE.c.dm_channel.is_not(None)
)
_SET_DIRECT_CHANNEL = update(_PEOPLE).where(_THIS).values(dm_channel=bindparam("channel"))


@dataclass(frozen=True, kw_only=True)
class ToRead:
    """Somebody whose profile should be read."""

    person_id: int
    slack_id: str | None
    email: str


class Accounts:
    """What links a person to Slack."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def link(self, person: Person, slack_id: str, *, locale: str | None, timezone: str | None) -> None:
        """This account is theirs, and open; None keeps what was told before."""
        told: dict[str, Any] = {"slack_id": slack_id, "deactivated_on": None}
        if person.slack_id != slack_id:
            told["dm_channel"] = None
        if locale:
            told["locale"] = locale
        if timezone:
            told["timezone"] = timezone
        self._change(person.id, told)

    def unlink(self, person_id: int) -> None:
        """They have no account any more."""
        self._change(person_id, {"slack_id": None, "dm_channel": None})

    def close(self, person_id: int, *, on: date) -> None:
        """Their account was closed."""
        self._change(person_id, {"deactivated_on": on, "dm_channel": None})

    def was_read(self, person_id: int, *, on: date) -> None:
        """Their profile was read on this day."""
        self._change(person_id, {"profile_read_on": on})

    def direct_channel(self, person_id: int) -> str | None:
        """Where their direct messages are, as far as it is known."""
        return self._session.scalar(_DIRECT_CHANNEL, {"person_id": person_id})

    def direct_channels(self, person_ids: Collection[int]) -> Mapping[int, str]:
        """The same of many, of whom it is known."""
        if not person_ids:
            return {}
        rows = self._session.execute(_DIRECT_CHANNELS, {"people": list(person_ids)})
        return {row.id: row.dm_channel for row in rows}

    def set_direct_channel(self, person_id: int, channel: str | None) -> None:
        """Their direct messages are there; None: it has to be asked for again."""
        self._session.execute(_SET_DIRECT_CHANNEL, {"person_id": person_id, "channel": channel})

    def forget_direct_channels(self) -> None:
        """Nobody's direct messages are where they were: the workspace is another one."""
        self._session.execute(update(PersonRow).values(dm_channel=None))

    def locales_told(self) -> Mapping[int, str]:
        """The language of each person of whom Slack has told it."""
        query = select(PersonRow.id, PersonRow.locale).order_by(PersonRow.id)
        return {person_id: locale for person_id, locale in self._session.execute(query) if locale}

    def to_read(self, *, linked_before: date, unlinked_before: date, limit: int) -> Sequence[ToRead]:
        """Active people whose profile was last read on or before a day, never-read ones first."""
        last = func.coalesce(PersonRow.profile_read_on, date.min)
        rows = self._session.execute(
            select(PersonRow.id, PersonRow.slack_id, PersonRow.email)
            .where(
                PersonRow.left_on.is_(None),
                (last <= linked_before) | (PersonRow.slack_id.is_(None) & (last < unlinked_before)),
            )
            .order_by(last, PersonRow.id)
            .limit(limit)
        )
        return [
            ToRead(person_id=person_id, slack_id=slack_id, email=email) for person_id, slack_id, email in rows
        ]

    def _change(self, person_id: int, values: Mapping[str, Any]) -> None:
        said = {f"new_{name}": value for name, value in values.items()}
        self._session.execute(_changing(tuple(values)), {"person_id": person_id, **said})


@lru_cache
def _changing(names: tuple[str, ...]) -> Update:
    return update(_PEOPLE).where(_THIS).values({name: bindparam(f"new_{name}") for name in names})
