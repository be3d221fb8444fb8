"""What a company decides for itself: the values behind STEWARD_CONFIG."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from bot.domain.calendar import Calendar
from bot.domain.company_days import COMPANY_DAYS, Written, calendar_of
from bot.domain.intake.extra_fields import ExtraField
from bot.domain.intake.triage import Urgency
from bot.domain.reviews.question_sets import QuestionSet
from bot.domain.setting import (
    CHANNEL,
    CHANNEL_OR_NONE,
    CHANNELS,
    CLOSING_HOUR,
    COUNTRY,
    EMAIL,
    EMAILS,
    FILE,
    GROUPS,
    HOUR,
    LOCALE,
    LOCALE_OR_NONE,
    NAMES,
    STEP_CHANGES,
    TIMEZONE,
    WEEKDAY,
    WORDS,
    YES_OR_NO,
    number,
    one_of,
    setting,
    whole_number,
)
from bot.domain.statuses import EMOJI_OR_NONE, STATUS_EMOJI
from bot.domain.text import key
from bot.domain.working_hours import BREAKS, WorkingHours, is_within, working

MOST_DAYS = 120
TWO_WEEKS_OF_MINUTES = 14 * 24 * 60

LUNCH = ("12:00-13:30",)
GIVER_CHOOSES, TOLD_AT_ONCE = "giver", "at_once"
"""Who decides when whoever feedback is about hears of it."""

_PERCENT = whole_number("a percentage", least=0, most=100)
_DAYS = whole_number("a number of working days", least=1, most=MOST_DAYS)
_WORKING_MINUTES = whole_number("a number of working minutes", least=1, most=TWO_WEEKS_OF_MINUTES)
_DAYS_OR_NONE = whole_number("a number of working days", least=0, most=MOST_DAYS)


@dataclass(frozen=True, kw_only=True)
class Channels:
    """Where cards are posted; a channel's name (with or without #) or its id."""

    intake: str = setting("website-requests", CHANNEL, "where website requests are posted")
    developers: str = setting("developers", CHANNEL, "where briefs are handed over to developers")
    recognition: str = setting(
        "", CHANNEL_OR_NONE, "where people are recognised who want it; empty: whoever writes it chooses"
    )


@dataclass(frozen=True, kw_only=True)
class Hours:
    """Local working hours, whole hours of the day; an end before the start is on the next day.

    A break that is not within them is refused; the default is passed over.
    """

    start: int = setting(9, HOUR, "when the website desk opens, on its own clock")
    end: int = setting(18, CLOSING_HOUR, "when it closes; before the start: a night shift")
    breaks: Sequence[str] = setting(LUNCH, BREAKS, "when nobody is to be disturbed in between; []: never")

    @cached_property
    def working(self) -> WorkingHours:
        """The periods of the desk's day."""
        return working(self.start, self.end, self.breaks)

    @cached_property
    def office(self) -> WorkingHours:
        """The periods of everybody else's day: a night shift is the desk's alone."""
        usual = Hours()
        return working(usual.start, usual.end, LUNCH) if self.are_overnight else self.working

    @property
    def are_overnight(self) -> bool:
        return self.end < self.start


@dataclass(frozen=True, kw_only=True)
class Days:
    """The company's own days, which beat the calendars of countries; what is said of one country beats
    what is said of all.
    """

    closed: Sequence[Written] = setting(
        (), COMPANY_DAYS, "days off besides: [2026-12-24, DE 2026-12-28..2026-12-31]"
    )
    worked: Sequence[Written] = setting((), COMPANY_DAYS, "days worked all the same: [CN 2027-02-20]")

    @cached_property
    def _calendars(self) -> dict[str, Calendar]:
        return {}

    def calendar(self, country: str) -> Calendar:
        """The working days of the company's offices in a country."""
        if country not in self._calendars:
            self._calendars[country] = calendar_of(country, closed=self.closed, worked=self.worked)
        return self._calendars[country]


