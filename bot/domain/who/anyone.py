"""Whom one's place in the organisation lets in, whatever it is about."""

from typing import Any

from bot.domain.people import Person, Role


def anybody(_by: Person | None, _about: Any) -> bool:
    """Everybody in the organisation"""
    return True


def the_company(by: Person | None, _about: Any) -> bool:
    """Whoever runs Steward's command line, and Steward's own jobs"""
    return by is None


def hr(by: Person | None, _about: Any) -> bool:
    """HR"""
    return by is not None and by.has(Role.HR)


def admins(by: Person | None, _about: Any) -> bool:
    """Admins"""
    return by is not None and by.has(Role.ADMIN)


def product_managers(by: Person | None, _about: Any) -> bool:
    """Product managers"""
    return by is not None and by.has(Role.PRODUCT_MANAGER)


def developers(by: Person | None, _about: Any) -> bool:
    """Developers"""
    return by is not None and by.has(Role.DEVELOPER)
