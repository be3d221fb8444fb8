"""What a listener is handed beside what Slack sends: who acts, in whose words, and the way to answer."""

from dataclasses import dataclass

from slack_sdk import WebClient

from bot.domain.people import Person
from bot.services.acting import Acting
from messages.catalog import Words


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One request. Nobody acts in an event about a person, and in what a stranger writes.

    `is_late`: it was read in a conversation, after a time in which nobody listened. `has_home_open`: theirs
    is kept right.
    """

    acting: Acting
    words: Words
    client: WebClient
    is_late: bool = False
    has_home_open: bool = False

    @property
    def person(self) -> Person:
        """Who acts. Raises LookupError where nobody does."""
        return self.acting.person
