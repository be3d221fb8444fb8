"""A project is discussed: opened with those who take part, lines for and against, an estimate."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from bot.domain.access import Deed, require
from bot.domain.history import Facts
from bot.domain.intake.project import (
    MOST_PARTICIPANTS,
    Argument,
    Project,
    ProjectFacts,
    ProjectForm,
    Side,
    usual_day,
)
from bot.domain.intake.project_record import Days, days_in
from bot.domain.intake.project_way import PROJECT, Event
from bot.domain.intake.request import Request
from bot.domain.people import Person
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.advance import view_source
from bot.services.intake.duty import its_readers_only, only_the_desk
from bot.services.intake.project_facts import project_facts
from bot.services.intake.project_moves import advance
from bot.services.intake.request_facts import request_facts
from storage.unit import Unit


def find_project(acting: Acting, *, request_id: int) -> ProjectFacts | None:
    """The one of a request, for the desk; None before there is one.

    Raises Refusal: "request.product_managers_only", "project.is_private".
    """
    with acting.store.read() as unit:
        request = unit.requests.look(request_id)
        only_the_desk(unit, acting, request, deed=Deed.LEAD_PROJECT)
        _never_private(unit, request)
        project = unit.projects.of(request_id)
        return project_facts(unit, project.id) if project else None


def open_project_form(acting: Acting, *, request_id: int) -> ProjectForm:
    """What the form starts with. Raises Refusal: as `find_project` does, and "project.closed"."""
    with acting.store.read() as unit:
        request = unit.requests.look(request_id)
        only_the_desk(unit, acting, request, deed=Deed.LEAD_PROJECT)
        _can_be_discussed(unit, request)
        return ProjectForm(
            request=request_facts(unit, request_id), decide_by=usual_day(acting.person, now=acting.now)
        )


def open_project(
    acting: Acting, *, request_id: int, accounts: Sequence[str], decide_by: date, text: str, submission: str
) -> Project:
    """Open the discussion with those whose Slack accounts were chosen; `text`: what is to be decided.

    Where a colleague was faster theirs stands: nothing is opened twice. Raises Refusal: as
    `open_project_form` does, "project.day_has_passed", "project.opened_meanwhile", and what
    `those_named` raises.
    """
    with acting.store.begin() as unit:
        request = unit.requests.get(request_id)
        only_the_desk(unit, acting, request, deed=Deed.LEAD_PROJECT)
        if (made := unit.projects.of(request_id)) is not None:
            if unit.projects.has_entry_from(view_source(submission)):
                return made
            raise Refusal("project.opened_meanwhile", name=unit.people.get(made.by_id).name)
        _can_be_discussed(unit, request)
        people = those_named(unit, accounts, field="participants")
        if decide_by < acting.now.astimezone(acting.person.zone).date():
            raise Refusal("project.day_has_passed", field="decide_by")
        project = unit.projects.add(
            request_id=request_id, by_id=acting.person.id, decide_by=decide_by, at=acting.now
        )
        unit.projects.choose(project.id, [each.id for each in people], at=acting.now)
        named = Facts(participants=tuple(each.id for each in people))
        source = view_source(submission)
        return advance(unit, project, Event.OPEN, acting, text=text, source=source, more=named)


def choose_participants(
    acting: Acting, *, project_id: int, accounts: Sequence[str], submission: str
) -> Project:
    """Name anew who takes part; who does already is not asked anew. The same submission twice is one.

    Raises Refusal: "request.product_managers_only", "project.not_now", and what `those_named` raises.
    """
    with acting.store.begin() as unit:
        project = unit.projects.get(project_id)
        _lead(unit, acting, project)
        if unit.projects.has_entry_from(view_source(submission)):
            return project
        people = those_named(unit, accounts, field="participants")
        before = {each.person.id for each in unit.projects.participants(project_id)}
        named = [each.id for each in people]
        if before == set(named):
            return project
        unit.projects.choose(project_id, named, at=acting.now)
        return advance(
            unit,
            project,
            Event.INVITE,
            acting,
            source=view_source(submission),
            more=Facts(participants=tuple(named)),
            left=sorted(before - set(named)),
        )


def open_argument(acting: Acting, *, project_id: int) -> ProjectFacts:
    """Before a line is written. Raises Refusal: "project.not_yours_to_argue", "project.not_now"."""
    with acting.store.read() as unit:
        facts = project_facts(unit, project_id)
        _require_part(unit, acting, facts)
        PROJECT.after(facts.project.state, Event.ARGUE)
        return facts


def open_line(acting: Acting, *, argument_id: int) -> tuple[ProjectFacts, Argument]:
    """Before its author edits one. Raises Refusal: "project.not_your_line", "project.not_now"."""
    with acting.store.read() as unit:
        line = unit.projects.argument(argument_id)
        _its_author_only(unit, acting, line)
        facts = project_facts(unit, line.project_id)
        PROJECT.after(facts.project.state, Event.AMEND)
        return facts, line


def argue(acting: Acting, *, project_id: int, side: Side, text: str, submission: str) -> Project:
    """A line for or against, or of what has to be cleared up. The same submission twice is one.

    Raises Refusal: "project.not_yours_to_argue", "project.not_now", "project.nothing_said".
    """
    with acting.store.begin() as unit:
        project = unit.projects.get(project_id)
        _require_part(unit, acting, project_facts(unit, project_id))
        if unit.projects.has_entry_from(view_source(submission)):
            return project
        _say_something(text)
        PROJECT.after(project.state, Event.ARGUE)
        line = unit.projects.argue(
            project_id, author_id=acting.person.id, side=side, text=text, at=acting.now
        )
        source = view_source(submission)
        return advance(unit, project, Event.ARGUE, acting, source=source, more=Facts(argument=line))


def amend_argument(acting: Acting, *, argument_id: int, side: Side, text: str, submission: str) -> Project:
    """Its author says it differently. The same submission twice is one, and what is the same is no change.

    Raises Refusal: "project.not_your_line", "project.not_now", "project.nothing_said".
    """
    with acting.store.begin() as unit:
        project = unit.projects.get(unit.projects.argument(argument_id).project_id)
        line = unit.projects.argument(argument_id)
        _its_author_only(unit, acting, line)
        if unit.projects.has_entry_from(view_source(submission)) or (line.side, line.text) == (side, text):
            return project
        _say_something(text)
        PROJECT.after(project.state, Event.AMEND)
        unit.projects.amend(argument_id, side=side, text=text, at=acting.now)
        source = view_source(submission)
        return advance(unit, project, Event.AMEND, acting, source=source, more=Facts(argument=argument_id))


def estimate(acting: Acting, *, project_id: int, days: str, account: str, submission: str) -> Project:
    """How much work it is ("5", "5-8" working days), and whose estimate that is.

    Raises Refusal: "request.product_managers_only", "project.not_now", "project.no_days", and what
    `those_named` raises.
    """
    with acting.store.begin() as unit:
        project = unit.projects.get(project_id)
        _lead(unit, acting, project)
        if unit.projects.has_entry_from(view_source(submission)):
            return project
        found = days_in(days)
        if found is None:
            raise Refusal("project.no_days", field="days")
        (whose,) = those_named(unit, [account] if account else [], field="whose")
        more = Facts(estimate=Days(least=found[0], most=found[1], by=whose.id))
        source = view_source(submission)
        return advance(unit, project, Event.ESTIMATE, acting, source=source, more=more)


def those_named(unit: Unit, accounts: Sequence[str], *, field: str) -> list[Person]:
    """The colleagues with these Slack accounts, who are all still there.

    Raises Refusal: "project.nobody_named", "project.too_many", "project.stranger", "project.has_left".
    """
    named = list(dict.fromkeys(accounts))
    if not named:
        raise Refusal("project.nobody_named", field=field)
    if len(named) > MOST_PARTICIPANTS:
        raise Refusal("project.too_many", field=field, limit=MOST_PARTICIPANTS)
    people = []
    for account in named:
        person = unit.people.by_slack_id(account)
        if person is None:
            raise Refusal("project.stranger", field=field)
        if not person.is_active or person.deactivated_on is not None:
            raise Refusal("project.has_left", field=field, name=person.name)
        people.append(person)
    return people


def _lead(unit: Unit, acting: Acting, project: Project) -> None:
    only_the_desk(unit, acting, unit.requests.look(project.request_id), deed=Deed.LEAD_PROJECT)


def _require_part(unit: Unit, acting: Acting, facts: ProjectFacts) -> None:
    _readers_only(unit, acting, facts)
    require(
        Deed.ARGUE_PROJECT,
        acting.by,
        facts,
        refuse=lambda: Refusal("project.not_yours_to_argue", name=facts.owner.name),
    )


def _its_author_only(unit: Unit, acting: Acting, line: Argument) -> None:
    _readers_only(unit, acting, project_facts(unit, line.project_id))
    require(
        Deed.AMEND_ARGUMENT,
        acting.by,
        line,
        refuse=lambda: Refusal("project.not_your_line", name=line.author.name),
    )


def _readers_only(unit: Unit, acting: Acting, facts: ProjectFacts) -> None:
    request = facts.request
    require(Deed.SEE_REQUEST, acting.by, request, refuse=partial(its_readers_only, unit, request))


def _say_something(text: str) -> None:
    if not text.strip():
        raise Refusal("project.nothing_said", field="text")


def _can_be_discussed(unit: Unit, request: Request) -> None:
    _never_private(unit, request)
    if request.stage.closed:
        raise Refusal("project.closed", request=request.id)


def _never_private(unit: Unit, request: Request) -> None:
    """Others take part in a project, in a thread that everybody reads."""
    if request.is_private:
        name = unit.people.get(request.requester_id).name
        raise Refusal("project.is_private", request=request.id, name=name)
