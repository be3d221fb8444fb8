"""Every table; importing this package makes the metadata complete."""

from storage.models.absences import AbsenceRow
from storage.models.actions import ActionHistoryRow, ActionRow, GatesViewRow, PlanWantedRow, PostOfferRow
from storage.models.base import Base
from storage.models.briefs import RequestBriefRow
from storage.models.calibration import CalibrationMoveRow
from storage.models.calibration_agreement import CalibrationAgreementRow
from storage.models.climb import HandoverContactRow
from storage.models.concerns import ConcernRow
from storage.models.delegations import DelegationRow
from storage.models.delivery import (
    CardRow,
    DraftRow,
    OutboxRow,
    PassedUntilRow,
    SeenEventRow,
    UnreadThreadRow,
)
from storage.models.department_report import DepartmentReportToldRow
from storage.models.desk import AnswerDueRow, PageRow, PutOffRow
from storage.models.feedback import (
    FeedbackHistoryRow,
    FeedbackRow,
    SuggestionHistoryRow,
    SuggestionRow,
)
from storage.models.figures import FigureRow
from storage.models.fingerprint import FixedRulesRow
from storage.models.followers import RequestFollowerRow, RequestLinkRow
from storage.models.glossary import GlossaryTermRow
from storage.models.goals import GoalsHistoryRow, GoalsRow, PostRow, SignatureRow
from storage.models.handover import HandoverEntryRow, HandoverRow
from storage.models.home import HomeStaleRow, HomeViewRow
from storage.models.imports import ImportRow
from storage.models.input import InputGiverRow, InputHistoryRow, InputRequestRow
from storage.models.intake import (
    ReactionRow,
    RequestDetailsRow,
    RequestEntryRow,
    RequestFileRow,
    RequestRow,
)
from storage.models.job_forms import JobFormHistoryRow, JobFormRatingRow, JobFormRow, JobFormVersionRow
from storage.models.keys import SealingKeyRow
from storage.models.known_answers import KnownAnswerRow
from storage.models.migrations import MigratedByRow
from storage.models.moves import MoveRow
from storage.models.nudging import NudgeRow, RhythmRow, SnoozeRow, ToldRow
from storage.models.obligations import ObligationRow
from storage.models.past import PastResultRow
from storage.models.pay import (
    PayDecidedRow,
    PayDecisionRow,
    PayPlaceRow,
    PayProposalRow,
    PayProposedRow,
)
from storage.models.people import AddressRow, BranchRow, DepartmentRow, HeldRoleRow, PersonRow
from storage.models.pings import (
    AllowedPingRow,
    DeflectedPingRow,
    DeveloperGroupRow,
    ExemptChannelRow,
    FocusRow,
    GroupMemberRow,
    PingedDeveloperRow,
    PingNoteRow,
    PingsWeeklyRow,
    StrangerPingRow,
)
from storage.models.plans import PlanGoalHistoryRow, PlanGoalRow
from storage.models.pocket import (
    PocketCaseRow,
    PocketContentRow,
    PocketFileRow,
    PocketReminderRow,
    PocketSilenceRow,
    PocketUseRow,
)
from storage.models.privacy import FileLookRow, RetentionRunRow
from storage.models.project import (
    ProjectArgumentRow,
    ProjectEntryRow,
    ProjectParticipantRow,
    ProjectRow,
)
from storage.models.recognition import RecognitionHistoryRow, RecognitionRow
from storage.models.record import HeadToldRow, LinkRow, OpeningRow, WaitingRow
from storage.models.report import ReportToldRow
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
from storage.models.rota import DeskHoursRow, DutyChangeRow, DutyWeekRow
from storage.models.satisfaction import SatisfactionRow
from storage.models.second_look import SecondLookRow
from storage.models.shared import SharedKpiHistoryRow, SharedKpiOwnerRow, SharedKpiRow
from storage.models.similar import (
    OfferedChoiceRow,
    RequestSimilarRow,
    SearchDocumentRow,
    SearchPostingRow,
)
from storage.models.swap import DutySwapRow
from storage.models.talks import TalkHistoryRow, TalkPreparationRow, TalkRow
from storage.models.tracker import TrackerDeliveryRow, TrackerIssueRow
from storage.models.view_as import ViewedAsRow
from storage.models.weeks import CheckInAnswersRow, CheckInHistoryRow, CheckInRow, DigestRow
from storage.models.year import YearPeriodRow

