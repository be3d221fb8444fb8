"""What everybody hears of an import that concerns them."""

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.moves import MovesTold
from bot.services.people.moves_facts import moves_facts
from messages.people.moves_note import moves_note


def on_moves_told(at: Snapshot, notice: MovesTold) -> Outgoing | None:
    """Nothing to whoever has left since, nor where nothing concerns them any more."""
    reader = at.person(notice.to)
    facts = moves_facts(at.unit, reader, notice.import_id, policy=at.policy)
    if not reader.is_active or not facts.told:
        return None
    return Outgoing(message=moves_note(at.words_for(reader), facts), person=reader)


ROUTES: Routes = {MovesTold: on_moves_told}
