"""Small builders of blocks as plain dictionaries; the tests hold every card against what Slack refuses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from messages.catalog import Mrkdwn

Block = dict[str, Any]
"""What stands on its own in a message or a view: a section, a row of buttons, an input."""
Element = dict[str, Any]
"""What stands in a block: a button, a menu, a field to type in."""
Option = dict[str, Any]
"""One choice of a menu."""
Confirm = dict[str, Any]
"""The question before something is done."""

SECTION_LIMIT = 3000
CONTEXT_LIMIT = 2000
COLUMN_LIMIT = 2000
HEADER_LIMIT = 150
BUTTON_LIMIT = 75
OPTION_LIMIT = 75
TITLE_LIMIT = 24
LABEL_LIMIT = 2000
TEXT_LIMIT = 3000
FOLD_LIMIT = 300
CONTAINER_TITLE = 150
CONTAINER_BLOCKS = 10


@dataclass(frozen=True, kw_only=True)
class Message:
    """A message: `text` is the notification, one line, without scores; `blocks` are Slack's JSON."""

    text: str
    blocks: list[Block] = field(default_factory=list)


def message(text: str, *blocks: Block | None) -> Message:
    """A message of these blocks; None is left out."""
    return Message(text=text, blocks=[block for block in blocks if block is not None])


def fit(text: str, limit: int) -> str:
    """The text cut to `limit` characters, with an ellipsis where something was lost."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def fold(text: str, limit: int = FOLD_LIMIT) -> str:
    """The first line of a long text, for cards; the whole stands in a modal."""
    first, _, rest = text.strip().partition("\n")
    return fit(first, limit) + (" …" if rest.strip() and len(first) <= limit else "")


def fit_mrkdwn(text: str, limit: int = SECTION_LIMIT) -> Mrkdwn:
    """Cut markup without leaving half an entity at the end."""
    if len(text) <= limit:
        return Mrkdwn(text)
    cut = text[: limit - 1]
    ampersand = cut.rfind("&", max(0, len(cut) - 5))
    if ampersand != -1 and ";" not in cut[ampersand:]:
        cut = cut[:ampersand]
    return Mrkdwn(cut.rstrip() + "…")


def header(text: str) -> Block:
    """A title; plain text, cut to Slack's limit."""
    return {"type": "header", "text": _plain(text, HEADER_LIMIT)}


def section(text: Mrkdwn, *, accessory: Element | None = None, block_id: str | None = None) -> Block:
    """A paragraph of markup. Only Mrkdwn is taken, so that typed text cannot slip in unescaped."""
    if not isinstance(text, Mrkdwn):
        raise TypeError("a section takes Mrkdwn: render a template, or escape the text")
    return _said("section", text=_markup(text, SECTION_LIMIT), accessory=accessory, block_id=block_id)


def columns(left: Mrkdwn, right: Mrkdwn) -> Block:
    """Two texts beside each other; one beneath the other where the screen is narrow."""
    for text in (left, right):
        if not isinstance(text, Mrkdwn):
            raise TypeError("columns take Mrkdwn: render a template, or escape the text")
    return {"type": "section", "fields": [_markup(text, COLUMN_LIMIT) for text in (left, right)]}


def rich_quote(*runs: Element) -> Block:
    """A quotation of runs of text, each with its own style; nothing in it is markup."""
    quote: Element = {"type": "rich_text_quote", "elements": list(runs)}
    return {"type": "rich_text", "elements": [quote]}


def run(text: str, *, underline: bool = False, italic: bool = False) -> Element:
    """Some text of a quotation, as it is."""
    style = {name: True for name, is_so in (("underline", underline), ("italic", italic)) if is_so}
    return {"type": "text", "text": text, **({"style": style} if style else {})}


def context(*texts: Mrkdwn) -> Block:
    """Small print: who sees it, what happens next."""
    for text in texts:
        if not isinstance(text, Mrkdwn):
            raise TypeError("a context takes Mrkdwn: render a template, or escape the text")
    return {"type": "context", "elements": [_markup(text, CONTEXT_LIMIT) for text in texts[:10]]}


def container(title: str, *blocks: Block) -> Block:
    """Up to ten blocks, folded under a title. In messages; not every workspace takes it."""
    return {
        "type": "container",
        "title": _plain(title, CONTAINER_TITLE),
        "child_blocks": list(blocks[:CONTAINER_BLOCKS]),
        "is_collapsible": True,
        "default_collapsed": True,
    }


def divider() -> Block:
    """A line between two parts."""
    return {"type": "divider"}


def image(file_id: str, *, name: str) -> Block:
    """A picture that was uploaded to Slack, under its name."""
    title = {"type": "plain_text", "text": name}
    return {"type": "image", "slack_file": {"id": file_id}, "alt_text": name, "title": title}


