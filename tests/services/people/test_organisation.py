"""Importing an organisation: all or nothing, again and again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from threading import Barrier, Thread
from time import sleep
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.goals.anchors import Anchor
from bot.domain.goals.way import Event as GoalsEvent
from bot.domain.matching import Answers
from bot.domain.obligations import Kind
from bot.domain.organisation import Organisation
from bot.domain.people import Grade, Person
from bot.domain.reviews.opening import Moment
from bot.domain.reviews.scheme import Point
from bot.domain.reviews.sheets import SheetOrigin, SheetState
from bot.domain.reviews.way import Event
from bot.errors import Refusal
from bot.services.goals.agreement import sign, take_back
from bot.services.obligations import owed_by
from bot.services.people.organisation import (
    Imported,
    check_organisation,
    colleagues,
    forget_places,
    import_organisation,
    preview,
)
from bot.services.people.profiles import take_profile
from bot.services.reviews.open_cycle import open_cycle
from bot.services.reviews.schemes import add_scheme
from bot.slack.client import Profile
from storage.models.delivery import CardRow
from storage.models.people import DepartmentRow, PersonRow
from storage.models.reviews import KpiSheetRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.goals import TUESDAY, open_goals_of, proposed
from tests.builders.organisation import changed, entry, seeded, with_first_target, without
from tests.builders.schemes import another
from tests.builders.told import Told, told

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
CHEN = "Chen Jie"


def imported(
    store: Store, organisation: Organisation, *, now: datetime = NOW, answers: Answers | None = None
) -> Imported:
    return import_organisation(acting(store, now=now), organisation, today=TODAY, answers=answers)


def row(store: Store, name: str) -> PersonRow:
    with store.read() as unit:
        named = select(PersonRow).where(PersonRow.name == name).order_by(PersonRow.id)
        return next(iter(unit.session.scalars(named)))


def sheets(store: Store, name: str) -> list[KpiSheetRow]:
    person = row(store, name)
    with store.read() as unit:
        found = unit.session.query(KpiSheetRow).filter_by(person_id=person.id)
        return found.order_by(KpiSheetRow.version).all()


def test_everybody_comes_with_manager_branch_department_and_sheet(store: Store) -> None:
    result = imported(store, seeded())

    assert len(result.added) == 12
    assert result.left == result.changed == result.new_manager == []
    chen = next(each for each in colleagues(store) if each.name == CHEN)
    assert chen.branch == "Chengdu"
    assert chen.manager_id == row(store, "Liu Yang").id
    assert row(store, "林雅婷").branch.timezone == "Asia/Taipei"
    assert row(store, "He Jun").department.is_technical
    with store.read() as unit:
        items = unit.reviews.sheet(sheets(store, CHEN)[0].id)
    assert [item.key for item in items] == ["k1", "k2", "k3"]
    assert sum(item.weight for item in items) == 100
    assert items[0].anchors[0] == Anchor(score=Decimal("4.5"), text="both up by 20 % or more")


def test_importing_the_same_again_changes_nothing(store: Store) -> None:
    imported(store, seeded())

    assert imported(store, seeded()) == Imported()
    assert [sheet.version for sheet in sheets(store, CHEN)] == [1]


def test_who_is_missing_has_left_and_who_is_back_is_back(store: Store) -> None:
    imported(store, seeded())

    assert imported(store, without(seeded(), "Wu Min")).left == ["Wu Min"]
    assert row(store, "Wu Min").left_on == TODAY
    assert imported(store, without(seeded(), "Wu Min")).left == []

    assert imported(store, seeded()).returned == ["Wu Min"]
    assert row(store, "Wu Min").left_on is None


def test_whoever_is_back_is_rated_by_the_days_on_which_they_were_there(store: Store) -> None:
    opened = datetime(2026, 10, 12, 2, 0, tzinfo=UTC)
    gone, back = opened + timedelta(days=1), opened + timedelta(days=3)
    imported(store, seeded(), now=opened)
    open_cycle(acting(store, now=opened), name="2026Q4", moment=Moment.SCORING)
    for now, organisation in ((gone, without(seeded(), "Wu Min")), (back, seeded())):
        import_organisation(acting(store, now=now), organisation, today=now.date())

    with store.read() as unit:
        assert len(unit.reviews.under_way_of(row(store, "Wu Min").id)) == 1


def test_the_managers_thread_hears_who_left_and_who_is_back(store: Store) -> None:
    imported(store, seeded())
    open_cycle(acting(store, now=NOW), name="2026Q4")
    wu, liu = row(store, "Wu Min").id, row(store, "Liu Yang").id

    def threads() -> list[Told]:
        return [each for each in told(store) if each[0].startswith("team:")]

    with store.read() as unit:
        cycle = unit.cycles.latest()
    assert cycle is not None
    thread = (f"team:{cycle.id}:{liu}", liu)

    imported(store, without(seeded(), "Wu Min"))
    assert threads() == [thread]
    with store.read() as unit:
        counted = [review.employee_id for _, review in unit.reviews.team(cycle.id, liu)]
    assert wu not in counted

    imported(store, seeded(), now=NOW + timedelta(days=1))
    assert threads() == [thread, thread]


def test_a_changed_sheet_becomes_a_new_version_and_the_old_one_stays(store: Store) -> None:
    imported(store, seeded())
    kpis = with_first_target(entry(seeded(), CHEN).kpis, "3.8 % and 2 min 30 s")

    assert imported(store, changed(seeded(), CHEN, kpis=kpis)).sheets == [CHEN]

    assert [sheet.version for sheet in sheets(store, CHEN)] == [1, 2]
    with store.read() as unit:
        targets = [unit.reviews.sheet(sheet.id)[0].target for sheet in sheets(store, CHEN)]
    assert targets == ["3.6 % and 2 min 20 s", "3.8 % and 2 min 30 s"]


def test_without_kpis_in_the_file_a_sheet_stays(store: Store) -> None:
    imported(store, seeded())

    assert imported(store, changed(seeded(), CHEN, kpis=None)) == Imported()


def test_a_new_address_is_the_same_person_where_the_account_is_the_same(store: Store) -> None:
    imported(store, changed(seeded(), CHEN, slack_id="U0CHEN"))
    before = row(store, CHEN).id

    result = imported(store, changed(seeded(), CHEN, slack_id="U0CHEN", email="chen.j@example.com"))

    assert (result.added, result.changed, result.left) == ([], [CHEN], [])
    assert row(store, CHEN).id == before
    assert row(store, CHEN).email == "chen.j@example.com"


def test_an_account_that_changes_hands_belongs_to_one(store: Store) -> None:
    imported(store, changed(seeded(), "Wu Min", slack_id="U1"))

    imported(store, changed(seeded(), CHEN, slack_id="U1"))

    assert (row(store, CHEN).slack_id, row(store, "Wu Min").slack_id) == ("U1", None)


def test_open_reviews_go_to_the_new_manager(store: Store) -> None:
    imported(store, seeded())
    open_cycle(acting(store, now=NOW), name="2026Q4")

    result = imported(store, changed(seeded(), CHEN, manager="sun.li@example.com"))

    assert result.new_manager == [CHEN]
    with store.read() as unit:
        (review,) = unit.reviews.under_way_of(row(store, CHEN).id)
        assert review.manager_id == row(store, "Sun Li").id
        assert unit.reviews.history(review.id)[-1].event is Event.HAND_OVER


def test_with_one_mistake_nothing_is_imported(store: Store) -> None:
    wrong = changed(seeded(), CHEN, manager=None)

    with pytest.raises(Refusal, match=r"organisation\.invalid"):
        imported(store, wrong)

    assert colleagues(store) == []


def test_a_branch_and_a_department_are_brought_up_to_date(store: Store) -> None:
    imported(store, seeded())
    moved = replace(
        seeded(),
        branches=tuple(
            replace(each, timezone="Asia/Hong_Kong") if each.name == "Guangzhou" else each
            for each in seeded().branches
        ),
        departments=tuple(
            replace(each, is_technical=True) if each.name == "Website Product" else each
            for each in seeded().departments
        ),
    )

    imported(store, moved)

    assert row(store, "黄磊").branch.timezone == "Asia/Hong_Kong"
    assert row(store, "Sun Li").department.is_technical


def test_a_new_grade_is_a_change(store: Store) -> None:
    imported(store, seeded())

    assert imported(store, changed(seeded(), "Liu Yang", grade=Grade.SENIOR)).changed == ["Liu Yang"]


def test_places_are_forgotten_where_the_workspace_is_new(store: Store) -> None:
    imported(store, seeded())
    with store.begin() as unit:
        unit.session.get_one(PersonRow, 1).dm_channel = "D1"
        unit.session.add(CardRow(key="k", channel="D1", ts="1.0", fingerprint="f", posted_at=NOW))

    forget_places(store)

    with store.read() as unit:
        assert unit.session.get_one(PersonRow, 1).dm_channel is None
        assert unit.cards.get("k") is None


MOVED = "chen.wu@new.example"


def test_an_address_that_changed_in_slack_and_in_the_file_is_the_same_person(store: Store) -> None:
    imported(store, seeded())
    open_cycle(acting(store, now=NOW), name="2026Q4")
    before = row(store, CHEN)
    profile = Profile(
        slack_id="U0CHEN",
        email=before.email,
        locale=None,
        timezone=None,
        is_deleted=False,
        teams=frozenset({"T0HOME"}),
    )
    take_profile(acting(store, now=NOW), profile, own_team="T0HOME")
    take_profile(acting(store, now=NOW), replace(profile, email=MOVED), own_team="T0HOME")

    result = imported(store, changed(seeded(), CHEN, email=MOVED))

    after = row(store, CHEN)
    assert (result.added, result.left, result.changed) == ([], [], [CHEN])
    assert (after.id, after.email, after.slack_id) == (before.id, MOVED, "U0CHEN")
    with store.read() as unit:
        known = unit.people.by_address(before.email)
    assert known is not None
    assert known.id == before.id


def test_where_only_name_and_post_agree_nothing_happens_until_somebody_says(store: Store) -> None:
    imported(store, seeded())
    before = row(store, CHEN)
    moved = changed(seeded(), CHEN, email=MOVED)

    with pytest.raises(Refusal, match=r"organisation\.doubtful") as refused:
        imported(store, moved)

    assert refused.value.facts["names"] == [CHEN]
    assert row(store, CHEN).email == before.email
    assert imported(store, moved, answers=Answers(same={MOVED: before.email})).changed == [CHEN]
    assert row(store, CHEN).id == before.id


def test_whoever_is_said_to_be_new_is_new_and_the_other_has_left(store: Store) -> None:
    imported(store, seeded())

    result = imported(store, changed(seeded(), CHEN, email=MOVED), answers=Answers(new=frozenset({MOVED})))

    assert (result.added, result.left) == ([CHEN], [CHEN])


def test_whoever_is_said_to_be_new_may_have_the_number_and_the_account_of_another(store: Store) -> None:
    numbered = changed(seeded(), CHEN, number="7", slack_id="U0CHEN")
    imported(store, numbered)
    before = row(store, CHEN)

    younger = replace(entry(numbered, CHEN), name="Chen the younger")
    people = (*without(numbered, CHEN).people, younger)
    result = imported(store, replace(numbered, people=people), answers=Answers(new=frozenset({before.email})))

    assert (result.added, result.left) == (["Chen the younger"], [CHEN])
    after = row(store, "Chen the younger")
    assert (after.number, after.slack_id, after.email) == ("7", "U0CHEN", before.email)
    assert (row(store, CHEN).number, row(store, CHEN).slack_id) == (None, None)


def test_two_people_can_change_addresses(store: Store) -> None:
    numbered = changed(changed(seeded(), CHEN, number="1"), "Wu Min", number="2")
    imported(store, numbered)
    chen, wu = row(store, CHEN), row(store, "Wu Min")

    imported(store, changed(changed(numbered, CHEN, email=wu.email), "Wu Min", email=chen.email))

    assert (row(store, CHEN).id, row(store, CHEN).email) == (chen.id, wu.email)
    assert (row(store, "Wu Min").id, row(store, "Wu Min").email) == (wu.id, chen.email)


def test_an_address_is_given_again_to_somebody_new(store: Store) -> None:
    imported(store, changed(seeded(), CHEN, number="1"))
    before = row(store, CHEN)

    younger = replace(entry(seeded(), CHEN), number="9", name="Chen Jie the younger")
    people = (*without(seeded(), CHEN).people, younger)

    result = imported(store, replace(seeded(), people=people))

    assert (result.added, result.left) == ([younger.name], [CHEN])
    after = row(store, younger.name)
    assert after.id != before.id
    assert after.email == before.email


def test_who_left_has_no_account_and_gets_one_again_when_they_return(store: Store) -> None:
    imported(store, changed(seeded(), "Wu Min", slack_id="U0WU"))

    imported(store, without(seeded(), "Wu Min"))
    assert row(store, "Wu Min").slack_id is None

    imported(store, changed(seeded(), CHEN, slack_id="U0WU"))
    assert row(store, CHEN).slack_id == "U0WU"


def test_a_preview_says_what_would_change_and_changes_nothing(store: Store) -> None:
    imported(store, seeded())
    before = row(store, CHEN)

    seen = preview(
        acting(store, now=NOW), changed(seeded(), CHEN, post="Lead planner"), today=TODAY, answers=Answers()
    )

    assert [(each.name, each.field, each.before, each.after) for each in seen.summary.details] == [
        (CHEN, "post", before.post, "Lead planner")
    ]
    assert row(store, CHEN).post == before.post


def crowd(count: int) -> Organisation:
    """The example, and many more people with sheets."""
    chen = entry(seeded(), CHEN)
    more = (
        replace(chen, at=("people", 100 + n), email=f"p{n}@example.com", name=f"Person {n}", post=f"Post {n}")
        for n in range(count)
    )
    return replace(seeded(), people=(*seeded().people, *more))


def test_others_write_while_a_large_file_is_imported(store: Store) -> None:
    imported(store, seeded())
    listed: list[int] = []
    wrote: list[int] = []

    def meanwhile(done: int, _total: int) -> None:
        with store.begin() as unit:
            unit.session.add(DepartmentRow(name=f"Meanwhile {done}"))
        wrote.append(done)
        listed.append(sum(person.is_active for person in colleagues(store)))

    import_organisation(acting(store, now=NOW), crowd(600), today=TODAY, progress=meanwhile)

    assert len(wrote) > 6
    assert set(listed) == {12}
    assert sum(person.is_active for person in colleagues(store)) == 612


@pytest.mark.parametrize("dies_after", [1, 4, 8])
def test_an_import_that_dies_half_way_has_changed_nothing_and_can_be_repeated(
    store: Store, dies_after: int
) -> None:
    imported(store, seeded())
    with store.read() as unit:
        before = unit.organisation.stored(), unit.organisation.sheets()

    def power_cut(done: int, _total: int) -> None:
        if done == dies_after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_organisation(acting(store, now=NOW), crowd(600), today=TODAY, progress=power_cut)

    with store.read() as unit:
        assert (unit.organisation.stored(), unit.organisation.sheets()) == before
    assert len(imported(store, crowd(600)).added) == 600


def test_what_a_process_that_was_killed_laid_ready_is_swept_away(store: Store) -> None:
    imported(store, seeded())
    with store.begin() as unit:
        unit.organisation.begin(now=NOW)
        chen = unit.session.query(PersonRow).filter_by(name=CHEN).one()
        unit.organisation.lay_people_ready(
            [
                {
                    "email": "half@example.com",
                    "name": "Half",
                    "post": "P",
                    "grade": Grade.STAFF,
                    "roles": [],
                    "branch_id": chen.branch_id,
                    "department_id": chen.department_id,
                }
            ]
        )

    with pytest.raises(Refusal, match=r"organisation\.under_way"):
        imported(store, seeded(), now=NOW + timedelta(minutes=1))
    half = replace(entry(seeded(), "Wu Min"), email="half@example.com", name="Half", post="P")
    with_half = replace(seeded(), people=(*seeded().people, half))
    assert preview(acting(store, now=NOW), with_half, today=TODAY, answers=Answers()).summary.added == [
        "Half"
    ]
    elsewhere = changed(with_half, "Half", email="half@new.example")
    assert preview(acting(store, now=NOW), elsewhere, today=TODAY, answers=Answers()).doubts == ()

    assert imported(store, seeded(), now=NOW + timedelta(minutes=6)) == Imported()
    assert "Half" not in [person.name for person in colleagues(store)]


def test_an_import_that_was_taken_for_dead_changes_nothing_any_more(store: Store) -> None:
    imported(store, without(seeded(), "Wu Min", CHEN))

    def sleeps(done: int, _total: int) -> None:
        if done == 2:
            imported(store, without(seeded(), "Wu Min"), now=NOW + timedelta(minutes=6))

    with pytest.raises(Refusal, match=r"organisation\.overtaken"):
        import_organisation(acting(store, now=NOW), without(seeded(), CHEN), today=TODAY, progress=sleeps)

    names = {person.name for person in colleagues(store) if person.is_active}
    assert CHEN in names
    assert "Wu Min" not in names


def test_of_two_imports_that_begin_at_once_one_is_refused(store: Store) -> None:
    start, came = Barrier(4), list[str]()

    def begins() -> None:
        start.wait()
        try:
            import_organisation(acting(store, now=NOW), seeded(), today=TODAY, progress=lambda *_: sleep(0.1))
        except Refusal as refusal:
            came.append(refusal.code)
        else:
            came.append("imported")

    threads = [Thread(target=begins) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(came) == ["imported", *["organisation.under_way"] * 3]
    assert len(colleagues(store)) == 12


@pytest.mark.parametrize("meanwhile", [0, 1, 2])
def test_an_account_that_somebody_got_meanwhile_goes_to_whom_the_file_gives_it(
    store: Store, meanwhile: int
) -> None:
    imported(store, without(seeded(), "Wu Min"))

    def signs_in(done: int, _total: int) -> None:
        if done == meanwhile:
            with store.begin() as unit:
                unit.session.query(PersonRow).filter_by(name=CHEN).one().slack_id = "U0WU"

    with_account = changed(seeded(), "Wu Min", slack_id="U0WU")
    import_organisation(acting(store, now=NOW), with_account, today=TODAY, progress=signs_in)

    assert row(store, "Wu Min").slack_id == "U0WU"
    assert row(store, CHEN).slack_id is None


def team_sheets(store: Store, department: str) -> list[KpiSheetRow]:
    with store.read() as unit:
        found = (
            unit.session.query(KpiSheetRow)
            .join(DepartmentRow, DepartmentRow.id == KpiSheetRow.department_id)
            .filter(DepartmentRow.name == department)
        )
        return found.order_by(KpiSheetRow.version).all()


def with_team_kpis(organisation: Organisation, department: str, **changes: Any) -> Organisation:
    departments = (
        replace(each, **changes) if each.name == department else each for each in organisation.departments
    )
    return replace(organisation, departments=tuple(departments))


def test_a_department_comes_with_the_kpis_that_its_people_share(store: Store) -> None:
    result = imported(store, seeded())

    assert "Marketing" in result.team_sheets
    assert "Management" not in result.team_sheets
    (sheet,) = team_sheets(store, "Marketing")
    with store.read() as unit:
        items = unit.reviews.sheet(sheet.id)
    assert [item.key for item in items] == ["k1", "k2", "k3", "k4", "k5"]
    assert sum(item.weight for item in items) == 100
    assert sheet.person_id is None


def test_team_kpis_that_changed_become_a_new_version_and_those_left_out_stay(store: Store) -> None:
    imported(store, seeded())
    marketing = next(each for each in seeded().departments if each.name == "Marketing")
    other = with_first_target(marketing.kpis, "60,000")

    assert imported(store, with_team_kpis(seeded(), "Marketing", kpis=other)).team_sheets == ["Marketing"]
    assert imported(store, with_team_kpis(seeded(), "Marketing", kpis=None)).team_sheets == []

    assert [sheet.version for sheet in team_sheets(store, "Marketing")] == [1, 2]


def test_an_import_that_stops_half_way_leaves_no_team_kpis_behind(store: Store) -> None:
    def stop(done: int, total: int) -> None:
        if done == total - 1 or done == total:
            raise RuntimeError("the plug is pulled")

    with pytest.raises(RuntimeError):
        import_organisation(acting(store, now=NOW), seeded(), today=TODAY, progress=stop)

    assert team_sheets(store, "Marketing") == []


def test_anchors_may_name_the_points_of_a_scheme_that_was_added(store: Store) -> None:
    scheme = another(key="ours")
    finer = (*scheme.scale, Point(score=Decimal("2"), meaning=scheme.scale[0].meaning))
    kpis = entry(seeded(), CHEN).kpis or ()
    low = replace(kpis[0], anchors=((Decimal("3.5"), "on target"), (Decimal("2"), "far below")))
    other = changed(seeded(), CHEN, kpis=(low, *kpis[1:]))
    assert [each.code for each in check_organisation(store, other).problems] == ["anchor"]

    add_scheme(acting(store, now=NOW), scheme.model_copy(update={"scale": finer}))

    assert check_organisation(store, other).problems == ()


IN_JANUARY = datetime(2027, 1, 6, 2, 0, tzinfo=UTC)


def people_of(store: Store, *names: str) -> list[Person]:
    known = {each.name: each for each in colleagues(store)}
    return [known[name] for name in names]


def agreed_in_slack(store: Store, name: str) -> int:
    """Both have signed a sheet for 2027Q1; the goals' id."""
    [who] = people_of(store, name)
    [manager] = [each for each in colleagues(store) if each.id == who.manager_id]
    [goals] = open_goals_of(store, who)
    sheet_id = proposed(store, goals.id, who)
    sign(acting(store, by=manager, now=TUESDAY), goals_id=goals.id, sheet_id=sheet_id)
    return goals.id


