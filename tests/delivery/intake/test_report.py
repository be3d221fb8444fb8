"""The desk's figures reach whoever may read them when they are sent, as a card or as a file."""

from datetime import timedelta

import pytest

from bot.delivery.intake.report import on_asked, on_file_asked
from bot.delivery.intake.report_weekly import on_due
from bot.delivery.outgoing import Snapshot
from bot.domain.intake.notices import ReportAsked, ReportDue, ReportFileAsked
from bot.domain.intake.report_period import FileForm
from bot.domain.people import Person
from storage.unit import Store
from tests.builders.intake import MORNING, POLICY, filed
from tests.builders.people import Company

DAYS = "2026-11-23:2026-11-24"


def asked(person: Person) -> ReportAsked:
    return ReportAsked(to=person.id, days=DAYS, asked="now")


def test_whoever_is_neither_product_manager_nor_head_any_more_is_sent_nothing(
    store: Store, people: Company
) -> None:
    filed(store, people.employee)
    with store.read() as unit:
        at = Snapshot(unit=unit, policy=POLICY, now=MORNING + timedelta(days=1))

        assert on_asked(at, asked(people.product_manager)) is not None
        assert on_asked(at, asked(people.developer)) is None
        file = ReportFileAsked(to=people.developer.id, days=DAYS, form="csv", asked="now")
        assert on_file_asked(at, file) is None
        assert on_due(at, ReportDue(to=people.developer.id, week="2026-11-23")) is None
        assert on_due(at, ReportDue(to=people.boss.id, week="2026-11-23")) is not None


@pytest.mark.parametrize("form", FileForm)
def test_a_file_is_named_after_its_days_and_says_nothing_in_the_notification(
    store: Store, people: Company, form: FileForm
) -> None:
    filed(store, people.employee)
    with store.read() as unit:
        at = Snapshot(unit=unit, policy=POLICY, now=MORNING + timedelta(days=1))
        notice = ReportFileAsked(to=people.boss.id, days=DAYS, form=form, asked="now")

        sent = on_file_asked(at, notice)

    assert sent is not None
    assert sent.attachment is not None
    assert sent.attachment.name == f"website-desk-2026-11-23-2026-11-24.{form}"
    assert sent.message.text == "The website desk in figures, as a file: Mon 23 Nov to Tue 24 Nov."


def test_without_the_chart_the_same_is_said(store: Store, people: Company) -> None:
    filed(store, people.employee)
    with store.read() as unit:
        at = Snapshot(unit=unit, policy=POLICY, now=MORNING + timedelta(days=1))
        sent = on_asked(at, asked(people.boss))

    assert sent is not None
    assert sent.plainer is not None
    plain = sent.plainer(frozenset({4}))
    assert [each for each in sent.message.blocks if each["type"] != "data_visualization"] == plain.blocks
