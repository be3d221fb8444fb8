"""`!name` in the thread of a request's card: a kept answer is sent."""

import re

from bot.domain.cards import Card
from bot.domain.intake.known_answers import macro_name, nearest_names
from bot.domain.intake.way import REQUEST, Event
from bot.domain.people import Role
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.advance import advance, view_source
from bot.services.intake.duty import only_the_desk
from bot.services.intake.request_facts import request_facts
from bot.services.intake.triage import moved_on

_ALONE = re.compile(r"[!！](\S+)")


def named_by(said: str) -> str | None:
    """The name of a message that is `!name` and nothing else; None for any other."""
    found = _ALONE.fullmatch(said.strip())
    return macro_name(found[1]) if found else None


def send_macro(acting: Acting, *, channel: str, thread_ts: str, ts: str, said: str) -> bool:
    """Answer the request in whose thread that was written with the answer of that name; False where it is
    none of the desk's threads, or no such message. The same message twice is one answer.

    Raises Refusal: "request.product_managers_only", "request.macro_unknown", "request.moved_on".
    """
    name = named_by(said)
    if name is None:
        return False
    with acting.store.begin() as unit:
        card = unit.cards.at(channel, thread_ts)
        if card is None or card.card not in (Card.REQUEST, Card.PRIVATE_REQUEST):
            return False
        only_the_desk(unit, acting, unit.requests.look(card.numbers[0]))
        request = unit.requests.get(card.numbers[0])
        source = view_source(f"{channel}:{ts}")
        if unit.requests.has_entry_from(source):
            return True
        answer = unit.known_answers.named(name)
        if answer is None:
            names = [each.name for each in unit.known_answers.listed()]
            raise Refusal("request.macro_unknown", name=name, nearest=nearest_names(name, names))
        before = request_facts(unit, request.id)
        if Event.ANSWER not in REQUEST.possible(request.state):
            raise moved_on("request.moved_on", before)
        by = acting.person
        is_first = not before.is_taken and by.has(Role.PRODUCT_MANAGER)
        advance(
            unit,
            request,
            Event.ANSWER,
            acting,
            text=answer.text,
            source=source,
            owner=by if is_first else None,
        )
        unit.known_answers.used(answer.id)
        return True
