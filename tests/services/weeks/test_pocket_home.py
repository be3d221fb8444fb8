"""What Home tells of a pocket."""

from bot.domain.home import Section
from bot.services.home import home_facts, open_home
from bot.services.weeks.pocket import edit_note, move_case, remove_case
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.homes import drawn
from tests.builders.people import Company
from tests.builders.pockets import CONVERSION, TEAMWORK_3, kept, written


def test_ones_own_pocket_stands_on_ones_own_home_alone(store: Store, people: Company) -> None:
    for number in range(2):
        kept(store, people.employee, f"Case {number}", ts=f"{number}.1")
    kept(store, people.employee, "Conversion", place=CONVERSION, ts="5.1")

    facts = home_facts(acting(store, by=people.employee)).of[Section.POCKET]

    assert [(group.place.value, group.count) for group in facts.groups] == [
        (CONVERSION.value, 1),
        (TEAMWORK_3.value, 2),
    ]
    assert (facts.total, facts.more_groups) == (3, 0)
    assert [case.words for case in facts.newest] == ["Conversion", "Case 1", "Case 0"]
    for other in people.everyone:
        if other != people.employee:
            assert Section.POCKET not in home_facts(acting(store, by=other)).of


def test_of_many_headings_some_stand_there_and_how_many_more(store: Store, people: Company) -> None:
    for number in range(10):
        title = {"en": f"Heading {number}"}
        place = type(CONVERSION)(kind=CONVERSION.kind.OWN, key=f"heading {number}", name=title)
        written(store, people.employee, place=place)

    facts = home_facts(acting(store, by=people.employee)).of[Section.POCKET]

    assert (len(facts.groups), facts.more_groups, facts.total, len(facts.newest)) == (8, 2, 10, 3)


def test_an_open_home_is_drawn_anew_whatever_is_done_to_the_pocket(store: Store, people: Company) -> None:
    chen = acting(store, by=people.employee)
    open_home(chen)
    case = written(store, people.employee)

    for change in (
        lambda: edit_note(chen, case_id=case.id, note="mine"),
        lambda: move_case(chen, case_id=case.id, value=CONVERSION.value, title=""),
        lambda: remove_case(chen, case_id=case.id),
        lambda: written(store, people.employee, "Another"),
    ):
        drawn(store)
        assert drawn(store) == []
        change()
        assert drawn(store) == [people.employee.id]
