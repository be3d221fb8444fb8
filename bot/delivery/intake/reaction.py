"""What somebody reads who put an emoji on a message, and only they."""

from bot.delivery.intake.no_pings import TIMELY
from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.intake.notices import MessageOffered
from bot.services.intake.reaction import offer_facts
from messages.intake.reaction_note import reaction_note


def on_message_offered(at: Snapshot, notice: MessageOffered) -> Outgoing | None:
    """Nothing once the conversation has moved on: a late note would only puzzle."""
    if at.now - at.unit.reactions.get(notice.reaction_id).at > TIMELY:
        return None
    offer = offer_facts(at.unit, notice.reaction_id, policy=at.policy, now=at.now)
    if offer is None:
        return None
    return Outgoing(
        message=reaction_note(at.words_for(offer.person), offer),
        channel=offer.channel,
        thread_ts=offer.thread_ts,
        whisper_to=offer.person,
    )


ROUTES: Routes = {MessageOffered: on_message_offered}
