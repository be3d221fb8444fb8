"""Somebody's pocket, a page at a time, by what the cases are kept under; and one case in full."""

import json
from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Any

from bot.domain.weeks.pocket import Case, PocketView
from bot.domain.weeks.pocket_files import Keeping
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, actions, button, context, modal, overflow, section
from messages.reviews.score_lines import in_full, short
from messages.weeks.pocket_lines import (
    FILES_SHOWN,
    beginning,
    case_lines,
    file_line,
    place_name,
    source_line,
    used_line,
    what_became,
)

POCKET_VIEW = "weeks.pocket.view"
WRITE = "weeks.pocket.open_write"
CASE_MENU = "weeks.pocket.menu"
"""The ⋯ of a case; its values are "read:<id>", "move:<id>", "note:<id>" and "remove:<id>"."""
READ, MOVE, NOTE, REMOVE = "read", "move", "note", "remove"
BRING_BACK = "weeks.pocket.bring_back"
TURN_PAGE = "weeks.pocket.turn_page"
WANT_FILE = "weeks.pocket.want_file"
"""The button beside a file; the value is the file's place in its case."""
CHOOSE_REMINDER = "weeks.pocket.choose_reminder"
WANTED, NOT_WANTED = "wanted", "not_wanted"
"""What the button's value asks for."""

REMOVED_SHOWN = 80
CASE_LIMIT = 45_000


def pocket_modal(words: Words, view: PocketView) -> dict[str, Any]:
    """What is in it, with what can be done to each case."""
    return modal(
        title=words.label("Evidence pocket"),
        blocks=[
            section(
                words.say("weeks/pocket_modal/summary", total=view.total),
                accessory=button(
                    words.label("Write one…"), WRITE, value=str(view.page), primary=not view.total
                ),
            ),
            *_removed(words, view.removed),
            *_groups(words, view),
            *_pages(words, view),
            *_reminder(words, view),
        ],
        callback_id=POCKET_VIEW,
        close=words.label("Close"),
        private_metadata=json.dumps({"page": view.page}),
    )


def case_modal(words: Words, case: Case, *, sent: Collection[int] = ()) -> dict[str, Any]:
    """A case as it was kept: every word, whose, when, where, its files.

    `sent`: those of the files of which a copy was asked for in this window, by their place.
    """
    said = case.said
    became = what_became(words, said) if said else None
    used = used_line(words, case)
    source = (
        source_line(words, said) if said else words.say("weeks/pocket_lines/written", on=case.happened_on)
    )
    small = [
        source,
        words.say("weeks/pocket_modal/link", link=Mrkdwn(said.link)) if said and said.link else None,
        words.say("weeks/pocket_modal/cut") if case.is_cut else None,
        words.say("weeks/pocket_lines/note", note=case.note) if case.note else None,
        used,
    ]
    return modal(
        title=words.label("A case"),
        blocks=[
            section(place_name(words, case.place)),
            section(became) if became else None,
            *(section(piece) for piece in in_full(case.words, at_most=CASE_LIMIT)),
            *_files(words, case, sent),
            context(*(line for line in small if line)),
        ],
        callback_id="weeks.pocket.case",
        close=words.label("Close"),
        private_metadata=json.dumps({"case": case.id, "sent": sorted(sent)}),
    )


def _files(words: Words, case: Case, sent: Collection[int]) -> Iterator[Block]:
    for position, file in enumerate(case.files[:FILES_SHOWN]):
        is_sent = position in sent
        send = button(words.label("Send me the file"), f"{WANT_FILE}.{position}", value=str(position))
        offered = send if file.keeping is Keeping.KEPT and not is_sent else None
        yield section(file_line(words, file, is_sent=is_sent), accessory=offered)
    more = len(case.files) - FILES_SHOWN
    if more > 0:
        yield context(short(words.count("%(number)s more", "%(number)s more", more)))


def _removed(words: Words, case: Case | None) -> list[Block]:
    if case is None:
        return []
    said = words.say("weeks/pocket_modal/removed", case=beginning(case, limit=REMOVED_SHOWN))
    return [section(said, accessory=button(words.label("Undo"), BRING_BACK, value=str(case.id)))]


def _groups(words: Words, view: PocketView) -> Iterator[Block]:
    counts = {group.place.value: group.count for group in view.groups}
    for value, cases in groupby(view.cases, key=lambda case: case.place.value):
        listed = list(cases)
        heading = words.say(
            "weeks/pocket_modal/group", place=place_name(words, listed[0].place), count=counts[value]
        )
        yield section(heading)
        yield from (_case(words, case) for case in listed)


def _case(words: Words, case: Case) -> Block:
    choices = [
        (f"{READ}:{case.id}", words.label("Read all…")),
        (f"{MOVE}:{case.id}", words.label("Move…")),
        (f"{NOTE}:{case.id}", words.label("Edit note…")),
        (f"{REMOVE}:{case.id}", words.label("Remove…")),
    ]
    menu = overflow(CASE_MENU, choices)
    return section(case_lines(words, case), accessory=menu, block_id=f"case:{case.id}")


def _reminder(words: Words, view: PocketView) -> list[Block]:
    """Whether an empty pocket is spoken of, and the choice."""
    label = words.label("Do not remind me") if view.reminds else words.label("Remind me")
    choice = button(label, CHOOSE_REMINDER, value=NOT_WANTED if view.reminds else WANTED)
    return [section(words.say("weeks/pocket_modal/reminder", is_on=view.reminds), accessory=choice)]


def _pages(words: Words, view: PocketView) -> list[Block]:
    if not view.last_page:
        return []
    page, last = view.page, view.last_page
    earlier = button(words.label("Previous page"), f"{TURN_PAGE}.earlier", value=str(page - 1))
    later = button(words.label("Next page"), f"{TURN_PAGE}.later", value=str(page + 1))
    return [
        context(words.say("concerns/page", page=page + 1, pages=last + 1)),
        actions(earlier if page else None, later if page < last else None),
    ]
