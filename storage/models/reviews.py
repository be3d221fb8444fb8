"""Cycles, KPI sheets, reviews, their scores and history. Scores and history rows are only ever added."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.goals.anchors import Direction, ScoredBy
from bot.domain.quantities import Quantity
from bot.domain.reviews.cycles import Dates
from bot.domain.reviews.facts import CycleFacts, Given, ItemScore
from bot.domain.reviews.kpis import Kpi, Measures, Whose
from bot.domain.reviews.review import Review
from bot.domain.reviews.scheme import restore_scheme
from bot.domain.reviews.scoring import Side
from bot.domain.reviews.sheets import SheetOrigin, SheetState
from bot.domain.reviews.way import Event, State
from storage.models.anchors import anchors_of
from storage.models.base import Base, HistoryColumns, VersionColumns
from storage.types import SealedHundredths, SealedText

_NOT_WITHDRAWN = text("withdrawn_at IS NULL")


class KpiSheetRow(Base):
    """One version of a person's KPIs, or of a department's; a changed sheet is a new version.

    `agreed_at` once it is agreed. `origin`: whether it came with the organisation file, or was agreed on
    in Slack, for the cycle `cycle_id`. `counts_from`: the day from which it counts, where it replaced
    another within a period; `because`: the reason that whoever proposed it gave.
    """

    __tablename__ = "kpi_sheets"
    __table_args__ = (
        UniqueConstraint("person_id", "version"),
        UniqueConstraint("department_id", "version"),
        CheckConstraint("(person_id IS NULL) <> (department_id IS NULL)", name="somebodys"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    version: Mapped[int]
    state: Mapped[SheetState] = mapped_column(default=SheetState.AGREED)
    agreed_at: Mapped[datetime | None]
    origin: Mapped[SheetOrigin] = mapped_column(
        default=SheetOrigin.FILE, server_default=SheetOrigin.FILE.value
    )
    cycle_id: Mapped[int | None] = mapped_column(ForeignKey("cycles.id"))
    counts_from: Mapped[date | None]
    because: Mapped[str | None] = mapped_column(SealedText())
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    proposed_at: Mapped[datetime | None]


class KpiItemRow(Base):
    """One KPI of a sheet; see bot.domain.reviews.kpis. `anchors` best first, as storage.models.anchors."""

    __tablename__ = "kpi_items"
    __table_args__ = (UniqueConstraint("sheet_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("kpi_sheets.id"))
    position: Mapped[int]
    key: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(150))
    result: Mapped[str] = mapped_column(String(300))
    measure: Mapped[str] = mapped_column(String(300))
    unit: Mapped[str] = mapped_column(String(40))
    target: Mapped[str] = mapped_column(String(120))
    source: Mapped[str] = mapped_column(String(200))
    weight: Mapped[int]
    anchors: Mapped[list[Any]]
    duty: Mapped[str] = mapped_column(String(150), default="", server_default="")
    quantity: Mapped[Quantity | None]
    direction: Mapped[Direction | None]
    measures: Mapped[Measures | None]
    scored_by: Mapped[ScoredBy] = mapped_column(default=ScoredBy.WORDS, server_default=ScoredBy.WORDS.value)
    figure_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    arrives_days: Mapped[int | None]
    goal_key: Mapped[str | None] = mapped_column(String(40))
    shared_id: Mapped[int | None] = mapped_column(ForeignKey("shared_kpis.id"))

    def value(self, whose: Whose) -> Kpi:
        return Kpi(
            key=self.key,
            name=self.name,
            result=self.result,
            measure=self.measure,
            unit=self.unit,
            target=self.target,
            source=self.source,
            weight=self.weight,
            anchors=anchors_of(self.anchors),
            whose=whose,
            duty=self.duty,
            quantity=self.quantity,
            direction=self.direction,
            measures=self.measures,
            scored_by=self.scored_by,
            figure_by_id=self.figure_by_id,
            arrives_days=self.arrives_days,
            goal_key=self.goal_key,
            shared_id=self.shared_id,
        )


class SchemeRow(VersionColumns, Base):
    """One version of a review scheme that was added to those that are shipped."""

    __tablename__ = "schemes"
    __table_args__ = (UniqueConstraint("key", "version"),)


class CycleRow(Base):
    """One period under review, with the version of the scheme it was opened on.

    `self_score_due` is the day that people are told; self-scores are taken until
    `self_score_closes`, which HR can move. A period has at most one cycle that is not withdrawn.

    It is opened in one moment or in two: for goals (`goals_opened_at`, due on `goals_due`), and for scoring
    (`scoring_opened_at`), which opens by itself on `scoring_opens_on` where that is set.
    """

    __tablename__ = "cycles"
    __table_args__ = (
        Index(
            "ix_cycles_name",
            "name",
            unique=True,
            sqlite_where=_NOT_WITHDRAWN,
            postgresql_where=_NOT_WITHDRAWN,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20))
    scheme_key: Mapped[str] = mapped_column(String(40))
    scheme_version: Mapped[int]
    scheme: Mapped[dict[str, Any]]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    self_score_due: Mapped[date]
    self_score_closes: Mapped[date]
    approval_due: Mapped[date]
    second_look_due: Mapped[date]
    goals_opened_at: Mapped[datetime | None]
    goals_due: Mapped[date | None]
    scoring_opens_on: Mapped[date | None]
    scoring_opened_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    withdrawn_because: Mapped[str | None] = mapped_column(Text)

    def value(self) -> CycleFacts:
        return CycleFacts(
            id=self.id,
            name=self.name,
            scheme=restore_scheme(self.scheme),
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            self_score_due=self.self_score_due,
            self_score_closes=self.self_score_closes,
            approval_due=self.approval_due,
            second_look_due=self.second_look_due,
            goals_opened_at=self.goals_opened_at,
            goals_due=self.goals_due,
            scoring_opens_on=self.scoring_opens_on,
            scoring_opened_at=self.scoring_opened_at,
        )


class CycleExtensionRow(Base):
    """HR gave more time for self-scores; what was told before stays on record, with the reason."""

    __tablename__ = "cycle_extensions"

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"), index=True)
    due_before: Mapped[date]
    closes_before: Mapped[date]
    closes: Mapped[date]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(Text)


class ReviewRow(Base):
    """One person's review in one cycle. `owed_since` is when the present step became somebody's.

    `delegate_id`: who has it in its manager's place while they are on leave. `team_sheet_id`: their
    department's KPIs, where the cycle's scheme scores them. `requirements`: what their post asked for at
    opening, where the scheme scores that; loaded for one review at a time. `own_…`: the days that hold for it
    alone, where HR gave more time for this one.
    """

    __tablename__ = "reviews"
    __table_args__ = (
        UniqueConstraint("cycle_id", "employee_id"),
        Index("ix_reviews_manager_id_state", "manager_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"))
    employee_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    manager_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    delegate_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("kpi_sheets.id"))
    team_sheet_id: Mapped[int | None] = mapped_column(ForeignKey("kpi_sheets.id"))
    requirements: Mapped[list[Any] | None] = mapped_column(
        JSON(none_as_null=True), deferred=True, deferred_raiseload=True
    )
    state: Mapped[State]
    owed_since: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
    own_closes: Mapped[date | None]
    own_approval_due: Mapped[date | None]
    own_second_look_due: Mapped[date | None]

    def value(self, *, is_here: bool) -> Review:
        days = None
        if self.own_closes and self.own_approval_due and self.own_second_look_due:
            days = Dates(
                self_score_due=self.own_closes,
                self_score_closes=self.own_closes,
                approval_due=self.own_approval_due,
                second_look_due=self.own_second_look_due,
            )
        return Review(
            id=self.id,
            cycle_id=self.cycle_id,
            employee_id=self.employee_id,
            manager_id=self.manager_id,
            delegate_id=self.delegate_id,
            sheet_id=self.sheet_id,
            team_sheet_id=self.team_sheet_id,
            state=self.state,
            owed_since=self.owed_since,
            version=self.version,
            is_here=is_here,
            days=days,
        )


class ReviewHistoryRow(HistoryColumns[State, Event], Base):
    """Something happened to a review. `note` is what its actor wrote (a question, a reason)."""

    __tablename__ = "review_history"
    __table_args__ = (UniqueConstraint("review_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"))
    event: Mapped[Event]
    from_state: Mapped[State]
    to_state: Mapped[State]


class ScoreRow(Base):
    """One score that one side gave one item, at one moment of the review's history.

    `actual` is the figure reached, `evidence` the employee's case, `rungs` for which it speaks ("2,3"),
    `files` what came along, by the ids of cases in the pocket ("12,13"), `reason` the manager's for
    differing.
    """

    __tablename__ = "scores"
    __table_args__ = (UniqueConstraint("history_id", "section", "item"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"), index=True)
    history_id: Mapped[int] = mapped_column(ForeignKey("review_history.id"))
    side: Mapped[Side]
    section: Mapped[str] = mapped_column(String(40))
    item: Mapped[str] = mapped_column(String(40))
    score: Mapped[Decimal] = mapped_column(SealedHundredths())
    actual: Mapped[str | None] = mapped_column(SealedText())
    evidence: Mapped[str | None] = mapped_column(SealedText())
    reason: Mapped[str | None] = mapped_column(SealedText())
    rungs: Mapped[str | None] = mapped_column(String(20))
    files: Mapped[str | None] = mapped_column(String(120))

    def value(self, *, number: int) -> Given:
        """`number`: of the step of the review's history with which it was given."""
        score = ItemScore(
            score=self.score,
            actual=self.actual,
            evidence=self.evidence,
            reason=self.reason,
            rungs=tuple(map(int, self.rungs.split(","))) if self.rungs else None,
            files=tuple(map(int, self.files.split(","))) if self.files else (),
        )
        return Given(side=self.side, item=(self.section, self.item), score=score, number=number)
