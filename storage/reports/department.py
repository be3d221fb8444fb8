"""Queries of a department's month: in a fixed number of statements, whatever its size."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, aliased

from bot.domain.actions.action import ActionKind, TrainingKind
from bot.domain.actions.trainings import Answer
from bot.domain.actions.way import DONE, OFFERED, OPEN, TURNED_DOWN
from bot.domain.actions.way import Event as ActionEvent
from bot.domain.actions.way import State as ActionState
from bot.domain.goals.figures import Owner, Place
from bot.domain.goals.job_form import Content, Met
from bot.domain.goals.shared_way import AGREED
from bot.domain.intake.handover_way import HANDOVER
from bot.domain.intake.handover_way import Event as HandoverEvent
from bot.domain.intake.way import Event as RequestEvent
from bot.domain.reports.counting import Thing
from bot.domain.reports.kpi_trend import Entered, told_day
from bot.domain.reports.month import Month
from bot.domain.reviews.kpis import Kpi, Whose
from bot.domain.reviews.recognition_way import RECOGNITION
from bot.domain.reviews.sheets import SheetState
from bot.domain.weeks.feedback_way import FEEDBACK, RECEIVED
from bot.domain.weeks.suggestion_way import STANDING, State
from storage.models.actions import ActionHistoryRow, ActionRow
from storage.models.department_report import DepartmentReportToldRow
from storage.models.feedback import FeedbackRow, SuggestionRow
from storage.models.figures import FigureRow
from storage.models.handover import HandoverEntryRow, HandoverRow
from storage.models.intake import RequestEntryRow, RequestRow
from storage.models.job_forms import JobFormRatingRow, JobFormRow, JobFormVersionRow
from storage.models.people import DepartmentRow, PersonRow
from storage.models.recognition import RecognitionRow
from storage.models.reviews import CycleRow, KpiItemRow, KpiSheetRow
from storage.models.shared import SharedKpiOwnerRow, SharedKpiRow

ANSWERED = FEEDBACK.where(lambda stage: stage.answered)
HANDED_OVER = HANDOVER.where(lambda stage: not stage.taken_back)
FINISHED = HANDOVER.where(
    lambda stage: (stage.started and stage.key == "ready") or (stage.closed and not stage.taken_back)
)
IN_A_POST = RECOGNITION.where(lambda stage: stage.agreed)


class DepartmentReports:
    """What people of a department did, as things to be counted; what its KPIs came to; who was told."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def departments(self) -> Mapping[str, int]:
        """Every department that somebody is in, by name."""
        rows = self._session.execute(
            select(DepartmentRow.name, DepartmentRow.id)
            .where(DepartmentRow.id.in_(select(PersonRow.department_id).where(PersonRow.left_on.is_(None))))
            .order_by(DepartmentRow.name)
        )
        return dict(rows.all())

    def handovers(self, department_id: int, month: Month, *, zone: ZoneInfo, now: datetime) -> list[Thing]:
        """Briefs that were to be ready in the month, each with whoever has it; done: ready by its day."""
        entered = and_(
            HandoverEntryRow.handover_id == HandoverRow.id,
            HandoverEntryRow.to_state.in_(FINISHED),
            HandoverEntryRow.from_state.not_in(FINISHED),
        )
        rows = self._session.execute(
            select(HandoverRow.assignee_id, HandoverRow.due_on, func.min(HandoverEntryRow.at))
            .outerjoin(HandoverEntryRow, entered)
            .where(
                HandoverRow.assignee_id.in_(_there(department_id)),
                HandoverRow.state.in_(HANDED_OVER),
                HandoverRow.due_on.between(month.first, month.last),
            )
            .group_by(HandoverRow.id, HandoverRow.assignee_id, HandoverRow.due_on)
        )
        found = []
        for who, due, at in rows:
            ready: datetime | None = at
            is_late = due is not None and (now if ready is None else ready).astimezone(zone).date() > due
            found.append(Thing(person_id=who, is_done=ready is not None and not is_late, is_late=is_late))
        return found

    def questions(self, department_id: int, *, start: datetime, end: datetime) -> list[Thing]:
        """What was asked in these days of people of it: by the desk about their website requests, each with
        whoever filed it, and by developers about a brief, each with the product manager who has the request
        by now; done: answered since.
        """
        asked, answer = aliased(RequestEntryRow), aliased(RequestEntryRow)
        is_answered = exists().where(
            answer.request_id == asked.request_id,
            answer.event == RequestEvent.REPLY,
            answer.number > asked.number,
        )
        of_requesters = (
            select(RequestRow.requester_id, is_answered)
            .join(asked, asked.request_id == RequestRow.id)
            .where(
                RequestRow.requester_id.in_(_there(department_id)),
                asked.event == RequestEvent.ASK,
                asked.at >= start,
                asked.at < end,
            )
        )
        about, reply = aliased(HandoverEntryRow), aliased(HandoverEntryRow)
        is_replied = exists().where(
            reply.handover_id == about.handover_id,
            reply.event == HandoverEvent.REPLY,
            reply.number > about.number,
        )
        of_owners = (
            select(RequestRow.owner_id, is_replied)
            .join(HandoverRow, HandoverRow.request_id == RequestRow.id)
            .join(about, about.handover_id == HandoverRow.id)
            .where(
                RequestRow.owner_id.in_(_there(department_id)),
                about.event == HandoverEvent.ASK,
                about.at >= start,
                about.at < end,
            )
        )
        found = [*self._session.execute(of_requesters), *self._session.execute(of_owners)]
        return [Thing(person_id=who, is_done=done) for who, done in found]

    def feedback(self, department_id: int, month: Month) -> list[Thing]:
        """What people of it were told in the month, each with its receiver; done: answered."""
        rows = self._session.execute(
            select(FeedbackRow.receiver_id, FeedbackRow.state).where(
                FeedbackRow.receiver_id.in_(_there(department_id)),
                FeedbackRow.state.in_(RECEIVED),
                FeedbackRow.given_on.between(month.first, month.last),
            )
        )
        return [Thing(person_id=who, is_done=state in ANSWERED) for who, state in rows]

    def suggestions(self, department_id: int, month: Month) -> list[tuple[int, State]]:
        """What people of it suggested in the month: by whom, and what became of it."""
        rows = self._session.execute(
            select(SuggestionRow.giver_id, SuggestionRow.state).where(
                SuggestionRow.giver_id.in_(_there(department_id)),
                SuggestionRow.state.in_(STANDING),
                SuggestionRow.made_on.between(month.first, month.last),
            )
        )
        return [(who, state) for who, state in rows]

    def begun(
        self, department_id: int, kind: ActionKind, *, start: datetime, end: datetime
    ) -> list[tuple[int, TrainingKind | None]]:
        """For whom actions of a kind began in these days that are under way or done, and which training."""
        return self._grown(department_id, kind, _BEGINNINGS, OPEN | DONE, start=start, end=end)

    def finished(
        self, department_id: int, kind: ActionKind, *, start: datetime, end: datetime
    ) -> list[tuple[int, TrainingKind | None]]:
        """The same of those that were done in these days, and are."""
        return self._grown(department_id, kind, (ActionEvent.FINISH,), DONE, start=start, end=end)

    def offers(self, department_id: int, *, start: datetime, end: datetime) -> list[tuple[int, Answer]]:
        """Trainings that were offered in these days and not dropped: to whom, and what was answered."""
        rows = self._session.execute(
            select(ActionRow.person_id, ActionRow.state).where(
                ActionRow.person_id.in_(_there(department_id)),
                ActionRow.state.in_(OFFERED | TURNED_DOWN | OPEN | DONE),
                ActionRow.id.in_(_happened((ActionEvent.OFFER,), start=start, end=end)),
            )
        )
        return [(who, _answer(state)) for who, state in rows]

    def _grown(
        self,
        department_id: int,
        kind: ActionKind,
        events: Sequence[ActionEvent],
        states: Collection[ActionState],
        *,
        start: datetime,
        end: datetime,
    ) -> list[tuple[int, TrainingKind | None]]:
        rows = self._session.execute(
            select(ActionRow.person_id, ActionRow.training).where(
                ActionRow.person_id.in_(_there(department_id)),
                ActionRow.kind == kind,
                ActionRow.state.in_(states),
                ActionRow.id.in_(_happened(events, start=start, end=end)),
            )
        )
        return [(who, training) for who, training in rows]

    def open_actions(self, department_id: int, *, today: date) -> list[Thing]:
        """What is open by now of people of it; late: its day is over."""
        rows = self._session.execute(
            select(ActionRow.person_id, ActionRow.due_on).where(
                ActionRow.person_id.in_(_there(department_id)), ActionRow.state.in_(OPEN)
            )
        )
        return [Thing(person_id=who, is_late=due < today) for who, due in rows]

    def requirements(self, department_id: int, month: Month) -> list[Thing]:
        """What the posts of its people ask for, by the rated forms of periods in which the month lies."""
        rows = self._session.execute(
            select(JobFormRow.employee_id, JobFormVersionRow.content, JobFormRatingRow)
            .join(CycleRow, CycleRow.id == JobFormRow.cycle_id)
            .join(
                JobFormVersionRow,
                and_(
                    JobFormVersionRow.form_id == JobFormRow.id, JobFormVersionRow.number == JobFormRow.rated
                ),
            )
            .join(JobFormRatingRow, JobFormRatingRow.version_id == JobFormVersionRow.id)
            .where(
                JobFormRow.employee_id.in_(_there(department_id)),
                CycleRow.withdrawn_at.is_(None),
                CycleRow.starts_on <= month.last,
                CycleRow.ends_on >= month.first,
            )
        )
        found = []
        for who, content, rating in rows:
            answers = rating.value().answers
            for each in Content.model_validate(content).requirements:
                is_met = each.key in answers and answers[each.key].met is Met.MET
                found.append(Thing(person_id=who, is_done=is_met))
        return found

    def recognised(self, department_id: int, *, start: datetime, end: datetime) -> Sequence[str]:
        """The names of people of it who agreed to a post that went out in these days and stands."""
        return self._session.scalars(
            select(PersonRow.name)
            .join(RecognitionRow, RecognitionRow.employee_id == PersonRow.id)
            .where(
                PersonRow.id.in_(_there(department_id)),
                RecognitionRow.state.in_(IN_A_POST),
                RecognitionRow.goes_at >= start,
                RecognitionRow.goes_at < end,
            )
            .distinct()
            .order_by(PersonRow.name)
        ).all()

    def team_kpis(self, department_id: int) -> list[Kpi]:
        """The KPIs of its sheet as it stands, in their order."""
        newest = (
            select(func.max(KpiSheetRow.version))
            .where(KpiSheetRow.department_id == department_id, KpiSheetRow.state == SheetState.AGREED)
            .scalar_subquery()
        )
        rows = self._session.scalars(
            select(KpiItemRow)
            .join(KpiSheetRow, KpiSheetRow.id == KpiItemRow.sheet_id)
            .where(KpiSheetRow.department_id == department_id, KpiSheetRow.version == newest)
            .order_by(KpiItemRow.position)
        )
        return [row.value(Whose.TEAM) for row in rows]

    def shared_kpis(self, department_id: int) -> list[tuple[int, Kpi, bool, int]]:
        """What it, or people of it, share with others, as it was agreed on last: its number, the KPI, whether
        a department is among the owners, and how many people are.
        """
        newest = (
            select(SharedKpiRow.shared_id, func.max(SharedKpiRow.number).label("number"))
            .where(SharedKpiRow.state.in_(AGREED))
            .group_by(SharedKpiRow.shared_id)
            .subquery()
        )
        mine = select(SharedKpiOwnerRow.shared_kpi_id).where(
            or_(
                SharedKpiOwnerRow.department_id == department_id,
                SharedKpiOwnerRow.person_id.in_(_there(department_id)),
            )
        )
        rows = self._session.execute(
            select(
                SharedKpiRow,
                func.count(SharedKpiOwnerRow.department_id),
                func.count(SharedKpiOwnerRow.person_id),
            )
            .join(
                newest,
                and_(newest.c.shared_id == SharedKpiRow.shared_id, newest.c.number == SharedKpiRow.number),
            )
            .join(SharedKpiOwnerRow, SharedKpiOwnerRow.shared_kpi_id == SharedKpiRow.id)
            .where(SharedKpiRow.id.in_(mine))
            .group_by(SharedKpiRow.id)
            .order_by(SharedKpiRow.name, SharedKpiRow.id)
        )
        return [
            (row.shared_id or row.id, row.kpi(), bool(departments), people)
            for row, departments, people in rows
        ]

    def figures(
        self, department_id: int, shared_ids: Collection[int], *, zone: ZoneInfo
    ) -> Mapping[Place, Sequence[Entered]]:
        """All that was ever entered for the team's KPIs and for these shared ones."""
        rows = self._session.execute(
            select(FigureRow, CycleRow.ends_on)
            .join(CycleRow, CycleRow.id == FigureRow.cycle_id)
            .where(
                CycleRow.withdrawn_at.is_(None),
                or_(FigureRow.department_id == department_id, FigureRow.shared_id.in_(shared_ids)),
            )
            .order_by(FigureRow.id)
        )
        found: dict[Place, list[Entered]] = {}
        for row, ends_on in rows:
            place = (
                Place(owner=Owner.DEPARTMENT, owner_id=department_id, kpi=row.kpi)
                if row.shared_id is None
                else Place(owner=Owner.SHARED, owner_id=row.shared_id, kpi="")
            )
            figure = row.figure(by="")
            day = told_day(as_of=row.as_of, at=row.at, ends_on=ends_on, zone=zone)
            found.setdefault(place, []).append(
                Entered(id=row.id, day=day, typed=figure.typed, value=figure.value)
            )
        return found

    def were_told(self, month: Month) -> frozenset[tuple[int, int]]:
        """To whom of which department that month was announced: (person, department)."""
        told = DepartmentReportToldRow
        rows = self._session.execute(
            select(told.person_id, told.department_id).where(told.month == month.first)
        )
        return frozenset((person, department) for person, department in rows)

    def record(self, person_id: int, department_id: int, *, month: Month, at: datetime) -> bool:
        """It is announced to them now; False where another process was first."""
        insert = postgresql.insert if self._session.get_bind().dialect.name == "postgresql" else sqlite.insert
        made = (
            insert(DepartmentReportToldRow)
            .values(person_id=person_id, department_id=department_id, month=month.first, at=at)
            .on_conflict_do_nothing()
        )
        return self._session.scalar(made.returning(DepartmentReportToldRow.person_id)) is not None


_BEGINNINGS = (ActionEvent.WRITE, ActionEvent.ACCEPT, ActionEvent.TAKE_UP)


def _happened(events: Sequence[ActionEvent], *, start: datetime, end: datetime) -> Select[int]:
    """The actions to which one of these happened in these days."""
    return select(ActionHistoryRow.action_id).where(
        ActionHistoryRow.event.in_(events), ActionHistoryRow.at >= start, ActionHistoryRow.at < end
    )


def _answer(state: ActionState) -> Answer:
    if state in OFFERED:
        return Answer.WAITING
    return Answer.DECLINED if state in TURNED_DOWN else Answer.TAKEN_UP


def _there(department_id: int) -> Select[int]:
    return select(PersonRow.id).where(PersonRow.department_id == department_id, PersonRow.left_on.is_(None))
