"""The weeks of a manager's people on the Home tab: one line a person, and one button."""

from bot.domain.weeks.check_in import TeamCheckIn, TeamCheckIns
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, Element, button, section
from messages.reviews.score_lines import short
from messages.weeks.check_in_lines import concerned, reason_word

NOTHING = "weeks/digest_home/nothing"
READ = "weeks.digest.read_one"
"""Its value is the check-in's id."""
CONCERNS_SHOWN = 3


def team_weeks_title(words: Words, _team: TeamCheckIns | None) -> str:
    return words.label("Your team's weeks")


def team_weeks_line(words: Words, team: TeamCheckIns) -> Mrkdwn:
    """How many of how many need the reader, and how many were silent."""
    return words.say(
        "weeks/digest_home/summed_up", count=team.span.total, needing=team.needing, silent=team.silent
    )


def team_weeks_section(words: Words, team: TeamCheckIns) -> list[Block]:
    """Who needs them first."""
    return [section(_line(words, each), accessory=_read(words, each)) for each in team.listed]


def _read(words: Words, each: TeamCheckIn) -> Element | None:
    if each.answers is None:
        return None
    return button(words.label("Read it…"), READ, value=str(each.check_in.id))


def _line(words: Words, each: TeamCheckIn) -> Mrkdwn:
    answers, reason = each.answers, each.check_in.skipped_for
    concerns = answers.concerns if answers else ()
    return words.say(
        "weeks/digest_home/line",
        name=short(each.name),
        week=each.check_in.week.monday,
        is_given=answers is not None,
        is_blocked=answers is not None and answers.is_blocked,
        concerns=concerned(words, concerns[:CONCERNS_SHOWN]),
        reason=reason_word(words, reason) if reason else "",
        is_closed=each.check_in.stage.closed,
    )
