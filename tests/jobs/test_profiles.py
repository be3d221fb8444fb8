"""Reading Slack profiles politely."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk import WebClient
from sqlalchemy import func, select

from bot.jobs.profiles import read_profiles
from bot.slack.client import Profile, Slack
from bot.slack.errors import NotThere, RateLimited, SlackFailure, Unreachable
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.people import Company, person

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


class SlackWithPatience(Slack):
    """Answers `patience` questions and then fails as it was told to."""

    def __init__(self, patience: int, failure: Callable[[], SlackFailure]) -> None:
        super().__init__(WebClient())
        self.asked: list[str] = []
        self._patience = patience
        self._failure = failure

    def own_team(self) -> str:
        return "T0SANDBOX"

    def profile(self, slack_id: str) -> Profile:
        self.asked.append(slack_id)
        if len(self.asked) > self._patience:
            raise self._failure()
        return Profile(
            slack_id=slack_id,
            email=None,
            locale="zh-CN",
            timezone="Asia/Shanghai",
            is_deleted=False,
            teams=frozenset({self.own_team()}),
        )

    def profile_by_email(self, email: str) -> Profile | None:
        self.asked.append(email)
        return None


def read_on(store: Store) -> int:
    with store.read() as unit:
        read = select(func.count()).where(PersonRow.profile_read_on.is_not(None))
        return unit.session.scalar(read) or 0


@pytest.mark.parametrize("failure", [lambda: RateLimited(30), lambda: Unreachable("timeout")])
def test_the_rest_is_left_to_the_next_beat_when_slack_asks_to_wait(
    store: Store, people: Company, failure: Callable[[], SlackFailure]
) -> None:
    impatient = SlackWithPatience(3, failure)
    read_profiles(acting(store, now=NOW), impatient)
    assert (len(impatient.asked), read_on(store)) == (4, 3)

    patient = SlackWithPatience(100, failure)
    read_profiles(acting(store, now=NOW + timedelta(minutes=10)), patient)
    assert read_on(store) == len(people.everyone)
    assert set(patient.asked).isdisjoint(impatient.asked[:3])


def test_whoever_has_another_account_now_is_found_by_their_address(store: Store, people: Company) -> None:
    class SlackAfterAMove(SlackWithPatience):
        def profile_by_email(self, email: str) -> Profile | None:
            return Profile(
                slack_id=f"U1{email[:4].upper()}",
                email=email,
                locale="zh-CN",
                timezone="Asia/Shanghai",
                is_deleted=False,
                teams=frozenset({self.own_team()}),
            )

    read_profiles(acting(store, now=NOW), SlackAfterAMove(0, lambda: NotThere("user_not_found")))

    with store.read() as unit:
        assert unit.people.get(people.employee.id).slack_id == "U1CHEN"


def test_somebody_whom_slack_does_not_know_is_passed_over_until_tomorrow(
    store: Store, people: Company
) -> None:
    person(store, "New Name", linked=False)
    read_profiles(acting(store, now=NOW), SlackWithPatience(0, lambda: NotThere("user_not_found")))

    again = SlackWithPatience(100, lambda: NotThere("user_not_found"))
    read_profiles(acting(store, now=NOW + timedelta(hours=1)), again)
    assert again.asked == []

    read_profiles(acting(store, now=NOW + timedelta(days=1)), again)
    assert again.asked == ["new.name@example.com"]
