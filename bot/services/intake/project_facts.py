"""One project as values, for cards and forms; and what development waits for."""

from collections.abc import Sequence

from bot.domain.history import Entry
from bot.domain.intake.project import Missing, ProjectFacts, ProjectStep, is_project_sized
from bot.domain.intake.project_way import Event, State
from bot.domain.people import Person
from bot.services.intake.request_facts import request_facts
from storage.unit import Unit


def project_facts(unit: Unit, project_id: int) -> ProjectFacts:
    """The project as it is now, whole. Raises Missing; whoever shows it checks for whom."""
    project = unit.projects.look(project_id)
    history = unit.projects.history(project_id)
    people = {each.id: each for each in unit.people.values(_named(history))}
    return ProjectFacts(
        project=project,
        request=request_facts(unit, project.request_id),
        by=unit.people.get(project.by_id),
        participants=unit.projects.participants(project_id),
        arguments=unit.projects.arguments(project_id),
        steps=tuple(_step(entry, people) for entry in history),
        followed_by=frozenset(each.person_id for each in unit.followers.of(project.request_id)),
    )


def may_start(unit: Unit, request_id: int) -> Sequence[Missing]:
    """What keeps developers from beginning with a request: empty where nothing does. It is one that is as
    large as a project and was never discussed, or its project lacks something, stands still or was given up.
    """
    project = unit.projects.of(request_id)
    if project is None:
        sized = is_project_sized(request_facts(unit, request_id))
        return (Missing.DISCUSSION,) if sized else ()
    if project.stage.paused:
        return (Missing.RESUMING,)
    return () if project.stage.started else project_facts(unit, project.id).missing


def _named(history: Sequence[Entry[State, Event]]) -> set[int]:
    """Everybody whom it names."""
    named = {entry.by_id for entry in history if entry.by_id is not None}
    named |= {entry.facts.estimate.by for entry in history if entry.facts.estimate}
    return named | {each for entry in history if entry.facts.decided for each in entry.facts.decided.by}


def _step(entry: Entry[State, Event], people: dict[int, Person]) -> ProjectStep:
    estimate, decided = entry.facts.estimate, entry.facts.decided
    return ProjectStep(
        number=entry.number,
        event=entry.event,
        by=people[entry.by_id] if entry.by_id is not None else None,
        at=entry.at,
        text=entry.note or "",
        estimate=estimate,
        estimated_by=people[estimate.by] if estimate else None,
        deciders=tuple(people[each] for each in decided.by) if decided else (),
        decided_on=decided.on if decided else None,
    )
