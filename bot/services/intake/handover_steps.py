"""What happens to a brief after it was understood: begun, waiting, ready, sent back, taken back, given to
another, asked about.
"""

from bot.domain.access import Deed
from bot.domain.history import Changed, Facts
from bot.domain.intake.handover import Handover, HandoverFacts, HandoverForm
from bot.domain.intake.handover_way import HANDOVER, OF_THE_DESK, OF_THE_DEVELOPER, Event
from bot.domain.people import Role
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.advance import view_source
from bot.services.intake.duty import only_the_desk
from bot.services.intake.handover import handover_facts, may_be_built, require_developer
from bot.services.intake.handover_moves import advance
from bot.services.intake.project_steps import begin_along
from storage.unit import Unit

WORDLESS = frozenset({Event.START, Event.READY})
"""What is done at once, without a form."""
WITH_WORDS = frozenset({Event.WAIT, Event.SEND_BACK, Event.WITHDRAW, Event.ASK, Event.REPLY})
"""What a form asks words for: a reason, a question, an answer."""


def open_handover_step(acting: Acting, *, handover_id: int, event: Event) -> HandoverFacts:
    """Before its form is filled in. Raises Refusal: as `take_handover_step` does, but for its words."""
    with acting.store.read() as unit:
        handover = unit.handovers.look(handover_id)
        _require(unit, acting, handover, event)
        HANDOVER.after(handover.state, event)
        return handover_facts(unit, handover_id)


def take_handover_step(
    acting: Acting, *, handover_id: int, event: Event, text: str = "", source: str | None = None
) -> HandoverFacts:
    """Do it. The same source (a submitted view, a message) twice is one step; so is a second click.

    Raises Refusal: "card.unknown" for what is no such step, "handover.not_yours",
    "request.product_managers_only", "handover.not_now", "handover.nothing_said", "project.missing".
    """
    with acting.store.begin() as unit:
        handover = unit.handovers.get(handover_id)
        _require(unit, acting, handover, event)
        is_again = bool(source) and unit.handovers.has_entry_from(source or "")
        if not is_again and not _was_done(unit, handover, event, acting):
            if event in WITH_WORDS and not text.strip():
                raise Refusal("handover.nothing_said", field="text")
            if event is Event.START:
                HANDOVER.after(handover.state, event)
                may_be_built(unit, handover.request_id)
                begin_along(unit, handover.request_id, acting)
            advance(unit, handover, event, acting, text=text, source=source)
        return handover_facts(unit, handover_id)


def open_reassigning(acting: Acting, *, handover_id: int) -> HandoverForm:
    """The developers but the one who has it. Raises Refusal: "request.product_managers_only",
    "handover.not_now", "handover.nobody".
    """
    with acting.store.read() as unit:
        facts = handover_facts(unit, handover_id)
        only_the_desk(unit, acting, facts.request, deed=Deed.HAND_OVER)
        HANDOVER.after(facts.handover.state, Event.REASSIGN)
        others = [each for each in unit.people.holding(Role.DEVELOPER) if each.id != facts.assignee.id]
        if not others:
            raise Refusal("handover.nobody")
        return HandoverForm(request=facts.request, developers=others, already=facts)


def reassign(acting: Acting, *, handover_id: int, assignee_id: int, text: str, submission: str) -> Handover:
    """Give it to another developer, who says anew what will be done. The same submission twice is one.

    Raises Refusal: "request.product_managers_only", "handover.not_now", "handover.not_a_developer".
    """
    with acting.store.begin() as unit:
        handover = unit.handovers.get(handover_id)
        only_the_desk(unit, acting, unit.requests.look(handover.request_id), deed=Deed.HAND_OVER)
        if unit.handovers.has_entry_from(view_source(submission)):
            return handover
        assignee = unit.people.get(assignee_id)
        if not assignee.is_active or not assignee.has(Role.DEVELOPER):
            raise Refusal("handover.not_a_developer", field="assignee", name=assignee.name)
        more = Facts(owner=Changed(was=handover.assignee_id, now=assignee.id))
        source = view_source(submission)
        return advance(unit, handover, Event.REASSIGN, acting, text=text, source=source, more=more)


def _require(unit: Unit, acting: Acting, handover: Handover, event: Event) -> None:
    if event not in WORDLESS | WITH_WORDS:
        raise Refusal("card.unknown")
    if event in OF_THE_DEVELOPER:
        require_developer(unit, acting, handover)
    elif event in OF_THE_DESK:
        deed = Deed.HAND_OVER if event is Event.WITHDRAW else Deed.CONFIRM_WORDING
        only_the_desk(unit, acting, unit.requests.look(handover.request_id), deed=deed)


def _was_done(unit: Unit, handover: Handover, event: Event, acting: Acting) -> bool:
    """Whether the last thing that happened is the same, by the same person: a second click."""
    last = unit.handovers.history(handover.id)[-1]
    return event in WORDLESS and last.event is event and last.by_id == acting.by_id
