"""How many interruptions were kept away in a week, in the direct messages of whoever wants it."""

from datetime import datetime

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.intake.notices import PingsOfAWeek
from bot.services.intake.pings_weekly import ping_count
from messages.intake.pings_weekly_note import pings_weekly_note


def on_pings_of_a_week(at: Snapshot, notice: PingsOfAWeek) -> Outgoing | None:
    """Nothing to whoever does not want it any more."""
    if not at.unit.pings_weekly.wishes([notice.to]):
        return None
    person = at.person(notice.to)
    count = ping_count(at.unit, person, until=datetime.fromisoformat(notice.until))
    return Outgoing(message=pings_weekly_note(at.words_for(person), count), person=person)


ROUTES: Routes = {PingsOfAWeek: on_pings_of_a_week}
