"""Feedback on the Home tab: what its reader received, gave and suggested, and what their people had."""

from collections.abc import Sequence

from bot.domain.weeks.feedback import FeedbackFacts
from bot.domain.weeks.feedback_record import FeedbackOnHome, TeamFeedback, Which
from bot.domain.weeks.suggestion import SuggestionFacts
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, actions, button, fold, section
from messages.reviews.score_lines import short
from messages.weeks.feedback_lines import KINDS, NAME_LIMIT
from messages.weeks.feedback_modal import ANYBODY, OPEN
from messages.weeks.feedback_record_modal import PEOPLE, show_button
from messages.weeks.suggestion_card import how_far

LINE_LIMIT = 90


def feedback_title(words: Words, _facts: FeedbackOnHome) -> str:
    return words.label("Your feedback")


def feedback_line(words: Words, facts: FeedbackOnHome) -> Mrkdwn:
    """How much of each there is."""
    counts = words.say(
        "weeks/feedback_home/counts",
        received=len(facts.received) + facts.more_received,
        given=len(facts.given) + facts.more_given,
        suggested=len(facts.suggested) + facts.more_suggested,
    )
    waiting = words.say("weeks/feedback_home/waiting", count=facts.waiting) if facts.waiting else None
    return Mrkdwn("\n".join([counts, *([waiting] if waiting else [])]))


def feedback_section(words: Words, facts: FeedbackOnHome) -> list[Block]:
    """The newest few of each list, and a button to all of it."""
    lists = [
        _list(words, Which.RECEIVED, [_line(words, each) for each in facts.received], facts.more_received),
        _list(words, Which.GIVEN, [_line(words, each) for each in facts.given], facts.more_given),
        _list(
            words,
            Which.SUGGESTED,
            [_suggested(words, each) for each in facts.suggested],
            facts.more_suggested,
        ),
    ]
    shown = [each for each in lists if each is not None]
    give = button(words.label("Give feedback…"), OPEN, value=ANYBODY)
    waiting = words.say("weeks/feedback_home/waiting", count=facts.waiting) if facts.waiting else None
    return [
        *(shown or [section(words.say("weeks/feedback_home/nothing"))]),
        *([section(waiting)] if waiting else []),
        actions(give),
    ]


def team_feedback_title(words: Words, _facts: TeamFeedback) -> str:
    return words.label("Your people's feedback")


def team_feedback_line(words: Words, facts: TeamFeedback) -> Mrkdwn:
    return words.say("home/line", title=team_feedback_title(words, facts), said=_on_record(words, facts))


def team_feedback_section(words: Words, facts: TeamFeedback) -> list[Block]:
    """How much is on record; what it says stands behind the button."""
    read = button(words.label("Feedback…"), PEOPLE, value="0")
    return [section(_on_record(words, facts), accessory=read)]


def _on_record(words: Words, facts: TeamFeedback) -> Mrkdwn:
    return words.say(
        "weeks/feedback_home/team",
        people=facts.people,
        count=facts.given,
        kept=facts.kept,
        may_choose=facts.may_choose,
    )


def _list(words: Words, which: Which, lines: Sequence[Mrkdwn], more: int) -> Block | None:
    if not lines:
        return None
    title = words.say("weeks/feedback_home/list", which=which.value, more=more)
    return section(Mrkdwn("\n".join([title, *lines])), accessory=show_button(words, which))


def _line(words: Words, facts: FeedbackFacts) -> Mrkdwn:
    """One line: when, who, what it is, and how it begins."""
    return words.say(
        "weeks/feedback_home/line",
        given=facts.feedback.given_on,
        name=short(facts.receiver.name if facts.is_own else facts.giver.name, NAME_LIMIT),
        kind=KINDS[facts.feedback.kind](words),
        begins=fold(facts.feedback.behaviour, LINE_LIMIT),
        is_kept=not facts.feedback.stage.told,
        is_answered=facts.feedback.stage.answered,
        is_late=facts.late_for is not None,
    )


def _suggested(words: Words, facts: SuggestionFacts) -> Mrkdwn:
    return words.say(
        "weeks/feedback_home/suggested",
        made=facts.suggestion.made_on,
        begins=fold(facts.suggestion.consequence, LINE_LIMIT),
        came=how_far(words, facts),
    )
