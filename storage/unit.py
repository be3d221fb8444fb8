"""The unit of work: one use case, one transaction, rolled back unless it ends well."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Generic, TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bot.domain.policy import Policy
from bot.spans import span
from storage.actions.actions import Actions
from storage.actions.gates import Gates
from storage.actions.plans import Plans as PlansWanted
from storage.cards import Cards
from storage.concerns import Concerns
from storage.direct import DirectSession
from storage.drafts import Drafts
from storage.engine import WRITES, DatabaseFailure, keyring_of, reading
from storage.goals.figures import Figures
from storage.goals.goals import GoalsOfPeriods
from storage.goals.job_forms import JobForms
from storage.goals.plans import Plans
from storage.goals.posts import Posts
from storage.goals.shared import SharedKpis
from storage.goals.sheets import Sheets
from storage.held_up import HeldUpNotices
from storage.homes import Homes
from storage.intake.allow_list import AllowLists
from storage.intake.answer_due import AnswersDue
from storage.intake.briefs import Briefs
from storage.intake.climb import Contacts
from storage.intake.closing import Closing
from storage.intake.emergency import Pages
from storage.intake.focus import Focuses
from storage.intake.followers import Followers
from storage.intake.glossary import GlossaryTerms
from storage.intake.handover import Handovers
from storage.intake.handover_list import HandoverLists
from storage.intake.hours import DeskHours
from storage.intake.known_answers import KnownAnswers
from storage.intake.lapse import Questions
from storage.intake.later import RequestsPutOff
from storage.intake.links import Links
from storage.intake.ping_scope import PingScope
from storage.intake.pings import Pings
from storage.intake.pings_weekly import PingsWeekly
from storage.intake.project import Projects
from storage.intake.queue import Queue
from storage.intake.reactions import Reactions
from storage.intake.report import DeskReports
from storage.intake.requests import Requests
from storage.intake.rota import Rota
from storage.intake.satisfaction import Satisfactions
from storage.intake.similar import Similar
from storage.intake.swap import Swaps
from storage.intake.tracker import TrackerIssues
from storage.intake.undo import Undoable
from storage.intake.visibility import Visibility
from storage.keyring import Keyring
from storage.keys import Keys
from storage.listening import Listening
from storage.milestones import Milestones
from storage.models.people import POLICY, policy_of
from storage.nudging.nudges import Nudges
from storage.nudging.reach import Reaches
from storage.nudging.rhythms import Rhythms
from storage.nudging.told import ToldSteps
from storage.obligations import Obligations
from storage.outbox import Outbox
from storage.overview import Overview
from storage.passing import Passing
from storage.people.absences import Absences
from storage.people.accounts import Accounts
from storage.people.moves import Moves
from storage.people.organisation import Organisations
from storage.people.people import People
from storage.privacy.held import Held
from storage.privacy.looks import Looks
from storage.privacy.retention import Retention
from storage.record.record import Record
from storage.rehearsed import Rehearsed
from storage.remembering import RememberingSession
from storage.reports.department import DepartmentReports
from storage.reviews.ahead import ReviewsAhead
from storage.reviews.calibration import Calibrations
from storage.reviews.calibration_agreement import CalibrationAgreements
from storage.reviews.contribution import Contributions
from storage.reviews.cycles import Cycles
from storage.reviews.delegations import Delegations
from storage.reviews.explain import EarlierReviews
from storage.reviews.fingerprint import Fingerprints
from storage.reviews.history import Histories
from storage.reviews.input import Inputs
from storage.reviews.matrix import Matrices
from storage.reviews.outcomes import Outcomes
from storage.reviews.past import PastResults
from storage.reviews.recognition import Recognitions
from storage.reviews.reviews import Reviews
from storage.reviews.schemes import Schemes
from storage.reviews.second_look import SecondLooks
from storage.reviews.talks import Talks
from storage.reviews.view_as import ViewsAs
from storage.reviews.year import Years
from storage.seen_events import SeenEvents
from storage.team import Team
from storage.turnstile import Turnstile
from storage.weeks.check_ins import CheckIns
from storage.weeks.digests import Digests
from storage.weeks.feedback import FeedbackGiven
from storage.weeks.pocket import Pocket
from storage.weeks.pocket_files import PocketFiles
from storage.weeks.pocket_reminders import PocketReminders
from storage.weeks.suggestions import Suggestions

Q = TypeVar("Q")


class _Queries(Generic[Q]):
    """Queries of a unit, put together when it is first asked for them: of seventy, a use case needs a few."""

    def __init__(self, make: Callable[["Unit"], Q]) -> None:
        self._make = make

    def __set_name__(self, owner: type["Unit"], name: str) -> None:
        self._name = name

    def __get__(self, unit: "Unit", owner: type["Unit"]) -> Q:
        made = unit.__dict__[self._name] = self._make(unit)
        return made


def _of(queries: Callable[[Session], Q]) -> _Queries[Q]:
    return _Queries(lambda unit: queries(unit.session))


class Unit:
    """What a use case works with: the queries of every feature, in one transaction."""

    session: Session
    policy: Policy

    homes = _of(Homes)
    people = _of(People)
    accounts = _of(Accounts)
    absences = _Queries(lambda unit: Absences(unit.session, concern=unit.homes.concern_their_team))
    moves = _of(Moves)
    organisation = _of(Organisations)
    cycles = _of(Cycles)
    fingerprints = _of(Fingerprints)
    earlier_reviews = _of(EarlierReviews)
    reviews = _of(Reviews)
    reviews_ahead = _of(ReviewsAhead)
    contributions = _of(Contributions)
    calibrations = _of(Calibrations)
    talks = _of(Talks)
    calibration_agreements = _of(CalibrationAgreements)
    outcomes = _of(Outcomes)
    years = _of(Years)
    past = _of(PastResults)
    recognitions = _of(Recognitions)
    record = _of(Record)
    keys = _of(Keys)
    held = _of(Held)
    looks = _of(Looks)
    retention = _Queries(lambda unit: Retention(unit.session, unit.held))
    histories = _of(Histories)
    matrices = _of(Matrices)
    second_looks = _Queries(lambda unit: SecondLooks(unit.session, unit.people))
    views_as = _Queries(lambda unit: ViewsAs(unit.session, unit.people))
    delegations = _of(Delegations)
    schemes = _of(Schemes)
    posts = _of(Posts)
    goals = _of(GoalsOfPeriods)
    sheets = _of(Sheets)
    figures = _of(Figures)
    plans = _of(Plans)
    shared = _of(SharedKpis)
    job_forms = _of(JobForms)
    check_ins = _Queries(lambda unit: CheckIns(unit.session, concern=unit.homes.concern))
    digests = _of(Digests)
    feedback = _Queries(lambda unit: FeedbackGiven(unit.session, concern=unit.homes.concern))
    suggestions = _of(Suggestions)
    inputs = _of(Inputs)
    actions = _of(Actions)
    plans_wanted = _of(PlansWanted)
    gates = _of(Gates)
    requests = _of(Requests)
    visibility = _of(Visibility)
    put_off = _of(RequestsPutOff)
    queue = _of(Queue)
    answers_due = _of(AnswersDue)
    pages = _of(Pages)
    followers = _of(Followers)
    known_answers = _of(KnownAnswers)
    similar = _of(Similar)
    links = _of(Links)
    questions = _of(Questions)
    closing = _of(Closing)
    satisfaction = _of(Satisfactions)
    undoable = _of(Undoable)
    pings = _of(Pings)
    briefs = _Queries(lambda unit: Briefs(unit.session, unit.people))
    glossary = _of(GlossaryTerms)
    handovers = _of(Handovers)
    contacts = _of(Contacts)
    handover_lists = _of(HandoverLists)
    projects = _Queries(lambda unit: Projects(unit.session, unit.people))
    tracker_issues = _of(TrackerIssues)
    pings_weekly = _of(PingsWeekly)
    desk_reports = _of(DeskReports)
    department_reports = _of(DepartmentReports)
    ping_scope = _of(PingScope)
    focuses = _of(Focuses)
    allow_lists = _of(AllowLists)
    reactions = _of(Reactions)
    rota = _of(Rota)
    desk_hours = _of(DeskHours)
    swaps = _of(Swaps)
    obligations = _Queries(lambda unit: Obligations(unit.session, concern=unit.homes.concern))
    nudges = _of(Nudges)
    reaches = _of(Reaches)
    told = _of(ToldSteps)
    rhythms = _of(Rhythms)
    pocket = _Queries(lambda unit: Pocket(unit.session, concern=unit.homes.concern))
    pocket_files = _Queries(lambda unit: PocketFiles(unit.session, concern=unit.homes.concern))
    pocket_reminders = _of(PocketReminders)
    passing = _of(Passing)
    overview = _of(Overview)
    team = _of(Team)
    milestones = _of(Milestones)
    drafts = _of(Drafts)
    cards = _of(Cards)
    rehearsed = _of(Rehearsed)
    outbox = _Queries(lambda unit: Outbox(unit.session, concern=unit.homes.concern))
    concerns = _of(Concerns)
    seen_events = _of(SeenEvents)
    listening = _of(Listening)
    held_up = _of(HeldUpNotices)

    def __init__(self, session: Session) -> None:
        self.session = session
        self.policy = policy_of(session)


class Store:
    """The database. `on_notices` is called after a commit that left something to be sent, `on_homes` after
    one that left a Home to be drawn.

    `policy`'s default places stand in for those of rows that this machine does not know.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        policy: Policy | None = None,
        on_notices: Callable[[], None] = lambda: None,
        on_homes: Callable[[], None] = lambda: None,
    ) -> None:
        self.engine = engine
        self.policy = policy or Policy()
        self._info = {POLICY: self.policy}
        self.on_notices = on_notices
        self.on_homes = on_homes
        self._reading = reading(engine)
        is_sqlite = engine.dialect.name == "sqlite"
        self._turn: AbstractContextManager[None] = Turnstile() if is_sqlite else nullcontext()

    @contextmanager
    def begin(self) -> Iterator[Unit]:
        """A transaction that writes; an exception inside it undoes everything."""
        with (
            span("transaction"),
            self._turn,
            DirectSession(self.engine, expire_on_commit=False, info=self._info) as session,
            session.begin(),
        ):
            session.connect({WRITES: True})
            unit = Unit(session)
            yield unit
            unit.homes.mark()
        if unit.outbox.was_added_to:
            self.on_notices()
        if unit.homes.were_marked:
            self.on_homes()

    @contextmanager
    def read_many(self) -> Iterator[Unit]:
        """The same as `read`, for many things that share what they need: nothing is asked twice."""
        with RememberingSession(
            self.engine, expire_on_commit=False, autoflush=False, info=self._info
        ) as session:
            session.connect(self._reading)
            yield Unit(session)

    @property
    def keyring(self) -> Keyring | None:
        """Under which what people write is sealed."""
        return keyring_of(self.engine)

    def answers(self) -> bool:
        """Whether the database is there."""
        try:
            with self.engine.connect() as connection:
                connection.exec_driver_sql("SELECT 1")
        except DatabaseFailure:
            return False
        return True

    @contextmanager
    def read(self) -> Iterator[Unit]:
        """A transaction that only reads; it never waits for writers."""
        with DirectSession(self.engine, expire_on_commit=False, autoflush=False, info=self._info) as session:
            session.connect(self._reading)
            yield Unit(session)
