"""Which rows stand in the record, and what of each: one entry a table.

A column that joins a table later has to be null in the rows that are there, or named `mutable`: what is empty
is no part of a row's content, so its digest stays. A name under which rows are sealed is never used anew.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ColumnElement, Enum, Integer, String, Table, select, type_coerce
from sqlalchemy.orm import Session

from bot.domain.record.chain import Content
from storage.models.actions import ActionHistoryRow, ActionRow, GatesViewRow, PostOfferRow
from storage.models.base import Base
from storage.models.calibration import CalibrationMoveRow
from storage.models.calibration_agreement import CalibrationAgreementRow
from storage.models.contributions import ContributionRow
from storage.models.feedback import FeedbackHistoryRow, FeedbackRow, SuggestionHistoryRow, SuggestionRow
from storage.models.figures import FigureRow
from storage.models.fingerprint import FixedRulesRow
from storage.models.goals import GoalsHistoryRow, PostRow, SignatureRow
from storage.models.input import InputHistoryRow, InputRequestRow
from storage.models.job_forms import JobFormHistoryRow, JobFormRatingRow, JobFormVersionRow
from storage.models.moves import MoveRow
from storage.models.pay import (
    PayDecidedRow,
    PayDecisionRow,
    PayPlaceRow,
    PayProposalRow,
    PayProposedRow,
)
from storage.models.plans import PlanGoalHistoryRow
from storage.models.privacy import FileLookRow, RetentionRunRow
from storage.models.recognition import RecognitionHistoryRow
from storage.models.record import OpeningRow
from storage.models.reviews import (
    CycleExtensionRow,
    KpiItemRow,
    KpiSheetRow,
    ReviewHistoryRow,
    SchemeRow,
    ScoreRow,
)
from storage.models.shared import SharedKpiHistoryRow, SharedKpiRow
from storage.models.talks import TalkHistoryRow, TalkPreparationRow
from storage.models.view_as import ViewedAsRow
from storage.models.weeks import CheckInAnswersRow, CheckInHistoryRow
from storage.types import Hundredths, SealedHundredths, SealedWhole


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Rows that are a part of another one's content, in this order; `owner`: the column that says whose."""

    row: type[Base]
    owner: str
    order: str

    @property
    def table(self) -> Table:
        return cast(Table, self.row.__table__)


@dataclass(frozen=True, kw_only=True)
class Source:
    """One table of which each row becomes a link. `name` is its own for good, whatever the table is called.

    `erasable`: columns that somebody may have erased or kept under another key. `mutable`: what changes in a
    row that is otherwise fixed; its history is another source. `laid_ready`: the column that is negative
    while a row is prepared, and may be changed and taken away. `parts` count to its content.
    """

    name: str
    row: type[Base]
    erasable: Collection[str] = ()
    mutable: Collection[str] = ()
    laid_ready: str | None = None
    parts: Parts | None = None

    @property
    def table(self) -> Table:
        return cast(Table, self.row.__table__)

    @property
    def fixed(self) -> Sequence[str]:
        """The columns that never change once the row stands."""
        return [
            column.key for column in self.table.c if column.key != "id" and column.key not in self.mutable
        ]

    def contents(self, session: Session, row_ids: Sequence[int]) -> Mapping[int, Content]:
        """What rows say, by id; whichever is not there is left out."""
        names = self.fixed
        table = self.table
        query = select(table.c.id, *(_raw(table.c[name]) for name in names)).where(table.c.id.in_(row_ids))
        parts = self._of_parts(session, row_ids)
        keeps = [name not in self.erasable for name in names]
        found = {}
        for row_id, *values in session.execute(query):
            plain: dict[str, Any] = {}
            erasable = dict(parts.get(row_id, {}))
            for name, value, is_plain in zip(names, values, keeps, strict=True):
                (plain if is_plain else erasable)[name] = value
            found[row_id] = Content(plain=plain, erasable=erasable)
        return found

    def _of_parts(self, session: Session, row_ids: Sequence[int]) -> Mapping[int, dict[str, Any]]:
        if self.parts is None:
            return {}
        columns = self.parts.table.c
        names = [column.key for column in columns if column.key != "id"]
        owner, order = columns[self.parts.owner], columns[self.parts.order]
        query = select(owner, *(_raw(columns[name]) for name in names)).where(owner.in_(row_ids))
        found: dict[int, dict[str, Any]] = {}
        for owner_id, *values in session.execute(query.order_by(owner, order, columns.id)):
            said = {name: value for name, value in zip(names, values, strict=True) if value is not None}
            found.setdefault(owner_id, {"parts": []})["parts"].append(said)
        return found


