"""What stands behind `/review close` and `/review reopen`: HR decides about one person's review."""

import re
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from bot.domain.intake.markup import as_seen, mentioned
from bot.domain.reviews.cycles import cycle_name, day_named, is_cycle_name, is_day, is_year, with_whole_names
from bot.domain.text import typed_text, word
from bot.services.reviews.of_one import Named

_MENTION = re.compile(r"<@[UW][A-Z0-9]+(?:\|[^>]*)?>")
BECAUSE = frozenset({"because", "because:", "因为", "因為"})
UNTIL = frozenset({"until", "till", "到", "至"})
BETWEEN = UNTIL | frozenset({"to", "-", "–", "—", "~"})
BOTH = 2


class Said(NamedTuple):
    """What stands behind the command: whose review, until when, and why."""

    named: Named
    until: date | None
    reason: str


class SaidAdHoc(NamedTuple):
    """What stands behind `/review adhoc`: whom, from which day to which, on which scheme, and why."""

    named: Named
    first: date | None
    last: date | None
    scheme: str | None
    reason: str


def read_ad_hoc(text: str) -> SaidAdHoc:
    """`adhoc @Chen 2026-10-01 2026-11-30 because …`; between the days may stand a “to”, and behind them the
    name of a scheme. None for a day that is not there.
    """
    _, _, behind = text.strip().partition(" ")
    accounts = mentioned(behind)[:1]
    bare = _MENTION.sub(" ", behind, count=1) if accounts else behind
    tokens = typed_text(as_seen(bare, {})).split()
    called: list[str] = []
    days: list[date] = []
    scheme: str | None = None
    while tokens and word(tokens[0]) not in BECAUSE:
        token = tokens.pop(0)
        if len(days) < BOTH and is_day(token):
            days.append(day_named(token))
        elif days and word(token) in BETWEEN:
            continue
        elif not days:
            called.append(token)
        elif scheme is None and any(word(each) in BECAUSE for each in tokens):
            scheme = token
        else:  # the reason, without a “because”
            tokens.insert(0, token)
            break
    reason = tokens[1:] if tokens and word(tokens[0]) in BECAUSE else tokens
    first, last = (*days, None, None)[:BOTH]
    named = Named(account=accounts[0] if accounts else "", called=" ".join(called))
    return SaidAdHoc(named=named, first=first, last=last, scheme=scheme, reason=" ".join(reason))


def read_of_one(text: str, *, years: Collection[str], has_day: bool = False) -> Said:
    """`close @Chen 2026Q4 because …`: a name or a mention, a cycle perhaps, a day after “until”, a reason.

    `years`: the years that were opened. Of any other the number belongs to the reason, which may well begin
    with one. Raises Refusal("cycle.day").
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
        elif cycle is None and is_cycle_name(token) and (cycle_name(token) in years or not is_year(token)):
            cycle = token
        elif not accounts and cycle is None and until is None:
            called.append(token)
        else:  # the reason, without a “because”
            tokens.insert(0, token)
            break
    named = Named(account=accounts[0] if accounts else "", called=" ".join(called), cycle=cycle)
    return Said(named=named, until=until, reason=" ".join(tokens))