def with_another_sheet(organisation: Organisation, name: str) -> Organisation:
    return changed(organisation, name, kpis=with_first_target(entry(organisation, name).kpis, "9.9"))


def test_whoever_signed_a_sheet_in_slack_keeps_it_and_the_import_says_so(store: Store) -> None:
    file = seeded()
    imported(store, file)
    agreed_in_slack(store, CHEN)
    other = with_another_sheet(with_another_sheet(file, CHEN), "Liu Yang")

    seen = preview(acting(store, now=NOW), other, today=TODAY, answers=Answers()).summary
    result = imported(store, other, now=IN_JANUARY)

    assert seen.left_alone == result.left_alone == [CHEN]
    assert result.sheets == ["Liu Yang"]
    assert [each.version for each in sheets(store, CHEN)] == [1, 2]
    with store.read() as unit:
        assert unit.cycles.sheets()[row(store, CHEN).id][0] == sheets(store, CHEN)[1].id


def test_where_the_file_says_the_same_as_before_nothing_was_left_alone(store: Store) -> None:
    file = seeded()
    imported(store, file)

    assert imported(store, file).left_alone == []


def test_a_version_of_the_file_takes_the_next_number_that_no_draft_has(store: Store) -> None:
    file = seeded()
    imported(store, file)
    [chen] = people_of(store, CHEN)
    [goals] = open_goals_of(store, chen)
    draft = proposed(store, goals.id, chen)

    result = imported(store, with_another_sheet(file, CHEN), now=IN_JANUARY)

    assert result.sheets == [CHEN]
    assert [(each.version, each.state, each.origin) for each in sheets(store, CHEN)] == [
        (1, SheetState.AGREED, SheetOrigin.FILE),
        (2, SheetState.DRAFT, SheetOrigin.SIGNED),
        (3, SheetState.AGREED, SheetOrigin.FILE),
    ]
    [manager] = [each for each in colleagues(store) if each.id == chen.manager_id]
    later = acting(store, by=manager, now=IN_JANUARY + timedelta(days=1))
    sign(later, goals_id=goals.id, sheet_id=draft)
    with store.read() as unit:
        assert unit.cycles.sheets()[chen.id][0] == draft
    assert imported(store, with_another_sheet(file, CHEN), now=later.now).left_alone == [CHEN]


