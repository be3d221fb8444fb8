"""A year is opened like any cycle: for whoever has a result in it, and goes the same way."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import text

from bot.delivery.outgoing import Snapshot
from bot.delivery.reviews.year import on_year_stands
from bot.domain.drafts import Form
from bot.domain.reviews.approval import Wanted
from bot.domain.reviews.cycles import UnusualPeriod
from bot.domain.reviews.facts import ItemScore
from bot.domain.reviews.notices import YearStands
from bot.domain.reviews.opening import Moment
from bot.domain.reviews.past import PastEntry
from bot.domain.reviews.review import Review
from bot.domain.reviews.sections.periods import YEAR
from bot.domain.reviews.way import Event, State
from bot.domain.reviews.year import Missing, PeriodResult
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.actions.gates import read_gates
from bot.services.reviews import approval, release
from bot.services.reviews.advance import advance
from bot.services.reviews.export import export_file
from bot.services.reviews.open_cycle import open_cycle
from bot.services.reviews.past import import_past
from bot.services.reviews.review_facts import review_facts
from bot.services.reviews.second_look import send_back
from bot.services.reviews.self_score import open_self_score
from bot.services.reviews.simulation import simulate
from messages.catalog import Words
from messages.reviews.export import file_document
from storage.models.people import PersonRow
from storage.unit import Unit
from tests.builders import matrix
from tests.builders.shipped import load_scheme
from tests.builders.world import World
from tests.services.actions.test_plans import released
from tests.services.reviews.test_correct_cycle import correct

YEAR_ENDED = datetime(2027, 1, 18, 2, 0, tzinfo=UTC)
ITEM = ("periods", YEAR)
WORDS = {ITEM: ItemScore(score=Decimal("3.5"), evidence="Conversion went up; I learnt to say no.")}


def open_year(world: World, *, at: datetime = YEAR_ENDED, is_meant: bool = False) -> Review:
    """Chen Jie's, after a quarter with a result."""
    world.review_at(State.RELEASED)
    open_cycle(world.acting(world.people.hr, at=at), name="2026", is_meant=is_meant)
    return world.review_of(world.people.employee)


def test_it_is_for_whoever_has_a_result_and_says_what_is_missing(world: World) -> None:
    review = open_year(world)

    with world.store.read() as unit:
        periods = unit.years.of(review.id)
        quarter = review_facts(unit, periods[3].review_id or 0).outcome
    assert [(each.period, each.missing) for each in periods] == [
        ("2026Q1", Missing.NO_REVIEW),
        ("2026Q2", Missing.NO_REVIEW),
        ("2026Q3", Missing.NO_REVIEW),
        ("2026Q4", None),
    ]
    assert quarter is not None
    assert periods[3].counted is not None
    assert periods[3].counted.exact == quarter.exact
    assert (periods[3].days, periods[3].of) == (92, 92)


def test_it_goes_the_way_of_a_quarter(world: World) -> None:
    review = open_year(world)
    handed_in = world.hand_in(review, own=WORDS, at=YEAR_ENDED)
    assert handed_in.state is State.SELF_SCORED

    released = world.review_at(State.RELEASED, at=YEAR_ENDED)

    assert released.id == review.id
    with world.store.read() as unit:
        facts = review_facts(unit, review.id)
        [of_quarter] = [each for each in unit.years.of(review.id) if each.counted]
    assert facts.outcome is not None
    assert of_quarter.counted is not None
    assert facts.outcome.exact == of_quarter.counted.exact
    assert facts.own[ITEM].evidence == WORDS[ITEM].evidence
    words = Words(locale="en-US", timezone="Asia/Shanghai", now=YEAR_ENDED)
    chen = world.people.employee
    file = file_document(words, export_file(world.acting(chen, at=YEAR_ENDED), of=chen.email))
    tables = {each.title: each for each in file.tables}
    assert {row[1] for row in tables["Scores"].rows} == {"2026 Q4"}
    [written] = tables["About the year"].rows
    assert tables["About the year"].heads[2] == "Statement"
    assert written[1:3] == ["2026", WORDS[ITEM].evidence]


def test_the_manager_writes_and_changes_no_point(world: World) -> None:
    review = world.hand_in(open_year(world), own=WORDS, at=YEAR_ENDED)
    manager = world.acting(world.people.manager, at=YEAR_ENDED)
    with world.store.read() as unit:
        [point] = {each.score for each in review_facts(unit, review.id).own.values()}

    with pytest.raises(Refusal, match=r"review\.not_a_score"):
        approval.adjust_scores(
            manager,
            review_id=review.id,
            version=review.version,
            entered={ITEM: Wanted(score=Decimal(5), reason="He deserves it.")},
        )
    drop(world, Form.ADJUST, review)
    approval.score_and_approve(
        manager,
        review_id=review.id,
        version=review.version,
        entered={ITEM: Wanted(score=point, reason="A strong second half.")},
    )

    with world.store.read() as unit:
        facts = review_facts(unit, review.id)
    assert facts.stage.decided
    assert facts.given[ITEM].reason == "A strong second half."
    assert facts.own_outcome == facts.outcome


