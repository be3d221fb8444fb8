"""Every table; importing this package makes the metadata complete."""

from storage.models.base import Base
from storage.models.concerns import ConcernRow
from storage.models.delivery import CardRow, DraftRow, OutboxRow, PassedUntilRow, SeenEventRow
from storage.models.figures import FigureRow
from storage.models.goals import GoalsHistoryRow, GoalsRow, PostRow, SignatureRow
from storage.models.imports import ImportRow
from storage.models.intake import (
    DeflectedPingRow,
    RequestEntryRow,
    RequestFileRow,
    RequestRow,
    StrangerPingRow,
)
from storage.models.job_forms import JobFormHistoryRow, JobFormRatingRow, JobFormRow, JobFormVersionRow
from storage.models.migrations import MigratedByRow
from storage.models.moves import MoveRow
from storage.models.nudging import NudgeRow, SnoozeRow
from storage.models.obligations import ObligationRow
from storage.models.people import AddressRow, BranchRow, DepartmentRow, HeldRoleRow, PersonRow
from storage.models.plans import PlanGoalHistoryRow, PlanGoalRow
from storage.models.reviews import (
    CycleExtensionRow,
    CycleRow,
    KpiItemRow,
    KpiSheetRow,
    ReviewHistoryRow,
    ReviewRow,
    SchemeRow,
    ScoreRow,
)
from storage.models.shared import SharedKpiHistoryRow, SharedKpiOwnerRow, SharedKpiRow

__all__ = [
    "AddressRow",
    "Base",
    "BranchRow",
    "CardRow",
    "ConcernRow",
    "CycleExtensionRow",
    "CycleRow",
    "DeflectedPingRow",
    "DepartmentRow",
    "DraftRow",
    "FigureRow",
    "GoalsHistoryRow",
    "GoalsRow",
    "HeldRoleRow",
    "ImportRow",
    "JobFormHistoryRow",
    "JobFormRatingRow",
    "JobFormRow",
    "JobFormVersionRow",
    "KpiItemRow",
    "KpiSheetRow",
    "MigratedByRow",
    "MoveRow",
    "NudgeRow",
    "ObligationRow",
    "OutboxRow",
    "PassedUntilRow",
    "PersonRow",
    "PlanGoalHistoryRow",
    "PlanGoalRow",
    "PostRow",
    "RequestEntryRow",
    "RequestFileRow",
    "RequestRow",
    "ReviewHistoryRow",
    "ReviewRow",
    "SchemeRow",
    "ScoreRow",
    "SeenEventRow",
    "SharedKpiHistoryRow",
    "SharedKpiOwnerRow",
    "SharedKpiRow",
    "SignatureRow",
    "SnoozeRow",
    "StrangerPingRow",
]
