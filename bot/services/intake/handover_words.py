"""A developer says in the thread of a hand-over how far it is."""

from bot.domain.cards import Card
from bot.domain.intake.handover_way import Event
from bot.domain.intake.handover_words import step_in
from bot.domain.people import Role
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.climb import note_opened
from bot.services.intake.handover_steps import take_handover_step


def take_word(acting: Acting, *, channel: str, thread_ts: str, ts: str, said: str) -> bool:
    """Do what the word says; False where it is no such thread, no such word, or somebody else's. The same
    message twice is one step. Whatever its developer writes there shows that they have opened it.

    Raises Refusal: "handover.not_now", "handover.waits_for_what".
    """
    if acting.by is None or not acting.by.has(Role.DEVELOPER):
        return False
    with acting.store.read() as unit:
        card = unit.cards.at(channel, thread_ts)
        if card is None or card.card not in (Card.HANDOVER, Card.PRIVATE_HANDOVER):
            return False
        handover = unit.handovers.look(card.numbers[0])
        if handover.assignee_id != acting.by_id:
            return False
    note_opened(acting, handover_id=handover.id)
    step = step_in(said)
    if step is None:
        return False
    event, text = step
    if event is Event.WAIT and not text:
        raise Refusal("handover.waits_for_what")
    source = f"{channel}:{ts}"
    take_handover_step(acting, handover_id=handover.id, event=event, text=text, source=source)
    return True
