"""Feedback before whoever it is about, and their own copy before whoever gave it."""

from bot.domain.weeks.feedback import FeedbackFacts
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, Element, Message, actions, button, confirm, context, message, section
from messages.reviews.no_surprise_lines import late_line
from messages.reviews.score_lines import short
from messages.weeks.feedback_lines import (
    CARD_ROOM,
    KINDS,
    NAME_LIMIT,
    answer_lines,
    is_cut,
    under,
    what_was_said,
    who_else_reads,
)

ANSWER = "weeks.feedback.answer"
TELL = "weeks.feedback.tell"
TAKE_BACK = "weeks.feedback.take_back"
READ = "weeks.feedback.read"
"""The value of each is the feedback's id."""


def received_card(words: Words, facts: FeedbackFacts) -> Message:
    """Before whoever it is about. What was taken back is not there any more."""
    text = words.plain("weeks/feedback_card/has_come")
    if not facts.feedback.stage.on_record:
        gone = words.say("weeks/feedback_card/taken_back", name=short(facts.giver.name, NAME_LIMIT))
        return message(words.plain("weeks/feedback_card/is_gone"), section(gone))
    return message(
        text,
        section(headline(words, facts)),
        *what_was_said(words, facts.feedback, room=CARD_ROOM),
        *answer_lines(words, facts, room=CARD_ROOM // 2),
        _buttons(answer_button(words, facts), _read(words, facts)),
        context(who_reads(words, facts)),
    )


def given_card(words: Words, facts: FeedbackFacts) -> Message:
    """Their own copy of whoever gave it: how far it is, and what they can do."""
    text = words.plain("weeks/feedback_card/own_copy")
    if not facts.feedback.stage.on_record:
        return message(text, section(headline(words, facts)), context(how_far(words, facts)))
    return message(
        text,
        section(headline(words, facts)),
        *what_was_said(words, facts.feedback, room=CARD_ROOM),
        _buttons(tell_button(words, facts), _take_back(words, facts), _read(words, facts)),
        context(how_far(words, facts)),
        context(who_reads(words, facts)),
    )


def answered_note(words: Words, facts: FeedbackFacts) -> Message:
    """Under the giver's copy: what was answered."""
    assert facts.answer is not None
    name = short(facts.receiver.name, NAME_LIMIT)
    return message(
        words.plain("weeks/feedback_card/answer_has_come"),
        *under(words.say("weeks/feedback_card/answered", name=name), facts.answer.text, room=CARD_ROOM * 2),
    )


def told_note(words: Words, facts: FeedbackFacts) -> Message:
    """Under the giver's copy: the manager has told what was kept."""
    by = facts.told_by.name if facts.told_by else ""
    said = words.say("weeks/feedback_card/told", by=short(by), name=short(facts.receiver.name, NAME_LIMIT))
    return message(words.plain("weeks/feedback_card/was_told"), section(said))


def undelivered_note(words: Words, facts: FeedbackFacts) -> Message:
    """Under the giver's copy: whoever it is about has left before."""
    said = words.say("weeks/feedback_card/undelivered", name=short(facts.receiver.name, NAME_LIMIT))
    return message(words.plain("weeks/feedback_card/not_delivered"), section(said))


def headline(words: Words, facts: FeedbackFacts) -> Mrkdwn:
    """Who gave it to whom, when, and what it is; and that it came late."""
    said = words.say(
        "weeks/feedback_card/headline",
        is_own=facts.is_own,
        is_received=facts.is_received,
        giver=short(facts.giver.name, NAME_LIMIT),
        receiver=short(facts.receiver.name, NAME_LIMIT),
        kind=KINDS[facts.feedback.kind](words),
        given=facts.feedback.given_on,
    )
    late = late_line(words, facts)
    return Mrkdwn(f"{said}\n{late}") if late else said


def how_far(words: Words, facts: FeedbackFacts) -> Mrkdwn:
    """Told, kept, answered, taken back; or that it could not reach them."""
    stage = facts.feedback.stage
    return words.say(
        "weeks/feedback_card/how_far",
        is_gone=not stage.on_record,
        is_own=facts.is_own,
        may_tell=facts.may_tell,
        giver=short(facts.giver.name, NAME_LIMIT),
        was_read=stage.told,
        reached=facts.reached,
        is_here=facts.receiver.is_active,
        is_answered=stage.answered,
        told_at=facts.feedback.told_at,
        by=short(facts.told_by.name) if facts.told_by and facts.told_by.id != facts.reader.id else "",
        name=short(facts.receiver.name, NAME_LIMIT),
        manager=short(facts.manager.name, NAME_LIMIT)
        if facts.manager and facts.manager.id != facts.reader.id
        else "",
        may_take_back=facts.may_take_back,
    )


def who_reads(words: Words, facts: FeedbackFacts) -> Mrkdwn:
    """Everybody who reads it, as the form said before it was written."""
    if facts.is_received:
        manager = facts.manager
        return words.say(
            "weeks/feedback_card/who_reads",
            giver=short(facts.giver.name, NAME_LIMIT),
            manager=short(manager.name, NAME_LIMIT) if manager and manager.id != facts.giver.id else "",
            has_hr=facts.has_hr,
        )
    others = who_else_reads(words, reader=facts.reader, manager=facts.manager, has_hr=facts.has_hr)
    return words.say("weeks/feedback_card/on_record", others=others)


def answer_button(words: Words, facts: FeedbackFacts) -> Element | None:
    if not facts.may_answer:
        return None
    return button(words.label("Answer once…"), ANSWER, value=str(facts.feedback.id), primary=True)


def tell_button(words: Words, facts: FeedbackFacts) -> Element | None:
    """Asks once: what was told cannot be kept any more."""
    if not facts.may_tell:
        return None
    name = short(facts.receiver.name, NAME_LIMIT)
    return button(
        words.label("Tell now"),
        TELL,
        value=str(facts.feedback.id),
        asks=confirm(
            title=words.label("Tell it now?"),
            text=words.plain("weeks/feedback_card/tell_asks", name=facts.receiver.name[:NAME_LIMIT]),
            yes=words.label("Tell %(name)s", name=name) if len(name) < 20 else words.label("Tell them"),
            no=words.label("Not yet"),
        ),
    )


def _take_back(words: Words, facts: FeedbackFacts) -> Element | None:
    if not facts.may_take_back:
        return None
    return button(words.label("Take it back"), TAKE_BACK, value=str(facts.feedback.id), danger=True)


def _read(words: Words, facts: FeedbackFacts) -> Element | None:
    answer = facts.answer.text if facts.answer else ""
    if not is_cut(facts.feedback.behaviour, facts.feedback.consequence, answer):
        return None
    return button(words.label("Read all…"), READ, value=str(facts.feedback.id))


def _buttons(*elements: Element | None) -> Block | None:
    shown = [element for element in elements if element]
    return actions(*shown) if shown else None
