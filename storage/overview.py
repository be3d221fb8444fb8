"""Queries for the Home tab: how things are, in a few light statements."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from bot.domain.home import MyRequest, MyReview, StandIn
from bot.domain.intake.links import Link
from bot.domain.intake.way import REQUEST, UNSETTLED, Party
from bot.domain.intake.way import State as RequestState
from bot.domain.policy import Policy
from bot.domain.reviews.cycles import in_order
from bot.domain.reviews.facts import joins_late
from bot.domain.reviews.release import release_due
from bot.domain.reviews.talk_way import UNDER_WAY as TALKED_ABOUT
from bot.domain.reviews.way import COUNTING, DECIDED, REVIEW, UNDECIDED, UNDER_WAY, Event
from bot.domain.reviews.way import State as ReviewState
from storage.models.followers import RequestLinkRow
from storage.models.intake import RequestRow
from storage.models.people import PersonRow, policy_of
from storage.models.reviews import CycleRow, ReviewRow
from storage.models.talks import TalkRow
from storage.plain import Plain
from storage.reviews.reading import asked_last, is_of_a_period, is_of_a_year, is_of_one

REVIEWS_SHOWN = 4
"""More of one person are hardly under way at once."""

# Put together once: that takes longer than running them.
_REVIEW, _CYCLE = Plain(ReviewRow).table, Plain(CycleRow).table
_REQUEST, _PERSON = Plain(RequestRow).table, Plain(PersonRow).table
_DELEGATE = Plain(PersonRow, name="delegate").table
_LINK = Plain(RequestLinkRow).table
_TALK = Plain(TalkRow).table
_IS_UNDER_WAY = or_(
    _REVIEW.c.state.in_(UNDER_WAY),
    exists().where(_TALK.c.review_id == _REVIEW.c.id, _TALK.c.state.in_(TALKED_ABOUT)),
)
_REVIEWS = (
    select(
        _IS_UNDER_WAY.label("is_under_way"),
        _REVIEW.c.id,
        _REVIEW.c.cycle_id,
        _REVIEW.c.manager_id,
        _REVIEW.c.state,
        _REVIEW.c.owed_since,
        _CYCLE.c.name.label("period"),
        _CYCLE.c.ends_on,
        _CYCLE.c.scoring_opened_at,
        func.coalesce(_REVIEW.c.own_closes, _CYCLE.c.self_score_due).label("self_score_due"),
        func.coalesce(_REVIEW.c.own_closes, _CYCLE.c.self_score_closes).label("self_score_closes"),
        func.coalesce(_REVIEW.c.own_approval_due, _CYCLE.c.approval_due).label("approval_due"),
        func.coalesce(_REVIEW.c.own_second_look_due, _CYCLE.c.second_look_due).label("second_look_due"),
        _PERSON.c.name.label("manager"),
        _DELEGATE.c.name.label("delegate"),
        asked_last(_REVIEW.c.id).label("asked"),
    )
    .join(_CYCLE, _CYCLE.c.id == _REVIEW.c.cycle_id)
    .join(_PERSON, _PERSON.c.id == _REVIEW.c.manager_id)
    .outerjoin(_DELEGATE, _DELEGATE.c.id == _REVIEW.c.delegate_id)
    .where(_REVIEW.c.employee_id == bindparam("of"), _REVIEW.c.state.in_(COUNTING))
    .limit(bindparam("most"))
)
_NEWEST = (_CYCLE.c.scoring_opened_at.desc(), _REVIEW.c.id.desc())
_MY_REVIEWS = _REVIEWS.order_by(_IS_UNDER_WAY.desc(), is_of_one(_CYCLE.c.name), *_NEWEST)
_OF_A_PERIOD = _REVIEWS.where(is_of_a_period(_CYCLE.c.name)).order_by(*_NEWEST)
_OF_A_YEAR = _REVIEWS.where(is_of_a_year(_CYCLE.c.name)).order_by(*_NEWEST)
_REVIEW_COUNTS = (
    select(_REVIEW.c.state, func.count())
    .join(_PERSON, _PERSON.c.id == _REVIEW.c.employee_id)
    .where(
        _REVIEW.c.cycle_id == bindparam("of"),
        _PERSON.c.left_on.is_(None) | _REVIEW.c.state.in_(DECIDED),
    )
    .group_by(_REVIEW.c.state)
)
_STAND_INS = (
    select(_DELEGATE.c.name.label("delegate"), _PERSON.c.name.label("manager"), func.count().label("reviews"))
    .select_from(
        _REVIEW.join(_PERSON, _PERSON.c.id == _REVIEW.c.manager_id).join(
            _DELEGATE, _DELEGATE.c.id == _REVIEW.c.delegate_id
        )
    )
    .where(_REVIEW.c.cycle_id == bindparam("of"), _REVIEW.c.state.in_(UNDECIDED))
    .group_by(_DELEGATE.c.id, _DELEGATE.c.name, _PERSON.c.id, _PERSON.c.name)
    .order_by(_PERSON.c.name, _PERSON.c.id)
)
OPEN_REQUESTS = (
    select(
        _REQUEST.c.id,
        _REQUEST.c.state,
        _REQUEST.c.happened,
        _REQUEST.c.owner_id,
        _REQUEST.c.requester_id,
        _REQUEST.c.owed_since,
        _REQUEST.c.is_private,
        _PERSON.c.name.label("owner"),
    )
    .join(_PERSON, _PERSON.c.id == _REQUEST.c.owner_id)
    .where(_REQUEST.c.state.in_(UNSETTLED))
    .order_by(_REQUEST.c.id.desc())
    .limit(bindparam("most"))
    .offset(bindparam("first"))
)
"""A page of them as `my_request` reads it, the newest first; whose is to be added."""
_ORIGINAL = Plain(RequestRow, name="original").table
_STANDS = func.coalesce(_ORIGINAL.c.state, _REQUEST.c.state, type_=_REQUEST.c.state.type)
_OF_ONE = (
    _REQUEST.outerjoin(_LINK, and_(_LINK.c.request_id == _REQUEST.c.id, _LINK.c.link == Link.JOINED))
    .outerjoin(_ORIGINAL, _ORIGINAL.c.id == _LINK.c.other_id)
    .join(_PERSON, _PERSON.c.id == func.coalesce(_ORIGINAL.c.owner_id, _REQUEST.c.owner_id))
)
_IS_OPEN = and_(_REQUEST.c.requester_id == bindparam("of"), _STANDS.in_(UNSETTLED))
_OPEN_OF_ONE = (
    select(
        _REQUEST.c.id,
        _STANDS.label("state"),
        _REQUEST.c.happened,
        func.coalesce(_ORIGINAL.c.owner_id, _REQUEST.c.owner_id).label("owner_id"),
        func.coalesce(_ORIGINAL.c.requester_id, _REQUEST.c.requester_id).label("requester_id"),
        func.coalesce(_ORIGINAL.c.owed_since, _REQUEST.c.owed_since, type_=_REQUEST.c.owed_since.type).label(
            "owed_since"
        ),
        _REQUEST.c.is_private,
        _PERSON.c.name.label("owner"),
        _ORIGINAL.c.id.label("original"),
    )
    .select_from(_OF_ONE)
    .where(_IS_OPEN)
    .order_by(_REQUEST.c.id.desc())
    .limit(bindparam("most"))
    .offset(bindparam("first"))
)
"""What was joined to another stands as that one does."""
_HOW_MANY_OF_ONE = select(func.count()).select_from(_OF_ONE).where(_IS_OPEN)
_REQUEST_COUNTS = (
    select(_REQUEST.c.state, func.count()).where(_REQUEST.c.state.in_(UNSETTLED)).group_by(_REQUEST.c.state)
)


class Overview:
    """Everything without scores."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def reviews(self, employee_id: int) -> Sequence[MyReview]:
        """A person's reviews in which something is still to be done, until the talk about the result is over,
        else their newest. Those of a period first, then ad-hoc reviews, then years; what was withdrawn is not
        among them.
        """
        rows = self._session.execute(_MY_REVIEWS, {"of": employee_id, "most": REVIEWS_SHOWN}).all()
        shown = [row for row in rows if row.is_under_way] or rows[:1]
        return [self._my_review(row) for row in sorted(shown, key=lambda row: in_order(row.period))]

    def review_of_period(self, employee_id: int) -> MyReview | None:
        """A person's newest of a quarter or half-year."""
        row = self._session.execute(_OF_A_PERIOD, {"of": employee_id, "most": 1}).first()
        return None if row is None else self._my_review(row)

    def review_of_year(self, employee_id: int) -> MyReview | None:
        """A person's newest of a year."""
        row = self._session.execute(_OF_A_YEAR, {"of": employee_id, "most": 1}).first()
        return None if row is None else self._my_review(row)

    def review_counts(self, cycle_id: int) -> Mapping[ReviewState, int]:
        """How many reviews of a cycle are in which state; who left undecided is not counted."""
        return dict(self._session.execute(_REVIEW_COUNTS, {"of": cycle_id}).all())

    def stand_ins(self, cycle_id: int) -> Sequence[StandIn]:
        """Who decides in whose place in a cycle, by the manager's name; what is decided is not counted."""
        rows = self._session.execute(_STAND_INS, {"of": cycle_id})
        return [StandIn(delegate=row.delegate, manager=row.manager, reviews=row.reviews) for row in rows]

    def open_requests(self, requester_id: int, *, first: int, most: int) -> Sequence[MyRequest]:
        """A person's requests that are not settled, newest first, from number `first` on; what was joined to
        another is settled with that.
        """
        rows = self._session.execute(_OPEN_OF_ONE, {"of": requester_id, "first": first, "most": most})
        return [replace(my_request(row), joined_to=row.original) for row in rows]

    def how_many_open(self, requester_id: int) -> int:
        """As many as that are."""
        return self._session.scalar(_HOW_MANY_OF_ONE, {"of": requester_id}) or 0

    def request_counts(self) -> Mapping[RequestState, int]:
        """How many unsettled requests are in which state."""
        return dict(self._session.execute(_REQUEST_COUNTS).all())

    def _my_review(self, row: Any) -> MyReview:
        return _my_review(row, policy_of(self._session))


