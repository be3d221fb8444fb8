"""Whom of those that a message names its writer is pointed away from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.intake.ping_scope import UserGroup
from bot.domain.intake.pings import is_emergency, is_shielded, passes
from bot.domain.people import Person, Role
from bot.services.acting import Acting
from bot.services.intake.duty import find_on_duty
from bot.services.intake.markup import people_named, seen_by_people
from storage.unit import Unit


@dataclass(frozen=True, kw_only=True)
class Called:
    """Developers and groups of developers whom a message should not have named, in its order.

    `members`: the developers in those groups. `focus_until`: until all of them are in focus, where they are.
    """

    developers: tuple[Person, ...]
    groups: tuple[UserGroup, ...]
    members: tuple[Person, ...]
    focus_until: datetime | None


def called_developers(
    unit: Unit, markup: str, calls: Sequence[str], acting: Acting, *, channel: str
) -> Called | None:
    """Those of the people and groups called (Slack ids) whom the writer is pointed away from.

    None where the message may pass: it names none, it is an emergency, its channel is exempt, or nobody has
    the desk to whom they could be pointed.
    """
    named = [each for each in people_named(unit, calls).values() if each.has(Role.DEVELOPER)]
    groups = _groups(unit, calls, acting)
    duty = find_on_duty(unit, policy=acting.policy, now=acting.now) if named or groups else None
    if duty is None or unit.ping_scope.is_exempt(channel):
        return None
    developers, focus_until = _in_peace(unit, named, acting, on_duty=duty)
    if not developers and not groups:
        return None
    if is_emergency(seen_by_people(unit, markup), acting.policy.intake.emergency_words):
        return None
    accounts = dict.fromkeys(account for group in groups for account in group.members)
    members = [each for each in people_named(unit, tuple(accounts)).values() if each.has(Role.DEVELOPER)]
    return Called(
        developers=tuple(developers),
        groups=tuple(groups),
        members=tuple(each for each in members if each.is_active and each not in developers),
        focus_until=None if groups else focus_until,
    )


def _in_peace(
    unit: Unit, developers: Sequence[Person], acting: Acting, *, on_duty: Person
) -> tuple[list[Person], datetime | None]:
    """Those of them to be left in peace, and until when they are in focus where all of those are."""
    author = acting.by
    ids = [each.id for each in developers]
    focused = unit.focuses.until(ids, now=acting.now)
    allowing = unit.allow_lists.who_allow(author.id, among=ids) if author else frozenset()
    passes_all = author is not None and passes(author, allowed=acting.policy.intake.may_ping)
    shielded = [
        each
        for each in developers
        if is_shielded(
            each,
            author=author,
            on_duty=on_duty,
            may_ping=passes_all or each.id in allowing,
            in_focus=each.id in focused,
        )
    ]
    ends = [focused[each.id] for each in shielded if each.id in focused]
    return shielded, max(ends) if ends and len(ends) == len(shielded) else None


def _groups(unit: Unit, calls: Sequence[str], acting: Acting) -> list[UserGroup]:
    """The groups of developers called; none where the writer passes or is in it themselves."""
    by = acting.by
    if by is not None and passes(by, allowed=acting.policy.intake.may_ping):
        return []
    wanted = [each for each in calls if each.startswith("S")]
    known = {each.slack_id: each for each in unit.ping_scope.groups(wanted)} if wanted else {}
    own = by.slack_id if by else None
    return [known[each] for each in wanted if each in known and own not in known[each].members]
