"""What would be sent, to whom, without sending it and without saying what it says."""

from dataclasses import dataclass
from datetime import datetime

from bot.delivery.errands import Errand
from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.cards import CardKey
from bot.domain.notices import CardStale, Notice, restore
from bot.domain.people import Stranger
from bot.domain.policy import Policy
from storage.unit import Store


@dataclass(frozen=True, kw_only=True)
class Preview:
    """One message. `kind` is the notice's, `how` says whether it is a new one."""

    due: datetime
    to: str
    kind: str
    how: str


def preview(store: Store, *, policy: Policy, routes: Routes, now: datetime) -> list[Preview]:
    """Every message that would be sent by `now`, in order."""
    messages = []
    with store.read() as unit:
        snapshot = Snapshot(unit=unit, policy=policy, now=now)
        posted: set[str] = set()
        for row in unit.outbox.waiting(until=now):
            try:
                notice = restore(row.kind, row.payload)
            except (KeyError, TypeError):  # of another version: the sender puts it aside, too
                messages.append(Preview(due=row.due_at, to="–", kind=row.kind, how="not known here"))
                continue
            outgoing = routes[type(notice)](snapshot, notice)
            if outgoing is None:
                continue
            if isinstance(outgoing, Errand):
                messages.append(Preview(due=row.due_at, to="–", kind=_kind(notice), how="not in Slack"))
                continue
            key = str(outgoing.card) if outgoing.card is not None else None
            stands = key is not None and (key in posted or unit.cards.get(key) is not None)
            if outgoing.only_update and not stands:
                continue
            if key is not None:
                posted.add(key)
            how = "updates a card" if stands else _how(outgoing)
            messages.append(Preview(due=row.due_at, to=_reader(outgoing), kind=_kind(notice), how=how))
    return messages


def _kind(notice: Notice) -> str:
    key = CardKey.parse(notice.card) if isinstance(notice, CardStale) else None
    return notice.kind if key is None else f"{key.card.value.replace('-', ' ')} card"


def _reader(outgoing: Outgoing) -> str:
    if isinstance(outgoing.whisper_to, Stranger):
        return "somebody who is not in the organisation"
    if outgoing.whisper_to is not None:
        return outgoing.whisper_to.name
    if outgoing.person is not None:
        return outgoing.person.name
    return f"#{(outgoing.channel or '').removeprefix('#')}"


def _how(outgoing: Outgoing) -> str:
    if outgoing.whisper_to is not None:
        return "seen by nobody else"
    return "reply in a thread" if outgoing.under or outgoing.thread_ts else "new message"
