"""What follows from an organisation file, worked out without changing anything."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bot.domain.employment import asked_on, share_of
from bot.domain.goals.goals import Goals
from bot.domain.import_news import News, NewsKind
from bot.domain.reviews.cycles import Cycle, period_named
from bot.services.acting import Acting
from bot.services.goals.advance import is_wanted_anew
from bot.services.people.moves import GO_OVER, steps_of_managers
from bot.services.people.planned import Planned
from storage.unit import Unit


def what_follows(unit: Unit, planned: Planned, acting: Acting, *, today: date) -> Iterator[News]:
    """In words of values: who is asked for what and when, what ends, what goes over to whom."""
    cycles = unit.cycles.in_goals()
    yield from _vacancies(planned)
    if not planned.made.is_first:
        yield from _joins(planned, cycles, acting, today=today)
    yield from _leaves(unit, planned)
    for name in planned.made.summary.returned:
        yield News(kind=NewsKind.RETURNS, facts={"name": name})
    yield from _steps(unit, planned)
    yield from _sheets(unit, planned, cycles, today=today)


def _vacancies(planned: Planned) -> Iterator[News]:
    for each in planned.vacancies:
        facts = {"manager": each.manager, "stand_in": each.stand_in or "", "people": list(each.people)}
        yield News(kind=NewsKind.STANDS_IN, facts=facts, is_to_be_mended=True)


def _joins(planned: Planned, cycles: Sequence[Cycle], acting: Acting, *, today: date) -> Iterator[News]:
    """Whoever is asked for goals, or comes within a period, of which not all days count."""
    rules = acting.policy.goals
    countries = {branch.name: branch.country for branch in planned.organisation.branches}
    for entry in planned.made.added:
        day = entry.joined or today
        calendar = acting.policy.calendar(countries.get(entry.branch, acting.policy.default_country))
        facts = {"name": entry.name, "from_day": day, "period": ""}
        for cycle in cycles:
            if period_named(cycle.name).grade is entry.grade and entry.manager and day <= cycle.ends_on:
                share = share_of(cycle.starts_on, cycle.ends_on, joined_on=day, away=(), calendar=calendar)
                facts |= {
                    "period": cycle.name,
                    "days": share.days,
                    "of": share.of,
                    "working_days": share.working_days,
                    "least": rules.too_new_days,
                    "is_too_new": share.is_too_new(least=rules.too_new_days),
                    "asked": None
                    if entry.kpis
                    else max(today, asked_on(day, working_day=rules.asked_on_day, calendar=calendar)),
                }
                break
        yield News(kind=NewsKind.JOINS, facts=facts)


def _leaves(unit: Unit, planned: Planned) -> Iterator[News]:
    left = unit.people.values(planned.made.left)
    if not left:
        return
    ids = {person.id for person in left}
    ends: Counter[int] = Counter()
    for each in unit.obligations.waiting({*ids, *(person.manager_id or 0 for person in left)}):
        step = each.obligation
        if step.person_id in ids:
            ends[step.person_id] += 1
        elif step.other_id in ids and step.subject in GO_OVER:
            ends[step.other_id] += 1
    requests = unit.requests.owned_by(ids)
    for person in left:
        yield News(kind=NewsKind.LEAVES, facts={"name": person.name, "steps": ends[person.id]})
        if count := requests.get(person.id):
            facts = {"name": person.name, "count": count}
            yield News(kind=NewsKind.REQUESTS_GO_OVER, facts=facts)


def _steps(unit: Unit, planned: Planned) -> Iterator[News]:
    """How many open steps go over from whom to whom."""
    made, organisation = planned.made, planned.organisation
    names = {entry.email: entry.name for entry in organisation.people}
    steps = steps_of_managers(unit, set(made.had_manager.values()))
    over: Counter[tuple[int, str]] = Counter()
    for entry in made.managers:
        had = made.had_manager.get(entry.email)
        if had is not None and entry.manager:
            over[had, names.get(entry.manager, entry.manager)] += steps[had, made.ids.get(entry.email, 0)]
    was = {person.id: person.name for person in unit.people.values({had for had, _ in over})}
    for (had, now), count in over.items():
        if count:
            facts = {"was": was[had], "now": now, "count": count}
            yield News(kind=NewsKind.STEPS_GO_OVER, facts=facts)


def _sheets(unit: Unit, planned: Planned, cycles: Sequence[Cycle], *, today: date) -> Iterator[News]:
    if not planned.transfers:
        return
    agreed: Mapping[int, list[Goals]] = {
        cycle.id: [goals for _, goals in unit.goals.of_cycle(cycle.id)] for cycle in cycles
    }
    for cycle in cycles:
        theirs = {goals.employee_id: goals for goals in agreed[cycle.id]}
        for each in planned.transfers:
            goals = theirs.get(each.person_id)
            if goals is not None and is_wanted_anew(goals, cycle, day=each.day, today=today):
                facts = {
                    "name": each.name,
                    "from_day": max(each.day, cycle.starts_on),
                    "period": cycle.name,
                    "has_form": each.post is not None,
                }
                yield News(kind=NewsKind.SHEET_WANTED, facts=facts)
