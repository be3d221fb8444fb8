"""Homes as people have them open."""

from datetime import datetime, timedelta

from storage.unit import Store
from tests.builders.acting import MONDAY

HOUR = timedelta(hours=1)


def drawn(store: Store, *, at: datetime = MONDAY) -> list[int]:
    """Whose open Homes are to be drawn anew; they are, now."""
    with store.begin() as unit:
        claims = unit.homes.claim(now=at, lease=HOUR, recheck=HOUR, limit=10)
        for each in claims:
            unit.homes.drawn(each, shows="", now=at)
    return sorted(each.person_id for each in claims)
