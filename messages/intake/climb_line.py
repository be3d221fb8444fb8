"""Whether what was handed over has arrived, in one line."""

from bot.domain.intake.climb import Contact, Outcome, Rung
from bot.domain.intake.handover import HandoverFacts
from messages.catalog import Mrkdwn, Words

OPENED = "opened"


def tried_line(words: Words, facts: HandoverFacts, *, in_channel: bool = False) -> Mrkdwn | None:
    """ "Handed over Mon 23 Nov 10:00 · opened 10:12 · reminded Tue …"; nothing once it was understood.

    In a channel only whether it was opened: how somebody is chased is between them and the desk.
    """
    if facts.stage.understood or facts.stage.closed:
        return None
    tries = [(_what(each), each.at) for each in facts.tries]
    if in_channel:
        tries = [each for each in tries if each[0] == OPENED]
    # Each day on which nobody called says the same as the first.
    tries = [each for place, each in enumerate(tries) if each[0] not in [what for what, _ in tries[:place]]]
    said = [
        words.say("intake/climb_line/arrived", at=facts.handover.owed_since),
        *(words.say("intake/climb_line/try", what=what, at=at) for what, at in tries),
    ]
    return Mrkdwn(" · ".join(said))


def _what(contact: Contact) -> str:
    """Which sentence tells of it."""
    if contact.rung is Rung.CHAT:
        return OPENED if contact.outcome is Outcome.OPENED else "reminded"
    if contact.rung is Rung.MAIL:
        known = {Outcome.REFUSED: "mail_refused", Outcome.SENT: "mailed"}
        return known.get(contact.outcome, "mail_asked")
    return {Outcome.REACHED: "reached", Outcome.NOT_REACHED: "not_reached"}.get(contact.outcome, "call_asked")
