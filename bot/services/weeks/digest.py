"""The manager's digest: one message a week about their people's week, kept up to date after."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.absences import Absence, is_away
from bot.domain.access import Deed, require
from bot.domain.calendar import at_local
from bot.domain.people import Person
from bot.domain.weeks.check_in import CheckIn
from bot.domain.weeks.digest import DigestFacts, Told, arranged, said_in
from bot.domain.weeks.digest_notices import DigestDue
from bot.domain.weeks.week import Week, digest_at
from bot.services.acting import Acting
from bot.services.actions.follow_up import digest_of
from storage.unit import Unit

LOOKED_BACK = timedelta(days=21)
"""A digest that could not be sent for longer is not news any more."""
A_DAY = timedelta(days=1)
BATCH = 500


@dataclass(frozen=True, kw_only=True)
class _Due:
    manager: Person
    week: Week


def send_due_digests(acting: Acting) -> int:
    """Announce to each manager how the week was, whose morning after it has come; returns how many that were.

    Of several weeks that are due to one manager only the newest is announced: the others are not news. Safe
    to run twice and in two processes at once. What it says is read when it is sent.
    """
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        due = _due(unit, acting)
    newest = {each.manager.id: each.week for each in sorted(due, key=lambda each: each.week)}
    sent = 0
    for start in range(0, len(due), BATCH):
        with acting.store.begin() as unit:
            some = [(each.manager.id, each.week) for each in due[start : start + BATCH]]
            new = sorted(unit.digests.record(some, at=acting.now))
            told = [DigestDue(to=who, week=str(week)) for who, week in new if newest[who] == week]
            unit.outbox.add(*told, now=acting.now)
            sent += len(told)
    return sent


def digest_facts(unit: Unit, manager: Person, week: Week, *, now: datetime) -> DigestFacts:
    """What a manager reads of a week, as it stands now; whoever shows it checks for whom.

    A fixed number of queries, however many people.
    """
    check_ins = unit.check_ins.of_manager(manager.id, week)
    since = at_local(week.first(calendar=manager.calendar), 0, zone=manager.zone)
    people = {each.employee_id for each in check_ins}
    actions = digest_of(unit, manager.id, people, since=since, now=now)
    return replace(arranged(manager, week, told(unit, check_ins)), actions=actions)


def read_digest(acting: Acting, *, week: Week) -> DigestFacts:
    """The same for whoever asks: everybody's week in full."""
    with acting.store.read() as unit:
        facts = digest_facts(unit, acting.person, week, now=acting.now)
        require(Deed.READ_DIGEST, acting.by, facts)
        return facts


def told(unit: Unit, check_ins: Collection[CheckIn]) -> list[Told]:
    """Each of these with its newest answers, and what was said about them."""
    given = [each.id for each in check_ins if each.stage.given]
    answers, histories = unit.check_ins.answers(given), unit.check_ins.histories(given)
    wanted = {each.employee_id for each in check_ins}
    wanted |= {who for each in answers.values() for who in each.helpers}
    names = {each.id: each.name for each in unit.people.values(wanted)}
    return [
        Told(
            check_in=each,
            name=names[each.employee_id],
            answers=answers.get(each.id),
            helpers=tuple(names[who] for who in answers[each.id].helpers) if each.id in answers else (),
            said=said_in(histories.get(each.id, ()), manager_id=each.manager_id),
        )
        for each in check_ins
    ]


def _due(unit: Unit, acting: Acting) -> list[_Due]:
    unsent = unit.digests.unsent(since=(acting.now - LOOKED_BACK).date())
    managers = {each.id: each for each in unit.people.values({who for who, _ in unsent})}
    absences = unit.absences.of(managers, since=acting.now.date() - A_DAY)
    hour = acting.policy.schedule.digest_hour
    return [
        _Due(manager=managers[who], week=week)
        for who, week in unsent
        if digest_at(week, managers[who], hour=hour) <= acting.now
        and _reads_now(managers[who], absences.get(who, ()), acting.now, hour=hour)
    ]


def _reads_now(manager: Person, absences: Iterable[Absence], now: datetime, *, hour: int) -> bool:
    """Whether this is a morning of theirs: one that was missed, or that they were away on, is made up for."""
    today = now.astimezone(manager.zone).date()
    is_there = manager.calendar.is_working_day(today) and not is_away(absences, today)
    return is_there and at_local(today, hour, zone=manager.zone) <= now
