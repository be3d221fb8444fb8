"""The block builders: Slack's own shapes, cut where Slack would refuse, and no typed text taken as markup."""

from datetime import date
from typing import Any

import pytest
from slack_sdk.models.basic_objects import JsonObject
from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    DatePickerElement,
    DividerBlock,
    HeaderBlock,
    ImageBlock,
    InputBlock,
    MarkdownTextObject,
    Option,
    OverflowMenuElement,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.blocks.basic_components import SlackFile
from slack_sdk.models.blocks.block_elements import FileInputElement
from slack_sdk.models.views import View

from messages.catalog import Mrkdwn, escape
from messages.kit import (
    actions,
    button,
    confirm,
    context,
    date_input,
    divider,
    field_input,
    file_input,
    fit,
    fit_mrkdwn,
    fold,
    header,
    home,
    image,
    modal,
    option,
    overflow,
    radio_buttons,
    section,
    select,
    text_input,
)

SAID = Mrkdwn("*Liu Yang* asked for more")
CHOICES = [("3.5", "3.5 · meets expectation"), ("4", "4 · beyond expectation")]
OPTIONS = [Option(value=value, text=PlainTextObject(text=text, emoji=True)) for value, text in CHOICES]
SURE = confirm(title="Start empty?", text="What you wrote is deleted.", yes="Start empty", no="Keep it")
MODEL_SURE = ConfirmObject(
    title="Start empty?",
    text=PlainTextObject(text="What you wrote is deleted."),
    confirm="Start empty",
    deny="Keep it",
)
BUTTON = button("Approve", "some.approve", value="7", primary=True, asks=SURE)
MODEL_BUTTON = ButtonElement(
    text=PlainTextObject(text="Approve", emoji=True),
    action_id="some.approve",
    value="7",
    style="primary",
    confirm=MODEL_SURE,
)
FIELD = text_input("some.field", typed="as typed", limit=200, multiline=True)
MODEL_FIELD = PlainTextInputElement(
    action_id="some.field", initial_value="as typed", max_length=200, multiline=True
)


def plain(text: str) -> PlainTextObject:
    return PlainTextObject(text=text)