@dataclass(frozen=True, kw_only=True)
class Away:
    """How somebody is known to be away, beside the leave file and their own word."""

    status_emoji: Sequence[str] = setting(
        ("palm_tree", "face_with_thermometer"), STATUS_EMOJI, "whose status in Slack has one of these is away"
    )


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """When Steward speaks up, and how long each step may take. Days are working days (our choice)."""

    opening_hour: int = setting(10, HOUR, "when a quarter's message arrives, local")
    nudge_weekday: int = setting(4, WEEKDAY, "the weekly reminder: 0 Monday … 4 Friday")
    nudge_hour: int = setting(16, HOUR, "and its hour, local")
    reminder_hour: int = setting(10, HOUR, "when “Remind me on Monday” arrives")
    nudges_a_week: int = setting(
        3, whole_number("a number of reminders", least=1, most=7), "most reminders a week, Monday to Sunday"
    )
    digest_hour: int = setting(10, HOUR, "when managers read how the week was, on its first day, local")
    nudges_before_manager: int = setting(
        2, whole_number("a number of reminders", least=1, most=52), "unanswered ones until the manager hears"
    )
    reach_least_people: int = setting(
        3,
        whole_number("a number of people", least=1, most=100),
        "of fewer no figure of reach is shown",
    )
    goals_days: int = setting(10, _DAYS, "working days in which goals are agreed, from their opening")
    agreement_days: int = setting(3, _DAYS, "and at least so many for whoever is to sign")
    scoring_days_before_end: int = setting(
        3, _DAYS_OR_NONE, "working days before the period's end on which scoring opens by itself; 0: after it"
    )
    self_score_days: int = setting(5, _DAYS, "working days after the period's end")
    self_score_grace_days: int = setting(10, _DAYS_OR_NONE, "and how much longer it is still taken")
    approval_days: int = setting(5, _DAYS, "working days for the manager after that due date")
    second_look_days: int = setting(5, _DAYS, "working days for the second look after the manager's")
    release_days: int = setting(5, _DAYS, "working days to calibrate and release after the second look's")
    talk_days: int = setting(10, _DAYS, "working days for the talk, from the release of the result")
    acknowledge_days: int = setting(5, _DAYS, "working days to acknowledge or appeal, from the talk")
    appeal_days: int = setting(10, _DAYS, "working days in which HR decides about an appeal")
    leaver_days: int = setting(10, _DAYS, "after so many HR is asked about the review of whoever left")


@dataclass(frozen=True, kw_only=True)
class Intake:
    """The website desk. `on_duty` is the product manager's e-mail; empty: the first one there is.

    `rota`: whose turns go round by week; where it names nobody `on_duty` has every week.

    `reply_days`: working days in which a requester answers a question; `lapse_days`: after so many without an
    answer the request is closed. `confirm_days` and `unconfirmed_days`: the same for the word whether what is
    done is settled (all our choice).
    """

    on_duty: str = setting("", EMAIL, "e-mail; empty: the first product manager")
    rota: Sequence[str] = setting((), EMAILS, "e-mails of those who take turns by week; []: on_duty always")
    first_answer_minutes: int = setting(
        60,
        _WORKING_MINUTES,
        "working minutes until the first answer",
    )
    now_answer_minutes: int = setting(30, _WORKING_MINUTES, "and where customers cannot buy")
    week_answer_minutes: int = setting(240, _WORKING_MINUTES, "and where there is a way around it")
    later_answer_minutes: int = setting(480, _WORKING_MINUTES, "and where it can wait")
    reply_days: int = setting(2, _DAYS, "working days in which a requester answers a question")
    warn_minutes: int = setting(15, _WORKING_MINUTES, "working minutes before its hour its owner is warned")
    head_minutes: int = setting(60, _WORKING_MINUTES, "and after it, still unanswered, their head is told")
    developer_on_duty: str = setting("", EMAIL, "e-mail: who is called in an emergency; empty: nobody")
    lapse_days: int = setting(10, _DAYS, "and after so many without an answer it is closed")
    confirm_days: int = setting(3, _DAYS, "working days in which a requester confirms that it is settled")
    unconfirmed_days: int = setting(6, _DAYS, "and after so many without a word it is closed for good")
    handover_days: int = setting(1, _DAYS, "working days for each word about a brief that is handed over")
    climb_minutes: int = setting(
        450, _WORKING_MINUTES, "working minutes without an answer until the next channel: e-mail, telephone"
    )
    developers_locale: str = setting("", LOCALE_OR_NONE, "language of briefs; empty: the company's")
    emergency_words: Sequence[str] = setting(
        ("urgent", "emergency", "紧急", "緊急", "着火", "site down"),
        WORDS,
        "with one of these a developer may be pinged",
    )
    may_ping: Sequence[str] = setting((), EMAILS, "colleagues who may always ping developers, by e-mail")
    incident_channels: Sequence[str] = setting(
        (), CHANNELS, "where pings of developers pass: names or ids of channels"
    )
    developer_groups: Sequence[str] = setting(
        (), GROUPS, "user groups that are developers: [web-devs] or their ids"
    )
    reaction_emoji: str = setting(
        "ticket", EMOJI_OR_NONE, 'this emoji on a message offers to send it to the desk; "": none does'
    )
    fields: str = setting("", FILE, "a YAML file beside this one: up to six fields of your own in the form")

    def answer_minutes(self, urgency: Urgency) -> int:
        """Working minutes until the first answer to a request of that urgency."""
        return {
            Urgency.NOW: self.now_answer_minutes,
            Urgency.TODAY: self.first_answer_minutes,
            Urgency.WEEK: self.week_answer_minutes,
            Urgency.LATER: self.later_answer_minutes,
        }[urgency]


