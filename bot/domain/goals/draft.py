"""A sheet that somebody is working on, and a KPI's form that is not complete yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter

from bot.domain.goals.goals import Goals
from bot.domain.goals.kpi_form import TypedKpi
from bot.domain.goals.named import Named
from bot.domain.goals.plan import Goal
from bot.domain.goals.post import Post, PostKpi
from bot.domain.goals.sheet import KpiChange, SheetVersion, Warned, changes, doubts, why_unsound
from bot.domain.goals.way import Party
from bot.domain.people import Person
from bot.domain.reviews.facts import CycleFacts
from bot.domain.reviews.kpis import Kpi
from bot.errors import Refusal

_KPIS = TypeAdapter(tuple[Kpi, ...])

REASON_LIMIT = 500


@dataclass(frozen=True, kw_only=True)
class SheetDraft:
    """`base_id`: the version that stood when this was last looked at: what came after is shown first.

    `reason`, `counts_from`: what was typed of a change.
    """

    base_id: int | None
    kpis: tuple[Kpi, ...]
    reason: str = ""
    counts_from: date | None = None

    def as_kept(self) -> dict[str, Any]:
        kpis = _KPIS.dump_python(self.kpis, mode="json")
        day = self.counts_from.isoformat() if self.counts_from else None
        return {"base_id": self.base_id, "kpis": kpis, "reason": self.reason, "counts_from": day}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "SheetDraft":
        kpis = _KPIS.validate_python(kept["kpis"])
        day = date.fromisoformat(kept["counts_from"]) if kept["counts_from"] else None
        return cls(base_id=kept["base_id"], kpis=kpis, reason=kept["reason"], counts_from=day)


@dataclass(frozen=True, kw_only=True)
class SheetForm:
    """Everything that the form of a sheet shows to whoever works on it, for `side`.

    `base`: the version that stands, which theirs is compared with; None for a first one. `news`: what the
    other side changed since this draft was last looked at, told once. `post`: the employee's, where
    Steward knows it. `last`: the sheet of a period before, offered while this one is empty.
    `named`: whom and what the KPIs name.
    `reader`: who works on it, HR perhaps in place of the manager. `scored_after_days`: after the period's end
    the self-score is due. `reason`, `counts_from`: what was typed of a change.
    """

    goals: Goals
    cycle: CycleFacts
    employee: Person
    manager: Person
    side: Party
    kpis: tuple[Kpi, ...]
    base: SheetVersion | None
    news: tuple[KpiChange, ...]
    post: Post | None
    last: SheetVersion | None
    named: Named
    reader: Person
    scored_after_days: int
    reason: str
    counts_from: date | None
    saved_at: datetime | None

    def kpi(self, key: str) -> Kpi:
        """Raises Refusal("goals.kpi_gone") where it was dropped, in another window perhaps."""
        found = next((kpi for kpi in self.kpis if kpi.key == key), None)
        if found is None:
            raise Refusal("goals.kpi_gone")
        return found

    @property
    def changed(self) -> tuple[KpiChange, ...]:
        """How it differs from what stands."""
        return tuple(changes(self.base.kpis, self.kpis)) if self.base else ()

    @property
    def doubts(self) -> tuple[Warned, ...]:
        """What is told before it is signed."""
        return tuple(doubts(self.kpis, scored_after_days=self.scored_after_days))

    @property
    def unsound(self) -> tuple[Refusal, ...]:
        """For what it cannot be signed as it is."""
        return tuple(why_unsound(self.kpis))

    @property
    def offered(self) -> tuple[PostKpi, ...]:
        """The KPIs of the post that are not on the sheet."""
        taken = {kpi.key for kpi in self.kpis}
        return tuple(kpi for kpi in self.post.kpis if kpi.key not in taken) if self.post else ()

    @property
    def other(self) -> Person:
        """Who signs on the other side."""
        return self.manager if self.side is Party.EMPLOYEE else self.employee

    @property
    def is_change(self) -> bool:
        """Whether something is agreed already, which a new version would replace from a day on."""
        return self.goals.stage.agreed

    @property
    def is_wanted(self) -> bool:
        """Whether another post or department asks for a version of its own, be it the same again."""
        return self.goals.wanted_from is not None

    @property
    def needs_reason(self) -> bool:
        """Whether the other side has to be told why: what they wrote, or both agreed on, is changed."""
        return (self.is_change and not self.is_wanted) or self.side is Party.MANAGER


@dataclass(frozen=True, kw_only=True)
class KpiForm:
    """One KPI of a sheet in its form; `key` None for a new one. `was_kept`: `typed` was typed before and not
    put on the sheet. `source`: who enters its figure. `above`: the goals of the plan that it can hang on.
    """

    sheet: SheetForm
    key: str | None
    typed: TypedKpi
    was_kept: bool
    source: Person | None
    above: tuple[Goal, ...] = ()

    @property
    def own(self) -> Kpi | None:
        """As it stands on the sheet; None for a new one, or one that was dropped meanwhile."""
        return next((kpi for kpi in self.sheet.kpis if kpi.key == self.key), None)

    @property
    def is_shared(self) -> bool:
        """Whether others have it on their sheets, too."""
        return self.own is not None and self.own.shared_id is not None


def without(kpis: Sequence[Kpi], key: str) -> tuple[Kpi, ...]:
    """The sheet without one of its KPIs."""
    return tuple(kpi for kpi in kpis if kpi.key != key)


def with_kpi(kpis: Sequence[Kpi], new: Kpi) -> tuple[Kpi, ...]:
    """The sheet with this KPI in place of the one of its key, or at its end."""
    if any(kpi.key == new.key for kpi in kpis):
        return tuple(new if kpi.key == new.key else kpi for kpi in kpis)
    return (*kpis, new)
