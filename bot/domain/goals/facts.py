"""What cards and modals show of goals: values, ready to be worded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.actions.action import Listed
from bot.domain.employment import Share
from bot.domain.goals.goals import Goals
from bot.domain.goals.job_form import JobForm
from bot.domain.goals.named import Named
from bot.domain.goals.sheet import KpiChange, SheetVersion, changes
from bot.domain.goals.way import Mark, Party
from bot.domain.people import Person
from bot.domain.reviews.cycles import Withdrawal
from bot.domain.reviews.facts import CycleFacts
from bot.domain.reviews.fingerprint import Rules
from bot.domain.whose_move import Turn, their_turn


@dataclass(frozen=True, kw_only=True)
class Signed:
    """One side's signature with names. `in_place_of`: the absent manager whom HR covered; else empty."""

    side: Party
    name: str
    at: datetime
    in_place_of: str = ""


@dataclass(frozen=True, kw_only=True)
class GoalsFacts:
    """Somebody's goals, whole; who may see them is `Deed.READ_GOALS`.

    `sheet`: the version on the table; `agreed`: the one that counts. `signed`: under each, by side.
    `form`: the job-responsibility form beside them. `due_on`: by when whoever's move it is does it; None
    where nothing waits. `share`: how much of the period their employee is there. `rules`: of the
    cycle, as they were fixed. `open_actions`: what is open of the employee's improvement actions.
    """

    goals: Goals
    cycle: CycleFacts
    employee: Person
    manager: Person
    sheet: SheetVersion | None
    agreed: SheetVersion | None
    signed: Mapping[int, Mapping[Party, Signed]]
    due_on: date | None
    withdrawn: Withdrawal | None
    form: JobForm
    share: Share
    rules: Rules | None = None
    open_actions: tuple[Listed, ...] = ()

    def turn(self, reader: Person) -> Turn | None:
        """Whose turn it is, before that reader; nobody's about somebody who left."""
        goals = self.goals
        if goals.stage.mover is None or not goals.is_here:
            return None
        who = self.employee if goals.stage.waits_for(Party.EMPLOYEE) else self.manager
        return their_turn(who, since=goals.owed_since, reader=reader)

    @property
    def standing(self) -> SheetVersion | None:
        """What is on the table, else what counts."""
        return self.sheet or self.agreed

    @property
    def adjusted_by(self) -> str:
        """Who adjusted what the employee is to confirm: HR perhaps, or a manager of before."""
        signed = self.signed.get(self.goals.sheet_id or 0, {})
        return signed[Party.MANAGER].name if Party.MANAGER in signed else self.manager.name

    @property
    def may_change(self) -> bool:
        """Whether what is agreed can still be changed: not once it is scored."""
        return self.cycle.scoring_opened_at is None


@dataclass(frozen=True, kw_only=True)
class AgreementFacts:
    """One version of a sheet before one reader, for `side`.

    `compared`: the version that the other side knew before; None where there was none. `is_open`: it is on
    the table; `is_agreed`: both have signed it. Else it is past: `replaced_by` names the version that took
    its place, None where it was taken back or let be. `named`: whom and what its KPIs name.
    """

    facts: GoalsFacts
    this: SheetVersion
    compared: SheetVersion | None
    signed: Mapping[Party, Signed]
    named: Named
    reader: Person
    side: Party
    is_open: bool
    is_agreed: bool
    replaced_by: int | None

    @property
    def changed(self) -> list[KpiChange]:
        """What is new, changed or gone; everything, where nothing was before."""
        return changes(self.compared.kpis if self.compared else (), self.this.kpis)

    @property
    def is_first(self) -> bool:
        """Whether nobody has proposed anything for this period before."""
        return self.compared is None or self.compared.cycle_id != self.this.cycle_id

    @property
    def proposer(self) -> Party:
        """Whose version it is: the side that signed it first."""
        return min(self.signed.values(), key=lambda signed: signed.at).side

    @property
    def is_covered(self) -> bool:
        """Whether the reader speaks for an absent manager."""
        return self.side is Party.MANAGER and self.reader.id != self.facts.goals.manager_id

    @property
    def is_readers_move(self) -> bool:
        """Whether the reader is to sign it or to answer with another; nobody is once its person has left."""
        goals = self.facts.goals
        return self.is_open and goals.is_here and goals.stage.waits_for(self.side)


@dataclass(frozen=True, kw_only=True)
class ListedSheet:
    """One person's goals among others. `sheet_id`: the version that stands; None where there is none yet.
    `form_id`: their job-responsibility form, where that was sent; else None.
    """

    goals_id: int
    employee: str
    manager: str
    mark: Mark
    since: datetime
    sheet_id: int | None
    form_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ListedSheets:
    """Everybody's of a period that the reader may see: what waits for a manager first, longest first.

    `more`: how many there are beyond those listed.
    """

    cycle_name: str
    listed: tuple[ListedSheet, ...]
    more: int


@dataclass(frozen=True, kw_only=True)
class TeamGoals:
    """How far a manager's people are with their goals of one period."""

    cycle_id: int
    cycle_name: str
    manager: Person
    due: date
    people: tuple[tuple[str, Mark], ...]
    withdrawn: Withdrawal | None

    @property
    def agreed(self) -> int:
        return len(self.named(Mark.AGREED))

    def named(self, mark: Mark) -> list[str]:
        """Whose goals are this far."""
        return [name for name, each in self.people if each is mark]
