"""A project is decided, started, paused, given up; and read, one or all of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from bot.domain.access import Deed, may, require
from bot.domain.history import Facts
from bot.domain.intake.cards import project_card
from bot.domain.intake.handover_way import Event as HandoverEvent
from bot.domain.intake.notices import ProjectFileWanted
from bot.domain.intake.project import Project, ProjectFacts, usual_day
from bot.domain.intake.project_record import Decided
from bot.domain.intake.project_way import AT_ONCE, PROJECT, WITH_A_REASON, Event
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake import handover_moves
from bot.services.intake.advance import view_source
from bot.services.intake.duty import its_readers_only, only_the_desk
from bot.services.intake.project import those_named
from bot.services.intake.project_facts import project_facts
from bot.services.intake.project_moves import advance
from storage.unit import Unit

FORMS = WITH_A_REASON | {Event.DECIDE, Event.ESTIMATE, Event.INVITE}
"""What a form asks for more."""


def open_project_step(acting: Acting, *, project_id: int, event: Event) -> ProjectFacts:
    """Before a form about a step is filled in.

    Raises Refusal: "card.unknown" for what is no such step, "request.product_managers_only",
    "project.not_now".
    """
    with acting.store.read() as unit:
        if event not in FORMS:
            raise Refusal("card.unknown")
        project = unit.projects.look(project_id)
        _lead(unit, acting, project)
        PROJECT.after(project.state, event)
        return project_facts(unit, project_id)


def decide_project(
    acting: Acting,
    *,
    project_id: int,
    is_for: bool,
    on: date,
    accounts: Sequence[str],
    text: str,
    submission: str,
) -> Project:
    """Put on record whether it is to be done: on which day, by whom, and why.

    The same submission twice is one.
    Raises Refusal: "request.product_managers_only", "project.not_now", "project.day_ahead",
    "project.no_reason", and what `those_named` raises: whoever left decides nothing any more.
    """
    with acting.store.begin() as unit:
        project = unit.projects.get(project_id)
        _lead(unit, acting, project)
        if unit.projects.has_entry_from(view_source(submission)):
            return project
        event = Event.DECIDE if is_for else Event.DECLINE
        PROJECT.after(project.state, event)
        deciders = those_named(unit, accounts, field="deciders")
        if on > acting.now.astimezone(acting.person.zone).date():
            raise Refusal("project.day_ahead", field="decided_on")
        _give_a_reason(text)
        more = Facts(decided=Decided(on=on, by=tuple(each.id for each in deciders)))
        return advance(unit, project, event, acting, text=text, source=view_source(submission), more=more)


def take_project_step(
    acting: Acting, *, project_id: int, event: Event, text: str = "", submission: str = ""
) -> ProjectFacts:
    """Start, pause, resume, give up, discuss again. The same submission twice is one step; so is a second
    click. What is given up is taken back from the developer who has it.

    Raises Refusal: "card.unknown" for what is no such step, "request.product_managers_only",
    "project.not_now", "project.no_reason"; "project.missing" names everything that development waits for.
    """
    with acting.store.begin() as unit:
        if event not in WITH_A_REASON | AT_ONCE:
            raise Refusal("card.unknown")
        project = unit.projects.get(project_id)
        _lead(unit, acting, project)
        source = view_source(submission) if submission else None
        if (source and unit.projects.has_entry_from(source)) or _was_done(unit, project, event, acting):
            return project_facts(unit, project_id)
        _require_complete(unit, project, event)
        PROJECT.after(project.state, event)
        if event in WITH_A_REASON:
            _give_a_reason(text)
        _take(unit, project, event, acting, text=text, source=source)
        return project_facts(unit, project_id)


def read_project(acting: Acting, *, project_id: int, under: tuple[str, str] | None = None) -> ProjectFacts:
    """The record. `under`: channel and ts of the message that was clicked on, or of its thread.

    Raises Refusal: "project.not_yours_to_read", "request.is_private".
    """
    with acting.store.read() as unit:
        facts = project_facts(unit, project_id)
        in_view = under is not None and unit.cards.at(*under) == project_card(project_id)
        _readers_only(unit, acting, replace(facts, card_in_view=in_view))
        return facts


def read_projects(acting: Acting) -> Sequence[ProjectFacts]:
    """All of which something is still to come and that they may read, soonest to be decided first; none of
    private requests.
    """
    with acting.store.read() as unit:
        every = [project_facts(unit, each.id) for each in unit.projects.all_open()]
        return [each for each in every if may(Deed.READ_PROJECT, acting.by, each)]


def want_project_file(acting: Acting, *, project_id: int) -> None:
    """Have the record sent as a file. Raises Refusal: "project.not_yours_to_read", "request.is_private"."""
    with acting.store.begin() as unit:
        _readers_only(unit, acting, project_facts(unit, project_id))
        at = acting.now.isoformat(timespec="seconds")
        wanted = ProjectFileWanted(to=acting.person.id, project_id=project_id, at=at)
        unit.outbox.add(wanted, now=acting.now)


def begin_along(unit: Unit, request_id: int, acting: Acting) -> None:
    """A developer has begun with what was decided: the project is started with it. Its requester hears that
    by the hand-over.
    """
    known = unit.projects.of(request_id)
    if known is not None and known.stage.decided and not known.stage.started:
        requester_id = unit.requests.look(request_id).requester_id
        advance(unit, unit.projects.get(known.id), Event.START, acting, heard=frozenset({requester_id}))


def _take(
    unit: Unit, project: Project, event: Event, acting: Acting, *, text: str, source: str | None
) -> None:
    handed = unit.handovers.open_of(project.request_id) if event is Event.STOP else None
    decide_by = usual_day(acting.person, now=acting.now) if event is Event.DISCUSS else None
    heard = frozenset({handed.assignee_id}) if handed else frozenset()
    advance(unit, project, event, acting, text=text, source=source, decide_by=decide_by, heard=heard)
    if handed is not None:
        handover = unit.handovers.get(handed.id)
        handover_moves.advance(unit, handover, HandoverEvent.WITHDRAW, acting, text=text)


def _require_complete(unit: Unit, project: Project, event: Event) -> None:
    """Everything that is missing, at once."""
    if event is not Event.START or project.stage.started or project.stage.closed:
        return
    lacks = project_facts(unit, project.id).missing
    if lacks:
        missing = [each.value for each in lacks]
        raise Refusal("project.missing", request=project.request_id, missing=missing)


def _was_done(unit: Unit, project: Project, event: Event, acting: Acting) -> bool:
    """Whether the last thing that happened is the same, by the same person: a second click."""
    last = unit.projects.history(project.id)[-1]
    return event in AT_ONCE and last.event is event and last.by_id == acting.by_id


def _give_a_reason(text: str) -> None:
    if not text.strip():
        raise Refusal("project.no_reason", field="text")


def _lead(unit: Unit, acting: Acting, project: Project) -> None:
    only_the_desk(unit, acting, unit.requests.look(project.request_id), deed=Deed.LEAD_PROJECT)


def _readers_only(unit: Unit, acting: Acting, facts: ProjectFacts) -> None:
    request = facts.request
    require(
        Deed.READ_PROJECT,
        acting.by,
        facts,
        refuse=lambda: Refusal("project.not_yours_to_read", name=facts.owner.name),
    )
    require(Deed.SEE_REQUEST, acting.by, request, refuse=partial(its_readers_only, unit, request))
