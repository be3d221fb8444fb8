"""Who reads a private request, and who a public one."""

from dataclasses import replace

import pytest

from bot.domain.intake.visibility import may_read
from bot.domain.people import Person, Role
from tests.builders.intake import facts
from tests.builders.people import CHEN, LIU, SUN, WU

PUBLIC = facts()
PRIVATE = replace(PUBLIC, is_private=True)
"""Of Chen Jie, with Sun Li."""


def with_role(role: Role) -> Person:
    return replace(WU, roles=frozenset({role}))


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (CHEN, True),
        (replace(SUN, roles=frozenset()), True),
        (with_role(Role.PRODUCT_MANAGER), True),
        (with_role(Role.ADMIN), False),
        (with_role(Role.HR), False),
        (with_role(Role.DEVELOPER), False),
        (LIU, False),
        (WU, False),
        (None, False),
    ],
    ids=["requester", "owner", "product manager", "admin", "HR", "developer", "manager", "other", "nobody"],
)
def test_a_private_request_is_read_by_three_and_a_public_one_may_stand_before_anybody(
    who: Person | None, may: bool
) -> None:
    assert may_read(PRIVATE, who) is may
    assert may_read(PUBLIC, who)


def test_an_admin_who_is_a_product_manager_too_reads_it() -> None:
    assert may_read(PRIVATE, replace(WU, roles=frozenset({Role.ADMIN, Role.PRODUCT_MANAGER})))
