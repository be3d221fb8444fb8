"""Feedback in words: what it is, what was seen and what came of it, who reads it."""

from collections.abc import Callable, Mapping, Sequence

from bot.domain.people import Person
from bot.domain.weeks.feedback import Feedback, FeedbackFacts, FeedbackKind, Tied, TiedTo
from bot.domain.weeks.suggestion import SuggestionFacts
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, section
from messages.quoted import quoted
from messages.reviews.score_lines import short

CARD_ROOM = 4200
"""Characters of markup for each text on a card: a message takes about 13,200 in all."""
LIST_ROOM = 8_000
"""The same on a page of a list: a form takes a hundred blocks."""
FORM_ROOM = 16_000
"""The same where a form shows it: all of it, however much was escaped."""
NAME_LIMIT = 60

KINDS: Mapping[FeedbackKind, Callable[[Words], str]] = {
    FeedbackKind.POSITIVE: lambda words: words.label("positive"),
    FeedbackKind.CONSTRUCTIVE: lambda words: words.label("constructive"),
    FeedbackKind.NEGATIVE: lambda words: words.label("negative"),
}


def what_was_said(words: Words, feedback: Feedback, *, room: int) -> list[Block]:
    """What was seen, what came of it, and what it is tied to."""
    blocks = [
        *under(words.say("weeks/feedback_lines/behaviour"), feedback.behaviour, room=room),
        *under(words.say("weeks/feedback_lines/consequence"), feedback.consequence, room=room),
    ]
    if feedback.tied is not None:
        blocks.append(section(tied_line(words, feedback.tied)))
    return blocks


def what_was_suggested(words: Words, facts: SuggestionFacts, *, room: int) -> list[Block]:
    """How it is done, and what would be better."""
    suggestion = facts.suggestion
    return [
        *under(words.say("weeks/feedback_lines/how_it_is"), suggestion.behaviour, room=room),
        *under(words.say("weeks/feedback_lines/what_would_be_better"), suggestion.consequence, room=room),
    ]


def under(title: Mrkdwn, text: str, *, room: int) -> list[Block]:
    """A text as a quotation under its title, in as many blocks as it takes."""
    first, *rest = quoted(text, limit=room)[0]
    return [section(Mrkdwn(f"{title}\n{first['text']['text']}")), *rest]


def is_cut(*texts: str) -> bool:
    """Whether a card has no room for all of it."""
    return not all(quoted(text, limit=CARD_ROOM)[1] for text in texts)


def tied_line(words: Words, tied: Tied) -> Mrkdwn:
    return words.say(
        "weeks/feedback_lines/tied", is_value=tied.to is TiedTo.VALUE, name=short(words.pick(tied.name))
    )


def tied_label(words: Words, tied: Tied) -> str:
    """The same as a choice of a menu."""
    name = words.pick(tied.name)
    if tied.to is TiedTo.VALUE:
        return words.label("Value: %(name)s", name=name)
    if tied.to is TiedTo.REQUIREMENT:
        return words.label("Requirement: %(name)s", name=name)
    return words.label("KPI: %(name)s", name=name)


def answer_lines(words: Words, facts: FeedbackFacts, *, room: int) -> list[Block]:
    """What its receiver answered, and when."""
    if facts.answer is None:
        return []
    said = words.say(
        "weeks/feedback_lines/answered",
        is_received=facts.is_received,
        name=short(facts.receiver.name, NAME_LIMIT),
        at=facts.answer.at,
    )
    return under(said, facts.answer.text, room=room)


def came_lines(words: Words, facts: SuggestionFacts, *, room: int) -> list[Block]:
    """What came of a suggestion: how its head answered, and in which words."""
    if facts.came is None:
        return []
    return under(came_line(words, facts), facts.came.text, room=room)


def came_line(words: Words, facts: SuggestionFacts) -> Mrkdwn:
    assert facts.came is not None
    return words.say(
        "weeks/feedback_lines/came",
        came=facts.came.event.value,
        name=short(facts.came.by.name, NAME_LIMIT),
        is_own=facts.came.by.id == facts.reader.id,
        at=facts.came.at,
    )


def who_else_reads(
    words: Words, *, reader: Person, manager: Person | None, has_hr: bool = True
) -> Mrkdwn | None:
    """Who reads it beside its giver and whoever it is about; None where nobody does."""
    named = _named_readers(words, reader, manager)
    others = [*named, *([words.label("HR")] if has_hr else [])]
    return Mrkdwn(words.names(others)) if others else None


def _named_readers(words: Words, reader: Person, manager: Person | None) -> Sequence[str]:
    if manager is None:
        return []
    if manager.id == reader.id:
        return [words.label("you (their manager)")]
    name = str(short(manager.name, NAME_LIMIT))
    return [words.label("%(name)s (their manager)", name=name)]
