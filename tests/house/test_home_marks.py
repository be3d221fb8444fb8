"""Whatever changes what stands on somebody's open Home marks it in the same transaction: it is drawn anew."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select

from bot.domain.home import Section
from bot.domain.intake.way import Event as RequestEvent
from bot.domain.people import Person
from bot.services.acting import Acting
from bot.services.home import home_facts, open_home
from bot.services.people.away import come_back, go_away
from storage.models.home import HomeStaleRow
from storage.models.people import PersonRow
from tests.builders.acting import acting
from tests.builders.feedback import prepared
from tests.builders.intake import seen_by
from tests.house import agreeing
from tests.house.asking import CHEN, HE, LIU, PEOPLE, SUN, House
from tests.house.test_every_review_state import DONE, ON_TIME

Deed = Callable[[House], object]


def passes_a_day(house: House) -> None:
    house.let_pass(house.now + timedelta(days=1))


def by(house: House, name: str) -> Acting:
    return acting(house.store, by=house.who(name), now=house.now)


GOALS: Mapping[str, Deed] = {
    "goals are asked for": agreeing.opens_goals,
    "a day passes": passes_a_day,
    "a sheet is sent": agreeing.sends,
    "it is taken back": agreeing.takes_back,
    "it is sent once more": agreeing.sends,
    "it is adjusted": agreeing.adjusts,
    "it is confirmed": lambda house: agreeing.signs(house, CHEN),
    "somebody else leads": lambda house: house.is_led_by(CHEN, HE),
    "as before": lambda house: house.is_led_by(CHEN, LIU),
}


def approved_after_a_word(house: House) -> str:
    """No score surprises them."""
    prepared(house.store, by=house.who(LIU), about=house.who(CHEN))
    return house.approves()


REVIEWS: Mapping[str, Deed] = {
    "a quarter is opened": House.opens_quarter,
    "a day passes": passes_a_day,
    "a self-score is handed in": House.hands_in,
    "a score is adjusted": House.adjusts,
    "more is asked": House.asks,
    "it is handed in again": House.hands_in,
    "somebody else leads": lambda house: house.is_led_by(CHEN, HE),
    "as before": lambda house: house.is_led_by(CHEN, LIU),
    "somebody leaves": lambda house: house.leaves(CHEN),
    "and is back": lambda house: house.returns(CHEN),
    "whose move it is is away": lambda house: go_away(by(house, LIU), said="until tomorrow"),
    "and is back, too": lambda house: come_back(by(house, LIU)),
    "it is approved": approved_after_a_word,
}
REQUESTS: Mapping[str, Deed] = {
    "a request is filed": House.files,
    "something is asked about it": lambda house: house.takes(RequestEvent.ASK),
    "it is answered": House.writes,
    "it is accepted": lambda house: house.takes(RequestEvent.ACCEPT),
    "it becomes private": lambda house: seen_by(
        house.store, 1, RequestEvent.HIDE, house.who(CHEN), now=house.now
    ),
    "and public again": lambda house: seen_by(
        house.store, 1, RequestEvent.SHOW, house.who(CHEN), now=house.now
    ),
    "the desk is somebody else's": lambda house: house.leaves(SUN),
    "so is the request": House.hands_over_what_was_left,
}
STORIES = {"goals": GOALS, "reviews": REVIEWS, "requests": REQUESTS}


@pytest.mark.parametrize("story", STORIES)
def test_nobodys_home_is_left_as_it_was(
    empty_house: House, twin: Callable[[House], House], story: str
) -> None:
    house = twin(empty_house)
    house.now = ON_TIME
    forgotten = {name: missed for name, deed in STORIES[story].items() if (missed := _unmarked(house, deed))}

    assert forgotten == {}


def test_a_change_that_marks_nobody_is_found(empty_house: House, twin: Callable[[House], House]) -> None:
    house = twin(empty_house)

    def renames(house: House) -> None:
        with house.store.begin() as unit:
            unit.session.get_one(PersonRow, house.who(CHEN).id).name = "Chen Jie the Elder"

    assert _unmarked(house, renames) == {LIU: [Section.TEAM], CHEN: [Section.OWED]}


def _unmarked(house: House, deed: Deed) -> Mapping[str, list[Section]]:
    """Whose Home shows something else after the deed and was not marked by it, and where."""
    people = [house.who(each.name) for each in PEOPLE]
    for each in people:
        open_home(acting(house.store, by=each, now=house.now))
    with house.store.begin() as unit:
        unit.session.execute(delete(HomeStaleRow))
    begun = house.now
    before = {each.name: _shown(house, each, begun) for each in people}
    came = deed(house)
    assert not isinstance(came, str) or came == DONE
    with house.store.read() as unit:
        marked = set(unit.session.scalars(select(HomeStaleRow.person_id)))
    after = {each.name: _shown(house, each, begun) for each in people}
    changed = {each.name: _other_parts(before[each.name], after[each.name]) for each in people}
    return {each.name: changed[each.name] for each in people if each.id not in marked and changed[each.name]}


def _other_parts(before: Mapping[Section, Any], after: Mapping[Section, Any]) -> list[Section]:
    return [part for part in Section if before.get(part) != after.get(part)]


def _shown(house: House, person: Person, now: datetime) -> Mapping[Section, Any]:
    return home_facts(acting(house.store, by=person, now=now)).of
