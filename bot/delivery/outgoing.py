"""What a notice comes to: one message, and where it goes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.delivery.errands import Errand
from bot.domain.cards import Card, CardKey
from bot.domain.notices import Notice
from bot.domain.people import Person, Stranger
from bot.domain.policy import Policy
from messages.catalog import Words
from messages.kit import Message
from storage.unit import Unit


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """What a route may use: the rows as they stand (for reading), the policy, the moment."""

    unit: Unit
    policy: Policy
    now: datetime

    def person(self, person_id: int) -> Person:
        return self.unit.people.get(person_id)

    def where_it_stands(self, key: CardKey) -> CardKey | None:
        """The card to answer under, where it stands: one that could not be posted loses no replies."""
        return key if self.unit.cards.get(key) else None

    def words_for(self, person: Person) -> Words:
        """The words of that reader's language and time zone."""
        return Words(locale=person.locale, timezone=person.timezone, now=self.now)

    def words_for_stranger(self, stranger: Stranger) -> Words:
        """The words of their account's language and time zone."""
        return Words(locale=stranger.locale, timezone=stranger.timezone, now=self.now)

    def words_for_channel(self) -> Words:
        """The words for a channel, which many read: the configured default."""
        return Words(locale=self.policy.default_locale, timezone=self.policy.default_timezone, now=self.now)


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file to be put into Slack."""

    name: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """One message. It goes to a `person`'s direct messages or into a `channel` (name or id).

    `card`: a key under which it is posted once and updated after. `under`: the key of the card in
    whose thread it stands. `thread_ts`: a thread that is not one of our cards. `whisper_to`: shown
    in `channel` to this person only. `only_update`: nothing is posted where the card does not stand.
    `is_taken_down`: it is deleted where it stands, and never posted.
    `instead_at`: it takes the place of a message that was clicked on (the click's response URL), and is said
    nowhere where that is not possible any more. `attachment`: it comes with the message's `text` above it,
    without blocks. `plainer`: the message without the blocks at these places, where Slack takes all but
    those.
    """

    message: Message
    person: Person | None = None
    channel: str | None = None
    card: CardKey | str | None = None
    under: CardKey | None = None
    thread_ts: str | None = None
    whisper_to: Person | Stranger | None = None
    only_update: bool = False
    is_taken_down: bool = False
    instead_at: str | None = None
    attachment: Attachment | None = None
    plainer: Callable[[frozenset[int]], Message] | None = None


Route = Callable[[Snapshot, Any], Outgoing | Errand | None]
"""Words one notice for its reader, in Slack or elsewhere; None when there is nothing to say any more."""

Draw = Callable[[Snapshot, CardKey], Outgoing | None]
"""Draws one card as it should be now; None where there should be none."""

Draws = Mapping[Card, Draw]

Routes = Mapping[type[Notice], Route]

Ahead = Callable[[Unit, Sequence[Notice]], None]
"""Reads at once what many notices need, so that it is not asked for each."""
