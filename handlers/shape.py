"""What each kind of payload must be made of for anybody here to read it: Slack's address is public."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from bot.errors import Refusal

Id = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,32}$")]
"""A Slack id or a message's `ts`: no column of ours takes a longer one."""

ViewId = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,58}$")]
Url = Annotated[str, StringConstraints(pattern=r"^(https?://[!-~]+)?$")]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]

NAMES_THE_PLACE = 3
"""So many steps into a payload are names of Slack's; further in they may be ours, or anybody's."""

LAST_MOMENT = 9_999_999_999
"""In seconds since 1970; Slack takes no later one."""

_PLAIN = re.compile(r"^[!-~]{1,64}$")
_READ_BY_BOLT = ("team_id", "enterprise_id", "user_id", "channel_id", "thread_ts")


class Shape(BaseModel):
    """What is read of an object; the rest is let through unseen."""

    model_config = ConfigDict(extra="ignore", strict=True)


class Named(Shape):
    id: Id


class File(Shape):
    id: Id
    name: str | None = None
    title: str | None = None
    mimetype: str | None = None
    permalink: str | None = None
    size: int | None = None
    mode: str | None = None


class Said(Shape):
    text: str | None = None


class Choice(Shape):
    value: str
    text: Said | None = None


class Typed(Shape):
    """What stands in one input."""

    type: str
    value: str | None = None
    selected_option: Choice | None = None
    selected_date: Day | None = None
    selected_date_time: Annotated[int, Field(ge=0, le=LAST_MOMENT)] | None = None
    selected_user: Id | None = None
    selected_users: list[Id] | None = None
    selected_options: list[Choice] | None = None
    files: list[File] | None = None


class State(Shape):
    values: dict[str, Annotated[dict[str, Typed], Field(min_length=1)]] = {}


class View(Shape):
    id: ViewId
    type: str
    private_metadata: str
    callback_id: str = ""
    hash: str | None = None
    state: State | None = None


class Element(Shape):
    type: str | None = None


class Block(Shape):
    """A field as it was shown."""

    block_id: str | None = None
    label: Said | None = None
    element: Element | None = None
    optional: bool | None = None


class Form(View):
    state: State
    blocks: list[Block] | None = None


class Action(Shape):
    """A click. Buttons of ours all carry something, and ⋯ is left by choosing."""

    type: str
    action_id: str
    action_ts: str
    block_id: str = ""
    value: str | None = None
    selected_option: Choice | None = None
    selected_user: Id | None = None

    @model_validator(mode="after")
    def carries_something(self) -> "Action":
        carried = {"button": self.value, "overflow": self.selected_option}
        if self.type in carried and carried[self.type] is None:
            raise ValueError("nothing is carried")
        return self


class Container(Shape):
    type: str
    thread_ts: Id | None = None


class Called(Shape):
    """Somebody's name, where a message brings it along."""

    name: str | None = None
    real_name: str | None = None


class Edited(Shape):
    ts: Id


class Message(Shape):
    ts: Id
    user: Id | None = None
    bot_id: Id | None = None
    username: str | None = None
    user_profile: Called | None = None
    bot_profile: Called | None = None
    subtype: str | None = None
    edited: Edited | None = None
    text: str | None = None
    thread_ts: Id | None = None
    files: list[File] | None = None
    blocks: list[dict[str, Any]] | None = None
    attachments: list[dict[str, Any]] | None = None


class Interaction(Shape):
    """Something that a person did. What stands beside it may be missing, but is of its shape."""

    user: Named
    container: Container | None = None
    response_url: Url | None = None


class Click(Interaction):
    trigger_id: str
    actions: Annotated[list[Action], Field(min_length=1)]
    container: Container
    view: View | None = None


class Submission(Interaction):
    view: Form


class Closed(Interaction):
    view: View


class Conversation(Named):
    name: str | None = None


class Written(Message):
    """A message with whoever wrote it: somebody, or an app."""

    user: Id | None = None
    bot_id: Id | None = None


class MessageShortcut(Interaction):
    callback_id: str
    trigger_id: str
    channel: Conversation
    message: Written


class GlobalShortcut(Interaction):
    callback_id: str
    trigger_id: str


class Suggestion(Interaction):
    action_id: str
    value: str


class Command(Shape):
    command: str
    user_id: Id
    trigger_id: str
    text: str = ""
    response_url: Url | None = None


class Event(Shape):
    type: str


