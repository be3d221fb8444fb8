"""Reading the desk's modals: leniently for drafts, strictly when they are handed in."""

from typing import Any

import pytest

from bot.domain.intake.triage import Kind, Urgency
from bot.domain.intake.way import Event
from bot.errors import Refusal
from handlers.intake.forms import SlackFile, read_step, typed
from handlers.intake.website_issue_form import kept, read_answers, read_issue

PNG = {"id": "F1", "name": "a.png", "mimetype": "image/png", "permalink": "https://x.example/F1", "size": 9}


def text(value: str | None) -> dict[str, Any]:
    return {"any": {"type": "plain_text_input", "value": value}}


def choice(value: str | None) -> dict[str, Any]:
    return {"any": {"type": "static_select", "selected_option": {"value": value} if value else None}}


def view(**changes: Any) -> dict[str, Any]:
    values = {
        "kind": choice("wrong"),
        "page": text(None),
        "happened": text("  The basket is empty \n"),
        "expected": text(None),
        "since": text(None),
        "urgency": choice("today"),
        "files": {"any": {"type": "file_input", "files": [PNG]}},
    }
    return {"state": {"values": {**values, **changes}}}


def test_a_form_is_read_into_plain_values() -> None:
    issue = read_issue(view())

    assert (issue.kind, issue.urgency) == (Kind.WRONG, Urgency.TODAY)
    assert (issue.happened, issue.page) == ("The basket is empty", "")
    assert issue.files[0].attachment().permalink == "https://x.example/F1"


@pytest.mark.parametrize("ticked", [[], ["yes"]])
def test_whether_it_is_private_is_read_and_kept(ticked: list[str]) -> None:
    chosen = [{"value": each} for each in ticked]
    form = view(private={"any": {"type": "checkboxes", "selected_options": chosen}})

    assert read_issue(form).private == kept(typed(form))["private"] == ticked
    assert read_issue(view()).private == [], "a form of an earlier version"


def test_what_was_typed_comes_without_what_cannot_be_seen() -> None:
    issue = read_issue(
        view(happened=text("The \u202ebas\u00adket\u200b 👩‍💻\r\nis\x0bempty\x00"), page=text("\ufeffshop"))
    )

    assert issue.happened == "The basket 👩‍💻\nis\nempty"
    assert issue.page == "shop"
    assert typed(view(happened=text("\u200b")))["happened"] == ""


