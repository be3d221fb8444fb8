"""Who is on duty at the website desk."""

from bot.domain.access import Deed, require
from bot.domain.people import Person
from bot.services.acting import Acting
from bot.services.intake.duty import find_on_duty


def who_is_on_duty(acting: Acting) -> Person | None:
    """The product manager on duty now; None where nobody has the role."""
    require(Deed.ASK_WHO_IS_ON_DUTY, acting.by)
    with acting.store.read() as unit:
        return find_on_duty(unit, policy=acting.policy, now=acting.now)
