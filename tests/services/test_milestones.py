"""How far people's stories have come, as the database tells it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.goals.way import State as GoalsState
from bot.domain.intake.handover_way import Event as HandoverEvent
from bot.domain.intake.project import Side
from bot.domain.intake.project_way import Event as ProjectEvent
from bot.domain.intake.triage import Kind
from bot.domain.intake.way import Event
from bot.domain.reviews.way import State
from bot.services.goals.agreement import sign
from bot.services.intake.closing import confirm
from bot.services.intake.handover_moves import advance as move_on
from bot.services.intake.known_answers import Entered, save_answer
from bot.services.intake.pings_preference import choose_pings
from bot.services.intake.satisfaction import rate
from bot.services.intake.similar import take_answer
from bot.services.milestones import GoalsSoFar, HowFar, how_far
from storage.cards import Spot
from storage.models.delivery import CardRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.briefs import assessed, briefed
from tests.builders.goals import open_goals_of
from tests.builders.handovers import handed_over
from tests.builders.intake import filed, stepped
from tests.builders.people import Company
from tests.builders.projects import argued, discussed
from tests.builders.world import World
from tests.services.intake.test_project_steps import complete, decide, step

AT = datetime(2027, 1, 8, 2, 0, tzinfo=UTC)
BEFORE = AT - timedelta(days=1)


def far(store: Store, people: Company) -> HowFar:
    return how_far(
        store,
        employee_id=people.employee.id,
        manager_id=people.manager.id,
        colleague_id=people.colleague.id,
        writer_id=people.colleague.id,
        developer_id=people.developer.id,
        requester_id=people.employee.id,
        asker_id=people.colleague.id,
        judged_id=people.colleague.id,
    )


def posted(store: Store, key: str, ts: str) -> Spot:
    """A card as delivery remembers it."""
    with store.begin() as unit:
        unit.session.add(CardRow(key=key, channel="D1", ts=ts, fingerprint="", posted_at=AT))
    return Spot(key=key, channel="D1", ts=ts, fingerprint="")


def test_nothing_has_happened_yet_to_anybody_or_to_nobody(store: Store, people: Company) -> None:
    nothing = HowFar(
        cycle=None,
        review=None,
        verdict=None,
        year=None,
        of_year=None,
        in_goals=(),
        goals=None,
        weeks=None,
        gave_feedback=False,
        keeps=False,
        request=None,
        project=None,
        question=None,
        kept_answer=None,
        was_solved=False,
        passed_on=None,
        was_pointed_to_the_desk=False,
        takes_pings=False,
        was_nudged=False,
        snoozed_until=None,
        was_reminded=False,
    )

    assert far(store, people) == nothing
    nobody = how_far(
        store,
        employee_id=None,
        manager_id=None,
        colleague_id=None,
        writer_id=None,
        developer_id=None,
        requester_id=None,
        asker_id=None,
        judged_id=None,
    )
    assert nobody == nothing


def test_a_colleagues_review_is_not_the_employees(world: World, store: Store, people: Company) -> None:
    world.review_at(State.GOALS_AGREED, of=people.colleague)

    assert far(store, people).review is None
    assert far(store, people).verdict is not None


def test_goals_are_told_up_to_the_second_signature_and_who_gave_it(
    world: World, store: Store, people: Company
) -> None:
    opened = world.goals_at(GoalsState.OPEN)
    own = posted(store, f"my-goals:{opened.id}", "1.1")
    before = far(store, people)

    on_the_table = world.goals_at(GoalsState.SENT).sheet_id
    team = posted(store, f"goals-team:{opened.cycle_id}:{people.manager.id}", "2.2")
    sent = far(store, people).goals
    assert on_the_table
    sign(world.acting(people.manager, at=AT), goals_id=opened.id, sheet_id=on_the_table)
    after = far(store, people)

    assert before.in_goals == after.in_goals == ("2027Q1",)
    assert before.goals == GoalsSoFar(
        period="2027Q1",
        card=own,
        team=None,
        was_sent=False,
        was_answered=False,
        agreed_at=None,
        was_agreed_by_manager=False,
    )
    assert sent
    assert (sent.team, sent.was_sent, sent.was_answered, sent.agreed_at) == (team, True, False, None)
    assert after.goals
    assert (after.goals.was_answered, after.goals.agreed_at) == (True, AT)
    assert after.goals.was_agreed_by_manager


def test_adjusted_goals_are_agreed_by_whoever_confirms_them(
    world: World, store: Store, people: Company
) -> None:
    adjusted = world.goals_at(GoalsState.ADJUSTED)
    before = far(store, people).goals

    assert adjusted.sheet_id
    sign(world.acting(people.employee, at=AT), goals_id=adjusted.id, sheet_id=adjusted.sheet_id)
    after = far(store, people).goals

    assert before
    assert after
    assert (before.was_answered, before.agreed_at) == (True, None)
    assert (after.agreed_at, after.was_agreed_by_manager) == (AT, False)


def test_a_half_years_goals_are_not_a_quarters(store: Store, people: Company) -> None:
    open_goals_of(store, people.manager, name="2027H1")

    assert far(store, people).in_goals == ()


def test_what_the_requester_filed_last_is_told_with_what_the_desk_did(store: Store, people: Company) -> None:
    filed(store, people.employee)
    second = filed(store, people.employee, submission="V2")
    filed(store, people.developer, submission="V3")
    own, card = posted(store, f"my-request:{second}", "3.3"), posted(store, f"request:{second}", "4.4")

    stepped(store, second, Event.ASK, people.product_manager)
    asked = far(store, people).request
    assessed(store, second, acting(store, by=people.product_manager))
    briefed(store, second, acting(store, by=people.product_manager))
    stepped(store, second, Event.ACCEPT, people.product_manager, now=AT)
    accepted = far(store, people).request

    assert asked
    assert accepted
    assert (asked.own, asked.card) == (own, card)
    assert (asked.was_asked_about, asked.was_taken_up, asked.was_replied_to) == (True, True, False)
    assert (asked.is_assessed, asked.has_brief, asked.was_accepted) == (False, False, False)
    assert (accepted.is_assessed, accepted.has_brief, accepted.was_accepted) == (True, True, True)
    assert far(store, people).question is far(store, people).passed_on is None


def test_what_is_a_project_is_told_apart_from_the_requesters_other_requests(
    store: Store, people: Company
) -> None:
    filed(store, people.employee, kind=Kind.PROJECT)
    as_filed = far(store, people)
    small = filed(store, people.employee, submission="V2")
    own = posted(store, f"my-request:{small}", "3.3")
    beside = far(store, people)
    discussed(store, people, small)
    card = posted(store, f"request:{small}", "4.4")
    discussed_too = far(store, people)

    assert (as_filed.request, beside.request is None, discussed_too.request) == (None, False, None)
    assert as_filed.project == beside.project
    assert as_filed.project
    assert not as_filed.project.was_opened
    assert discussed_too.project
    assert (discussed_too.project.own, discussed_too.project.card) == (own, card)


def test_a_project_is_told_step_by_step_up_to_how_it_went(
    world: World, store: Store, people: Company
) -> None:
    number = filed(store, people.employee, kind=Kind.PROJECT)
    desk, developer = world.acting(people.product_manager), world.acting(people.developer)
    employee = world.acting(people.employee)
    told: list[str] = []

    def news() -> list[str]:
        """What is so since it was asked last."""
        so_far = far(store, people).project
        known, told[:] = set(told), [name for name, is_so in vars(so_far).items() if is_so]
        return [name for name in told if name not in known]

    def handed(event: HandoverEvent) -> None:
        with store.begin() as unit:
            by = desk if event is HandoverEvent.CONFIRM else developer
            move_on(unit, unit.handovers.get(handover_id), event, by)

    project_id = discussed(store, people, number)
    assert news() == ["was_opened"]
    argued(store, people, project_id, side=Side.OPEN)
    assert news() == []
    argued(store, people, project_id, side=Side.AGAINST)
    assert news() == ["has_against"]
    complete(world, people, project_id)
    decide(world, people, project_id)
    assert news() == ["has_for"]
    step(world, people, project_id, ProjectEvent.START)
    assert news() == ["was_started"]
    stepped(store, number, Event.ACCEPT, people.product_manager)
    briefed(store, number, desk)
    assert news() == []
    handover_id = handed_over(store, people, number)
    assert news() == ["was_handed_over"]
    for event, name in (
        (HandoverEvent.SAY, "was_said"),
        (HandoverEvent.CONFIRM, "was_understood"),
        (HandoverEvent.START, ""),
        (HandoverEvent.READY, "was_ready"),
    ):
        handed(event)
        assert news() == [name] * bool(name)
    stepped(store, number, Event.FINISH, people.product_manager)
    assert news() == ["was_done"]
    confirm(employee, request_id=number)
    assert news() == []
    rate(employee, request_id=number, good=False)
    assert news() == ["was_rated"]


def test_an_answer_is_kept_once_the_question_has_one_and_solves_it_for_the_requester(
    store: Store, people: Company
) -> None:
    desk = acting(store, by=people.product_manager, now=AT)
    entered = Entered(title="Where is my order?", text="Under Orders.", name="", page="", locale="en-US")
    save_answer(acting(store, by=people.product_manager, now=BEFORE), entered, answer_id=None)
    asked = filed(store, people.colleague)
    of_old = far(store, people)

    stepped(store, asked, Event.ANSWER, people.product_manager, now=AT)
    answered = far(store, people)
    save_answer(desk, replace(entered, title="How do I change it?"), answer_id=None)
    kept = far(store, people)
    assert kept.kept_answer
    take_answer(acting(store, by=people.manager, now=AT), answer_id=kept.kept_answer.id, submission="V7")
    for_another = far(store, people)
    take_answer(acting(store, by=people.employee, now=AT), answer_id=kept.kept_answer.id, submission="V8")

    assert of_old.question
    assert of_old.kept_answer is answered.kept_answer is None
    assert kept.kept_answer.title == "How do I change it?"
    assert (kept.was_solved, for_another.was_solved) == (False, False)
    assert far(store, people).was_solved


def test_a_developers_choice_is_told(store: Store, people: Company) -> None:
    choose_pings(acting(store, by=people.developer), open_to_pings=True)

    assert far(store, people).takes_pings
