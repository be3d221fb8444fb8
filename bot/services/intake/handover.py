"""A brief goes to a developer, who says in their own words what will be done, and is understood."""

from datetime import date

from bot.domain.access import Deed, require
from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.form_facts import BriefRead
from bot.domain.intake.handover import SAYING_LIMIT, Handover, HandoverFacts, HandoverForm, HandoverStep
from bot.domain.intake.handover_way import HANDOVER, Event
from bot.domain.people import Person, Role
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.advance import view_source
from bot.services.intake.brief import brief_facts
from bot.services.intake.duty import only_the_desk
from bot.services.intake.handover_moves import advance
from bot.services.intake.handover_place import there_is_a_channel
from bot.services.intake.project_facts import may_start
from bot.services.intake.request_facts import request_facts
from storage.unit import Unit


def open_handover(acting: Acting, *, request_id: int) -> HandoverForm:
    """The developers who are there, for the form; or who has it already.

    Raises Refusal: "request.product_managers_only", and what hinders it ("handover.closed",
    "handover.not_accepted", "handover.no_brief", "handover.nobody", "handover.no_channel",
    "project.missing").
    """
    with acting.store.read() as unit:
        only_the_desk(unit, acting, unit.requests.look(request_id), deed=Deed.HAND_OVER)
        request = request_facts(unit, request_id)
        if (present := unit.handovers.open_of(request_id)) is not None:
            return HandoverForm(request=request, developers=(), already=handover_facts(unit, present.id))
        _can_be_handed_over(unit, acting, request)
        may_be_built(unit, request_id)
        developers = unit.people.holding(Role.DEVELOPER)
        if not developers:
            raise Refusal("handover.nobody")
        return HandoverForm(request=request, developers=developers)


def hand_over_brief(
    acting: Acting, *, request_id: int, assignee_id: int, due_on: date | None, note: str, submission: str
) -> Handover:
    """Hand the newest version of the brief over to a developer, by a day or by none.

    The same submission twice is one hand-over. Raises Refusal: as `open_handover` does, and
    "handover.not_a_developer", "handover.date_has_passed", "handover.is_handed_over".
    """
    with acting.store.begin() as unit:
        request = unit.requests.get(request_id)
        only_the_desk(unit, acting, request, deed=Deed.HAND_OVER)
        if (made := unit.handovers.of_submission(submission)) is not None:
            return made
        before = request_facts(unit, request_id)
        _can_be_handed_over(unit, acting, before)
        assignee = unit.people.get(assignee_id)
        if not assignee.is_active or not assignee.has(Role.DEVELOPER):
            raise Refusal("handover.not_a_developer", field="assignee", name=assignee.name)
        if due_on is not None and due_on < acting.now.astimezone(acting.person.zone).date():
            raise Refusal("handover.date_has_passed", field="due_on")
        may_be_built(unit, request_id)
        if (present := unit.handovers.open_of(request_id)) is not None:
            name = unit.people.get(present.assignee_id).name
            raise Refusal("handover.is_handed_over", request=request_id, name=name)
        handover = unit.handovers.add(
            request_id=request_id,
            brief=before.brief_seen,
            assignee_id=assignee.id,
            by_id=acting.person.id,
            due_on=due_on,
            submission=submission,
            at=acting.now,
        )
        return advance(unit, handover, Event.SEND, acting, text=note, source=view_source(submission))


def open_saying(acting: Acting, *, handover_id: int) -> HandoverFacts:
    """Before the developer says what will be done.

    Raises Refusal: "handover.not_yours", "handover.not_now".
    """
    with acting.store.read() as unit:
        handover = unit.handovers.look(handover_id)
        require_developer(unit, acting, handover)
        HANDOVER.after(handover.state, Event.SAY)
        return handover_facts(unit, handover_id)


def say_what_will_be_done(acting: Acting, *, handover_id: int, text: str, submission: str) -> Handover:
    """The developer's own line. The same submission twice is one.

    Raises Refusal: "handover.not_yours", "handover.not_now", "handover.nothing_said", "handover.too_long".
    """
    with acting.store.begin() as unit:
        handover = unit.handovers.get(handover_id)
        require_developer(unit, acting, handover)
        if unit.handovers.has_entry_from(view_source(submission)):
            return handover
        if not text.strip():
            raise Refusal("handover.nothing_said", field="text")
        if len(text) > SAYING_LIMIT:
            raise Refusal("handover.too_long", field="text", limit=SAYING_LIMIT)
        return advance(unit, handover, Event.SAY, acting, text=text, source=view_source(submission))


