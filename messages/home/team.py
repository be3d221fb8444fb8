"""The reader's people, one line and one button each."""

from bot.domain.goals.way import Mark as GoalsMark
from bot.domain.home import Team, TeamMember
from bot.domain.reviews.way import APPROVED_MARKS
from messages.catalog import Mrkdwn, Words
from messages.goals.marks import Part as GoalsPart
from messages.goals.marks import said as said_of_goals
from messages.goals.my_goals_card import READ, sheet_value
from messages.goals.sheets_modal import sheets_button
from messages.kit import Block, Element, actions, button, section
from messages.obligations import owed_button
from messages.reviews.calibration_modal import OPEN as CALIBRATE
from messages.reviews.marks import Part, said
from messages.reviews.score_lines import cycle_title, short
from messages.whose_move import with_move


def team_title(words: Words, _team: Team) -> str:
    return words.label("Your team")


def team_line(words: Words, team: Team) -> Mrkdwn:
    """How many they are, about how many of them something waits, and whether results are to be calibrated."""
    return words.say(
        "home/team_line",
        count=team.span.total,
        waiting=team.waiting,
        calibrates=", ".join(cycle_title(each) for each in team.calibrates),
    )


def team_section(words: Words, team: Team) -> list[Block]:
    """How many are how far by when; then one line each, those about whom something waits first."""
    head = [*_reviews(words, team), *_goals(words, team)]
    sheets = sheets_button(words, team.goals.cycle_id) if team.goals else None
    return [
        *([section(Mrkdwn("\n".join(head)), accessory=sheets)] if head else []),
        *(actions(_calibrate(words, team, each)) for each in team.calibrates),
        *(section(_member(words, each), accessory=_button(words, each)) for each in team.members),
    ]


def _reviews(words: Words, team: Team) -> list[Mrkdwn]:
    if team.reviews is None:
        return []
    return [
        words.say(
            "reviews/manager_thread/headline",
            cycle=cycle_title(each.period),
            approved=sum(each.counts.get(mark, 0) for mark in APPROVED_MARKS),
            total=sum(each.counts.values()),
            due=each.approval_due,
            is_late=words.now.astimezone(words.zone).date() > each.approval_due,
        )
        for each in (team.reviews, *team.beside)
    ]


def _goals(words: Words, team: Team) -> list[Mrkdwn]:
    if team.goals is None:
        return []
    return [
        words.say(
            "goals/goals_thread/headline",
            cycle=cycle_title(team.goals.period),
            agreed=team.goals.counts.get(GoalsMark.AGREED, 0),
            total=sum(team.goals.counts.values()),
            due=team.goals.due,
            is_late=words.now.astimezone(words.zone).date() > team.goals.due,
        )
    ]


def _calibrate(words: Words, team: Team, cycle: str) -> Element:
    """With the cycle's name where there are several."""
    if len(team.calibrates) == 1:
        return button(words.label("Calibrate…"), CALIBRATE, value=cycle)
    return button(words.label("Calibrate %(cycle)s…", cycle=cycle_title(cycle)), CALIBRATE, value=cycle)


def _member(words: Words, member: TeamMember) -> Mrkdwn:
    lines = [words.say("home/member", name=short(member.name))]
    if member.review is not None:
        lines.append(said(words, member.review, Part.MEMBER))
    if member.goals is not None:
        lines.append(said_of_goals(words, member.goals, GoalsPart.MEMBER))
    return with_move(words, Mrkdwn("\n".join([lines[0], " · ".join(lines[1:])]).rstrip()), member.move)


def _button(words: Words, member: TeamMember) -> Element | None:
    """The step that waits; else what they agreed on or have drafted, to be read."""
    if member.step is not None:
        return owed_button(words, member.step)
    if member.sheet is not None:
        return button(words.label("Read it…"), READ, value=sheet_value(*member.sheet))
    return None
