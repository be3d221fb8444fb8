"""From a notice to the message that is to be sent, as things stand now."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from bot.delivery.errands import Errand
from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.notices import Notice
from bot.domain.policy import Policy
from bot.slack.errors import Rejected
from storage.cards import Spot
from storage.unit import Store


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A message, the card that it updates and the one under which it stands, where they are there."""

    outgoing: Outgoing
    card: Spot | None
    parent: Spot | None
    fingerprint: str


class Wording:
    """Words notices for their readers by the routes."""

    def __init__(self, *, store: Store, policy: Policy, routes: Routes) -> None:
        self._store = store
        self._policy = policy
        self._routes = routes

    def prepare(self, notice: Notice, *, now: datetime) -> Prepared | Errand | None:
        """The message, or what goes elsewhere; None where there is nothing to say any more.

        Raises Rejected("thread_not_there").
        """
        with self._store.read() as unit:
            snapshot = Snapshot(unit=unit, policy=self._policy, now=now)
            outgoing = self._routes[type(notice)](snapshot, notice)
            if outgoing is None or isinstance(outgoing, Errand):
                return outgoing
            card = unit.cards.get(outgoing.card) if outgoing.card else None
            parent = unit.cards.get(outgoing.under) if outgoing.under else None
        if outgoing.under and parent is None:
            raise Rejected("thread_not_there")
        if outgoing.only_update and card is None:
            return None
        shown = json.dumps([outgoing.message.text, outgoing.message.blocks], sort_keys=True)
        fingerprint = hashlib.sha256(shown.encode()).hexdigest()
        return Prepared(outgoing=outgoing, card=card, parent=parent, fingerprint=fingerprint)
