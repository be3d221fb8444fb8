"""Somebody in the top band is recognised only if they want it, and never with a score."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.people import Person
from bot.domain.policy import Channels, Policy
from bot.domain.reviews.recognition_way import Event, State
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import State as ReviewState
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews import recognition
from bot.services.reviews.history import read_history
from storage.models.recognition import RecognitionHistoryRow, RecognitionRow
from storage.models.reviews import ReviewRow
from tests.builders.matrix import STAR, TOP, released
from tests.builders.world import FRIDAY, World

WORDS = "Saw the complaint of 4 November through to the end."
CHANNEL = "C0PRAISE1"
LATER = FRIDAY + timedelta(minutes=5)
SATURDAY = datetime(2027, 1, 9, 2, 0, tzinfo=UTC)


@pytest.fixture
def review(world: World) -> Review:
    """Chen Jie's, released and in the top band; Wu Min's is released, too, and is not."""
    given = {world.people.employee: TOP, world.people.colleague: STAR}
    return released(world, given)[0]


def asks(world: World, review: Review, *, by: Person | None = None, **given: object) -> int:
    asked = {"words": WORDS, "channel": CHANNEL, "asking": 0} | given
    acting = world.acting(by or world.people.manager)
    facts = recognition.ask(acting, review_id=review.id, **asked)  # type: ignore[arg-type]
    return facts.recognition.id


def code(call: object) -> str:
    with pytest.raises(Refusal) as refusal:
        call()  # type: ignore[operator]
    return refusal.value.code


def now(world: World, number: int) -> tuple[State, datetime | None]:
    with world.store.read() as unit:
        held = unit.recognitions.look(number)
        return held.state, held.goes_at


def due(world: World, number: int, at: datetime) -> bool:
    with world.store.read() as unit:
        return recognition.recognition_facts(unit, number, at).is_due


def chen(world: World, at: datetime = FRIDAY) -> Acting:
    return world.acting(world.people.employee, at=at)


def test_asked_with_the_exact_words_agreed_and_posted_at_its_hour(world: World, review: Review) -> None:
    people = world.people
    number = asks(world, review)
    card = (f"recognition:{number}:1", people.employee.id)
    assert world.notices() == [card], "they are asked, and nobody else hears"
    assert not due(world, number, SATURDAY), "silence is a no"

    recognition.agree(chen(world), recognition_id=number, asking=1)
    recognition.agree(chen(world), recognition_id=number, asking=1)

    assert now(world, number) == (State.AGREED, LATER)
    assert [due(world, number, at) for at in (FRIDAY, LATER)] == [False, True]
    told = world.notices()
    assert told.count(("RecognitionAnswered", people.manager.id)) == 1
    assert told.count((f"recognition-post:{number}", None)) == 1, "the post goes through the outbox once"
    with world.store.read() as unit:
        rows = unit.session.query(RecognitionHistoryRow).order_by(RecognitionHistoryRow.number)
        steps = [(row.event, row.by_id, row.note, row.channel) for row in rows]
    assert steps == [
        (Event.ASK, people.manager.id, WORDS, CHANNEL),
        (Event.AGREE, people.employee.id, None, None),
    ]
    for reader in (people.employee, people.manager):
        history = read_history(world.acting(reader), about_id=people.employee.id)
        told = [(each.event, each.note) for each in history.entries if isinstance(each.event, Event)]
        assert told == [(Event.AGREE, None), (Event.ASK, WORDS)]


def test_a_yes_out_of_hours_is_posted_in_the_next_working_moment(world: World, review: Review) -> None:
    number = asks(world, review)

    recognition.agree(chen(world, SATURDAY), recognition_id=number, asking=1)

    assert now(world, number)[1] == datetime(2027, 1, 11, 1, 0, tzinfo=UTC)


def test_they_may_change_their_mind_until_it_is_posted_and_have_it_taken_down_after(
    world: World, review: Review
) -> None:
    number = asks(world, review)
    recognition.decline(chen(world), recognition_id=number, asking=1)
    assert now(world, number) == (State.DECLINED, None)
    recognition.agree(chen(world), recognition_id=number, asking=1)
    recognition.decline(chen(world), recognition_id=number, asking=1)
    assert not due(world, number, SATURDAY), "what they agreed to first does not go out"
    recognition.agree(chen(world), recognition_id=number, asking=1)

    late = code(lambda: recognition.decline(chen(world, LATER), recognition_id=number, asking=1))
    assert late == "recognition.posted"
    recognition.take_down(chen(world, LATER), recognition_id=number)
    recognition.take_down(chen(world, LATER), recognition_id=number)

    assert now(world, number)[0] is State.TAKEN_DOWN
    assert not due(world, number, SATURDAY)
    again = code(lambda: recognition.agree(chen(world, LATER), recognition_id=number, asking=1))
    assert again == "recognition.not_now"


def test_other_words_are_asked_about_anew_and_a_yes_to_the_former_counts_for_nothing(
    world: World, review: Review
) -> None:
    number = asks(world, review)
    recognition.agree(chen(world), recognition_id=number, asking=1)

    asks(world, review, words="Stayed calm.", asking=1)

    assert now(world, number) == (State.ASKED, None)
    assert not due(world, number, SATURDAY)
    old = code(lambda: recognition.agree(chen(world), recognition_id=number, asking=1))
    assert old == "recognition.reworded"
    assert code(lambda: asks(world, review, words="Third.", asking=1)) == "recognition.changed_since"
    recognition.agree(chen(world), recognition_id=number, asking=2)
    with world.store.read() as unit:
        assert unit.recognitions.look(number).words == "Stayed calm."


def test_another_managers_words_are_theirs(world: World, review: Review) -> None:
    number = asks(world, review)
    with world.store.begin() as unit:
        unit.session.get_one(ReviewRow, review.id).manager_id = world.people.boss.id

    assert code(lambda: asks(world, review, words="Mine.", asking=1)) == "recognition.not_yours"
    asks(world, review, by=world.people.boss, words="Mine.", asking=1)

    with world.store.read() as unit:
        assert recognition.recognition_facts(unit, number, FRIDAY).by.name == world.people.boss.name


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"words": " \u3000"}, "recognition.words_missing"),
        ({"words": "x" * 501}, "recognition.words_long"),
        ({"words": "A clear 4.5."}, "recognition.says_score"),
        ({"channel": ""}, "recognition.channel_missing"),
    ],
)
def test_what_may_not_be_asked_about(
    world: World, review: Review, given: dict[str, object], refused: str
) -> None:
    assert code(lambda: asks(world, review, **given)) == refused
    with world.store.read() as unit:
        assert unit.session.query(RecognitionRow).count() == 0


def test_only_their_manager_asks_about_a_released_result_in_the_top_band_once(
    world: World, review: Review
) -> None:
    people = world.people
    for each in (people.hr, people.boss, people.colleague, people.employee):
        assert code(lambda: asks(world, review, by=each)) == "recognition.not_yours"  # noqa: B023
        assert code(lambda: recognition.candidates(world.acting(each))) == "recognition.nobody"  # noqa: B023
    wus = world.review_of(people.colleague)
    assert code(lambda: asks(world, wus)) == "recognition.not_top"
    [candidate] = recognition.candidates(world.acting(people.manager))
    assert (candidate.name, candidate.recognition) == ("Chen Jie", None)

    number = asks(world, review)
    assert code(lambda: asks(world, review)) == "recognition.changed_since", "already asked"
    assert code(lambda: asks(world, review, asking=1)) == "recognition.same"
    recognition.decline(chen(world), recognition_id=number, asking=1)
    again = code(lambda: asks(world, review, words="Please.", asking=1))
    assert again == "recognition.declined", "nobody is asked twice"
    recognition.agree(chen(world), recognition_id=number, asking=1)
    late = world.acting(people.manager, at=LATER)
    assert code(lambda: recognition.open_recognition(late, review_id=review.id)) == "recognition.out"
    with world.store.begin() as unit:
        unit.session.get_one(ReviewRow, wus.id).state = ReviewState.CONFIRMED
    assert code(lambda: asks(world, wus)) == "recognition.not_released"


def test_only_whom_it_is_about_answers(world: World, review: Review) -> None:
    number = asks(world, review)

    for each in (world.people.manager, world.people.hr, world.people.colleague):
        by = world.acting(each)
        for number_tried in (number, 4711):
            answers = [
                code(lambda: recognition.agree(by, recognition_id=number_tried, asking=1)),  # noqa: B023
                code(lambda: recognition.decline(by, recognition_id=number_tried, asking=1)),  # noqa: B023
                code(lambda: recognition.take_down(by, recognition_id=number_tried)),  # noqa: B023
            ]
            assert answers == ["recognition.not_yours"] * 3
    assert now(world, number)[0] is State.ASKED


def test_what_was_typed_and_not_asked_about_is_there_again(world: World, review: Review) -> None:
    manager = world.acting(world.people.manager)

    def form() -> tuple[str, str]:
        opened = recognition.open_recognition(manager, review_id=review.id)
        return opened.words, opened.channel

    assert form() == ("", "")
    recognition.keep_words(manager, review_id=review.id, words="Half a", channel=CHANNEL)
    assert form() == ("Half a", CHANNEL)
    assert code(lambda: asks(world, review, words="A clear 4.5.")) == "recognition.says_score"
    assert form() == ("A clear 4.5.", CHANNEL), "what was refused is kept"
    asks(world, review)
    assert form() == (WORDS, CHANNEL)
    other = world.acting(world.people.boss)
    kept = code(lambda: recognition.keep_words(other, review_id=review.id, words="Mine", channel=CHANNEL))
    assert kept == "recognition.not_yours"


def test_what_holds_no_more_is_not_posted(world: World, review: Review) -> None:
    number = asks(world, review)
    recognition.agree(chen(world), recognition_id=number, asking=1)
    assert due(world, number, LATER)

    with world.store.begin() as unit:
        unit.session.get_one(ReviewRow, review.id).state = ReviewState.CONFIRMED
    assert not due(world, number, LATER), "their result is not released any more"
    with world.store.begin() as unit:
        unit.session.get_one(ReviewRow, review.id).state = ReviewState.RELEASED
    world.leaves(world.people.employee)
    assert not due(world, number, LATER)
    assert code(lambda: asks(world, review, words="Left.", asking=1)) == "recognition.left"


def test_the_companys_channel_is_nobodys_to_choose(world: World, review: Review) -> None:
    policy = Policy(channels=Channels(recognition="#praise"))
    acting = Acting(store=world.store, by=world.people.manager, now=FRIDAY, policy=policy)

    form = recognition.open_recognition(acting, review_id=review.id)
    facts = recognition.ask(acting, review_id=review.id, words=WORDS, channel=CHANNEL, asking=0)

    assert (form.fixed_channel, facts.recognition.channel) == ("#praise", "#praise")
