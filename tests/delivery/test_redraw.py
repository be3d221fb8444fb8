"""Each card can be drawn anew, as itself."""

from datetime import date

from bot.delivery.outgoing import Snapshot
from bot.delivery.redraw import after_a_move, drawing
from bot.delivery.routes import DRAWS, ROUTES, on_stale
from bot.domain.cards import Card
from bot.domain.intake.similar import Choice
from bot.domain.intake.way import State as RequestState
from bot.domain.notices import CardStale
from bot.domain.people import Role
from bot.domain.reviews.input import TypedInput
from bot.domain.reviews.recognition import RecognitionFacts
from bot.domain.reviews.way import Event, State
from bot.services.intake.followers import follow
from bot.services.intake.swap import ask_for_swap
from bot.services.reviews import recognition
from bot.services.reviews.advance import advance
from bot.services.reviews.delegation import delegate, end_delegation
from bot.services.reviews.input import ask_for_input
from bot.services.reviews.take_back import ask_back
from storage.models.delivery import CardRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.actions import Improving
from tests.builders.approval import POLICY
from tests.builders.briefs import briefed
from tests.builders.check_ins import thanked_for
from tests.builders.feedback import Saying
from tests.builders.figures import entered_by
from tests.builders.handovers import handed_over
from tests.builders.intake import MORNING
from tests.builders.job_forms import filled, of_goals
from tests.builders.matrix import IN_OCTOBER, TOP, released
from tests.builders.people import WEBSITE, Company, person
from tests.builders.projects import argued, discussed
from tests.builders.shared import Sharing
from tests.builders.talks import Talks
from tests.builders.world import FRIDAY, World


def paged(store: Store, people: Company, number: int) -> int:
    """A call about a request."""
    with store.begin() as unit:
        return unit.pages.add(
            number,
            developer_id=people.developer.id,
            by_id=people.product_manager.id,
            at=MORNING,
            reason="Nobody can pay.",
            submission="V9",
        )


def chose_to_follow(store: Store, people: Company, number: int) -> int:
    """Somebody found a request like what they had written."""
    with store.begin() as unit:
        return unit.similar.chose(
            people.colleague.id, "V9", Choice.FOLLOWED, about_id=number, words="The same.", at=MORNING
        )


def put(store: Store, key: str, channel: str) -> None:
    with store.begin() as unit:
        unit.session.add(CardRow(key=key, channel=channel, ts=key, fingerprint="same", posted_at=MORNING))


def test_what_draws_a_card_draws_the_one_of_its_key(world: World, store: Store, people: Company) -> None:
    world.open_quarter(people.employee, people.colleague, people.product_manager)
    review = world.review_at(State.MORE_ASKED)
    wish = wished(world)
    looked_at = world.review_at(State.SCORED, of=people.colleague)
    number = world.request_at(RequestState.NEW).id
    briefed(store, number, acting(store, by=people.product_manager, now=MORNING))
    sharing = Sharing(store, people)
    follow(acting(store, by=people.colleague, now=MORNING), request_id=number)
    form = filled(store, of_goals(store, sharing.chens.id), people.employee).form
    sheet = sharing.goals(sharing.chens).agreed_sheet_id
    shared = sharing.share()
    entered_by(store, people.hr, of=people.employee)
    saying = Saying(store, people)
    given, suggested = saying.give(), saying.suggest()
    thanked = thanked_for(store, people.employee, goals=form.goals_id)
    desk = person(store, "Gao Wei", department=WEBSITE, roles=(Role.PRODUCT_MANAGER,), kpis=())
    swap = ask_for_swap(
        world.acting(people.product_manager, at=MORNING),
        week=date(2026, 12, 7),
        other_id=desk.id,
        in_return=None,
        submission="V1",
    )
    delegated = delegate(
        world.acting(people.hr),
        manager_account=people.manager.slack_id or "",
        delegate_account=people.boss.slack_id or "",
        until_on=date(2027, 1, 15),
        reason="On leave",
    )
    end_delegation(world.acting(people.hr), delegation_id=delegated.delegation.id)
    project_id = discussed(store, people, number)
    recognised = asked_about(world)
    pairing = Improving(store, people).ask(people.developer)
    offered = Improving(store, people).write(kind="training", submission="a training")
    everybody = (people.colleague, people.hr, people.admin, people.boss, people.developer)
    input_asked = ask_for_input(
        world.acting(people.manager, at=MORNING),
        TypedInput(who=tuple(each.slack_id or "" for each in everybody), questions="peers"),
        about_id=people.employee.id,
        submission="input",
    )
    keys = [
        f"input:{input_asked.id}:{people.colleague.id}",
        f"mentoring:{pairing.id}:{people.developer.id}",
        f"training:{offered.id}:{people.employee.id}",
        f"feedback:{given.id}:{people.colleague.id}",
        f"suggestion:{suggested.id}:{people.boss.id}",
        f"agreement:{form.goals_id}:{sheet}:{people.manager.id}",
        f"shared-kpi:{shared.id}:{people.colleague.id}",
        f"figures:{review.cycle_id}:{people.hr.id}",
        f"my-goals:{form.goals_id}",
        f"goals-team:{form.cycle_id}:{people.manager.id}",
        f"job-form:{form.id}:1:{people.manager.id}",
        f"my-review:{review.id}",
        f"team:{review.cycle_id}:{people.manager.id}",
        f"approval:{review.id}:{people.manager.id}",
        f"question:{review.id}:{review.version}",
        wish,
        f"delegation:{delegated.delegation.id}:{people.boss.id}",
        f"contribution:{review.id}:{people.boss.id}",
        f"second-looks:{looked_at.cycle_id}:{people.boss.id}",
        f"second-look:{looked_at.cycle_id}:{people.boss.id}:{people.manager.id}",
        f"request:{number}",
        f"my-request:{number}",
        f"brief:{number}",
        f"handover:{handed_over(store, people, number)}",
        f"private-handover:1:{people.developer.id}",
        f"project:{project_id}",
        f"project-line:{argued(store, people, project_id)}",
        f"project-step:{project_id}:1",
        f"project-asked:{project_id}:{people.developer.id}",
        "brief-check:1",
        f"closing:{number}:1795744800",
        f"satisfaction:{number}",
        f"private-request:{number}:{people.product_manager.id}",
        f"request-wrote:{number}:1",
        f"request-files:{number}:1:{people.product_manager.id}",
        f"follower-wrote:{number}:{chose_to_follow(store, people, number)}",
        f"followed:{number}:{people.colleague.id}",
        f"recognition:{recognised.recognition.id}:1",
        f"recognition-post:{recognised.recognition.id}",
        f"duty-swap:{swap.id}:{people.product_manager.id}",
        f"emergency:{paged(store, people, number)}",
        f"nudge:{people.employee.id}:2027-01-08",
        f"urgent:{people.product_manager.id}:{number}:1795744800",
        *talked_about(world),
        f"account-closed:{people.employee.id}:2027-01-04:{people.hr.id}",
        f"digest:{people.manager.id}:2027-01-04",
        f"check-in-word:{thanked.id}:{thanked.version}:{people.employee.id}",
    ]

    with store.read() as unit:
        at = Snapshot(unit=unit, policy=POLICY, now=FRIDAY)
        for key in keys:
            notice = drawing(key)
            assert notice is not None
            outgoing = ROUTES[type(notice)](at, notice)
            assert outgoing is not None
            assert str(outgoing.card) == key

    assert {key.split(":")[0] for key in keys} == set(DRAWS) == set(Card)


