"""Two signatures under the same version: who may, in which order, and what is refused."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.goals.goals import Goals
from bot.domain.goals.way import Event, Party, State
from bot.domain.obligations import Kind
from bot.domain.people import Person
from bot.domain.reviews.kpis import Kpi
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.goals.advance import hand_over
from bot.services.goals.agreement import SheetChanged, drop_change, propose, sign, take_back
from bot.services.goals.sheet import open_sheet
from bot.services.obligations import owed_by, rebuild
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.goals import SHEET, TUESDAY, drafted, kpi, open_goals_of, proposed
from tests.builders.people import Company


@pytest.fixture
def goals(store: Store, people: Company) -> Goals:
    [goals] = open_goals_of(store, people.employee)
    return goals


def now_of(store: Store, goals: Goals) -> Goals:
    with store.read() as unit:
        return unit.goals.look(goals.id)


def owed(store: Store, person: Person) -> list[Kind]:
    with store.read() as unit:
        owed = owed_by(unit, person, acting(store, now=TUESDAY))
        return [each.kind for each in owed if each.kind is not Kind.JOB_FORM]


def by(store: Store, person: Person) -> Acting:
    return acting(store, by=person, now=TUESDAY)


def test_what_the_employee_sent_and_the_manager_agreed_to_stands_under_both_signatures(
    store: Store, people: Company, goals: Goals
) -> None:
    sheet_id = proposed(store, goals.id, people.employee)

    sign(by(store, people.manager), goals_id=goals.id, sheet_id=sheet_id)

    now = now_of(store, goals)
    assert (now.state, now.agreed_sheet_id, now.sheet_id) == (State.AGREED, sheet_id, None)
    with store.read() as unit:
        signed = unit.sheets.signatures([sheet_id])[sheet_id]
        assert {side: each.by_id for side, each in signed.items()} == {
            Party.EMPLOYEE: people.employee.id,
            Party.MANAGER: people.manager.id,
        }
        assert unit.sheets.version(sheet_id).agreed_at == TUESDAY
        assert unit.sheets.version(sheet_id).kpis == SHEET


def test_each_step_is_owed_by_whoever_is_to_take_it(store: Store, people: Company, goals: Goals) -> None:
    assert owed(store, people.employee) == [Kind.GOALS]

    sheet_id = proposed(store, goals.id, people.employee)
    assert (owed(store, people.employee), owed(store, people.manager)) == ([], [Kind.GOALS_AGREEMENT])

    adjusted = (replace(SHEET[0], weight=50), replace(SHEET[1], weight=50))
    sheet_id = proposed(store, goals.id, people.manager, adjusted, reason="Both matter as much.")
    assert (owed(store, people.employee), owed(store, people.manager)) == ([Kind.GOALS_ADJUSTED], [])

    sign(by(store, people.employee), goals_id=goals.id, sheet_id=sheet_id)
    assert (owed(store, people.employee), owed(store, people.manager)) == ([], [])
    assert rebuild(acting(store, now=TUESDAY)) == 0


def test_an_adjusted_sheet_goes_back_and_counts_once_it_is_confirmed(
    store: Store, people: Company, goals: Goals
) -> None:
    first = proposed(store, goals.id, people.employee)
    second = proposed(
        store, goals.id, people.manager, (replace(SHEET[0], weight=100),), reason="One thing at a time."
    )

    with pytest.raises(Refusal, match=r"goals\.changed_since"):
        sign(by(store, people.manager), goals_id=goals.id, sheet_id=first)
    sign(by(store, people.employee), goals_id=goals.id, sheet_id=second)

    assert now_of(store, goals).agreed_sheet_id == second
    with store.read() as unit:
        assert unit.sheets.version(first).agreed_at is None


def test_signing_a_version_that_changed_a_second_ago_is_refused(
    store: Store, people: Company, goals: Goals
) -> None:
    first = proposed(store, goals.id, people.employee)
    take_back(by(store, people.employee), goals_id=goals.id, sheet_id=first)
    second = proposed(store, goals.id, people.employee, (kpi("k1", 100),))

    with pytest.raises(Refusal, match=r"goals\.changed_since"):
        sign(by(store, people.manager), goals_id=goals.id, sheet_id=first)

    assert now_of(store, goals).sheet_id == second
    assert now_of(store, goals).agreed_sheet_id is None


def test_what_was_taken_back_is_the_draft_again(store: Store, people: Company, goals: Goals) -> None:
    sheet_id = proposed(store, goals.id, people.employee)

    take_back(by(store, people.employee), goals_id=goals.id, sheet_id=sheet_id)

    assert now_of(store, goals).state is State.OPEN
    assert open_sheet(by(store, people.employee), goals_id=goals.id).kpis == SHEET


@pytest.mark.parametrize("who", ["colleague", "boss", "developer", "admin"])
def test_nobody_else_signs_or_reads(store: Store, people: Company, goals: Goals, who: str) -> None:
    sheet_id = proposed(store, goals.id, people.employee)
    stranger = by(store, getattr(people, who))

    for attempt in (
        lambda: sign(stranger, goals_id=goals.id, sheet_id=sheet_id),
        lambda: take_back(stranger, goals_id=goals.id, sheet_id=sheet_id),
        lambda: open_sheet(stranger, goals_id=goals.id),
    ):
        with pytest.raises(Refusal, match=r"goals\.not_yours"):
            attempt()


def test_nobody_signs_twice_for_both_sides(store: Store, people: Company, goals: Goals) -> None:
    sheet_id = proposed(store, goals.id, people.employee)

    with pytest.raises(Refusal, match=r"goals\.waits_for_other"):
        sign(by(store, people.employee), goals_id=goals.id, sheet_id=sheet_id)


def test_hr_signs_in_place_of_an_absent_manager_and_it_is_on_record(
    store: Store, people: Company, goals: Goals
) -> None:
    sheet_id = proposed(store, goals.id, people.employee)

    sign(by(store, people.hr), goals_id=goals.id, sheet_id=sheet_id)

    with store.read() as unit:
        signature = unit.sheets.signatures([sheet_id])[sheet_id][Party.MANAGER]
        entry = unit.goals.history(goals.id)[-1]
    assert (signature.by_id, signature.in_place_of_id) == (people.hr.id, people.manager.id)
    assert (entry.event, entry.facts.in_place_of) == (Event.AGREE, people.manager.id)


def test_hr_does_not_sign_their_own_sheet_for_their_manager(store: Store, people: Company) -> None:
    [goals] = open_goals_of(store, people.hr)
    sheet_id = proposed(store, goals.id, people.hr)

    with pytest.raises(Refusal, match=r"goals\.waits_for_other"):
        sign(by(store, people.hr), goals_id=goals.id, sheet_id=sheet_id)


@pytest.mark.parametrize(
    ("kpis", "code"),
    [
        ((), "goals.no_kpis"),
        ((kpi("k1", 99),), "goals.weights"),
        ((kpi("k1", 60), kpi("k2", 41)), "goals.weights"),
        ((kpi("k1", 100, anchors=()),), "goals.no_anchors"),
        ((*(kpi(f"k{n}", 7) for n in range(12)), kpi("k13", 16)), "goals.too_many"),
    ],
)
def test_an_unsound_sheet_is_not_sent(
    store: Store, people: Company, goals: Goals, kpis: tuple[Kpi, ...], code: str
) -> None:
    drafted(store, goals.id, people.employee, kpis)

    with pytest.raises(Refusal, match=code):
        propose(by(store, people.employee), goals_id=goals.id, seen=goals.version)

    assert open_sheet(by(store, people.employee), goals_id=goals.id).kpis == kpis


def test_a_change_of_what_is_agreed_needs_both_again_and_the_old_one_counts_until_then(
    store: Store, people: Company, goals: Goals
) -> None:
    first = proposed(store, goals.id, people.employee)
    sign(by(store, people.manager), goals_id=goals.id, sheet_id=first)
    drafted(store, goals.id, people.employee, (replace(SHEET[0], target="4.0"), SHEET[1]))

    facts = propose(
        by(store, people.employee),
        goals_id=goals.id,
        seen=now_of(store, goals).version,
        reason="The shop was moved.",
        counts_from=date(2027, 2, 1),
    )

    assert (now_of(store, goals).state, now_of(store, goals).agreed_sheet_id) == (State.CHANGE_SENT, first)
    assert facts.sheet is not None
    assert (facts.sheet.counts_from, facts.sheet.because) == (date(2027, 2, 1), "The shop was moved.")
    sign(by(store, people.manager), goals_id=goals.id, sheet_id=facts.sheet.id)
    assert now_of(store, goals).agreed_sheet_id == facts.sheet.id


def test_a_change_without_a_reason_or_outside_the_period_is_refused(
    store: Store, people: Company, goals: Goals
) -> None:
    sign(by(store, people.manager), goals_id=goals.id, sheet_id=proposed(store, goals.id, people.employee))
    drafted(store, goals.id, people.manager, (replace(SHEET[0], target="4.0"), SHEET[1]))
    seen = now_of(store, goals).version

    with pytest.raises(Refusal, match=r"goals\.reason_needed"):
        propose(by(store, people.manager), goals_id=goals.id, seen=seen)
    with pytest.raises(Refusal, match=r"goals\.counts_from"):
        propose(
            by(store, people.manager),
            goals_id=goals.id,
            seen=seen,
            reason="So.",
            counts_from=date(2027, 4, 1),
        )


def test_a_change_that_is_let_be_leaves_what_was_agreed(store: Store, people: Company, goals: Goals) -> None:
    first = proposed(store, goals.id, people.employee)
    sign(by(store, people.manager), goals_id=goals.id, sheet_id=first)
    change = proposed(
        store, goals.id, people.manager, (replace(SHEET[0], target="5"), SHEET[1]), reason="More."
    )

    drop_change(by(store, people.employee), goals_id=goals.id, sheet_id=change)

    assert (now_of(store, goals).state, now_of(store, goals).agreed_sheet_id) == (State.AGREED, first)


def test_whoever_was_overtaken_sees_the_change_and_keeps_their_draft(
    store: Store, people: Company, goals: Goals
) -> None:
    first = proposed(store, goals.id, people.employee)
    mine = (replace(SHEET[0], name="Mine"), SHEET[1])
    drafted(store, goals.id, people.manager, mine)
    seen = now_of(store, goals).version
    take_back(by(store, people.employee), goals_id=goals.id, sheet_id=first)
    proposed(store, goals.id, people.employee, (replace(SHEET[0], target="9"), SHEET[1]))

    with pytest.raises(SheetChanged) as changed:
        propose(by(store, people.manager), goals_id=goals.id, seen=seen, reason="Better so.")

    form = changed.value.form
    assert form.kpis == mine
    assert [change.fields for change in form.news] == [("target",)]
    # Having seen it, they may go on with their own.
    propose(by(store, people.manager), goals_id=goals.id, seen=form.goals.version, reason="Better so.")
    assert now_of(store, goals).state is State.ADJUSTED


def test_a_manager_who_left_in_between_is_followed_by_the_next(
    store: Store, people: Company, goals: Goals
) -> None:
    sheet_id = proposed(store, goals.id, people.employee)
    with store.begin() as unit:
        hand_over(unit, people.employee.id, people.boss, acting(store, now=TUESDAY))

    with pytest.raises(Refusal, match=r"goals\.not_yours"):
        sign(by(store, people.manager), goals_id=goals.id, sheet_id=sheet_id)
    assert owed(store, people.boss) == [Kind.GOALS_AGREEMENT]
    sign(by(store, people.boss), goals_id=goals.id, sheet_id=sheet_id)
    assert now_of(store, goals).state is State.AGREED


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """What becomes of each of these, all begun in the same moment."""

    def outcome(deed: Callable[[], object]) -> str:
        try:
            deed()
        except Refusal as refused:
            return refused.code
        return "done"

    with ThreadPoolExecutor(max_workers=len(deeds)) as devices:
        return sorted(devices.map(outcome, deeds))


def test_of_two_signatures_at_once_one_is_written(store: Store, people: Company, goals: Goals) -> None:
    sheet_id = proposed(store, goals.id, people.employee)

    said = at_once(
        *[
            partial(sign, by(store, who), goals_id=goals.id, sheet_id=sheet_id)
            for who in (people.manager, people.manager, people.hr)
        ]
    )

    assert said == ["done", "goals.agreed_already", "goals.agreed_already"]
    with store.read() as unit:
        assert len(unit.sheets.signatures([sheet_id])[sheet_id]) == 2
        assert [each.event for each in unit.goals.history(goals.id)].count(Event.AGREE) == 1


def test_what_is_signed_and_taken_back_at_once_is_one_of_the_two(
    store: Store, people: Company, goals: Goals
) -> None:
    sheet_id = proposed(store, goals.id, people.employee)

    said = at_once(
        partial(sign, by(store, people.manager), goals_id=goals.id, sheet_id=sheet_id),
        partial(take_back, by(store, people.employee), goals_id=goals.id, sheet_id=sheet_id),
    )

    now = now_of(store, goals)
    assert said == ["done", "goals.changed_since"]
    assert (now.state, now.agreed_sheet_id) in {(State.AGREED, sheet_id), (State.OPEN, None)}


def test_what_is_sent_twice_at_once_is_one_version(store: Store, people: Company, goals: Goals) -> None:
    drafted(store, goals.id, people.employee)
    seen = now_of(store, goals).version

    said = at_once(*[partial(propose, by(store, people.employee), goals_id=goals.id, seen=seen)] * 3)

    assert said == ["done", "goals.waits_for_other", "goals.waits_for_other"]
    with store.read() as unit:
        assert len(unit.sheets.numbers(people.employee.id, goals.cycle_id)) == 1


STEP = st.tuples(
    st.sampled_from(["draft_employee", "draft_manager", "draft_hr", "sign", "take_back", "drop"]),
    st.sampled_from(["employee", "manager", "hr", "colleague"]),
    st.integers(min_value=1, max_value=5),
    st.booleans(),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=14))
def test_no_sequence_of_edits_and_signatures_yields_an_agreed_sheet_that_one_side_did_not_see(
    store: Store, people: Company, steps: list[tuple[str, str, int, bool]]
) -> None:
    """Each side is shown a version only by reading it; what is agreed was signed by both as shown."""
    with store.begin() as unit:
        number = len(unit.cycles.names())
    [goals] = open_goals_of(store, people.employee, name=f"2{number:03}Q1"[-6:])
    shown: dict[str, set[int]] = {"employee": set(), "manager": set(), "hr": set(), "colleague": set()}
    stale: dict[str, int] = {}

    for deed, who, weight, looks in steps:
        person = getattr(people, who)
        now = now_of(store, goals)
        if looks and now.sheet_id is not None:
            shown[who].add(now.sheet_id)
            stale[who] = now.sheet_id
        try:
            if deed.startswith("draft"):
                writer = deed.removeprefix("draft_")
                drafted(
                    store, goals.id, getattr(people, writer), (kpi("k1", 100 - weight), kpi("k2", weight))
                )
                facts = propose(
                    by(store, getattr(people, writer)), goals_id=goals.id, seen=now.version, reason="So."
                )
                assert facts.sheet is not None
                shown[writer].add(facts.sheet.id)
            elif deed == "sign":
                sign(by(store, person), goals_id=goals.id, sheet_id=stale.get(who, 10_000))
            elif deed == "take_back":
                take_back(by(store, person), goals_id=goals.id, sheet_id=now.sheet_id or 10_000)
            else:
                drop_change(by(store, person), goals_id=goals.id, sheet_id=now.sheet_id or 10_000)
        except Refusal:
            continue

    with store.read() as unit:
        for sheet_id in unit.sheets.numbers(people.employee.id, goals.cycle_id):
            version = unit.sheets.version(sheet_id)
            if version.agreed_at is None:
                continue
            signed = unit.sheets.signatures([version.id])[version.id]
            assert set(signed) == set(Party)
            assert version.id in shown["employee"]
            assert version.id in shown["manager"] | shown["hr"]
            assert signed[Party.EMPLOYEE].by_id == people.employee.id
            assert signed[Party.MANAGER].by_id in (people.manager.id, people.hr.id)
