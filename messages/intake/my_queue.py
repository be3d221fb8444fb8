"""`/intake` to somebody who is not the desk: what they have asked for, and how to ask."""

from bot.domain.home import MyRequest
from bot.domain.intake.desk_facts import MyQueue
from messages.catalog import Words
from messages.intake.triage_card import READ_ALL
from messages.intake.website_issue_form import OPEN
from messages.kit import Block, Message, actions, button, context, message, section
from messages.reviews.score_lines import short

TITLE_SHOWN = 120


def my_queue(words: Words, mine: MyQueue) -> Message:
    """A line and a button for each, and one for a new one."""
    more = mine.total - len(mine.listed)
    headline = words.say("intake/my_queue/headline", count=mine.total)
    return message(
        headline,
        section(headline),
        *(_line(words, each) for each in mine.listed),
        context(words.say("intake/my_queue/more", count=more)) if more else None,
        actions(button(words.label("Report a website issue…"), OPEN, value="-", primary=True)),
        context(words.say("intake/my_queue/how")),
    )


def _line(words: Words, request: MyRequest) -> Block:
    said = words.say(
        "home/request",
        number=request.number,
        title=short(request.title, TITLE_SHOWN),
        stage=request.stage.key,
        owner=short(request.owner),
        original=request.joined_to,
    )
    return section(said, accessory=button(words.label("Read all…"), READ_ALL, value=str(request.number)))
