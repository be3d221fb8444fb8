"""Lists of feedback: one's own, and as a manager or HR what is on record about somebody."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.weeks.feedback import FeedbackFacts
from bot.domain.weeks.feedback_record import OnRecord, PeopleOnRecord, RecordPage, Which
from bot.domain.weeks.suggestion import SuggestionFacts
from messages.catalog import Words
from messages.kit import (
    Block,
    Element,
    actions,
    button,
    context,
    divider,
    modal,
    person_input,
    section,
)
from messages.reviews.score_lines import short
from messages.weeks.feedback_card import answer_button, headline, how_far, tell_button
from messages.weeks.feedback_lines import (
    FORM_ROOM,
    LIST_ROOM,
    NAME_LIMIT,
    answer_lines,
    came_lines,
    what_was_said,
    what_was_suggested,
)
from messages.weeks.suggestion_card import headline as suggestion_headline
from messages.weeks.suggestion_card import how_far as suggestion_how_far

RECORD = "weeks.feedback_record"
SHOW = "weeks.feedback_record.show"
"""Begins the action of each button that shows a list; which one follows a full stop. Its value: the list,
whom it is about (0: nobody) and the page, with colons.
"""
PEOPLE = "weeks.feedback_record.people"
"""The value is the page."""
TURN_PEOPLE = "weeks.feedback_record.people_page"
CHOOSE = "weeks.feedback_record.choose"

TITLES: Mapping[Which, Callable[[Words], str]] = {
    Which.RECEIVED: lambda words: words.label("Feedback received"),
    Which.GIVEN: lambda words: words.label("Feedback given"),
    Which.SUGGESTED: lambda words: words.label("My suggestions"),
    Which.ABOUT: lambda words: words.label("Feedback on record"),
}


def record_modal(words: Words, page: RecordPage) -> dict[str, Any]:
    """One page of a list, newest first."""
    return modal(
        title=TITLES[page.which](words),
        blocks=[
            section(
                words.say(
                    "weeks/feedback_record_modal/intro",
                    which=page.which.value,
                    name=short(page.about.name, NAME_LIMIT) if page.about else "",
                    total=page.total,
                )
            ),
            *(block for each in page.pieces for block in piece_blocks(words, each)),
            *(block for each in page.suggestions for block in _suggestion(words, each)),
            *_pages(words, page),
        ],
        callback_id=RECORD,
        close=words.label("Close"),
        private_metadata=json.dumps(
            {
                "which": page.which.value,
                "about": page.about.id if page.about else 0,
                "page": page.page,
            }
        ),
    )


def piece_modal(words: Words, facts: FeedbackFacts) -> dict[str, Any]:
    """One piece, with all that was written."""
    return modal(
        title=words.label("Feedback"),
        blocks=piece_blocks(words, facts, room=FORM_ROOM)[1:],
        callback_id=RECORD,
        close=words.label("Close"),
    )


def suggestion_piece_modal(words: Words, facts: SuggestionFacts) -> dict[str, Any]:
    """The same of a suggestion."""
    return modal(
        title=words.label("Suggestion"),
        blocks=_suggestion(words, facts, room=FORM_ROOM)[1:],
        callback_id=RECORD,
        close=words.label("Close"),
    )


def people_modal(words: Words, people: PeopleOnRecord) -> dict[str, Any]:
    """A manager's people, each with a button; HR chooses anybody."""
    choose = actions(person_input(CHOOSE, placeholder=words.label("Anybody's…")))
    return modal(
        title=words.label("Feedback on record"),
        blocks=[
            choose if people.may_choose else None,
            section(words.say("weeks/feedback_record_modal/people", total=people.total)),
            *(_person(words, each) for each in people.people),
            *_people_pages(words, people),
        ],
        callback_id=RECORD,
        close=words.label("Close"),
    )


def show_button(
    words: Words, which: Which, *, about: int = 0, primary: bool = False, is_more: bool = False
) -> Element:
    """Opens a list at its beginning. `is_more`: some of it stands beside the button."""
    is_about = which is Which.ABOUT and not is_more
    label = words.label("Feedback…") if is_about else words.label("Read all…")
    return button(label, f"{SHOW}.{which.value}", value=f"{which.value}:{about}:0", primary=primary)


def piece_blocks(words: Words, facts: FeedbackFacts, *, room: int = LIST_ROOM) -> list[Block]:
    """One piece among others, with what its reader can do about it."""
    buttons = [each for each in (answer_button(words, facts), tell_button(words, facts)) if each]
    return [
        divider(),
        section(headline(words, facts)),
        *what_was_said(words, facts.feedback, room=room),
        *answer_lines(words, facts, room=room),
        *([] if facts.is_received else [context(how_far(words, facts))]),
        *([actions(*buttons)] if buttons else []),
    ]


def _suggestion(words: Words, facts: SuggestionFacts, *, room: int = LIST_ROOM) -> list[Block]:
    came = came_lines(words, facts, room=room)
    return [
        divider(),
        section(suggestion_headline(words, facts)),
        *what_was_suggested(words, facts, room=room),
        *(came or [context(suggestion_how_far(words, facts))]),
    ]


def _person(words: Words, each: OnRecord) -> Block:
    said = words.say(
        "weeks/feedback_record_modal/person",
        name=short(each.name, NAME_LIMIT),
        count=each.given,
        kept=each.kept,
    )
    return section(said, accessory=show_button(words, Which.ABOUT, about=each.person_id))


def _pages(words: Words, page: RecordPage) -> list[Block]:
    def turn(label: str, where: str, number: int) -> Element:
        about = page.about.id if page.about else 0
        return button(label, f"{SHOW}.{where}", value=f"{page.which.value}:{about}:{number}")

    if not page.last:
        return []
    earlier = turn(words.label("Previous page"), "earlier", page.page - 1) if page.page else None
    later = turn(words.label("Next page"), "later", page.page + 1) if page.page < page.last else None
    return [
        context(words.say("concerns/page", page=page.page + 1, pages=page.last + 1)),
        actions(earlier, later),
    ]


def _people_pages(words: Words, people: PeopleOnRecord) -> list[Block]:
    if not people.last:
        return []
    earlier = button(words.label("Previous page"), f"{TURN_PEOPLE}.earlier", value=str(people.page - 1))
    later = button(words.label("Next page"), f"{TURN_PEOPLE}.later", value=str(people.page + 1))
    return [
        context(words.say("concerns/page", page=people.page + 1, pages=people.last + 1)),
        actions(earlier if people.page else None, later if people.page < people.last else None),
    ]
