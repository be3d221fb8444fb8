"""The reader's own website requests that are not settled."""

from bot.domain.home import MyRequest, MyRequests
from messages.catalog import Mrkdwn, Words
from messages.intake.triage_card import READ_ALL
from messages.kit import Block, button, section
from messages.reviews.score_lines import short
from messages.whose_move import with_move

TITLE_LIMIT, TITLE_IN_LINE_LIMIT = 120, 60


def requests_title(words: Words, _facts: MyRequests | None) -> str:
    return words.label("Your website requests")


def requests_line(words: Words, facts: MyRequests) -> Mrkdwn:
    """How many, and the newest."""
    newest = facts.listed[0]
    title = short(newest.title, TITLE_IN_LINE_LIMIT)
    return words.say("home/requests_line", count=facts.span.total, number=newest.number, title=title)


def requests_section(words: Words, facts: MyRequests) -> list[Block]:
    """One line and one button each."""
    return [_request(words, request) for request in facts.listed]


def _request(words: Words, request: MyRequest) -> Block:
    said = words.say(
        "home/request",
        number=request.number,
        title=short(request.title, TITLE_LIMIT),
        stage=request.stage.key,
        owner=short(request.owner),
        original=request.joined_to,
    )
    said = with_move(words, said, request.move)
    return section(said, accessory=button(words.label("Read all…"), READ_ALL, value=str(request.number)))
