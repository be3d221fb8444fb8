"""What follows from an event of a project."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain.follows import Follows, Where
from bot.domain.intake.cards import project_asked_card, project_card, project_line_card, request_card
from bot.domain.intake.notices import ProjectMoved, ProjectSaid, ProjectTold
from bot.domain.intake.project import Project
from bot.domain.intake.project_way import Event
from bot.domain.notices import Notice


@dataclass(frozen=True, kw_only=True)
class Shared:
    """A project that moved on. `by_id`: who did it. `requester_id`: who asked; `followers`: who hears of the
    request too; `participants`: who takes part, or did until this step; `others`: the product manager who has
    the request, and the developer who has its brief. `argument_id`: the line that the step is about.
    `heard`: who hears of it by something else.
    """

    project: Project
    by_id: int | None
    requester_id: int
    followers: tuple[int, ...] = ()
    participants: tuple[int, ...] = ()
    others: tuple[int, ...] = ()
    argument_id: int | None = None
    heard: frozenset[int] = frozenset()


def the_card(moved: Shared) -> Iterator[Where]:
    """Its own in the channel."""
    yield None, project_card(moved.project.id)


def their_cards(moved: Shared) -> Iterator[Where]:
    """With everybody who takes part: whether their word is still wanted, and how it stands."""
    for each in moved.participants:
        yield each, project_asked_card(moved.project.id, each)


def at_the_desk(moved: Shared) -> Iterator[Where]:
    """The request's card, which says how far the project is."""
    yield None, request_card(moved.project.request_id)


def the_line(moved: Shared) -> Iterator[Where]:
    if moved.argument_id is not None:
        yield None, project_line_card(moved.argument_id)


def in_its_thread(moved: Shared) -> Iterator[Notice]:
    yield ProjectMoved(project_id=moved.project.id, number=moved.project.version)


def posted(moved: Shared) -> Iterator[Notice]:
    if moved.argument_id is not None:
        yield ProjectSaid(argument_id=moved.argument_id)


def everybody_else(moved: Shared) -> Iterator[Notice]:
    """Everybody whom it concerns, once, but whoever did it: the requester always, for it is their thread."""
    told = dict.fromkeys((moved.requester_id, *moved.followers, *moved.participants, *moved.others))
    for each in told:
        if each not in moved.heard and (each != moved.by_id or each == moved.requester_id):
            yield _told(moved, each)


def who_waits(moved: Shared) -> Iterator[Notice]:
    """Those who wait for the request; who takes part is asked on a card of their own."""
    for each in dict.fromkeys((moved.requester_id, *moved.followers)):
        yield _told(moved, each)


def _told(moved: Shared, to: int) -> Notice:
    return ProjectTold(to=to, project_id=moved.project.id, number=moved.project.version)


_CARDS = (the_card, their_cards)
_TOLD: Follows[Shared] = Follows(stale=(*_CARDS, at_the_desk), news=(in_its_thread, everybody_else))

FOLLOWS: Mapping[Event, Follows[Shared]] = {
    Event.OPEN: Follows(stale=(*_CARDS, at_the_desk), news=(who_waits,)),
    Event.INVITE: Follows(stale=_CARDS),
    Event.ARGUE: Follows(stale=_CARDS, news=(posted,)),
    Event.AMEND: Follows(stale=(*_CARDS, the_line)),
    Event.ESTIMATE: Follows(stale=(the_card,), news=(in_its_thread,)),
    Event.DECIDE: _TOLD,
    Event.DECLINE: _TOLD,
    Event.START: _TOLD,
    Event.PAUSE: _TOLD,
    Event.RESUME: _TOLD,
    Event.STOP: _TOLD,
    # The requester hears it by the request; whoever took part sees it on their card.
    Event.FINISH: Follows(stale=(*_CARDS, at_the_desk), news=(in_its_thread,)),
    Event.DISCUSS: _TOLD,
}
