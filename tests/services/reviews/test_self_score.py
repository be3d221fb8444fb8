"""Scoring oneself: every step is kept, one submission, clear refusals."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from bot.domain.drafts import Form
from bot.domain.people import Person
from bot.domain.reviews.self_score import NOTHING_ENTERED, Answer, SelfScoreForm, SentSelfScore
from bot.domain.reviews.way import Event, State
from bot.errors import Refusal
from bot.services.reviews.advance import advance
from bot.services.reviews.review_facts import review_facts
from bot.services.reviews.self_score import (
    Entered,
    ReadAgain,
    keep_step,
    open_self_score,
    pass_step,
    submit_self_score,
)
from bot.services.reviews.sent_self_score import self_score_preview, sent_self_score
from storage.models.reviews import ScoreRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.approval import CONVERSION, CUSTOMER, DWELL, TEAMWORK
from tests.builders.people import Company
from tests.builders.self_score import ANSWERS, MONDAY, STEPS, answer, fill, open_quarter, review_of
from tests.builders.told import Told, told
from tests.builders.world import World

LATER = MONDAY + timedelta(hours=4)


@pytest.fixture
def people(world: World) -> Company:
    open_quarter(world.store, by=world.people.hr)
    return world.people


@pytest.fixture
def review_id(store: Store, people: Company) -> int:
    return review_of(store, people.employee)


def opened(store: Store, review_id: int, by: Person, now: datetime = MONDAY) -> SelfScoreForm:
    return open_self_score(acting(store, by=by, now=now), review_id=review_id)


def submitted(
    store: Store,
    form: SelfScoreForm,
    by: Person,
    entered: Entered = NOTHING_ENTERED,
    now: datetime = LATER,
) -> SentSelfScore:
    assert form.saved_at is not None
    who, read_at = acting(store, by=by, now=now), form.saved_at.isoformat()
    return submit_self_score(who, review_id=form.review_id, read_at=read_at, entered=entered)


def announced(store: Store) -> list[Told]:
    """Everything but that the quarter was opened."""
    return [each for each in told(store) if each[0] != "ReviewOpened"]


def test_the_form_opens_empty_at_its_first_step(store: Store, people: Company, review_id: int) -> None:
    form = opened(store, review_id, people.employee)

    assert (form.draft.step, form.saved_at, form.question) == (1, None, None)
    assert [kpi.key for kpi in form.basis.kpis] == ["conversion", "dwell"]
    assert form.manager.name == "Liu Yang"


def test_a_step_that_is_passed_is_kept_and_the_card_hears_of_it(
    store: Store, people: Company, review_id: int
) -> None:
    form, problems = pass_step(
        acting(store, by=people.employee, now=MONDAY), review_id=review_id, step=1, entered=STEPS[0]
    )

    assert problems == []
    assert (form.draft.step, form.saved_at) == (2, MONDAY)
    again = opened(store, review_id, people.employee)
    assert again.draft.answers[CONVERSION] == ANSWERS[CONVERSION]
    assert (again.draft.step, again.saved_at) == (2, MONDAY)
    assert announced(store) == [(f"my-review:{review_id}", people.employee.id)]


def test_a_refused_step_is_kept_too_and_stays(store: Store, people: Company, review_id: int) -> None:
    half = Entered(answers={CONVERSION: answer("3.5"), DWELL: Answer(actual="2 min")})

    form, problems = pass_step(
        acting(store, by=people.employee, now=MONDAY), review_id=review_id, step=1, entered=half
    )

    assert {(problem.item, problem.part.value) for problem in problems} == {
        (CONVERSION, "actual"),
        (DWELL, "score"),
    }
    assert form.draft.step == 1
    assert opened(store, review_id, people.employee).draft.answers[DWELL].actual == "2 min"


def test_a_choice_is_kept_at_once_and_a_case_that_is_off_screen_is_not_lost(
    store: Store, people: Company, review_id: int
) -> None:
    written = Entered(answers={CUSTOMER: answer("3", evidence="It was like this.")})
    keep(store, review_id, people.employee, step=2, entered=written, acted_at="100.1")

    form = keep(store, review_id, people.employee, step=2, entered=entered(CUSTOMER, "2.5"), acted_at="100.2")

    assert form.draft.answers[CUSTOMER] == answer("2.5", evidence="It was like this.")
    assert form.draft.step == 2


def test_an_older_click_that_arrives_late_is_passed_over(
    store: Store, people: Company, review_id: int
) -> None:
    keep(store, review_id, people.employee, step=2, entered=entered(CUSTOMER, "4"), acted_at="100.2")

    form = keep(store, review_id, people.employee, step=2, entered=entered(CUSTOMER, "1"), acted_at="100.1")

    assert form.draft.answers[CUSTOMER].score == Decimal(4)


def test_a_score_that_cannot_be_given_is_not_kept(store: Store, people: Company, review_id: int) -> None:
    form = keep(store, review_id, people.employee, step=2, entered=entered(CUSTOMER, "9"), acted_at="1.1")

    assert form.draft.answers[CUSTOMER].score is None


def test_what_belongs_to_another_step_is_not_taken(store: Store, people: Company, review_id: int) -> None:
    form = keep(store, review_id, people.employee, step=2, entered=entered(CONVERSION, "5"), acted_at="1.1")

    assert form.draft.answer(*CONVERSION) == Answer()


def test_a_submission_writes_scores_history_and_notices_at_once(
    store: Store, people: Company, review_id: int
) -> None:
    form = fill(store, review_id, by=people.employee)
    before = len(announced(store))

    sent = submitted(store, form, people.employee)

    assert sent.is_new
    assert sent.outcome.exact == Decimal("3.380")
    with store.read() as unit:
        facts = review_facts(unit, review_id)
        assert facts.state is State.SELF_SCORED
        assert facts.submitted_at == LATER
        assert {item: each.score for item, each in facts.own.items()} == {
            item: each.score for item, each in ANSWERS.items()
        }
        assert facts.own[CUSTOMER].evidence == ANSWERS[CUSTOMER].evidence
        assert facts.comment == "December's figures are estimates."
        assert facts.own_outcome == sent.outcome
        assert unit.drafts.get(people.employee.id, Form.SELF_SCORE, str(review_id)) is None
        assert unit.reviews.look(review_id).owed_since == LATER
        cycle_id = unit.reviews.look(review_id).cycle_id
    manager = people.manager.id
    assert announced(store)[before:] == [
        (f"my-review:{review_id}", people.employee.id),
        (f"team:{cycle_id}:{manager}", manager),
        (f"approval:{review_id}:{manager}", manager),
    ]


def test_two_devices_at_once_make_one_submission(store: Store, people: Company, review_id: int) -> None:
    form = fill(store, review_id, by=people.employee)

    with ThreadPoolExecutor(max_workers=4) as devices:
        sent = list(devices.map(lambda _: submitted(store, form, people.employee), range(4)))

    assert sorted(each.is_new for each in sent) == [False, False, False, True]
    with store.read() as unit:
        events = [row.event for row in unit.reviews.history(review_id)]
        assert events == [Event.OPEN, Event.SUBMIT]
        assert len(unit.reviews.scores(review_id)) == 4
    manager = people.manager.id
    assert announced(store).count((f"approval:{review_id}:{manager}", manager)) == 1


def test_what_was_not_read_over_is_not_sent(store: Store, people: Company, review_id: int) -> None:
    form = fill(store, review_id, by=people.employee)
    keep(store, review_id, people.employee, step=2, entered=entered(TEAMWORK, "2"), acted_at="1.1", now=LATER)

    with pytest.raises(ReadAgain) as again:
        submitted(store, form, people.employee, now=LATER)

    assert again.value.code == "self_score.changed_elsewhere"
    assert again.value.form.draft.answers[TEAMWORK].score == Decimal(2)
    assert no_scores(store)


def test_an_incomplete_score_is_not_sent_and_the_form_goes_where_it_is_missing(
    store: Store, people: Company, review_id: int
) -> None:
    fill(store, review_id, by=people.employee)
    form = keep(
        store,
        review_id,
        people.employee,
        step=2,
        entered=Entered(answers={CUSTOMER: Answer(evidence="")}),
        acted_at="1.1",
        now=LATER,
    )

    with pytest.raises(ReadAgain) as again:
        submitted(store, form, people.employee)

    assert again.value.code == "self_score.incomplete"
    assert again.value.form.draft.step == 2
    assert no_scores(store)


@pytest.mark.parametrize(
    ("kept", "typed", "stands"),
    [
        (None, "December is late.", "December is late."),
        ("December is late.", "December is late. See there.", "December is late. See there."),
        ("December is late.", "", ""),
    ],
)
def test_a_remark_is_kept_where_something_is_missing(
    store: Store, people: Company, review_id: int, kept: str | None, typed: str, stands: str
) -> None:
    by = acting(store, by=people.employee)
    fill(store, review_id, by=people.employee)
    keep(store, review_id, people.employee, step=3, entered=Entered(answers={}, comment=kept), acted_at="1.1")
    missing = Entered(answers={CUSTOMER: Answer(evidence="")})
    form = keep(store, review_id, people.employee, step=2, entered=missing, acted_at="1.2")

    with pytest.raises(ReadAgain, match=r"self_score\.incomplete") as again:
        submitted(store, form, people.employee, Entered(answers={}, comment=typed), now=LATER)

    newest = open_self_score(by, review_id=review_id)
    assert (newest.draft.comment, newest.draft.step) == (stands, 2)
    assert again.value.form == newest


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("December is late.", "From the phone.\n\nDecember is late."),
        ("", "From the phone."),
        ("From the", "From the phone."),
    ],
)
def test_a_remark_is_kept_beside_what_another_device_kept_meanwhile(
    store: Store, people: Company, review_id: int, typed: str, stands: str
) -> None:
    form = fill(store, review_id, by=people.employee)
    newer = Entered(answers={}, comment="From the phone.")
    keep(store, review_id, people.employee, step=3, entered=newer, acted_at="1.1", now=LATER)

    with pytest.raises(ReadAgain, match=r"self_score\.changed_elsewhere") as again:
        submitted(store, form, people.employee, Entered(answers={}, comment=typed), now=LATER)

    assert again.value.form.draft.comment == stands
    assert opened(store, review_id, people.employee) == again.value.form
    submitted(store, again.value.form, people.employee, now=LATER)


def test_nobody_else_opens_keeps_sends_or_reads_it(store: Store, people: Company, review_id: int) -> None:
    form = fill(store, review_id, by=people.employee)

    for stranger in (people.manager, people.colleague, people.hr):
        for attempt in (
            lambda by: opened(store, review_id, by),
            lambda by: keep(store, review_id, by, step=1, entered=STEPS[0], acted_at="1.1"),
            lambda by: submitted(store, form, by),
            lambda by: sent_self_score(acting(store, by=by), review_id=review_id),
            lambda by: self_score_preview(acting(store, by=by, now=MONDAY), review_id=review_id),
        ):
            with pytest.raises(Refusal, match=r"review\.not_yours"):
                attempt(stranger)
    assert no_scores(store)


def test_after_the_deadline_nothing_is_taken_and_the_draft_is_kept(
    store: Store, people: Company, review_id: int
) -> None:
    form = fill(store, review_id, by=people.employee)
    last_minute = datetime(2027, 1, 22, 15, 59, tzinfo=UTC)
    too_late = last_minute + timedelta(minutes=1)

    opened(store, review_id, people.employee, now=last_minute)
    with pytest.raises(Refusal) as refusal:
        submitted(store, form, people.employee, now=too_late)

    assert refusal.value.code == "self_score.too_late"
    assert refusal.value.facts == {"closed_on": date(2027, 1, 22), "ask": "Zhou Jing"}
    with store.read() as unit:
        assert unit.drafts.get(people.employee.id, Form.SELF_SCORE, str(review_id)) is not None
    assert no_scores(store)


def test_a_review_that_was_begun_or_approved_cannot_be_opened_again(
    store: Store, people: Company, review_id: int
) -> None:
    submitted(store, fill(store, review_id, by=people.employee), people.employee)
    with store.begin() as unit:
        advance(unit, unit.reviews.get(review_id), Event.ADJUST, acting(store, by=people.manager, now=LATER))

    with pytest.raises(Refusal) as started:
        opened(store, review_id, people.employee)
    with store.begin() as unit:
        advance(unit, unit.reviews.get(review_id), Event.APPROVE, acting(store, by=people.manager, now=LATER))
    with pytest.raises(Refusal) as approved:
        opened(store, review_id, people.employee)

    assert (started.value.code, started.value.facts) == ("self_score.started", {"manager": "Liu Yang"})
    assert approved.value.code == "self_score.approved_already"


def test_more_is_added_to_what_was_sent_even_after_the_deadline(
    store: Store, people: Company, review_id: int
) -> None:
    submitted(store, fill(store, review_id, by=people.employee), people.employee)
    february = datetime(2027, 2, 1, 2, 0, tzinfo=UTC)
    with store.begin() as unit:
        review = unit.reviews.get(review_id)
        advance(
            unit,
            review,
            Event.ASK_FOR_MORE,
            acting(store, by=people.manager, now=LATER),
            note="Which branch?",
        )

    form = opened(store, review_id, people.employee, now=february)
    assert (form.question, form.draft.step) == ("Which branch?", 1)
    assert form.draft.answers[CUSTOMER] == replace(ANSWERS[CUSTOMER], rungs=(3,))
    more = Entered(answers={CUSTOMER: answer("3", evidence="It was Chengdu.")})
    form = keep(store, review_id, people.employee, step=2, entered=more, acted_at="1.1", now=february)
    submitted(store, form, people.employee, now=february)

    with store.read() as unit:
        facts = review_facts(unit, review_id)
        assert facts.own[CUSTOMER].evidence == "It was Chengdu."
        assert facts.own[CONVERSION].score == ANSWERS[CONVERSION].score
        assert facts.comment == "December's figures are estimates."
        assert len(unit.session.scalars(select(ScoreRow)).all()) == 8


def keep(
    store: Store,
    review_id: int,
    by: Person,
    *,
    step: int,
    entered: Entered,
    acted_at: str,
    now: datetime = MONDAY,
) -> SelfScoreForm:
    return keep_step(
        acting(store, by=by, now=now),
        review_id=review_id,
        step=step,
        entered=entered,
        go_to=step,
        acted_at=acted_at,
    )


def entered(item: tuple[str, str], score: str) -> Entered:
    return Entered(answers={item: answer(score)})


def no_scores(store: Store) -> bool:
    with store.read() as unit:
        return not unit.session.scalars(select(ScoreRow)).all()
