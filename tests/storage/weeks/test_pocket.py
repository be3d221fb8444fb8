"""Cases, their files and uses as rows, and what becomes of the messages."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.reviews.way import State
from bot.domain.weeks.kept_under import Place
from bot.domain.weeks.pocket import Case, Use
from bot.domain.weeks.pocket_message import Change
from bot.errors import Missing
from storage.unit import Store
from tests.builders.acting import MONDAY
from tests.builders.people import Company
from tests.builders.pockets import CONVERSION, MENTORING, TEAMWORK_3, TS, case, file, said
from tests.builders.world import World

EDITED_AT = datetime(2026, 12, 8, 6, 2, tzinfo=UTC)


def keep(store: Store, owner_id: int, number: int = 1, **rest: object) -> int:
    message = said(ts=f"{number}.1", author_id=None)
    with store.begin() as unit:
        kept = unit.pocket.keep(case(owner_id=owner_id, said=message, **rest), at=MONDAY)
    assert kept is not None
    return kept


def read(store: Store, case_id: int) -> Case:
    with store.read() as unit:
        return unit.pocket.get(case_id)


def test_a_case_is_read_as_it_was_kept(store: Store, people: Company) -> None:
    message = said(author_id=people.colleague.id, thread_ts="1.0", link="https://a.b/p1")
    files = tuple(file(number) for number in range(20))
    written = case(owner_id=people.employee.id, said=message, files=files, note="mine", names={"U0WU": "Wu"})
    with store.begin() as unit:
        case_id = unit.pocket.keep(written, at=MONDAY)

    assert case_id is not None
    assert read(store, case_id) == replace(written, id=case_id)


def test_a_message_is_in_a_pocket_once_and_in_as_many_pockets_as_like(store: Store, people: Company) -> None:
    first = keep(store, people.employee.id)

    with store.begin() as unit:
        again = case(owner_id=people.employee.id, said=said(ts="1.1", author_id=None))
        assert unit.pocket.keep(again, at=MONDAY) is None
    assert keep(store, people.colleague.id) != first
    with store.begin() as unit:
        hand = case(owner_id=people.employee.id, said=None)
        assert unit.pocket.keep(hand, at=MONDAY) != unit.pocket.keep(hand, at=MONDAY), "written twice is two"


def test_a_pocket_is_read_by_group_and_day_a_page_at_a_time(store: Store, people: Company) -> None:
    owner = people.employee.id
    days = {1: (MENTORING, 1), 2: (TEAMWORK_3, 1), 3: (CONVERSION, 1), 4: (TEAMWORK_3, 9)}
    ids = {
        keep(store, owner, number, place=place, happened_on=date(2026, 11, day)): number
        for number, (place, day) in days.items()
    }
    keep(store, people.colleague.id, 1)

    with store.read() as unit:
        assert [ids[each.id] for each in unit.pocket.page(owner, start=0, count=3)] == [3, 4, 2]
        assert [ids[each.id] for each in unit.pocket.page(owner, start=3, count=3)] == [1]
        assert [(each.place, each.count) for each in unit.pocket.groups(owner)] == [
            (CONVERSION, 1),
            (TEAMWORK_3, 2),
            (MENTORING, 1),
        ]
        assert [ids[each.id] for each in unit.pocket.since(owner, date(2026, 11, 2))] == [4]
        assert [ids[each.id] for each in unit.pocket.newest(owner, count=2)] == [4, 3]
        assert unit.pocket.owners_since([owner, people.hr.id], date(2026, 11, 9)) == {owner}
        assert unit.pocket.owners_since([owner], date(2026, 11, 10)) == frozenset()


def test_a_group_is_called_as_its_newest_case_calls_it(store: Store, people: Company) -> None:
    renamed = Place(kind=CONVERSION.kind, key=CONVERSION.key, name={"en": "Conversion, all shops"})
    for number, place in enumerate((CONVERSION, renamed), start=1):
        keep(store, people.employee.id, number, place=place)

    with store.read() as unit:
        (group,) = unit.pocket.groups(people.employee.id)
    assert (group.place, group.count) == (renamed, 2)


def test_lists_hold_only_the_beginning_of_a_long_text(store: Store, people: Company) -> None:
    case_id = keep(store, people.employee.id, text="x" * 40_000)

    with store.read() as unit:
        (listed,) = unit.pocket.page(people.employee.id, start=0, count=15)
    assert len(listed.text) == 600
    assert len(read(store, case_id).text) == 40_000


def test_what_is_removed_is_listed_nowhere_and_can_be_put_back_until_it_is_forgotten(
    store: Store, people: Company
) -> None:
    owner = people.employee.id
    gone = keep(store, owner, 1, files=(file(),))
    stays = keep(store, owner, 2)
    with store.begin() as unit:
        unit.pocket.remove(gone, at=MONDAY)

    with store.read() as unit:
        assert [each.id for each in unit.pocket.page(owner, start=0, count=15)] == [stays]
        assert [group.count for group in unit.pocket.groups(owner)] == [1]
        found = unit.pocket.of_message(owner, channel="C0GENERAL", ts="1.1")
        assert found is not None
        assert found.is_removed
    with store.begin() as unit:
        unit.pocket.forget_removed(before=MONDAY)
        unit.pocket.remove(gone, at=None)
    assert not read(store, gone).is_removed

    with store.begin() as unit:
        unit.pocket.remove(gone, at=MONDAY)
        unit.pocket.forget_removed(before=MONDAY + timedelta(seconds=1))
    with pytest.raises(Missing):
        read(store, gone)
    assert read(store, stays).id == stays


def test_every_copy_of_a_message_learns_what_became_of_it(store: Store, people: Company) -> None:
    mine, theirs = keep(store, people.employee.id), keep(store, people.colleague.id)
    other = keep(store, people.employee.id, 2)
    edit = Change(channel="C0GENERAL", ts="1.1", at=EDITED_AT, is_deletion=False)
    with store.begin() as unit:
        assert unit.pocket.knows("C0GENERAL", "1.1")
        assert not unit.pocket.knows("C0GENERAL", "9.9")
        unit.pocket.note_change(edit)
        unit.pocket.note_change(replace(edit, at=EDITED_AT - timedelta(hours=1)))  # told late
        unit.pocket.note_change(replace(edit, at=EDITED_AT + timedelta(days=1), is_deletion=True))

    for case_id in (mine, theirs):
        message = read(store, case_id).said
        assert message is not None
        assert message.edited_at == EDITED_AT
        assert message.deleted_at == EDITED_AT + timedelta(days=1)
    untouched = read(store, other).said
    assert untouched is not None
    assert (untouched.edited_at, untouched.deleted_at) == (None, None)


def test_a_use_is_noted_once_with_its_period(world: World) -> None:
    review = world.review_at(State.GOALS_AGREED)
    case_id = keep(world.store, review.employee_id)
    with world.store.begin() as unit:
        for _ in range(2):
            unit.pocket.note_use(case_id, review_id=review.id, item=("values", "teamwork"), at=MONDAY)

    assert read(world.store, case_id).uses == (Use(period="2026Q4", item=("values", "teamwork")),)


def test_a_message_that_is_saved_at_its_own_ts_is_found(store: Store, people: Company) -> None:
    with store.begin() as unit:
        unit.pocket.keep(case(owner_id=people.employee.id, said=said(author_id=None)), at=MONDAY)

    with store.read() as unit:
        assert unit.pocket.of_message(people.employee.id, channel="C0GENERAL", ts=TS) is not None
        assert unit.pocket.of_message(people.colleague.id, channel="C0GENERAL", ts=TS) is None
