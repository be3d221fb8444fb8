"""Who of the organisation at hand can play which part in the first ten minutes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.intake.pings import passes
from bot.domain.intake.triage import on_duty
from bot.domain.people import Grade, Person, Role
from bot.domain.policy import Policy
from bot.domain.reviews.seats import Seat
from bot.domain.reviews.second_look import Chain, seats


@dataclass(frozen=True, kw_only=True)
class Judged:
    """Somebody who is scored, by whom, and who takes the second look at what they are given."""

    employee: Person
    manager: Person
    lookers: Mapping[Seat, Person]


@dataclass(frozen=True, kw_only=True)
class Cast:
    """The parts; None where the organisation has nobody for one. `lookers`: who takes the second look at
    what the manager gives the employee. `judged`: whom the story of the verdict is about.
    """

    hr: Person | None
    employee: Person | None
    manager: Person | None
    lookers: Mapping[Seat, Person]
    judged: Judged | None
    colleague: Person | None
    product_manager: Person | None
    developer: Person | None
    writer: Person | None
    requester: Person | None
    asker: Person | None


def cast_of(people: Sequence[Person], *, policy: Policy) -> Cast:
    """Choose from those who are here.

    The employee is somebody of grade staff without a role whose manager has most such reports, so that
    there is a colleague beside them. Whoever the verdict is about is another one where that can be, so that
    no other story has come that far with them; before that count those who look again. The writer is whoever
    may not simply mention the developer; the requester and the asker are two who have a request each.
    """
    here = [person for person in people if person.is_active]
    employee, manager, colleague = _team(here)
    desk = on_duty([p for p in here if p.has(Role.PRODUCT_MANAGER)], email=policy.intake.on_duty)
    builders = [p for p in here if p.has(Role.DEVELOPER) and p != desk]
    writers = [p for p in [colleague, *here] if p is not None and not passes(p) and p not in builders]
    requester = employee or next(iter(writers), None)
    return Cast(
        hr=next((p for p in here if p.has(Role.HR)), None),
        employee=employee,
        manager=manager,
        lookers=_lookers(here, employee, manager),
        judged=_judged(here, employee, colleague),
        colleague=colleague,
        product_manager=desk,
        # Whoever builds and does nothing else, before somebody who leads as well.
        developer=min(builders, key=lambda p: len(p.roles), default=None),
        writer=next(iter(writers), None),
        requester=requester,
        asker=next((p for p in writers if p != requester), None),
    )


def _team(people: Sequence[Person]) -> tuple[Person | None, Person | None, Person | None]:
    by_id = {person.id: person for person in people}
    reports = _reports(people)
    if not reports:
        return None, None, None
    crowded = max((p.manager_id for p in reports), key=[p.manager_id for p in reports].count)
    team = [p for p in reports if p.manager_id == crowded]
    return team[0], by_id[crowded or 0], team[1] if len(team) > 1 else None


def _judged(people: Sequence[Person], employee: Person | None, colleague: Person | None) -> Judged | None:
    by_id = {person.id: person for person in people}
    told_of = [person for person in (employee, colleague) if person is not None]
    others = [person for person in _reports(people) if person not in told_of]
    one_of_each_team = {person.manager_id: person for person in (*told_of, *reversed(others))}
    found = [
        Judged(employee=who, manager=manager, lookers=_lookers(people, who, manager))
        for who in one_of_each_team.values()
        for manager in [by_id[who.manager_id or 0]]
    ]
    mine = employee.manager_id if employee else None
    return max(found, key=lambda each: (len(each.lookers), each.manager.id != mine), default=None)


def _reports(people: Sequence[Person]) -> list[Person]:
    """Of grade staff, without a role, and with a manager who is here."""
    here = {person.id for person in people}
    return [p for p in people if p.grade is Grade.STAFF and p.manager_id in here and not p.roles]


def _lookers(
    people: Sequence[Person], employee: Person | None, manager: Person | None
) -> Mapping[Seat, Person]:
    if employee is None or manager is None:
        return {}
    by_id = {person.id: person for person in people}
    chain = Chain(above=tuple(_above(manager, by_id)), hr=[p for p in people if p.has(Role.HR)])
    found = seats(chain, employee_id=employee.id, manager_id=manager.id)
    return {seat: by_id[person_id] for seat, person_id in found.items()}


def _above(person: Person, by_id: Mapping[int, Person]) -> Iterator[Person]:
    seen = {person.id}
    while (above := by_id.get(person.manager_id or 0)) is not None and above.id not in seen:
        yield above
        seen.add(above.id)
        person = above