@dataclass(frozen=True, kw_only=True)
class Goals:
    """Goals and job-responsibility forms. All figures are our choice."""

    asked_on_day: int = setting(3, _DAYS, "the working day on which somebody new is asked for goals")
    too_new_days: int = setting(
        20, _DAYS_OR_NONE, "with fewer working days in a period nobody is rated for it"
    )

    partly_counts_percent: int = setting(50, _PERCENT, "what a requirement counts that is partly met")
    match_mark: int = setting(60, _PERCENT, "below this match HR and the head of department are told")


@dataclass(frozen=True, kw_only=True)
class CheckIns:
    """The weekly check-in, of everybody whose KPI sheet is agreed on."""

    asked: bool = setting(True, YES_OR_NO, "whether people are asked each week how their KPIs stand")
    departments_without: Sequence[str] = setting(
        (), NAMES, "departments that are not asked, by their names in the organisation file"
    )

    def are_for(self, department: str) -> bool:
        """Whether people of this department check in."""
        without = {key(each) for each in self.departments_without}
        return self.asked and key(department) not in without


@dataclass(frozen=True, kw_only=True)
class Feedback:
    """What colleagues say of one another and of how work is done. Both are our choice."""

    tell: str = setting(
        GIVER_CHOOSES,
        one_of("who decides when feedback is told", (GIVER_CHOOSES, TOLD_AT_ONCE)),
        "giver: whoever gives feedback may keep it for the talk; at_once: it is always told at once",
    )
    suggestion_days: int = setting(5, _DAYS, "working days in which a head answers a suggestion")


@dataclass(frozen=True, kw_only=True)
class Actions:
    """Improvement actions (our choice)."""

    mentor_pairings: int = setting(
        2,
        whole_number("a number of pairings", least=1, most=20),
        "mentor pairings that one person has at most",
    )
    plan_days: int = setting(
        5, _DAYS, "working days from a release in which an improvement plan is written for the lowest band"
    )


@dataclass(frozen=True, kw_only=True)
class Scoring:
    """How managers score (our choice)."""

    reason_from: float = setting(
        0.5,
        number("a number of points", least=0, most=5),
        "a manager says why from so many points of difference on",
    )

    @property
    def reason_points(self) -> Decimal:
        """The same, as scores are counted."""
        return Decimal(str(self.reason_from))


