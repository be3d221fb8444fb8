"""A channel that is not there is known before anything is posted in it, told once, and settled by itself."""

from collections.abc import Mapping

import pytest

from bot.domain.concerns import Cause
from bot.services.channels import is_one_missed, take_memberships
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.people import Company
from tests.builders.told import told

BOTH = {"website-requests": True, "developers": True}


def missed(store: Store) -> list[tuple[Cause, str]]:
    with store.read() as unit:
        return list(unit.concerns.open_of(Cause))


@pytest.mark.parametrize(
    ("joined", "cause"),
    [
        ({"website-requests": True}, Cause.CHANNEL_GONE),
        ({**BOTH, "developers": False}, Cause.NOT_IN_CHANNEL),
    ],
)
def test_what_is_wrong_is_told_once_and_settled_when_it_is_mended(
    store: Store, people: Company, joined: Mapping[str, bool], cause: Cause
) -> None:
    company = acting(store, by=None)
    for _ in range(2):
        take_memberships(company, joined)

    assert missed(store) == [(cause, "channel:developers/developers")]
    assert [kind for kind, _ in told(store)] == ["ConcernsChanged"]
    assert is_one_missed(company)

    take_memberships(company, BOTH)

    assert not is_one_missed(company)


def test_one_that_is_there_without_steward_is_not_said_to_be_gone(store: Store, people: Company) -> None:
    company = acting(store, by=None)

    take_memberships(company, {"website-requests": True})
    take_memberships(company, {**BOTH, "developers": False})

    assert missed(store) == [(Cause.NOT_IN_CHANNEL, "channel:developers/developers")]


def test_where_both_are_there_nobody_hears_anything(store: Store, people: Company) -> None:
    take_memberships(acting(store, by=None), BOTH)

    assert told(store) == []
