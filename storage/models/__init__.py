"""Every table; importing this package makes the metadata complete."""

from storage.models.base import Base
from storage.models.delivery import CardRow, DraftRow, OutboxRow, SeenEventRow
from storage.models.intake import (
    DeflectedPingRow,
    RequestEntryRow,
    RequestFileRow,
    RequestRow,
)
from storage.models.migrations import MigratedByRow
from storage.models.people import BranchRow, DepartmentRow, HeldRoleRow, PersonRow
from storage.models.reviews import (
    CycleExtensionRow,
    CycleRow,
    KpiItemRow,
    KpiSheetRow,
    NudgeRow,
    ReviewHistoryRow,
    ReviewRow,
    ScoreRow,
    SnoozeRow,
)

__all__ = [
    "Base",
    "BranchRow",
    "CardRow",
    "CycleExtensionRow",
    "CycleRow",
    "DeflectedPingRow",
    "DepartmentRow",
    "DraftRow",
    "HeldRoleRow",
    "KpiItemRow",
    "KpiSheetRow",
    "MigratedByRow",
    "NudgeRow",
    "OutboxRow",
    "PersonRow",
    "RequestEntryRow",
    "RequestFileRow",
    "RequestRow",
    "ReviewHistoryRow",
    "ReviewRow",
    "ScoreRow",
    "SeenEventRow",
    "SnoozeRow",
]
