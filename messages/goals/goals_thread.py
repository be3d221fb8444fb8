"""To a manager: the parent of the thread of their people's goals, "2027 Q1 goals: 3 of 8 agreed"."""

from bot.domain.goals.facts import TeamGoals
from bot.domain.goals.way import Mark
from messages.catalog import Mrkdwn, Words
from messages.goals.marks import MARKS, Part, said
from messages.kit import Message, context, message, section
from messages.reviews.manager_thread import LONGEST_BAR, some_names
from messages.reviews.score_lines import cycle_title
from messages.reviews.withdrawn_card import withdrawn_card


def goals_thread(words: Words, progress: TeamGoals) -> Message:
    """How far the team is: a headline, a mark for each person, and the same in words."""
    if progress.withdrawn is not None:
        return withdrawn_card(words, progress.cycle_name, progress.withdrawn)
    facts = {
        "agreed": progress.agreed,
        "total": len(progress.people),
        "waiting": bool(progress.named(Mark.WAITS)),
    }
    headline = goals_headline(words, progress)
    lines = [_bar(progress), *goals_lines(words, progress)]
    return message(
        headline,
        section(Mrkdwn(f"*{headline}*")),
        section(Mrkdwn("\n".join(lines))) if progress.people else None,
        context(words.say("goals/goals_thread/next", **facts)),
    )


def goals_headline(words: Words, progress: TeamGoals) -> Mrkdwn:
    """How many are agreed, and the day that counts."""
    return words.say(
        "goals/goals_thread/headline",
        cycle=cycle_title(progress.cycle_name),
        agreed=progress.agreed,
        total=len(progress.people),
        due=progress.due,
        is_late=words.now.astimezone(words.zone).date() > progress.due,
    )


def goals_lines(words: Words, progress: TeamGoals) -> list[Mrkdwn]:
    """Who is how far."""
    return [
        said(words, mark, Part.TEAM, names=some_names(words, names))
        for mark in MARKS
        if (names := progress.named(mark))
    ]


def _bar(progress: TeamGoals) -> str:
    marks = [MARKS[mark].sign for wanted in MARKS for _, mark in progress.people if mark is wanted]
    return "".join(marks[:LONGEST_BAR]) + ("…" if len(marks) > LONGEST_BAR else "")
