"""What lies with developers: to a developer their own, to the desk all; and with whom one request is."""

from bot.domain.access import Deed, may, require
from bot.domain.home import Look
from bot.domain.intake.handover_line import HandedTo
from bot.domain.intake.handover_list import Handed, HandedPage
from bot.domain.pages import LINES, Span
from bot.domain.people import Person, Role
from bot.errors import Refusal
from bot.services.acting import Acting
from storage.unit import Unit


def list_handed(acting: Acting, *, page: int = 1) -> HandedPage:
    """A page of them; of a page that is gone, the last. Of what the reader does not read the number stands
    there alone. Raises Refusal("handover.list_is_not_yours").
    """
    require(Deed.LIST_HANDOVERS, acting.by, refuse=lambda: Refusal("handover.list_is_not_yours"))
    of_all = may(Deed.READ_QUEUE, acting.by)
    with acting.store.read() as unit:
        return _page(unit, acting, page=page, assignee_id=None if of_all else acting.person.id)


def handed_on_home(unit: Unit, person: Person, acting: Acting, look: Look) -> HandedPage | None:
    """A developer's own, on their Home; None where they have none."""
    if not person.has(Role.DEVELOPER):
        return None
    page = _page(unit, acting, page=look.page, assignee_id=person.id)
    return page if page.lines else None


def handed_to(unit: Unit, request_id: int) -> HandedTo | None:
    """With whom a request is; None where nobody has it."""
    handover = unit.handovers.open_of(request_id)
    if handover is None:
        return None
    assignee = unit.people.get(handover.assignee_id)
    return HandedTo(
        id=handover.id,
        assignee=assignee,
        state=handover.state,
        due_on=handover.due_on,
        owed_since=handover.owed_since,
    )


def _page(unit: Unit, acting: Acting, *, page: int, assignee_id: int | None) -> HandedPage:
    total = unit.handover_lists.count(assignee_id=assignee_id)
    page = min(max(page, 1), max(1, -(-total // LINES)))
    found = unit.handover_lists.page(assignee_id=assignee_id, first=(page - 1) * LINES, most=LINES)
    return HandedPage(
        reader=acting.person,
        of_all=assignee_id is None,
        lines=tuple(each if _reads(acting, each) else each.untold() for each in found),
        span=Span(page=page, shown=len(found), total=total),
    )


def _reads(acting: Acting, handed: Handed) -> bool:
    return may(Deed.READ_HANDOVER, acting.by, handed)
