"""A recognition on its way: nothing before the yes and its hour, then one post, until it is down."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from bot.clock import FixedClock
from bot.delivery import Delivery
from bot.delivery.routes import ROUTES
from bot.domain.notices import RECOGNITIONS, Sending
from bot.domain.policy import Policy
from bot.sandbox import Sandbox, Seed, SeedApp, SeedChannel, SeedUser
from bot.services.reviews import recognition
from bot.slack.client import Slack, web_client
from storage.models.delivery import OutboxRow
from tests.builders.matrix import TOP, released
from tests.builders.world import FRIDAY, World
from tests.delivery.conftest import MANIFEST

CHANNEL = "C0PRAISE1"
WORDS = "Saw the complaint of 4 November through to the end."
LATER = FRIDAY + timedelta(minutes=5)


class Slacks:
    """The workspace, and the sender."""

    def __init__(self, world: World, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.slack = Slack(web_client("xoxb-sandbox", base_url=sandbox.api_url))
        self.delivery = Delivery(
            store=world.store, slack=self.slack, clock=FixedClock(FRIDAY), policy=Policy(), routes=ROUTES
        )

    def channel(self, at: datetime) -> list[str]:
        """All that is said in the channel by then."""
        self.delivery.drain(now=at)
        return [json.dumps(each["blocks"]) for each in self._messages(CHANNEL)]

    def dm(self, slack_id: str | None, at: datetime) -> list[str]:
        self.delivery.drain(now=at)
        return [each.text for each in self.sandbox.person(str(slack_id)).dm()]

    def _messages(self, channel: str) -> list[dict[str, object]]:
        return list(self.slack.client.conversations_history(channel=channel)["messages"])


@pytest.fixture
def slacks(world: World) -> Iterator[Slacks]:
    users = tuple(
        SeedUser(str(each.slack_id), each.name.lower(), each.name, each.email)
        for each in world.people.everyone
    )
    members = tuple(each.id for each in users)
    channels = (
        SeedChannel(CHANNEL, "praise", members),
        SeedChannel("C0ELSEWHERE", "elsewhere", members, bot_is_member=False),
    )
    sandbox = Sandbox(Seed(users=users, channels=channels, app=SeedApp(manifest=MANIFEST)), rate_limits=False)
    sandbox.start()
    made = Slacks(world, sandbox)
    yield made
    made.delivery.stop()
    sandbox.stop()


def test_from_the_question_to_the_post_and_away_again(world: World, slacks: Slacks) -> None:
    chen, manager = world.people.employee, world.people.manager
    [review] = released(world, {chen: TOP})
    asked = recognition.ask(
        world.acting(manager), review_id=review.id, words="First try.", channel=CHANNEL, asking=0
    )
    number = asked.recognition.id
    assert slacks.dm(chen.slack_id, LATER)[-1] == "Liu Yang would like to post a few words about your work"
    assert slacks.channel(LATER) == [], "silence is a no"

    recognition.ask(world.acting(manager), review_id=review.id, words=WORDS, channel=CHANNEL, asking=1)
    assert slacks.dm(chen.slack_id, LATER)[-2:] == [
        "Liu Yang changed these words, and asks you about the new ones.",
        "Liu Yang would like to post a few words about your work",
    ]
    recognition.agree(world.acting(chen), recognition_id=number, asking=2)
    assert slacks.channel(LATER - timedelta(seconds=1)) == [], "they may still change their mind"
    [post] = slacks.channel(LATER)
    assert WORDS in post
    assert not any(each in post for each in ("4.5", "band", "score", "result", "2026"))
    assert slacks.channel(LATER + timedelta(days=1)) == [post]
    assert slacks.dm(manager.slack_id, LATER)[-1].startswith("Chen Jie said yes: your words are posted")

    recognition.take_down(world.acting(chen, at=LATER), recognition_id=number)
    assert slacks.channel(LATER) == []
    assert slacks.dm(manager.slack_id, LATER)[-1] == "Chen Jie had the post with your words taken down."


def test_only_a_channel_that_steward_is_in_is_a_place_to_post(slacks: Slacks) -> None:
    joined = slacks.slack.joined

    assert [joined(each) for each in (CHANNEL, "C0ELSEWHERE", "C0NOWHERE1")] == ["praise", None, None]


def test_what_somebody_deleted_already_is_taken_down_all_the_same(world: World, slacks: Slacks) -> None:
    chen = world.people.employee
    [review] = released(world, {chen: TOP})
    manager = world.acting(world.people.manager)
    asked = recognition.ask(manager, review_id=review.id, words=WORDS, channel=CHANNEL, asking=0)
    recognition.agree(world.acting(chen), recognition_id=asked.recognition.id, asking=1)
    assert len(slacks.channel(LATER)) == 1
    [post] = slacks.slack.client.conversations_history(channel=CHANNEL)["messages"]
    slacks.slack.client.chat_delete(channel=CHANNEL, ts=post["ts"])

    recognition.take_down(world.acting(chen, at=LATER), recognition_id=asked.recognition.id)

    assert slacks.channel(LATER) == []
    with world.store.read() as unit:
        posts = unit.session.query(OutboxRow).filter_by(lane=RECOGNITIONS)
        assert {row.status for row in posts} == {Sending.SENT}


@pytest.mark.parametrize(
    ("channel", "says"),
    [
        (CHANNEL, f"It is posted in <#{CHANNEL}>"),
        ("C0ELSEWHERE", "it goes to <#C0ELSEWHERE> as soon as Steward can post there"),
    ],
)
def test_its_person_is_told_that_it_is_posted_only_where_it_is(
    world: World, slacks: Slacks, channel: str, says: str
) -> None:
    chen = world.people.employee
    [review] = released(world, {chen: TOP})
    manager = world.acting(world.people.manager)
    asked = recognition.ask(manager, review_id=review.id, words=WORDS, channel=channel, asking=0)
    recognition.agree(world.acting(chen), recognition_id=asked.recognition.id, asking=1)

    slacks.delivery.drain(now=LATER + timedelta(minutes=1))

    assert says in json.dumps(slacks.sandbox.person(str(chen.slack_id)).dm()[-1].blocks)
