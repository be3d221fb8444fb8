"""What the admins hear of what is wrong."""

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.concerns import Cause, ConcernsChanged
from bot.domain.people import Role
from messages.concerns_card import concerns_card


def on_concerns_changed(at: Snapshot, notice: ConcernsChanged) -> Outgoing | None:
    """Nothing to somebody who is no admin any more; what was mended before it was told is not told."""
    admin = at.person(notice.to)
    if not (admin.is_active and admin.has(Role.ADMIN)):
        return None
    facts = at.unit.concerns.facts(Cause(notice.cause), round=notice.round)
    return Outgoing(
        message=concerns_card(at.words_for(admin), facts),
        person=admin,
        card=f"concern:{notice.cause}:{notice.round}:{notice.to}",
        only_update=not facts.open,
    )


ROUTES: Routes = {ConcernsChanged: on_concerns_changed}
