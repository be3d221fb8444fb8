"""The record of a project as one page, and the list of those that are under way."""

from collections.abc import Sequence
from typing import Any

from bot.domain.intake.project import Argument, ProjectFacts, Side
from bot.domain.intake.project_way import Event
from bot.domain.people import Person
from messages.catalog import Mrkdwn, Words, quote
from messages.intake.project_buttons import AMEND, READ, all_project_buttons
from messages.intake.project_card import how_it_stands, on_record, who_takes_part
from messages.intake.project_labels import missing_text, side_labels, stage_text
from messages.intake.project_note import step_text
from messages.intake.triage_card import TITLE_LENGTH
from messages.kit import (
    LEADS_ON,
    Block,
    Message,
    button,
    context,
    divider,
    fit,
    fold,
    header,
    message,
    modal,
    section,
)

CALLBACK = "intake.project.record"
LINES_SHOWN, ROOM_LINE, ROOM_REASON = 12, 500, 1500
STEPS_SHOWN, ROOM_STEP = 8, 240
LISTED = 20
IN_LIST = 80


def project_modal(
    words: Words, facts: ProjectFacts, reader: Person, *, is_sent: bool = False
) -> dict[str, Any]:
    """Everything on record; one's own lines can be edited. `is_sent`: the file is on its way."""
    return modal(
        title=words.label("Project #%(number)d", number=facts.request.id),
        callback_id=CALLBACK,
        close=words.label("Close"),
        private_metadata=LEADS_ON,
        blocks=[
            section(words.say("intake/project_modal/sent")) if is_sent else None,
            section(words.say("intake/triage_card/title", title=fit(facts.request.title, TITLE_LENGTH))),
            section(quote(fit(facts.question, ROOM_REASON))) if facts.question else None,
            context(*how_it_stands(words, facts)),
            section(who_takes_part(words, facts)),
            *_sides(words, facts, reader),
            *on_record(words, facts, room=ROOM_REASON),
            section(missing_text(words, facts)) if facts.missing and not facts.stage.closed else None,
            *all_project_buttons(words, facts, reader),
            divider(),
            *_history(words, facts),
        ],
    )


def projects_list(words: Words, listed: Sequence[ProjectFacts]) -> Message:
    """Each with its state and what is missing; how one is opened where there is none."""
    text = words.say("intake/project_modal/headline", count=len(listed))
    more = len(listed) - LISTED
    return message(
        text,
        section(text),
        *(_listed(words, each) for each in listed[:LISTED]),
        context(words.say("intake/project_modal/more", count=more)) if more > 0 else None,
        context(words.say("intake/project_modal/how")),
    )


def _listed(words: Words, facts: ProjectFacts) -> Block:
    is_before = facts.stage.move is not None
    said = words.say(
        "intake/project_modal/listed",
        request=facts.request.id,
        title=fit(facts.request.title, IN_LIST),
        stage=stage_text(words, facts.stage.key),
        decide_by=facts.project.decide_by if is_before else None,
        lacks=missing_text(words, facts) if facts.missing else None,
    )
    return section(said, accessory=button(words.label("Read…"), READ, value=str(facts.id)))


def _sides(words: Words, facts: ProjectFacts, reader: Person) -> list[Block]:
    """The newest lines of each side; the file has all of them, whole."""
    blocks: list[Block] = []
    for side in Side:
        lines = facts.on(side)
        if not lines:
            continue
        blocks.append(header(side_labels(words)[side]))
        if len(lines) > LINES_SHOWN:
            blocks.append(context(words.say("intake/project_modal/earlier", count=len(lines) - LINES_SHOWN)))
        blocks += [_line(words, facts, line, reader) for line in lines[-LINES_SHOWN:]]
    return blocks


def _line(words: Words, facts: ProjectFacts, line: Argument, reader: Person) -> Block:
    by = words.say("intake/project_modal/by", name=line.author.name, at=line.at, edited_at=line.edited_at)
    said = Mrkdwn(f"{by}\n{quote(fit(line.text, ROOM_LINE))}")
    can_edit = line.author.id == reader.id and Event.AMEND in facts.possible
    edit = button(words.label("Edit…"), AMEND, value=str(line.id))
    return section(said, accessory=edit if can_edit else None)


def _history(words: Words, facts: ProjectFacts) -> list[Block]:
    """What happened last, the newest last, and why."""
    steps = [each for each in facts.steps if each.event not in (Event.ARGUE, Event.AMEND)]
    blocks: list[Block] = []
    for each in steps[-STEPS_SHOWN:]:
        said = step_text(words, facts, each.number, is_record=True)
        blocks.append(context(words.say("intake/project_modal/step", at=each.at, said=said)))
        if each.text and each.event is not Event.OPEN:
            blocks.append(section(quote(fold(each.text, ROOM_STEP))))
    return blocks
