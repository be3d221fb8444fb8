"""A manager on leave: who has their reviews, who never does, and how it ends."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.domain.home import StandIn
from bot.domain.people import Person
from bot.domain.reviews.approval import Wanted
from bot.domain.reviews.delegation import DelegationFacts
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import Event, State
from bot.errors import Refusal
from bot.services.reviews import approval
from bot.services.reviews.approval_facts import approval_facts, team_progress
from bot.services.reviews.beside_review import feedback_of_period
from bot.services.reviews.cycle_status import cycle_status
from bot.services.reviews.delegation import (
    delegate,
    end_delegation,
    look_after_delegations,
    standing_delegations,
)
from bot.services.reviews.second_look_seats import pass_on
from bot.services.reviews.sent_self_score import my_review_facts
from messages.catalog import Words
from messages.reviews.cycle_answers import progress_text
from messages.reviews.my_review_card import who_sees
from tests.builders.approval import DWELL
from tests.builders.feedback import prepared
from tests.builders.world import FRIDAY, World

UNTIL = date(2027, 1, 15)
WORDS = Words(locale="en-US", timezone="Asia/Shanghai", now=FRIDAY)


@pytest.fixture
def review(world: World) -> Review:
    """Chen Jie's, handed in; Wu Min's, not yet. Both are Liu Yang's."""
    world.open_quarter(world.people.employee, world.people.colleague)
    return world.review_at(State.SELF_SCORED)


def put(
    world: World,
    *,
    who: Person | None = None,
    by: Person | None = None,
    manager: Person | None = None,
    until: date = UNTIL,
    reason: str = "On leave",
) -> DelegationFacts:
    chosen, away = who or world.people.boss, manager or world.people.manager
    return delegate(
        world.acting(by or world.people.hr),
        manager_account=away.slack_id or "",
        delegate_account=chosen.slack_id or "",
        until_on=until,
        reason=reason,
    )


def owed_to(world: World, review: Review) -> list[int]:
    with world.store.read() as unit:
        return [
            each.person_id
            for each in unit.obligations.open_rows().values()
            if each is not None and each.subject_id == review.id and each.kind.value == "approval"
        ]


def code(world: World, review: Review, by: Person) -> str:
    try:
        approval.open_scores(world.acting(by), review_id=review.id, version=world.reload(review).version)
    except Refusal as refusal:
        return refusal.code
    return "opened"


def test_reviews_go_over_with_what_is_owed_and_who_decides(world: World, review: Review) -> None:
    people = world.people

    put_down = put(world)

    assert (put_down.names, put_down.kept) == (("Chen Jie", "Wu Min"), ())
    assert owed_to(world, review) == [people.boss.id]
    assert code(world, review, people.boss) == "opened"
    assert code(world, review, people.manager) == "review.delegated"
    assert code(world, review, people.colleague) == "review.not_your_report"
    with world.store.read() as unit:
        entry = unit.reviews.history(review.id)[-1]
        theirs = team_progress(unit, review.cycle_id, people.boss.id)
        left = team_progress(unit, review.cycle_id, people.manager.id)
        facts = approval_facts(unit, review.id)
    assert (entry.event, entry.by_id, entry.note) == (Event.DELEGATE, people.hr.id, "On leave")
    assert entry.facts.delegate is not None
    assert entry.facts.delegate.now == people.boss.id
    assert {name for name, _ in theirs.reports} == {"Chen Jie", "Wu Min"}
    assert (left.reports, set(left.elsewhere), left.has_them) == ((), {"Chen Jie", "Wu Min"}, "Zhao Min")
    assert facts.delegation is not None
    assert (facts.delegation.manager, facts.delegation.until_on) == ("Liu Yang", UNTIL)
    # The second look is still that of the manager's own manager.
    assert facts.second_look_by == "Zhao Min"
    told = [told for told in world.notices() if told[0] == "DelegationBegan"]
    assert told == [("DelegationBegan", people.boss.id), ("DelegationBegan", people.manager.id)]


def pass_on_seats(world: World) -> None:
    """What an import does: with nobody to be replaced it changes nothing."""
    with world.store.begin() as unit:
        pass_on(unit, world.acting())


def test_the_delegate_scores_and_approves_and_it_is_on_record(world: World, review: Review) -> None:
    boss = world.people.boss
    put(world)
    prepared(world.store, by=world.people.manager, about=world.people.employee)

    approval.score_and_approve(
        world.acting(boss),
        review_id=review.id,
        version=world.reload(review).version,
        entered={DWELL: Wanted(score=Decimal("3.25"), reason=None)},
    )

    with world.store.read() as unit:
        facts = approval_facts(unit, review.id)
    assert facts.review.approved_by == boss
    assert facts.adjusted[DWELL].by == boss.name
    assert facts.review.manager == world.people.manager, "the talk is the manager's"
    assert facts.review.awaited == (world.people.hr,), "nobody looks again at what they gave"
    pass_on_seats(world)
    with world.store.read() as unit:
        assert [each.person_id for each in unit.second_looks.of(review.id)] == [world.people.hr.id]


