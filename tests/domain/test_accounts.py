"""Whose an account is, whatever address it carries."""

import pytest

from bot.domain.accounts import Profile, Unfit, unfit

HOME = "T0HOME"
OURS = frozenset({HOME})


@pytest.mark.parametrize(
    ("profile", "reason"),
    [
        (Profile(slack_id="U1", email=None, teams=OURS), None),
        (Profile(slack_id="U1", email=None, teams=frozenset({"T0OTHER", HOME})), None),
        (Profile(slack_id="U1", email=None), None),
        (Profile(slack_id="U1", email=None, teams=frozenset({"T0OTHER"})), Unfit.OTHER_WORKSPACE),
        (Profile(slack_id="U1", email=None, teams=OURS, is_stranger=True), Unfit.STRANGER),
        (Profile(slack_id="U1", email=None, teams=OURS, is_bot=True), Unfit.BOT),
        (Profile(slack_id="USLACKBOT", email=None, teams=OURS), Unfit.BOT),
        (Profile(slack_id="U1", email=None, teams=OURS, is_deleted=True), Unfit.DELETED),
        (
            Profile(slack_id="U1", email=None, teams=frozenset({"T0OTHER"}), is_deleted=True),
            Unfit.OTHER_WORKSPACE,
        ),
    ],
)
def test_an_account_is_a_colleagues_only_if_it_is_a_living_persons_of_our_workspace(
    profile: Profile, reason: Unfit | None
) -> None:
    assert unfit(profile, home=HOME) is reason
