"""The workspace's state: people, conversations, messages, files; no protocol."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.sandbox.state.ids import Ids, Timestamps
from bot.sandbox.state.manifest import Manifest, read_manifest
from bot.sandbox.state.seed import Seed, SeedChannel, SeedGroup

Json = dict[str, Any]
MOST_EPHEMERALS = 50


@dataclass
class User:
    """An account: of a person or a bot; `team_id` None is our own workspace."""

    id: str
    name: str
    real_name: str
    email: str
    locale: str
    tz: str
    title: str
    is_admin: bool = False
    deleted: bool = False
    is_bot: bool = False
    team_id: str | None = None
    is_stranger: bool = False
    enterprise_teams: tuple[str, ...] = ()
    status_text: str = ""
    status_emoji: str = ""
    status_expiration: int = 0
    updated: int = 0


@dataclass
class Message:
    """A message; `ephemeral_to` is the one reader of an ephemeral one."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Json] | None = None
    thread_ts: str | None = None
    from_bot: bool = False
    metadata: Json | None = None
    attachments: list[Json] | None = None
    files: tuple[str, ...] = ()
    reactions: dict[str, list[str]] = field(default_factory=dict)
    edited_ts: str | None = None
    broadcast: bool = False
    subtype: str | None = None
    username: str | None = None
    icons: Json | None = None
    ephemeral_to: str | None = None
    client_msg_id: str | None = None

    @property
    def is_reply(self) -> bool:
        """Whether it stands in somebody's thread."""
        return self.thread_ts is not None and self.thread_ts != self.ts


@dataclass
class Channel:
    """A conversation: public or private channel, direct message (`im`) or group message (`mpim`)."""

    id: str
    name: str
    kind: str
    members: list[str]
    created: int
    creator: str
    topic: str = ""
    archived: bool = False
    messages: dict[str, Message] = field(default_factory=dict)
    ephemerals: list[Message] = field(default_factory=list)
    last_read: dict[tuple[str, str], str] = field(default_factory=dict)
    pins: list[str] = field(default_factory=list)
    bookmarks: list[Json] = field(default_factory=list)
    opened: bool = True

    @property
    def type_name(self) -> str:
        """The `channel_type` of events: channel, group, im or mpim."""
        return {"public": "channel", "private": "group"}.get(self.kind, self.kind)

    def replies(self, root_ts: str) -> list[Message]:
        """The replies in a thread, oldest first."""
        return [each for each in self.messages.values() if each.is_reply and each.thread_ts == root_ts]


@dataclass
class StoredFile:
    """An uploaded file; `shared` once it stands in a conversation.

    `handed_in`: it was put into a form of the app's, which sees it from then on.
    """

    id: str
    name: str
    mimetype: str
    user: str
    created: int
    content: bytes = b""
    title: str = ""
    shared: list[str] = field(default_factory=list)
    expected_length: int | None = None
    uploaded: bool = False
    completed: bool = False
    handed_in: bool = False
    deleted: bool = False


@dataclass
class UserGroup:
    """A user group; `deleted_at` is 0 while it is in use."""

    id: str
    handle: str
    name: str
    users: list[str]
    created: int
    creator: str
    deleted_at: int = 0


