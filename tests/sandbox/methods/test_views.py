"""Modals and Home tabs: triggers, the stack, hashes, what was typed, and the app's answers."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk.errors import SlackApiError

from bot.sandbox import NotAcknowledged, NotOnScreen, Timing

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def field(block_id: str, action_id: str = "a", **element: Any) -> Json:
    made = {"type": "plain_text_input", "action_id": action_id, **element}
    return {"type": "input", "block_id": block_id, "label": plain(block_id.title()), "element": made}


def form(title: str = "Form", *blocks: Json, **more: Any) -> Json:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain(title),
        "submit": plain("Send"),
        "blocks": list(blocks) or [field("name")],
        **more,
    }


class Hooked:
    """What the app does, changeable by each test, and what it got."""

    def __init__(self) -> None:
        self.got: list[Json] = []
        self.on_command: Callable[..., None] = lambda **_: None
        self.answer: Json = {}
        self.pause = 0.0

    def register(self, app: App) -> None:
        app.command("/ask")(self.command)
        app.view("form")(self.view)
        app.view_closed("form")(self.closed)

    def command(self, ack: Ack, body: Json, client: Any) -> None:
        ack()
        self.got.append(body)
        self.on_command(body=body, client=client)

    def view(self, ack: Ack, body: Json) -> None:
        self.got.append(body)
        time.sleep(self.pause)
        ack(**self.answer)

    def closed(self, ack: Ack, body: Json) -> None:
        ack()
        self.got.append(body)


@pytest.fixture
def app() -> Hooked:
    return Hooked()


@pytest.fixture
def ann(served, app: Hooked) -> Any:
    return served(app.register, timing=Timing(ack_deadline=1.0, trigger_lifetime=0.4)).person("U1")


def opening(view: Json) -> Callable[..., None]:
    def run(*, body: Json, client: Any) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=view)

    return run


def test_a_trigger_opens_one_view_and_only_for_a_short_while(ann, app):
    errors: list[str] = []

    def run(*, body: Json, client: Any) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=form())
        for wait in (0.0, 0.5):
            time.sleep(wait)
            try:
                client.views_open(
                    trigger_id=body["trigger_id"] if not wait else late["trigger_id"], view=form()
                )
            except SlackApiError as refused:
                errors.append(refused.response["error"])

    late: Json = {}
    app.on_command = lambda body, client: late.update(body)
    ann.command("/ask")
    app.on_command = run
    ann.command("/ask")

    assert errors == ["exchanged_trigger_id", "expired_trigger_id"]


def test_the_stack_holds_three_views_and_closing_goes_back_one(ann, app):
    app.on_command = opening(form("One"))
    ann.command("/ask")
    for title in ("Two", "Three"):
        app.answer = {"response_action": "push", "view": form(title)}
        fill_and_submit(ann)

    assert [each["view"]["title"]["text"] for each in ann.get("views")["stack"]] == ["One", "Two", "Three"]
    top = ann.get("views")["stack"][2]["view"]
    assert (top["root_view_id"], top["previous_view_id"]) == tuple(
        each["id"] for each in ann.get("views")["stack"][:2]
    )
    app.answer = {"response_action": "push", "view": form("Four")}
    with pytest.raises(NotAcknowledged, match="push_limit_reached"):
        fill_and_submit(ann)
    ann.modal().close()
    assert ann.modal().title == "Two"


def fill_and_submit(person: Any) -> Any:
    modal = person.modal()
    modal.fill("Name", "x")
    return modal.submit()


def test_field_errors_are_shown_beside_their_fields_and_keep_what_was_typed(ann, app):
    app.on_command = opening(form())
    app.answer = {"response_action": "errors", "errors": {"name": "Too short"}}
    ann.command("/ask")

    modal = fill_and_submit(ann)

    assert modal.errors == {"Name": "Too short"}
    assert (modal.is_open, modal.value("Name")) == (True, "x")


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "update", "view": {"type": "modal", "title": plain("x" * 25), "blocks": []}},
        {"response_action": "explode"},
    ],
)
def test_an_answer_that_slack_refuses_is_trouble_for_the_person_and_the_modal_stays(ann, app, answer):
    app.on_command = opening(form())
    app.answer = answer
    ann.command("/ask")

    with pytest.raises(NotAcknowledged, match="We had some trouble connecting"):
        fill_and_submit(ann)

    assert ann.modal().value("Name") == "x"


def test_a_late_app_is_trouble_for_the_person_and_nothing_typed_is_lost(ann, app):
    app.on_command = opening(form())
    app.pause = 1.2
    ann.command("/ask")

    with pytest.raises(NotAcknowledged, match="operation_timeout"):
        fill_and_submit(ann)

    assert ann.modal().value("Name") == "x"


def test_the_app_can_clear_the_whole_stack(ann, app):
    app.on_command = opening(form())
    ann.command("/ask")
    app.answer = {"response_action": "push", "view": form("Two")}
    fill_and_submit(ann)
    app.answer = {"response_action": "clear"}

    fill_and_submit(ann)

    assert ann.modal() is None


def test_slacks_own_client_asks_for_required_fields_before_the_app_hears_of_it(ann, app):
    app.on_command = opening(form("Form", field("name"), field("short", min_length=3)))
    ann.command("/ask")
    heard = len(app.got)

    ann.modal().fill("Short", "ab")
    modal = ann.modal().submit()

    assert modal.errors == {
        "Name": "Please complete this required field.",
        "Short": "This field needs at least 3 characters.",
    }
    assert len(app.got) == heard


def test_what_was_typed_survives_an_update_only_under_the_same_block_and_action(ann, app, served):
    app.on_command = opening(form("Form", field("kept"), field("renamed"), field("moved", "old")))
    ann.command("/ask")
    for label in ("Kept", "Renamed", "Moved"):
        ann.modal().fill(label, "typed")
    view = ann.get("views")["stack"][0]["view"]
    changed = form("New", field("kept", initial_value="other"), field("other"), field("moved", "new"))

    app.on_command = lambda body, client: client.views_update(view_id=view["id"], view=changed)
    ann.command("/ask")

    modal = ann.modal()
    assert modal.title == "New"
    assert [modal.value(each) for each in ("Kept", "Other", "Moved")] == ["typed", None, None]


def test_an_update_with_an_old_hash_or_a_taken_external_id_is_refused(ann, app):
    errors: list[str] = []
    app.on_command = opening(form(external_id="one"))
    ann.command("/ask")
    view = ann.get("views")["stack"][0]["view"]

    def run(*, body: Json, client: Any) -> None:
        client.views_update(external_id="one", view=form("New", external_id="one"), hash=view["hash"])
        for attempt in (
            lambda: client.views_update(view_id=view["id"], view=form(), hash=view["hash"]),
            lambda: client.views_open(trigger_id=body["trigger_id"], view=form(external_id="one")),
            lambda: client.views_push(trigger_id=body["trigger_id"], view=form()),
            lambda: client.views_update(view_id="V000", view=form()),
        ):
            try:
                attempt()
            except SlackApiError as refused:
                errors.append(refused.response["error"])

    app.on_command = run
    ann.command("/ask")

    assert errors == ["hash_conflict", "duplicate_external_id", "not_found", "not_found"]
    assert ann.modal().title == "New"


def test_closing_is_told_only_where_the_view_asked_for_it(ann, app):
    for notify in (False, True):
        app.on_command = opening(form(notify_on_close=notify))
        ann.command("/ask")
        ann.modal().close()
        ann.wait_until(ann.quiet)

    closed = [each for each in app.got if each.get("type") == "view_closed"]
    assert [each["is_cleared"] for each in closed] == [False]


def test_the_state_has_the_exact_shape_of_each_element(ann, app):
    option = {"text": plain("One"), "value": "1"}
    kinds: dict[str, Json] = {
        "plain_text_input": {},
        "number_input": {"is_decimal_allowed": False},
        "static_select": {"options": [option]},
        "radio_buttons": {"options": [option]},
        "checkboxes": {"options": [option]},
        "multi_users_select": {},
        "users_select": {"initial_user": "U2"},
        "channels_select": {},
        "datepicker": {"initial_date": "2026-11-23"},
        "timepicker": {},
        "datetimepicker": {},
        "file_input": {},
    }
    blocks = [{**field(kind, type=kind, **more), "optional": True} for kind, more in kinds.items()]
    app.on_command = opening(form("Form", *blocks))
    ann.command("/ask")
    modal = ann.modal()

    modal.fill("Plain_Text_Input", "x")
    modal.choose("Static_Select", "One")
    modal.choose("Checkboxes", "One")
    modal.choose("Multi_Users_Select", ["Ben Ode", "Cem Kaya"])
    modal.choose("Channels_Select", "general")
    modal.upload("File_Input", "a.png", b"png")
    modal.pick_time("Timepicker", "09:30")
    modal.submit()

    values = {kind: each["a"] for kind, each in app.got[-1]["view"]["state"]["values"].items()}
    file = values.pop("file_input")["files"][0]
    stored = {"text": {**plain("One"), "emoji": True}, "value": "1"}
    assert (file["name"], file["mimetype"]) == ("a.png", "image/png")
    assert {kind: {k: v for k, v in each.items() if k != "type"} for kind, each in values.items()} == {
        "plain_text_input": {"value": "x"},
        "number_input": {"value": None},
        "static_select": {"selected_option": stored},
        "radio_buttons": {"selected_option": None},
        "checkboxes": {"selected_options": [stored]},
        "multi_users_select": {"selected_users": ["U2", "U3"]},
        "users_select": {"selected_user": "U2"},
        "channels_select": {"selected_channel": "C1"},
        "datepicker": {"selected_date": "2026-11-23"},
        "timepicker": {"selected_time": "09:30"},
        "datetimepicker": {"selected_date_time": None},
    }
    assert all(each["type"] == kind for kind, each in values.items())


def test_a_file_of_more_than_10_mb_or_one_too_many_is_not_taken(ann, app):
    app.on_command = opening(form("Form", field("Files", type="file_input", max_files=1)))
    ann.command("/ask")
    modal = ann.modal()
    largest = b"x" * 10 * 1024 * 1024

    with pytest.raises(NotOnScreen, match=r"a\.mov is larger than 10 MB"):
        modal.upload("Files", "a.mov", largest + b"x")
    modal.upload("Files", "a.mov", largest)
    with pytest.raises(NotOnScreen, match="These files cannot be added"):
        modal.upload("Files", "b.mov", b"x")

    assert modal.value("Files") == ["a.mov"]


def test_a_person_cannot_choose_what_is_not_there(ann, app):
    app.on_command = opening(
        form("Form", field("pick", type="static_select", options=[{"text": plain("One"), "value": "1"}]))
    )
    ann.command("/ask")

    with pytest.raises(NotOnScreen, match="does not offer 'Two'"):
        ann.modal().choose("Pick", "Two")
    with pytest.raises(NotOnScreen, match="No text field 'Nowhere'"):
        ann.modal().fill("Nowhere", "x")
    with pytest.raises(NotOnScreen, match="No button 'Go'"):
        ann.modal().click("Go")


def test_the_home_tab_tells_every_opening_and_its_buttons_carry_the_view(served):
    opened: list[Json] = []
    clicked: list[Json] = []

    def register(app: App) -> None:
        @app.event("app_home_opened")
        def home(event: Json, client: Any) -> None:
            opened.append(event)
            button = {"type": "button", "action_id": "go", "text": plain("Go")}
            client.views_publish(
                user_id=event["user"],
                view={"type": "home", "blocks": [{"type": "actions", "block_id": "b", "elements": [button]}]},
            )

        @app.action("go")
        def go(ack: Ack, body: Json) -> None:
            ack()
            clicked.append(body)

    ann = served(register).person("U1")

    ann.home()
    ann.home().click("Go")

    assert [(each["tab"], "view" in each) for each in opened] == [("home", False), ("home", True)]
    assert clicked[0]["container"] == {"type": "view", "view_id": clicked[0]["view"]["id"]}
    assert clicked[0]["view"]["type"] == "home"


def test_an_external_menu_asks_the_app_for_its_options(served):
    asked: list[str] = []

    def register(app: App) -> None:
        @app.command("/ask")
        def ask(ack: Ack, body: Json, client: Any) -> None:
            ack()
            menu = field("who", "find", type="external_select", min_query_length=2)
            client.views_open(trigger_id=body["trigger_id"], view=form("Form", menu))

        @app.options("find")
        def find(ack: Ack, body: Json) -> None:
            asked.append(body["value"])
            ack(options=[{"text": plain("Ann of Green"), "value": "ann"}])

        @app.view("form")
        def done(ack: Ack, view: Json) -> None:
            ack()
            asked.append(view["state"]["values"]["who"]["find"]["selected_option"]["value"])

    ann = served(register).person("U1")
    ann.command("/ask")

    with pytest.raises(NotOnScreen):
        ann.modal().choose("Who", "A")
    ann.modal().choose("Who", "Ann")
    ann.modal().submit()

    assert asked == ["Ann", "ann"]
