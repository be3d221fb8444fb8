"""Where cards stand in Slack, and what they show."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.domain.cards import CardKey
from storage.models.delivery import CardRow, FormerCardRow

BATCH = 500

# Put together once, and past the mapper: every notice looks here.
_TABLE = cast(Table, CardRow.__table__)
_OF = _TABLE.c
_GET = select(_OF.key, _OF.channel, _OF.ts, _OF.fingerprint).where(bindparam("card") == _OF.key)
_ALL_OF = select(_OF.key, _OF.channel, _OF.ts, _OF.fingerprint).where(
    _OF.key.in_(bindparam("cards", expanding=True))
)
_FORMER = cast(Table, FormerCardRow.__table__)
_AT = (
    select(_OF.key)
    .where(bindparam("channel") == _OF.channel, bindparam("ts") == _OF.ts)
    .union_all(
        select(_FORMER.c.key).where(
            bindparam("channel") == _FORMER.c.channel, bindparam("ts") == _FORMER.c.ts
        )
    )
)
_LEAVE = {
    "sqlite": sqlite.insert(_FORMER).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(_FORMER).on_conflict_do_nothing(),
}


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


def _place(spot: Spot) -> tuple[str, str]:
    return spot.channel, spot.ts


class Cards:
    """Messages that are posted once and brought up to date after."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, key: CardKey | str) -> Spot | None:
        """Where a card stands; None where it does not."""
        row = self._session.execute(_GET, {"card": str(key)}).one_or_none()
        return None if row is None else Spot(**row._mapping)

    def all_of(self, keys: Collection[str]) -> Mapping[str, Spot]:
        """Where those of these cards stand that do."""
        if not keys:
            return {}
        found = self._session.execute(_ALL_OF, {"cards": list(keys)})
        return {row.key: Spot(**row._mapping) for row in found}

    def at(self, channel: str, ts: str) -> CardKey | None:
        """The card that stands at a place in Slack, or stood there before."""
        key = self._session.scalar(_AT, {"channel": channel, "ts": ts})
        return None if key is None else CardKey.parse(key)

    def standing(self, keys: Collection[str]) -> frozenset[str]:
        """Those of these keys whose card stands somewhere."""
        wanted = sorted(keys)
        batches = (wanted[start : start + BATCH] for start in range(0, len(wanted), BATCH))
        return frozenset(
            key for some in batches for key in self._session.scalars(select(_OF.key).where(_OF.key.in_(some)))
        )

    def put(self, spot: Spot, *, now: datetime, before: Spot | None = None) -> None:
        """It stands there now, and shows that. Where it stood `before` it is still answered."""
        dialect = self._session.get_bind().dialect.name
        if before is not None and (before.channel, before.ts) != (spot.channel, spot.ts):
            left = {"channel": before.channel, "ts": before.ts, "key": spot.key}
            self._session.execute(_LEAVE[dialect], left)
        self._session.execute(_PUT[dialect], {**vars(spot), "posted_at": now})

    def put_all(self, spots: Sequence[tuple[Spot, Spot | None]], *, now: datetime) -> None:
        """The same for many, each with where it stood before."""
        simple = [spot for spot, before in spots if before is None or _place(before) == _place(spot)]
        if simple:
            put = _PUT[self._session.get_bind().dialect.name]
            self._session.execute(put, [{**vars(spot), "posted_at": now} for spot in simple])
        for spot, before in spots:
            if before is not None and _place(before) != _place(spot):
                self.put(spot, now=now, before=before)

    def forget_shown(self, key: CardKey) -> None:
        """What a card shows where it stands counts for nothing: it is not there any more."""
        self._session.execute(update(CardRow).where(CardRow.key == str(key)).values(fingerprint=""))

    def forget_all(self) -> None:
        """None of them stands any more: the workspace is another one."""
        self._session.execute(delete(CardRow))
        self._session.execute(delete(FormerCardRow))