def drop(world: World, form: Form, review: Review) -> None:
    with world.store.begin() as unit:
        unit.drafts.drop(world.people.manager.id, form, str(review.id))


def test_it_is_asked_about_before_it_is_over(world: World) -> None:
    early = datetime(2026, 12, 20, 2, 0, tzinfo=UTC)
    world.review_at(State.RELEASED)

    with pytest.raises(UnusualPeriod) as asked:
        open_cycle(world.acting(world.people.hr, at=early), name="2026")

    assert asked.value.facts["usual"] == ["2025"]
    assert asked.value.facts["people"] == 1


@pytest.mark.parametrize(
    ("name", "more", "code"),
    [
        ("2026", {"scheme_key": "kpi-values"}, "cycle.scheme_not_of_year"),
        ("2027Q1", {"scheme_key": "year"}, "cycle.scheme_of_year"),
        ("2026", {"moment": Moment.GOALS}, "cycle.year_goals"),
        ("2026", {}, "cycle.year_empty"),
    ],
)
def test_what_is_no_year_is_refused(world: World, name: str, more: dict[str, Any], code: str) -> None:
    world.review_at(State.CONFIRMED)

    with pytest.raises(Refusal) as refused:
        open_cycle(world.acting(world.people.hr, at=YEAR_ENDED), name=name, is_meant=True, **more)

    assert refused.value.code == code


def test_whoever_joined_in_the_quarter_counts_by_their_days(world: World) -> None:
    world.review_at(State.CONFIRMED)
    with world.store.begin() as unit:
        unit.session.get_one(PersonRow, world.people.employee.id).joined_on = date(2026, 11, 1)

    review = open_year(world)

    with world.store.read() as unit:
        periods = unit.years.of(review.id)
    assert [each.missing for each in periods[:3]] == [Missing.NOT_HERE] * 3
    assert (periods[3].days, periods[3].of) == (61, 92)


def test_a_result_released_anew_counts_the_year_anew_while_it_is_open(world: World) -> None:
    review = open_year(world)
    quarter = quarter_of(world, review)
    again(world, quarter, score="5")

    counted = world.reload(review)
    assert (counted.state, counted.version) == (State.GOALS_AGREED, review.version + 1)
    with world.store.read() as unit:
        assert [each.event for each in unit.reviews.history(review.id)][-1] is Event.RECOUNT
        [now] = [each for each in unit.years.of(review.id) if each.counted]
        outcome = review_facts(unit, quarter.id).outcome
    assert outcome is not None
    assert now.counted is not None
    assert now.counted.exact == outcome.exact


def test_so_it_is_of_whoever_has_left(world: World) -> None:
    review = open_year(world)
    quarter = quarter_of(world, review)
    scored_anew(world, quarter, score="5")
    world.leaves(world.people.employee, at=YEAR_ENDED)

    world.look_again(quarter, at=YEAR_ENDED)
    world.release(quarter, at=YEAR_ENDED)

    with world.store.read() as unit:
        [now] = [each for each in unit.years.of(review.id) if each.counted]
        outcome = review_facts(unit, quarter.id).outcome
    assert outcome is not None
    assert now.counted is not None
    assert now.counted.exact == outcome.exact
    assert not world.reload(review).is_here


def test_a_year_that_is_opened_while_a_result_is_released_has_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    quarter = world.review_at(State.CONFIRMED)
    opener = Thread(
        target=open_cycle, args=(world.acting(world.people.hr, at=YEAR_ENDED),), kwargs={"name": "2026"}
    )
    counted = release.count_anew

    def and_meanwhile(unit: Unit, released: Sequence[Review], acting: Acting) -> None:
        counted(unit, released, acting)
        opener.start()
        while unit.session.get_bind().dialect.name == "postgresql" and not waits(unit) and opener.is_alive():
            pass

    monkeypatch.setattr(release, "count_anew", and_meanwhile)
    world.release(quarter, at=YEAR_ENDED)
    opener.join()

    year = world.review_of(world.people.employee)
    assert year.id != quarter.id, "it was opened: whoever has no result is not in it"
    assert [each.review_id for each in quarters(world, year) if each.counted] == [quarter.id]


