"""The desk has changed hands: what whoever has it now, and whoever had it, read."""

from collections.abc import Iterator
from datetime import date

from bot.domain.intake.desk_change import ChangeFacts
from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.rota import last_of
from bot.domain.intake.way import Party
from messages.catalog import Mrkdwn, Words, escape
from messages.intake.duty import NAME_LENGTH
from messages.intake.labels import stage_labels
from messages.kit import Block, Message, context, fit, message, section

LINES, IN_A_BLOCK = 15, 5
TITLE_LENGTH = 80


def duty_began(words: Words, facts: ChangeFacts) -> Message:
    """Until when they have it, and a line of what stands for each request that came with it."""
    headline = words.say(
        "intake/desk_change_note/began",
        until=last_of(facts.change.week),
        away=fit(facts.stands_in_for.name, NAME_LENGTH) if facts.stands_in_for else "",
    )
    return message(headline, section(headline), *_carried(words, facts))


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


def _carried(words: Words, facts: ChangeFacts) -> Iterator[Block]:
    """A few in a block: titles become longer as they are escaped."""
    count = len(facts.carried)
    if not count:
        return
    lines = [_line(words, each) for each in facts.carried[:LINES]]
    if count > LINES:
        lines.append(words.say("intake/desk_change_note/more", count=count - LINES))
    yield section(words.say("intake/desk_change_note/carried", count=count))
    for start in range(0, len(lines), IN_A_BLOCK):
        yield section(Mrkdwn("\n".join(lines[start : start + IN_A_BLOCK])))


def _line(words: Words, request: RequestFacts) -> Mrkdwn:
    """Number, first words, whose move, by when."""
    waits = request.stage.mover is Party.REQUESTER
    return words.say(
        "intake/desk_change_note/line",
        number=request.id,
        title=escape(fit(request.title, TITLE_LENGTH)),
        is_owed=request.stage.answer_owed,
        waits_for=fit(request.requester.name, NAME_LENGTH) if waits else "",
        label=stage_labels(words)[request.stage.key],
        answer_by=request.answer_by,
        due_on=request.due_on,
        is_late=request.is_late(words.now, zone=words.zone),
    )
