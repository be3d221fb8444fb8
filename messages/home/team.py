"""How far the reviews of the reader's people are."""

from bot.domain.reviews.approval import TeamProgress
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, fit_mrkdwn, section
from messages.reviews.marks import MARKS, Part, said
from messages.reviews.score_lines import cycle_title, short

NAMES_SHOWN = 20
NAMES_LIMIT = 500


def team_title(words: Words, _team: TeamProgress) -> str:
    return words.label("Your team")


def team_section(words: Words, team: TeamProgress) -> list[Block]:
    """How many are approved by when, and who is how far."""
    headline = words.say(
        "reviews/manager_thread/headline",
        cycle=cycle_title(team.cycle_name),
        approved=team.approved,
        total=len(team.reports),
        due=team.approval_due,
        is_late=words.now.astimezone(words.zone).date() > team.approval_due,
    )
    lines = [
        said(words, mark, Part.TEAM, names=_names(words, names))
        for mark in MARKS
        if (names := team.named(mark))
    ]
    return [section(Mrkdwn("\n".join([headline, *lines])))]


def _names(words: Words, names: list[str]) -> Mrkdwn:
    shown = [str(short(name)) for name in names[:NAMES_SHOWN]]
    if len(names) > NAMES_SHOWN:
        more = len(names) - NAMES_SHOWN
        shown.append(words.count("%(number)s more", "%(number)s more", more))
    return fit_mrkdwn(words.names(shown), NAMES_LIMIT)
