"""What somebody is to improvement actions."""

from typing import Any

from bot.domain.people import Person, Role


def whoever_they_are(by: Person | None, whose: Any) -> bool:
    """They themselves"""
    return by is not None and by.id == whose.id


def who_is_above(by: Person | None, whose: Any) -> bool:
    """Their manager's manager"""
    return by is not None and by.id == whose.above_id


def whose_it_is(by: Person | None, action: Any) -> bool:
    """For whom it is"""
    return by is not None and by.id == action.person_id


def who_does_it(by: Person | None, action: Any) -> bool:
    """Who does it; a mentor once they have taken it on"""
    return by is not None and by.id == action.owner_id and not action.stage.asked


def who_is_asked(by: Person | None, action: Any) -> bool:
    """The mentor who is asked"""
    return by is not None and by.id == action.owner_id and action.kind == "mentoring"


def hr_who_offered_it(by: Person | None, action: Any) -> bool:
    """HR who offered it, until it is taken up"""
    is_taken_up = action.stage.open or action.stage.done
    is_theirs = by is not None and by.id == action.written_by_id != action.person_id
    return by is not None and by.has(Role.HR) and is_theirs and not is_taken_up


def who_is_offered_it(by: Person | None, action: Any) -> bool:
    """To whom a training is offered"""
    return by is not None and by.id == action.person_id and action.kind == "training"
