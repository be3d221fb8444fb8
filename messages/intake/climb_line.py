"""Whether what was handed over has arrived, in one line."""

from bot.domain.intake.climb import Contact, Outcome, Rung
from bot.domain.intake.handover import HandoverFacts
from messages.catalog import Mrkdwn, Words


def tried_line(words: Words, facts: HandoverFacts) -> Mrkdwn | None:
    """ "Handed over Mon 23 Nov 10:00 · opened 10:12 · reminded Tue …"; nothing once it was understood."""
    if facts.stage.understood or facts.stage.closed:
        return None
    said = [
        words.say("intake/climb_line/arrived", at=facts.handover.owed_since),
        *(words.say("intake/climb_line/try", what=_what(each), at=each.at) for each in facts.tries),
    ]
    return Mrkdwn(" · ".join(said))


def _what(contact: Contact) -> str:
    """Which sentence tells of it."""
    if contact.rung is Rung.CHAT:
        return "opened" if contact.outcome is Outcome.OPENED else "reminded"
    if contact.rung is Rung.MAIL:
        return "mail_refused" if contact.outcome is Outcome.REFUSED else "mailed"
    return {Outcome.REACHED: "reached", Outcome.NOT_REACHED: "not_reached"}.get(contact.outcome, "call_asked")
