"""From a notice to the message that is to be sent, as things stand now."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.delivery.ahead import read_ahead
from bot.delivery.errands import Errand
from bot.delivery.outgoing import Ahead, Outgoing, Routes, Snapshot
from bot.domain.notices import Notice
from bot.domain.policy import Policy
from bot.right_of_way import RightOfWay
from bot.slack.errors import Rejected
from storage.cards import Spot
from storage.outbox import Claim
from storage.unit import Store, Unit

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A message, the card that it updates and the one under which it stands, where they are there. `place`:
    where its person's direct messages are, as far as it is known.
    """

    outgoing: Outgoing
    card: Spot | None
    parent: Spot | None
    fingerprint: str
    place: str | None = None


@dataclass(frozen=True, kw_only=True)
class Worded:
    """A notice that was claimed, and what it comes to; an exception where it cannot be worded."""

    claim: Claim
    notice: Notice | None
    found: Prepared | Errand | Exception | None


class Wording:
    """Words notices for their readers by the routes. `ahead` reads together what many of them need."""

    def __init__(
        self,
        *,
        store: Store,
        policy: Policy,
        routes: Routes,
        ahead: Ahead = read_ahead,
        way: RightOfWay | None = None,
    ) -> None:
        self._way = way or RightOfWay()
        self._ahead = ahead
        self._store = store
        self._policy = policy
        self._routes = routes

    def prepare(self, notice: Notice, *, now: datetime) -> Prepared | Errand | None:
        """The message, or what goes elsewhere; None where there is nothing to say any more.

        Raises Rejected("thread_not_there").
        """
        with self._store.read() as unit:
            drawn = self._outgoing(unit, notice, now=now)
            if not isinstance(drawn, Outgoing):
                return drawn
            return _prepared(drawn, unit.cards.all_of(_keys(drawn)), {})

    def prepare_all(
        self, claims: Sequence[tuple[Claim, Notice | Exception]], *, now: datetime
    ) -> Sequence[Worded]:
        """The same for a batch, from one reading of the database; who cannot be worded holds up nobody."""
        drawn: list[tuple[Claim, Notice | None, Outgoing | Errand | Exception | None]] = []
        waiting = list(claims)
        reads_ahead = True
        while waiting:
            with self._store.read_many() as unit:
                if reads_ahead and not self._read_ahead(unit, waiting):
                    reads_ahead = False  # one by one it is known whose fault it is
                    continue
                while waiting:
                    self._way.give()
                    claim, notice = waiting.pop(0)
                    if isinstance(notice, Exception):
                        drawn.append((claim, None, notice))
                        continue
                    try:
                        drawn.append((claim, notice, self._outgoing(unit, notice, now=now)))
                    except Exception as error:  # noqa: BLE001 - the edge: it is parked, and the others go on
                        drawn.append((claim, notice, error))
                        break  # what is left of this transaction may be worth nothing
        with self._store.read() as unit:
            said = [each for _, _, each in drawn if isinstance(each, Outgoing)]
            stands = unit.cards.all_of({key for each in said for key in _keys(each)})
            places = unit.accounts.direct_channels({each.person.id for each in said if each.person})
        return [
            Worded(claim=claim, notice=notice, found=_found(each, stands, places))
            for claim, notice, each in drawn
        ]

    def _read_ahead(self, unit: Unit, claims: Sequence[tuple[Claim, Notice | Exception]]) -> bool:
        try:
            self._ahead(unit, [notice for _, notice in claims if not isinstance(notice, Exception)])
        except Exception as error:  # noqa: BLE001 - the edge: one that cannot be read must not stop the others
            log.warning("delivery.not_read_ahead", error=type(error).__name__)
            return False
        return True

    def _outgoing(self, unit: Unit, notice: Notice, *, now: datetime) -> Outgoing | Errand | None:
        snapshot = Snapshot(unit=unit, policy=self._policy, now=now)
        return self._routes[type(notice)](snapshot, notice)


def _found(
    drawn: Outgoing | Errand | Exception | None, stands: Mapping[str, Spot], places: Mapping[int, str]
) -> Prepared | Errand | Exception | None:
    if not isinstance(drawn, Outgoing):
        return drawn
    try:
        return _prepared(drawn, stands, places)
    except Rejected as refusal:
        return refusal


def _prepared(outgoing: Outgoing, stands: Mapping[str, Spot], places: Mapping[int, str]) -> Prepared | None:
    """Raises Rejected("thread_not_there")."""
    card = stands.get(str(outgoing.card)) if outgoing.card else None
    parent = stands.get(str(outgoing.under)) if outgoing.under else None
    if outgoing.under and parent is None:
        raise Rejected("thread_not_there")
    if outgoing.only_update and card is None:
        return None
    shown = json.dumps([outgoing.message.text, outgoing.message.blocks], sort_keys=True)
    fingerprint = hashlib.sha256(shown.encode()).hexdigest()
    place = places.get(outgoing.person.id) if outgoing.person else None
    return Prepared(outgoing=outgoing, card=card, parent=parent, fingerprint=fingerprint, place=place)


def _keys(outgoing: Outgoing) -> set[str]:
    return {str(key) for key in (outgoing.card, outgoing.under) if key}
