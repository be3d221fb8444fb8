"""To an admin: what is wrong of one cause, in one message that is brought up to date."""

from bot.domain.concerns import Concern, ConcernFacts
from messages.catalog import Mrkdwn, Words
from messages.kit import Message, actions, button, context, fit_mrkdwn, message, section
from messages.notice_name import notice_name

SHOW_ALL = "concerns.show_all"

LINES = 5
LINE_LIMIT = 400


def concerns_card(words: Words, facts: ConcernFacts) -> Message:
    """How many, the oldest first, what to do, and all of them behind a button."""
    cause = facts.cause.value
    if not facts.open:
        title = words.say(f"concerns/{cause}", part="title")
        mended = words.say("concerns/mended", title=title)
        return message(mended, section(mended))
    headline = words.say(f"concerns/{cause}", part="headline", count=len(facts.open))
    shown = [f"• {concern_line(words, facts, each)}" for each in facts.open[:LINES]]
    more = len(facts.open) - len(shown)
    if more:
        shown.append(words.say("concerns/more", count=more))
    return message(
        headline,
        section(Mrkdwn("\n".join([f"*{headline}*", *shown]))),
        context(words.say(f"concerns/{cause}", part="mend")),
        actions(button(words.label("Show all…"), SHOW_ALL, value=cause)),
    )


def concern_line(words: Words, facts: ConcernFacts, concern: Concern) -> Mrkdwn:
    """What it is about, and since when."""
    said = dict(concern.facts)
    if named := said.pop("message", None):
        said["what"] = notice_name(words, named)
    line = words.say(f"concerns/{facts.cause.value}", part="line", **said)
    return fit_mrkdwn(words.say("concerns/since", line=line, since=concern.since), LINE_LIMIT)
