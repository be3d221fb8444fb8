"""The digest of a week, in its manager's direct messages."""

from datetime import date

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.weeks.cards import digest_card
from bot.domain.weeks.digest_notices import DigestDue
from bot.domain.weeks.week import Week
from bot.services.weeks.digest import digest_facts
from messages.weeks import digest_card as words_of_it


def draw_digest(at: Snapshot, key: CardKey) -> Outgoing | None:
    """It is never posted anew."""
    return _card(at, int(key.ids[0]), Week(date.fromisoformat(key.ids[1])), only_update=True)


def on_due(at: Snapshot, notice: DigestDue) -> Outgoing | None:
    """Nothing where everybody of theirs has gone to another manager by then."""
    return _card(at, notice.to, Week(date.fromisoformat(notice.week)), only_update=False)


def _card(at: Snapshot, manager_id: int, week: Week, *, only_update: bool) -> Outgoing | None:
    manager = at.person(manager_id)
    facts = digest_facts(at.unit, manager, week, now=at.now)
    if not manager.is_active or not (only_update or facts.total):
        return None
    return Outgoing(
        message=words_of_it.digest_card(at.words_for(manager), facts),
        person=manager,
        card=digest_card(manager.id, week),
        only_update=only_update,
    )


DRAWS: Draws = {Card.DIGEST: draw_digest}
ROUTES: Routes = {DigestDue: on_due}
