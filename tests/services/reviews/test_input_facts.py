"""What a form of input keeps, and who asked before whom."""

from bot.domain.drafts import Form
from bot.services.reviews.input import ask_more
from bot.services.reviews.input_facts import asked_typed, keep_answers, keep_asked, keep_more, open_input
from tests.builders.world import World
from tests.services.reviews.test_input import NOW, asks, five, gives


def test_what_was_typed_and_not_sent_is_there_again_until_it_is_sent(world: World) -> None:
    who = five(world)
    request = asks(world, who)
    giver = world.acting(who[0], at=NOW)
    keep_answers(giver, request_id=request.id, typed={"answers": ["half"]})
    facts, typed = open_input(giver, request_id=request.id)
    assert typed == {"answers": ["half"]}
    assert (facts.manager, facts.hr_reads) == (world.people.manager, True)

    gives(world, who[0], request, "whole")
    facts, typed = open_input(giver, request_id=request.id)
    assert (typed, facts.mine.answers) == ({}, ("whole",))

    manager, about = world.acting(world.people.manager, at=NOW), world.people.employee.id
    keep_asked(manager, about_id=about, typed={"own": "And?"})
    assert asked_typed(manager, form=Form.INPUT_ASKED, subject_id=about) == {"own": "And?"}

    who_else = [world.people.hr.slack_id or ""]
    more = {"who": who_else, "until": "2027-01-20"}
    keep_more(manager, request_id=request.id, typed=more)
    assert asked_typed(manager, form=Form.INPUT_MORE, subject_id=request.id) == more
    ask_more(manager, request_id=request.id, who=who_else, until="2027-01-20")
    assert asked_typed(manager, form=Form.INPUT_MORE, subject_id=request.id) == {}
