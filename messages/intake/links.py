"""On the desk's card: what a request has to do with others."""

from bot.domain.intake.facts import Related, RequestFacts
from bot.domain.intake.links import Link
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, context, fit

SHOWN = 5
TITLE_LENGTH = 60


def relations(words: Words, request: RequestFacts) -> list[Block]:
    """A line for each; of many the first, and how many more there are."""
    shown, more = request.related[:SHOWN], len(request.related) - SHOWN
    if not shown:
        return []
    lines = [_line(words, each, of=request) for each in shown]
    if more > 0:
        lines.append(words.say("intake/links/more", count=more))
    return [context(*lines)]


def _line(words: Words, related: Related, *, of: RequestFacts) -> Mrkdwn:
    """Of a private one its number and owner; on a private card what it is to that one, without its title."""
    if related.is_private and not of.is_private:
        return words.say("intake/private_card/line", request=related.id, owner=related.owner.name)
    return words.say(
        "intake/links/line",
        is_joined=related.link is Link.JOINED,
        is_origin=related.is_origin,
        is_private=related.is_private,
        number=related.id,
        title=fit(related.title, TITLE_LENGTH),
        name=related.requester.name,
        branch=related.branch,
    )
