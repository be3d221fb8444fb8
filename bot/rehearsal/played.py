"""What came of a rehearsal."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.domain.absences import is_away
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reviews.cycles import OpenedCycle
from bot.domain.reviews.rehearsal import Collision, Task, why_awkward
from storage.unit import Store


@dataclass(kw_only=True)
class Played:
    """What came of it. `messages` by person and week, without what only changes a card; `nudges` by person.
    `refused`: steps that could not be taken, by code. `lookers`: how many look again at somebody's score.
    """

    opened: OpenedCycle
    first: date
    last: date
    people: Mapping[int, Person]
    tasks: Sequence[Task] = ()
    collisions: Sequence[Collision] = ()
    nudges: Counter[int] = field(default_factory=Counter)
    messages: Counter[tuple[int, date]] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    lookers: Mapping[int, int] = field(default_factory=dict)


def lookers(store: Store, period: str) -> Mapping[int, int]:
    """How many people look again at the score of each whose manager has given one."""
    with store.read() as unit:
        cycle = unit.cycles.named(period)
        reviews = [each.review for each in unit.cycles.reviews(cycle.id)] if cycle else []
        seated = unit.second_looks.of_all([each.id for each in reviews])
    return {
        each.employee_id: len({seat.person_id for seat in seated.get(each.id, ())})
        for each in reviews
        if each.stage.decided
    }


def collisions(
    store: Store, opened: OpenedCycle, people: Mapping[int, Person], *, policy: Policy
) -> Iterator[Collision]:
    """The cycle's own days, in each country in which somebody is."""
    days = {
        "self-scores due": opened.dates.self_score_due,
        "self-scores taken until": opened.dates.self_score_closes,
        "approvals due": opened.dates.approval_due,
        "second looks due": opened.dates.second_look_due,
    }
    if opened.goals is not None:
        days = {"goals due": opened.goals.due, "scoring opens": opened.goals.scoring_opens_on} | days
    with store.read() as unit:
        absences = unit.absences.since(date.min)
    countries: dict[str, list[Person]] = {}
    for person in people.values():
        countries.setdefault(person.calendar.country, []).append(person)
    for what, day in days.items():
        for country, some in sorted(countries.items()):
            away = sum(is_away(absences.get(each.id, ()), day) for each in some)
            why = why_awkward(day, policy.calendar(country))
            if why is not None or away:
                yield Collision(what=what, day=day, country=country, why=why, people=len(some), away=away)
