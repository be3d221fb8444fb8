"""The composition root: settings → engine → Bolt app → listeners → delivery → heartbeat."""

import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

from apscheduler.schedulers.background import BackgroundScheduler
from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler
from starlette.applications import Starlette

from bot import meters
from bot.clock import Clock
from bot.delivery.errands import Carrier, Carriers, Errand
from bot.delivery.homes import Homes
from bot.delivery.mail import HandoverEmail, MailCarrier
from bot.delivery.routes import ROUTES
from bot.delivery.tracker import TrackerCall, TrackerCarrier
from bot.delivery.worker import Delivery
from bot.domain.notices import Sending
from bot.domain.policy import Policy
from bot.domain.record.head import HeadPlace
from bot.errors import SetupError
from bot.jobs import heartbeat
from bot.jobs.catch_up import Ears
from bot.jobs.table import Beat
from bot.jobs.tracker import Asked
from bot.keys import keyring_for
from bot.mail.mailer import Mailer
from bot.mail.server import mail_server
from bot.opening import open_store
from bot.right_of_way import RightOfWay
from bot.services.acting import Acting
from bot.services.goals.posts import shipped_posts
from bot.settings import Settings
from bot.slack.client import Slack, web_client
from bot.slack.kept import KeptWebClient
from bot.slack.limits import Limits, limits_for
from bot.slack.signed import Signer
from bot.slack.socket import dial, hang_up, is_connected, wait_for_the_line
from bot.trackers.known import TRACKERS
from bot.trackers.tracker import Place, Tracker
from bot.web import Webhook, web_app
from bot.witness.witness import FileWitness, WebhookWitness, Witness
from handlers import context
from handlers.context import StewardApp
from handlers.listeners import register_all
from handlers.tracker_webhook import TrackerWebhook
from storage.engine import DatabaseFailure, connections
from storage.keys import keys_missing
from storage.migrations import is_behind
from storage.unit import Store


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What there is beside Slack: who carries things there, a tracker that has to be asked, what takes that
    which one tells by itself, and who is told the head of the record.
    """

    carriers: Carriers = field(default_factory=lambda: MappingProxyType({}))
    asked: Asked | None = None
    webhook: Webhook | None = None
    witnesses: Mapping[HeadPlace, Witness] = field(default_factory=lambda: MappingProxyType({}))


class Steward:
    """Everything that runs, put together; nothing has started yet."""

    def __init__(
        self,
        *,
        store: Store,
        client: KeptWebClient,
        clock: Clock,
        policy: Policy,
        signing_secret: str,
        beside: Beside | None = None,
        limits: Limits | None = None,
    ) -> None:
        self.store = store
        self.clock = clock
        self.policy = policy
        self._beside = beside or Beside()
        self.slack = Slack(client, limits=limits)
        self._client = client
        keyring = store.keyring
        self.way = RightOfWay()
        client.signer = Signer(keyring.derived("forms")) if keyring else None
        self.bolt = StewardApp(
            store=store,
            clock=clock,
            policy=policy,
            way=self.way,
            client=client,
            signing_secret=signing_secret,
            process_before_response=True,
            token_verification_enabled=False,
            attaching_conversation_kwargs_enabled=False,  # for assistants: nobody here takes them
            raise_error_for_unhandled_request=False,
        )
        context.install(self.bolt, store=store, clock=clock, policy=policy)
        register_all(self.bolt)
        self.delivery = Delivery(
            store=store,
            slack=self.slack,
            clock=clock,
            policy=policy,
            routes=ROUTES,
            carriers=self._beside.carriers,
            way=self.way,
        )
        self.homes = Homes(store=store, slack=self.slack, clock=clock, policy=policy, way=self.way)
        store.on_notices = self.delivery.wake
        store.on_homes = self.homes.wake
        self._scheduler: BackgroundScheduler | None = None
        self._socket: SocketModeHandler | None = None
        self._is_served = False
        self._ears = Ears(can_hear=self._can_hear, take_up=self.bolt.take_up)
        self._is_stopping = False

    def start(self) -> None:
        """Begin to send what is due, and let the jobs' heart beat."""
        shipped_posts()  # read while nobody waits: the first click on a KPI sheet needs them within its 3 s
        self.delivery.start()
        self.homes.start()
        self._scheduler = heartbeat.heartbeat(self.beat)
        self._scheduler.start()

    def connect(self, app_token: str) -> None:
        """Listen over Socket Mode, in the background; reconnects by itself. Raises SlackFailure's kinds."""
        self._socket = dial(self.bolt, app_token)
        wait_for_the_line(self._socket)

    def _can_hear(self) -> bool:
        return self._is_served or (self._socket is not None and is_connected(self._socket))

    def drain(self) -> None:
        """Tell whoever asks that no more is to be sent here."""
        self._is_stopping = True

    def stop(self) -> None:
        """Stop listening, then the jobs, then the sender, and hang up; what waits stays in the outbox."""
        self.drain()
        if self._socket:
            hang_up(self._socket)
            self._socket = None
        if self._scheduler:
            self._scheduler.shutdown(wait=True)
        self.delivery.stop()
        self.homes.stop()
        self._client.connections.close()
        self.store.engine.dispose()

    def tick(self, *, now: datetime | None = None) -> None:
        """Run every job once for this moment and send what is due."""
        heartbeat.run_all(self.beat(now=now))
        self.delivery.drain(now=now)

    def settle(self, *, at: datetime | None = None, patience: float) -> int:
        """Send what is due by `at`, sitting out the short waits that Slack asks for; at the present moment
        open Homes are brought up to date, too.

        `patience` is in seconds of real time. Returns how many notices are still waiting after it.
        """
        started = time.monotonic()
        while True:
            spent = time.monotonic() - started
            now = at + timedelta(seconds=spent) if at else self.clock.now()
            self.delivery.drain(now=now)
            # What the sender has taken up meanwhile is not put off, though it is leased: that is waited for.
            with self.delivery.alone(), self.store.read() as unit:
                waiting = unit.outbox.waiting(until=at or now)
            if not waiting:
                if at is None:
                    self.homes.drain()
                return 0
            soonest = min(each.free_at for each in waiting)
            if spent > patience or soonest > now + timedelta(seconds=patience - spent):
                return len(waiting)
            time.sleep(0.05)

    def outbox(self) -> dict[Sending, int]:
        """How many notices stand where."""
        with self.store.read() as unit:
            return {status: unit.outbox.count(status) for status in Sending}

    def next_due(self, *, after: datetime) -> datetime | None:
        """When the next notice that is not due yet will be."""
        with self.store.read() as unit:
            return unit.outbox.next_due(after=after)

    def acting(self, *, now: datetime | None = None) -> Acting:
        """The company itself, at that moment."""
        return Acting(store=self.store, by=None, now=now or self.clock.now(), policy=self.policy)

    def beat(self, *, now: datetime | None = None) -> Beat:
        beside = self._beside
        return Beat(
            acting=self.acting(now=now),
            slack=self.slack,
            tracker=beside.asked,
            witnesses=beside.witnesses,
            ears=self._ears,
        )

    def web(self) -> Starlette:
        """The HTTP application, for uvicorn."""
        self._is_served = True
        return web_app(
            self.bolt,
            ailments=self.ailments,
            problems=self.problems,
            metrics=self.registry(),
            webhook=self._beside.webhook,
        )

    def registry(self) -> CollectorRegistry:
        """What this process counts, and what stands in its database."""
        registry = CollectorRegistry()
        meters.register(registry)
        registry.register(State(self))
        return registry

    def sockets(self) -> int:
        """How many of Slack's sockets this process listens at."""
        return int(self._socket is not None and is_connected(self._socket))

    def ailments(self) -> list[str]:
        """Which loops of this process do not turn, so that it had better be started anew. One that has
        not started, or is being stopped, has none.
        """
        if self._scheduler is None or self._is_stopping:
            return []
        found = [*self.delivery.idle_roads(), *([] if self.homes.is_alive else ["homes"])]
        return [*found, *([] if self._scheduler.running else ["scheduler"])]

    def problems(self) -> list[str]:
        """Why this process should get no traffic; empty when it is ready."""
        if self._is_stopping:
            return ["stopping"]
        if not self.store.answers():
            return ["database"]
        engine = self.store.engine
        found = [*self.ailments(), *(["schema"] if is_behind(engine) else [])]
        found += ["keys"] if keys_missing(engine) else []
        return [*found, *([] if self.bolt.knows_who_it_is else ["slack"])]