class Workspace:
    """Everything that the sandbox remembers; used on the event loop only."""

    def __init__(self, seed: Seed, now: Callable[[], datetime]) -> None:
        self.ids = Ids()
        self.timestamps = Timestamps(now)
        self.manifest: Manifest = read_manifest(seed.app.manifest)
        self.app = seed.app
        self.team_id = "T0SANDBOX"
        self.team_name = seed.team_name
        self.team_domain = "".join(each for each in seed.team_name.lower() if each.isalnum()) or "sandbox"
        self.app_id = "A0SANDBOX"
        self.bot_id = "B0SANDBOX"
        self.bot_user_id = "U0SANDBOT"
        self.public_url = ""
        self.started = self.timestamps.seconds()
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, StoredFile] = {}
        self.groups: dict[str, UserGroup] = {}
        self.message_state: dict[tuple[str, str], dict[str, Json]] = {}
        self._fill(seed)

    @property
    def bot(self) -> User:
        """The app's bot."""
        return self.users[self.bot_user_id]

    def team_of(self, user: User) -> str:
        """The workspace to which an account belongs."""
        return user.team_id or self.team_id

    def shows_app(self, file: StoredFile) -> bool:
        """Whether the app sees a file: its own, handed in, or in a conversation that it is in."""
        stands_in = (self.channels[each] for each in file.shared)
        return (
            file.user == self.bot_user_id
            or file.handed_in
            or any(self.bot_user_id in channel.members for channel in stands_in)
        )

    def people(self) -> list[User]:
        """Everybody but the bot."""
        return [each for each in self.users.values() if not each.is_bot]

    def direct(self, one: str, other: str) -> Channel | None:
        """The direct message of two people, if it was ever opened."""
        return next(
            (
                each
                for each in self.channels.values()
                if each.kind == "im" and sorted(each.members) == sorted((one, other))
            ),
            None,
        )

    def open_direct(self, one: str, other: str) -> Channel:
        """The direct message of two people, made when it is not there yet."""
        found = self.direct(one, other)
        if found:
            return found
        wanted = f"D{(other if one == self.bot_user_id else one)[1:]}"
        fits = self.bot_user_id in (one, other) and wanted not in self.channels
        channel_id = wanted if fits else self.ids.next("D")
        return self.add_channel(channel_id, "", "im", [one, other], creator=one)

    def app_direct(self, user_id: str) -> Channel:
        """A person's direct message with the bot."""
        return self.open_direct(self.bot_user_id, user_id)

    def add_channel(
        self, channel_id: str, name: str, kind: str, members: Iterable[str], creator: str
    ) -> Channel:
        """Make a conversation."""
        channel = Channel(channel_id, name, kind, list(members), self.timestamps.seconds(), creator)
        self.channels[channel_id] = channel
        return channel

    def add_seeded(self, seed: SeedChannel) -> Channel:
        """Make a channel as a seed describes it."""
        members = [*seed.members, *([self.bot_user_id] if seed.bot_is_member else [])]
        kind = "private" if seed.is_private else "public"
        channel = self.add_channel(
            seed.id, seed.name, kind, members, members[0] if members else self.bot_user_id
        )
        channel.topic = seed.topic
        return channel

    def add_group(self, seed: SeedGroup) -> UserGroup:
        """Make a user group as a seed describes it; the first of its people made it."""
        creator = seed.users[0] if seed.users else self.bot_user_id
        deleted_at = self.timestamps.seconds() if seed.deleted else 0
        made = self.timestamps.seconds()
        group = UserGroup(seed.id, seed.handle, seed.name, list(seed.users), made, creator, deleted_at)
        self.groups[group.id] = group
        return group

    def channel_named(self, name: str) -> Channel | None:
        """The channel of a name, with or without the `#`; an archived one keeps its name."""
        wanted = name.removeprefix("#")
        return next((each for each in self.channels.values() if each.name and each.name == wanted), None)

    def add_message(self, message: Message) -> Message:
        """Put a message where it belongs and count it as read by its author."""
        channel = self.channels[message.channel]
        if message.ephemeral_to is None:
            channel.messages[message.ts] = message
            self.mark_read(message.user, channel, message.thread_ts if message.is_reply else None)
        else:
            channel.ephemerals = [*channel.ephemerals, message][-MOST_EPHEMERALS:]
        return message

    def mark_read(self, user_id: str, channel: Channel, thread_ts: str | None = None) -> None:
        """A person has seen a conversation, or one of its threads, to the end."""
        seen = channel.replies(thread_ts) if thread_ts else [*channel.messages.values()]
        channel.last_read[user_id, thread_ts or ""] = seen[-1].ts if seen else "0"

    def unread(self, user_id: str, channel: Channel, thread_ts: str | None = None) -> int:
        """How many messages of others a person has not seen."""
        read = channel.last_read.get((user_id, thread_ts or ""), "0")
        listed = (
            channel.replies(thread_ts)
            if thread_ts
            else [each for each in channel.messages.values() if not each.is_reply or each.broadcast]
        )
        return sum(1 for each in listed if each.user != user_id and later(each.ts, read))

    def _fill(self, seed: Seed) -> None:
        for each in seed.users:
            self.users[each.id] = User(**vars(each), updated=self.started)
        name = self.manifest.bot_name
        handle = name.lower().replace(" ", "-")
        self.users[self.bot_user_id] = User(
            self.bot_user_id,
            handle,
            name,
            "",
            "en-US",
            "America/Los_Angeles",
            "",
            is_bot=True,
            updated=self.started,
        )
        for channel in seed.channels:
            self.add_seeded(channel)
        for group in seed.groups:
            self.add_group(group)
        for user in seed.users:
            self.app_direct(user.id).opened = False


def later(one: str, other: str) -> bool:
    """Whether a timestamp comes after another; compared as numbers, not as strings."""
    return _micros(one) > _micros(other)


def _micros(ts: str) -> int:
    seconds, _, fraction = ts.partition(".")
    return int(seconds) * 1_000_000 + int(fraction.ljust(6, "0")[:6] or 0)
