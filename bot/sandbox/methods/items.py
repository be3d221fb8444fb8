"""reactions.*, pins.add and bookmarks.add."""

import re

from bot.sandbox.errors import SlackError
from bot.sandbox.methods.access import joined_channel, known_message, visible_channel
from bot.sandbox.methods.arguments import Request
from bot.sandbox.state import events, posting
from bot.sandbox.state.workspace import Json, Message

MOST_PINS = 100
MOST_BOOKMARKS = 100


def _reactable(request: Request) -> tuple[Message, str]:
    if not request.has("channel") or not request.has("timestamp"):
        raise SlackError("no_item_specified")
    channel = joined_channel(request)
    ts = request.timestamp("timestamp", "bad_timestamp")
    name = request.text("name").strip(":")
    if not re.fullmatch(r"[\w+'-]+(::skin-tone-[2-6])?", name):
        raise SlackError("invalid_name")
    return known_message(channel, ts or ""), name


def add_reaction(request: Request) -> Json:
    """reactions.add."""
    message, name = _reactable(request)
    bot = request.context.workspace.bot_user_id
    if bot in message.reactions.get(name, []):
        raise SlackError("already_reacted")
    message.reactions.setdefault(name, []).append(bot)
    posting.tell(request.context, message)
    events.reaction(request.context, message, bot, name, added=True)
    return {}


def remove_reaction(request: Request) -> Json:
    """reactions.remove."""
    message, name = _reactable(request)
    bot = request.context.workspace.bot_user_id
    if bot not in message.reactions.get(name, []):
        raise SlackError("no_reaction")
    message.reactions[name].remove(bot)
    if not message.reactions[name]:
        del message.reactions[name]
    posting.tell(request.context, message)
    events.reaction(request.context, message, bot, name, added=False)
    return {}


def add_pin(request: Request) -> Json:
    """pins.add."""
    channel = joined_channel(request)
    if not request.has("timestamp"):
        raise SlackError("no_item_specified")
    ts = request.timestamp("timestamp", "bad_timestamp") or ""
    known_message(channel, ts)
    if ts in channel.pins:
        raise SlackError("already_pinned")
    if len(channel.pins) >= MOST_PINS:
        raise SlackError("too_many_pins")
    channel.pins.append(ts)
    return {}


def add_bookmark(request: Request) -> Json:
    """bookmarks.add, links only."""
    channel = visible_channel(request, "channel_id")
    if request.text("type") != "link":
        raise SlackError("invalid_bookmark_type")
    link = request.text("link")
    if not link.startswith(("http://", "https://")):
        raise SlackError("invalid_link")
    if len(channel.bookmarks) >= MOST_BOOKMARKS:
        raise SlackError("too_many_bookmarks")
    workspace = request.context.workspace
    bookmark = {
        "id": workspace.ids.next("Bk"),
        "channel_id": channel.id,
        "title": request.required("title"),
        "link": link,
        "emoji": request.text("emoji"),
        "icon_url": None,
        "type": "link",
        "entity_id": None,
        "date_created": workspace.timestamps.seconds(),
        "date_updated": 0,
        "rank": "g",
        "app_id": workspace.app_id,
    }
    channel.bookmarks.append(bookmark)
    return {"bookmark": bookmark}
