"""The desk in figures, held against a slow count that shares nothing with it but the rows."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from bot.domain.intake.report import Around, Measures, Spread
from bot.domain.intake.report_period import Days, FileForm
from bot.domain.intake.satisfaction import Satisfaction
from bot.domain.intake.similar import Choice
from bot.domain.intake.way import Event
from bot.domain.people import Grade
from bot.errors import Refusal
from bot.services.intake.report import ask_for_report, ask_for_report_file, read_report, reads_report
from storage.models.pings import DeflectedPingRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.desk_weeks import Lived, lived, write
from tests.builders.intake import MORNING, announced, filed, seen_by, stepped
from tests.builders.people import CHENGDU, Company, person
from tests.builders.slow_count import PAGE_OF, SlowCount, moment
from tests.services.intake.test_pings_weekly import ping

FOUR_WEEKS = Days(first=date(2026, 10, 26), last=date(2026, 11, 22))


def requesters(store: Store, people: Company, count: int = 30) -> list[int]:
    return [
        person(store, f"P{number} Requester", branch=CHENGDU, manager=people.boss, kpis=()).id
        for number in range(count)
    ]


@pytest.fixture
def weeks(store: Store, people: Company) -> list[Lived]:
    """500 requests in four weeks, and 250 in the four before."""
    them = requesters(store, people)
    first, before = moment(FOUR_WEEKS.first), moment(FOUR_WEEKS.before.first)
    requests = [
        *lived(250, first=before, days=28, requesters=them, seed=7),
        *lived(500, first=first, days=28, requesters=them, seed=8, number=251),
    ]
    write(store, requests, owner_id=people.product_manager.id)
    return requests


def test_a_report_over_500_requests_says_what_a_count_minute_by_minute_says(
    store: Store, people: Company, weeks: list[Lived]
) -> None:
    found = read_report(acting(store, by=people.product_manager), days=FOUR_WEEKS)

    now = SlowCount(weeks, FOUR_WEEKS)
    assert now.measures() == found.now
    before = SlowCount(weeks, FOUR_WEEKS.before)
    assert before.measures() == found.before
    assert found.now.filed == 500
    assert min(found.now.mistakes, found.now.duplicates, found.now.lapsed, found.now.reopened) > 5
    assert None not in (found.now.first_answer, found.now.resolution, found.now.waiting)
    for groups, name in (
        (found.branches, lambda each: each.branch),
        (found.pages, lambda each: PAGE_OF[each.page]),
    ):
        counted = now.grouped(name)
        assert {each.name: each.found for each in groups.shown} | {"": groups.rest} == counted
    assert {"confirmed", "unconfirmed", "done", "lapsed"} <= {each.state.value for each in weeks}
    mondays = [FOUR_WEEKS.before.first + timedelta(weeks=number) for number in range(8)]
    weekly = {each.days.first: (each.filed, each.settled, each.mistakes) for each in found.points}
    assert weekly == {monday: now.week(monday) for monday in mondays}
    repeated = now.repeated(since=before.start, least=found.least)
    assert {(each.page, each.mistakes) for each in found.candidates} == repeated
    assert len(repeated) > 3


def test_what_happened_around_500_requests_is_counted_in_the_days_in_which_it_did(
    store: Store, people: Company, weeks: list[Lived]
) -> None:
    chance, settled = Random(9), [each for each in weeks if each.steps]
    first, counted = moment(FOUR_WEEKS.before.first - timedelta(days=7)), Counter[tuple[str, str]]()
    with store.begin() as unit:
        for number in range(400):
            at = first + timedelta(minutes=chance.randrange(70 * 24 * 60))
            when = "now" if moment(FOUR_WEEKS.first) <= at < moment(date(2026, 11, 23)) else "before"
            if not moment(FOUR_WEEKS.before.first) <= at < moment(date(2026, 11, 23)):
                when = "another time"
            what = chance.choice(("solved", "followed", "different", "deflected", "became", "good", "bad"))
            each = settled[number]
            if what in ("solved", "followed", "different"):
                unit.similar.chose(each.requester_id, f"V{number}", Choice(what), about_id=None, at=at)
            elif what in ("deflected", "became"):
                unit.session.add(
                    DeflectedPingRow(
                        author_id=each.requester_id,
                        channel="C1",
                        ts=f"{number}.1",
                        text="look",
                        at=at,
                        request_id=each.number if what == "became" else None,
                    )
                )
            else:
                good, who = what == "good", each.requester_id
                said = Satisfaction(request_id=each.number, by_id=who, good=good, words="", at=at)
                unit.satisfaction.add(said)
            counted[when, what] += 1

    found = read_report(acting(store, by=people.product_manager), days=FOUR_WEEKS)

    for when, around in (("now", found.around), ("before", found.around_before)):
        assert around == Around(
            solved=counted[when, "solved"],
            followed=counted[when, "followed"],
            deflected=counted[when, "deflected"] + counted[when, "became"],
            became=counted[when, "became"],
            good=counted[when, "good"],
            bad=counted[when, "bad"],
        )
        assert min(around.solved, around.followed, around.became, around.good, around.bad) > 5


def test_what_the_desk_does_by_its_forms_is_counted_so(store: Store, people: Company) -> None:
    desk, chen, wu = people.product_manager, people.employee, people.colleague
    mistake = filed(store, chen, submission="V1")
    stepped(store, mistake, Event.ANSWER, desk, now=MORNING + timedelta(minutes=10))
    asked = filed(store, wu, submission="V2")
    stepped(store, asked, Event.ASK, desk, now=MORNING + timedelta(minutes=30))
    filed(store, chen, submission="V3")
    with store.begin() as unit:
        unit.similar.chose(chen.id, "V4", Choice.SOLVED, about_id=1, at=MORNING)
        unit.similar.chose(wu.id, "V5", Choice.DIFFERENT, about_id=None, at=MORNING)
    ping(store, chen, ts="1.1")

    days = Days(first=date(2026, 11, 23), last=date(2026, 11, 23))
    found = read_report(acting(store, by=desk), days=days)

    assert found.now == Measures(
        filed=3,
        settled=1,
        mistakes=1,
        first_answer=Spread(count=2, median=10, ninth=30),
        resolution=Spread(count=1, median=10, ninth=10),
    )
    assert (found.around.solved, found.around.followed, found.around.deflected) == (1, 0, 1)
    assert read_report(acting(store, by=desk), days=days.before).is_nothing


def test_a_private_request_counts_and_is_named_nowhere(store: Store, people: Company) -> None:
    them = [person(store, f"P{each} Q", manager=people.boss, kpis=()) for each in range(4)]
    numbers = [filed(store, each, submission=f"V{each.id}") for each in them]
    for number, each in zip(numbers, them, strict=True):
        seen_by(store, number, Event.HIDE, each)

    days = Days(first=date(2026, 11, 23), last=date(2026, 11, 23))
    found = read_report(acting(store, by=people.boss), days=days)

    assert found.now.filed == 4
    assert found.branches.shown == found.pages.shown == ()
    assert found.branches.rest is not None
    assert found.branches.rest.filed == 4


def test_product_managers_and_heads_read_it_and_nobody_else(store: Store, people: Company) -> None:
    days = Days(first=date(2026, 11, 23), last=date(2026, 11, 23))
    may = {each.id for each in people.everyone if reads_report(acting(store, by=each))}

    assert may == {people.product_manager.id, people.boss.id}
    assert people.boss.grade is Grade.SENIOR
    for act in (
        lambda by: read_report(by, days=days),
        lambda by: ask_for_report(by, days=days),
        lambda by: ask_for_report_file(by, days=days, form=FileForm.TABLE),
    ):
        with pytest.raises(Refusal, match=r"report\.not_yours"):
            act(acting(store, by=people.developer))


def test_asking_again_brings_it_again(store: Store, people: Company) -> None:
    days, by = Days(first=date(2026, 11, 23), last=date(2026, 11, 23)), people.product_manager
    for minute in (0, 0, 1):
        ask_for_report(acting(store, by=by, now=MORNING + timedelta(minutes=minute)), days=days)
    ask_for_report_file(acting(store, by=by, now=MORNING), days=days, form=FileForm.WORKBOOK)

    asked = [kind for kind, payload in announced(store) if payload.get("to") == by.id]
    assert asked == ["ReportAsked", "ReportAsked", "ReportFileAsked"]
