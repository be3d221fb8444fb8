"""Every job: its name, how often its heart beats, and the use case that it calls.

A job asks the database what is due and not yet done, so a missed beat heals itself at the next.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.domain.notices import TRIED_FOR
from bot.domain.record.head import HeadPlace
from bot.jobs import channels, ping_scope, pocket_files, profiles
from bot.jobs.catch_up import Ears, catch_up
from bot.jobs.reach import measure_reach
from bot.jobs.record import tell_head
from bot.jobs.sqlite_log import keep_log_short
from bot.jobs.tracker import Asked, ask_tracker
from bot.services import listening, passing
from bot.services.acting import Acting
from bot.services.concerns import keep_concerns_current
from bot.services.goals import open_goals
from bot.services.intake import answer_due, climb, closing, lapse, later
from bot.services.intake.desk_change import keep_rota_current
from bot.services.intake.focus import end_what_is_over
from bot.services.intake.hand_over import hand_over_requests
from bot.services.intake.handover_due import look_after_handovers
from bot.services.intake.no_pings import forget_notes
from bot.services.intake.pings_weekly import send_weekly_pings
from bot.services.intake.report_weekly import send_weekly_reports
from bot.services.intake.similar import forget_offered
from bot.services.intake.tracker import forget_told
from bot.services.keys import note_key
from bot.services.nudging import nudges
from bot.services.people.places import check_places
from bot.services.privacy.retention import let_go
from bot.services.record.seal import seal_what_waits
from bot.services.reports.department_monthly import send_department_reports
from bot.services.reviews.delegation import look_after_delegations
from bot.services.reviews.input import end_inputs
from bot.services.reviews.leavers import ask_about_leavers
from bot.services.reviews.long_leave import wait_for_those_on_leave
from bot.services.reviews.open_scoring import open_due_scoring
from bot.services.reviews.second_look_seats import look_after_seats
from bot.services.reviews.talk import let_lapse
from bot.services.weeks import digest, open_check_ins
from bot.services.weeks.pocket_changes import forget_removed
from bot.slack.client import Slack
from bot.slack.reasons import MENDED
from bot.witness.witness import Witness


@dataclass(frozen=True, kw_only=True)
class Beat:
    """One beat of the heart, for one job: the company itself acts. `slack` is for jobs that ask it;
    `tracker`: one that cannot tell by itself. `witnesses`: who is told the head of the record. `ears`: what
    Slack tells goes there, where this process listens.
    """

    acting: Acting
    slack: Slack
    tracker: Asked | None = None
    witnesses: Mapping[HeadPlace, Witness] = field(default_factory=lambda: MappingProxyType({}))
    ears: Ears | None = None


@dataclass(frozen=True, kw_only=True)
class Job:
    """`cron` is five fields, UTC. `asks_slack`: it calls somebody outside, and is left out of a dry run."""

    id: str
    cron: str
    run: Callable[[Beat], None]
    asks_slack: bool = False


def check_missed_channels(beat: Beat) -> None:
    """Look whether a channel that was missed is there again."""
    channels.check_what_is_missed(beat.acting, beat.slack)


def hear_what_was_missed(beat: Beat) -> None:
    """Take up what people wrote while nobody listened."""
    if beat.ears is not None:
        catch_up(beat.acting, beat.slack, beat.ears)


def forget_events(beat: Beat) -> None:
    """Forget which events came long ago."""
    listening.forget_events(beat.acting)


def forget_offers(beat: Beat) -> None:
    """Forget forms whose writer was shown what is known already a day ago, and left it at that."""
    forget_offered(beat.acting)


def read_profiles(beat: Beat) -> None:
    """Learn people's language, time zone and reachability."""
    profiles.read_profiles(beat.acting, beat.slack)


def send_nudges(beat: Beat) -> None:
    """Remind whose time it is."""
    nudges.send_nudges(beat.acting)


def refresh_nudges(beat: Beat) -> None:
    """Bring reminders up to date with what moved."""
    nudges.refresh_nudges(beat.acting)


def count_reach(beat: Beat) -> None:
    """Count how far asking reaches, for whoever watches the figures."""
    measure_reach(beat.acting)


def bring_up_to_date(beat: Beat) -> None:
    """Bring cards up to date of which a day or an hour has passed."""
    passing.bring_up_to_date(beat.acting)


def take_up_again(beat: Beat) -> None:
    """Try again what was parked, where the reason may be gone by now."""
    with beat.acting.store.begin() as unit:
        unit.outbox.take_up_again(MENDED, since=beat.acting.now - TRIED_FOR, now=beat.acting.now)


def look_at_places(beat: Beat) -> None:
    """Tell the admins of time zones and countries that this machine does not know."""
    check_places(beat.acting)


def fetch_kept_files(beat: Beat) -> None:
    """Keep what is in the files of saved messages."""
    pocket_files.fetch_files(beat.acting, beat.slack)


