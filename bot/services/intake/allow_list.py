"""A developer names colleagues who may always mention them."""

from collections.abc import Sequence

from bot.domain.access import Deed, require
from bot.domain.intake.allow_list import AllowList, check_allowed
from bot.errors import Refusal
from bot.services.acting import Acting
from storage.unit import Unit


def who_may_ping(acting: Acting) -> AllowList:
    """Whom one has named. Raises Refusal("pings.not_a_developer")."""
    _require(acting)
    with acting.store.read() as unit:
        return _listed(unit, acting)


def allow(acting: Acting, *, accounts: Sequence[str]) -> AllowList:
    """From now on these colleagues (Slack accounts) may, and nobody else.

    Raises Refusal: pings.not_a_developer, and what `check_allowed` raises.
    """
    _require(acting)
    by = acting.person
    with acting.store.begin() as unit:
        people = check_allowed([unit.people.by_slack_id(each) for each in dict.fromkeys(accounts)], by=by)
        unit.allow_lists.choose(by.id, [each.id for each in people])
        unit.homes.concern_own(by.id)
        return AllowList(developer=by, allowed=people)


def _listed(unit: Unit, acting: Acting) -> AllowList:
    people = unit.people.values(unit.allow_lists.of(acting.person.id))
    there = sorted((each for each in people if each.is_active), key=lambda each: each.id)
    return AllowList(developer=acting.person, allowed=tuple(there))


def _require(acting: Acting) -> None:
    require(Deed.CHOOSE_PINGS, acting.by, refuse=lambda: Refusal("pings.not_a_developer"))
