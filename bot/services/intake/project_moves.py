"""A project moves on: its history, what is owed, and what has to be said of it, in one place."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.domain.drafts import Form
from bot.domain.follows import Where, stale
from bot.domain.history import NOTHING_MORE, Facts
from bot.domain.intake.cards import project_asked_card, project_card, project_line_card, project_step_card
from bot.domain.intake.project import Project, implied
from bot.domain.intake.project_follows import FOLLOWS, Shared, the_card, their_cards
from bot.domain.intake.project_way import PROJECT, SAID, Event
from bot.domain.intake.request import Request
from bot.domain.intake.way import VISIBILITY_EVENTS
from bot.domain.intake.way import Event as RequestEvent
from bot.domain.obligations import Obligation, Subject
from bot.services.acting import Acting
from bot.services.intake.project_draft import words_subject
from storage.unit import Unit


def advance(
    unit: Unit,
    project: Project,
    event: Event,
    acting: Acting,
    *,
    text: str = "",
    source: str | None = None,
    more: Facts = NOTHING_MORE,
    decide_by: date | None = None,
    left: Sequence[int] = (),
    heard: frozenset[int] = frozenset(),
) -> Project:
    """Move a locked one on; returns it as it is now.

    `text` is what was written with it, `source` the view it came from. `decide_by`: until when it is to be
    decided from now on. `left`: who took part until this step; `heard`: who hears of it by something else.
    Raises Refusal("project.not_now").
    """
    to = PROJECT.after(project.state, event)
    moved = unit.projects.move(
        project,
        event,
        to=to,
        owed_since=acting.now if PROJECT.begins_anew(project.state, event) else project.owed_since,
        decide_by=decide_by or project.decide_by,
        by_id=acting.by_id,
        at=acting.now,
        note=text,
        facts=more,
        source=source,
    )
    if acting.by_id is not None:
        about = moved.request_id if event is Event.OPEN else moved.id
        unit.drafts.drop(acting.by_id, Form.PROJECT, words_subject(about, event))
    _owe(unit, moved, acting)
    shared = _shared(unit, moved, acting, more=more, left=left, heard=heard)
    # Told from the steps of requests, whose cards it changes too.
    because = f"project-{moved.id}.{moved.version}"
    unit.outbox.add(*FOLLOWS[event].notices(shared, because=because), now=acting.now)
    return moved


def go_along(unit: Unit, request: Request, event: RequestEvent, acting: Acting) -> None:
    """What becomes of a request concerns its project: done with it, given up with it, owed by whoever has it
    now. What is private is no project, and nothing of it is left in the channel.
    """
    if (known := unit.projects.of(request.id)) is None:
        return
    project = unit.projects.get(known.id)
    if project.is_open and (request.stage.closed or request.is_private):
        is_done = event is RequestEvent.FINISH and Event.FINISH in PROJECT.possible(project.state)
        project = advance(unit, project, Event.FINISH if is_done else Event.STOP, acting)
    elif project.is_open:
        _owe(unit, project, acting)
    if event in VISIBILITY_EVENTS:
        unit.outbox.add(
            *stale(_pieces(unit, project), because=f"{request.id}.{request.version}"), now=acting.now
        )


def leave_or_return(unit: Unit, person_id: int, acting: Acting) -> None:
    """Whoever takes part, or sees to the decision, left or came back: they owe nothing, or owe it again, and
    the cards say so. Nobody else is reminded anew.
    """
    for project in unit.projects.discussed_with(person_id):
        owed = all_implied(unit, [project])
        unit.obligations.match(Subject.PROJECT, project.id, owed, now=acting.now)
        shared = _shared(unit, project, acting, more=NOTHING_MORE, left=(), heard=frozenset())
        cards = [*the_card(shared), *their_cards(shared)]
        unit.outbox.add(*stale(cards, because=acting.now.isoformat()), now=acting.now)


def all_implied(unit: Unit, projects: Sequence[Project]) -> Iterator[Obligation]:
    """What all of these want, by where they are."""
    for each in projects:
        if each.stage.move is not None:
            owner_id = unit.requests.look(each.request_id).owner_id
            yield from implied(
                each, owner=unit.people.get(owner_id), participants=unit.projects.participants(each.id)
            )


def _owe(unit: Unit, project: Project, acting: Acting) -> None:
    unit.obligations.put(Subject.PROJECT, project.id, all_implied(unit, [project]), now=acting.now)


def _shared(
    unit: Unit,
    project: Project,
    acting: Acting,
    *,
    more: Facts,
    left: Sequence[int],
    heard: frozenset[int],
) -> Shared:
    request = unit.requests.look(project.request_id)
    handover = unit.handovers.open_of(request.id)
    developers = (handover.assignee_id,) if handover else ()
    named = [each.person.id for each in unit.projects.participants(project.id)]
    return Shared(
        project=project,
        by_id=acting.by_id,
        requester_id=request.requester_id,
        followers=tuple(each.person_id for each in unit.followers.of(request.id)),
        participants=(*named, *(each for each in left if each not in named)),
        others=(request.owner_id, *developers),
        argument_id=more.argument,
        heard=heard,
    )


def _pieces(unit: Unit, project: Project) -> Iterator[Where]:
    """Everything of it that stands somewhere, with whoever does not take part any more, too."""
    yield None, project_card(project.id)
    for line in unit.projects.arguments(project.id):
        yield None, project_line_card(line.id)
    named: set[int] = set()
    for entry in unit.projects.history(project.id):
        named.update(entry.facts.participants or ())
        if entry.event in SAID:
            yield None, project_step_card(project.id, entry.number)
    for each in sorted(named):
        yield each, project_asked_card(project.id, each)
