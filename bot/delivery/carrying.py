"""What goes elsewhere than to Slack: who carries it, and what came of it."""

from datetime import datetime

import structlog

from bot.delivery.errands import Carriers, Errand, GivenUp
from storage.outbox import Claim
from storage.unit import Store

log = structlog.get_logger()


def carry(store: Store, carriers: Carriers, claim: Claim, errand: Errand, *, now: datetime) -> None:
    """Do it and write down what came of it; Slack's own pauses do not hold it up. Raises TryLater."""
    carrier = carriers.get(type(errand))
    if carrier is None:
        with store.begin() as unit:
            unit.outbox.drop(claim.row_id)
        log.info("delivery.no_carrier", kind=claim.kind, row=claim.row_id)
        return
    try:
        receipt = carrier.carry(errand)
    except GivenUp as trouble:
        with store.begin() as unit:
            unit.outbox.park(claim.row_id, problem=trouble.reason)
            carrier.given_up(unit, errand, trouble.reason, now=now)
        log.warning("delivery.parked", kind=claim.kind, row=claim.row_id, reason=trouble.reason)
    else:
        with store.begin() as unit:
            unit.outbox.sent(claim.row_id, now=now)
            carrier.carried(unit, errand, receipt, now=now)
        log.info("delivery.sent", kind=claim.kind, row=claim.row_id)
