"""An ad-hoc review was opened: a word to the manager, and HR's answer."""

from bot.domain.reviews.ad_hoc import AdHoc
from messages.catalog import Mrkdwn, Words, quote
from messages.kit import Message, fit_mrkdwn, message, section
from messages.reviews.score_lines import cycle_title, short

REASON_LIMIT = 2000


def ad_hoc_note(words: Words, facts: AdHoc) -> Message:
    """About whom and which days, why, and by when the manager decides. There is nothing to do yet."""
    name = short(facts.employee.name)
    return message(
        words.say("reviews/ad_hoc_note/headline", name=name, cycle=cycle_title(facts.cycle_name)),
        section(
            words.say(
                "reviews/ad_hoc_note/body",
                name=name,
                by=short(facts.by),
                first=facts.starts_on,
                last=facts.ends_on,
                due=facts.dates.self_score_due,
                approval=facts.dates.approval_due,
                reason=because(facts.reason),
            )
        ),
    )


def ad_hoc_answer(words: Words, facts: AdHoc, *, hour: int) -> Mrkdwn:
    """To HR, for their eyes: who hears of it when, who reads the reason, and under which name it goes."""
    return words.say(
        "reviews/ad_hoc_note/opened",
        name=short(facts.employee.name),
        manager=short(facts.manager.name),
        first=facts.starts_on,
        last=facts.ends_on,
        hour=hour,
        due=facts.dates.self_score_due,
        approval=facts.dates.approval_due,
        cycle=facts.cycle_name,
    )


def because(reason: str) -> Mrkdwn:
    """Why, as HR wrote it."""
    return fit_mrkdwn(quote(reason), REASON_LIMIT)
