"""Balance: which weeks of a period and which items have evidence, and how old it is. Counts, never words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.reviews.facts import Item

DAYS = 7


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One piece of evidence for an item. `on`: of which day it tells; None where that is not known."""

    item: Item
    on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Balance:
    """`weeks`: how much each week of the period has, oldest first, as far as it has begun. `items`: how much
    each item has, in their order. `newest` and `oldest`: how many days ago, None where nothing has a day.
    """

    weeks: tuple[int, ...]
    items: tuple[tuple[Item, int], ...]
    newest: int | None = None
    oldest: int | None = None

    @property
    def weeks_with_some(self) -> int:
        return sum(each > 0 for each in self.weeks)

    @property
    def total(self) -> int:
        return sum(count for _, count in self.items)


def balance(
    evidence: Collection[Evidence], *, items: Sequence[Item], starts_on: date, ends_on: date, today: date
) -> Balance:
    """What is counted of a period, seen from `today`; its weeks begin on Mondays."""
    monday = starts_on - timedelta(days=starts_on.weekday())
    begun = (min(max(today, starts_on), ends_on) - monday).days // DAYS + 1
    counted = [each for each in evidence if each.item in items]
    days = [each.on for each in counted if each.on is not None and each.on <= today]
    places = [(day - monday).days // DAYS for day in days if starts_on <= day <= ends_on]
    ages = [(today - day).days for day in days]
    return Balance(
        weeks=tuple(places.count(number) for number in range(begun)),
        items=tuple((item, sum(each.item == item for each in counted)) for item in items),
        newest=min(ages, default=None),
        oldest=max(ages, default=None),
    )
