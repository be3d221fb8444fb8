"""Asking Slack for the channels and groups that the settings name, and no more."""

from slack_sdk import WebClient

from bot.domain.intake.ping_scope import UserGroup
from bot.domain.policy import Intake, Policy
from bot.jobs.ping_scope import learn_ping_scope
from bot.slack.client import Slack
from bot.slack.errors import Rejected
from storage.unit import Store
from tests.builders.acting import acting

NAMED = Policy(intake=Intake(incident_channels=("incidents",), developer_groups=("web-devs",)))


class SlackWithout(Slack):
    """Refuses what needs a scope that is `missing`."""

    def __init__(self, *missing: str) -> None:
        super().__init__(WebClient())
        self.asked: list[str] = []
        self._missing = missing

    def channels(self) -> dict[str, str]:
        self._ask("channels")
        return {"incidents": "C1"}

    def user_groups(self) -> list[UserGroup]:
        self._ask("groups")
        return [UserGroup(slack_id="S1", handle="web-devs")]

    def _ask(self, what: str) -> None:
        self.asked.append(what)
        if what in self._missing:
            raise Rejected("missing_scope")


def known(store: Store) -> tuple[bool, list[str]]:
    with store.read() as unit:
        return unit.ping_scope.is_exempt("C1"), [each.handle for each in unit.ping_scope.groups()]


def test_where_nothing_is_named_slack_is_not_asked(store: Store) -> None:
    slack = SlackWithout()

    learn_ping_scope(acting(store), slack)

    assert (slack.asked, known(store)) == ([], (False, []))


def test_what_slack_refuses_stays_as_it_was_and_the_other_is_learnt(store: Store) -> None:
    learn_ping_scope(acting(store, policy=NAMED), SlackWithout("channels"))
    assert known(store) == (False, ["web-devs"])

    learn_ping_scope(acting(store, policy=NAMED), SlackWithout())
    learn_ping_scope(acting(store, policy=NAMED), SlackWithout("channels", "groups"))

    assert known(store) == (True, ["web-devs"])
