"""People: who is there, and what they do beside their post."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.people import Role, known_roles
from tests.builders.approval import CHEN


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], set()),
        (["hr", "admin"], {Role.HR, Role.ADMIN}),
        (["hr", "hr"], {Role.HR}),
        (["hr", "treasurer"], {Role.HR}),  # a newer version wrote that
        (["HR", ""], set()),
    ],
)
def test_of_the_roles_that_were_written_those_that_are_known_count(
    names: list[str], expected: set[Role]
) -> None:
    assert known_roles(names) == expected


def test_somebody_has_the_roles_that_they_were_given() -> None:
    both = replace(CHEN, roles=frozenset({Role.HR, Role.ADMIN}))

    assert [role for role in Role if both.has(role)] == [Role.HR, Role.ADMIN]
    assert [role for role in Role if CHEN.has(role)] == []


def test_who_has_left_is_not_active_and_who_lost_their_account_is() -> None:
    assert CHEN.is_active
    assert not replace(CHEN, left_on=date(2026, 11, 23)).is_active
    assert replace(CHEN, deactivated_on=date(2026, 11, 23)).is_active
