"""`/review close` and `/review reopen`: HR decides about one person's review, with a reason."""

import re
from datetime import date
from typing import Any, NamedTuple

from slack_bolt import Ack

from bot.domain.intake.markup import as_seen, mentioned
from bot.domain.reviews.cycles import day_named, is_cycle_name, with_whole_names
from bot.domain.text import typed_text, word
from bot.errors import Refusal
from bot.services.reviews.find_cycle import REASON_LIMIT
from bot.services.reviews.not_rated import close_unrated
from bot.services.reviews.of_one import Named
from bot.services.reviews.reopen import reopen
from handlers.visit import Visit
from messages.reviews.not_rated_card import closed_answer
from messages.reviews.reopened_card import reopened_answer

_MENTION = re.compile(r"<@[UW][A-Z0-9]+(?:\|[^>]*)?>")
BECAUSE = frozenset({"because", "because:", "因为", "因為"})
UNTIL = frozenset({"until", "till", "到", "至"})


class Said(NamedTuple):
    """What stands behind the command: whose review, until when, and why."""

    named: Named
    until: date | None
    reason: str


def on_close(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    said = read_of_one(command.get("text") or "")
    closed = close_unrated(visit.acting, named=said.named, reason=said.reason)
    ack(text=closed_answer(visit.words, closed), response_type="ephemeral")


def on_reopen(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    said = read_of_one(command.get("text") or "", has_day=True)
    if said.until is None:
        raise Refusal("reopen.reason", limit=REASON_LIMIT)  # shows the whole of it
    done = reopen(visit.acting, named=said.named, until=said.until, reason=said.reason)
    ack(text=reopened_answer(visit.words, done), response_type="ephemeral")


def read_of_one(text: str, *, has_day: bool = False) -> Said:
    """`close @Chen 2026Q4 because …`: a name or a mention, a cycle perhaps, a day after “until”, a reason.

    Raises Refusal("cycle.day").
    """
    _, _, behind = text.strip().partition(" ")
    accounts = mentioned(behind)[:1]
    bare = _MENTION.sub(" ", behind, count=1) if accounts else behind
    tokens = with_whole_names(typed_text(as_seen(bare, {})).split())
    called: list[str] = []
    cycle, until = None, None
    while tokens:
        token = tokens.pop(0)
        if word(token) in BECAUSE:
            break
        if has_day and word(token) in UNTIL and tokens:
            until = day_named(tokens.pop(0))
        elif cycle is None and is_cycle_name(token):
            cycle = token
        elif not accounts and cycle is None and until is None:
            called.append(token)
        else:  # the reason, without a “because”
            tokens.insert(0, token)
            break
    named = Named(account=accounts[0] if accounts else "", called=" ".join(called), cycle=cycle)
    return Said(named=named, until=until, reason=" ".join(tokens))