class State(Collector):
    """What stands in the database and what is connected, read when somebody asks."""

    def __init__(self, steward: Steward) -> None:
        self._steward = steward

    def collect(self) -> Iterator[Metric]:
        steward = self._steward
        yield _gauge("steward_sockets_connected", "Slack's sockets that are open.", steward.sockets())
        yield _gauge(
            "steward_slack_pause_seconds", "How long Slack is not called yet.", steward.delivery.paused_for()
        )
        pool = GaugeMetricFamily("steward_database_connections", "Of the pool, by state.", labels=["state"])
        for state, count in connections(steward.store.engine).items():
            pool.add_metric([state], count)
        yield pool
        with suppress(DatabaseFailure):  # the rest is told all the same
            yield from self._in_database()

    def _in_database(self) -> Iterator[Metric]:
        now = self._steward.clock.now()
        notices = GaugeMetricFamily("steward_outbox_notices", "Notices by status.", labels=["status"])
        wrong = GaugeMetricFamily("steward_concerns_open", "What an admin can mend.", labels=["cause"])
        with self._steward.store.read() as unit:
            for status in Sending:
                notices.add_metric([status.value], unit.outbox.count(status))
            oldest = unit.outbox.oldest_due(now=now)
            for cause, count in unit.concerns.counts().items():
                wrong.add_metric([cause.value], count)
        yield notices
        age = (now - oldest).total_seconds() if oldest else 0.0
        yield _gauge("steward_outbox_oldest_age_seconds", "How long the oldest due notice waits.", age)
        yield wrong


