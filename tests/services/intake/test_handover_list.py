"""What lies with developers: to a developer theirs, to the desk all, page by page."""

from datetime import date, timedelta

import pytest

from bot.domain.home import Section
from bot.domain.intake.way import State as RequestState
from bot.domain.people import Role
from bot.errors import Refusal
from bot.services.home import home_facts
from bot.services.intake.handover_list import handed_to, list_handed
from storage.unit import Store
from tests.builders.briefs import briefed
from tests.builders.handovers import handed_over
from tests.builders.intake import MORNING
from tests.builders.people import WEBSITE, Company, person
from tests.builders.world import World


def handed(world: World, store: Store, people: Company, view: str, due_on: date | None = None) -> int:
    minutes = int(view.removeprefix("V"))
    at = MORNING + timedelta(minutes=minutes)
    number = world.request_at(RequestState.ACCEPTED, submission=view, at=at).id
    briefed(store, number, world.acting(people.product_manager))
    handed_over(store, people, number, due_on=due_on)
    return number


def test_a_developer_sees_theirs_and_the_desk_all_what_is_wanted_first_on_top(
    world: World, store: Store, people: Company
) -> None:
    late = handed(world, store, people, "V1")
    soon = handed(world, store, people, "V2", due_on=date(2027, 12, 3))
    other = person(store, "Tang Yi", department=WEBSITE, roles=(Role.DEVELOPER,), kpis=())

    theirs, all_of_them, none = (
        list_handed(world.acting(each)) for each in (people.developer, people.product_manager, other)
    )

    assert [each.request_id for each in theirs.lines] == [soon, late]
    assert (theirs.of_all, all_of_them.of_all) == (False, True)
    assert [each.request_id for each in all_of_them.lines] == [soon, late]
    assert (none.lines, none.span.total) == ((), 0)
    with pytest.raises(Refusal, match=r"handover\.list_is_not_yours"):
        list_handed(world.acting(people.employee))


def test_a_page_that_is_gone_is_the_last(world: World, store: Store, people: Company) -> None:
    handed(world, store, people, "V1")

    page = list_handed(world.acting(people.developer), page=7)

    assert (page.span.page, len(page.lines)) == (1, 1)


def test_developers_have_theirs_on_their_home(world: World, store: Store, people: Company) -> None:
    assert Section.HANDED not in home_facts(world.acting(people.developer)).of
    number = handed(world, store, people, "V1")

    found = home_facts(world.acting(people.developer)).of[Section.HANDED]

    assert [each.request_id for each in found.lines] == [number]
    with store.read() as unit:
        line = handed_to(unit, number)
    assert line is not None
    assert (line.assignee.name, line.stage.key) == ("He Jun", "sent")