def test_a_file_has_a_name_that_can_be_shown() -> None:
    file = SlackFile.model_validate({**PNG, "name": "in\u202egnp.exe\x00.png"})

    assert file.attachment().name == "ingnp.exe.png"


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"happened": text(" \n ")}, "happened", "request.text_missing"),
        ({"happened": text("\u200b\u2066\ufe0f \u3164")}, "happened", "request.text_missing"),
        ({"happened": text("\ufffd")}, "happened", "request.text_missing"),
        ({"happened": text("x" * 3001)}, "happened", "request.text_too_long"),
        ({"page": text("x" * 501)}, "page", "request.text_too_long"),
        ({"since": text("x" * 201)}, "since", "request.text_too_long"),
        ({"urgency": choice(None)}, "urgency", "request.not_a_choice"),
        ({"kind": choice("rant")}, "kind", "request.not_a_choice"),
        ({"files": {"any": {"files": [{**PNG, "mimetype": "text/html"}]}}}, "files", "request.not_an_image"),
        ({"files": {"any": {"files": [PNG] * 11}}}, "files", "request.too_many_files"),
        ({"files": {"any": {"files": [{"name": "no id"}]}}}, "files", "request.not_a_choice"),
        ({"happened": text("😡😡 :cry: 1️⃣")}, "happened", "request.say_in_words"),
        ({"page": text(" chen.jie@example.com ")}, "page", "request.page_is_email"),
        ({"page": text("mailto:chen@example.com")}, "page", "request.page_is_email"),
        ({"reach": choice("the world")}, "reach", "request.not_a_choice"),
        ({"whose": choice("nobody")}, "whose", "request.not_a_choice"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(changes: dict[str, Any], field: str, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_issue(view(**changes))

    assert (refusal.value.code, refusal.value.field) == (code, field)


@pytest.mark.parametrize("page", ["https://shop.example/@chen", "the basket, ask chen@example.com", "shop"])
def test_a_page_may_be_told_in_any_words(page: str) -> None:
    assert read_issue(view(page=text(page))).page == page


def test_what_reads_from_right_to_left_stays_as_it_is() -> None:
    assert read_issue(view(happened=text("\u202bالسلة فارغة\u202c"))).happened == "السلة فارغة"


def test_a_project_is_not_asked_how_urgent_it_is_and_a_form_of_before_says_no_more_than_it_holds() -> None:
    project = read_issue(
        {
            "state": {
                "values": {
                    "kind": choice("project"),
                    "happened": text("A gift shop"),
                    "for_whom": text("All"),
                }
            }
        }
    )

    assert (project.kind, project.urgency, project.for_whom) == (Kind.PROJECT, Urgency.LATER, "All")
    assert project.reach is None
    assert read_issue(view(reach=choice(None))).reach is None


def own(key: str, label: str, *, kind: str = "plain_text_input", optional: bool = True) -> dict[str, Any]:
    return {
        "type": "input",
        "block_id": f"extra.{key}",
        "label": {"type": "plain_text", "text": label},
        "element": {"type": kind},
        "optional": optional,
    }


def test_the_companys_own_fields_are_read_as_they_were_shown_whatever_they_are_by_now() -> None:
    outlet = {"selected_option": {"value": "Outlet", "text": {"type": "plain_text", "text": "折扣店"}}}
    form = view(
        **{
            "extra.gone": text("never shown"),
            "extra.shop": {"any": {"type": "static_select", **outlet}},
            "extra.order": text(" 4711 "),
            "extra.day": {"any": {"type": "datepicker", "selected_date": "2026-11-27"}},
            "extra.empty": text(None),
        }
    )
    blocks = [own("order", "订单号"), own("shop", "店铺"), own("day", "日期"), own("empty", "空")]

    assert read_answers({**form, "blocks": [{"type": "divider"}, *blocks]}) == (
        ("订单号", "4711"),
        ("店铺", "折扣店"),
        ("日期", "2026-11-27"),
        ("gone", "never shown"),
    )
    assert read_answers(view()) == ()


@pytest.mark.parametrize(
    ("block", "written", "code"),
    [
        (own("x", "X", kind="number_input"), "many", "request.not_a_number"),
        (own("x", "X", optional=False), "  ", "request.text_missing"),
        (own("x", "X"), "x" * 501, "request.text_too_long"),
    ],
)
def test_what_is_wrong_in_a_field_of_the_companys_own_is_said_there(
    block: dict[str, Any], written: str, code: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        read_answers({**view(**{"extra.x": text(written)}), "blocks": [block]})

    assert (refusal.value.code, refusal.value.field) == (code, "extra.x")


def test_a_draft_keeps_what_stands_there_but_not_the_files() -> None:
    values = kept(typed(view(happened=text("  Half "), urgency=choice(None))))

    assert values["happened"] == "  Half "
    assert values["urgency"] == ""
    assert values["files"] == 1


def test_a_view_that_slack_sends_without_its_state_holds_nothing() -> None:
    assert typed({"state": {"values": {}}}) == {}
    assert typed({}) == {}


def test_only_an_acceptance_goes_without_words() -> None:
    empty = {"state": {"values": {"text": text("  "), "due_on": {"any": {"selected_date": "2026-11-27"}}}}}

    assert str(read_step(empty, Event.ACCEPT).due_on) == "2026-11-27"
    with pytest.raises(Refusal, match="text_missing") as refusal:
        read_step(empty, Event.DECLINE)
    assert refusal.value.field == "text"


def test_what_slack_tells_of_a_file_is_cut_to_what_is_stored() -> None:
    file = SlackFile(id="F1", name="x" * 300, mimetype="image/" + "y" * 90, permalink="https://" + "z" * 600)

    attachment = file.attachment()

    assert (len(attachment.name), len(attachment.mimetype), attachment.permalink) == (255, 80, "")
    assert SlackFile(id="F2").attachment().name == "F2"