@pytest.mark.parametrize("is_signed", [False, True])
def test_what_is_proposed_while_the_import_lays_ready_takes_no_number_twice(
    store: Store, monkeypatch: pytest.MonkeyPatch, is_signed: bool
) -> None:
    file = seeded()
    imported(store, file)
    [chen] = people_of(store, CHEN)
    [manager] = [each for each in colleagues(store) if each.id == chen.manager_id]
    [goals] = open_goals_of(store, chen)
    steps: list[int] = []

    def meanwhile(done: int, total: int) -> None:
        """Before the first portion and, once more, before the switch."""
        if done in (0, total):
            steps.append(done)
        if done == 0:
            draft = proposed(store, goals.id, chen)
            take_back(acting(store, by=chen, now=TUESDAY), goals_id=goals.id, sheet_id=draft)
        if done == total:
            draft = proposed(store, goals.id, chen)
            if is_signed:
                sign(acting(store, by=manager, now=TUESDAY), goals_id=goals.id, sheet_id=draft)

    import_organisation(
        acting(store, now=IN_JANUARY), with_another_sheet(file, CHEN), today=TODAY, progress=meanwhile
    )

    assert len(steps) == 2
    versions = [(each.version, each.origin) for each in sheets(store, CHEN)]
    assert len({number for number, _ in versions}) == len(versions)
    assert all(number > 0 for number, _ in versions)
    newest = max(versions)
    assert newest[1] is (SheetOrigin.SIGNED if is_signed else SheetOrigin.FILE)


