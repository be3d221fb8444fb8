"""The unit of work: one use case, one transaction, rolled back unless it ends well."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bot.domain.policy import Policy
from storage.cards import Cards
from storage.concerns import Concerns
from storage.drafts import Drafts
from storage.engine import WRITES, DatabaseFailure
from storage.goals.figures import Figures
from storage.goals.goals import GoalsOfPeriods
from storage.goals.job_forms import JobForms
from storage.goals.plans import Plans
from storage.goals.posts import Posts
from storage.goals.shared import SharedKpis
from storage.goals.sheets import Sheets
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
from storage.record.record import Record
from storage.reviews.contribution import Contributions
from storage.reviews.cycles import Cycles
from storage.reviews.delegations import Delegations
from storage.reviews.explain import EarlierReviews
from storage.reviews.fingerprint import Fingerprints
from storage.reviews.history import Histories
from storage.reviews.reviews import Reviews
from storage.reviews.schemes import Schemes
from storage.reviews.second_look import SecondLooks
from storage.reviews.view_as import ViewsAs
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


class Unit:
    """What a use case works with: the queries of every feature, in one transaction."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.policy = policy_of(session)
        self.homes = Homes(session)
        self.people = People(session)
        self.accounts = Accounts(session)
        self.absences = Absences(session, concern=self.homes.concern_their_team)
        self.moves = Moves(session)
        self.organisation = Organisations(session)
        self.cycles = Cycles(session)
        self.fingerprints = Fingerprints(session)
        self.earlier_reviews = EarlierReviews(session)
        self.reviews = Reviews(session)
        self.contributions = Contributions(session)
        self.second_looks = SecondLooks(session, self.people)
        self.views_as = ViewsAs(session, self.people)
        self.delegations = Delegations(session)
        self.schemes = Schemes(session)
        self.posts = Posts(session)
        self.goals = GoalsOfPeriods(session)
        self.sheets = Sheets(session)
        self.figures = Figures(session)
        self.plans = Plans(session)
        self.shared = SharedKpis(session)
        self.job_forms = JobForms(session)
        self.check_ins = CheckIns(session, concern=self.homes.concern)
        self.digests = Digests(session)
        self.feedback = FeedbackGiven(session, concern=self.homes.concern)
        self.suggestions = Suggestions(session)
        self.requests = Requests(session)
        self.visibility = Visibility(session)
        self.put_off = RequestsPutOff(session)
        self.queue = Queue(session)
        self.answers_due = AnswersDue(session)
        self.pages = Pages(session)
        self.followers = Followers(session)
        self.known_answers = KnownAnswers(session)
        self.similar = Similar(session)
        self.links = Links(session)
        self.questions = Questions(session)
        self.closing = Closing(session)
        self.satisfaction = Satisfactions(session)
        self.undoable = Undoable(session)
        self.pings = Pings(session)
        self.briefs = Briefs(session, self.people)
        self.glossary = GlossaryTerms(session)
        self.handovers = Handovers(session)
        self.contacts = Contacts(session)
        self.handover_lists = HandoverLists(session)
        self.projects = Projects(session, self.people)
        self.tracker_issues = TrackerIssues(session)
        self.pings_weekly = PingsWeekly(session)
        self.desk_reports = DeskReports(session)
        self.ping_scope = PingScope(session)
        self.focuses = Focuses(session)
        self.allow_lists = AllowLists(session)
        self.reactions = Reactions(session)
        self.rota = Rota(session)
        self.desk_hours = DeskHours(session)
        self.swaps = Swaps(session)
        self.obligations = Obligations(session, concern=self.homes.concern)
        self.nudges = Nudges(session)
        self.reaches = Reaches(session)
        self.told = ToldSteps(session)
        self.rhythms = Rhythms(session)
        self.pocket = Pocket(session, concern=self.homes.concern)
        self.pocket_files = PocketFiles(session, concern=self.homes.concern)
        self.pocket_reminders = PocketReminders(session)
        self.passing = Passing(session)
        self.overview = Overview(session)
        self.team = Team(session)
        self.milestones = Milestones(session)
        self.drafts = Drafts(session)
        self.cards = Cards(session)
        self.outbox = Outbox(session, concern=self.homes.concern)
        self.concerns = Concerns(session)
        self.seen_events = SeenEvents(session)
        self.record = Record(session)
        self.histories = Histories(session)


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
        self._writing = engine.execution_options(**{WRITES: True})
        is_sqlite = engine.dialect.name == "sqlite"
        self._turn: AbstractContextManager[None] = Turnstile() if is_sqlite else nullcontext()

    @contextmanager
    def begin(self) -> Iterator[Unit]:
        """A transaction that writes; an exception inside it undoes everything."""
        with (
            self._turn,
            Session(self._writing, expire_on_commit=False, info=self._info) as session,
            session.begin(),
        ):
            unit = Unit(session)
            yield unit
            unit.homes.mark()
        if unit.outbox.was_added_to:
            self.on_notices()
        if unit.homes.were_marked:
            self.on_homes()

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
        with Session(self.engine, expire_on_commit=False, autoflush=False, info=self._info) as session:
            yield Unit(session)
