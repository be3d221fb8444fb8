"""Whoever's file was looked at sees who did, the newest first, by pages; nobody else does."""

from datetime import timedelta

from bot.domain.home import Section
from bot.domain.privacy.looks import PAGE, What
from bot.domain.reviews.view_as import Side
from bot.domain.reviews.way import State
from bot.services.home import home_facts
from bot.services.privacy.looks import read_looks
from messages.catalog import Words
from messages.home.view import home_view
from messages.privacy.looks_modal import SAYS, looks_modal
from tests.builders.world import FRIDAY, QUARTER, World


def test_every_kind_of_look_stands_there_by_pages(world: World) -> None:
    chen, hr = world.people.employee, world.people.hr
    review = world.review_at(State.RELEASED)
    assert read_looks(world.acting(chen)).total == 0
    with world.store.begin() as unit:
        for number in range(PAGE):
            unit.gates.note(chen.id, by_id=hr.id, at=FRIDAY + timedelta(minutes=number))
        for side in (Side.CALIBRATION, Side.MATRIX):
            unit.views_as.note_named({review.id: chen.id}, side=side, by=hr, at=FRIDAY + timedelta(hours=1))

    first, second = (read_looks(world.acting(chen), page=page) for page in (1, 99))

    assert (first.total, first.pages, len(first.found)) == (PAGE + 2, 2, PAGE)
    assert {each.what for each in first.found[:2]} == {What.CALIBRATION, What.MATRIX}
    assert {each.period for each in first.found[:2]} == {QUARTER}
    assert (second.page, [each.by for each in second.found]) == (2, [hr.name, hr.name])
    assert read_looks(world.acting(world.people.manager)).total == 0


def test_it_stands_on_home_and_in_a_form(world: World) -> None:
    chen = world.people.employee
    assert set(SAYS) == set(What)
    for looked in (False, True):
        if looked:
            with world.store.begin() as unit:
                unit.gates.note(chen.id, by_id=world.people.hr.id, at=FRIDAY)
        words = Words(locale="en-US", timezone="Asia/Shanghai", now=FRIDAY)
        facts = home_facts(world.acting(chen))
        assert facts.of[Section.LOOKS] == int(looked)
        said = str(home_view(words, facts))
        assert ("Nobody has looked" in said) is not looked
        modal = str(looks_modal(words, read_looks(world.acting(chen))))
        assert (world.people.hr.name in modal) is looked
