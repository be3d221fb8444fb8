"""The desk's card of a request: in the intake channel, or of a private one in its owner's messages."""

from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.way import Event
from messages.catalog import Mrkdwn, Words, escape
from messages.intake.assess_line import assess_line
from messages.intake.brief_line import brief_line
from messages.intake.desk_buttons import desk_buttons
from messages.intake.details import details
from messages.intake.emergency_note import paged_line
from messages.intake.handover_line import handover_line
from messages.intake.labels import duration, kind_label, stage_labels, urgency_label
from messages.intake.later_note import put_off_line
from messages.intake.links import relations
from messages.intake.project_line import project_line
from messages.kit import (
    Block,
    Element,
    Message,
    actions,
    button,
    context,
    divider,
    fit,
    fit_mrkdwn,
    header,
    message,
    section,
)
from messages.quoted import quoted
from messages.whose_move import whose_turn

READ_ALL = "intake.request.read_all"

TITLE_LENGTH = 120
NAME_LENGTH = 60
ROOM_HAPPENED, ROOM_EXPECTED, ROOM_STEP, ROOM_LINE = 1500, 900, 1200, 700


def triage_card(words: Words, request: RequestFacts) -> Message:
    """What was asked, who did what, what happens next, and the buttons that apply now."""
    facts = [
        f"#{request.id}",
        *([words.label("Private")] if request.is_private else []),
        request.branch,
        kind_label(words, request.kind),
        urgency_label(words, request.urgency),
    ]
    told, is_whole = _what_was_told(words, request)
    happened_last, last_is_whole = _last_step(words, request)
    is_whole = is_whole and last_is_whole
    return message(
        _headline(words, request),
        header(" · ".join(facts)),
        *told,
        None if is_whole else actions(read_all(words, request)),
        *happened_last,
        *relations(words, request),
        assess_line(words, request),
        brief_line(words, request),
        handover_line(words, request),
        project_line(words, request),
        desk_buttons(words, request),
        context(*how_it_stands(words, request), *_who_reads(words, request)),
    )


def _headline(words: Words, request: RequestFacts) -> str:
    """Of a private one nothing that was typed: it stands on whatever screen is lit by it."""
    if request.is_private:
        return words.say("intake/private_card/line", request=request.id, owner=request.owner.name)
    return words.say(
        "intake/triage_card/headline",
        request=request.id,
        branch=request.branch,
        kind=kind_label(words, request.kind),
        urgency=urgency_label(words, request.urgency),
        title=fit(request.title, TITLE_LENGTH),
    )


def read_all(words: Words, request: RequestFacts) -> Element:
    """The button that opens the whole request."""
    return button(words.label("Read all…"), READ_ALL, value=str(request.id))


def _what_was_told(words: Words, request: RequestFacts) -> tuple[list[Block], bool]:
    title = fit(request.title, TITLE_LENGTH)
    blocks = [section(words.say("intake/triage_card/title", title=title))]
    is_whole = True
    # A title that says the whole first line is not said again.
    rest = request.happened.strip()
    if title == request.title:
        rest = rest.removeprefix(title).strip()
    if rest:
        happened, is_whole = quoted(rest, limit=ROOM_HAPPENED)
        blocks += happened
    if request.expected:
        expected, all_of_it = quoted(request.expected, limit=ROOM_EXPECTED)
        blocks += [section(words.say("intake/triage_card/expected", kind=request.kind.value)), *expected]
        is_whole = is_whole and all_of_it
    page, since = _line(request.page), _line(request.since)
    labels = stage_labels(words)
    told = words.say(
        "intake/triage_card/facts",
        page=page,
        since=since,
        requester=request.requester.name,
        branch=request.branch,
        link=Mrkdwn(request.source_link) if request.source_link else None,
        from_message=request.from_message,
        passed_on_by=request.passed_on_by.name if request.passed_on_by else None,
        files=[fit(file.name, NAME_LENGTH) for file in request.steps[0].files],
        alike=[f"#{number} ({labels[state]})" for number, state in request.alike.items()],
    )
    more, all_of_it = details(words, request)
    return [*blocks, section(told), *more], is_whole and all_of_it


def _line(text: str) -> Mrkdwn | None:
    return fit_mrkdwn(escape(text), ROOM_LINE) if text else None


def _last_step(words: Words, request: RequestFacts) -> tuple[list[Block], bool]:
    """Who did what and when, with what they wrote; nothing before anybody did."""
    step = request.latest
    if step.event is Event.FILE:
        return [], True
    done = words.say(
        "intake/triage_card/step",
        event=step.event.value,
        name=step.name,
        at=step.at,
        due_on=step.due_on,
        waits_for=step.waits_for,
    )
    blocks, is_whole = quoted(step.text, limit=ROOM_STEP) if step.text else ([], True)
    return [divider(), section(done), *blocks], is_whole


def how_it_stands(words: Words, request: RequestFacts) -> list[Mrkdwn]:
    """Its state, who has it, by when what is due, and whose turn that is."""
    owner = request.owner
    mention = Mrkdwn(f"<@{owner.slack_id}>") if owner.slack_id else escape(owner.name)
    took = request.first_answer_took
    clock = words.say(
        "intake/triage_card/clock",
        stage=request.stage.key,
        label=stage_labels(words)[request.stage.key],
        owner=mention,
        answer_by=request.answer_by,
        took=duration(words, took) if took is not None else None,
        due_on=request.due_on,
        waits_for=request.waits_for,
        is_late=request.is_late(words.now, zone=words.zone),
        requester=request.requester.name,
        until=request.reopens_until,
        original=request.joined_to.id if request.joined_to else None,
    )
    if request.is_closed:
        return [clock]
    return [
        clock,
        *put_off_line(words, request),
        *paged_line(words, request),
        *whose_turn(words, request.turn(None)),
    ]


def _who_reads(words: Words, request: RequestFacts) -> list[Mrkdwn]:
    """Of what is written below the card."""
    if request.is_closed:
        return []
    said = words.say(
        "intake/triage_card/who_reads",
        name=request.requester.name,
        has_left=not request.requester.is_active,
        is_private=request.is_private,
    )
    return [said]
