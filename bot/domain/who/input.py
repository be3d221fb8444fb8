"""What somebody is to input about a colleague."""

from typing import Any

from bot.domain.people import Person, Role


def who_manages_them(by: Person | None, about: Any) -> bool:
    """Whoever manages them now"""
    return by is not None and by.id == about.manager_id and by.id != about.employee_id


def hr_about_others(by: Person | None, about: Any) -> bool:
    """HR, about anybody who is not of HR"""
    return by is not None and by.has(Role.HR) and by.id != about.employee_id and not about.is_hr


def who_was_asked(by: Person | None, asked: Any) -> bool:
    """Whoever was asked"""
    return by is not None and by.id in asked.givers
