"""The way of a review. Source: domain.md §8; later steps join as they are built."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.obligations import Kind
from bot.domain.way import Way


class State(StrEnum):
    """Where a review is."""

    GOALS_AGREED = "goals_agreed"
    SELF_SCORED = "self_scored"
    MORE_ASKED = "more_asked"
    SCORED = "scored"
    CONFIRMED = "confirmed"
    RELEASED = "released"
    NOT_RATED = "not_rated"
    WITHDRAWN = "withdrawn"


class Event(StrEnum):
    """What can happen to a review."""

    OPEN = "open"
    SUBMIT = "submit"
    BEGIN = "begin"
    ADJUST = "adjust"
    ASK_FOR_MORE = "ask_for_more"
    APPROVE = "approve"
    CONFIRM = "confirm"
    SETTLE = "settle"
    SEND_BACK = "send_back"
    RESEAT = "reseat"
    RELEASE = "release"
    RESCORE = "rescore"
    RELOOK = "relook"
    HAND_OVER = "hand_over"
    DELEGATE = "delegate"
    END_DELEGATION = "end_delegation"
    LEAVE = "leave"
    RETURN = "return"
    NOT_RATE = "not_rate"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    CORRECT = "correct"
    ASK_BACK = "ask_back"
    GIVE_BACK = "give_back"
    KEEP = "keep"
    RECOUNT = "recount"


class Mark(StrEnum):
    """How far a review is, as people are told: each has its words."""

    RELEASED = "released"
    CONFIRMED = "confirmed"
    SECOND_LOOK = "second_look"
    WAITS = "waits"
    ASKED = "asked"
    OPEN = "open"
    NOT_RATED = "not_rated"
    WITHDRAWN = "withdrawn"


class Party(StrEnum):
    """Whose move it can be."""

    EMPLOYEE = "employee"
    MANAGER = "manager"
    SECOND_LOOK = "second_look"
    HR = "hr"


class Due(StrEnum):
    """Which of the cycle's days binds."""

    SELF_SCORE = "self_score"
    APPROVAL = "approval"
    SECOND_LOOK = "second_look"
    RELEASE = "release"


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What a state means, for whoever asks.

    `move`: what waits to be done, by `mover`, until `due`; None where nothing does. `lapses`: it is not
    taken any more once the cycle has closed for self-scores. `handed_in`: there is a self-score to read.
    `decided`: the scores are fixed. `released`: the employee may see them. `closed`: nothing happens any
    more, unless an appeal opens it again. `counts`: it is one of its cycle's reviews. `rated`: it comes to a
    score, or may yet: only then is it counted in a share. `answers`: what waits is the answer to a question.
    """

    mark: Mark
    move: Kind | None = None
    mover: Party | None = None
    due: Due | None = None
    lapses: bool = False
    handed_in: bool = False
    decided: bool = False
    released: bool = False
    closed: bool = False
    counts: bool = True
    rated: bool = True
    answers: bool = False

    def waits_for(self, party: Party) -> bool:
        """Whether it is this side's move."""
        return self.mover is party


PRESENCE = frozenset({Event.LEAVE, Event.RETURN})
"""Whether its employee is there: what waits of a review depends on it."""

