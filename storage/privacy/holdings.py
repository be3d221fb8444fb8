"""What is held of whom: one entry for each table that names a person. Export, erasure and retention all go
by it, and tests/house/test_holdings.py fails where a table has none.

`mine`: columns that say whose a row is, who is shown all of it. `named`: columns that name somebody in
another's row: who, when and in which state is theirs too, what was written in it is not. `of`: the column
by which it belongs to a row of another table, and counts to whoever that is about.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    ForeignKey,
    LargeBinary,
    Table,
    Text,
    false,
    or_,
    select,
    true,
)
from sqlalchemy.types import TypeDecorator, TypeEngine

from bot.domain.obligations import Subject
from bot.domain.privacy.kinds import Erase, Kind
from bot.domain.reviews.scoring import Side
from bot.domain.reviews.way import IN_CONFIDENCE, RELEASED, Event
from bot.domain.weeks.feedback_way import State as FeedbackState
from storage.models import Base

TABLES = Base.metadata.tables

_TELLS_EMPLOYEE = (Event.OPEN, Event.SUBMIT, Event.ASK_FOR_MORE, Event.LEAVE, Event.RETURN, Event.HAND_OVER)
"""Steps of a review of which the employee reads the words before it is released."""


@dataclass(frozen=True, kw_only=True)
class Holding:
    """One table. `strings`: short columns that hold what somebody typed, or who they are; long ones are
    found by their type. `told`: which of somebody's rows they are shown, where others write in confidence;
    `untold`: of which rows somebody who is only named in them is shown nothing.
    `result`: a part of a released result, which the law may have kept. `others`: of `mine`, whoever wrote
    what is about somebody else; it is not erased with them.
    """

    name: str
    kind: Kind
    erase: Erase
    mine: Collection[str] = ()
    named: Collection[str] = ()
    of: str | None = None
    strings: Collection[str] = ()
    told: Callable[[Table, int], ColumnElement[bool]] | None = None
    untold: Callable[[Table], ColumnElement[bool]] | None = None
    result: bool = False
    others: Collection[str] = ()

    @property
    def about(self) -> list[str]:
        """Columns that say whom a row is about, which is not always whoever wrote it."""
        return [each for each in self.mine if each not in self.others]

    @property
    def table(self) -> Table:
        return TABLES[self.name]

    @property
    def texts(self) -> list[str]:
        """Columns that hold what somebody wrote."""
        return [each.key for each in self.table.c if is_long(each.type) or each.key in self.strings]

    @property
    def parent(self) -> "Holding | None":
        """Of which it is a part."""
        return None if self.of is None else HOLDINGS[referred(self.table.c[self.of]).table.name]

    def whose(self, person_id: int) -> ColumnElement[bool]:
        """Rows that are this person's."""
        conditions: list[ColumnElement[bool]] = [self.table.c[each] == person_id for each in self.mine]
        if self.of is not None and self.parent is not None:
            key = referred(self.table.c[self.of])
            inside = select(key).where(self.parent.whose(person_id))
            conditions.append(self.table.c[self.of].in_(inside))
        return or_(false(), *conditions)

    def erasable(self, person_id: int) -> ColumnElement[bool]:
        """Rows about this person: what they wrote about others is those others'."""
        conditions: list[ColumnElement[bool]] = [self.table.c[each] == person_id for each in self.about]
        if self.of is not None and self.parent is not None:
            key = referred(self.table.c[self.of])
            inside = select(key).where(self.parent.erasable(person_id))
            conditions.append(self.table.c[self.of].in_(inside))
        return or_(false(), *conditions)

    def naming(self, person_id: int) -> ColumnElement[bool]:
        """Rows that name this person, are somebody else's, and may be told of."""
        named = or_(false(), *(self.table.c[each] == person_id for each in self.named))
        told = true() if self.untold is None else ~self.untold(self.table)
        return named & told & ~self.whose(person_id)

    def shown(self, person_id: int) -> ColumnElement[bool]:
        """Which of this person's rows they are shown."""
        return true() if self.told is None else self.told(self.table, person_id)


def referred(column: Column[Any]) -> Column[Any]:
    """The column that a foreign key points to."""
    key: ForeignKey = next(iter(column.foreign_keys))
    return key.column


