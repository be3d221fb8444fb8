"""One's own week on the Home tab: where it stands, and the way to say it."""

from bot.domain.weeks.check_in import CheckInFacts, CheckInOnHome
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, Element, button, section
from messages.reviews.score_lines import short
from messages.weeks.check_in_buttons import NOT_ASKED, OPEN
from messages.weeks.check_in_lines import concerned, reason_word


def check_in_title(words: Words, _mine: CheckInOnHome) -> str:
    return words.label("Your week")


def check_in_line(words: Words, mine: CheckInOnHome) -> Mrkdwn:
    return words.say("home/line", title=check_in_title(words, mine), said=_said(words, mine))


def check_in_section(words: Words, mine: CheckInOnHome) -> list[Block]:
    """One line and one button."""
    return [section(_said(words, mine), accessory=_button(words, mine))]


def _said(words: Words, mine: CheckInOnHome) -> Mrkdwn:
    facts = mine.facts
    reason = facts.check_in.skipped_for if facts and facts.answers is None else None
    return words.say(
        "weeks/check_in_home/state",
        week=facts.check_in.week.monday if facts else None,
        is_this_week=facts is not None and mine.is_about(facts),
        is_given=facts is not None and facts.answers is not None,
        reason=reason_word(words, reason) if reason else "",
        is_closed=facts is not None and facts.check_in.stage.closed,
        concerns=_concerns(words, facts) if facts else "",
        manager=short(facts.manager.name) if facts else "",
        read_on=facts.read_on if facts else None,
    )


def _concerns(words: Words, facts: CheckInFacts) -> Mrkdwn:
    return concerned(words, facts.answers.concerns if facts.answers else ())


def _button(words: Words, mine: CheckInOnHome) -> Element | None:
    if mine.week is None:
        return None
    facts = mine.facts
    is_about_it = facts is not None and mine.is_about(facts)
    value = str(facts.check_in.id) if facts is not None and is_about_it else NOT_ASKED
    was_said = facts is not None and is_about_it and facts.check_in.stage.move is None
    label = words.label("Change…") if was_said else words.label("Check in…")
    return button(label, OPEN, value=value)
