"""Where messages go: Slack's ids, remembered until Slack says that they are gone."""

from datetime import datetime

from bot.delivery.outgoing import Outgoing
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.services.acting import Acting
from bot.services.people.profiles import forget_account, link_profile, take_profile
from bot.slack.channels import ChannelBook
from bot.slack.client import Slack
from bot.slack.errors import NotThere, Rejected
from bot.slack.reasons import Reason, reason_of
from storage.unit import Store


class Places:
    """Finds the conversation of a message, and finds it again where it is not the same any more."""

    def __init__(self, store: Store, slack: Slack, *, policy: Policy) -> None:
        self._store = store
        self._slack = slack
        self._policy = policy
        self._book = ChannelBook(slack)

    def find(self, outgoing: Outgoing, *, now: datetime, known: str | None = None) -> str:
        """The id of the conversation; `known`: of a person's, as it was a moment ago. Raises NotThere."""
        if outgoing.person is None:
            return self._book.find(outgoing.channel or "")
        if known and outgoing.person.is_active:
            return known
        return self._direct(outgoing.person, now=now)

    def look_again(self, outgoing: Outgoing, *, gone: str, now: datetime) -> str | None:
        """Another conversation than the one that Slack says is gone; None where there is none."""
        if outgoing.person is None:
            self._book.forget(gone)
        else:
            with self._store.begin() as unit:
                unit.accounts.set_direct_channel(outgoing.person.id, None)
        try:
            found = self.find(outgoing, now=now)
        except Rejected:
            return None
        return found if found != gone else None

    def _direct(self, person: Person, *, now: datetime) -> str:
        if not person.is_active:
            raise NotThere("person_left")
        with self._store.read() as unit:
            known = unit.accounts.direct_channel(person.id)
            slack_id = unit.people.get(person.id).slack_id
        if known:
            return known
        channel = self._open(person, slack_id or self._link(person, now=now), now=now)
        with self._store.begin() as unit:
            unit.accounts.set_direct_channel(person.id, channel)
        return channel

    def _open(self, person: Person, slack_id: str, *, now: datetime) -> str:
        try:
            return self._slack.direct_channel(slack_id)
        except NotThere as gone:
            if reason_of(gone.reason) is not Reason.PERSON:
                raise
            # The account was closed or is not known any more: they may have another one by now.
            try:
                self._take(slack_id, now=now)
                other = self._link(person, now=now)
            except NotThere:
                raise gone from None
            if other == slack_id:
                raise
            return self._slack.direct_channel(other)

    def _take(self, slack_id: str, *, now: datetime) -> None:
        try:
            profile = self._slack.profile(slack_id)
        except NotThere:
            forget_account(self._store, slack_id)
        else:
            take_profile(self._acting(now), profile, own_team=self._slack.own_team())

    def _link(self, person: Person, *, now: datetime) -> str:
        profile = self._slack.profile_by_email(person.email)
        if profile is None:
            raise NotThere("users_not_found")
        linked = link_profile(self._acting(now), profile, own_team=self._slack.own_team())
        if linked is None or linked.id != person.id:
            raise NotThere("users_not_found")
        return profile.slack_id

    def _acting(self, now: datetime) -> Acting:
        return Acting(store=self._store, by=None, now=now, policy=self._policy)
