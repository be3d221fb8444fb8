"""`/intake`: what the website desk says by command."""

from tests.scenarios.conftest import Workspace


def test_everybody_can_ask_who_is_on_duty_and_what_the_command_can_do(workspace: Workspace) -> None:
    chen = workspace.person("chen")

    (duty,), (help_,), (lost,) = (chen.command("/intake", text) for text in ("duty", "help", "dance"))

    assert "*Sun Li* is on duty" in duty.text
    assert "`/intake duty`" in help_.text
    assert "`/intake dance`" in lost.text
    assert "`/intake help`" in lost.text
