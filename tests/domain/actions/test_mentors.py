"""Who can be asked to be a mentor, and in which order."""

from dataclasses import replace

from bot.domain.actions.mentors import Mentor, ranked, to_ask
from tests.builders.people import CHEN, LIU, WU, someone


def test_whoever_has_fewest_pairings_stands_first_of_these_the_own_department() -> None:
    far = replace(someone(20, "An Qi"), department="Technical")
    gone = replace(someone(21, "Bo Lin"), left_on=WU.joined_on or CHEN.joined_on)
    unlinked = replace(someone(22, "Cai Wen"), slack_id=None)
    busy = someone(23, "Ai Ding")

    found = ranked(
        [CHEN, LIU, WU, far, busy, replace(gone, slack_id=None), unlinked],
        {busy.id: 1},
        leaving_out={CHEN.id, LIU.id},
        near=CHEN.department,
        most=2,
    )

    assert [(each.person.name, each.load) for each in found] == [("Wu Min", 0), ("An Qi", 0), ("Ai Ding", 1)]


def test_a_menu_offers_nobody_who_has_as_many_as_they_take_and_holds_a_hundred() -> None:
    full = Mentor(person=WU, load=2, most=2)
    many = [Mentor(person=someone(100 + number, "An Qi"), load=0, most=2) for number in range(120)]

    assert full.is_full
    assert to_ask([full]) == ()
    assert len(to_ask(many)) == 100
