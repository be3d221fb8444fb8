"""What KPIs name by id or key, as readers are told of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.goals.plan import Text


@dataclass(frozen=True, kw_only=True)
class Named:
    """The names of people by their ids, and of the plan's goals by their keys, retired ones, too.

    `owners`: of each shared KPI, the names of the people and departments who share it.
    """

    people: Mapping[int, str] = field(default_factory=dict)
    goals: Mapping[str, Text] = field(default_factory=dict)
    owners: Mapping[int, Sequence[str]] = field(default_factory=dict)
