"""What a request is about, who looks after it, and how soon it wants an answer."""

from collections.abc import Sequence
from enum import StrEnum

from bot.domain.people import Person
from bot.domain.text import address


class Kind(StrEnum):
    """What a requester says it is."""

    WRONG = "wrong"
    QUESTION = "question"
    CHANGE = "change"
    PROJECT = "project"


class Urgency(StrEnum):
    """How long it can wait, in the requester's words."""

    NOW = "now"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"


class Whose(StrEnum):
    """Whose request it becomes when a message that somebody else wrote goes to the desk."""

    AUTHOR = "author"
    MINE = "mine"


class Reach(StrEnum):
    """How many are hit by it, as its requester sees it."""

    ME = "me"
    SOME = "some"
    BRANCH = "branch"
    CUSTOMERS = "customers"
    ALL = "all"


def on_duty(product_managers: Sequence[Person], *, email: str) -> Person | None:
    """The product manager named by configuration, else the first there is; None where there is none.

    `product_managers` are the active ones. A name that is not among them is passed over, so that a
    request never goes to somebody who left.
    """
    named = [each for each in product_managers if address(each.email) == address(email)]
    return next(iter([*named, *product_managers]), None)
