"""One person's review, as HR names it behind a command."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.people import Person
from bot.domain.reviews.review import Review
from bot.domain.text import key
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.find_cycle import find_cycle
from storage.unit import Unit


@dataclass(frozen=True, kw_only=True)
class Named:
    """Whose review: by Slack account, or else by name or e-mail address. `cycle`: as it was written, where
    one was named.
    """

    account: str = ""
    called: str = ""
    cycle: str | None = None


def review_named(unit: Unit, named: Named, acting: Acting) -> Review:
    """The review, locked: in the cycle that was named, else the only one in which something happens yet.

    Raises Refusal: one.unknown, one.alike, one.oneself, one.no_review, one.several, review.not_rated; and as
    `find_cycle`.
    """
    person = person_named(unit, named, acting)
    if named.cycle:
        cycle = find_cycle(unit, named.cycle)
        found = unit.reviews.of_person(person.id, cycle.id)
        if found is None:
            raise Refusal("one.no_review", name=person.name, cycle=cycle.name)
        return unit.reviews.get(found.id)
    reviews = unit.reviews.under_way_of(person.id)
    if not reviews:
        raise Refusal("one.no_review", name=person.name, cycle="")
    if len(reviews) > 1:
        cycles = [unit.cycles.get(each.cycle_id).name for each in reviews]
        raise Refusal("one.several", name=person.name, cycles=cycles)
    return reviews[0]


def person_named(unit: Unit, named: Named, acting: Acting) -> Person:
    """Whom HR names; never themselves. Raises Refusal: one.unknown, one.alike, one.oneself."""
    person = _person(unit, named)
    if acting.by is not None and person.id == acting.by.id:
        raise Refusal("one.oneself")
    return person


def _person(unit: Unit, named: Named) -> Person:
    """Somebody who has left is named by their name or address: they have no account any more."""
    people: Sequence[Person]
    if named.account:
        found = unit.people.by_slack_id(named.account)
        people = [found] if found else []
    else:
        wanted = key(named.called).removeprefix("@")
        people = [each for each in unit.people.every() if wanted in (key(each.name), key(each.email))]
    if not people:
        raise Refusal("one.unknown", called=named.called)
    if len(people) > 1:
        raise Refusal("one.alike", called=named.called, emails=[each.email for each in people])
    return people[0]
