"""The weekly nudge: everything that waits for one person, in one message."""

from datetime import timedelta

from slack_sdk.models.blocks import Block

from bot.domain.reviews.nudging import NudgeFacts, reminder_day
from messages.catalog import Mrkdwn, Words
from messages.kit import Message, actions, button, context, fit_mrkdwn, message, section
from messages.owed_lines import owed_lines
from messages.reviews.score_lines import short

REMIND_NEXT_WEEK = "nudge.remind_on_monday"
DO_NOT_REMIND = "nudge.do_not_remind"

LINES = 10
NAMES = 12
NAMES_LIMIT = 1500
A_WEEK = timedelta(days=7)


def nudge_card(words: Words, facts: NudgeFacts) -> Message:
    """What is owed, soonest first, with a button each; a manager's has their team below.

    Shown as it stands now: done, put off, or replaced by a newer one.
    """
    headline = words.say(
        "nudge/headline",
        replaced_on=facts.replaced_on,
        count=len(facts.owed),
        behind=len(facts.team_behind),
    )
    if facts.replaced_on or facts.is_empty:
        return message(headline, section(headline))
    return message(
        headline,
        section(Mrkdwn(f"*{headline}*")) if facts.owed else None,
        *owed_lines(words, facts.owed[:LINES], person=facts.person),
        _more(words, facts),
        _team(words, facts),
        *_later(words, facts),
    )


def _more(words: Words, facts: NudgeFacts) -> Block | None:
    more = len(facts.owed) - LINES
    return context(words.say("nudge/more", count=more)) if more > 0 else None


def _team(words: Words, facts: NudgeFacts) -> Block | None:
    if not facts.team_behind:
        return None
    names = [str(short(name)) for name in facts.team_behind[:NAMES]]
    more = len(facts.team_behind) - len(names)
    if more:
        names.append(words.count("%(number)s more", "%(number)s more", more))
    listed = fit_mrkdwn(words.names(names), NAMES_LIMIT)
    return section(words.say("nudge/team", count=len(facts.team_behind), names=listed))


def _later(words: Words, facts: NudgeFacts) -> list[Block]:
    day = facts.day.isoformat()
    if facts.remind_on is None:
        return [actions(button(_remind_me(words, facts), REMIND_NEXT_WEEK, value=day))]
    return [
        section(
            words.say("nudge/will_remind", remind_on=facts.remind_on),
            accessory=button(words.label("Do not remind me"), DO_NOT_REMIND, value=day),
        )
    ]


def _remind_me(words: Words, facts: NudgeFacts) -> str:
    """Names the day: a weekday where it is at most a week ahead, else its date too."""
    day = reminder_day(words.now, zone=facts.person.zone, country=facts.person.country)
    is_near = day - words.now.astimezone(facts.person.zone).date() <= A_WEEK
    return words.label("Remind me on %(day)s", day=words.weekday(day) if is_near else words.day(day))
