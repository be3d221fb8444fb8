"""To whoever looks again: the parent of the cycle's thread, "2026 Q4: 3 of 8 people wait for you"."""

from bot.domain.reviews.second_look import SecondLooksFacts
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, Message, actions, button, context, fit, message, section
from messages.reviews.manager_thread import NAMES_SHOWN
from messages.reviews.score_lines import NAME_LIMIT, cycle_title, short
from messages.reviews.second_look_modals import LOOK_AT


def second_look_thread(words: Words, facts: SecondLooksFacts) -> Message:
    """How many wait and by when, the way to the first of them, and whose people they are; no score."""
    said = {
        "cycle": cycle_title(facts.cycle_name),
        "waiting": len(facts.waiting),
        "total": len(facts.people),
        "due": facts.due,
        "is_late": words.now.astimezone(words.zone).date() > facts.due,
    }
    headline = words.say("reviews/second_look_thread/headline", **said)
    return message(
        headline,
        section(Mrkdwn(f"*{headline}*")),
        _managers(words, facts),
        _first(words, facts),
        context(words.say("reviews/second_look_thread/next", **said)),
    )


def _managers(words: Words, facts: SecondLooksFacts) -> Block | None:
    """Those of whose people somebody waits."""
    waiting = [each for each in facts.managers if each[1]]
    lines = [
        words.say("reviews/second_look_thread/manager", manager=short(manager), waiting=count, total=total)
        for manager, count, total in waiting[:NAMES_SHOWN]
    ]
    if more := len(waiting) - len(lines):
        lines.append(words.say("reviews/second_look_thread/more", count=more))
    return section(Mrkdwn("\n".join(lines))) if lines else None


def _first(words: Words, facts: SecondLooksFacts) -> Block | None:
    if not facts.waiting:
        return None
    first = facts.waiting[0]
    label = words.label("Look at %(name)s…", name=fit(first.name, NAME_LIMIT))
    return actions(button(label, LOOK_AT, value=str(first.review_id), primary=True))
