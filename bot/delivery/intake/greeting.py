"""What somebody reads who wrote out of the blue."""

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.intake.notices import Greeted
from bot.services.intake.duty import find_on_duty
from messages.intake.greeting_card import greeting_card


def on_greeted(at: Snapshot, notice: Greeted) -> Outgoing | None:
    person = at.person(notice.to)
    on_duty = find_on_duty(at.unit, policy=at.policy, now=at.now)
    return Outgoing(message=greeting_card(at.words_for(person), on_duty), person=person)


ROUTES: Routes = {Greeted: on_greeted}
