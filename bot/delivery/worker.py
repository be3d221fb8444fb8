"""The sender: claims what is due, words it, sends it, remembers where it stands."""

import hashlib
import json
import random
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.delivery.outgoing import Outgoing, Routes, Surroundings
from bot.domain.concerns import ConcernsChanged
from bot.domain.notices import restore
from bot.domain.parked import NoticeParked
from bot.domain.people import Role
from bot.domain.places import locale_told, timezone_told
from bot.domain.policy import Policy
from bot.slack.channels import ChannelBook
from bot.slack.client import Posted, Slack
from bot.slack.errors import CardGone, NotThere, RateLimited, Rejected, Unreachable
from storage.models.delivery import CardRow, Sending
from storage.outbox import Claim
from storage.unit import Store

LEASE = timedelta(seconds=60)
BATCH = 40
SENDERS = 4
LONGEST_WAIT_SECONDS = 300.0

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class _Prepared:
    outgoing: Outgoing
    card: CardRow | None
    parent: CardRow | None
    fingerprint: str


class Delivery:
    """Drains the outbox. Any number of these, in any number of processes, may run at once."""

    def __init__(self, *, store: Store, slack: Slack, clock: Clock, policy: Policy, routes: Routes) -> None:
        self._store = store
        self._slack = slack
        self._clock = clock
        self._policy = policy
        self._routes = routes
        self._channels = ChannelBook(slack)
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._paused_until = 0.0
        self._turn = threading.RLock()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Send in the background until `stop`."""
        self._thread = threading.Thread(target=self._run, name="delivery", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish what is being sent and return; what waits stays in the outbox."""
        self._stopping.set()
        self._wake.set()
        if self._thread:
            self._thread.join(timeout=30)

    def wake(self) -> None:
        """Something was written to the outbox."""
        self._wake.set()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Inside it only the caller drains: whoever moves the clock must not outrun a lease."""
        with self._turn:
            yield

    def drain(self, *, now: datetime | None = None) -> int:
        """Send all that is due and not put off; returns how many notices were dealt with."""
        total = 0
        with self._turn, ThreadPoolExecutor(SENDERS, thread_name_prefix="sender") as senders:
            while not self._stopping.is_set():
                moment = now or self._clock.now()
                with self._store.begin() as unit:
                    claims = unit.outbox.claim(now=moment, lease=LEASE, limit=BATCH)
                if not claims:
                    return total
                list(senders.map(lambda claim, at=moment: self._deliver(claim, now=at), claims))
                total += len(claims)
        return total

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self.drain()
            except Exception as error:  # noqa: BLE001 - the edge: the sender must outlive a bad moment
                log.error("delivery.broke", error=type(error).__name__)
            self._wake.wait(timeout=1.0)
            self._wake.clear()

    def _deliver(self, claim: Claim, *, now: datetime) -> None:
        try:
            prepared = self._prepare(claim, now=now)
            posted = self._send(claim, prepared) if prepared else None
        except RateLimited as limit:
            self._paused_until = max(self._paused_until, time.monotonic() + limit.retry_after)
            self._put_off(claim, limit.retry_after, now=now, reason=limit.reason, unsure=claim.unsure)
        except Unreachable as trouble:
            self._put_off(claim, _backoff(claim.attempts), now=now, reason=trouble.reason, unsure=True)
        except Rejected as refusal:
            self._park(claim, reason=refusal.reason, now=now)
        except Exception as error:  # noqa: BLE001 - the edge: one bad notice must not stop the others
            log.error("delivery.failed", kind=claim.kind, row=claim.row_id, error=type(error).__name__)
            self._park(claim, reason=type(error).__name__, now=now)
        else:
            self._record(claim, prepared, posted, now=now)

    def _prepare(self, claim: Claim, *, now: datetime) -> _Prepared | None:
        notice = restore(claim.kind, claim.payload)
        with self._store.read() as unit:
            surroundings = Surroundings(unit=unit, policy=self._policy, now=now)
            outgoing = self._routes[type(notice)](surroundings, notice)
            if outgoing is None:
                return None
            card = unit.outbox.card(outgoing.card) if outgoing.card else None
            parent = unit.outbox.card(outgoing.under) if outgoing.under else None
        if outgoing.under and parent is None:
            raise Rejected("thread_not_there")
        if outgoing.only_update and card is None:
            return None
        shown = json.dumps([outgoing.message.text, outgoing.message.blocks], sort_keys=True)
        fingerprint = hashlib.sha256(shown.encode()).hexdigest()
        return _Prepared(outgoing=outgoing, card=card, parent=parent, fingerprint=fingerprint)

    def _send(self, claim: Claim, prepared: _Prepared) -> Posted | None:
        outgoing, message, card = prepared.outgoing, prepared.outgoing.message, prepared.card
        mark = f"{claim.row_id}"
        self._respect_pause()
        if card is not None:
            if card.fingerprint == prepared.fingerprint:
                return None
            posted = Posted(channel=card.channel, ts=card.ts)
            try:
                self._slack.update(posted, text=message.text, blocks=message.blocks, mark=mark)
            except CardGone:
                log.info("delivery.card_was_deleted", kind=claim.kind, row=claim.row_id)
            else:
                return posted
        channel = prepared.parent.channel if prepared.parent else self._destination(outgoing)
        thread_ts = prepared.parent.ts if prepared.parent else outgoing.thread_ts
        if outgoing.whisper_to is not None:
            # It cannot be looked up afterwards and does not last: after a doubtful try it is left at that.
            if not claim.unsure and outgoing.whisper_to.slack_id:
                self._slack.whisper(
                    channel,
                    to=outgoing.whisper_to.slack_id,
                    text=message.text,
                    blocks=message.blocks,
                    thread_ts=thread_ts,
                )
            return None
        if claim.unsure and (found := self._slack.find(channel, mark=mark, thread_ts=thread_ts)):
            return found
        return self._slack.post(
            channel, text=message.text, blocks=message.blocks, thread_ts=thread_ts, mark=mark
        )

    def _destination(self, outgoing: Outgoing) -> str:
        if outgoing.person is None:
            return self._channels.find(outgoing.channel or "")
        person = outgoing.person
        if not person.is_active:
            raise NotThere("person_left")
        with self._store.read() as unit:
            row = unit.people.get(person.id)
            known, slack_id = row.dm_channel, row.slack_id
        if known:
            return known
        slack_id = slack_id or self._link(person.id, person.email)
        channel = self._slack.direct_channel(slack_id)
        with self._store.begin() as unit:
            unit.people.get(person.id).dm_channel = channel
        return channel

    def _link(self, person_id: int, email: str) -> str:
        profile = self._slack.profile_by_email(email)
        if profile is None or profile.is_deleted:
            raise NotThere("users_not_found")
        with self._store.begin() as unit:
            row = unit.people.get(person_id)
            row.slack_id = profile.slack_id
            row.locale, row.timezone = locale_told(profile.locale), timezone_told(profile.timezone)
        return profile.slack_id

    def _respect_pause(self) -> None:
        # Waiting here would outlive the lease: the notice is put off instead, without calling Slack.
        wait = self._paused_until - time.monotonic()
        if wait > 0:
            raise RateLimited(wait)

    def _record(
        self, claim: Claim, prepared: _Prepared | None, posted: Posted | None, *, now: datetime
    ) -> None:
        with self._store.begin() as unit:
            row = unit.outbox.get(claim.row_id)
            row.status, row.sent_at, row.leased_until, row.problem = Sending.SENT, now, None, None
            if posted and prepared and prepared.outgoing.card:
                unit.session.merge(
                    CardRow(
                        key=prepared.outgoing.card,
                        channel=posted.channel,
                        ts=posted.ts,
                        fingerprint=prepared.fingerprint,
                        posted_at=now,
                    )
                )
        log.info("delivery.sent", kind=claim.kind, row=claim.row_id)

    def _put_off(self, claim: Claim, seconds: float, *, now: datetime, reason: str, unsure: bool) -> None:
        with self._store.begin() as unit:
            row = unit.outbox.get(claim.row_id)
            row.retry_at = now + timedelta(seconds=seconds)
            row.leased_until, row.attempted, row.problem = None, unsure, reason
        log.warning("delivery.put_off", kind=claim.kind, row=claim.row_id, reason=reason, seconds=seconds)

    def _park(self, claim: Claim, *, reason: str, now: datetime) -> None:
        with self._store.begin() as unit:
            row = unit.outbox.get(claim.row_id)
            row.status, row.leased_until, row.problem = Sending.PARKED, None, reason
            if claim.kind not in (NoticeParked.kind, ConcernsChanged.kind):
                admins: Sequence[int] = [admin.id for admin in unit.people.holding(Role.ADMIN)]
                unit.outbox.add(*(NoticeParked(to=admin, row_id=claim.row_id) for admin in admins), now=now)
        log.warning("delivery.parked", kind=claim.kind, row=claim.row_id, reason=reason)


def _backoff(attempts: int) -> float:
    longest = min(2.0**attempts, LONGEST_WAIT_SECONDS)
    return longest * random.uniform(0.5, 1.0)