def test_nobody_gets_their_own_review(world: World, review: Review) -> None:
    facts = put(world, who=world.people.employee)

    assert (facts.names, facts.kept) == (("Wu Min",), ("Chen Jie",))
    assert world.reload(review).delegate_id is None
    look_after_delegations(world.acting())
    assert world.reload(review).delegate_id is None
    assert code(world, review, world.people.employee) == "review.not_your_report"


def test_hr_does_not_choose_who_scores_them(world: World) -> None:
    theirs = world.review_at(State.SELF_SCORED, of=world.people.hr)

    facts = put(world, who=world.people.manager, manager=world.people.boss)

    assert facts.kept == ("Zhou Jing",)
    assert world.reload(theirs).delegate_id is None


def test_a_delegate_reads_feedback_only_as_far_as_it_is_theirs(world: World, review: Review) -> None:
    put(world)

    feedback = feedback_of_period(world.acting(world.people.boss), review_id=review.id)

    assert (feedback.total, feedback.may_read_all) == (0, False)


@pytest.mark.parametrize("who", ["hr", "manager"])
def test_hr_or_the_manager_takes_it_back(world: World, review: Review, who: str) -> None:
    facts, by = put(world), getattr(world.people, who)

    for _ in range(2):
        end_delegation(world.acting(by), delegation_id=facts.delegation.id)

    assert world.reload(review).delegate_id is None
    assert owed_to(world, review) == [world.people.manager.id]
    assert code(world, review, world.people.boss) == "review.taken_over"
    assert code(world, review, world.people.manager) == "opened"
    assert standing_delegations(world.acting(world.people.hr)) == ()
    with world.store.read() as unit:
        events = [entry.event for entry in unit.reviews.history(review.id)]
    assert events.count(Event.END_DELEGATION) == 1
    told = {to for kind, to in world.notices() if kind == "DelegationEnded"}
    assert told == {world.people.boss.id, world.people.manager.id} - {by.id}, "it stands before them already"


def test_it_ends_when_its_day_is_over_and_when_the_delegate_leaves(world: World, review: Review) -> None:
    put(world)
    look_after_delegations(world.acting(at=FRIDAY + timedelta(days=7)))
    assert world.reload(review).delegate_id == world.people.boss.id

    look_after_delegations(world.acting(at=FRIDAY + timedelta(days=8)))
    assert world.reload(review).delegate_id is None

    put(world)
    world.leaves(world.people.boss)
    look_after_delegations(world.acting())
    assert world.reload(review).delegate_id is None


def test_what_comes_while_it_stands_goes_over_too(world: World) -> None:
    facts = put(world)
    assert facts.names == ()

    review = world.review_at(State.SELF_SCORED)
    look_after_delegations(world.acting())

    assert world.reload(review).delegate_id == world.people.boss.id


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"by": "manager"}, "delegation.not_hr"),
        ({"who": "manager"}, "delegation.same"),
        ({"until": FRIDAY.date() - timedelta(days=1)}, "delegation.until"),
        ({"reason": " \u200b"}, "delegation.reason"),
        ({"reason": "x" * 3000}, "delegation.reason"),
    ],
)
def test_what_is_refused(world: World, changed: dict[str, object], expected: str) -> None:
    said = {
        name: getattr(world.people, each) if name in ("by", "who") else each for name, each in changed.items()
    }

    with pytest.raises(Refusal) as refusal:
        put(world, **said)  # type: ignore[arg-type]

    assert refusal.value.code == expected


def test_a_stranger_and_a_second_one_are_refused(world: World) -> None:
    facts = put(world)
    with pytest.raises(Refusal, match=r"delegation\.already"):
        put(world, who=world.people.colleague)
    with pytest.raises(Refusal, match=r"delegation\.not_yours"):
        end_delegation(world.acting(world.people.boss), delegation_id=facts.delegation.id)
    with pytest.raises(Refusal, match=r"delegation\.stranger"):
        delegate(
            world.acting(world.people.hr),
            manager_account="U0NOBODY",
            delegate_account="U0NOBODY",
            until_on=UNTIL,
            reason="On leave",
        )


def test_who_decides_is_named_with_the_manager_and_who_decided_stays_so(world: World, review: Review) -> None:
    put(world)

    assert told(world) == {
        "Chen Jie": "with Zhao Min (for Liu Yang) since Fri 8 Jan",
        "Wu Min": "not handed in yet",
    }
    with world.store.read() as unit:
        assert unit.overview.stand_ins(review.cycle_id) == [
            StandIn(delegate="Zhao Min", manager="Liu Yang", reviews=2)
        ]
        mine = unit.overview.review_of_period(world.people.employee.id)
        assert mine is not None
        assert (mine.manager, mine.delegate) == ("Liu Yang", "Zhao Min")
        seen = who_sees(WORDS, my_review_facts(unit, review.id, now=FRIDAY))
    assert seen == "Who sees your scores: you, Zhao Min (for Liu Yang), then HR."
    version = world.reload(review).version
    approval.approve(world.acting(world.people.boss), review_id=review.id, version=version)
    world.look_again(review, at=FRIDAY)
    assert told(world)["Chen Jie"] == "through the second look since Fri 8 Jan"


def told(world: World) -> dict[str, str]:
    """`/review status`, before HR."""
    found = cycle_status(world.acting(world.people.hr), name=None)
    return {each.name: progress_text(WORDS, each) for each in found.people}