__all__ = [
    "AbsenceRow",
    "ActionHistoryRow",
    "ActionRow",
    "AddressRow",
    "AllowedPingRow",
    "AnswerDueRow",
    "Base",
    "BranchRow",
    "CalibrationAgreementRow",
    "CalibrationMoveRow",
    "CardRow",
    "CheckInAnswersRow",
    "CheckInHistoryRow",
    "CheckInRow",
    "ConcernRow",
    "CycleExtensionRow",
    "CycleRow",
    "DeflectedPingRow",
    "DelegationRow",
    "DepartmentReportToldRow",
    "DepartmentRow",
    "DeskHoursRow",
    "DeveloperGroupRow",
    "DigestRow",
    "DraftRow",
    "DutyChangeRow",
    "DutySwapRow",
    "DutyWeekRow",
    "ExemptChannelRow",
    "FeedbackHistoryRow",
    "FeedbackRow",
    "FigureRow",
    "FileLookRow",
    "FixedRulesRow",
    "FocusRow",
    "GatesViewRow",
    "GlossaryTermRow",
    "GoalsHistoryRow",
    "GoalsRow",
    "GroupMemberRow",
    "HandoverContactRow",
    "HandoverEntryRow",
    "HandoverRow",
    "HeadToldRow",
    "HeldRoleRow",
    "HomeStaleRow",
    "HomeViewRow",
    "ImportRow",
    "InputGiverRow",
    "InputHistoryRow",
    "InputRequestRow",
    "JobFormHistoryRow",
    "JobFormRatingRow",
    "JobFormRow",
    "JobFormVersionRow",
    "KnownAnswerRow",
    "KpiItemRow",
    "KpiSheetRow",
    "LinkRow",
    "MigratedByRow",
    "MoveRow",
    "NudgeRow",
    "ObligationRow",
    "OfferedChoiceRow",
    "OpeningRow",
    "OutboxRow",
    "PageRow",
    "PassedUntilRow",
    "PastResultRow",
    "PayDecidedRow",
    "PayDecisionRow",
    "PayPlaceRow",
    "PayProposalRow",
    "PayProposedRow",
    "PersonRow",
    "PingNoteRow",
    "PingedDeveloperRow",
    "PingsWeeklyRow",
    "PlanGoalHistoryRow",
    "PlanGoalRow",
    "PlanWantedRow",
    "PocketCaseRow",
    "PocketContentRow",
    "PocketFileRow",
    "PocketReminderRow",
    "PocketSilenceRow",
    "PocketUseRow",
    "PostOfferRow",
    "PostRow",
    "ProjectArgumentRow",
    "ProjectEntryRow",
    "ProjectParticipantRow",
    "ProjectRow",
    "PutOffRow",
    "ReactionRow",
    "RecognitionHistoryRow",
    "RecognitionRow",
    "ReportToldRow",
    "RequestBriefRow",
    "RequestDetailsRow",
    "RequestEntryRow",
    "RequestFileRow",
    "RequestFollowerRow",
    "RequestLinkRow",
    "RequestRow",
    "RequestSimilarRow",
    "RetentionRunRow",
    "ReviewHistoryRow",
    "ReviewRow",
    "RhythmRow",
    "SatisfactionRow",
    "SchemeRow",
    "ScoreRow",
    "SealingKeyRow",
    "SearchDocumentRow",
    "SearchPostingRow",
    "SecondLookRow",
    "SeenEventRow",
    "SharedKpiHistoryRow",
    "SharedKpiOwnerRow",
    "SharedKpiRow",
    "SignatureRow",
    "SnoozeRow",
    "StrangerPingRow",
    "SuggestionHistoryRow",
    "SuggestionRow",
    "TalkHistoryRow",
    "TalkPreparationRow",
    "TalkRow",
    "ToldRow",
    "TrackerDeliveryRow",
    "TrackerIssueRow",
    "UnreadThreadRow",
    "ViewedAsRow",
    "WaitingRow",
    "YearPeriodRow",
]
