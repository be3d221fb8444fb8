"""The block builders: cut where Slack would refuse, and never take typed text as markup."""

import pytest

from messages.catalog import Mrkdwn, escape
from messages.kit import button, context, fit, fit_mrkdwn, fold, header, modal, section, select


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
    built = button("y" * 80, "some.action", value="7", primary=True).to_dict()

    assert len(built["text"]["text"]) == 75
    assert (built["value"], built["style"]) == ("7", "primary")


def test_a_menu_is_preset_only_to_one_of_its_options() -> None:
    choices = [("3.5", "3.5 · meets expectation"), ("4", "4 · beyond expectation")]

    assert select("a", choices, placeholder="Score", chosen="4").to_dict()["initial_option"]["value"] == "4"
    assert "initial_option" not in select("a", choices, placeholder="Score", chosen="5").to_dict()


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
