"""What KPIs name by id or key, as readers are told of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.goals.plan import Text


@dataclass(frozen=True, kw_only=True)
class Named:
    """The names of people by their ids, and of the plan's goals by their keys, retired ones, too."""

    people: Mapping[int, str] = field(default_factory=dict)
    goals: Mapping[str, Text] = field(default_factory=dict)