REVIEW = Way[State, Event, Stage](
    subject="review",
    transitions={
        (State.GOALS_AGREED, Event.OPEN): State.GOALS_AGREED,
        # More time for this one alone: HR gives it, also after closing.
        (State.GOALS_AGREED, Event.REOPEN): State.GOALS_AGREED,
        (State.GOALS_AGREED, Event.SUBMIT): State.SELF_SCORED,
        # Changed before its manager has started.
        (State.SELF_SCORED, Event.SUBMIT): State.SELF_SCORED,
        (State.SELF_SCORED, Event.BEGIN): State.SELF_SCORED,
        (State.SELF_SCORED, Event.ADJUST): State.SELF_SCORED,
        # After that its employee asks for it.
        (State.SELF_SCORED, Event.ASK_BACK): State.SELF_SCORED,
        (State.SELF_SCORED, Event.GIVE_BACK): State.MORE_ASKED,
        (State.SELF_SCORED, Event.KEEP): State.SELF_SCORED,
        (State.SELF_SCORED, Event.ASK_FOR_MORE): State.MORE_ASKED,
        (State.MORE_ASKED, Event.SUBMIT): State.SELF_SCORED,
        (State.SELF_SCORED, Event.APPROVE): State.SCORED,
        # One of those who look again has confirmed, and another is awaited; then the last one has.
        (State.SCORED, Event.CONFIRM): State.SCORED,
        (State.SCORED, Event.SETTLE): State.CONFIRMED,
        (State.SCORED, Event.SEND_BACK): State.SELF_SCORED,
        # Whoever was to look again cannot any more.
        (State.SCORED, Event.RESEAT): State.SCORED,
        # Until HR releases it only those who gave it and looked again know it.
        (State.CONFIRMED, Event.RELEASE): State.RELEASED,
        # An appeal opens it again, at the score or at the second look; until its next release it is secret.
        (State.RELEASED, Event.RESCORE): State.SELF_SCORED,
        (State.RELEASED, Event.RELOOK): State.SCORED,
        # With its whole cycle, while nobody in it has handed in.
        (State.GOALS_AGREED, Event.WITHDRAW): State.WITHDRAWN,
        # A review follows its person to a new manager until it is scored, and waits while they are gone.
        **{
            (state, event): state
            for state in (State.GOALS_AGREED, State.SELF_SCORED, State.MORE_ASKED)
            for event in (
                Event.HAND_OVER,
                Event.DELEGATE,
                Event.END_DELEGATION,
                Event.LEAVE,
                Event.RETURN,
                # Of a year: a result that is part of it was released, or released again.
                Event.RECOUNT,
            )
        },
        # With its whole cycle, to a corrected scheme: what was fixed by the old one is approved anew.
        **{
            (state, Event.CORRECT): state
            for state in (State.GOALS_AGREED, State.SELF_SCORED, State.MORE_ASKED)
        },
        **{(state, Event.CORRECT): State.SELF_SCORED for state in (State.SCORED, State.CONFIRMED)},
        # Too new, or gone: it ends without a score. Once it is scored only where its employee has left.
        **{
            (state, Event.NOT_RATE): State.NOT_RATED
            for state in (
                State.GOALS_AGREED,
                State.SELF_SCORED,
                State.MORE_ASKED,
                State.SCORED,
                State.CONFIRMED,
            )
        },
        # Once it is scored it stays with who scored it.
        **{(state, event): state for state in (State.SCORED, State.CONFIRMED) for event in PRESENCE},
    },
    stages={
        State.GOALS_AGREED: Stage(
            mark=Mark.OPEN, move=Kind.SELF_SCORE, mover=Party.EMPLOYEE, due=Due.SELF_SCORE, lapses=True
        ),
        State.SELF_SCORED: Stage(
            mark=Mark.WAITS, move=Kind.APPROVAL, mover=Party.MANAGER, due=Due.APPROVAL, handed_in=True
        ),
        State.MORE_ASKED: Stage(
            mark=Mark.ASKED,
            move=Kind.MORE_ASKED,
            mover=Party.EMPLOYEE,
            due=Due.APPROVAL,
            handed_in=True,
            answers=True,
        ),
        State.SCORED: Stage(
            mark=Mark.SECOND_LOOK,
            move=Kind.SECOND_LOOK,
            mover=Party.SECOND_LOOK,
            due=Due.SECOND_LOOK,
            handed_in=True,
            decided=True,
        ),
        State.CONFIRMED: Stage(
            mark=Mark.CONFIRMED,
            move=Kind.RELEASE,
            mover=Party.HR,
            due=Due.RELEASE,
            handed_in=True,
            decided=True,
        ),
        State.RELEASED: Stage(mark=Mark.RELEASED, handed_in=True, decided=True, released=True, closed=True),
        State.NOT_RATED: Stage(mark=Mark.NOT_RATED, closed=True, rated=False),
        State.WITHDRAWN: Stage(mark=Mark.WITHDRAWN, closed=True, counts=False, rated=False),
    },
    # A new manager has it from now on.
    renews=frozenset(
        {
            (State.SELF_SCORED, Event.HAND_OVER),
            (State.SELF_SCORED, Event.DELEGATE),
            (State.SELF_SCORED, Event.END_DELEGATION),
        }
    ),
)

STARTS = frozenset({Event.BEGIN, Event.ADJUST})
"""The manager scores what was handed in: from then on it is theirs."""

IN_CONFIDENCE = (Event.SEND_BACK, Event.SETTLE, Event.CONFIRM, Event.RESEAT, Event.RELOOK)
"""Doubts of the second look, whose words the employee never reads: docs/who-sees.md."""

OWED_ANEW = PRESENCE | {Event.REOPEN}
"""What changes what is owed though it leads nowhere."""

OPENED = State.GOALS_AGREED
"""Where a review begins."""

UNDER_WAY = REVIEW.where(lambda stage: not stage.closed)
UNDECIDED = REVIEW.where(lambda stage: not stage.decided and not stage.closed)
LAPSING = REVIEW.where(lambda stage: stage.lapses)
DECIDED = REVIEW.where(lambda stage: stage.decided)
RATED = REVIEW.where(lambda stage: stage.rated)
COUNTING = REVIEW.where(lambda stage: stage.counts)
CONFIRMED = REVIEW.where(lambda stage: stage.mover is Party.HR)
LOOKED_AT = REVIEW.where(lambda stage: stage.mover is Party.SECOND_LOOK)
RELEASED = REVIEW.where(lambda stage: stage.released)
"""Sets of states, for queries."""

APPROVED_MARKS = frozenset(stage.mark for stage in REVIEW.stages.values() if stage.decided)
"""Of whose scores the manager has fixed."""

UNRATED_MARKS = frozenset(stage.mark for stage in REVIEW.stages.values() if not stage.rated)
"""Of reviews that come to no score."""
