"""Modals: fields, errors, updates, the keyboard."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_form_is_filled_corrected_and_sent(see, workspace):
    page = see("U2")
    composer = page.get_by_label("Message Helper")
    composer.press_sequentially("/a")
    page.keyboard.press("Enter")
    expect(composer).to_have_value("/ask ")
    page.keyboard.press("Enter")
    form = page.get_by_role("dialog", name="Website issue")
    expect(form.get_by_label("Page address")).to_be_focused()

    form.get_by_label("Page address").fill("https://elsewhere.org")
    form.get_by_role("button", name="Send").click()

    expect(form.get_by_text("Please complete this required field.")).to_have_count(2)
    expect(form.get_by_label("What happened")).to_have_attribute("aria-invalid", "true")
    expect(form.get_by_label("What happened")).to_be_focused()

    form.get_by_label("What happened").fill("A <b>blank</b> page & *stars*")
    form.get_by_label("How urgent").click()
    page.get_by_role("option", name="Later").click()
    form.get_by_label("Since when").fill("2027-01-04")
    form.get_by_label("Branch").click()
    page.keyboard.type("branch 1")
    page.get_by_role("option", name="Branch 11").click()
    form.locator("input[type=file]").set_input_files(
        {"name": "screen.png", "mimeType": "image/png", "buffer": b"\x89PNG"}
    )
    expect(form.get_by_text("screen.png")).to_be_visible()
    form.get_by_role("button", name="Send").click()

    expect(form.get_by_text("This is not our website.")).to_be_visible()
    expect(form.get_by_label("What happened")).to_have_value("A <b>blank</b> page & *stars*")
    expect(form.get_by_label("Since when")).to_have_value("Mon, Jan 4, 2027")

    form.get_by_label("Page address").fill("https://example.com/shop")
    form.get_by_label("Page address").press("Enter")

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(composer).to_be_focused()
    expect(page.get_by_role("article").last).to_contain_text("since 2027-01-04branch Branch 111 file")


def test_what_was_typed_survives_a_change_of_the_form(see):
    page = see("U2")
    page.get_by_role("button", name="Attach or run a shortcut").click()
    page.get_by_role("menuitem", name="Start").click()
    form = page.get_by_role("dialog", name="Website issue")

    form.get_by_label("What happened").fill("It was slow")
    form.get_by_label("How urgent").click()
    page.get_by_role("option", name="Today").click()

    expect(form.get_by_label("Why today")).to_be_visible()
    expect(form.get_by_label("What happened")).to_have_value("It was slow")
    expect(form.get_by_role("combobox", name="How urgent")).to_have_text("Today")


def test_a_form_on_top_of_another_gives_back_what_was_typed_beneath(see):
    page = see("U2")
    page.get_by_label("Message Helper").fill("/ask ")
    page.keyboard.press("Enter")
    page.get_by_label("What happened").fill("It was slow")

    page.get_by_role("button", name="Details…").click()
    page.get_by_role("dialog", name="Details").get_by_label("Note").fill("Only mornings")
    page.get_by_role("button", name="Back").click()

    expect(page.get_by_role("dialog", name="Website issue").get_by_label("What happened")).to_have_value(
        "It was slow"
    )


def test_a_reload_finds_the_form_and_escape_closes_it_layer_by_layer(see):
    page = see("U2", "C1")
    page.get_by_label("Message #general").fill("/ask")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    form = page.get_by_role("dialog", name="Website issue")
    form.get_by_label("What happened").fill("Half a sentence")
    form.get_by_label("Since when").click()
    expect(page.get_by_role("grid")).to_be_visible()

    page.keyboard.press("Escape")
    expect(page.get_by_role("grid")).to_have_count(0)
    expect(form).to_be_visible()
    page.wait_for_timeout(400)
    page.reload()
    expect(form.get_by_label("What happened")).to_have_value("Half a sentence")
    page.keyboard.press("Escape")

    expect(form).to_have_count(0)


def test_the_calendar_is_walked_with_the_arrow_keys(see):
    page = see("U1")
    page.get_by_label("发消息给 Helper").fill("/ask")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    since = page.get_by_role("dialog", name="Website issue").get_by_label("Since when")
    since.fill("2027年1月30日")

    since.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")

    expect(since).to_have_value("2027年2月1日周一")