def _gauge(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(name, about, value=value)


def assemble(settings: Settings, *, clock: Clock, policy: Policy) -> Steward:
    """Steward for a real workspace. Raises SetupError where a setting is missing or wrong."""
    if settings.slack_bot_token is None:
        raise SetupError("SLACK_BOT_TOKEN is not set. See README, Connecting to Slack.")
    secret = settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else ""
    store = open_store(settings.database_url, policy=policy, keyring=keyring_for(settings))
    return Steward(
        store=store,
        client=web_client(settings.slack_bot_token.get_secret_value(), base_url=settings.slack_api_url),
        clock=clock,
        policy=policy,
        signing_secret=secret,
        beside=beside_of(settings, store=store, clock=clock, policy=policy),
        limits=limits_for(int(settings.steward_posts_a_minute)),
    )


def beside_of(settings: Settings, *, store: Store, clock: Clock, policy: Policy) -> Beside:
    """What the settings name beside Slack."""
    return Beside(
        carriers=carriers_for(settings, store=store, clock=clock, policy=policy),
        asked=asked_of(settings),
        webhook=webhook_of(settings, store=store, clock=clock, policy=policy),
        witnesses=witnesses_of(settings),
    )


def carriers_for(settings: Settings, *, store: Store, clock: Clock, policy: Policy) -> Carriers:
    """What can be sent elsewhere than to Slack, as far as the settings say where."""
    found: dict[type[Errand], Carrier] = {}
    if settings.can_mail and settings.steward_smtp_url is not None:
        found[HandoverEmail] = MailCarrier(
            Mailer(mail_server(settings.steward_smtp_url.get_secret_value())),
            store=store,
            policy=policy,
            sender=settings.steward_mail_from,
            reply_to=settings.steward_mail_reply_to,
        )
    if (tracker := tracker_of(settings)) is not None:
        name = settings.steward_tracker
        found[TrackerCall] = TrackerCarrier(tracker, name=name, store=store, clock=clock)
    return found


def tracker_of(settings: Settings) -> Tracker | None:
    """The tracker that the settings name in full."""
    return TRACKERS[settings.steward_tracker](_place(settings)) if settings.has_tracker else None


def asked_of(settings: Settings) -> Asked | None:
    """The same, where it has no way to tell by itself."""
    tracker = tracker_of(settings)
    if tracker is None or settings.steward_tracker_webhook_secret is not None:
        return None
    return Asked(name=settings.steward_tracker, tracker=tracker)


def witnesses_of(settings: Settings) -> Mapping[HeadPlace, Witness]:
    """Who is told the head of the record."""
    found: dict[HeadPlace, Witness] = {}
    if settings.steward_record_file is not None:
        found[HeadPlace.FILE] = FileWitness(settings.steward_record_file)
    if settings.steward_record_webhook is not None:
        url = settings.steward_record_webhook.get_secret_value()
        allowed = settings.steward_record_webhook_private == "yes"
        found[HeadPlace.WEBHOOK] = WebhookWitness(url, allows_private=allowed)
    return found


def webhook_of(settings: Settings, *, store: Store, clock: Clock, policy: Policy) -> Webhook | None:
    """What takes that which it tells, where both know a secret."""
    secret = settings.steward_tracker_webhook_secret
    if not settings.has_tracker or secret is None:
        return None
    return TrackerWebhook(
        name=settings.steward_tracker,
        place=_place(settings),
        secret=secret.get_secret_value(),
        store=store,
        clock=clock,
        policy=policy,
    )


def _place(settings: Settings) -> Place:
    token = settings.steward_tracker_token
    return Place(
        url=settings.steward_tracker_url,
        token=token.get_secret_value() if token else "",
        progress=settings.steward_tracker_progress,
    )
