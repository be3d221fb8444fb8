"""What a sandbox starts with: people, channels, the app, and the clock it is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True)
class SeedUser:
    """An account of the workspace, or one of another that it meets in shared channels.

    `team_id` None is the workspace's own. `enterprise_teams`: the workspaces of an Enterprise organisation
    to which the account belongs. A stranger is somebody of another workspace who shares no channel.
    `status_expiration` is in seconds; 0: it stands until it is changed.
    """

    id: str
    name: str
    real_name: str
    email: str
    locale: str = "en-US"
    tz: str = "Asia/Shanghai"
    title: str = ""
    is_admin: bool = False
    deleted: bool = False
    is_bot: bool = False
    team_id: str | None = None
    is_stranger: bool = False
    enterprise_teams: tuple[str, ...] = ()
    status_text: str = ""
    status_emoji: str = ""
    status_expiration: int = 0


@dataclass(frozen=True)
class SeedChannel:
    """A channel and who is in it; `bot_is_member` puts the app's bot in as well."""

    id: str
    name: str
    members: tuple[str, ...]
    is_private: bool = False
    topic: str = ""
    bot_is_member: bool = True


@dataclass(frozen=True)
class SeedGroup:
    """A user group: its `handle` is what people type behind the @. `deleted`: it was disabled."""

    id: str
    handle: str
    name: str
    users: tuple[str, ...]
    deleted: bool = False


@dataclass(frozen=True)
class SeedApp:
    """The app under test; the manifest decides scopes, events, commands, shortcuts and the Home tab.

    `request_url` None means Socket Mode; otherwise payloads are signed and posted to that address.
    """

    manifest: Mapping[str, Any]
    bot_token: str = "xoxb-sandbox"
    app_token: str = "xapp-sandbox"
    signing_secret: str = "sandbox-signing-secret"
    request_url: str | None = None


@dataclass(frozen=True)
class Seed:
    """Everything a workspace starts with."""

    users: tuple[SeedUser, ...]
    channels: tuple[SeedChannel, ...]
    app: SeedApp
    team_name: str = "Sandbox"
    groups: tuple[SeedGroup, ...] = ()


@dataclass(frozen=True)
class Jump:
    """A named place that the page's clock can jump to; `labels` by language: zh-CN, zh-TW."""

    id: str
    label: str
    to: datetime
    labels: Mapping[str, str] = field(default_factory=dict)


class ClockControl(Protocol):
    """The bot's time, handed in by whoever puts the program together."""

    def now(self) -> datetime:
        """The bot's present, aware."""

    def jumps(self) -> Sequence[Jump]:
        """The places worth jumping to from now."""

    def move_to(self, at: datetime) -> None:
        """Move time forward and run what falls due; may take seconds."""


@dataclass(frozen=True)
class Timing:
    """Slack's deadlines in seconds, so that a test need not wait for them.

    Source: slack.md, Acknowledging. `event_retries` is the wait before each of the three retries.
    """

    ack_deadline: float = 3.0
    trigger_lifetime: float = 3.0
    event_retries: tuple[float, ...] = (0.0, 60.0, 300.0)
    response_url_lifetime: float = 1800.0
    socket_ticket_lifetime: float = 30.0
