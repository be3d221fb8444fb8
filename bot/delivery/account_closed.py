"""What HR hears about people's Slack accounts."""

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.account_closed import AccountClosed
from messages.account_closed_card import account_closed_card


def on_account_closed(at: Snapshot, notice: AccountClosed) -> Outgoing | None:
    """Nothing where the account was opened again, or HR marked them as left, in the meantime."""
    person = at.person(notice.person_id)
    if person.deactivated_on is None or not person.is_active:
        return None
    reader = at.person(notice.to)
    return Outgoing(message=account_closed_card(at.words_for(reader), person), person=reader)


ROUTES: Routes = {AccountClosed: on_account_closed}