def forget_removed_cases(beat: Beat) -> None:
    """Forget what people took out of their pockets."""
    forget_removed(beat.acting)


def keep_concerns(beat: Beat) -> None:
    """Drop what is over by itself, and show what is still wrong to whoever became an admin since."""
    keep_concerns_current(beat.acting)


def open_scoring_by_itself(beat: Beat) -> None:
    """Open cycles for scoring whose day has come."""
    open_due_scoring(beat.acting)


def look_after_who_is_on_leave(beat: Beat) -> None:
    """End what somebody did in a manager's place, and give them what came since."""
    look_after_delegations(beat.acting)


def ask_what_becomes_of_leavers(beat: Beat) -> None:
    """Ask HR about the reviews of those who left some time ago."""
    ask_about_leavers(beat.acting)


def wait_for_leave(beat: Beat) -> None:
    """Let the self-scores of those on leave wait until they are back."""
    wait_for_those_on_leave(beat.acting)


def pass_second_looks_on(beat: Beat) -> None:
    """Ask somebody else to look again in the place of those on leave."""
    look_after_seats(beat.acting)


def let_talks_lapse(beat: Beat) -> None:
    """Close talks of which the employee said nothing in time."""
    let_lapse(beat.acting)


def end_inputs_of_the_day(beat: Beat) -> None:
    """End the requests for input whose last day is over."""
    end_inputs(beat.acting)


def ask_who_is_new(beat: Beat) -> None:
    """Ask for goals whoever is here for three working days."""
    open_goals.ask_who_is_new(beat.acting)


def open_check_ins_of_the_day(beat: Beat) -> None:
    """Ask those how the week is whose day it is; a moment is a whole hour of somebody's."""
    open_check_ins.open_due_check_ins(beat.acting)


def let_check_ins_lapse(beat: Beat) -> None:
    """Close the check-ins that nobody gave in time."""
    open_check_ins.let_lapse(beat.acting)


def send_digests(beat: Beat) -> None:
    """Tell managers how the week was."""
    digest.send_due_digests(beat.acting)


def keep_rota(beat: Beat) -> None:
    """Pass the website desk on where a week, an absence or a word has changed whose it is."""
    keep_rota_current(beat.acting)


def hand_over_left_requests(beat: Beat) -> None:
    """Give requests whose owner left to whoever is on duty."""
    hand_over_requests(beat.acting)


def look_after_late_handovers(beat: Beat) -> None:
    """Tell owners what lies with a developer and is late, or with one who left."""
    look_after_handovers(beat.acting)


def learn_ping_scope(beat: Beat) -> None:
    """Learn where pings of developers pass, and which groups are developers."""
    ping_scope.learn_ping_scope(beat.acting, beat.slack)


def end_focuses(beat: Beat) -> None:
    """Show whose focus has come to its end."""
    end_what_is_over(beat.acting)


def count_pings_of_the_week(beat: Beat) -> None:
    """Tell those who want it how many interruptions were kept away."""
    send_weekly_pings(beat.acting)


def tell_the_weeks_figures(beat: Beat) -> None:
    """Tell product managers and heads what the week came to at the website desk."""
    send_weekly_reports(beat.acting)


def tell_the_months_of_departments(beat: Beat) -> None:
    """Tell heads what their departments came to in the last month."""
    send_department_reports(beat.acting)


def forget_ping_notes(beat: Beat) -> None:
    """Forget where notes could be changed."""
    forget_notes(beat.acting)


def bring_requests_back(beat: Beat) -> None:
    """Put what the desk put off back in its queue."""
    later.bring_back_what_is_due(beat.acting)


def tell_what_is_due(beat: Beat) -> None:
    """Tell of answers that are due, and of those that did not come."""
    answer_due.tell_what_is_due(beat.acting)


def look_after_open_questions(beat: Beat) -> None:
    """Remind requesters of a question, and close what nobody answered."""
    lapse.look_after_questions(beat.acting)


def climb_unanswered(beat: Beat) -> None:
    """Reach whoever does not answer what was handed over, by one channel after the other."""
    climb.climb(beat.acting)


def look_after_ends(beat: Beat) -> None:
    """Ask requesters once more whether it is settled, and close what nobody said anything about."""
    closing.look_after_what_is_done(beat.acting)


def ask_the_tracker(beat: Beat) -> None:
    """Ask a tracker that has no address to tell us at; forget what others told long ago."""
    if beat.tracker is not None:
        ask_tracker(beat.acting, beat.tracker)
    forget_told(beat.acting)


def seal_the_record(beat: Beat) -> None:
    """Take what was written into the chain of the record."""
    seal_what_waits(beat.acting)


def note_the_key(beat: Beat) -> None:
    """Say once more under which key this process seals: a rotation that it slept through forgot it."""
    note_key(beat.acting)


def let_old_things_go(beat: Beat) -> None:
    """Take away what is older than the company keeps it."""
    let_go(beat.acting)


