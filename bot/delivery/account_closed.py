"""What HR hears about people's Slack accounts."""

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.account_closed import AccountClosed
from messages.account_closed_card import account_closed_card


def on_account_closed(at: Snapshot, notice: AccountClosed) -> Outgoing | None:
    """Nothing where the account was opened again, or HR marked them as left, in the meantime."""
    row = at.unit.people.get(notice.person_id)
    if row.deactivated_on is None or row.left_on is not None:
        return None
    reader = at.person(notice.to)
    return Outgoing(message=account_closed_card(at.words_for(reader), at.person(row)), person=reader)


ROUTES: Routes = {AccountClosed: on_account_closed}
