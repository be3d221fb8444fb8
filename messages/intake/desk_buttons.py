"""The buttons of a request's card at the desk: one table, and where each of them stands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.project import is_project_sized
from bot.domain.intake.way import REQUEST, Event
from messages.catalog import Words
from messages.kit import LEADS_ON, Block, Element, actions, button, modal, overflow

PRESS = "intake.triage."
"""A button's action_id is this and its key; its value the request's number."""
MENU = "more"
"""The key of the ⋯ menu. The value of each of its options is a button's key, a colon, the number."""
ALL = "all"
"""The key of the option that opens the rest, where the menu has no room for it."""
ALL_CALLBACK = "intake.desk.all"
OPEN = "intake.desk.open"
"""The value is the request's number."""
TAKE_OVER, EMERGENCY, HANDOVER, PROJECT = "take_over", "emergency", "handover", "project"
"""Keys of what is no step of the way by itself."""
IN_A_ROW, IN_THE_MENU = 3, 5


@dataclass(frozen=True, kw_only=True)
class DeskButton:
    """One thing that the desk can do. `key` finds what it does in handlers.intake.desk_buttons.PRESSED.

    `until`: the moment from which on it is not offered any more, None for one that stays.
    """

    key: str
    label: Callable[[Words, RequestFacts], str]
    is_offered: Callable[[RequestFacts], bool]
    until: Callable[[RequestFacts], datetime | None] = lambda _: None

    def applies(self, words: Words, request: RequestFacts) -> bool:
        """Whether it is offered now."""
        until = self.until(request)
        return self.is_offered(request) and (until is None or words.now < until)


def _can(event: Event) -> Callable[[RequestFacts], bool]:
    """Wherever the way of a request lets it happen."""
    return lambda request: event in REQUEST.possible(request.state)


def _can_take(request: RequestFacts) -> bool:
    return _can(Event.TAKE)(request) and not request.is_taken


def _can_call(request: RequestFacts) -> bool:
    """A developer who is called reads what it is about."""
    return not request.is_private and Event.TAKE in REQUEST.possible(request.state)


def _can_be_handed_over(request: RequestFacts) -> bool:
    """An accepted request with a brief."""
    return request.stage.promised and request.brief is not None


def _can_be_a_project(request: RequestFacts) -> bool:
    """What is private is no project: several discuss one, where everybody reads it."""
    return not (request.is_closed or request.is_private)


def _is_to_be_decided(request: RequestFacts) -> bool:
    """It is as large as a project, and no decision for it holds: that comes before all else."""
    is_decided = request.project is not None and request.project.decided
    return _can_be_a_project(request) and is_project_sized(request) and not is_decided


def _handover_label(words: Words, request: RequestFacts) -> str:
    return words.label("With developers…") if request.handed else words.label("Hand over…")


def _can_take_over(request: RequestFacts) -> bool:
    return _can(Event.TAKE)(request) and request.is_taken


def _can_join(request: RequestFacts) -> bool:
    """What is private is answered by itself: it would be read where the original stands."""
    return _can(Event.JOIN)(request) and not request.is_private


def _can_put_off(request: RequestFacts) -> bool:
    return _can(Event.LATER)(request) and request.put_off is None


def _can_bring_back(request: RequestFacts) -> bool:
    return _can(Event.BACK)(request) and request.put_off is not None


