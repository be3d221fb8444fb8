"""What somebody is to a review, or to whoever it is about."""

from typing import Any

from bot.domain.people import Person, Role


def its_employee(by: Person | None, review: Any) -> bool:
    """The employee whose review it is"""
    return by is not None and by.id == review.employee_id


def its_employee_once_released(by: Person | None, review: Any) -> bool:
    """The employee whose review it is, once it is approved"""
    return its_employee(by, review) and review.stage.released


def its_manager(by: Person | None, review: Any) -> bool:
    """The manager who has the review"""
    return by is not None and by.id == review.manager_id


def its_manager_once_handed_in(by: Person | None, review: Any) -> bool:
    """The manager who has the review, once there is a self-score"""
    return its_manager(by, review) and review.stage.handed_in


def who_looks_again(by: Person | None, review: Any) -> bool:
    """Whoever takes the second look at it, once the manager has approved it"""
    return by is not None and by.id in review.lookers and review.stage.decided


def who_decides_it(by: Person | None, review: Any) -> bool:
    """The manager who has the review, or who has it for them while they are on leave"""
    return by is not None and by.id == review.decider_id and by.id != review.employee_id


def its_delegate(by: Person | None, review: Any) -> bool:
    """Whoever has it for the manager while they are on leave"""
    return by is not None and by.id == review.delegate_id and by.id != review.employee_id


def whose_place_it_is(by: Person | None, delegation: Any) -> bool:
    """The manager in whose place somebody is"""
    return by is not None and by.id == delegation.manager_id


def had_it_before(by: Person | None, review: Any) -> bool:
    """Whoever had it before it went over to another manager"""
    return by is not None and by.id in review.former


def who_has_a_seat(by: Person | None, review: Any) -> bool:
    """Whoever takes the second look at it, or has sent it back"""
    return by is not None and by.id in review.lookers


def who_heads_them(by: Person | None, about: Any) -> bool:
    """Whoever heads the employee's department, never for themselves"""
    return by is not None and by.id in about.heads and by.id != about.employee_id


def hr_for_another(by: Person | None, about: Any) -> bool:
    """HR, in place of an absent manager and on record; never for themselves"""
    return by is not None and by.has(Role.HR) and by.id != about.employee_id


def hr_outside_hr(by: Person | None, about: Any) -> bool:
    """HR, but of nobody in HR: they would read each other's scores"""
    return by is not None and by.has(Role.HR) and not about.is_hr


def hr_on_record(by: Person | None, glance: Any) -> bool:
    """HR, as anybody but themselves, and never at a review of somebody in HR"""
    if by is None or not by.has(Role.HR):
        return False
    return glance is None or (glance.whom.id != by.id and not glance.employee.has(Role.HR))


def who_holds_it(by: Person | None, talk: Any) -> bool:
    """Whoever is to talk with the employee about the result: the manager, or who came after them"""
    return by is not None and by.id == talk.holder_id and by.id != talk.employee_id


def who_judges_it(by: Person | None, talk: Any) -> bool:
    """Whoever decides about an appeal: of HR, or above, and without a part in the score"""
    return by is not None and by.id == talk.judge_id and talk.stage.appealed
