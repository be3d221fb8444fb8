"""Where messages go: Slack's ids, remembered until Slack says that they are gone."""

from bot.delivery.outgoing import Outgoing
from bot.domain.people import Person
from bot.slack.channels import ChannelBook
from bot.slack.client import Slack
from bot.slack.errors import NotThere, Rejected
from bot.slack.reasons import Reason, reason_of
from storage.unit import Store


class Places:
    """Finds the conversation of a message, and finds it again where it is not the same any more."""

    def __init__(self, store: Store, slack: Slack) -> None:
        self._store = store
        self._slack = slack
        self._book = ChannelBook(slack)

    def find(self, outgoing: Outgoing) -> str:
        """The id of the conversation. Raises NotThere."""
        if outgoing.person is None:
            return self._book.find(outgoing.channel or "")
        return self._direct(outgoing.person)

    def look_again(self, outgoing: Outgoing, *, gone: str) -> str | None:
        """Another conversation than the one that Slack says is gone; None where there is none."""
        if outgoing.person is None:
            self._book.forget(gone)
        else:
            with self._store.begin() as unit:
                unit.people.get(outgoing.person.id).dm_channel = None
        try:
            found = self.find(outgoing)
        except Rejected:
            return None
        return found if found != gone else None

    def _direct(self, person: Person) -> str:
        if not person.is_active:
            raise NotThere("person_left")
        with self._store.read() as unit:
            row = unit.people.get(person.id)
            known, slack_id = row.dm_channel, row.slack_id
        if known:
            return known
        channel = self._open(person, slack_id or self._link(person.id, person.email))
        with self._store.begin() as unit:
            unit.people.get(person.id).dm_channel = channel
        return channel

    def _open(self, person: Person, slack_id: str) -> str:
        try:
            return self._slack.direct_channel(slack_id)
        except NotThere as gone:
            if reason_of(gone.reason) is not Reason.PERSON:
                raise
            # The account was closed or is not known any more: they may have another one by now.
            try:
                other = self._link(person.id, person.email)
            except NotThere:
                raise gone from None
            if other == slack_id:
                raise
            return self._slack.direct_channel(other)

    def _link(self, person_id: int, email: str) -> str:
        profile = self._slack.profile_by_email(email)
        if profile is None or profile.is_deleted:
            raise NotThere("users_not_found")
        with self._store.begin() as unit:
            row = unit.people.get(person_id)
            row.slack_id, row.locale, row.timezone = profile.slack_id, profile.locale, profile.timezone
        return profile.slack_id
