"""Who plays which part: found in whatever organisation is at hand, and nobody where there is nobody."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.domain.people import Grade, Person, Role
from bot.domain.policy import Intake, Policy
from bot.domain.reviews.seats import Seat
from bot.local.cast import Cast, cast_of
from storage.unit import Store
from tests.builders.people import Company, person


def names(cast: Cast) -> dict[str, str | None]:
    parts = {part: who for part, who in vars(cast).items() if part not in ("lookers", "judged")}
    return {part: who.name if who else None for part, who in parts.items()}


def test_each_part_has_somebody(people: Company) -> None:
    assert names(cast_of(people.everyone, policy=Policy())) == {
        "hr": "Zhou Jing",
        "employee": "Chen Jie",
        "manager": "Liu Yang",
        "colleague": "Wu Min",
        "product_manager": "Sun Li",
        "developer": "He Jun",
        "writer": "Wu Min",
        "requester": "Chen Jie",
        "asker": "Wu Min",
    }


def test_the_second_look_is_taken_by_whoever_the_rule_names(people: Company) -> None:
    without_hr = [each for each in people.everyone if each != people.hr]

    assert cast_of(people.everyone, policy=Policy()).lookers == {
        Seat.ONE_OVER: people.boss,
        Seat.HR: people.hr,
    }
    assert cast_of(without_hr, policy=Policy()).lookers == {Seat.ONE_OVER: people.boss}
    assert cast_of([], policy=Policy()).lookers == {}


def test_the_verdict_is_about_another_one_best_of_another_team_with_as_many_above(
    store: Store, people: Company
) -> None:
    here = people.everyone
    other = person(store, "Xu Ting", manager=people.product_manager)

    assert judged(here) == ("Wu Min", "Liu Yang")
    assert judged([*here, other]) == ("Xu Ting", "Sun Li")
    assert judged([each for each in here if each != people.colleague]) == ("Chen Jie", "Liu Yang")
    assert judged([people.boss]) is None


def judged(here: Sequence[Person]) -> tuple[str, str] | None:
    found = cast_of(here, policy=Policy()).judged
    return (found.employee.name, found.manager.name) if found else None


def test_nobody_of_no_company() -> None:
    assert set(names(cast_of([], policy=Policy())).values()) == {None}


def test_who_left_plays_nothing(people: Company) -> None:
    gone = [replace(each, left_on=date(2026, 11, 2)) for each in people.everyone]

    assert set(names(cast_of(gone, policy=Policy())).values()) == {None}


def test_the_desk_is_whoever_is_on_duty(store: Store, people: Company) -> None:
    other = person(store, "Xu Ting", manager=people.boss, roles=(Role.PRODUCT_MANAGER,))
    policy = Policy(intake=Intake(on_duty=other.email))

    assert cast_of([*people.everyone, other], policy=policy).product_manager == other


def test_a_developer_who_only_builds_comes_before_one_who_leads_too(people: Company) -> None:
    lead = replace(people.admin, roles=frozenset({Role.DEVELOPER, Role.ADMIN}))

    assert cast_of([lead, *people.everyone], policy=Policy()).developer == people.developer


def test_whoever_may_speak_to_developers_does_not_write_to_one(people: Company) -> None:
    def technical(who: Person) -> Person:
        return replace(who, is_technical=True)

    team = [technical(each) for each in (people.manager, people.employee, people.colleague)]
    cast = cast_of([people.boss, *team, people.product_manager, people.developer], policy=Policy())

    assert cast.colleague == technical(people.colleague)
    assert cast.writer == people.boss


def test_where_only_one_can_write_nobody_asks_as_well(people: Company) -> None:
    cast = cast_of([people.boss, people.product_manager], policy=Policy())

    assert (cast.requester, cast.asker) == (people.boss, None)


def test_senior_people_and_those_without_a_manager_are_no_employees(people: Company) -> None:
    seniors = [replace(each, grade=Grade.SENIOR) for each in (people.employee, people.colleague)]
    alone = replace(people.manager, manager_id=None)

    cast = cast_of([*seniors, alone], policy=Policy())

    assert (cast.employee, cast.manager, cast.colleague) == (None, None, None)