def test_goals_go_to_the_new_manager_and_wait_for_who_left_though_no_review_is_open(store: Store) -> None:
    file = seeded()
    imported(store, file)
    [chen] = people_of(store, CHEN)
    [goals] = open_goals_of(store, chen)
    proposed(store, goals.id, chen)
    before = told(store)
    boss = next(each for each in file.people if each.manager is None)

    imported(store, changed(file, CHEN, manager=boss.email), now=IN_JANUARY)

    with store.read() as unit:
        moved = unit.goals.look(goals.id)
        assert moved.manager_id == row(store, boss.name).id
        assert [each.event for each in unit.goals.history(goals.id)][-1] is GoalsEvent.HAND_OVER
    assert (f"goals-team:{goals.cycle_id}:{moved.manager_id}", moved.manager_id) in told(store)[len(before) :]
    imported(store, without(file, CHEN), now=IN_JANUARY)
    with store.read() as unit:
        assert not unit.goals.look(goals.id).is_here
        assert [each.event for each in unit.goals.history(goals.id)][-1] is GoalsEvent.LEAVE


def test_whoever_comes_while_goals_are_agreed_on_is_asked_for_theirs(store: Store) -> None:
    file = seeded()
    bare = replace(file, people=tuple(replace(each, kpis=None) for each in file.people))
    imported(store, without(bare, CHEN))
    opening = acting(store, now=datetime(2027, 1, 4, 2, 0, tzinfo=UTC))
    open_cycle(opening, name="2027Q1")
    late = datetime(2027, 2, 22, 2, 0, tzinfo=UTC)

    imported(store, bare, now=late)
    imported(store, bare, now=late)

    [chen] = people_of(store, CHEN)
    with store.read() as unit:
        goals = unit.goals.latest_of(chen.id)
        assert goals is not None
        assert goals.owed_since == late
        owed = owed_by(unit, chen, acting(store, now=late + timedelta(days=1)))
    assert {(each.kind, each.due_on) for each in owed} >= {(Kind.GOALS, date(2027, 2, 25))}


def test_whoever_comes_with_a_sheet_of_the_file_is_not_asked(store: Store) -> None:
    file = seeded()
    bare = replace(file, people=tuple(replace(each, kpis=None) for each in file.people))
    imported(store, without(bare, CHEN))
    open_cycle(acting(store, now=datetime(2027, 1, 4, 2, 0, tzinfo=UTC)), name="2027Q1")

    imported(store, changed(bare, CHEN, kpis=entry(file, CHEN).kpis), now=IN_JANUARY)

    with store.read() as unit:
        assert unit.goals.latest_of(row(store, CHEN).id) is None
