"""A quarter of a town, day by day: goals, weeks, reviews from opening to talk, and what is asked of the desk
beside it. What people do is one entry each.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.domain.actions.way import Event as ActionEvent
from bot.domain.goals.job_form_way import Event as JobFormEvent
from bot.domain.goals.way import Event as GoalsEvent
from bot.domain.intake.way import Event as RequestEvent
from bot.domain.reviews.recognition_way import Event as RecognitionEvent
from bot.domain.reviews.talk_way import Event as TalkEvent
from bot.domain.reviews.way import Event
from bot.domain.weeks.check_in_way import Event as CheckInEvent
from bot.domain.weeks.feedback_way import Event as FeedbackEvent
from storage.models.actions import ActionHistoryRow
from storage.models.feedback import FeedbackHistoryRow
from storage.models.goals import GoalsHistoryRow
from storage.models.intake import RequestEntryRow
from storage.models.job_forms import JobFormHistoryRow
from storage.models.recognition import RecognitionHistoryRow
from storage.models.reviews import ReviewHistoryRow
from storage.models.talks import TalkHistoryRow
from storage.models.weeks import CheckInHistoryRow
from tests.fleet import acts
from tests.fleet.company import BOSS, DESK, DIRECTOR, HR
from tests.fleet.deeds import Day, Deed, Groups, Quarter

Pairs = Iterable[tuple[str, Sequence[str]]]


def plays(quarter: Quarter, days: Sequence[Day]) -> None:
    for day in days:
        quarter.at = f"day {day.on}"
        quarter.town.on(day.on, day.hour)
        for deed in day.deeds:
            quarter.at = f"day {day.on}, {deed.event}"
            deed.is_done(quarter)


# Who does it, about whom


def each(quarter: Quarter) -> Pairs:
    """Each for themselves."""
    return [(name, [name]) for name in quarter.employees]


def first(quarter: Quarter) -> Pairs:
    return list(each(quarter))[:1]


def all_but_the_first(quarter: Quarter) -> Pairs:
    return list(each(quarter))[1:]


def managers(quarter: Quarter) -> Pairs:
    """Each manager for each of theirs."""
    return [(manager, [name]) for name, manager in quarter.managers.items()]


def some(quarter: Quarter) -> Pairs:
    """The people of every sixth team, each for themselves: what they owe, the others are reminded of."""
    return [(name, [name]) for team in list(quarter.teams().values())[::6] for name in team]


def their_managers(quarter: Quarter) -> Pairs:
    return [(quarter.managers[name], about) for name, about in some(quarter)]


def requesters(quarter: Quarter) -> Pairs:
    """A tenth of all, and two at least."""
    return list(each(quarter))[: max(2, len(quarter.employees) // 10)]


def wanting_an_answer(quarter: Quarter) -> Pairs:
    return list(requesters(quarter))[::2]


def wanting_a_change(quarter: Quarter) -> Pairs:
    return list(requesters(quarter))[1::2]


def appellants(quarter: Quarter) -> Pairs:
    """Every eighth, beginning with the second."""
    return list(each(quarter))[1::8]


def wronged(quarter: Quarter) -> Pairs:
    """Whose appeal is granted."""
    return list(each(quarter))[4:5]


def star(quarter: Quarter) -> Pairs:
    return [(quarter.star, [quarter.star])]


def content(quarter: Quarter) -> Pairs:
    objecting = [name for name, _ in (*appellants(quarter), *wronged(quarter))]
    return [(name, about) for name, about in each(quarter) if name not in objecting]


def by(who: str, of: Groups) -> Groups:
    """Somebody, for each of these."""
    return lambda quarter: [(who, about) for _, about in of(quarter)]


def at_once(who: str) -> Groups:
    """Somebody, with one press for all."""
    return lambda quarter: [(who, quarter.employees)]


def by_managers(of: Groups) -> Groups:
    """The manager of each of these."""
    return lambda quarter: [(quarter.managers[about[0]], about) for _, about in of(quarter)]


def by_team(who: str) -> Groups:
    """Somebody, with one press a team."""
    return lambda quarter: [(who, team) for team in quarter.teams().values()]


# What they do

OPEN = Deed(by=at_once(HR), does=acts.says("/review open 2026Q4"), history=ReviewHistoryRow, event=Event.OPEN)
OPEN_GOALS = Deed(
    by=at_once(HR),
    does=acts.says("/review open 2027Q1 goals"),
    history=GoalsHistoryRow,
    event=GoalsEvent.OPEN,
)
SEND_SHEET = Deed(by=some, does=acts.sends_sheet, history=GoalsHistoryRow, event=GoalsEvent.SEND)
AGREE = Deed(by=their_managers, does=acts.agrees, history=GoalsHistoryRow, event=GoalsEvent.AGREE)
FILL_JOB_FORM = Deed(by=some, does=acts.fills_job_form, history=JobFormHistoryRow, event=JobFormEvent.FILL)
RATE_JOB_FORM = Deed(
    by=their_managers, does=acts.rates_job_form, history=JobFormHistoryRow, event=JobFormEvent.RATE
)
CHECK_IN = Deed(by=some, does=acts.checks_in, history=CheckInHistoryRow, event=CheckInEvent.ANSWER)
AS_LAST_WEEK = Deed(by=some, does=acts.is_as_last_week, history=CheckInHistoryRow, event=CheckInEvent.ANSWER)
GIVE_FEEDBACK = Deed(
    by=their_managers,
    does=acts.gives_feedback,
    history=FeedbackHistoryRow,
    event=FeedbackEvent.GIVE,
    keep=True,
)
HAND_IN = Deed(by=all_but_the_first, does=acts.scores, history=ReviewHistoryRow, event=Event.SUBMIT)
HAND_IN_LATE = Deed(by=first, does=acts.scores, history=ReviewHistoryRow, event=Event.SUBMIT)
APPROVE = Deed(by=managers, does=acts.approves, history=ReviewHistoryRow, event=Event.APPROVE)
CONFIRM = Deed(by=by_team(DIRECTOR), does=acts.looks_again, history=ReviewHistoryRow, event=Event.CONFIRM)
SETTLE = Deed(by=by_team(HR), does=acts.looks_again, history=ReviewHistoryRow, event=Event.SETTLE)
RELEASE = Deed(by=at_once(HR), does=acts.releases, history=ReviewHistoryRow, event=Event.RELEASE)
PREPARE = Deed(by=managers, does=acts.prepares, history=TalkHistoryRow, event=TalkEvent.PREPARE)
TALK = Deed(by=managers, does=acts.talks, history=TalkHistoryRow, event=TalkEvent.HOLD)
ACKNOWLEDGE = Deed(by=content, does=acts.acknowledges, history=TalkHistoryRow, event=TalkEvent.ACKNOWLEDGE)
APPEAL = Deed(by=appellants, does=acts.appeals, history=TalkHistoryRow, event=TalkEvent.APPEAL)
UPHOLD = Deed(
    by=by(BOSS, appellants),
    does=acts.decides("The result stands"),
    history=TalkHistoryRow,
    event=TalkEvent.UPHOLD,
)
APPEAL_TOO = replace(APPEAL, by=wronged)
GRANT = Deed(
    by=by(BOSS, wronged),
    does=acts.decides("Opened again: a new second look"),
    history=ReviewHistoryRow,
    event=Event.RELOOK,
)
CONFIRM_ANEW = replace(CONFIRM, by=by(DIRECTOR, wronged))
SETTLE_ANEW = replace(SETTLE, by=by(HR, wronged))
RELEASE_ANEW = replace(RELEASE, by=by(HR, wronged))
RECOGNISE = Deed(
    by=by_managers(star),
    does=acts.recognises,
    history=RecognitionHistoryRow,
    event=RecognitionEvent.ASK,
    keep=True,
)
WANT_IT_POSTED = Deed(
    by=star, does=acts.wants_it_posted, history=RecognitionHistoryRow, event=RecognitionEvent.AGREE
)
WRITE_ACTION = Deed(
    by=their_managers,
    does=acts.writes_action,
    history=ActionHistoryRow,
    event=ActionEvent.WRITE,
    keep=True,
)
FOLLOW_UP = Deed(by=some, does=acts.follows_up, history=ActionHistoryRow, event=ActionEvent.GO_ON)
ASK_THE_DESK = Deed(
    by=requesters,
    does=acts.asks_the_desk,
    history=RequestEntryRow,
    event=RequestEvent.FILE,
    keep=True,
)
TAKE = Deed(by=by(DESK, requesters), does=acts.takes, history=RequestEntryRow, event=RequestEvent.TAKE)
REPLY = Deed(by=requesters, does=acts.replies, history=RequestEntryRow, event=RequestEvent.REPLY)
ANSWER = Deed(
    by=by(DESK, wanting_an_answer), does=acts.answers, history=RequestEntryRow, event=RequestEvent.ANSWER
)
ACCEPT = Deed(
    by=by(DESK, wanting_a_change), does=acts.accepts, history=RequestEntryRow, event=RequestEvent.ACCEPT
)
FINISH = Deed(
    by=by(DESK, wanting_a_change), does=acts.finishes, history=RequestEntryRow, event=RequestEvent.FINISH
)
SETTLE_REQUEST = Deed(
    by=wanting_a_change, does=acts.settles, history=RequestEntryRow, event=RequestEvent.CONFIRM
)

# When

WHOLE = (
    Day(on=4, deeds=(OPEN, OPEN_GOALS)),
    Day(on=5, deeds=(HAND_IN, ASK_THE_DESK, TAKE, REPLY, SEND_SHEET)),
    Day(on=6, deeds=(AGREE, FILL_JOB_FORM, ACCEPT)),
    Day(on=7, deeds=(RATE_JOB_FORM, FINISH, SETTLE_REQUEST)),
    Day(on=8, hour=17, deeds=(CHECK_IN,)),  # whoever has not handed in is reminded
    Day(on=11, deeds=(HAND_IN_LATE, ANSWER, APPROVE)),
    Day(on=13, deeds=(GIVE_FEEDBACK,)),
    Day(on=15, hour=17, deeds=(AS_LAST_WEEK,)),
    Day(on=18, deeds=(CONFIRM, SETTLE, RELEASE)),
    Day(on=25, deeds=(PREPARE, TALK, APPEAL, APPEAL_TOO, ACKNOWLEDGE, RECOGNISE, WRITE_ACTION)),
    Day(on=26, deeds=(UPHOLD, GRANT, WANT_IT_POSTED, CONFIRM_ANEW, SETTLE_ANEW, RELEASE_ANEW)),
    Day(on=29, hour=17, deeds=(FOLLOW_UP,)),
)
SHORT = (
    Day(on=4, deeds=(OPEN,)),
    Day(on=5, deeds=(HAND_IN, ASK_THE_DESK, REPLY)),
    Day(on=8, hour=17, deeds=(HAND_IN_LATE, APPROVE, ANSWER, CONFIRM, SETTLE, RELEASE)),
)
