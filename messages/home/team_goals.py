"""How far the goals of the reader's people are."""

from bot.domain.goals.facts import TeamGoals
from messages.catalog import Mrkdwn, Words
from messages.goals.goals_thread import goals_headline, goals_lines
from messages.goals.sheets_modal import sheets_button
from messages.kit import Block, section


def team_goals_title(words: Words, _team: TeamGoals) -> str:
    return words.label("Your team's goals")


def team_goals_section(words: Words, team: TeamGoals) -> list[Block]:
    """How many are agreed by when, and who is how far."""
    lines = [goals_headline(words, team), *goals_lines(words, team)]
    return [section(Mrkdwn("\n".join(lines)), accessory=sheets_button(words, team.cycle_id))]