def confirm(*, title: str, text: str, yes: str, no: str) -> Confirm:
    """The question before something that cannot be taken back."""
    return {
        "title": _plain(title, 100),
        "text": {"type": "plain_text", "text": fit(text, 300)},
        "confirm": _plain(yes, 30),
        "deny": _plain(no, 30),
    }


def button(
    text: str,
    action_id: str,
    *,
    value: str,
    primary: bool = False,
    danger: bool = False,
    asks: Confirm | None = None,
    url: str | None = None,
) -> Element:
    """A verb for the outcome; `…` at its end when a form follows."""
    style = "primary" if primary else "danger" if danger else None
    return _said(
        "button",
        text=_plain(text, BUTTON_LIMIT),
        action_id=action_id,
        value=value,
        style=style,
        confirm=asks,
        url=url,
    )


def overflow(action_id: str, choices: Sequence[tuple[str, str]], *, asks: Confirm | None = None) -> Element:
    """The ⋯ menu: (value, label) pairs, one to five."""
    options = [option(value, label) for value, label in choices]
    return _said("overflow", action_id=action_id, options=options, confirm=asks)


def actions(*elements: Element | None, block_id: str | None = None) -> Block:
    """A row of buttons or menus; None is left out."""
    return _said("actions", elements=[element for element in elements if element], block_id=block_id)


def feedback(action_id: str, *, good: tuple[str, str], bad: tuple[str, str]) -> Block:
    """Thumbs up and down: (words, value) each. In messages; not every workspace takes it."""
    thumbs = {
        "type": "feedback_buttons",
        "action_id": action_id,
        "positive_button": {"text": _plain(good[0], BUTTON_LIMIT), "value": good[1]},
        "negative_button": {"text": _plain(bad[0], BUTTON_LIMIT), "value": bad[1]},
    }
    return {"type": "context_actions", "elements": [thumbs]}


def option(value: str, label: str, *, description: str | None = None) -> Option:
    """One choice of a menu, its words cut to Slack's limits."""
    choice = {"text": _plain(label, OPTION_LIMIT), "value": value}
    if description:
        choice["description"] = {"type": "plain_text", "text": fit(description, OPTION_LIMIT)}
    return choice


def select(
    action_id: str,
    choices: Sequence[tuple[str, str]],
    *,
    placeholder: str,
    chosen: str | None = None,
) -> Element:
    """A menu of (value, label) pairs; `chosen` is preset where it is among them."""
    options = [option(value, label) for value, label in choices]
    return _said(
        "static_select",
        action_id=action_id,
        options=options,
        initial_option=_preset(options, chosen),
        placeholder={"type": "plain_text", "text": fit(placeholder, 150)},
    )


def select_grouped(
    action_id: str,
    groups: Sequence[tuple[str, Sequence[tuple[str, str]]]],
    *,
    placeholder: str,
    chosen: str | None = None,
) -> Element:
    """A menu of such pairs under headings: (heading, pairs), none of them empty."""
    made = [(label, [option(value, each) for value, each in choices]) for label, choices in groups]
    return _said(
        "static_select",
        action_id=action_id,
        option_groups=[{"label": _plain(label, OPTION_LIMIT), "options": options} for label, options in made],
        initial_option=_preset([each for _, options in made for each in options], chosen),
        placeholder={"type": "plain_text", "text": fit(placeholder, 150)},
    )


def radio_buttons(
    action_id: str,
    choices: Sequence[tuple[str, str]],
    *,
    chosen: str | None,
    presets: bool = True,
) -> Element:
    """Choices that are all seen at once; the first is preset where `chosen` is not among them, unless
    (`presets` false) one has to be chosen.
    """
    options = [option(value, label) for value, label in choices]
    initial = _preset(options, chosen) or (options[0] if presets else None)
    return _said("radio_buttons", action_id=action_id, options=options, initial_option=initial)


def checkboxes(
    action_id: str,
    choices: Sequence[tuple[str, str]],
    *,
    chosen: Sequence[str] = (),
    described: Mapping[str, str] | None = None,
) -> Element:
    """Any of these; those of `chosen` are ticked. `described`: what stands beneath some of them, by value."""
    beneath = described or {}
    options = [option(value, label, description=beneath.get(value)) for value, label in choices]
    ticked = [each for each in options if each["value"] in chosen]
    return _said("checkboxes", action_id=action_id, options=options, initial_options=ticked or None)


def text_input(
    action_id: str, *, typed: str | None = None, limit: int = TEXT_LIMIT, multiline: bool | None = None
) -> Element:
    """A field to type in, with what was typed before; Slack takes no more than `limit` characters.

    What was typed before and is longer stands there all the same: Slack shows no field with more in it than
    it takes.
    """
    before = typed[:TEXT_LIMIT] if typed else None
    most = max(limit, len(before or ""))
    return _said(
        "plain_text_input", action_id=action_id, initial_value=before, max_length=most, multiline=multiline
    )


