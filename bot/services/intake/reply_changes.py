"""What became of a reply that was passed on: its writer edited it, or deleted it."""

from dataclasses import replace

from bot.domain.access import Deed, may, require
from bot.domain.follows import stale
from bot.domain.history import Facts
from bot.domain.intake.cards import files_card, wrote_card
from bot.domain.intake.request import Request
from bot.domain.intake.way import Event
from bot.domain.weeks.pocket_message import Change
from bot.services.acting import Acting
from bot.services.intake.advance import advance
from bot.services.intake.markup import seen_by_people
from storage.unit import Unit


def follow_change(acting: Acting, change: Change, *, author: str, markup: str) -> bool:
    """Pass an edit on as an edit, and say of a deleted reply that it is; False where it was none of them.

    `author` is the Slack id of whoever wrote it, `markup` all that it says now. The same change twice is
    one, and one after which it says the same is none.
    """
    require(Deed.CHANGE_MESSAGE, acting.by)
    source = f"{change.channel}:{change.ts}"
    with acting.store.read() as unit:
        if unit.requests.entry_from(source) is None:
            return False
    with acting.store.begin() as unit:
        found = unit.requests.entry_from(source)
        by = unit.people.by_slack_id(author)
        if found is None or by is None:
            return False
        number = found[1]
        request = unit.requests.get(found[0])
        this = f"{source}@{change.at.timestamp():.6f}"
        if not may(Deed.ADD_TO_REQUEST, by, request) or unit.requests.has_entry_from(this):
            return False
        theirs = replace(acting, by=by)
        if change.is_deletion:
            advance(unit, request, Event.REMOVE, theirs, source=this, more=Facts(about=number))
            with_whom = (request.owner_id,) if request.is_private else ()
            pieces = [card(request.id, number, *with_whom) for card in (wrote_card, files_card)]
            where = request.owner_id if request.is_private else None
            unit.outbox.add(*stale([(where, each) for each in pieces], because="deleted"), now=acting.now)
            return True
        text = seen_by_people(unit, markup)
        if text == _said_last(unit, request, number):
            return False
        advance(unit, request, Event.AMEND, theirs, text=text, source=this, more=Facts(about=number))
        return True


def _said_last(unit: Unit, request: Request, number: int) -> str:
    """What a reply says by what is known of it."""
    said = ""
    for entry in unit.requests.history(request.id):
        if entry.number == number or (entry.event is Event.AMEND and entry.facts.about == number):
            said = entry.note or ""
    return said