def my_request(row: Any) -> MyRequest:
    """A row of OPEN_REQUESTS. What is accepted is its owner's, who has promised nothing perhaps."""
    stage = REQUEST.stage(row.state)
    return MyRequest(
        number=row.id,
        title=row.happened.partition("\n")[0].strip(),
        stage=stage,
        owner=row.owner,
        holder_id=row.requester_id if stage.mover is Party.REQUESTER else row.owner_id,
        since=row.owed_since,
        is_private=row.is_private,
    )


def _my_review(row: Any, policy: Policy) -> MyReview:
    stage = REVIEW.stage(row.state)
    has_longer = stage.lapses and joins_late(
        row.owed_since, ends_on=row.ends_on, scoring_opened_at=row.scoring_opened_at
    )
    return MyReview(
        review_id=row.id,
        cycle_id=row.cycle_id,
        manager_id=row.manager_id,
        period=row.period,
        stage=stage,
        manager=row.manager,
        delegate=row.delegate,
        given_back=stage.answers and row.asked is Event.GIVE_BACK,
        self_score_due=row.self_score_closes if has_longer else row.self_score_due,
        self_score_closes=row.self_score_closes,
        approval_due=row.approval_due,
        second_look_due=row.second_look_due,
        release_due=release_due(row.second_look_due, policy),
    )
