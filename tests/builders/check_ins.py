"""Check-ins: as values for rules and cards, and as rows that use cases wrote."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from bot.domain.goals.goals import Goals
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.weeks.check_in import Answers, CheckIn, CheckInFacts, KpiWord, Outlook
from bot.domain.weeks.check_in_form import TypedCheckIn, TypedKpi
from bot.domain.weeks.check_in_way import Event, State
from bot.domain.weeks.week import Week
from bot.services.acting import Acting
from bot.services.weeks.advance_check_in import advance, begin_check_ins
from bot.services.weeks.check_in import answer_check_in, open_check_in
from bot.services.weeks.open_check_ins import open_due_check_ins
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.goals import SHEET, agreed, open_goals_of
from tests.builders.people import CHEN, LIU, Company

WEEK = Week(date(2027, 1, 4))
"""Monday 4 to Sunday 10 January 2027; goals of its quarter are agreed on its Tuesday."""
FRIDAY = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)
"""16:00 in Hangzhou: when everybody is asked."""
MONDAY = datetime(2027, 1, 11, 2, 0, tzinfo=UTC)
"""10:00 there: when managers read how it was."""


def check_in(state: State = State.OPEN, **rest: Any) -> CheckIn:
    """Chen Jie's, whose manager is Liu Yang."""
    values: dict[str, Any] = {
        "id": 5,
        "employee_id": CHEN.id,
        "manager_id": LIU.id,
        "goals_id": 1,
        "week": WEEK,
        "state": state,
        "opens_at": FRIDAY,
        "due_on": date(2027, 1, 8),
        "lapses_on": date(2027, 1, 11),
        "version": 2,
    }
    return CheckIn(**{**values, **rest})


def word(outlook: Outlook = Outlook.ON_TRACK, key: str = "k1", **rest: Any) -> KpiWord:
    return KpiWord(key=key, name=f"KPI {key}", outlook=outlook, **rest)


def answers(*outlooks: Outlook, **rest: Any) -> Answers:
    """Of k1, k2 and so on."""
    words = tuple(word(each, f"k{number}") for number, each in enumerate(outlooks, start=1))
    return Answers(kpis=words, **rest)


def facts(state: State = State.ANSWERED, **rest: Any) -> CheckInFacts:
    """What a card shows of it."""
    values: dict[str, Any] = {
        "check_in": check_in(state),
        "employee": CHEN,
        "manager": LIU,
        "answers": answers(Outlook.ON_TRACK) if state is State.ANSWERED else None,
        "helpers": (),
        "read_on": date(2027, 1, 11),
    }
    return CheckInFacts(**{**values, **rest})


def typed(*outlooks: str, blockers: str = "", helpers: Sequence[str] = (), **lines: str) -> TypedCheckIn:
    """Of k1, k2 and so on; `k2="…"` is the line of one."""
    kpis = {
        f"k{number}": TypedKpi(outlook=each, line=lines.get(f"k{number}", ""))
        for number, each in enumerate(outlooks, start=1)
    }
    return TypedCheckIn(kpis=kpis, blockers=blockers, helpers=tuple(helpers))


class Weeks:
    """A quarter whose goals Chen Jie and Wu Min, or others, have agreed on with Liu Yang."""

    def __init__(
        self,
        store: Store,
        people: Company,
        *employees: Person,
        unsigned: Sequence[Person] = (),
        policy: Policy | None = None,
    ) -> None:
        self.store = store
        self.people = people
        self.policy = policy or store.policy
        who = employees or (people.employee, people.colleague)
        opened = open_goals_of(store, *who, *unsigned)
        self.goals: dict[int, Goals] = {each.employee_id: each for each in opened}
        for each in who:
            agreed(store, self.goals[each.id], each, SHEET)

    def by(self, person: Person | None, at: datetime = FRIDAY) -> Acting:
        return acting(self.store, by=person, now=at, policy=self.policy)

    def asked(self, at: datetime = FRIDAY) -> int:
        """The company asks whoever is to be asked by then."""
        return open_due_check_ins(self.by(None, at))

    def of(self, person: Person, week: Week = WEEK) -> CheckIn:
        found = self.look(person, week)
        assert found is not None, f"{person.name} was not asked"
        return found

    def look(self, person: Person, week: Week = WEEK) -> CheckIn | None:
        with self.store.read() as unit:
            return unit.check_ins.of_week(person.id, week)

    def gives(self, person: Person, said: TypedCheckIn, at: datetime = FRIDAY) -> CheckInFacts:
        """They open the form, fill it in and send it."""
        form = open_check_in(self.by(person, at))
        return answer_check_in(self.by(person, at), week=form.week, seen=form.seen, typed=said)

    def owes(self, person: Person) -> list[str]:
        """The kinds of steps of check-ins that wait for somebody."""
        with self.store.read() as unit:
            return [
                each.obligation.kind.value
                for each in unit.obligations.waiting([person.id])
                if each.obligation.subject.value == "check_in"
            ]


def thanked_for(store: Store, employee: Person, *, goals: int) -> CheckIn:
    """Somebody's check-in about these goals, answered, and their manager said thanks."""
    with store.begin() as unit:
        theirs = check_in(employee_id=employee.id, manager_id=employee.manager_id, goals_id=goals, version=1)
        [added] = begin_check_ins(unit, [theirs], acting(store, now=FRIDAY))
        given = advance(
            unit, added, Event.ANSWER, acting(store, by=employee, now=FRIDAY), answers=answers(Outlook.OFF)
        )
        manager = unit.people.get(given.manager_id)
        return advance(unit, given, Event.THANK, acting(store, by=manager, now=MONDAY))
