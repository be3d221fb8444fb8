"""Who asks for input about somebody, who gives it, and who reads it."""

from bot.domain.access import Deed
from bot.domain.reviews.input import AskedForInput, InputAbout
from tests.builders.deeds import EVERYBODY, who_may
from tests.builders.people import CHEN, LIU

ABOUT = InputAbout(employee_id=CHEN.id, manager_id=LIU.id, is_hr=False)


OF_INPUT = {Deed.ASK_FOR_INPUT: {"liu", "hr"}, Deed.READ_INPUT: {"liu", "hr"}, Deed.GIVE_INPUT: {"chen"}}


def test_it_is_for_the_manager_of_now_and_hr_and_of_hr_for_their_manager_alone() -> None:
    for deed in (Deed.ASK_FOR_INPUT, Deed.READ_INPUT):
        assert who_may(deed, ABOUT) == OF_INPUT[deed]
        hr = EVERYBODY["hr"]
        of_hr = InputAbout(employee_id=hr.id, manager_id=LIU.id, is_hr=True)
        assert who_may(deed, of_hr) == {"liu"}


def test_it_is_given_by_whoever_was_asked() -> None:
    assert who_may(Deed.GIVE_INPUT, AskedForInput(givers=frozenset({CHEN.id}))) == OF_INPUT[Deed.GIVE_INPUT]
