"""What is shown stays what holds, though only a day or an hour passed: cards are brought up to date."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.access import Deed, require
from bot.domain.follows import Where, stale
from bot.domain.goals.cards import figures_card, goals_team_card
from bot.domain.goals.follows import Moved as GoalsMoved
from bot.domain.goals.follows import agreements, my_goals
from bot.domain.goals.job_form_follows import FormMoved, versions
from bot.domain.intake import follows as intake
from bot.domain.intake.request import Request
from bot.domain.notices import CardStale, Notice
from bot.domain.nudging.cards import nudge_card
from bot.domain.obligations import Owed, Subject
from bot.domain.people import Person, Role
from bot.domain.places import known_timezone
from bot.domain.policy import Policy
from bot.domain.reviews.cards import team_card
from bot.domain.reviews.follows import Moved, approvals, my_review, question, second_looks
from bot.domain.reviews.review import Review
from bot.domain.reviews.talk_follows import TalkMoved, holders, judges
from bot.domain.reviews.talk_follows import employees as talked_with
from bot.domain.reviews.way import UNDER_WAY, Party
from bot.domain.weeks.suggestion_follows import SuggestionMoved
from bot.domain.weeks.suggestion_follows import givers as suggestion_givers
from bot.domain.weeks.suggestion_follows import heads as suggestion_heads
from bot.services.acting import Acting
from bot.services.intake.undo import no_longer_undone
from bot.services.obligations import Ledger
from bot.services.reviews.advance import as_moved
from storage.passing import Days
from storage.unit import Unit

CARDS = "cards"
BATCH = 500
"""Notices written in one transaction: nobody else waits long for the database."""

NEVER = timedelta(days=400)
"""How far back is looked where nobody ever looked: days that passed before that matter to nobody."""

REMINDED = timedelta(days=14)
"""How long a reminder that no newer one replaced is kept up to date."""


def bring_up_to_date(acting: Acting) -> int:
    """Announce anew every card of which a day, in its reader's zone, or an hour has passed since the last
    time; returns how many notices that were.

    Days that were missed are made up for. Safe to run twice and in two processes at once: what passed
    is part of each notice's key. A card that shows the same all the same is not touched by delivery.
    """
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        before = unit.passing.until(CARDS) or acting.now - NEVER
        days = list(_days(unit, acting, before=before))
        late = unit.requests.unanswered(since=before, until=acting.now)
        notices = [
            *_reviews(unit, days),
            *_goals(unit, days),
            *(notice for request in late for notice in _late(request)),
            *_promises(unit, days, policy=acting.policy),
            *no_longer_undone(unit, acting),
            *(_reminders(unit, acting, before=before) if days or late else ()),
        ]
    for start in range(0, len(notices), BATCH):
        with acting.store.begin() as unit:
            unit.outbox.add(*notices[start : start + BATCH], now=acting.now)
    if days or late or before > acting.now:  # after a rehearsal of days to come time goes on from now
        with acting.store.begin() as unit:
            unit.passing.set_until(CARDS, at=acting.now)
            unit.homes.concern_everybody()
    return len(notices)


def next_deadlines(acting: Acting, *, today: date) -> tuple[date | None, datetime | None]:
    """The next day, today perhaps, and the next hour that anything open is due."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        return unit.cycles.next_day(today, under_way=UNDER_WAY), unit.requests.next_hour(acting.now)


def _days(unit: Unit, acting: Acting, *, before: datetime) -> Iterator[Days]:
    """The days that are over since `before`; the same ones in few groups of time zones."""
    zones: dict[tuple[date, date], set[str]] = {}
    for name in {*unit.passing.zones(), acting.policy.default_timezone}:
        zone = ZoneInfo(known_timezone(name, default=acting.policy.default_timezone))
        first, end = before.astimezone(zone).date(), acting.now.astimezone(zone).date()
        if first < end:
            zones.setdefault((first, end), set()).add(name)
    for (first, end), names in sorted(zones.items()):
        yield Days(zones=frozenset(names), first=first, end=end)


def _reviews(unit: Unit, days: Sequence[Days]) -> Iterator[CardStale]:
    for some in days:
        to_approve = [Moved(review=each) for each in unit.passing.of_managers(some)]
        teams = {(each.review.cycle_id, each.review.manager_id) for each in to_approve}
        threads = unit.passing.threads({cycle_id for cycle_id, _ in teams})
        yield from stale(
            [
                *_for_the_employees(unit, unit.passing.of_employees(some)),
                *(
                    where
                    for each in to_approve
                    if each.review.stage.waits_for(Party.MANAGER)
                    for where in approvals(each)
                ),
                *((to, team_card(cycle, to)) for cycle, to in threads if (cycle, to) in teams),
                *_for_who_looks_again(unit, unit.passing.of_lookers(some)),
            ],
            because=_passed(some.end),
        )


