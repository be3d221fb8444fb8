"""What cards and modals show of a shared KPI: values, ready to be worded."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.drafts import Typed
from bot.domain.goals.draft import KpiForm
from bot.domain.goals.named import Named
from bot.domain.goals.shared import SharedKpi, changed_fields
from bot.domain.goals.shared_way import Event
from bot.domain.goals.sheet import KpiChange
from bot.domain.people import Person
from bot.domain.reviews.kpis import Kpi


class Placed(StrEnum):
    """Where it is for its reader, once all have agreed: on their sheet, or waiting for a weight."""

    ON_SHEET = "on_sheet"
    IN_DRAFT = "in_draft"
    NOWHERE = "nowhere"


@dataclass(frozen=True, kw_only=True)
class OwnerFacts:
    """One owner. `agreed_by` and `agreed_at`: who agreed for them; `asked`: who is asked, by name; neither
    where there is nobody any more who could be.
    """

    name: str
    is_department: bool
    agreed_by: str = ""
    agreed_at: datetime | None = None
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What came of it: by whom (empty for Steward), when, and the reason that they gave."""

    event: Event
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class SharedFacts:
    """One version before one reader. `before`: what its owners share till now. `answers_for`: the names of
    the owners for whom the reader can answer now; `goals_id`: their goals, whose sheet it goes on.

    `signs`: agreeing signs a new version of their sheet, which `manager` has to sign, too.
    """

    shared: SharedKpi
    period: str
    proposer: Person
    reader: Person
    owners: tuple[OwnerFacts, ...]
    before: Kpi | None
    named: Named
    answers_for: tuple[str, ...]
    goals_id: int | None
    manager: str
    signs: bool
    placed: Placed
    decided: Decided | None

    @property
    def may_withdraw(self) -> bool:
        return not self.shared.stage.closed and self.reader.id == self.shared.proposed_by_id

    @property
    def waiting(self) -> tuple[str, ...]:
        """The names of owners who have not agreed and are asked."""
        return tuple(owner.name for owner in self.owners if owner.agreed_at is None and owner.asked)

    @property
    def change(self) -> KpiChange | None:
        """What is different for all; None for the first version."""
        if self.before is None:
            return None
        fields = changed_fields(self.before, self.shared.kpi)
        return KpiChange(before=self.before, after=self.shared.kpi, fields=fields)


@dataclass(frozen=True, kw_only=True)
class ShareForm:
    """The form of a KPI that is to be shared, or changed for all. `typed`: what was typed and not sent."""

    form: KpiForm
    departments: tuple[str, ...]
    typed: Typed

    @property
    def names(self) -> tuple[str, ...]:
        """Of those who share it."""
        own = self.form.own
        return tuple(self.form.sheet.named.owners.get(own.shared_id or 0, ())) if own else ()