class Before(Shape):
    """A message within an event about it."""

    ts: Id | None = None
    subtype: str | None = None
    edited: Edited | None = None


class Heard(Event, Written):
    """A message. Of some subtypes it has no author, and tells what became of another one."""

    channel: Id
    channel_type: str | None = None
    event_ts: Id | None = None
    deleted_ts: Id | None = None
    message: Before | None = None
    previous_message: Before | None = None


class Item(Shape):
    """What somebody reacted to: a message, or another thing of which nobody here takes notice."""

    type: str
    channel: Id | None = None
    ts: Id | None = None

    @model_validator(mode="after")
    def is_found(self) -> "Item":
        if self.type == "message" and None in (self.channel, self.ts):
            raise ValueError("no place")
        return self


class Reacted(Event):
    user: Id
    reaction: str
    item: Item
    item_user: Id | None = None


class HomeOpened(Event):
    user: Id
    tab: str | None = None


class Contact(Shape):
    email: str | None = None


class Account(Named):
    """Somebody's account. What it names as language and zone is looked at where it is taken."""

    profile: Contact | None = None
    deleted: bool | None = None


class AccountChanged(Event):
    user: Account


class Envelope(Shape):
    event: Event
    event_id: str | None = None


class Challenge(Shape):
    challenge: str


_EVENTS: Mapping[str, type[Event]] = {
    "message": Heard,
    "reaction_added": Reacted,
    "app_home_opened": HomeOpened,
    "user_change": AccountChanged,
    "team_join": AccountChanged,
}
_KINDS: Mapping[str, type[Shape]] = {
    "event_callback": Envelope,
    "block_actions": Click,
    "view_submission": Submission,
    "view_closed": Closed,
    "message_action": MessageShortcut,
    "shortcut": GlobalShortcut,
    "block_suggestion": Suggestion,
    "url_verification": Challenge,
}


class Whole(dict[str, Any]):
    """A part of a payload of the right shape. Whoever reads of it what it has not was not meant by it: a
    form's button is told to have been pressed in a message, a form has other fields than the one that was
    opened. That is refused as any card of another time is.
    """

    def __missing__(self, part: str) -> Any:
        raise Refusal("card.unknown")


def whole(body: Mapping[str, Any]) -> Whole:
    """A payload that is of its kind's shape, with the form in it, to be read without looking first."""
    found = Whole(body)
    if isinstance(view := body.get("view"), dict):
        found["view"] = Whole(view)
        if isinstance(state := view.get("state"), dict):
            values = state.get("values") or {}
            fields = Whole({block: Whole(typed) for block, typed in values.items()})
            found["view"]["state"] = Whole(state, values=fields)
    return found


def misfit(body: Mapping[str, Any], *, read: Mapping[str, Any]) -> str | None:
    """Where a payload is not of its kind's shape, by Slack's own names; None where all is as it should be.

    `read` is what Bolt made of it.
    """
    if body.get("ssl_check") == "1":
        return None
    kind = body.get("type")
    if "command" in body:
        return "type" if "type" in body else _wrong(Command, body, within="")
    if not isinstance(kind, str) or kind not in _KINDS:
        return "type"
    wrong = _wrong(_KINDS[kind], body, within="")
    if wrong is None and kind == "event_callback" and body["event"]["type"] in _EVENTS:
        wrong = _wrong(_EVENTS[body["event"]["type"]], body["event"], within="event.")
    if wrong is None and kind == "block_actions" and body["container"]["type"] == "view":
        wrong = None if body.get("view") else "view"
    return wrong or next((name for name in _READ_BY_BOLT if not _is_plain(read.get(name))), None)


def kind_of(body: Mapping[str, Any]) -> str:
    """A payload's kind by a name that we know: for the log, where nothing of its content may stand."""
    kind = "command" if "command" in body else body.get("type")
    return kind if isinstance(kind, str) and (kind in _KINDS or kind == "command") else "unknown"


def _wrong(shape: type[Shape], value: Mapping[str, Any], *, within: str) -> str | None:
    try:
        shape.model_validate(value)
    except ValidationError as found:
        place = found.errors(include_input=False, include_url=False, include_context=False)[0]["loc"]
        return within + ".".join(str(step) for step in place[:NAMES_THE_PLACE])
    return None


def _is_plain(value: Any) -> bool:
    return value is None or (isinstance(value, str) and _PLAIN.match(value) is not None)
