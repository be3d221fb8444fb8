"""Slack's markup with the names of our own people."""

from collections.abc import Sequence

from bot.domain.intake.markup import as_seen, called, mentioned
from bot.domain.people import Person
from bot.domain.text import typed_text
from storage.unit import Unit


def people_named(unit: Unit, slack_ids: Sequence[str]) -> dict[str, Person]:
    """The colleagues behind these Slack ids, in their order."""
    named = {slack_id: unit.people.by_slack_id(slack_id) for slack_id in slack_ids}
    return {slack_id: person for slack_id, person in named.items() if person is not None}


def seen_by_people(unit: Unit, markup: str) -> str:
    """A message as people saw it; empty where nothing could be seen."""
    names = {slack_id: person.name for slack_id, person in people_named(unit, mentioned(markup)).items()}
    groups = set(called(markup)) - set(mentioned(markup))
    if groups:
        names |= {each.slack_id: each.handle for each in unit.ping_scope.groups(groups)}
    return typed_text(as_seen(markup, names)).strip()