@pytest.mark.parametrize(
    ("built", "model"),
    [
        (header("Your review"), HeaderBlock(text=PlainTextObject(text="Your review", emoji=True))),
        (section(SAID), SectionBlock(text=MarkdownTextObject(text=SAID))),
        (
            section(SAID, accessory=BUTTON, block_id="b"),
            SectionBlock(text=MarkdownTextObject(text=SAID), accessory=MODEL_BUTTON, block_id="b"),
        ),
        (
            context(SAID, SAID),
            ContextBlock(elements=[MarkdownTextObject(text=SAID), MarkdownTextObject(text=SAID)]),
        ),
        (divider(), DividerBlock()),
        (
            image("F1", name="basket.png"),
            ImageBlock(slack_file=SlackFile(id="F1"), alt_text="basket.png", title=plain("basket.png")),
        ),
        (SURE, MODEL_SURE),
        (BUTTON, MODEL_BUTTON),
        (
            button("Open", "some.open", value="", danger=True, url="https://shop.example"),
            ButtonElement(
                text=PlainTextObject(text="Open", emoji=True),
                action_id="some.open",
                value="",
                style="danger",
                url="https://shop.example",
            ),
        ),
        (
            overflow("some.more", CHOICES, asks=SURE),
            OverflowMenuElement(action_id="some.more", options=OPTIONS, confirm=MODEL_SURE),
        ),
        (actions(BUTTON, None, block_id="b"), ActionsBlock(elements=[MODEL_BUTTON], block_id="b")),
        (actions(BUTTON), ActionsBlock(elements=[MODEL_BUTTON])),
        (option(*CHOICES[0]), OPTIONS[0]),
        (
            option("now", "Now", description="An hour"),
            Option(value="now", text=PlainTextObject(text="Now", emoji=True), description=plain("An hour")),
        ),
        (
            select("some.score", CHOICES, placeholder="Choose", chosen="4"),
            StaticSelectElement(
                action_id="some.score",
                options=OPTIONS,
                initial_option=OPTIONS[1],
                placeholder=plain("Choose"),
            ),
        ),
        (
            radio_buttons("some.kind", CHOICES, chosen=None),
            RadioButtonsElement(action_id="some.kind", options=OPTIONS, initial_option=OPTIONS[0]),
        ),
        (FIELD, MODEL_FIELD),
        (
            text_input("some.field", typed="", limit=200),
            PlainTextInputElement(action_id="some.field", initial_value="", max_length=200),
        ),
        (
            date_input("some.day", placeholder="No date", chosen=date(2027, 1, 8)),
            DatePickerElement(action_id="some.day", placeholder=plain("No date"), initial_date="2027-01-08"),
        ),
        (
            date_input("some.day", placeholder="No date"),
            DatePickerElement(action_id="some.day", placeholder=plain("No date")),
        ),
        (
            file_input("some.files", kinds=("png", "jpg"), most=10),
            FileInputElement(action_id="some.files", filetypes=["png", "jpg"], max_files=10),
        ),
        (
            field_input("Reason", FIELD, block_id="reason"),
            InputBlock(
                label=plain("Reason"),
                element=MODEL_FIELD,
                block_id="reason",
                optional=False,
                dispatch_action=False,
            ),
        ),
        (
            field_input("Reason", FIELD, block_id="reason", hint="Why", optional=True, dispatches=True),
            InputBlock(
                label=plain("Reason"),
                element=MODEL_FIELD,
                block_id="reason",
                hint=plain("Why"),
                optional=True,
                dispatch_action=True,
            ),
        ),
        (home([divider()]), View(type="home", blocks=[DividerBlock()])),
    ],
)
def test_a_builder_makes_what_slacks_own_model_makes(built: dict[str, Any], model: JsonObject) -> None:
    assert built == model.to_dict()


def test_a_text_at_the_limit_is_left_alone_and_a_longer_one_is_cut() -> None:
    assert fit("x" * 150, 150) == "x" * 150
    assert fit("x" * 151, 150) == "x" * 149 + "…"


def test_a_cut_never_leaves_half_an_entity() -> None:
    text = escape("x" * 2997 + "&&&&")

    cut = fit_mrkdwn(text, 3000)

    assert len(cut) <= 3000
    assert cut == "x" * 2997 + "…"


def test_folding_keeps_the_first_line_and_says_that_there_is_more() -> None:
    assert fold("one") == "one"
    assert fold("one\ntwo") == "one …"
    assert fold("x" * 400) == "x" * 299 + "…"


def test_typed_text_cannot_become_markup() -> None:
    with pytest.raises(TypeError, match="Mrkdwn"):
        section("<!channel>")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="Mrkdwn"):
        context("<!channel>")  # type: ignore[arg-type]


def test_a_button_cuts_its_label_and_keeps_its_value() -> None:
    built = button("y" * 80, "some.action", value="7", primary=True)

    assert len(built["text"]["text"]) == 75
    assert (built["value"], built["style"]) == ("7", "primary")


def test_a_menu_is_preset_only_to_one_of_its_options() -> None:
    choices = [("3.5", "3.5 · meets expectation"), ("4", "4 · beyond expectation")]

    assert select("a", choices, placeholder="Score", chosen="4")["initial_option"]["value"] == "4"
    assert "initial_option" not in select("a", choices, placeholder="Score", chosen="5")


def test_a_modal_cuts_its_title_and_has_no_submit_unless_asked() -> None:
    view = modal(
        title="A title much longer than Slack allows",
        blocks=[header("Hello"), None, section(Mrkdwn("text"))],
        callback_id="x",
        close="Close",
    )

    assert len(view["title"]["text"]) == 24
    assert "submit" not in view
    assert [block["type"] for block in view["blocks"]] == ["header", "section"]