def is_long(kind: TypeEngine[Any]) -> bool:
    """Whether a column of this type holds text of any length, JSON, or a file."""
    inner = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    return isinstance(kind, (Text, JSON, LargeBinary)) or isinstance(inner, (Text, JSON, LargeBinary))


def _released(review: Column[Any]) -> ColumnElement[bool]:
    reviews = TABLES["reviews"]
    return review.in_(select(reviews.c.id).where(reviews.c.state.in_(RELEASED)))


def _scores(table: Table, _: int) -> ColumnElement[bool]:
    return or_(table.c.side == Side.SELF, _released(table.c.review_id))


def _review_steps(table: Table, _: int) -> ColumnElement[bool]:
    open_to_all = or_(table.c.event.in_(_TELLS_EMPLOYEE), _released(table.c.review_id))
    return open_to_all & table.c.event.not_in(IN_CONFIDENCE)


def _feedback(table: Table, person_id: int) -> ColumnElement[bool]:
    told = table.c.state.in_((FeedbackState.TOLD, FeedbackState.ANSWERED))
    return or_(table.c.giver_id == person_id, told)


def _feedback_steps(table: Table, person_id: int) -> ColumnElement[bool]:
    feedback = TABLES["feedback"]
    return table.c.feedback_id.in_(select(feedback.c.id).where(_feedback(feedback, person_id)))


def _own_side(column: str) -> Callable[[Table, int], ColumnElement[bool]]:
    """Only what they wrote themselves."""
    return lambda table, person_id: table.c[column] == person_id


def _once_released(table: Table, _: int) -> ColumnElement[bool]:
    return _released(table.c.review_id)


def _of_input(table: Table) -> ColumnElement[bool]:
    """What somebody's colleagues owe about them: who they are, and when each of them answered."""
    return table.c.subject == Subject.INPUT


def _never(_: Table, __: int) -> ColumnElement[bool]:
    return false()


_ROW, _TEXTS, _STAYS = Erase.ROW, Erase.TEXTS, Erase.STAYS


def _of(kind: Kind, name: str, erase: Erase, *mine: str, **more: Any) -> Holding:
    return Holding(name=name, kind=kind, erase=erase, mine=mine, **more)


