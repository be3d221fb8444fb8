"""To somebody who filed a request for a colleague: a reply in the colleague's language, to be sent on."""

from bot.domain.intake.facts import RequestFacts
from messages.catalog import Mrkdwn, Words, escape
from messages.kit import Message, context, message, section


def passed_on_note(words: Words, request: RequestFacts, *, theirs: Words) -> Message:
    """What was done, and the reply as a block that is copied with one tap. `theirs`: the author's words."""
    facts = {"request": request.id, "name": request.requester.name, "owner": request.owner.name}
    reply = theirs.plain("intake/passed_on_note/reply", **facts).strip()
    filed = words.say("intake/passed_on_note/filed", **facts)
    return message(
        filed,
        section(filed),
        section(Mrkdwn(f"```{escape(reply)}```")),
        context(words.say("intake/passed_on_note/copy", name=request.requester.name)),
    )
