"""A manager who leaves without a successor: whoever is above stands in, in whatever way the file says it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.import_plan import Stored, fields_of
from bot.domain.matching import Known, Matching
from bot.domain.organisation import Organisation, PersonEntry, check
from bot.domain.people import Grade
from bot.domain.vacancies import Vacancy, vacancies, with_stand_ins

ZHAO, LIU, CHEN, WU, SUN = 1, 2, 3, 4, 5
NAMES = {ZHAO: "Zhao Min", LIU: "Liu Yang", CHEN: "Chen Jie", WU: "Wu Min", SUN: "Sun Li"}
MANAGERS = {ZHAO: None, LIU: ZHAO, CHEN: LIU, WU: LIU, SUN: ZHAO}


def address(person: int) -> str:
    return f"{NAMES[person].split()[0].lower()}@example.com"


def entry(person: int, manager: int | str | None, **rest: object) -> PersonEntry:
    grade = Grade.SENIOR if person == ZHAO else Grade.STAFF
    return PersonEntry(
        at=("people", person),
        email=address(person),
        name=NAMES[person],
        post="Planning",
        department="Marketing",
        branch="Hangzhou",
        manager=address(manager) if isinstance(manager, int) else manager,
        grade=grade,
        **rest,  # type: ignore[arg-type]
    )


def stored(person: int, manager: int | None, *, stands_in_for: int | None = None) -> Stored:
    known = Known(
        id=person,
        email=address(person),
        name=NAMES[person],
        post="Planning",
        addresses=frozenset({f"{person}@former.example"}),
    )
    said = fields_of(entry(person, None))
    return Stored(known=known, fields=said, manager=manager, stands_in_for=stands_in_for)


BEFORE = [stored(person, manager) for person, manager in MANAGERS.items()]


def resolved(*people: PersonEntry, before: list[Stored] = BEFORE) -> Organisation:
    file = Organisation(branches=(), departments=(), people=people)
    known = {address(each.known.id): each.known.id for each in before}
    ids = {each.email: known[each.email] for each in people if each.email in known}
    return with_stand_ins(file, before, Matching(ids=ids, doubts=()))


def manager_of(organisation: Organisation, person: int) -> tuple[str | None, int | None]:
    found = next(each for each in organisation.people if each.name == NAMES[person])
    return found.manager, found.stands_in_for


def test_while_everybody_named_is_there_nobody_stands_in() -> None:
    file = resolved(*(entry(person, manager) for person, manager in MANAGERS.items()))

    assert all(each.stands_in_for is None for each in file.people)
    assert vacancies(file, BEFORE) == ()


def test_the_managers_manager_stands_in_for_who_is_named_and_gone() -> None:
    file = resolved(entry(ZHAO, None), entry(CHEN, LIU), entry(WU, LIU), entry(SUN, ZHAO))

    assert manager_of(file, CHEN) == (address(ZHAO), LIU)
    assert vacancies(file, BEFORE) == (
        Vacancy(manager_id=LIU, manager="Liu Yang", stand_in="Zhao Min", people=("Chen Jie", "Wu Min")),
    )


def test_so_they_do_where_the_file_names_nobody_any_more_or_an_address_of_before() -> None:
    file = resolved(entry(ZHAO, None), entry(CHEN, None), entry(WU, f"{LIU}@former.example"))

    assert manager_of(file, CHEN) == manager_of(file, WU) == (address(ZHAO), LIU)


def test_whoever_stands_in_does_so_until_a_successor_is_named() -> None:
    before = [
        stored(ZHAO, None),
        stored(LIU, ZHAO),
        stored(CHEN, ZHAO, stands_in_for=LIU),
        stored(SUN, ZHAO),
    ]

    again = resolved(entry(ZHAO, None), entry(CHEN, None), entry(SUN, ZHAO), before=before)
    assert manager_of(again, CHEN) == (address(ZHAO), LIU)

    named = resolved(entry(ZHAO, None), entry(CHEN, SUN), entry(SUN, ZHAO), before=before)
    assert manager_of(named, CHEN) == (address(SUN), None)


def test_where_two_leave_at_once_the_next_above_both_stands_in() -> None:
    before = [stored(ZHAO, None), stored(SUN, ZHAO), stored(LIU, SUN), stored(CHEN, LIU)]

    file = resolved(entry(ZHAO, None), entry(CHEN, LIU), before=before)

    assert manager_of(file, CHEN) == (address(ZHAO), LIU)


def test_where_nobody_is_above_nobody_stands_in_and_the_import_goes_on() -> None:
    file = resolved(entry(LIU, ZHAO, roles=()), entry(CHEN, LIU))

    assert manager_of(file, LIU) == (None, ZHAO)
    assert vacancies(file, BEFORE)[0].stand_in is None
    assert "no_manager" not in {each.code for each in check(file, scale=()).problems}


def test_nobody_stands_in_for_somebody_whom_they_report_to() -> None:
    """Liu leaves; Zhao, who was above, reports to Chen by now: Zhao above Chen would be a circle."""
    file = resolved(entry(ZHAO, CHEN), entry(CHEN, LIU), entry(SUN, ZHAO))

    assert manager_of(file, CHEN) == (None, LIU)
    assert "circle" not in {each.code for each in check(file, scale=()).problems}


def test_an_address_that_nobody_ever_had_stays_a_mistake() -> None:
    file = resolved(entry(ZHAO, None), entry(CHEN, "nobody@example.com"))

    assert manager_of(file, CHEN) == ("nobody@example.com", None)
    assert "manager" in {each.code for each in check(file, scale=()).problems}


def test_whoever_led_the_company_needs_no_manager() -> None:
    senior = replace(entry(CHEN, None), grade=Grade.SENIOR)

    assert manager_of(resolved(entry(ZHAO, None), senior), CHEN) == (None, None)


@given(
    managers=st.lists(st.integers(0, 7), min_size=8, max_size=8),
    named=st.lists(st.integers(0, 7), min_size=8, max_size=8),
    gone=st.sets(st.integers(0, 7), max_size=5),
)
def test_nobody_who_is_there_stands_under_who_is_gone_and_no_circle_is_made(
    managers: list[int], named: list[int], gone: set[int]
) -> None:
    """Everybody reports to somebody of a lower number, in the database and in the file, so no circle is there
    before.
    """
    names = {number + 1: f"P{number} x" for number in range(8)}
    NAMES.update({number: name for number, name in names.items() if number not in NAMES})
    before = [
        stored(number + 1, min(above, number - 1) + 1 if number else None)
        for number, above in enumerate(managers)
    ]
    people = [
        entry(number + 1, min(above, number - 1) + 1 if number else None)
        for number, above in enumerate(named)
        if number not in gone
    ]

    file = resolved(*people, before=before)

    present = {each.email for each in file.people}
    assert all(each.manager is None or each.manager in present for each in file.people)
    assert "circle" not in {each.code for each in check(file, scale=()).problems}