HOLDINGS: Mapping[str, Holding] = {
    each.name: each
    for each in (
        _of(
            Kind.PERSON,
            "people",
            _TEXTS,
            "id",
            named=("manager_id", "stands_in_for_id"),
            strings=(
                "email",
                "number",
                "name",
                "post",
                "slack_id",
                "phone",
                "dm_channel",
                "locale",
                "timezone",
            ),
        ),
        _of(Kind.PERSON, "former_addresses", _ROW, "person_id", strings=("address",)),
        _of(Kind.PERSON, "held_roles", _ROW, "person_id"),
        _of(Kind.PERSON, "moves", _TEXTS, "person_id"),
        # Reviews
        _of(
            Kind.REVIEWS,
            "reviews",
            _TEXTS,
            "employee_id",
            named=("manager_id", "delegate_id"),
            result=True,
        ),
        _of(
            Kind.REVIEWS,
            "review_history",
            _TEXTS,
            named=("by_id",),
            of="review_id",
            told=_review_steps,
            result=True,
        ),
        _of(
            Kind.REVIEWS,
            "scores",
            _TEXTS,
            of="review_id",
            strings=("actual", "files"),
            told=_scores,
            result=True,
        ),
        _of(Kind.REVIEWS, "past_results", _ROW, "person_id", named=("by_id",)),
        _of(Kind.REVIEWS, "year_periods", _STAYS, of="review_id", result=True),
        _of(
            Kind.REVIEWS,
            "calibration_moves",
            _TEXTS,
            named=("by_id",),
            of="review_id",
            told=_never,
            result=True,
        ),
        _of(
            Kind.REVIEWS,
            "contributions",
            _TEXTS,
            named=("person_id",),
            of="review_id",
            told=_never,
            result=True,
        ),
        _of(
            Kind.REVIEWS,
            "second_looks",
            _STAYS,
            named=("person_id",),
            of="review_id",
            told=_never,
            result=True,
        ),
        _of(Kind.REVIEWS, "talks", _STAYS, "employee_id", named=("holder_id", "judge_id"), result=True),
        _of(
            Kind.REVIEWS,
            "talk_history",
            _TEXTS,
            named=("by_id",),
            of="talk_id",
            told=_own_side("by_id"),
            result=True,
        ),
        _of(
            Kind.REVIEWS,
            "talk_preparations",
            _TEXTS,
            named=("by_id",),
            of="talk_id",
            told=_never,
            result=True,
        ),
        _of(Kind.REVIEWS, "recognitions", _TEXTS, "employee_id", named=("by_id",), strings=("channel",)),
        _of(Kind.REVIEWS, "recognition_history", _TEXTS, named=("by_id",), of="recognition_id"),
        _of(Kind.REVIEWS, "delegations", _TEXTS, "manager_id", "delegate_id", named=("by_id", "ended_by_id")),
        _of(Kind.REVIEWS, "calibration_agreements", _STAYS, "by_id"),
        _of(Kind.REVIEWS, "cycles", _STAYS, named=("opened_by_id", "withdrawn_by_id")),
        _of(Kind.REVIEWS, "cycle_extensions", _STAYS, named=("by_id",)),
        _of(Kind.REVIEWS, "fixed_rules", _STAYS, named=("by_id",)),
        # Goals and job-responsibility forms
        _of(Kind.GOALS, "goals", _STAYS, "employee_id", named=("manager_id",), result=True),
        _of(Kind.GOALS, "goals_history", _TEXTS, named=("by_id",), of="goals_id", result=True),
        _of(Kind.GOALS, "kpi_sheets", _TEXTS, "person_id", named=("proposed_by_id",), result=True),
        _of(
            Kind.GOALS,
            "kpi_items",
            _STAYS,
            named=("figure_by_id",),
            of="sheet_id",
            strings=("name", "result", "measure", "unit", "target", "source", "duty"),
            result=True,
        ),
        _of(Kind.GOALS, "signatures", _STAYS, "by_id", named=("in_place_of_id",), of="sheet_id", result=True),
        _of(
            Kind.GOALS,
            "figures",
            _TEXTS,
            "person_id",
            named=("by_id",),
            strings=("typed", "value", "source"),
            result=True,
        ),
        _of(Kind.GOALS, "job_forms", _STAYS, "employee_id", named=("manager_id", "head_id"), result=True),
        _of(Kind.GOALS, "job_form_versions", _TEXTS, named=("by_id",), of="form_id", result=True),
        _of(
            Kind.GOALS,
            "job_form_ratings",
            _TEXTS,
            named=("by_id", "in_place_of_id"),
            of="version_id",
            result=True,
        ),
        _of(Kind.GOALS, "job_form_history", _TEXTS, named=("by_id",), of="form_id", result=True),
        _of(Kind.GOALS, "plan_goals", _STAYS, named=("figure_by_id",)),
        _of(Kind.GOALS, "plan_goal_history", _STAYS, named=("by_id",)),
        _of(Kind.GOALS, "shared_kpis", _STAYS, named=("figure_by_id", "proposed_by_id")),
        _of(Kind.GOALS, "shared_kpi_history", _STAYS, named=("by_id",)),
        _of(Kind.GOALS, "shared_kpi_owners", _STAYS, "person_id", named=("agreed_by_id",)),
        # Actions
        _of(
            Kind.ACTIONS,
            "actions",
            _TEXTS,
            "person_id",
            "owner_id",
            named=("written_by_id",),
            others=("owner_id",),
        ),
        _of(Kind.ACTIONS, "action_history", _TEXTS, named=("by_id",), of="action_id"),
        _of(Kind.ACTIONS, "plans_wanted", _STAYS, "person_id"),
        _of(Kind.ACTIONS, "post_offers", _TEXTS, "person_id", named=("by_id",)),
        # The weeks
        _of(Kind.CHECK_INS, "check_ins", _STAYS, "employee_id", named=("manager_id",)),
        _of(Kind.CHECK_INS, "check_in_answers", _TEXTS, of="check_in_id"),
        _of(Kind.CHECK_INS, "check_in_history", _TEXTS, named=("by_id",), of="check_in_id"),
        _of(Kind.CHECK_INS, "digests", _ROW, "manager_id"),
        _of(
            Kind.FEEDBACK, "feedback", _TEXTS, "giver_id", "receiver_id", told=_feedback, others=("giver_id",)
        ),
        _of(
            Kind.FEEDBACK,
            "feedback_history",
            _TEXTS,
            named=("by_id",),
            of="feedback_id",
            told=_feedback_steps,
        ),
        _of(Kind.FEEDBACK, "suggestions", _TEXTS, "giver_id", named=("head_id",)),
        _of(Kind.FEEDBACK, "suggestion_history", _TEXTS, named=("by_id",), of="suggestion_id"),
        _of(Kind.FEEDBACK, "input_requests", _TEXTS, "about_id", named=("asked_by_id",)),
        _of(Kind.FEEDBACK, "input_history", _TEXTS, named=("by_id",), of="request_id"),
        # Whom it is about is told nothing of it, but it goes with them: docs/decisions/0080.
        _of(
            Kind.FEEDBACK,
            "input_givers",
            _TEXTS,
            "person_id",
            of="request_id",
            told=_own_side("person_id"),
        ),
        # Kept in somebody's own pocket: whose message it was is told nothing of it.
        _of(Kind.POCKET, "pocket_cases", _ROW, "owner_id"),
        _of(Kind.POCKET, "pocket_files", _ROW, of="case_id", strings=("name",)),
        _of(Kind.POCKET, "pocket_contents", _ROW, of="case_id"),
        _of(Kind.POCKET, "pocket_uses", _ROW, of="case_id"),
        _of(Kind.POCKET, "pocket_reminders", _ROW, "person_id"),
        _of(Kind.POCKET, "pocket_silences", _ROW, "person_id"),
        _of(Kind.DRAFTS, "drafts", _ROW, "person_id"),
        _of(Kind.DRAFTS, "offered_choices", _ROW, "person_id"),
        # Website requests
        _of(
            Kind.REQUESTS,
            "requests",
            _TEXTS,
            "requester_id",
            named=("owner_id",),
            strings=("page", "since", "source_link"),
        ),
        _of(
            Kind.REQUESTS,
            "request_details",
            _TEXTS,
            of="request_id",
            strings=("device", "for_whom", "wished_by"),
        ),
        _of(Kind.REQUESTS, "request_entries", _TEXTS, named=("by_id",), of="request_id"),
        _of(Kind.REQUESTS, "request_files", _TEXTS, of="request_id", strings=("name", "permalink")),
        # It is written over what the requester told, and shown to developers beside that.
        _of(Kind.REQUESTS, "request_briefs", _TEXTS, named=("by_id",), of="request_id", told=_never),
        _of(Kind.REQUESTS, "request_followers", _ROW, "person_id"),
        _of(Kind.REQUESTS, "request_reactions", _ROW, "person_id", named=("author_id",)),
        _of(Kind.REQUESTS, "satisfaction", _TEXTS, "by_id"),
        _of(Kind.REQUESTS, "project_arguments", _TEXTS, "author_id"),
        _of(Kind.REQUESTS, "project_participants", _STAYS, "person_id"),
        # The desk: what is decided and done there is the company's, with who did it
        _of(Kind.DESK, "requests_put_off", _STAYS, "by_id"),
        _of(Kind.DESK, "request_pages", _STAYS, "developer_id", "by_id"),
        _of(Kind.DESK, "handovers", _STAYS, named=("assignee_id", "by_id")),
        _of(Kind.DESK, "handover_entries", _STAYS, named=("by_id",)),
        _of(Kind.DESK, "handover_contacts", _TEXTS, "person_id", named=("by_id",)),
        _of(Kind.DESK, "projects", _STAYS, named=("by_id",)),
        _of(Kind.DESK, "project_entries", _STAYS, named=("by_id",)),
        _of(Kind.DESK, "answers_due_told", _STAYS, "reader_id"),
        _of(Kind.DESK, "known_answers", _STAYS, named=("kept_by_id",)),
        _of(Kind.DESK, "glossary_terms", _STAYS, named=("by_id",)),
        _of(Kind.DESK, "desk_hours", _ROW, "person_id", strings=("periods",)),
        _of(Kind.DESK, "duty_weeks", _STAYS, "person_id", "stand_in_id", named=("by_id",)),
        _of(Kind.DESK, "duty_changes", _STAYS, "person_id", "was_id"),
        _of(Kind.DESK, "duty_swaps", _TEXTS, "asker_id", "other_id"),
        # Pings of developers
        _of(Kind.PINGS, "deflected_pings", _TEXTS, "author_id", named=("developer_id",)),
        _of(Kind.PINGS, "pinged_developers", _STAYS, "developer_id", of="ping_id"),
        _of(Kind.PINGS, "ping_notes", _ROW, of="ping_id"),
        _of(Kind.PINGS, "stranger_pings", _STAYS, named=("developer_id",)),
        _of(Kind.PINGS, "allowed_pings", _ROW, "developer_id", "colleague_id"),
        _of(Kind.PINGS, "focuses", _ROW, "developer_id"),
        _of(Kind.PINGS, "pings_weekly", _ROW, "person_id"),
        _of(Kind.AWAY, "absences", _ROW, "person_id", named=("by_id",)),
        # What Steward said when
        _of(Kind.REMINDERS, "obligations", _STAYS, "person_id", named=("other_id",), untold=_of_input),
        _of(Kind.REMINDERS, "nudges", _ROW, "person_id"),
        _of(Kind.REMINDERS, "snoozes", _ROW, "person_id"),
        _of(Kind.REMINDERS, "rhythms", _ROW, "person_id"),
        _of(Kind.REMINDERS, "told_steps", _ROW, "person_id", named=("reader_id",)),
        _of(Kind.REMINDERS, "reports_told", _ROW, "person_id"),
        _of(Kind.REMINDERS, "department_reports_told", _ROW, "person_id"),
        _of(Kind.REMINDERS, "home_views", _ROW, "person_id"),
        _of(Kind.REMINDERS, "home_stale", _ROW, "person_id"),
        # Pay: what is proposed is HR's draft until it is decided
        _of(Kind.PAY, "pay_places", _TEXTS, "person_id"),
        _of(Kind.PAY, "pay_proposed", _TEXTS, "person_id", told=_never),
        _of(Kind.PAY, "pay_decided", _TEXTS, "person_id"),
        # Who looked
        _of(Kind.LOOKS, "viewed_as", _STAYS, named=("by_id", "whom_id"), of="review_id"),
        _of(Kind.LOOKS, "gates_views", _STAYS, "person_id", named=("by_id",)),
        _of(Kind.LOOKS, "file_looks", _STAYS, "person_id", named=("by_id",)),
        _of(Kind.LOOKS, "record_openings", _STAYS, named=("by_id",)),
    )
}

