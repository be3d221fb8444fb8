"""Small block builders over slack_sdk's models, which refuse what Slack would refuse."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    InputBlock,
    InputInteractiveElement,
    InteractiveElement,
    MarkdownTextObject,
    Option,
    OverflowMenuElement,
    PlainTextObject,
    SectionBlock,
    StaticSelectElement,
)

from messages.catalog import Mrkdwn

SECTION_LIMIT = 3000
HEADER_LIMIT = 150
BUTTON_LIMIT = 75
OPTION_LIMIT = 75
TITLE_LIMIT = 24
LABEL_LIMIT = 2000
TEXT_LIMIT = 3000
FOLD_LIMIT = 300


@dataclass(frozen=True, kw_only=True)
class Message:
    """A message: `text` is the notification, one line, without scores; `blocks` are Slack's JSON."""

    text: str
    blocks: list[dict[str, Any]] = field(default_factory=list)


def message(text: str, *blocks: Block | None) -> Message:
    """A message of these blocks; None is left out."""
    return Message(text=text, blocks=[block.to_dict() for block in blocks if block is not None])


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
    return HeaderBlock(text=PlainTextObject(text=fit(text, HEADER_LIMIT), emoji=True))


def section(
    text: Mrkdwn, *, accessory: InteractiveElement | None = None, block_id: str | None = None
) -> Block:
    """A paragraph of markup. Only Mrkdwn is taken, so that typed text cannot slip in unescaped."""
    if not isinstance(text, Mrkdwn):
        raise TypeError("a section takes Mrkdwn: render a template, or escape the text")
    return SectionBlock(
        text=MarkdownTextObject(text=fit_mrkdwn(text)), accessory=accessory, block_id=block_id
    )


def context(*texts: Mrkdwn) -> Block:
    """Small print: who sees it, what happens next."""
    for text in texts:
        if not isinstance(text, Mrkdwn):
            raise TypeError("a context takes Mrkdwn: render a template, or escape the text")
    return ContextBlock(elements=[MarkdownTextObject(text=fit_mrkdwn(text, 2000)) for text in texts[:10]])


def divider() -> Block:
    """A line between two parts."""
    return DividerBlock()


def confirm(*, title: str, text: str, yes: str, no: str) -> ConfirmObject:
    """The question before something that cannot be taken back."""
    return ConfirmObject(
        title=fit(title, 100),
        text=PlainTextObject(text=fit(text, 300)),
        confirm=fit(yes, 30),
        deny=fit(no, 30),
    )


def button(
    text: str,
    action_id: str,
    *,
    value: str,
    primary: bool = False,
    danger: bool = False,
    asks: ConfirmObject | None = None,
    url: str | None = None,
) -> ButtonElement:
    """A verb for the outcome; `…` at its end when a form follows."""
    style = "primary" if primary else "danger" if danger else None
    return ButtonElement(
        text=PlainTextObject(text=fit(text, BUTTON_LIMIT), emoji=True),
        action_id=action_id,
        value=value,
        style=style,
        confirm=asks,
        url=url,
    )


def overflow(
    action_id: str, choices: Sequence[tuple[str, str]], *, asks: ConfirmObject | None = None
) -> OverflowMenuElement:
    """The ⋯ menu: (value, label) pairs, one to five."""
    return OverflowMenuElement(
        action_id=action_id, options=[option(value, label) for value, label in choices], confirm=asks
    )


def actions(*elements: InteractiveElement | None, block_id: str | None = None) -> Block:
    """A row of buttons or menus; None is left out."""
    return ActionsBlock(elements=[element for element in elements if element], block_id=block_id)


def option(value: str, label: str, *, description: str | None = None) -> Option:
    """One choice of a menu, its words cut to Slack's limits."""
    return Option(
        value=value,
        text=PlainTextObject(text=fit(label, OPTION_LIMIT), emoji=True),
        description=PlainTextObject(text=fit(description, OPTION_LIMIT)) if description else None,
    )


def select(
    action_id: str,
    choices: Sequence[tuple[str, str]],
    *,
    placeholder: str,
    chosen: str | None = None,
) -> StaticSelectElement:
    """A menu of (value, label) pairs; `chosen` is preset where it is among them."""
    options = [option(value, label) for value, label in choices]
    initial = next((each for each in options if each.value == chosen), None)
    return StaticSelectElement(
        action_id=action_id,
        options=options,
        initial_option=initial,
        placeholder=PlainTextObject(text=fit(placeholder, 150)),
    )


def field_input(
    label: str,
    element: InputInteractiveElement,
    *,
    block_id: str,
    hint: str | None = None,
    optional: bool = False,
    dispatches: bool = False,
) -> Block:
    """One labelled input. Keep block_id and action_id through updates: Slack keeps what was typed by them."""
    return InputBlock(
        label=PlainTextObject(text=fit(label, LABEL_LIMIT)),
        element=element,
        block_id=block_id,
        hint=PlainTextObject(text=fit(hint, LABEL_LIMIT)) if hint else None,
        optional=optional,
        dispatch_action=dispatches,
    )


def modal(
    *,
    title: str,
    blocks: Sequence[Block | None],
    callback_id: str,
    close: str,
    submit: str | None = None,
    private_metadata: str = "",
) -> dict[str, Any]:
    """A modal as Slack's JSON, ready for views.open or a response_action."""
    view: dict[str, Any] = {
        "type": "modal",
        "title": _plain(title),
        "close": _plain(close),
        "callback_id": callback_id,
        "private_metadata": private_metadata,
        "blocks": [block.to_dict() for block in blocks if block is not None],
    }
    if submit:
        view["submit"] = _plain(submit)
    return view


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": fit(text, TITLE_LIMIT)}
