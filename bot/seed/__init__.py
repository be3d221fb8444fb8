"""The organisation that the sandbox starts with, and the examples that `steward … template` prints."""

from pathlib import Path

EXAMPLE = Path(__file__).with_name("organisation.yaml")


def example(name: str) -> str:
    """The text of an example file: organisation, plan or glossary.yaml, people, kpis, leave or pay.csv."""
    return EXAMPLE.with_name(name).read_text(encoding="utf-8")
