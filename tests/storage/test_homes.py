"""Which Homes are drawn anew, by whom, and that no mark is lost."""

from datetime import UTC, datetime, timedelta

from bot.domain.home import Look, Tab
from storage.homes import ToDraw
from storage.unit import Store
from tests.builders.people import Company

NOW = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
LEASE = timedelta(seconds=30)
RECHECK = timedelta(minutes=10)


def opened(store: Store, person_id: int, *, oversees: bool = False, at: datetime = NOW) -> None:
    with store.begin() as unit:
        unit.homes.open(person_id, oversees=oversees, until=at + HOUR)


def concern(store: Store, *people: int) -> None:
    with store.begin() as unit:
        unit.homes.concern(people)


def claim(
    store: Store, *, at: datetime = NOW, drawn: tuple[int, ...] = (), failed: tuple[int, ...] = ()
) -> list[ToDraw]:
    with store.begin() as unit:
        return unit.homes.claim(now=at, lease=LEASE, recheck=RECHECK, limit=10, drawn=drawn, failed=failed)


def draw(store: Store, *, at: datetime = NOW) -> list[int]:
    """All that is due; returns whose."""
    claims = claim(store, at=at)
    with store.begin() as unit:
        for each in claims:
            unit.homes.drawn(each, shows="x", now=at)
    return [each.person_id for each in claims]


def test_what_was_just_opened_is_drawn_once(store: Store, people: Company) -> None:
    chen = people.employee.id
    opened(store, chen)

    assert draw(store) == [chen]
    assert draw(store) == []


def test_only_those_concerned_and_those_who_oversee_it_are_drawn_anew(store: Store, people: Company) -> None:
    chen, wu, hr = people.employee.id, people.colleague.id, people.hr.id
    for each in (chen, wu):
        opened(store, each)
    opened(store, hr, oversees=True)
    draw(store)

    concern(store, chen, people.manager.id)

    assert set(draw(store)) == {chen, hr}
    assert draw(store) == []


def test_what_concerns_somebody_concerns_their_manager(store: Store, people: Company) -> None:
    chen, liu, wu = people.employee.id, people.manager.id, people.colleague.id
    for each in (chen, liu, wu):
        opened(store, each)
    draw(store)

    concern(store, chen)

    assert set(draw(store)) == {chen, liu}


def test_what_concerns_a_team_concerns_whoever_reports(store: Store, people: Company) -> None:
    chen, liu, wu, hr = people.employee.id, people.manager.id, people.colleague.id, people.hr.id
    for each in (chen, liu, wu, hr):
        opened(store, each)
    draw(store)

    with store.begin() as unit:
        unit.homes.concern_their_team([liu])

    assert set(draw(store)) == {chen, liu, wu}


def test_what_is_ones_own_concerns_nobody_else(store: Store, people: Company) -> None:
    chen, liu, hr = people.employee.id, people.manager.id, people.hr.id
    opened(store, chen)
    opened(store, liu)
    opened(store, hr, oversees=True)
    draw(store)

    with store.begin() as unit:
        unit.homes.concern_own(chen)

    assert draw(store) == [chen]
    with store.read() as unit:
        assert (unit.homes.is_open(chen), unit.homes.is_open(people.colleague.id)) == (True, False)


def test_a_change_that_is_undone_marks_nobody(store: Store, people: Company) -> None:
    opened(store, people.employee.id)
    draw(store)

    try:
        with store.begin() as unit:
            unit.homes.concern([people.employee.id])
            raise LookupError
    except LookupError:
        pass

    assert draw(store) == []


def test_what_changes_while_a_home_is_drawn_has_it_drawn_again(store: Store, people: Company) -> None:
    chen = people.employee.id
    opened(store, chen)
    concern(store, chen)
    (first,) = claim(store)

    concern(store, chen)
    assert claim(store) == []  # one draws it, nobody else does
    with store.begin() as unit:
        unit.homes.drawn(first, shows="x", now=NOW)

    assert draw(store) == [chen]
    assert draw(store) == []


def test_a_process_that_died_leaves_the_home_to_others(store: Store, people: Company) -> None:
    chen = people.employee.id
    opened(store, chen)
    claim(store)

    assert [each.person_id for each in claim(store, at=NOW + LEASE)] == [chen]


def test_nobodys_home_is_kept_right_for_ever(store: Store, people: Company) -> None:
    chen = people.employee.id
    opened(store, chen)
    draw(store)
    with store.begin() as unit:
        unit.homes.keep_open(chen, until=NOW + 2 * HOUR)

    concern(store, chen)
    assert draw(store, at=NOW + HOUR + LEASE) == [chen]

    concern(store, chen)
    assert draw(store, at=NOW + 2 * HOUR) == []
    with store.begin() as unit:
        unit.homes.close(now=NOW + 2 * HOUR)
    opened(store, chen, at=NOW + 3 * HOUR)
    assert draw(store, at=NOW + 3 * HOUR) == [chen]


def test_an_open_home_is_looked_at_now_and_then_for_hours_pass(store: Store, people: Company) -> None:
    chen = people.employee.id
    opened(store, chen)
    draw(store)

    assert draw(store, at=NOW + RECHECK - LEASE) == []
    assert draw(store, at=NOW + RECHECK) == [chen]


def test_what_a_reader_opens_comes_first_and_at_once(store: Store, people: Company) -> None:
    chen, wu = people.employee.id, people.colleague.id
    for each in (chen, wu):
        opened(store, each)
    draw(store)
    concern(store, chen, wu)

    with store.begin() as unit:
        unit.homes.look_at(wu, Look(tab=Tab.GOALS), oversees=False, until=NOW + HOUR)

    assert [each.person_id for each in claim(store, drawn=(chen, wu))] == [wu]


def test_what_could_not_be_drawn_waits(store: Store, people: Company) -> None:
    chen = people.employee.id
    opened(store, chen)
    claim(store)
    with store.begin() as unit:
        unit.homes.let_go(chen)

    assert claim(store, failed=(chen,)) == []
    assert draw(store) == [chen]


def test_what_was_opened_last_is_remembered(store: Store, people: Company) -> None:
    chen = people.employee.id
    with store.begin() as unit:
        unit.homes.look_at(chen, Look(tab=Tab.GOALS, page=3), oversees=False, until=NOW + HOUR)

    opened(store, chen, at=NOW + 5 * HOUR)

    with store.read() as unit:
        assert unit.homes.look(chen) == Look(tab=Tab.GOALS, page=3)
        assert unit.homes.look(people.colleague.id) == Look()