_YEARS = whole_number("a number of years", least=0, most=50)
_MONTHS = whole_number("a number of months", least=0, most=600)


@dataclass(frozen=True, kw_only=True)
class Retention:
    """How long what is held of people is kept; 0: for good. All are our choice: the law of a country may say
    otherwise. docs/privacy.md.
    """

    results_kept_years: int = setting(
        2, _YEARS, "a released result is kept so long, also when its person is erased; 0: it is not"
    )
    reviews_years: int = setting(
        6, _YEARS, "years after a period until the words of its reviews go; 0: never"
    )
    check_ins_years: int = setting(3, _YEARS, "years until a weekly check-in goes; 0: never")
    feedback_years: int = setting(3, _YEARS, "years until feedback and input of colleagues go; 0: never")
    pocket_years: int = setting(3, _YEARS, "years until what somebody kept in their pocket goes; 0: never")
    requests_years: int = setting(5, _YEARS, "years until the words of a closed website request go; 0: never")
    drafts_months: int = setting(12, _MONTHS, "months until a draft goes that nobody touched; 0: never")
    outbox_months: int = setting(12, _MONTHS, "months until what Steward sent is forgotten; 0: never")
    looks_years: int = setting(6, _YEARS, "years until it is forgotten who looked at whose file; 0: never")


@dataclass(frozen=True, kw_only=True)
class Input:
    """Input of colleagues about somebody."""

    questions: str = setting("", FILE, "a YAML file beside this one: sets of questions of your own")


_POINTS = number("a number of points", least=0, most=100)


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """Where the matrix of performance and values is cut (our choice). Whatever is between is the middle."""

    performance_high: float = setting(3.75, _POINTS, "performance counts as high from this mean on")
    performance_low: float = setting(3.25, _POINTS, "and as low up to this one")
    values_high: float = setting(3, _POINTS, "values count as high from this mean on")
    values_low: float = setting(2.5, _POINTS, "and as low below this one")

    @property
    def performance_from(self) -> Decimal:
        """The same, as means are counted."""
        return Decimal(str(self.performance_high))

    @property
    def performance_to(self) -> Decimal:
        return Decimal(str(self.performance_low))

    @property
    def values_from(self) -> Decimal:
        return Decimal(str(self.values_high))

    @property
    def values_below(self) -> Decimal:
        return Decimal(str(self.values_low))


SCALE = ("5", "4.5", "4", "3.75", "3.5", "3.25", "3", "2.5")
"""The points of the scale, best first. Source: domain.md §3."""


@dataclass(frozen=True, kw_only=True)
class Pay:
    """What a year's result proposes, in steps of a pay grade (our choice); never an amount."""

    changes: Sequence[int] = setting(
        (3, 2, 2, 1, 1, 0, 0, -1),
        STEP_CHANGES,
        f"steps that a year's result proposes: for {', '.join(SCALE)}",
    )
    steps: int = setting(
        10, whole_number("a number of steps", least=1, most=99), "steps of a grade, where the file names none"
    )

    @property
    def table(self) -> Mapping[Decimal, int]:
        """The change by point of the scale."""
        return {Decimal(point): change for point, change in zip(SCALE, self.changes, strict=True)}


