"""The organisation that the sandbox starts with, and the example that `steward org template` prints."""

from pathlib import Path

EXAMPLE = Path(__file__).with_name("organisation.yaml")


def example(name: str) -> str:
    """The text of an example file: organisation.yaml, people.csv or kpis.csv."""
    return EXAMPLE.with_name(name).read_text(encoding="utf-8")
