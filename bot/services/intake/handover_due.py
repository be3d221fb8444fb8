"""What lies with a developer is late, or with nobody any more: said once to the owner of its request."""

from bot.domain.access import Deed, require
from bot.domain.follows import stale
from bot.domain.intake.cards import handover_card, private_card, private_handover_card, request_card
from bot.domain.intake.handover import Handover
from bot.domain.intake.handover_due import Want, want_of
from bot.domain.intake.notices import HandoverWantsYou
from bot.services.acting import Acting
from storage.unit import Unit


def look_after_handovers(acting: Acting) -> int:
    """Tell each owner once of a developer who left, and once of a day that is over; the cards say it, too.

    Returns how many were told. Safe to run twice.
    """
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        wanted = [(each, _wants(unit, each, acting)) for each in unit.handovers.all_open()]
        new = [(each, notice) for each, notice in wanted if notice and not unit.outbox.knows(notice)]
    for handover, notice in new:
        with acting.store.begin() as unit:
            cards = [
                (None, handover_card(handover.id)),
                (handover.assignee_id, private_handover_card(handover.id, handover.assignee_id)),
                (None, request_card(handover.request_id)),
                (notice.to, private_card(handover.request_id, notice.to)),
            ]
            because = f"{notice.want}-{notice.about}"
            unit.outbox.add(notice, *stale(cards, because=because), now=acting.now)
    return len(new)


def _wants(unit: Unit, handover: Handover, acting: Acting) -> HandoverWantsYou | None:
    owner = unit.people.get(unit.requests.look(handover.request_id).owner_id)
    assignee = unit.people.get(handover.assignee_id)
    want = want_of(handover, assignee=assignee, owner=owner, policy=acting.policy, now=acting.now)
    if want is None:
        return None
    about = str(assignee.id) if want is Want.ANOTHER else str(handover.due_on)
    return HandoverWantsYou(to=owner.id, handover_id=handover.id, want=want.value, about=about)
