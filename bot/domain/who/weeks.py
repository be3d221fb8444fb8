"""What somebody is to check-ins, feedback, suggestions and the evidence pocket."""

from typing import Any

from bot.domain.people import Person, Role
from bot.domain.weeks.visibility import Reader


def who_reads_it(by: Person | None, digest: Any) -> bool:
    """The manager whose people it is about"""
    return by is not None and by.id == digest.manager.id


def who_keeps_it(by: Person | None, case: Any) -> bool:
    """Whoever keeps it"""
    return by is not None and by.id == case.owner_id


def its_giver(by: Person | None, given: Any) -> bool:
    """Whoever gave it"""
    return by is not None and by.id == given.giver_id


def its_receiver_once_told(by: Person | None, given: Any) -> bool:
    """Whoever it is about, once they were told"""
    return by is not None and by.id == given.receiver_id and given.is_read_by(Reader.RECEIVER)


def the_receivers_manager(by: Person | None, given: Any) -> bool:
    """The manager of whoever it is about"""
    return by is not None and by.id == given.manager_id and given.is_read_by(Reader.MANAGER)


def hr_for_others(by: Person | None, given: Any) -> bool:
    """HR, of others than themselves"""
    is_hr = by is not None and by.has(Role.HR) and by.id != given.receiver_id
    return is_hr and given.is_read_by(Reader.HR)


def their_manager(by: Person | None, person: Any) -> bool:
    """Their manager"""
    return by is not None and by.id == person.manager_id


def hr_but_themselves(by: Person | None, person: Any) -> bool:
    """HR, of others than themselves"""
    return by is not None and by.has(Role.HR) and by.id != person.id


def who_answers_it(by: Person | None, suggestion: Any) -> bool:
    """The head of department to whom it goes; where there is none, HR"""
    return by is not None and by.id in suggestion.answering