NOBODYS: Mapping[str, str] = {
    "branches": "places",
    "cards": "where a message stands: a channel and a time",
    "concerns": "what is wrong with Steward, by place",
    "departments": "the organisation",
    "developer_groups": "user groups of Slack",
    "exempt_channels": "channels",
    "former_cards": "where a message stood",
    "group_members": "accounts of a user group, read anew from Slack",
    "heads_told": "the record's head",
    "imports": "counts",
    "migrated_by": "revisions",
    "outbox": "notices on their way; by the address in `payload`, they go with the person",
    "passed_until": "a moment",
    "pay_decisions": "that a proposal was decided, and by which user of the machine",
    "pay_proposals": "that a year's changes were proposed",
    "posts": "what a post requires, of nobody in particular",
    "record": "digests, which say nothing without the row",
    "record_waiting": "ids of rows",
    "request_links": "ids of requests",
    "request_similar": "ids of requests",
    "retention_runs": "how many rows went under which rule, never whose",
    "schemes": "how results are computed",
    "search_documents": "words of requests, put together from them and rebuilt",
    "search_postings": "the same by word",
    "sealing_keys": "by what keys are known, which says nothing about them",
    "seen_events": "ids of events",
    "tracker_deliveries": "ids of deliveries",
    "tracker_issues": "ids and states in a tracker",
    "unread_threads": "where threads stand, and moments",
    "works_from": "versions",
}
"""Tables that name nobody, and why nothing of somebody is in them."""