def _goals(unit: Unit, days: Sequence[Days]) -> Iterator[CardStale]:
    """What waits of goals, forms, figures, suggestions, talks, before each reader whose own day is over."""
    for some in days:
        cards = dict.fromkeys(_naming_a_day(unit, some))
        readers = unit.people.values({to for to, _ in cards if to is not None})
        here = {person.id for person in readers if person.timezone in some.zones}
        yield from stale((each for each in cards if each[0] in here), because=_passed(some.end))


def _naming_a_day(unit: Unit, days: Days) -> Iterator[Where]:
    for each in unit.goals.some({number for number, _ in unit.passing.due(Subject.GOALS, days)}):
        yield from my_goals(GoalsMoved(goals=each))
        yield from agreements(GoalsMoved(goals=each))
    for cycle, manager in unit.passing.goals_threads(days):
        yield manager, goals_team_card(cycle, manager)
    for form in unit.job_forms.some({number for number, _ in unit.passing.due(Subject.JOB_FORM, days)}):
        yield from versions(FormMoved(form=form, before=form))
    for number, head in unit.passing.due(Subject.SUGGESTION, days):
        suggestion = unit.suggestions.look(number)
        moved = SuggestionMoved(suggestion=suggestion, answering=(head,))
        yield from (*suggestion_heads(moved), *suggestion_givers(moved))
    for number in {number for number, _ in unit.passing.due(Subject.TALK, days)}:
        moved_talk = TalkMoved(talk=unit.talks.look(number))
        for cards in (holders, talked_with, judges):
            yield from cards(moved_talk)
    for cycle, person in unit.passing.due(Subject.FIGURES, days):
        yield person, figures_card(cycle, person)


def _for_the_employees(unit: Unit, reviews: Sequence[Review]) -> Iterator[Where]:
    for moved in as_moved(unit, reviews):
        yield from my_review(moved)
        yield from question(moved)


def _for_who_looks_again(unit: Unit, reviews: Sequence[Review]) -> Iterator[Where]:
    """Their cards, and the employee's, which names the same day."""
    for moved in as_moved(unit, reviews):
        yield from second_looks(moved)
        yield from my_review(moved)


def _promises(unit: Unit, days: Sequence[Days], *, policy: Policy) -> Iterator[CardStale]:
    """Of whichever zone's day it is: a card whose reader's day is not over yet is not touched."""
    for some in days:
        for request in unit.requests.promised(first=some.first, end=some.end):
            own = unit.people.get(request.requester_id).timezone
            moved = intake.Moved(request=request)
            because = _passed(request.promised_for or some.first)
            if own in some.zones:
                yield from stale(intake.my_request(moved), because=because)
            if policy.default_timezone in some.zones:
                yield from stale(intake.at_the_desk(moved), because=because)


def _late(request: Request) -> Iterator[Notice]:
    because = f"passed-{request.answer_by.isoformat()}"
    return intake.TIME_PASSED.notices(intake.Moved(request=request), because=because)


def _reminders(unit: Unit, acting: Acting, *, before: datetime) -> Iterator[CardStale]:
    """The reminders that say something else now: to those who owe it, their managers, and HR."""
    reminded = unit.passing.reminded(since=max(before, acting.now - NEVER) - REMINDED)
    if not reminded:
        return
    ledger = Ledger(unit)
    changed: set[int] = set()
    for person, _ in reminded:
        then, today = ledger.owed_by(person, now=before), ledger.owed_by(person, now=acting.now)
        if _said(then, person, before) != _said(today, person, acting.now):
            changed.add(person.id)
    hears = {person.manager_id for person, _ in reminded if person.id in changed}
    hears |= {person.id for person in unit.people.holding(Role.HR)}
    yield from stale(
        (
            (person.id, nudge_card(person.id, day))
            for person, day in reminded
            if person.id in changed or person.id in hears
        ),
        because=f"passed-{acting.now:%Y-%m-%dT%H:%M}",
    )


def _said(owed: Sequence[Owed], person: Person, now: datetime) -> list[tuple[str, int, bool, bool]]:
    """On the last day of something it cannot be put off any more."""
    today = now.astimezone(person.zone).date()
    return [
        (each.kind.value, each.subject_id, each.is_late(now, person=person), each.lapses_on == today)
        for each in owed
    ]


def _passed(day: date) -> str:
    return f"passed-{day.isoformat()}"
