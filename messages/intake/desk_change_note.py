"""The desk has changed hands: what whoever has it now, and whoever had it, read."""

from datetime import date

from bot.domain.intake.desk_change import ChangeFacts
from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.rota import last_of
from messages.catalog import Mrkdwn, Words, escape
from messages.intake.duty import NAME_LENGTH
from messages.kit import Message, context, fit, message, section

LINES = 15
TITLE_LENGTH = 80


def duty_began(words: Words, facts: ChangeFacts) -> Message:
    """Until when they have it, and a line of what stands for each request that came with it."""
    headline = words.say(
        "intake/desk_change_note/began",
        until=last_of(facts.change.week),
        away=fit(facts.stands_in_for.name, NAME_LENGTH) if facts.stands_in_for else "",
    )
    count = len(facts.carried)
    carried = words.say("intake/desk_change_note/carried", count=count) if count else None
    shown = [_line(words, each) for each in facts.carried[:LINES]]
    rest = count - len(shown)
    if rest:
        shown.append(words.say("intake/desk_change_note/more", count=rest))
    return message(
        headline,
        section(headline),
        section(Mrkdwn("\n".join([carried, *shown]))) if carried else None,
    )


def duty_ended(words: Words, facts: ChangeFacts) -> Message:
    """Who has it now, and what stays."""
    said = words.say(
        "intake/desk_change_note/ended", name=fit(facts.person.name, NAME_LENGTH), count=len(facts.carried)
    )
    stay = words.say("intake/desk_change_note/stay", count=facts.stay) if facts.stay else None
    return message(said, section(said), context(stay) if stay else None)


def duty_decided(words: Words, *, name: str, by: str, week: date, is_theirs: bool) -> Message:
    """Whose a week is, by whose word."""
    said = words.say(
        "intake/desk_change_note/decided",
        name=fit(name, NAME_LENGTH),
        by=fit(by, NAME_LENGTH),
        week=week,
        last=last_of(week),
        is_theirs=is_theirs,
    )
    return message(said, section(said))


def _line(words: Words, request: RequestFacts) -> Mrkdwn:
    """Number, first words, whose move, by when."""
    return words.say(
        "intake/desk_change_note/line",
        number=request.id,
        title=escape(fit(request.title, TITLE_LENGTH)),
        stage=request.stage.key,
        requester=fit(request.requester.name, NAME_LENGTH),
        answer_by=request.answer_by,
        due_on=request.due_on,
        is_late=request.is_late(words.now, zone=words.zone),
    )