def number_input(action_id: str, *, typed: str = "") -> Element:
    """A number to type in, with decimals where it has some; `typed`: what was typed before."""
    element = {"type": "number_input", "action_id": action_id, "is_decimal_allowed": True}
    return {**element, "initial_value": typed} if typed else element


def date_input(action_id: str, *, placeholder: str, chosen: date | None = None) -> Element:
    """A day to choose."""
    return _said(
        "datepicker",
        action_id=action_id,
        initial_date=chosen.isoformat() if chosen else None,
        placeholder={"type": "plain_text", "text": placeholder},
    )


def datetime_input(action_id: str, *, chosen: datetime | None = None) -> Element:
    """A moment to choose, by the reader's own clock."""
    return _said(
        "datetimepicker", action_id=action_id, initial_date_time=int(chosen.timestamp()) if chosen else None
    )


def person_input(action_id: str, *, placeholder: str, chosen: str | None = None) -> Element:
    """A member of the workspace to choose; `chosen` is their Slack id."""
    return _said(
        "users_select",
        action_id=action_id,
        initial_user=chosen,
        placeholder={"type": "plain_text", "text": fit(placeholder, 150)},
    )


def channel_input(action_id: str, *, placeholder: str, chosen: str | None = None) -> Element:
    """A public channel of the workspace to choose; `chosen` is its Slack id."""
    return _said(
        "channels_select",
        action_id=action_id,
        initial_channel=chosen,
        placeholder={"type": "plain_text", "text": fit(placeholder, 150)},
    )


def people_input(action_id: str, *, placeholder: str, chosen: Sequence[str], most: int) -> Element:
    """Members of the workspace to choose, at most so many; `chosen` are their Slack ids."""
    return _said(
        "multi_users_select",
        action_id=action_id,
        initial_users=list(chosen) or None,
        max_selected_items=most,
        placeholder={"type": "plain_text", "text": fit(placeholder, 150)},
    )


def select_several(
    action_id: str, choices: Sequence[tuple[str, str]], *, placeholder: str, chosen: Sequence[str]
) -> Element:
    """A menu of (value, label) pairs from which several are chosen."""
    options = [option(value, label) for value, label in choices]
    return _said(
        "multi_static_select",
        action_id=action_id,
        options=options,
        initial_options=[each for each in options if each["value"] in chosen] or None,
        placeholder={"type": "plain_text", "text": fit(placeholder, 150)},
    )


def file_input(action_id: str, *, kinds: Sequence[str] | None = None, most: int) -> Element:
    """Files of some kinds (their endings) or of any, at most so many."""
    filetypes = None if kinds is None else list(kinds)
    return _said("file_input", action_id=action_id, filetypes=filetypes, max_files=most)


def field_input(
    label: str,
    element: Element,
    *,
    block_id: str,
    hint: str | None = None,
    optional: bool = False,
    dispatches: bool = False,
) -> Block:
    """One labelled input. Keep block_id and action_id through updates: Slack keeps what was typed by them."""
    return _said(
        "input",
        label={"type": "plain_text", "text": fit(label, LABEL_LIMIT)},
        element=element,
        block_id=block_id,
        hint={"type": "plain_text", "text": fit(hint, LABEL_LIMIT)} if hint else None,
        optional=optional,
        dispatch_action=dispatches,
    )


def home(blocks: Sequence[Block]) -> dict[str, Any]:
    """A Home tab as Slack's JSON, ready for views.publish."""
    return {"type": "home", "blocks": list(blocks)}


LEADS_ON = "leads-on"
"""The private_metadata of a modal that is nothing but a choice: what is chosen opens in its place."""


def modal(
    *,
    title: str,
    blocks: Sequence[Block | None],
    callback_id: str,
    close: str,
    submit: str | None = None,
    private_metadata: str = "",
    notify_on_close: bool = False,
) -> dict[str, Any]:
    """A modal as Slack's JSON, ready for views.open or a response_action."""
    view: dict[str, Any] = {
        "type": "modal",
        "title": _title(title),
        "close": _title(close),
        "callback_id": callback_id,
        "private_metadata": private_metadata,
        "blocks": [block for block in blocks if block is not None],
    }
    if notify_on_close:
        view["notify_on_close"] = True
    if submit:
        view["submit"] = _title(submit)
    return view


def _title(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": fit(text, TITLE_LIMIT)}


def _plain(text: str, limit: int) -> dict[str, Any]:
    return {"type": "plain_text", "text": fit(text, limit), "emoji": True}


def _markup(text: str, limit: int) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": fit_mrkdwn(text, limit)}


def _preset(options: Sequence[Option], chosen: str | None) -> Option | None:
    return next((each for each in options if each["value"] == chosen), None)


def _said(kind: str, **fields: Any) -> dict[str, Any]:
    """What is not said is left out: Slack takes neither null nor a value without letters."""
    return {"type": kind, **{name: value for name, value in fields.items() if value not in (None, "")}}
