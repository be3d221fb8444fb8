"""The requester's own card: who has it, until when, and what they can do."""

from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.way import Party
from messages.catalog import Words, quote
from messages.intake.triage_card import TITLE_LENGTH, read_all
from messages.intake.website_issue_form import OPEN
from messages.kit import Block, Element, Message, actions, button, context, fit, message, section
from messages.whose_move import whose_turn

ADD = "intake.my_request.add"
REOPEN = "intake.my_request.reopen"
CONFIRM = "intake.closing.confirm"
HIDE = "intake.visibility.hide"
SHOW = "intake.visibility.show"


def my_request_card(words: Words, request: RequestFacts) -> Message:
    """Where the request stands, in the requester's words."""
    today = words.now.astimezone(words.zone).date()
    original = request.joined_to
    facts = {
        "request": request.id,
        "owner": original.owner.name if original else request.owner.name,
        "original": original.id if original else None,
        "original_is_closed": bool(original and original.stage.closed),
        "original_due_on": original.due_on if original else None,
        "stage": request.stage.key,
        "answer_by": request.answer_by,
        "is_today": request.answer_by.astimezone(words.zone).date() == today,
        "is_first": request.answer is None,
        "is_taken": request.is_taken,
        "waits_for": request.waits_for,
        "at": request.answer.at if request.answer else None,
        "since": request.owed_since,
        "due_on": request.due_on,
        "is_late": request.is_late(words.now, zone=words.zone),
    }
    return message(
        words.say("intake/my_request_card/body", **facts),
        section(words.say("intake/my_request_card/body", **facts)),
        section(quote(fit(request.title, TITLE_LENGTH))),
        _passed_on(words, request),
        _buttons(words, request),
        context(
            *whose_turn(words, request.turn(request.requester)),
            words.say(
                "intake/my_request_card/thread",
                owner=request.owner.name,
                is_closed=request.is_closed,
                until=request.reopens_until,
                is_over=is_over(words, request),
                is_private=request.is_private,
            ),
        ),
    )


def is_over(words: Words, request: RequestFacts) -> bool:
    """Whether it is too late to reopen it."""
    return request.reopens_until is not None and words.now > request.reopens_until


def said_by_the_requester(words: Words, request_id: int) -> tuple[Element, Element]:
    """Whether what is done is settled: yes, or not."""
    number = str(request_id)
    return (
        button(words.label("Yes, it is settled"), CONFIRM, value=number, primary=True),
        button(words.label("Reopen…"), REOPEN, value=number),
    )


def _passed_on(words: Words, request: RequestFacts) -> Block | None:
    """Who filed it for them, so that nobody wonders where it came from."""
    by = request.passed_on_by
    return context(words.say("intake/my_request_card/passed_on", name=by.name)) if by else None


def _buttons(words: Words, request: RequestFacts) -> Block:
    number = str(request.id)
    who_reads = (
        button(words.label("Not private any more…"), SHOW, value=number)
        if request.is_private
        else button(words.label("Make it private…"), HIDE, value=number)
    )
    if request.stage.to_confirm:
        return actions(*said_by_the_requester(words, request.id), read_all(words, request))
    if is_over(words, request):
        anew = button(words.label("Report it again…"), OPEN, value="-")
        return actions(anew, read_all(words, request), who_reads)
    if request.is_closed:
        reopen = button(words.label("Reopen…"), REOPEN, value=number)
        return actions(reopen, read_all(words, request), who_reads)
    is_asked = request.stage.mover is Party.REQUESTER
    text = words.label("Answer the question…") if is_asked else words.label("Add something…")
    return actions(button(text, ADD, value=number, primary=True), read_all(words, request), who_reads)
