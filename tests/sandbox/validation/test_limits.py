"""Slack's limits: at the limit a payload is taken, one over it is refused with Slack's words."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.sandbox.errors import SlackError
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view

Json = dict[str, Any]


def plain(length: int) -> Json:
    return {"type": "plain_text", "text": "x" * length}


def mrkdwn(length: int) -> Json:
    return {"type": "mrkdwn", "text": "x" * length}


def option(text: int = 1, value: str = "v", description: int = 0) -> Json:
    made: Json = {"text": plain(text), "value": value}
    return {**made, "description": plain(description)} if description else made


def options(count: int) -> list[Json]:
    return [option(value=str(each)) for each in range(count)]


def section(**more: Any) -> list[Json]:
    return [{"type": "section", "text": mrkdwn(1), **more}]


def actions(*elements: Json) -> list[Json]:
    return [{"type": "actions", "elements": list(elements)}]


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain(1), **more}


def select(**more: Any) -> Json:
    return {"type": "static_select", "options": options(1), **more}


def entry(element: Json, **more: Any) -> list[Json]:
    return [{"type": "input", "label": plain(1), "element": element, **more}]


def confirm(title: int = 1, text: int = 1, yes: int = 1, no: int = 1) -> Json:
    return {"title": plain(title), "text": plain(text), "confirm": plain(yes), "deny": plain(no)}


def image(**more: Any) -> Json:
    return {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "a", **more}


def table(rows: int, columns: int) -> list[Json]:
    return [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * columns] * rows}]


def chart(*, series: int = 1, points: int = 1, label: int = 1, name: int = 1, title: int = 1) -> Json:
    labels = [f"{number:02}"[-label:].ljust(label, "x") for number in range(points)]
    data = [{"label": each, "value": 1.5} for each in labels]
    return {
        "type": "data_visualization",
        "title": "x" * title,
        "chart": {
            "type": "bar",
            "series": [{"name": "x" * name, "data": data}] * series,
            "axis_config": {"categories": labels, "x_label": "x" * label, "y_label": "x" * label},
        },
    }


def pie(segments: int, *, value: float = 1, label: int = 1) -> Json:
    parts = [{"label": "x" * label, "value": value}] * segments
    return {"type": "data_visualization", "title": "x", "chart": {"type": "pie", "segments": parts}}


def with_chart(block: Json, **changes: Any) -> Json:
    return {**block, "chart": {**block["chart"], **changes}}


def container(*child_blocks: Json, title: int = 1, **more: Any) -> list[Json]:
    return [{"type": "container", "title": plain(title), "child_blocks": list(child_blocks), **more}]


def thumbs(count: int = 1, text: int = 1) -> list[Json]:
    side = {"text": plain(text), "value": "1"}
    elements = [
        {"type": "feedback_buttons", "action_id": f"a{n}", "positive_button": side, "negative_button": side}
        for n in range(count)
    ]
    return [{"type": "context_actions", "elements": elements}]


def names(limits: list[tuple[str, int, Callable[[int], Any]]]) -> list[str]:
    return [each[0] for each in limits]


# What is limited, the limit, and how to make blocks that long.
MESSAGE_LIMITS: list[tuple[str, int, Callable[[int], list[Json]]]] = [
    ("blocks of a message", 50, lambda n: [{"type": "divider"}] * n),
    ("section text", 3000, lambda n: [{"type": "section", "text": mrkdwn(n)}]),
    ("section fields", 10, lambda n: [{"type": "section", "fields": [mrkdwn(1)] * n}]),
    ("a field's text", 2000, lambda n: [{"type": "section", "fields": [mrkdwn(n)]}]),
    ("header", 150, lambda n: [{"type": "header", "text": plain(n)}]),
    ("context elements", 10, lambda n: [{"type": "context", "elements": [mrkdwn(1)] * n}]),
    ("actions elements", 25, lambda n: actions(*[button(action_id=str(i)) for i in range(n)])),
    ("block_id", 255, lambda n: [{"type": "divider", "block_id": "x" * n}]),
    ("action_id", 255, lambda n: actions(button(action_id="x" * n))),
    ("button text", 75, lambda n: actions({"type": "button", "text": plain(n)})),
    ("button value", 2000, lambda n: actions(button(value="x" * n))),
    ("button url", 3000, lambda n: actions(button(url="https://" + "x" * (n - 8)))),
    ("option text", 75, lambda n: actions(select(options=[option(text=n)]))),
    ("option value", 150, lambda n: actions(select(options=[option(value="x" * n)]))),
    ("option description", 75, lambda n: actions(select(options=[option(description=n)]))),
    ("options", 100, lambda n: actions(select(options=options(n)))),
    (
        "option groups",
        100,
        lambda n: actions(
            {"type": "static_select", "option_groups": [{"label": plain(1), "options": options(1)}] * n}
        ),
    ),
    (
        "group label",
        75,
        lambda n: actions(
            {"type": "static_select", "option_groups": [{"label": plain(n), "options": options(1)}]}
        ),
    ),
    ("placeholder", 150, lambda n: actions(select(placeholder=plain(n)))),
    ("overflow options", 5, lambda n: actions({"type": "overflow", "options": options(n)})),
    ("check boxes", 10, lambda n: actions({"type": "checkboxes", "options": options(n)})),
    ("radio buttons", 10, lambda n: actions({"type": "radio_buttons", "options": options(n)})),
    ("confirm title", 100, lambda n: actions(button(confirm=confirm(title=n)))),
    ("confirm text", 300, lambda n: actions(button(confirm=confirm(text=n)))),
    ("confirm button", 30, lambda n: actions(button(confirm=confirm(yes=n)))),
    ("deny button", 30, lambda n: actions(button(confirm=confirm(no=n)))),
    ("input label", 2000, lambda n: [{**entry({"type": "plain_text_input"})[0], "label": plain(n)}]),
    ("input hint", 2000, lambda n: entry({"type": "plain_text_input"}, hint=plain(n))),
    ("initial text", 3000, lambda n: entry({"type": "plain_text_input", "initial_value": "x" * n})),
    ("longest text allowed", 3000, lambda n: entry({"type": "plain_text_input", "max_length": n})),
    ("image alt_text", 2000, lambda n: [image(alt_text="x" * n)]),
    ("image title", 2000, lambda n: [image(title=plain(n))]),
    ("markdown", 12_000, lambda n: [{"type": "markdown", "text": "x" * n}]),
    ("table rows", 100, lambda n: table(n, 1)),
    ("table columns", 20, lambda n: table(1, n)),
    ("charts", 2, lambda n: [chart()] * n),
    ("chart title", 50, lambda n: [chart(title=n)]),
    ("chart series", 6, lambda n: [chart(series=n)]),
    ("chart points", 20, lambda n: [chart(points=n, label=2)]),
    ("chart label", 20, lambda n: [chart(label=n)]),
    ("chart series' name", 20, lambda n: [chart(name=n)]),
    ("pie segments", 6, lambda n: [pie(n)]),
    ("pie label", 20, lambda n: [pie(1, label=n)]),
    ("container title", 150, lambda n: container(*section(), title=n)),
    ("container's blocks", 10, lambda n: container(*section() * n)),
    ("text in a container", 3000, lambda n: container({"type": "section", "text": mrkdwn(n)})),
    ("feedback buttons", 5, thumbs),
    ("feedback words", 75, lambda n: thumbs(text=n)),
]


@pytest.mark.parametrize(("limit", "make"), [each[1:] for each in MESSAGE_LIMITS], ids=names(MESSAGE_LIMITS))
def test_a_message_at_the_limit_is_taken_and_one_over_it_is_refused(limit, make):
    assert check_message_blocks(make(limit))

    with pytest.raises(SlackError) as refused:
        check_message_blocks(make(limit + 1))

    assert refused.value.code == "invalid_blocks"
    assert refused.value.messages[0].startswith("[ERROR] ")
    assert "[json-pointer:/blocks" in refused.value.messages[0]


REFUSED_IN_MESSAGES: dict[str, tuple[list[Json], str]] = {
    "no type": ([{"text": mrkdwn(1)}], "missing required field: type [json-pointer:/blocks/0]"),
    "unknown block": ([{"type": "hero"}], "unsupported type: hero [json-pointer:/blocks/0/type]"),
    "unknown element": (
        actions({"type": "slider"}),
        "unsupported type: slider [json-pointer:/blocks/0/elements/0/type]",
    ),
    "empty section": ([{"type": "section"}], "missing required field: text [json-pointer:/blocks/0]"),
    "empty text": (
        [{"type": "section", "text": mrkdwn(0)}],
        "must be more than 0 characters [json-pointer:/blocks/0/text/text]",
    ),
    "no actions": (actions(), "no less than 1 items allowed [json-pointer:/blocks/0/elements]"),
    "unknown field": (section(colour="red"), "invalid additional property: colour [json-pointer:/blocks/0]"),
    "emoji on mrkdwn": (
        [{"type": "section", "text": {**mrkdwn(1), "emoji": True}}],
        "invalid additional property: emoji [json-pointer:/blocks/0/text]",
    ),
    "mrkdwn header": (
        [{"type": "header", "text": mrkdwn(1)}],
        "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
    ),
    "mrkdwn on a button": (
        actions({"type": "button", "text": mrkdwn(1)}),
        "unsupported type: mrkdwn [json-pointer:/blocks/0/elements/0/text/type]",
    ),
    "text input among actions": (
        actions({"type": "plain_text_input"}),
        "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]",
    ),
    "button in an input": (
        entry(button()),
        "unsupported type: button [json-pointer:/blocks/0/element/type]",
    ),
    "file input in a message": (
        entry({"type": "file_input"}),
        "unsupported type: file_input [json-pointer:/blocks/0/element/type]",
    ),
    "unknown style": (
        actions(button(style="warning")),
        "must be one of the allowed values: primary, danger [json-pointer:/blocks/0/elements/0/style]",
    ),
    "same block_id twice": (
        [{"type": "divider", "block_id": "a"}] * 2,
        '`block_id` "a" already exists [json-pointer:/blocks/1/block_id]',
    ),
    "same action_id twice": (
        actions(button(action_id="a"), button(action_id="a")),
        '`action_id` "a" already exists [json-pointer:/blocks/0]',
    ),
    "initial option not offered": (
        actions(select(initial_option=option(value="other"))),
        "must be one of the provided options [json-pointer:/blocks/0/elements/0/initial_option]",
    ),
    "options and groups": (
        actions(select(option_groups=[{"label": plain(1), "options": options(1)}])),
        "only one of `options` or `option_groups` is allowed [json-pointer:/blocks/0/elements/0]",
    ),
    "url on a menu's option": (
        actions(select(options=[{**option(), "url": "https://example.com"}])),
        "invalid additional property: url [json-pointer:/blocks/0/elements/0/options/0]",
    ),
    "two pictures": (
        [image(slack_file={"id": "F1"})],
        "must provide either image_url or slack_file [json-pointer:/blocks/0]",
    ),
    "two tables": (table(1, 1) * 2, "only one table is allowed [json-pointer:/blocks/1]"),
    "a chart of an unknown kind": (
        [with_chart(chart(), type="radar")],
        "must be one of the allowed values: bar, line, area [json-pointer:/blocks/0/chart/type]",
    ),
    "a series without a category": (
        [with_chart(chart(points=2, label=2), series=chart(points=1, label=2)["chart"]["series"])],
        "data must have every category in order [json-pointer:/blocks/0/chart/series/0/data]",
    ),
    "a category twice": (
        [
            with_chart(
                chart(),
                axis_config={"categories": ["a", "a"]},
                series=[{"name": "x", "data": [{"label": "a", "value": 1}] * 2}],
            )
        ],
        "categories must be unique [json-pointer:/blocks/0/chart/axis_config/categories]",
    ),
    "a value that is no number": (
        [with_chart(chart(), series=[{"name": "x", "data": [{"label": "0", "value": "1"}]}])],
        "must provide a number [json-pointer:/blocks/0/chart/series/0/data/0/value]",
    ),
    "a part of nothing": (
        [pie(1, value=0)],
        "must be greater than 0 [json-pointer:/blocks/0/chart/segments/0/value]",
    ),
    "a chart without a title": (
        [{"type": "data_visualization", "chart": chart()["chart"]}],
        "missing required field: title [json-pointer:/blocks/0]",
    ),
    "a container without a title": (
        [{"type": "container", "child_blocks": section()}],
        "missing required field: title [json-pointer:/blocks/0]",
    ),
    "an empty container": (
        container(),
        "no less than 1 items allowed [json-pointer:/blocks/0/child_blocks]",
    ),
    "a container in a container": (
        container(*container(*section())),
        "unsupported type: container [json-pointer:/blocks/0/child_blocks/0/type]",
    ),
    "an input in a container": (
        container(*entry({"type": "plain_text_input"})),
        "unsupported type: input [json-pointer:/blocks/0/child_blocks/0/type]",
    ),
    "markup in a container's title": (
        [{**container(*section())[0], "title": mrkdwn(1)}],
        "unsupported type: mrkdwn [json-pointer:/blocks/0/title/type]",
    ),
    "collapsed, and not collapsible": (
        container(*section(), default_collapsed=True),
        "default_collapsed requires is_collapsible [json-pointer:/blocks/0/default_collapsed]",
    ),
    "a block_id once more in a container": (
        [*section(block_id="a"), *container(*section(block_id="a"))],
        '`block_id` "a" already exists [json-pointer:/blocks/1/child_blocks/0/block_id]',
    ),
    "two focuses": (
        actions(select(action_id="a", focus_on_load=True), select(action_id="b", focus_on_load=True)),
        "focus_on_load can only be true for one element [json-pointer:/blocks/0]",
    ),
    "a wrong date": (
        actions({"type": "datepicker", "initial_date": "1.2.2026"}),
        "failed to match pattern",
    ),
    "not a boolean": (
        entry({"type": "plain_text_input"}, optional="yes"),
        "must provide a boolean [json-pointer:/blocks/0/optional]",
    ),
}


@pytest.mark.parametrize(("blocks", "problem"), REFUSED_IN_MESSAGES.values(), ids=list(REFUSED_IN_MESSAGES))
def test_what_slack_refuses_in_a_message_is_refused_with_its_place(blocks, problem):
    with pytest.raises(SlackError) as refused:
        check_message_blocks(blocks)

    assert refused.value.code == "invalid_blocks"
    assert any(problem in each for each in refused.value.messages)
    assert refused.value.body()["errors"] == [each[8:] for each in refused.value.messages]


def test_everything_slack_takes_in_a_message_is_taken():
    rich = {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}],
    }
    blocks = [
        *section(accessory=image()),
        *section(accessory={"type": "multi_users_select", "max_selected_items": 2}),
        *section(accessory={"type": "overflow", "options": [{**option(), "url": "https://example.com"}]}),
        *actions(
            button(url="https://example.com", style="danger", confirm=confirm(), accessibility_label="x"),
            select(initial_option=option(value="0"), placeholder=plain(3)),
            {"type": "datepicker", "initial_date": "2026-11-23"},
            {"type": "timepicker", "initial_time": "09:30"},
            {"type": "datetimepicker", "initial_date_time": 1_800_000_000},
            {"type": "external_select", "min_query_length": 0},
            {"type": "conversations_select", "filter": {"include": ["im", "public"]}},
            {"type": "checkboxes", "options": [{"text": mrkdwn(1), "value": "x", "description": mrkdwn(2)}]},
        ),
        {"type": "context", "elements": [image(), plain(1), mrkdwn(1)]},
        *entry({"type": "plain_text_input", "multiline": True}, dispatch_action=True, hint=plain(1)),
        rich,
        *container(*section(), *table(2, 2), is_collapsible=True, default_collapsed=True),
    ]

    assert check_message_blocks(blocks) == blocks


@pytest.mark.parametrize(
    ("raw", "code"), [("[{", "invalid_blocks_format"), ({"a": 1}, "invalid_blocks_format")]
)
def test_blocks_that_are_no_list_have_the_wrong_format(raw, code):
    with pytest.raises(SlackError, match=code):
        check_message_blocks(raw)


def test_blocks_may_come_as_json_in_a_string_and_empty_ones_are_none():
    assert check_message_blocks('[{"type": "divider"}]') == [{"type": "divider"}]
    assert check_message_blocks("[]") is None
    assert check_message_blocks(None) is None


def test_all_text_in_a_messages_blocks_together_is_limited():
    full = [{"type": "section", "text": mrkdwn(3000)}] * 4
    assert check_message_blocks([*full, {"type": "section", "text": mrkdwn(1200)}])

    with pytest.raises(SlackError, match="msg_blocks_too_long"):
        check_message_blocks([*full, {"type": "section", "text": mrkdwn(1201)}])


def test_all_markdown_in_a_message_together_is_limited():
    half = {"type": "markdown", "text": "x" * 6000}

    assert check_message_blocks([half, half])
    with pytest.raises(SlackError, match="msg_blocks_too_long"):
        check_message_blocks([half, half, {"type": "markdown", "text": "x"}])


def modal(**more: Any) -> Json:
    return {"type": "modal", "title": plain(1), "blocks": section(), **more}


def number(**more: Any) -> Json:
    return {"type": "number_input", "is_decimal_allowed": True, **more}


VIEW_LIMITS: list[tuple[str, int, Callable[[int], Json]]] = [
    ("blocks of a view", 100, lambda n: modal(blocks=[{"type": "divider"}] * n)),
    ("title", 24, lambda n: modal(title=plain(n))),
    ("submit", 24, lambda n: modal(submit=plain(n))),
    ("close", 24, lambda n: modal(close=plain(n))),
    ("private_metadata", 3000, lambda n: modal(private_metadata="x" * n)),
    ("callback_id", 255, lambda n: modal(callback_id="x" * n)),
    ("external_id", 255, lambda n: modal(external_id="x" * n)),
    (
        "files of a file input",
        10,
        lambda n: modal(submit=plain(1), blocks=entry({"type": "file_input", "max_files": n})),
    ),
]


@pytest.mark.parametrize(("limit", "make"), [each[1:] for each in VIEW_LIMITS], ids=names(VIEW_LIMITS))
def test_a_view_at_the_limit_is_taken_and_one_over_it_is_refused(limit, make):
    check_view(make(limit), surface="modal")

    with pytest.raises(SlackError) as refused:
        check_view(make(limit + 1), surface="modal")

    assert refused.value.code == "invalid_arguments"
    assert "[json-pointer:/view" in refused.value.messages[0]


REFUSED_VIEWS: dict[str, tuple[Json, str]] = {
    "no title": (
        {"type": "modal", "blocks": section()},
        "missing required field: title [json-pointer:/view]",
    ),
    "no type": (
        {"title": plain(1), "blocks": section()},
        "missing required field: type [json-pointer:/view]",
    ),
    "no blocks": (
        {"type": "modal", "title": plain(1)},
        "missing required field: blocks [json-pointer:/view]",
    ),
    "an input without submit": (
        modal(blocks=entry({"type": "plain_text_input"})),
        "missing required field: submit [json-pointer:/view]",
    ),
    "a number without its kind": (
        modal(submit=plain(1), blocks=entry({"type": "number_input"})),
        "missing required field: is_decimal_allowed [json-pointer:/view/blocks/0/element]",
    ),
    "a table": (modal(blocks=table(1, 1)), "unsupported type: table [json-pointer:/view/blocks/0/type]"),
    "a chart": (
        modal(blocks=[chart()]),
        "unsupported type: data_visualization [json-pointer:/view/blocks/0/type]",
    ),
    "a container": (
        modal(blocks=container(*section())),
        "unsupported type: container [json-pointer:/view/blocks/0/type]",
    ),
    "markdown": (
        modal(blocks=[{"type": "markdown", "text": "x"}]),
        "unsupported type: markdown [json-pointer:/view/blocks/0/type]",
    ),
    "a view handed back as it came": (
        modal(id="V1", hash="1.a"),
        "invalid additional property: id [json-pointer:/view]",
    ),
    "mrkdwn in the title": (
        modal(title=mrkdwn(1)),
        "unsupported type: mrkdwn [json-pointer:/view/title/type]",
    ),
    "a home as a modal": (
        {"type": "home", "blocks": section()},
        "unsupported type: home [json-pointer:/view/type]",
    ),
    "least above most": (
        modal(submit=plain(1), blocks=entry({"type": "plain_text_input", "min_length": 5, "max_length": 4})),
        "min_length must be less than or equal to max_length",
    ),
}


@pytest.mark.parametrize(("view", "problem"), REFUSED_VIEWS.values(), ids=list(REFUSED_VIEWS))
def test_what_slack_refuses_in_a_modal_is_refused_with_its_place(view, problem):
    with pytest.raises(SlackError) as refused:
        check_view(view, surface="modal")

    assert refused.value.code == "invalid_arguments"
    assert any(problem in each for each in refused.value.messages)


def test_a_view_over_250_kilobytes_is_too_large():
    heavy = [{"type": "section", "text": {"type": "mrkdwn", "text": "字" * 1000}}]
    check_view(modal(blocks=heavy * 80), surface="modal")

    with pytest.raises(SlackError, match="view_too_large"):
        check_view(modal(blocks=heavy * 83), surface="modal")


def test_a_home_tab_takes_inputs_without_submit_but_no_date_and_time_picker():
    check_view({"type": "home", "blocks": entry({"type": "plain_text_input"})}, surface="home")

    with pytest.raises(SlackError, match="invalid_arguments"):
        check_view({"type": "home", "blocks": actions({"type": "datetimepicker"})}, surface="home")


def test_a_modal_takes_every_kind_of_input():
    kinds = [
        {"type": "plain_text_input", "min_length": 1, "max_length": 3000},
        number(min_value="1", max_value="5.5", initial_value="2"),
        {"type": "email_text_input"},
        {"type": "url_text_input"},
        {"type": "rich_text_input"},
        {"type": "file_input", "filetypes": ["png"], "max_files": 3},
        {"type": "radio_buttons", "options": options(2), "initial_option": options(2)[1]},
        {"type": "multi_static_select", "options": options(3), "initial_options": options(2)},
        {
            "type": "conversations_select",
            "response_url_enabled": True,
            "default_to_current_conversation": True,
        },
    ]
    blocks = [block for each in kinds for block in entry(each)]

    check_view(modal(submit=plain(4), blocks=blocks), surface="modal")


def test_feedback_buttons_stand_in_messages_only() -> None:
    view = {"type": "modal", "title": plain(1), "blocks": thumbs()}

    with pytest.raises(SlackError) as refused:
        check_view(view, surface="modal")

    assert "unsupported type: context_actions" in str(refused.value.messages)
