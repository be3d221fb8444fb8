"""The edge of the command line: an accident leaves its places, and not what people typed."""

from collections.abc import Iterator

import pytest

from bot.__main__ import app
from tests.builders.steward_command import steward


@pytest.fixture
def breaking() -> Iterator[str]:
    """A command that breaks over what somebody typed, as long as the test runs."""

    @app.command(name="break")
    def broken() -> None:
        typed = "what somebody wrote"
        raise ValueError(typed)

    yield "break"
    app.registered_commands.pop()


def test_an_accident_ends_a_command_with_its_places_and_without_a_word(
    breaking: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert steward(breaking) == 1

    said = "".join(capfd.readouterr())
    assert "what somebody wrote" not in said
    assert "ValueError" in said
    assert "test_main.py" in said
