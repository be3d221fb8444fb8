"""An emergency: the developer on duty is called, and everybody concerned hears of it."""

from bot.domain.access import Deed, require
from bot.domain.follows import Where, stale
from bot.domain.intake.cards import emergency_card, private_card, request_card
from bot.domain.intake.desk_facts import EmergencyFacts, EmergencyForm
from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.notices import DeskCalledDeveloper, DeveloperCalled
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.duty import only_the_desk
from bot.services.intake.emergency_facts import call_of, paged
from bot.services.intake.request_facts import request_facts
from storage.unit import Unit


def open_emergency(acting: Acting, *, request_id: int) -> EmergencyForm:
    """Raises Refusal: "request.product_managers_only", "emergency.closed"."""
    with acting.store.read() as unit:
        only_the_desk(unit, acting, unit.requests.look(request_id))
        request = request_facts(unit, request_id)
        _is_open(request)
        _is_public(request)
        developer = developer_on_duty(unit, policy=acting.policy)
        admins = [] if developer else unit.people.holding(Role.ADMIN)
        return EmergencyForm(request=request, developer=developer, admins=tuple(each.name for each in admins))


def call_developer(acting: Acting, *, request_id: int, reason: str, seen: int, submission: str) -> None:
    """Call the developer on duty, and tell the requester and the desk of it.

    `seen`: the last call that the caller knows of, 0 for none: a second one is made only by somebody who
    knows of the first. The same submission twice is one call. Raises Refusal:
    "request.product_managers_only", "emergency.closed", "emergency.nobody", "emergency.called_already".
    """
    with acting.store.begin() as unit:
        only_the_desk(unit, acting, unit.requests.look(request_id))
        unit.requests.get(request_id)
        if unit.pages.came_from(submission):
            return
        request = request_facts(unit, request_id)
        _is_open(request)
        _is_public(request)
        developer = developer_on_duty(unit, policy=acting.policy)
        if developer is None:
            raise Refusal("emergency.nobody")
        known = paged(unit, request_id)
        if known is not None and known.id != seen:
            raise Refusal(
                "emergency.called_already",
                name=known.by.name,
                developer=known.developer.name,
                at=known.at,
                request=request_id,
            )
        page_id = unit.pages.add(
            request_id,
            developer_id=developer.id,
            by_id=acting.person.id,
            at=acting.now,
            reason=reason,
            submission=submission,
        )
        _tell(unit, request, page_id, developer, acting, is_taken=False)


def take_call(acting: Acting, *, page_id: int) -> None:
    """The developer is on it: requester and desk hear so. Safe to run twice.

    Raises Refusal("emergency.not_yours").
    """
    with acting.store.begin() as unit:
        kept = unit.pages.get(page_id, to_change=True)
        name = unit.people.get(kept.developer_id).name
        require(Deed.TAKE_CALL, acting.by, kept, refuse=lambda: Refusal("emergency.not_yours", name=name))
        if kept.taken_at is not None:
            return
        unit.pages.take(page_id, at=acting.now)
        request = request_facts(unit, kept.request_id)
        _tell(unit, request, page_id, acting.person, acting, is_taken=True)


def emergency_facts(unit: Unit, page_id: int) -> EmergencyFacts:
    """What the developer's card says. Raises Missing."""
    page = call_of(unit, unit.pages.get(page_id))
    return EmergencyFacts(request=request_facts(unit, page.request_id), page=page)


def developer_on_duty(unit: Unit, *, policy: Policy) -> Person | None:
    """The one whom the settings name; None where they name nobody who is there."""
    email = policy.intake.developer_on_duty
    found = unit.people.by_address(email) if email else None
    return found if found is not None and found.is_active else None


def _tell(
    unit: Unit, request: RequestFacts, page_id: int, developer: Person, acting: Acting, *, is_taken: bool
) -> None:
    cards: list[Where] = [
        (developer.id, emergency_card(page_id)),
        (None, request_card(request.id)),
        *([(request.owner_id, private_card(request.id, request.owner_id))] if request.is_private else []),
    ]
    because = f"call-{page_id}-{'taken' if is_taken else 'made'}"
    unit.outbox.add(
        *stale(cards, because=because),
        DeskCalledDeveloper(request_id=request.id, page_id=page_id, is_taken=is_taken),
        DeveloperCalled(to=request.requester.id, request_id=request.id, page_id=page_id, is_taken=is_taken),
        now=acting.now,
    )


def _is_public(request: RequestFacts) -> None:
    """A developer who is called reads what it is about."""
    if request.is_private:
        raise Refusal("emergency.is_private", request=request.id, name=request.requester.name)


def _is_open(request: RequestFacts) -> None:
    if request.is_closed:
        raise Refusal("emergency.closed", request=request.id)
