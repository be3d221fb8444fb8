"""What Slack says of the channels and groups that the settings name is kept."""

from bot.domain.intake.ping_scope import UserGroup
from bot.domain.policy import Intake, Policy
from bot.services.intake.ping_scope import take_channels, take_groups
from storage.unit import Store
from tests.builders.acting import acting

POLICY = Policy(intake=Intake(incident_channels=("incidents",), developer_groups=("web-devs",)))
DEVS = UserGroup(slack_id="S0DEVS", handle="web-devs", members=("U0HE", "U0LIN"))
DESK = UserGroup(slack_id="S0DESK", handle="desk", members=("U0SUN",))


def channels(store: Store) -> dict[str, str]:
    with store.read() as unit:
        return unit.ping_scope.channels()


def test_a_renamed_channel_stays_the_one_meant_until_another_has_the_name(store: Store) -> None:
    company = acting(store, policy=POLICY)

    take_channels(company, {"incidents": "C1", "general": "C2"})
    take_channels(company, {"incidents-old": "C1", "general": "C2"})
    assert channels(store) == {"incidents": "C1"}
    take_channels(company, {"incidents-old": "C1", "incidents": "C3"})
    assert channels(store) == {"incidents": "C3"}
    take_channels(company, {"general": "C2"})
    assert channels(store) == {}


def test_a_channel_that_is_not_named_any_more_is_not_exempt(store: Store) -> None:
    take_channels(acting(store, policy=POLICY), {"incidents": "C1"})

    take_channels(acting(store, policy=Policy()), {})

    with store.read() as unit:
        assert not unit.ping_scope.is_exempt("C1")


def test_the_groups_that_are_developers_are_kept_with_who_is_in_them(store: Store) -> None:
    company = acting(store, policy=POLICY)

    take_groups(company, [DESK, DEVS])
    take_groups(company, [DESK, DEVS])
    with store.read() as unit:
        assert unit.ping_scope.groups() == [DEVS]
        assert unit.ping_scope.groups(["S0DESK"]) == []
    take_groups(company, [DESK, UserGroup(slack_id="S0DEVS", handle="web-devs", members=("U0HE",))])
    with store.read() as unit:
        assert unit.ping_scope.groups(["S0DEVS"])[0].members == ("U0HE",)
    take_groups(company, [DESK])
    with store.read() as unit:
        assert unit.ping_scope.groups() == []
