"""The organisation that the sandbox starts with, and the example that `steward org template` prints."""

from importlib.resources import files


def example(name: str) -> str:
    """The text of an example file: organisation.yaml, people.csv or kpis.csv."""
    return (files("bot.seed") / name).read_text(encoding="utf-8")
