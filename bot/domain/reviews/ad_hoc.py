"""An ad-hoc review: of one person, about days of HR's choosing.

Source: domain.md §8; its rules are our choice.
"""

from dataclasses import dataclass
from datetime import date

from bot.domain.people import Person
from bot.domain.reviews.cycles import Dates
from bot.errors import Refusal

MOST_DAYS = 366


@dataclass(frozen=True, kw_only=True)
class AdHoc:
    """What is known of one. `reason`: why HR wants it; both sides read it. `by`: empty for the command
    line.
    """

    employee: Person
    manager: Person
    cycle_name: str
    starts_on: date
    ends_on: date
    dates: Dates
    reason: str
    by: str


def require_days(first: date, last: date, *, today: date) -> None:
    """Days that are over or end today, in their order, a year at most: nobody is scored for what is to come.

    Raises Refusal: ad_hoc.order, ad_hoc.future, ad_hoc.too_long.
    """
    if last < first:
        raise Refusal("ad_hoc.order", first=first, last=last)
    if last > today:
        raise Refusal("ad_hoc.future", last=last)
    if (last - first).days >= MOST_DAYS:
        raise Refusal("ad_hoc.too_long", most=MOST_DAYS)
