"""What is old goes, under the company's rules; how many went stands on record, never whose."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.access import Deed, require
from bot.domain.privacy.retention import Rule, Went, due
from bot.services.acting import Acting
from bot.services.record.seal import seal


def what_would_go(acting: Acting) -> Sequence[Went]:
    """What `let_go` would take away now."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        return [
            went
            for rule, before in due(acting.policy.retention, now=acting.now)
            for went in unit.retention.old(rule, before=before)
        ]


def let_go(acting: Acting) -> Sequence[Went]:
    """Each rule in transactions of its own, until nothing is left under it."""
    require(Deed.RUN_STEWARD, acting.by)
    gone: list[Went] = []
    for rule, before in due(acting.policy.retention, now=acting.now):
        while some := _some(acting, rule, before):
            gone += some
    return gone


def _some(acting: Acting, rule: Rule, before: datetime) -> Sequence[Went]:
    with acting.store.read() as unit:
        if not any(True for _ in unit.retention.old(rule, before=before)):
            return ()
    with acting.store.begin() as unit:
        seal(unit, acting.now)
        with unit.record.opened(why=f"retention: {rule.value}", by_id=acting.by_id, at=acting.now):
            gone = unit.retention.let_go(rule, before=before, at=acting.now, record=unit.record)
        seal(unit, acting.now)
        return gone