DESK_BUTTONS: tuple[DeskButton, ...] = (
    DeskButton(
        key=Event.UNDO,
        label=lambda words, _: words.label("Undo"),
        is_offered=lambda request: request.undo_until is not None,
        until=lambda request: request.undo_until,
    ),
    DeskButton(key=Event.TAKE, label=lambda words, _: words.label("Take it"), is_offered=_can_take),
    DeskButton(key=PROJECT, label=lambda words, _: words.label("Project…"), is_offered=_is_to_be_decided),
    DeskButton(
        key=Event.RESUME, label=lambda words, _: words.label("Resume…"), is_offered=_can(Event.RESUME)
    ),
    DeskButton(
        key=Event.ACCEPT, label=lambda words, _: words.label("Accept…"), is_offered=_can(Event.ACCEPT)
    ),
    DeskButton(
        key=Event.FINISH, label=lambda words, _: words.label("Mark as done…"), is_offered=_can(Event.FINISH)
    ),
    DeskButton(
        key=Event.ANSWER,
        label=lambda words, _: words.label("Answer: it works like this…"),
        is_offered=_can(Event.ANSWER),
    ),
    DeskButton(key=Event.ASK, label=lambda words, _: words.label("Ask…"), is_offered=_can(Event.ASK)),
    DeskButton(key=Event.BRIEF, label=lambda words, _: words.label("Brief…"), is_offered=_can(Event.BRIEF)),
    DeskButton(
        key=HANDOVER,
        label=_handover_label,
        is_offered=_can_be_handed_over,
    ),
    DeskButton(key=Event.LATER, label=lambda words, _: words.label("Later…"), is_offered=_can_put_off),
    DeskButton(key=Event.BACK, label=lambda words, _: words.label("Back now"), is_offered=_can_bring_back),
    DeskButton(key=Event.JOIN, label=lambda words, _: words.label("Same as…"), is_offered=_can_join),
    DeskButton(
        key=Event.DECLINE, label=lambda words, _: words.label("Decline…"), is_offered=_can(Event.DECLINE)
    ),
    DeskButton(
        key=Event.ASSESS, label=lambda words, _: words.label("Assess…"), is_offered=_can(Event.ASSESS)
    ),
    DeskButton(
        key=PROJECT,
        label=lambda words, _: words.label("Project…"),
        is_offered=lambda request: _can_be_a_project(request) and not _is_to_be_decided(request),
    ),
    DeskButton(key=Event.BLOCK, label=lambda words, _: words.label("Blocked…"), is_offered=_can(Event.BLOCK)),
    DeskButton(key=TAKE_OVER, label=lambda words, _: words.label("Take over"), is_offered=_can_take_over),
    DeskButton(
        key=Event.HIDE,
        label=lambda words, _: words.label("Private…"),
        is_offered=lambda request: not (request.is_private or request.is_closed),
    ),
    DeskButton(key=Event.SPLIT, label=lambda words, _: words.label("Split…"), is_offered=_can(Event.SPLIT)),
    DeskButton(key=EMERGENCY, label=lambda words, _: words.label("Emergency…"), is_offered=_can_call),
)
"""In the order in which they are wanted. The first three that apply stand in a row; the first of these that
takes nothing back is the obvious one. The rest are in the ⋯ menu.
"""


def open_button(words: Words, number: int, *, primary: bool = False) -> Element:
    """Opens the request; only for the desk."""
    return button(words.label("Open"), OPEN, value=str(number), primary=primary)


def desk_buttons(words: Words, request: RequestFacts) -> Block | None:
    """The row under a card, with the menu of the rest; None where nothing applies."""
    offered = [each for each in DESK_BUTTONS if each.applies(words, request)]
    if not offered:
        return None
    obvious = next((each for each in offered if each.key != Event.UNDO), None)
    row = [_button(words, request, each, is_first=each is obvious) for each in offered[:IN_A_ROW]]
    return actions(*row, _menu(words, request, offered[IN_A_ROW:]))


def all_desk_buttons(words: Words, request: RequestFacts, *, reader_id: int) -> dict[str, Any]:
    """The modal with all of them, for where the menu has no room."""
    return modal(
        title=words.label("Request #%(number)d", number=request.id),
        callback_id=ALL_CALLBACK,
        close=words.label("Close"),
        private_metadata=LEADS_ON,
        blocks=[
            actions(_button(words, request, each, is_first=False))
            for each in _offered_to(reader_id, words, request)
        ],
    )


def row_of_all(words: Words, request: RequestFacts, *, reader_id: int) -> Block | None:
    """All of them in one row; None where nothing applies."""
    offered = _offered_to(reader_id, words, request)
    return actions(*(_button(words, request, each, is_first=False) for each in offered)) if offered else None


def _offered_to(reader_id: int, words: Words, request: RequestFacts) -> list[DeskButton]:
    """Where one person reads it, what they have is not offered to be taken over."""
    has_it = request.owner.id == reader_id
    return [
        each
        for each in DESK_BUTTONS
        if each.applies(words, request) and not (has_it and each.key == TAKE_OVER)
    ]


def _button(words: Words, request: RequestFacts, each: DeskButton, *, is_first: bool) -> Element:
    return button(each.label(words, request), PRESS + each.key, value=str(request.id), primary=is_first)


def _menu(words: Words, request: RequestFacts, rest: list[DeskButton]) -> Element | None:
    choices = [(f"{each.key}:{request.id}", each.label(words, request)) for each in rest]
    if len(choices) > IN_THE_MENU:
        choices = [*choices[: IN_THE_MENU - 1], (f"{ALL}:{request.id}", words.label("More…"))]
    return overflow(PRESS + MENU, choices) if choices else None
