"""A whole cycle goes over to a corrected version of its scheme: checked first, told once, nothing lost."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from bot.domain.goals.way import State as GoalsState
from bot.domain.reviews.correct_cycle import AskedToCorrect
from bot.domain.reviews.notices import CycleCorrected
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.way import Event, State
from bot.errors import Refusal
from bot.services.obligations import rebuild
from bot.services.reviews.approval import approve
from bot.services.reviews.approval_facts import approval_facts
from bot.services.reviews.correct_cycle import ask_to_correct, correct_cycle, corrected_facts
from bot.services.reviews.fingerprint import checked_rules
from bot.services.reviews.review_facts import review_facts
from bot.services.reviews.schemes import add_scheme
from bot.services.reviews.self_score import open_self_score, pass_step
from tests.builders.approval import CONVERSION, TEAMWORK
from tests.builders.self_score import STEPS
from tests.builders.shipped import load_scheme
from tests.builders.world import GOALS_QUARTER, QUARTER, World

REASON = "The weights were last year's."


def second_version(*, teamwork: bool = True, weight: int = 60) -> Scheme:
    scheme = load_scheme("kpi-values")
    kpi, values = scheme.sections
    ladders = values.ladders if teamwork else values.ladders[:1]  # type: ignore[union-attr]
    sections = (
        kpi.model_copy(update={"weight": weight}),
        values.model_copy(update={"weight": 100 - weight, "ladders": ladders}),
    )
    return scheme.model_copy(update={"version": 2, "sections": sections})


def correct(world: World, scheme: Scheme, *, name: str = QUARTER) -> AskedToCorrect:
    add_scheme(world.acting(), scheme)
    hr = world.acting(world.people.hr)
    asked = ask_to_correct(hr, name=name, reason=REASON)
    return correct_cycle(hr, cycle_id=asked.cycle_id, version=asked.now.version, reason=asked.reason)


def refused(what: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        what()
    return refusal.value


def test_what_was_typed_and_scored_stays_and_the_rules_are_on_record(world: World) -> None:
    people = world.people
    employee = world.acting(people.employee)
    [one, other] = world.open_quarter(people.employee, people.colleague)
    pass_step(employee, review_id=one.id, step=1, entered=STEPS[0])
    before = world.hand_in(other)

    corrected = correct(world, second_version())

    assert (corrected.was.version, corrected.now.version, corrected.back) == (1, 2, ())
    form = open_self_score(employee, review_id=one.id)
    assert (form.cycle.scheme.version, form.draft.step) == (2, 2)
    assert form.draft.answers[CONVERSION].score == Decimal("3.75")
    with world.store.read() as unit:
        facts = review_facts(unit, other.id)
        rules = checked_rules(unit, one.cycle_id)
        entry = unit.reviews.history(other.id)[-1]
    assert facts.outcome is not None
    assert [each.weight for each in facts.outcome.sections] == [60, 40]
    assert (entry.event, entry.by_id, entry.note) == (Event.CORRECT, people.hr.id, REASON)
    assert (facts.state, facts.owed_since) == (State.SELF_SCORED, before.owed_since)
    assert rules is not None
    assert rules.is_intact
    [change] = rules.changes
    assert (change.by, change.reason, change.versions) == (people.hr.name, REASON, (1, 2))
    assert change.schemes == (load_scheme("kpi-values"), second_version())


def test_what_is_asked_no_more_counts_for_nothing_and_stays_on_record(world: World) -> None:
    review = world.review_at(State.SELF_SCORED)

    correct(world, second_version(teamwork=False))

    with world.store.read() as unit:
        facts = approval_facts(unit, review.id).review
        kept = {each.item for each in unit.reviews.scores(review.id)}
    assert TEAMWORK in kept
    assert TEAMWORK not in facts.holding
    manager = world.acting(world.people.manager)
    approve(manager, review_id=review.id, version=facts.version)
    assert world.reload(review).state is State.SCORED


@pytest.mark.parametrize("state", [State.SCORED, State.CONFIRMED])
def test_what_was_fixed_and_not_released_is_with_its_manager_again(world: World, state: State) -> None:
    review = world.review_at(state)
    people = world.people

    corrected = correct(world, second_version(weight=80))

    assert corrected.back == (people.employee.name,)
    assert world.reload(review).state is State.SELF_SCORED
    with world.store.read() as unit:
        facts = approval_facts(unit, review.id)
        theirs = corrected_facts(unit, cycle_id=review.cycle_id, number=2, person_id=people.manager.id)
        hers = corrected_facts(unit, cycle_id=review.cycle_id, number=2, person_id=people.employee.id)
    assert facts.sent_back is not None
    assert (facts.sent_back.by, facts.sent_back.reason) == (people.hr.name, REASON)
    assert theirs is not None
    assert (theirs.back, theirs.has_people) == ((people.employee.name,), True)
    assert hers is not None
    assert (hers.back, hers.has_people, hers.is_asked) == ((), False, False)
    approve(world.acting(people.manager), review_id=review.id, version=facts.review.version)
    world.look_again(review)
    assert world.reload(review).state is State.CONFIRMED


def test_everybody_under_way_is_told_once(world: World) -> None:
    people = world.people
    review = world.review_at(State.SCORED)
    with world.store.read() as unit:
        lookers = {each.person_id for each in unit.second_looks.of(review.id)}

    correct(world, second_version())

    told = [to for kind, to in world.notices() if kind == CycleCorrected.kind]
    assert len(told) == len(set(told))
    assert set(told) == {people.employee.id, people.manager.id, *lookers}


def test_what_is_owed_is_what_the_states_imply_afterwards(world: World) -> None:
    world.open_quarter(world.people.employee, world.people.colleague, world.people.developer)
    world.review_at(State.SCORED, of=world.people.colleague)

    correct(world, second_version(teamwork=False))

    assert rebuild(world.acting()) == 0


def test_a_cycle_in_which_goals_are_agreed_on_goes_over_too(world: World) -> None:
    goals = world.goals_at(GoalsState.OPEN)

    corrected = correct(world, second_version(), name=GOALS_QUARTER)

    assert corrected.told == 2
    with world.store.read() as unit:
        assert unit.cycles.facts(goals.cycle_id).scheme.version == 2
        assert corrected_facts(unit, cycle_id=goals.cycle_id, number=1, person_id=1) is None


def test_a_result_that_was_read_stays_what_it_is(world: World) -> None:
    world.open_quarter(world.people.employee, world.people.developer)
    world.review_at(State.RELEASED)

    refusal = refused(lambda: correct(world, second_version()))

    assert (refusal.code, refusal.facts["names"]) == ("cycle.released", [world.people.employee.name])


def test_what_does_not_fit_is_refused_and_named(world: World) -> None:
    review = world.review_at(State.SELF_SCORED)
    scheme = second_version()
    values = scheme.sections[1]
    added = values.ladders[0].model_copy(update={"key": "candour", "name": {"en": "Candour"}})  # type: ignore[union-attr]
    more = values.model_copy(update={"ladders": (*values.ladders, added)})  # type: ignore[union-attr]

    refusal = refused(
        lambda: correct(world, scheme.model_copy(update={"sections": (scheme.sections[0], more)}))
    )

    assert refusal.code == "cycle.does_not_fit"
    assert [each.what["en"] for each in refusal.facts["misfits"].all] == ["Candour"]
    assert refusal.facts["misfits"].handed_in == (world.people.employee.name,)
    with world.store.read() as unit:
        assert unit.cycles.facts(review.cycle_id).scheme.version == 1


def test_only_hr_and_only_to_the_newest_version(world: World) -> None:
    [review] = world.open_quarter(world.people.employee)
    hr = world.acting(world.people.hr)

    def ask(by: object = hr, reason: str = REASON) -> Callable[[], object]:
        return lambda: ask_to_correct(by, name=QUARTER, reason=reason)  # type: ignore[arg-type]

    assert refused(ask(world.acting(world.people.manager))).code == "cycle.not_hr"
    assert refused(ask(reason=" ")).code == "cycle.correct_reason"
    assert refused(ask()).code == "cycle.no_newer_version"
    add_scheme(world.acting(), second_version())
    add_scheme(world.acting(), second_version(weight=50).model_copy(update={"version": 3}))
    stale = refused(lambda: correct_cycle(hr, cycle_id=review.cycle_id, version=2, reason=REASON))
    assert (stale.code, stale.facts["now"]) == ("cycle.another_version", 3)
