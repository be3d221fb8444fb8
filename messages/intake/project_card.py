"""A project: its card in the intake channel, what stands under it, and the same before who takes part."""

from bot.domain.intake.project import Argument, ProjectFacts, Side
from bot.domain.intake.project_way import Event
from bot.domain.people import Person
from bot.domain.whose_move import their_turn
from messages.catalog import Mrkdwn, Words, quote
from messages.intake.project_buttons import AMEND, ask_button, project_buttons
from messages.intake.project_labels import days_text, missing_text, side_labels, stage_text
from messages.intake.triage_card import TITLE_LENGTH
from messages.kit import (
    Block,
    Message,
    actions,
    button,
    context,
    fit,
    fold,
    header,
    message,
    section,
)
from messages.quoted import quoted
from messages.whose_move import whose_turn

ROOM_QUESTION, ROOM_LINE, ROOM_REASON, ROOM_THREAD = 600, 240, 600, 10_000
LINES_SHOWN = 5
NAMES_SHOWN = 20


def project_card(words: Words, facts: ProjectFacts) -> Message:
    """What is to be decided, who takes part, what was said, and what is missing."""
    text = headline(words, facts)
    return message(
        text,
        header(text),
        section(words.say("intake/triage_card/title", title=fit(facts.request.title, TITLE_LENGTH))),
        section(quote(fit(facts.question, ROOM_QUESTION))) if facts.question else None,
        section(who_takes_part(words, facts)),
        *(_side(words, facts, side) for side in Side if facts.on(side)),
        *on_record(words, facts, room=ROOM_REASON),
        section(missing_text(words, facts)) if _is_before(facts) and facts.missing else None,
        project_buttons(words, facts),
        context(*turn) if (turn := whose_turn_it_is(words, facts)) else None,
    )


def headline(words: Words, facts: ProjectFacts) -> Mrkdwn:
    """ "#214 as a project: being discussed"; also the notification's text."""
    stage = stage_text(words, facts.stage.key)
    return words.say("intake/project_card/headline", request=facts.request.id, stage=stage)


def who_takes_part(words: Words, facts: ProjectFacts) -> Mrkdwn:
    """Names; beside those of whom a word is still wanted, that it is."""
    shown = facts.participants[:NAMES_SHOWN]
    is_asked = facts.stage.word is not None
    waiting = [each.person.name for each in shown if is_asked and each.is_awaited]
    return words.say("intake/project_card/who", names=[each.person.name for each in shown], waiting=waiting)


def on_record(words: Words, facts: ProjectFacts, *, room: int) -> list[Block]:
    """The estimate, the decision with its reason, and why it stands still."""
    blocks = []
    if facts.estimate and facts.estimate.estimate and facts.estimate.estimated_by:
        days = days_text(words, facts.estimate.estimate)
        name = facts.estimate.estimated_by.name
        blocks.append(section(words.say("intake/project_card/estimate", days=days, name=name)))
    for step in (facts.decision, facts.halt):
        if step is not None:
            said = words.say(
                "intake/project_card/decision",
                event=step.event.value,
                names=[each.name for each in step.deciders],
                day_of=step.decided_on,
                name=step.by.name if step.by else "",
                at=step.at,
            )
            blocks += [section(said), *([section(quote(fit(step.text, room)))] if step.text else [])]
    return blocks


def how_it_stands(words: Words, facts: ProjectFacts) -> list[Mrkdwn]:
    """How far it is, by when it is decided, and whose turn that is."""
    return [stage_text(words, facts.stage.key), *whose_turn_it_is(words, facts)]


def whose_turn_it_is(words: Words, facts: ProjectFacts) -> list[Mrkdwn]:
    """By when it is decided, and whose turn that is; nothing once it is."""
    if facts.stage.move is None:
        return []
    turn = their_turn(facts.owner, since=facts.project.owed_since, reader=None)
    until = words.say("intake/project_card/until", decide_by=facts.project.decide_by)
    return [until, *whose_turn(words, turn)]


def project_line(words: Words, facts: ProjectFacts, line: Argument) -> Message:
    """A line of the discussion in its thread; whoever wrote it can edit it."""
    said = line_headline(words, line)
    can_edit = Event.AMEND in facts.possible
    edit = button(words.label("Edit…"), AMEND, value=str(line.id))
    return message(
        said, section(said), *quoted(line.text, limit=ROOM_THREAD)[0], actions(edit) if can_edit else None
    )


def line_headline(words: Words, line: Argument) -> Mrkdwn:
    """ "*For it*: Chen Jie", and that it was edited."""
    return words.say(
        "intake/project_card/line",
        side=side_labels(words)[line.side],
        name=line.author.name,
        edited_at=line.edited_at,
    )


def project_asked_card(words: Words, facts: ProjectFacts, person: Person) -> Message:
    """To whoever takes part: what is asked of them, or how it stands."""
    mine = [line for line in facts.arguments if line.author.id == person.id]
    takes_part, can_argue = facts.takes_part(person), Event.ARGUE in facts.possible
    text = words.say(
        "intake/project_card/asked",
        request=facts.request.id,
        name=facts.owner.name,
        decide_by=facts.project.decide_by,
        is_asked=facts.stage.word is not None,
        takes_part=takes_part,
        stage=stage_text(words, facts.stage.key),
    )
    return message(
        text,
        section(text),
        section(words.say("intake/triage_card/title", title=fit(facts.request.title, TITLE_LENGTH))),
        section(quote(fit(facts.question, ROOM_QUESTION))) if facts.question else None,
        *(_mine(words, facts, line) for line in mine[-LINES_SHOWN:]),
        ask_button(words, facts) if takes_part else None,
        context(words.say("intake/project_card/who_reads")) if takes_part and can_argue else None,
    )


def _mine(words: Words, facts: ProjectFacts, line: Argument) -> Block:
    said = Mrkdwn(f"{line_headline(words, line)}\n{quote(fold(line.text, ROOM_LINE))}")
    can_edit = Event.AMEND in facts.possible
    return section(
        said, accessory=button(words.label("Edit…"), AMEND, value=str(line.id)) if can_edit else None
    )


def _side(words: Words, facts: ProjectFacts, side: Side) -> Block:
    lines = facts.on(side)
    return section(
        words.say(
            "intake/project_card/side",
            side=side_labels(words)[side],
            lines=[
                words.say("intake/project_card/said", text=fold(each.text, ROOM_LINE), name=each.author.name)
                for each in lines[-LINES_SHOWN:]
            ],
            more=max(len(lines) - LINES_SHOWN, 0),
        )
    )


def _is_before(facts: ProjectFacts) -> bool:
    """Nothing was begun, nothing given up."""
    return not (facts.stage.started or facts.stage.closed)