@dataclass(frozen=True, kw_only=True)
class Policy:
    """Everything configurable in one value; see README, Settings."""

    channels: Channels = field(default_factory=Channels)
    hours: Hours = field(default_factory=Hours)
    default_country: str = setting("CN", COUNTRY, "public holidays and weekend, where a branch names none")
    default_locale: str = setting("en-US", LOCALE, "the language, until Slack tells somebody's own")
    default_timezone: str = setting("Asia/Shanghai", TIMEZONE, "the clock, where a branch names none")
    days: Days = field(default_factory=Days)
    away: Away = field(default_factory=Away)
    schedule: Schedule = field(default_factory=Schedule)
    goals: Goals = field(default_factory=Goals)
    check_ins: CheckIns = field(default_factory=CheckIns)
    feedback: Feedback = field(default_factory=Feedback)
    scoring: Scoring = field(default_factory=Scoring)
    matrix: Matrix = field(default_factory=Matrix)
    actions: Actions = field(default_factory=Actions)
    input: Input = field(default_factory=Input)
    pay: Pay = field(default_factory=Pay)
    retention: Retention = field(default_factory=Retention)
    intake: Intake = field(default_factory=Intake)
    can_mail: bool = False
    """Whether there is a mail server to hand e-mails to."""
    has_tracker: bool = False
    """Whether developers have an issue tracker beside their channel."""
    form_fields: Sequence[ExtraField] = ()
    """What the file named by `intake.fields` holds."""
    question_sets: Sequence[QuestionSet] = ()
    """What the file named by `input.questions` holds."""

    @property
    def developers_locale(self) -> str:
        """In which language briefs are written."""
        return self.intake.developers_locale or self.default_locale

    def calendar(self, country: str | None = None) -> Calendar:
        """The working days of the company's offices in a country; None: where no branch decides."""
        return self.days.calendar(country or self.default_country)


def contradictions(policy: Policy) -> Iterator[tuple[str, str]]:
    """Settings that are right alone and wrong together: the name of one, and a sentence.

    A night shift is the desk's alone: the office's reminders keep to their own hours.
    """
    hours, schedule = policy.hours, policy.schedule
    yield from _of_breaks(hours)
    yield from _of_questions(policy.intake)
    yield from _of_matrix(policy.matrix)
    yield from _of_retention(policy.retention)
    if hours.start == hours.end:
        yield (
            "hours.end",
            f"the day ends at {hours.end}, when it starts. Round the clock is start: 0, end: 24; a night "
            "shift ends before it starts.",
        )
    elif not hours.are_overnight:
        for name in ("opening_hour", "nudge_hour", "reminder_hour", "digest_hour"):
            hour = getattr(schedule, name)
            if not hours.start <= hour <= hours.end:
                yield (
                    f"schedule.{name}",
                    f"{hour} is out of working hours ({hours.start} to {hours.end}). Choose an hour "
                    "within them, or change hours.",
                )


def _of_questions(intake: Intake) -> Iterator[tuple[str, str]]:
    if intake.lapse_days <= intake.reply_days:
        yield (
            "intake.lapse_days",
            f"a question is closed after {intake.lapse_days} working days, before its answer is late "
            f"({intake.reply_days}). Choose more days, or change reply_days.",
        )
    if intake.unconfirmed_days <= intake.confirm_days:
        yield (
            "intake.unconfirmed_days",
            f"what is done is closed after {intake.unconfirmed_days} working days, before its requester is "
            f"asked once more ({intake.confirm_days}). Choose more days, or change confirm_days.",
        )


def _of_retention(retention: Retention) -> Iterator[tuple[str, str]]:
    kept, goes = retention.results_kept_years, retention.reviews_years
    if goes and goes < kept:
        yield (
            "retention.reviews_years",
            f"the words of reviews would go after {goes} years, before results may be erased ({kept}). "
            "Choose more years, or change results_kept_years.",
        )


def _of_matrix(matrix: Matrix) -> Iterator[tuple[str, str]]:
    if matrix.performance_low >= matrix.performance_high:
        yield (
            "matrix.performance_low",
            f"a mean of {matrix.performance_low} would be both low and high (from {matrix.performance_high} "
            "on). Choose a lower one, or change performance_high.",
        )
    if matrix.values_low > matrix.values_high:
        yield (
            "matrix.values_low",
            f"a mean below {matrix.values_low} could be both low and high (from {matrix.values_high} on). "
            "Choose a lower one, or change values_high.",
        )


def _of_breaks(hours: Hours) -> Iterator[tuple[str, str]]:
    if hours.breaks == LUNCH or hours.start == hours.end:
        return
    for each in hours.breaks:
        if not is_within(each, start=hours.start, end=hours.end):
            yield (
                "hours.breaks",
                f"{each} is not between two times of work ({hours.start} to {hours.end}). Change it, or "
                "change hours.",
            )
            return
