"""What an administrator changes while the workspace runs: its people and its channels."""

from bot.sandbox.state import events
from bot.sandbox.state.context import Context
from bot.sandbox.state.seed import SeedChannel, SeedUser
from bot.sandbox.state.workspace import Json, User, Workspace

CHANGEABLE = (
    *("locale", "tz", "title", "name", "real_name", "email", "is_admin", "deleted"),
    *("is_bot", "team_id", "is_stranger"),
    *("status_text", "status_emoji", "status_expiration"),
)


def change_user(context: Context, user: User, changes: Json) -> None:
    """Change a person while the sandbox runs; fires user_change."""
    for name in CHANGEABLE:
        if name in changes:
            setattr(user, name, changes[name])
    user.updated = context.workspace.timestamps.seconds()
    context.stream.tell_everybody("people", "conversations")
    events.user_changed(context, user)


def add_user(context: Context, seed: SeedUser) -> None:
    """Somebody joins the workspace; fires team_join."""
    workspace = context.workspace
    fields = {key: getattr(seed, key) for key in SeedUser.__dataclass_fields__}
    workspace.users[seed.id] = User(**fields, updated=workspace.timestamps.seconds())
    workspace.app_direct(seed.id).opened = False
    events.user_changed(context, workspace.users[seed.id], joined=True)
    context.stream.tell_everybody("people", "conversations")


def join_channel(context: Context, user_id: str, channel_id: str, inviter: str | None) -> None:
    """Put somebody (also the bot) into a channel; fires member_joined_channel."""
    channel = context.workspace.channels[channel_id]
    if user_id not in channel.members:
        channel.members.append(user_id)
        events.member_joined(context, channel, user_id, inviter)
        context.stream.tell_everybody("conversations")


def archive_channel(context: Context, channel_id: str, *, archived: bool) -> None:
    """Archive a channel, or unarchive it."""
    context.workspace.channels[channel_id].archived = archived
    context.stream.tell_everybody("conversations")


def rename_channel(context: Context, channel_id: str, name: str) -> None:
    """Give a channel another name. Raises ValueError where one has it, archived ones too."""
    _check_free(context.workspace, name)
    context.workspace.channels[channel_id].name = name
    context.stream.tell_everybody("conversations")


def delete_channel(context: Context, channel_id: str) -> None:
    """Delete a channel with all that was written in it."""
    del context.workspace.channels[channel_id]
    context.stream.tell_everybody("conversations")


def create_channel(context: Context, seed: SeedChannel) -> None:
    """Make a channel; fires channel_created. Raises ValueError where one has its name, archived ones too."""
    _check_free(context.workspace, seed.name)
    channel = context.workspace.add_seeded(seed)
    events.channel_created(context, channel)
    context.stream.tell_everybody("conversations")


def _check_free(workspace: Workspace, name: str) -> None:
    if workspace.channel_named(name):
        raise ValueError("name_taken")
