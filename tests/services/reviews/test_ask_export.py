"""A file that is asked for in Slack is on record then, and holds what its reader may read when it is sent."""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from bot.delivery.outgoing import Outgoing, Snapshot
from bot.delivery.reviews.export import on_file, on_results
from bot.domain.people import Person
from bot.domain.privacy.looks import What
from bot.domain.reviews.notices import FileExported, ResultsExported
from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.services.privacy.looks import read_looks
from bot.services.reviews import ask_export
from bot.services.reviews.ask_export import MOST_ON_PAGES, ask_for_file, ask_for_results
from messages.catalog import Words
from messages.refusals import refusal_text
from tests.builders.matrix import STAR, released, team
from tests.builders.world import FRIDAY, QUARTER, World


def code(call: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as refusal:
        call()
    return refusal.value.code


def looked(world: World, at: Person) -> list[tuple[What, str | None]]:
    return [(each.what, each.by) for each in read_looks(world.acting(at)).found]


def sent_file(world: World, to: Person, of: Person) -> Outgoing | None:
    notice = FileExported(to=to.id, of_id=of.id, form="csv", asked=FRIDAY.isoformat())
    with world.store.read() as unit:
        return on_file(Snapshot(unit=unit, policy=world.store.policy, now=FRIDAY), notice)


def sent_results(world: World, to: Person, *, department: str = "", cycle: str = "") -> Outgoing | None:
    notice = ResultsExported(
        to=to.id, department=department, cycle=cycle, form="xlsx", asked=FRIDAY.isoformat()
    )
    with world.store.read() as unit:
        return on_results(Snapshot(unit=unit, policy=world.store.policy, now=FRIDAY), notice)


def rows(sent: Outgoing | None) -> list[list[str]]:
    assert sent is not None
    assert sent.attachment is not None
    book = CalamineWorkbook.from_filelike(BytesIO(sent.attachment.content))
    return [[str(cell) for cell in row] for row in book.get_sheet_by_index(0).to_python()]


def test_somebodys_reviews_come_to_whoever_may_have_them_and_to_nobody_else(world: World) -> None:
    world.review_at(State.RELEASED)
    people = world.people
    chen = people.employee
    for reader in (chen, people.manager, people.hr):
        whom = None if reader is chen else chen.slack_id
        ask_for_file(world.acting(reader), account=whom, form="pdf")
    for other in (people.colleague, people.boss, people.admin):
        asks = partial(ask_for_file, world.acting(other), form="pdf")
        assert code(partial(asks, account=chen.slack_id)) == "export.not_yours"
        assert code(partial(asks, account="U0NOBODY")) == "export.not_yours"
        assert code(partial(asks, about_id=chen.id)) == "export.not_yours"
        assert sent_file(world, other, chen) is None

    assert world.notices() == [("FileExported", each.id) for each in (chen, people.manager, people.hr)]
    assert sorted(looked(world, chen)) == [
        (What.REVIEWS_FILE, people.manager.name),
        (What.REVIEWS_FILE, people.hr.name),
    ]
    for reader in (chen, people.manager, people.hr):
        sent = sent_file(world, reader, chen)
        assert sent is not None
        assert sent.person == reader
        assert sent.attachment is not None
        assert sent.attachment.name == "reviews-2027-01-08.csv"
        assert "Results" in sent.attachment.content.decode("utf-8-sig").splitlines()
    world.leaves(people.manager)
    assert sent_file(world, people.manager, chen) is None


def test_results_come_to_hr_and_the_head_and_only_those_on_record(world: World) -> None:
    people = team(world)
    hr, boss = world.people.hr, world.people.boss
    released(world, dict.fromkeys(people[:5], STAR), at=FRIDAY - timedelta(days=1))
    marketing = people[0].department
    ask_for_results(world.acting(boss), department=marketing.upper(), cycle=None, form="xlsx")
    ask_for_results(world.acting(hr), department=None, cycle=QUARTER, form="xlsx")
    for other in (people[0], world.people.admin):
        asks = partial(ask_for_results, world.acting(other), form="csv")
        assert code(partial(asks, department=marketing, cycle=None)) == "export.no_department"
        assert code(partial(asks, department=None, cycle=QUARTER)) == "export.not_hr"
        assert sent_results(world, other, department=marketing) is None

    told = [each for each in world.notices() if each[0] == "ResultsExported"]
    assert told == [("ResultsExported", boss.id), ("ResultsExported", hr.id)]
    assert sorted(looked(world, people[0])) == sorted(
        [(What.RESULT_FILE, boss.name), (What.RESULT_FILE, hr.name)]
    )
    names = [row[2] for row in rows(sent_results(world, boss, department=marketing))[1:]]
    assert sorted(names) == sorted(each.name for each in people[:5])
    assert all(row[5] for row in rows(sent_results(world, hr, cycle=QUARTER))[1:])


def test_what_is_released_after_somebody_asked_is_not_in_it(world: World) -> None:
    people = team(world)
    released(world, {people[0]: STAR}, at=FRIDAY + timedelta(minutes=1))

    [row] = rows(sent_results(world, world.people.hr, cycle=QUARTER))[1:]

    assert row[2] == people[0].name
    assert row[5:] in ([], ["", ""])


def test_pages_hold_so_many_results_and_no_more_and_a_workbook_holds_them_all(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_ON_PAGES == 1000
    released(world, dict.fromkeys(team(world)[:5], STAR), at=FRIDAY - timedelta(days=1))
    hr = world.acting(world.people.hr)
    asks = partial(ask_for_results, hr, department=None, cycle=QUARTER)
    held = len(rows(sent_results(world, world.people.hr, cycle=QUARTER))) - 1
    monkeypatch.setattr(ask_export, "MOST_ON_PAGES", held)
    asks(form="pdf")
    monkeypatch.setattr(ask_export, "MOST_ON_PAGES", held - 1)

    with pytest.raises(Refusal) as refused:
        asks(form="pdf")
    asks(form="xlsx")

    assert (refused.value.code, refused.value.facts) == ("export.too_long", {"count": held, "most": held - 1})
    assert [kind for kind, _ in world.notices()].count("ResultsExported") == 2
    for locale, offered in (("en-US", "Ask for xlsx"), ("zh-CN", "请改要 xlsx"), ("zh-TW", "請改要 xlsx")):
        words = Words(locale=locale, timezone="Asia/Shanghai", now=FRIDAY)
        text = refusal_text(words, refused.value.code, refused.value.facts)
        assert set(re.findall(r"\d+", text)) == {str(held), str(held - 1)}
        assert offered in text
