"""The reader's own website requests that are not settled."""

from bot.domain.home import MyRequest, MyRequests
from messages.catalog import Words
from messages.intake.triage_card import READ_ALL
from messages.kit import Block, button, context, section
from messages.reviews.score_lines import short


def requests_title(words: Words, _facts: MyRequests) -> str:
    return words.label("Your website requests")


def requests_section(words: Words, facts: MyRequests) -> list[Block]:
    """One line and one button each; how many there are beyond them."""
    if not facts.listed:
        return [section(words.say("home/no_requests"))]
    more = [context(words.say("home/more_requests", count=facts.more))] if facts.more else []
    return [*(_request(words, request) for request in facts.listed), *more]


def _request(words: Words, request: MyRequest) -> Block:
    said = words.say(
        "home/request",
        number=request.number,
        title=short(request.title, 120),
        stage=request.stage.key,
        owner=short(request.owner),
    )
    return section(said, accessory=button(words.label("Read all…"), READ_ALL, value=str(request.number)))
