"""The buttons of a project: one table, and where each of them stands."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.access import Deed, may
from bot.domain.intake.project import ProjectFacts
from bot.domain.intake.project_way import PROJECT, Event
from bot.domain.intake.way import REQUEST
from bot.domain.intake.way import Event as RequestEvent
from bot.domain.people import Person
from messages.catalog import Words
from messages.kit import Block, Element, actions, button, overflow

PRESS = "intake.project.press."
"""A button's action_id is this and the name of its event; its value the project's id."""
MENU = "more"
"""The key of the ⋯ menu. The value of each of its options is an event, a colon, the id."""
ARGUE = PRESS + Event.ARGUE
READ = "intake.project.read"
"""The value is the project's id."""
AMEND = "intake.project.amend"
"""The value is the id of a line."""
FILE = "intake.project.file"
"""The value is the project's id."""
IN_A_ROW = 2
BESIDE_THE_WAY = frozenset({Event.INVITE, Event.ESTIMATE, Event.PAUSE, Event.STOP})
"""What brings it no further: never the obvious one."""


@dataclass(frozen=True, kw_only=True)
class ProjectButton:
    """One thing that can be done; `event` finds what it does in handlers.intake.project_steps.PRESSED."""

    event: Event
    label: Callable[[Words], str]
    applies: Callable[[ProjectFacts], bool]


def _can(event: Event) -> Callable[[ProjectFacts], bool]:
    return lambda facts: event in PROJECT.possible(facts.project.state)


def _is_asked_about_starting(facts: ProjectFacts) -> bool:
    """Before it is decided it says what is missing, all of it."""
    return facts.stage.move is not None


def _can_be_done(facts: ProjectFacts) -> bool:
    """The request is marked as done, and its requester reads what has changed."""
    return _can(Event.FINISH)(facts) and RequestEvent.FINISH in REQUEST.possible(facts.request.state)


PROJECT_BUTTONS: tuple[ProjectButton, ...] = (
    ProjectButton(
        event=Event.START, label=lambda words: words.label("Start development"), applies=_can(Event.START)
    ),
    ProjectButton(event=Event.RESUME, label=lambda words: words.label("Go on"), applies=_can(Event.RESUME)),
    ProjectButton(event=Event.FINISH, label=lambda words: words.label("Mark as done…"), applies=_can_be_done),
    ProjectButton(
        event=Event.ARGUE, label=lambda words: words.label("For or against…"), applies=_can(Event.ARGUE)
    ),
    ProjectButton(event=Event.DECIDE, label=lambda words: words.label("Decide…"), applies=_can(Event.DECIDE)),
    ProjectButton(
        event=Event.ESTIMATE, label=lambda words: words.label("Estimate…"), applies=_can(Event.ESTIMATE)
    ),
    ProjectButton(
        event=Event.START,
        label=lambda words: words.label("Start development"),
        applies=_is_asked_about_starting,
    ),
    ProjectButton(event=Event.PAUSE, label=lambda words: words.label("Pause…"), applies=_can(Event.PAUSE)),
    ProjectButton(
        event=Event.INVITE, label=lambda words: words.label("Who takes part…"), applies=_can(Event.INVITE)
    ),
    ProjectButton(
        event=Event.DISCUSS, label=lambda words: words.label("Discuss again…"), applies=_can(Event.DISCUSS)
    ),
    ProjectButton(event=Event.STOP, label=lambda words: words.label("Stop…"), applies=_can(Event.STOP)),
)
"""In the order in which they are wanted; the first that applies is the obvious one, where it leads on."""


def project_buttons(words: Words, facts: ProjectFacts) -> Block:
    """The row under the card, with the menu of the rest. What is settled is still read."""
    offered = _offered(facts)
    value = str(facts.id)
    rest = [(f"{each.event}:{value}", each.label(words)) for each in offered[IN_A_ROW:]]
    return actions(
        *(_button(words, facts, each, is_first=place == 0) for place, each in enumerate(offered[:IN_A_ROW])),
        button(words.label("Read the record…"), READ, value=value),
        overflow(PRESS + MENU, rest) if rest else None,
    )


def all_project_buttons(words: Words, facts: ProjectFacts, reader: Person) -> list[Block]:
    """All of them that the reader may press, and the record as a file: for the modal."""
    allowed = [each for each in _offered(facts) if _may(reader, facts, each.event)]
    offered = [_button(words, facts, each, is_first=place == 0) for place, each in enumerate(allowed)]
    if may(Deed.READ_PROJECT, reader, facts):
        offered.append(button(words.label("Send me the file"), FILE, value=str(facts.id)))
    return [actions(*offered)] if offered else []


def ask_button(words: Words, facts: ProjectFacts) -> Block:
    """The one button of whoever takes part: their word while it is wanted, the record after."""
    value = str(facts.id)
    if Event.ARGUE in PROJECT.possible(facts.project.state):
        return actions(button(words.label("For or against…"), PRESS + Event.ARGUE, value=value, primary=True))
    return actions(button(words.label("Read the record…"), READ, value=value))


def _may(reader: Person, facts: ProjectFacts, event: Event) -> bool:
    if event is Event.ARGUE:
        return may(Deed.ARGUE_PROJECT, reader, facts)
    return may(Deed.LEAD_PROJECT, reader, facts.request)


def _offered(facts: ProjectFacts) -> list[ProjectButton]:
    if facts.request.is_closed:
        return []
    return [each for each in PROJECT_BUTTONS if each.applies(facts)]


def _button(words: Words, facts: ProjectFacts, each: ProjectButton, *, is_first: bool) -> Element:
    is_obvious = is_first and each.event not in BESIDE_THE_WAY
    return button(each.label(words), PRESS + each.event, value=str(facts.id), primary=is_obvious)