def _raw(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """As it is stored: an older value of an enum is no error here, and takes no time."""
    if isinstance(column.type, Enum):
        return type_coerce(column, String)
    if isinstance(column.type, SealedHundredths):
        return type_coerce(column, SealedWhole(column.type.place))
    return type_coerce(column, Integer) if isinstance(column.type, Hundredths) else column


_KPI_TEXTS = ("name", "result", "measure", "unit", "target", "source", "anchors", "because")

SOURCES: Mapping[str, Source] = {
    source.name: source
    for source in (
        Source(name="scheme", row=SchemeRow),
        Source(name="post", row=PostRow),
        Source(name="plan_goal", row=PlanGoalHistoryRow),
        Source(name="move", row=MoveRow, erasable=("facts",)),
        Source(
            name="sheet",
            row=KpiSheetRow,
            erasable=("because",),
            mutable=("state", "agreed_at"),
            laid_ready="version",
            parts=Parts(row=KpiItemRow, owner="sheet_id", order="position"),
        ),
        Source(
            name="shared_kpi",
            row=SharedKpiRow,
            erasable=_KPI_TEXTS,
            mutable=("shared_id", "state", "version"),
        ),
        Source(name="shared_kpi_step", row=SharedKpiHistoryRow, erasable=("note",)),
        Source(name="rules", row=FixedRulesRow, erasable=("reason",)),
        Source(name="more_time", row=CycleExtensionRow, erasable=("reason",)),
        Source(name="goals_step", row=GoalsHistoryRow, erasable=("note",)),
        Source(name="signature", row=SignatureRow),
        Source(name="job_form", row=JobFormVersionRow, erasable=("content",)),
        Source(name="job_form_rating", row=JobFormRatingRow, erasable=("answers",)),
        Source(name="job_form_step", row=JobFormHistoryRow, erasable=("note",)),
        Source(name="figure", row=FigureRow, erasable=("typed", "value", "source")),
        Source(name="check_in_step", row=CheckInHistoryRow, erasable=("note",)),
        Source(name="check_in_answers", row=CheckInAnswersRow, erasable=("kpis", "blockers")),
        Source(
            name="feedback",
            row=FeedbackRow,
            erasable=("behaviour", "consequence", "tied_name"),
            mutable=("told_at", "state", "version", "late_for_id"),
        ),
        Source(name="feedback_step", row=FeedbackHistoryRow, erasable=("note",)),
        Source(
            name="suggestion",
            row=SuggestionRow,
            erasable=("behaviour", "consequence"),
            mutable=("head_id", "owed_since", "state", "version"),
        ),
        Source(name="suggestion_step", row=SuggestionHistoryRow, erasable=("note",)),
        Source(
            name="input_request",
            row=InputRequestRow,
            erasable=("questions",),
            mutable=("due_on", "state", "version"),
        ),
        Source(name="input_step", row=InputHistoryRow, erasable=("note",)),
        Source(
            name="action",
            row=ActionRow,
            erasable=("tied_name", "gap", "text", "lands", "offered"),
            mutable=("state", "version"),
        ),
        Source(name="action_step", row=ActionHistoryRow, erasable=("note",)),
        Source(name="post_offer", row=PostOfferRow, erasable=("text",)),
        Source(name="gates_view", row=GatesViewRow),
        Source(name="review_step", row=ReviewHistoryRow, erasable=("note",)),
        Source(name="score", row=ScoreRow, erasable=("actual", "evidence", "reason")),
        Source(name="calibration_move", row=CalibrationMoveRow, erasable=("reason",)),
        Source(name="talk_step", row=TalkHistoryRow, erasable=("note",)),
        Source(name="talk_preparation", row=TalkPreparationRow, erasable=("behaviour", "verdict", "actions")),
        Source(name="calibration_agreement", row=CalibrationAgreementRow),
        Source(name="recognition_step", row=RecognitionHistoryRow, erasable=("note",)),
        Source(name="contribution", row=ContributionRow, erasable=("text", "items")),
        Source(name="pay_place", row=PayPlaceRow, erasable=("content",)),
        Source(name="pay_proposal", row=PayProposalRow),
        Source(name="pay_proposed", row=PayProposedRow, erasable=("content",)),
        Source(name="pay_decision", row=PayDecisionRow),
        Source(name="pay_decided", row=PayDecidedRow, erasable=("content",)),
        Source(name="view_as", row=ViewedAsRow),
        Source(name="file_look", row=FileLookRow),
        Source(name="retention", row=RetentionRunRow),
        Source(name="opening", row=OpeningRow),
    )
}
