"""Where cards stand in Slack, and what they show."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.domain.cards import CardKey
from storage.models.delivery import CardRow


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
        row = self._session.get(CardRow, str(key))
        return None if row is None else _value(row)

    def at(self, channel: str, ts: str) -> CardKey | None:
        """The card that stands at a place in Slack."""
        key = self._session.scalar(select(CardRow.key).where(CardRow.channel == channel, CardRow.ts == ts))
        return None if key is None else CardKey.parse(key)

    def put(self, spot: Spot, *, now: datetime) -> None:
        """It stands there now, and shows that."""
        self._session.merge(
            CardRow(
                key=spot.key,
                channel=spot.channel,
                ts=spot.ts,
                fingerprint=spot.fingerprint,
                posted_at=now,
            )
        )

    def forget_all(self) -> None:
        """None of them stands any more: the workspace is another one."""
        self._session.execute(delete(CardRow))


def _value(row: CardRow) -> Spot:
    return Spot(key=row.key, channel=row.channel, ts=row.ts, fingerprint=row.fingerprint)
