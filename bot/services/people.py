"""Colleagues and their Slack profiles."""

from typing import Protocol

from bot.domain.people import Person
from storage.models.people import PersonRow
from storage.unit import Store


class KnownProfile(Protocol):
    """What Slack tells of a person (bot.slack.client.Profile)."""

    @property
    def slack_id(self) -> str: ...
    @property
    def email(self) -> str | None: ...
    @property
    def locale(self) -> str | None: ...
    @property
    def timezone(self) -> str | None: ...


def link_profile(store: Store, profile: KnownProfile, *, default_locale: str) -> Person | None:
    """Remember a person's Slack id, language and time zone; None for somebody who is not ours.

    Safe to run twice. A colleague is recognised by Slack id, else by e-mail.
    """
    with store.begin() as unit:
        row: PersonRow | None = unit.people.by_slack_id(profile.slack_id)
        if row is None and profile.email:
            row = unit.people.by_email(profile.email)
        if row is None:
            return None
        row.slack_id = profile.slack_id
        row.locale = profile.locale or row.locale
        row.timezone = profile.timezone or row.timezone
        return row.value(default_locale=default_locale)