def tell_the_head(beat: Beat) -> None:
    """Tell the head of the record to whoever keeps it outside, once a day."""
    tell_head(beat.acting, beat.witnesses)


def cut_the_log(beat: Beat) -> None:
    """Begin SQLite's log anew where readers who never pause kept it from that."""
    keep_log_short(beat.acting)


JOBS: tuple[Job, ...] = (
    # First: whoever answered while nobody listened is not reminded of it.
    Job(id="delivery.catch_up", cron="* * * * *", run=hear_what_was_missed, asks_slack=True),
    Job(id="people.read_profiles", cron="*/10 * * * *", run=read_profiles, asks_slack=True),
    Job(id="reviews.open_scoring", cron="*/5 * * * *", run=open_scoring_by_itself),
    Job(id="reviews.on_leave", cron="*/15 * * * *", run=look_after_who_is_on_leave),
    Job(id="reviews.ask_about_leavers", cron="*/15 * * * *", run=ask_what_becomes_of_leavers),
    Job(id="reviews.wait_for_leave", cron="*/15 * * * *", run=wait_for_leave),
    Job(id="reviews.pass_second_looks_on", cron="*/15 * * * *", run=pass_second_looks_on),
    Job(id="reviews.let_talks_lapse", cron="*/15 * * * *", run=let_talks_lapse),
    Job(id="reviews.end_inputs", cron="*/15 * * * *", run=end_inputs_of_the_day),
    Job(id="goals.ask_who_is_new", cron="*/5 * * * *", run=ask_who_is_new),
    # Before the reminders that ask for them.
    Job(id="weeks.open_check_ins", cron="*/15 * * * *", run=open_check_ins_of_the_day),
    Job(id="weeks.let_lapse", cron="*/15 * * * *", run=let_check_ins_lapse),
    Job(id="weeks.send_digests", cron="*/15 * * * *", run=send_digests),
    Job(id="intake.bring_back", cron="* * * * *", run=bring_requests_back),
    # Before the reminders: what is said of an hour is not said twice.
    Job(id="intake.answers_due", cron="* * * * *", run=tell_what_is_due),
    Job(id="intake.ask_tracker", cron="*/5 * * * *", run=ask_the_tracker, asks_slack=True),
    Job(id="delivery.check_channels", cron="*/10 * * * *", run=check_missed_channels, asks_slack=True),
    Job(id="intake.climb", cron="*/5 * * * *", run=climb_unanswered),
    Job(id="reviews.send_nudges", cron="*/5 * * * *", run=send_nudges),
    Job(id="reviews.refresh_nudges", cron="* * * * *", run=refresh_nudges),
    Job(id="delivery.bring_up_to_date", cron="* * * * *", run=bring_up_to_date),
    Job(id="intake.keep_rota_current", cron="*/5 * * * *", run=keep_rota),
    Job(id="intake.hand_over_requests", cron="*/5 * * * *", run=hand_over_left_requests),
    Job(id="intake.look_after_handovers", cron="*/15 * * * *", run=look_after_late_handovers),
    Job(id="intake.look_after_questions", cron="*/15 * * * *", run=look_after_open_questions),
    Job(id="intake.look_after_ends", cron="*/15 * * * *", run=look_after_ends),
    Job(id="intake.learn_ping_scope", cron="*/10 * * * *", run=learn_ping_scope, asks_slack=True),
    Job(id="intake.end_focuses", cron="* * * * *", run=end_focuses),
    Job(id="intake.count_pings", cron="*/15 * * * *", run=count_pings_of_the_week),
    Job(id="intake.weekly_figures", cron="*/15 * * * *", run=tell_the_weeks_figures),
    Job(id="reports.departments", cron="*/15 * * * *", run=tell_the_months_of_departments),
    Job(id="intake.forget_ping_notes", cron="*/10 * * * *", run=forget_ping_notes),
    Job(id="delivery.take_up_again", cron="*/15 * * * *", run=take_up_again),
    Job(id="people.check_places", cron="*/10 * * * *", run=look_at_places),
    Job(id="concerns.keep_current", cron="*/5 * * * *", run=keep_concerns),
    Job(id="weeks.fetch_files", cron="* * * * *", run=fetch_kept_files, asks_slack=True),
    Job(id="weeks.forget_removed_cases", cron="47 * * * *", run=forget_removed_cases),
    Job(id="intake.forget_offers", cron="37 * * * *", run=forget_offers),
    Job(id="record.seal", cron="* * * * *", run=seal_the_record),
    Job(id="keys.note", cron="* * * * *", run=note_the_key),
    Job(id="record.tell_head", cron="*/15 * * * *", run=tell_the_head, asks_slack=True),
    Job(id="nudging.count_reach", cron="17 * * * *", run=count_reach),
    Job(id="privacy.let_go", cron="23 19 * * *", run=let_old_things_go),
    Job(id="database.cut_log", cron="*/10 * * * *", run=cut_the_log),
    Job(id="delivery.forget_events", cron="17 * * * *", run=forget_events),
)
