"""What a form of input keeps, and who asked before whom."""

from bot.domain.drafts import Form
from bot.services.reviews.input_facts import asked_typed, keep_input_typed, open_input
from tests.builders.world import World
from tests.services.reviews.test_input import NOW, asks, five, gives


def test_what_was_typed_and_not_sent_is_there_again_until_it_is_sent(world: World) -> None:
    who = five(world)
    request = asks(world, who)
    giver = world.acting(who[0], at=NOW)
    keep_input_typed(giver, form=Form.INPUT, subject_id=request.id, typed={"answers": ["half"]})
    facts, typed = open_input(giver, request_id=request.id)
    assert typed == {"answers": ["half"]}
    assert (facts.manager, facts.hr_reads) == (world.people.manager, True)

    gives(world, who[0], request, "whole")
    facts, typed = open_input(giver, request_id=request.id)
    assert (typed, facts.mine.answers) == ({}, ("whole",))

    manager, about = world.acting(world.people.manager, at=NOW), world.people.employee.id
    keep_input_typed(manager, form=Form.INPUT_ASKED, subject_id=about, typed={"own": "And?"})
    assert asked_typed(manager, about_id=about) == {"own": "And?"}
