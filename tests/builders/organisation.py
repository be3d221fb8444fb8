"""Organisations as they come out of a file."""

from dataclasses import replace
from functools import cache
from typing import Any

from bot.commands.org_file import read_organisation
from bot.domain.organisation import KpiEntry, Organisation, PersonEntry
from bot.domain.policy import Policy
from bot.seed import EXAMPLE


@cache
def seeded() -> Organisation:
    """The example that Steward brings along."""
    return read_organisation(EXAMPLE, defaults=Policy()).organisation


def without(organisation: Organisation, *names: str) -> Organisation:
    """The same without these people."""
    return replace(organisation, people=tuple(p for p in organisation.people if p.name not in names))


def changed(organisation: Organisation, name: str, **changes: Any) -> Organisation:
    """The same with another version of one person."""
    people = (replace(p, **changes) if p.name == name else p for p in organisation.people)
    return replace(organisation, people=tuple(people))


def entry(organisation: Organisation, name: str) -> PersonEntry:
    """One person of it."""
    return next(person for person in organisation.people if person.name == name)


def with_first_target(kpis: tuple[KpiEntry, ...] | None, target: str) -> tuple[KpiEntry, ...]:
    """A sheet whose first KPI has another target."""
    first, *rest = kpis or ()
    return (replace(first, target=target), *rest)
