"""What HR hears about people's Slack accounts."""

from datetime import date

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.account_closed import AccountClosed, account_closed_card
from bot.domain.cards import Card, CardKey
from bot.domain.moves import Move
from messages import account_closed_card as words_of_it


def on_account_closed(at: Snapshot, notice: AccountClosed) -> Outgoing | None:
    """Nothing where the account was opened again, or HR marked them as left, in the meantime."""
    person = at.person(notice.person_id)
    if person.deactivated_on is None or not person.is_active:
        return None
    return _card(at, account_closed_card(person.id, date.fromisoformat(notice.day), notice.to))


def draw_account_closed(at: Snapshot, key: CardKey) -> Outgoing | None:
    """As it is now: nothing new is posted for it."""
    return _card(at, key, only_update=True)


def _card(at: Snapshot, key: CardKey, *, only_update: bool = False) -> Outgoing:
    person_id, written, reader_id = key.ids
    person, reader, day = at.person(int(person_id)), at.person(int(reader_id)), date.fromisoformat(written)
    opened = next(
        (each.at for each in at.unit.moves.of(person.id, (Move.ACCOUNT_OPENED,)) if each.day >= day), None
    )
    return Outgoing(
        message=words_of_it.account_closed_card(at.words_for(reader), person, opened_at=opened),
        person=reader,
        card=key,
        only_update=only_update,
    )


DRAWS: Draws = {Card.ACCOUNT_CLOSED: draw_account_closed}
ROUTES: Routes = {AccountClosed: on_account_closed}