def talked_about(world: World) -> tuple[str, ...]:
    """Another's result is released; they appeal against it."""
    talks = Talks.after_release(world, of=world.people.product_manager)
    talks.appeal(by=world.people.product_manager)
    talk = talks.talk
    return f"talk:{talk.id}:{talk.holder_id}", f"my-talk:{talk.id}", f"appeal:{talk.id}:{talk.judge_id}"


def asked_about(world: World) -> RecognitionFacts:
    """The boss would say something about the developer's work."""
    [theirs] = released(world, {world.people.developer: TOP}, name="2026Q3", at=IN_OCTOBER)
    return recognition.ask(
        world.acting(world.people.boss), review_id=theirs.id, words="Held on.", channel="C0PRAISE1", asking=0
    )


def wished(world: World) -> str:
    """A colleague wants their self-score back, on which its manager has started."""
    theirs = world.review_at(State.SELF_SCORED, of=world.people.colleague)
    with world.store.begin() as unit:
        advance(unit, unit.reviews.get(theirs.id), Event.ADJUST, world.acting(world.people.manager))
    ask_back(world.acting(world.people.colleague), review_id=theirs.id, why="A figure came in.")
    return f"take-back:{theirs.id}:{world.reload(theirs).version}"


def test_what_is_no_card_is_drawn_by_nobody(store: Store) -> None:
    assert drawing("concern:not_in_slack:1:7") is None
    with store.read() as unit:
        at = Snapshot(unit=unit, policy=POLICY, now=FRIDAY)
        assert on_stale(at, CardStale(to=1, card="concern:not_in_slack:1:7", because="2")) is None


def test_after_a_move_the_cards_of_open_requests_are_drawn_and_shown_even_if_nothing_changed(
    world: World, store: Store
) -> None:
    states = (RequestState.NEW, RequestState.DECLINED, RequestState.NEW)
    first, closed, elsewhere = (
        world.request_at(state, submission=f"V{n}").id for n, state in enumerate(states)
    )
    for number, channel in ((first, "C0OLD"), (closed, "C0OLD"), (elsewhere, "C0OTHER")):
        put(store, f"request:{number}", channel)
    put(store, f"my-review:{first}", "C0OLD")

    with store.begin() as unit:
        notices = after_a_move(unit, gone="C0OLD", to="C0NEW")

    assert notices == [CardStale(to=None, card=f"request:{first}", because="in-C0NEW")]
    with store.read() as unit:
        card = unit.cards.get(f"request:{first}")
        assert card is not None
        assert card.fingerprint == ""
