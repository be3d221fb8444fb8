"""What is open of the reader's branch: who looks after it and how it stands, not what is said of it."""

from bot.domain.home import BranchRequests, MyRequest
from messages.catalog import Mrkdwn, Words
from messages.home.requests import TITLE_IN_LINE_LIMIT, TITLE_LIMIT
from messages.intake.labels import stage_labels
from messages.kit import Block, section
from messages.reviews.score_lines import short
from messages.whose_move import with_move


def branch_title(words: Words, facts: BranchRequests | None) -> str:
    return words.label("Open in %(branch)s", branch=facts.branch) if facts else words.label("My branch")


def branch_line(words: Words, facts: BranchRequests) -> Mrkdwn:
    """How many, and the newest."""
    newest = facts.listed[0]
    title = short(newest.title, TITLE_IN_LINE_LIMIT)
    return words.say("home/requests_line", count=facts.span.total, number=newest.number, title=title)


def branch_section(words: Words, facts: BranchRequests) -> list[Block]:
    """One line each."""
    return [section(_request(words, request)) for request in facts.listed]


def _request(words: Words, request: MyRequest) -> Mrkdwn:
    said = words.say(
        "home/branch_request",
        number=request.number,
        title=short(request.title, TITLE_LIMIT),
        stage=stage_labels(words)[request.stage.key],
        owner=short(request.owner),
        private=words.label("Private") if request.is_private else None,
    )
    return with_move(words, said, request.move)