def confirm_wording(acting: Acting, *, handover_id: int) -> HandoverFacts:
    """The product manager: yes, that is what is meant. A second click changes nothing.

    Raises Refusal: "request.product_managers_only", "handover.not_now".
    """
    with acting.store.begin() as unit:
        handover = unit.handovers.get(handover_id)
        only_the_desk(unit, acting, unit.requests.look(handover.request_id), deed=Deed.CONFIRM_WORDING)
        if not handover.stage.understood:
            advance(unit, handover, Event.CONFIRM, acting)
        return handover_facts(unit, handover_id)


def correct_wording(acting: Acting, *, handover_id: int, text: str, submission: str) -> Handover:
    """The product manager: no, this is meant; the developer says it anew. The same submission twice is one.

    Raises Refusal: "request.product_managers_only", "handover.not_now", "handover.nothing_said".
    """
    with acting.store.begin() as unit:
        handover = unit.handovers.get(handover_id)
        only_the_desk(unit, acting, unit.requests.look(handover.request_id), deed=Deed.CONFIRM_WORDING)
        if unit.handovers.has_entry_from(view_source(submission)):
            return handover
        if not text.strip():
            raise Refusal("handover.nothing_said", field="text")
        return advance(unit, handover, Event.CORRECT, acting, text=text, source=view_source(submission))


def read_handover(acting: Acting, *, handover_id: int) -> HandoverFacts:
    """One, for those who may read it. Raises Refusal("handover.not_yours_to_read")."""
    with acting.store.read() as unit:
        facts = handover_facts(unit, handover_id)
    require(Deed.READ_HANDOVER, acting.by, facts, refuse=lambda: Refusal("handover.not_yours_to_read"))
    return facts


def read_handed_brief(acting: Acting, *, handover_id: int) -> tuple[HandoverFacts, BriefRead]:
    """The same beside the words of which its brief was made. Raises as well Refusal("brief.none")."""
    facts = read_handover(acting, handover_id=handover_id)
    with acting.store.read() as unit:
        read = brief_facts(unit, facts.request.id)
    if read is None:
        raise Refusal("brief.none", request=facts.request.id)
    return facts, read


def handover_facts(unit: Unit, handover_id: int) -> HandoverFacts:
    """The same for its card; whoever shows it checks for whom. Raises Missing."""
    handover = unit.handovers.look(handover_id)
    people: dict[int, Person] = {}
    entries = unit.handovers.history(handover_id)
    steps = [
        HandoverStep(
            number=each.number,
            event=each.event,
            by=people.setdefault(each.by_id, unit.people.get(each.by_id)) if each.by_id else None,
            at=each.at,
            text=each.note or "",
        )
        for each in entries
    ]
    return HandoverFacts(
        handover=handover,
        request=request_facts(unit, handover.request_id),
        assignee=unit.people.get(handover.assignee_id),
        by=unit.people.get(handover.by_id),
        steps=steps,
        contacts=unit.contacts.of(handover_id),
        issue=unit.tracker_issues.of(handover_id),
    )


def require_developer(unit: Unit, acting: Acting, handover: Handover) -> None:
    """Raises Refusal("handover.not_yours"), which names who has it."""
    name = unit.people.get(handover.assignee_id).name
    require(Deed.MOVE_HANDOVER, acting.by, handover, refuse=lambda: Refusal("handover.not_yours", name=name))


def may_be_built(unit: Unit, request_id: int) -> None:
    """Nobody builds what is as large as a project and was not decided. Raises Refusal("project.missing")."""
    if lacks := may_start(unit, request_id):
        raise Refusal("project.missing", request=request_id, missing=[each.value for each in lacks])


def _can_be_handed_over(unit: Unit, acting: Acting, request: RequestFacts) -> None:
    """An accepted request with a brief, and where developers read it."""
    if not request.is_private:
        there_is_a_channel(unit, acting)
    if request.is_closed:
        raise Refusal("handover.closed", request=request.id)
    if not request.stage.promised:
        raise Refusal("handover.not_accepted", request=request.id)
    if request.brief is None:
        raise Refusal("handover.no_brief", request=request.id)
