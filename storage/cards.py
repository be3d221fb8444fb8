"""Where cards stand in Slack, and what they show."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.domain.cards import CardKey
from storage.models.delivery import CardRow

BATCH = 500

# Put together once, and past the mapper: every notice looks here.
_TABLE = cast(Table, CardRow.__table__)
_OF = _TABLE.c
_GET = select(_OF.key, _OF.channel, _OF.ts, _OF.fingerprint).where(bindparam("card") == _OF.key)
_AT = select(_OF.key).where(bindparam("channel") == _OF.channel, bindparam("ts") == _OF.ts)


def _putting(insert: Any) -> Any:
    made = insert(_TABLE)
    stands = {name: made.excluded[name] for name in ("channel", "ts", "fingerprint", "posted_at")}
    return made.on_conflict_do_update(index_elements=["key"], set_=stands)


_PUT = {"sqlite": _putting(sqlite.insert), "postgresql": _putting(postgresql.insert)}


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A card in Slack. `fingerprint` is a hash of what it shows."""

    key: str
    channel: str
    ts: str
    fingerprint: str


class Cards:
    """Messages that are posted once and brought up to date after."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, key: CardKey | str) -> Spot | None:
        """Where a card stands; None where it does not."""
        row = self._session.execute(_GET, {"card": str(key)}).one_or_none()
        return None if row is None else Spot(**row._mapping)

    def at(self, channel: str, ts: str) -> CardKey | None:
        """The card that stands at a place in Slack."""
        key = self._session.scalar(_AT, {"channel": channel, "ts": ts})
        return None if key is None else CardKey.parse(key)

    def standing(self, keys: Collection[str]) -> frozenset[str]:
        """Those of these keys whose card stands somewhere."""
        wanted = sorted(keys)
        batches = (wanted[start : start + BATCH] for start in range(0, len(wanted), BATCH))
        return frozenset(
            key for some in batches for key in self._session.scalars(select(_OF.key).where(_OF.key.in_(some)))
        )

    def put(self, spot: Spot, *, now: datetime) -> None:
        """It stands there now, and shows that."""
        row = {**vars(spot), "posted_at": now}
        self._session.execute(_PUT[self._session.get_bind().dialect.name], row)

    def forget_all(self) -> None:
        """None of them stands any more: the workspace is another one."""
        self._session.execute(delete(CardRow))
