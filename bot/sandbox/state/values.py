"""What the elements of a message or view hold, before anybody touched them and after an update."""

from bot.sandbox.state.workspace import Json
from bot.sandbox.validation.blocks import elements_of
from bot.sandbox.validation.containers import laid_flat
from bot.sandbox.validation.elements import INTERACTIVE

# For each element type: the key that holds the value, and the key of its initial value.
HOLDS: dict[str, tuple[str, str | None]] = {
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "checkboxes": ("selected_options", "initial_options"),
    "radio_buttons": ("selected_option", "initial_option"),
    "file_input": ("files", None),
}
LISTS = ("selected_options", "selected_users", "selected_conversations", "selected_channels", "files")
Values = dict[str, dict[str, Json]]


def initial_state(element: Json) -> Json | None:
    """What an element holds before anybody touched it; None for buttons and menus that hold nothing."""
    kind = element["type"]
    if kind not in HOLDS:
        return None
    key, initial = HOLDS[kind]
    value = element.get(initial) if initial else None
    return {"type": kind, key: ([] if value is None else value) if key in LISTS else value}


def carried_state(blocks: list[Json], before: Values) -> Values:
    """The state of a view after an update: kept only where block_id, action_id and type stay the same."""
    state: Values = {}
    for block, _ in laid_flat(blocks):
        for element in elements_of(block):
            if element.get("type") not in INTERACTIVE:
                continue
            fresh = initial_state(element)
            if fresh is None:
                continue
            kept = before.get(block["block_id"], {}).get(element["action_id"])
            same = kept is not None and kept["type"] == element["type"]
            state.setdefault(block["block_id"], {})[element["action_id"]] = kept if same and kept else fresh
    return state
