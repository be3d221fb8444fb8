"""How reminders are worded, at the moment they are sent."""

from datetime import date

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.nudging.notices import NudgeChanged, Nudged
from bot.services.nudging.nudges import nudge_facts
from messages.nudging.nudge_card import nudge_card


def on_nudged(at: Snapshot, notice: Nudged) -> Outgoing | None:
    """All that is owed now. Nothing where nothing is, nor after that day: a late nudge is none."""
    person, day = at.person(notice.to), date.fromisoformat(notice.day)
    facts = nudge_facts(at.unit, person, day=day, policy=at.policy, now=at.now)
    if facts.is_empty or at.now.astimezone(person.zone).date() != day:
        return None
    card = nudge_card(at.words_for(person), facts)
    return Outgoing(message=card, person=person, card=_card(notice.to, notice.day))


def on_nudge_changed(at: Snapshot, notice: NudgeChanged) -> Outgoing | None:
    person, day = at.person(notice.to), date.fromisoformat(notice.day)
    facts = nudge_facts(at.unit, person, day=day, policy=at.policy, now=at.now)
    card = nudge_card(at.words_for(person), facts)
    return Outgoing(message=card, person=person, card=_card(notice.to, notice.day), only_update=True)


def _card(person_id: int, day: str) -> str:
    return f"nudge:{person_id}:{day}"


ROUTES: Routes = {Nudged: on_nudged, NudgeChanged: on_nudge_changed}