def waits(unit: Unit) -> bool:
    """Whether anybody waits for somebody else's rows."""
    return bool(unit.session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")))


def quarters(world: World, year: Review) -> Sequence[PeriodResult]:
    with world.store.read() as unit:
        return unit.years.of(year.id)


def test_a_decided_year_stands_and_hr_hears_of_it(world: World) -> None:
    review = open_year(world)
    quarter = quarter_of(world, review)
    world.hand_in(review, own=WORDS, at=YEAR_ENDED)
    decided = world.review_at(State.SCORED, at=YEAR_ENDED)
    with world.store.read() as unit:
        before = unit.years.of(review.id)

    again(world, quarter, score="5")

    assert world.reload(review).version == decided.version
    assert ("YearStands", world.people.hr.id) in world.notices()
    with world.store.read() as unit:
        assert unit.years.of(review.id) == before
        at = Snapshot(unit=unit, policy=world.store.policy, now=YEAR_ENDED)
        notice = YearStands(to=world.people.hr.id, review_id=review.id, period="2026Q4")
        told = on_year_stands(at, notice)
    assert told is not None
    assert "Chen Jie's 2026 Q4 result came or changed after their year 2026 was decided" in told.message.text

    boss = world.acting(world.people.boss, at=YEAR_ENDED)
    send_back(boss, review_id=review.id, version=decided.version, reason="Q4 changed.")

    with world.store.read() as unit:
        assert unit.years.of(review.id) != before, "it is open again"


def quarter_of(world: World, year: Review) -> Review:
    with world.store.read() as unit:
        [source] = [each.review_id for each in unit.years.of(year.id) if each.review_id]
        return unit.reviews.look(source)


def again(world: World, quarter: Review, *, score: str) -> None:
    """It was appealed against and is scored anew: one item differently; then looked at and released."""
    scored_anew(world, quarter, score=score)
    world.look_again(quarter, at=YEAR_ENDED)
    world.release(quarter, at=YEAR_ENDED)


def scored_anew(world: World, quarter: Review, *, score: str) -> None:
    with world.store.begin() as unit:
        opened, _ = advance(unit, unit.reviews.get(quarter.id), Event.RESCORE, world.acting(at=YEAR_ENDED))
        [item, *_] = review_facts(unit, quarter.id).own
    manager = world.acting(world.people.manager, at=YEAR_ENDED)
    approval.score_and_approve(
        manager,
        review_id=quarter.id,
        version=opened.version,
        entered={item: Wanted(score=Decimal(score), reason="The sheet says May.")},
    )


def test_whoever_leads_the_company_keeps_nobody_from_a_year(world: World) -> None:
    world.review_at(State.RELEASED)
    with world.store.read() as unit:
        top = next(person for person, _ in unit.cycles.people(None) if person.manager_id is None)
    import_past(world.acting(at=YEAR_ENDED), [PastEntry(line=2, email=top.email, period="2026H1", score="4")])

    opened = open_cycle(world.acting(world.people.hr, at=YEAR_ENDED), name="2026")

    assert (opened.people, opened.not_reviewed) == (1, (top.name,))


def test_the_form_has_its_point_when_it_is_opened_and_the_one_of_now(world: World) -> None:
    review = open_year(world)
    employee = world.acting(world.people.employee, at=YEAR_ENDED)
    first = open_self_score(employee, review_id=review.id).draft.answers[ITEM]

    again(world, quarter_of(world, review), score="5")

    assert first.score == Decimal("3.5")
    assert open_self_score(employee, review_id=review.id).draft.answers[ITEM].score == Decimal(4)


def test_a_correction_counts_a_decided_year_anew(world: World) -> None:
    review = open_year(world)
    quarter = quarter_of(world, review)
    world.hand_in(review, own=WORDS, at=YEAR_ENDED)
    world.review_at(State.CONFIRMED, at=YEAR_ENDED)
    again(world, quarter, score="5")

    correct(world, load_scheme("year").model_copy(update={"version": 2, "distribution": None}), name="2026")

    with world.store.read() as unit:
        counted = unit.years.of(review.id)[-1].counted
        outcome = review_facts(unit, quarter.id).outcome
    assert counted is not None
    assert outcome is not None
    assert counted.exact == outcome.exact


def test_a_quarter_is_not_corrected_to_the_scheme_of_a_year(world: World) -> None:
    world.open_quarter(world.people.employee)
    scheme, year = load_scheme("kpi-values"), load_scheme("year")
    sections = (
        scheme.sections[0].model_copy(update={"weight": 70}),
        year.sections[0].model_copy(update={"weight": 30}),
    )
    newer = scheme.model_copy(update={"version": scheme.version + 1, "sections": sections})

    with pytest.raises(Refusal, match=r"cycle\.scheme_of_year"):
        correct(world, newer)


def test_a_year_is_no_second_assessment(world: World) -> None:
    released(world, "3.25")
    hr = world.acting(world.people.hr, at=YEAR_ENDED)
    open_cycle(hr, name="2026")
    released_too(world, world.review_of(world.people.employee))

    gates = read_gates(hr, person_id=world.people.employee.id).gates

    assert "2026" not in {each.period for gate in gates for each in gate.there}


def test_a_simulation_replays_the_periods_and_not_the_year_that_is_made_of_them(world: World) -> None:
    matrix.released(world, dict.fromkeys(matrix.team(world), matrix.STAR))
    open_cycle(world.acting(world.people.hr, at=YEAR_ENDED), name="2026")
    released_too(world, world.review_of(world.people.employee))

    simulation = simulate(world.acting(at=YEAR_ENDED), scheme="kpi-values", bands=None)

    assert simulation.periods == ("2026Q4",)


def released_too(world: World, review: Review) -> None:
    world.hand_in(review, own=WORDS, at=YEAR_ENDED)
    with world.store.begin() as unit:
        now = unit.reviews.get(review.id)
        hr = world.people.hr.id
        unit.reviews.move(
            now, Event.RELEASE, to=State.RELEASED, owed_since=YEAR_ENDED, by_id=hr, at=YEAR_ENDED
        )
