"""Where a person sits: what of the workspace is on their screen, and theirs to act on."""

from dataclasses import dataclass

from bot.sandbox.errors import ClientRefusal, SlackError
from bot.sandbox.state.context import Context
from bot.sandbox.state.view_stacks import View
from bot.sandbox.state.workspace import Channel, Json, Message, User


@dataclass(frozen=True)
class Seat:
    """A person of the workspace, and what they can see; everything else is a ClientRefusal."""

    context: Context
    user: User

    def channel(self, channel_id: str, *, member: bool = False) -> Channel:
        """A conversation, or the direct message with somebody; `member`: one that this person is in."""
        workspace = self.context.workspace
        if channel_id in workspace.users:
            return workspace.open_direct(self.user.id, channel_id)
        channel = workspace.channels.get(channel_id)
        if channel is None or (channel.kind != "public" and self.user.id not in channel.members):
            raise ClientRefusal("There is no such conversation", 404)
        if member and self.user.id not in channel.members:
            raise ClientRefusal(f"You are not in #{channel.name}")
        return channel

    def message(self, where: Json) -> Message:
        """The message of a `channel` and `ts`; ephemeral ones are seen by their reader alone."""
        channel, ts = self.channel(where.get("channel", "")), where.get("ts", "")
        mine = [each for each in channel.ephemerals if each.ephemeral_to == self.user.id and each.ts == ts]
        message = mine[0] if mine else channel.messages.get(ts)
        if message is None:
            raise ClientRefusal("This message is no longer there", 404)
        return message

    def view(self, view_id: str) -> View:
        """This person's open modal or Home tab."""
        try:
            view = self.context.views.find(view_id)
        except SlackError:
            raise ClientRefusal("This view is no longer open", 404) from None
        if view.user != self.user.id:
            raise ClientRefusal("This view is somebody else's", 404)
        return view


def seat_of(context: Context, user_id: str, *, acts: bool) -> Seat:
    """The seat of a person who wants to look, or to act. Raises ClientRefusal for who may not."""
    user = context.workspace.users.get(user_id)
    if user is None or user.is_bot:
        raise ClientRefusal("There is no such person", 404)
    if user.deleted and acts:
        raise ClientRefusal("This account has been deactivated", 403)
    return Seat(context, user)
