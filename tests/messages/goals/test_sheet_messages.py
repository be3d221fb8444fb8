"""The forms of a KPI sheet and of a KPI: what they say, offer and keep, and Slack's limits."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.goals.anchors import Anchor
from bot.domain.goals.kpi_form import TypedKpi
from bot.domain.goals.named import Named
from bot.domain.goals.post import Post
from bot.domain.goals.sheet import Doubt, changes
from bot.domain.goals.way import Party, State
from bot.domain.people import Person
from bot.domain.reviews.kpis import Kpi, Measures
from messages.goals.kpi_lines import LABELS
from messages.goals.kpi_modal import kpi_modal
from messages.goals.sheet_modal import sent_modal, sheet_modal
from messages.refusals import refusal_text
from tests.builders.agreement import FIRST, ZHOU, facts, kpi_form, sheet_form, version
from tests.builders.goals import SHEET, kpi
from tests.builders.people import CHEN, LIU
from tests.builders.plans import goal
from tests.builders.posts import post, post_data
from tests.messages.goals.test_agreement_messages import (
    LOCALES,
    TYPED,
    buttons,
    check_modal,
    longest_sheet,
    plain,
    words,
)

EMPLOYEE, MANAGER = Party.EMPLOYEE, Party.MANAGER
SAVED = datetime(2027, 1, 5, 6, 2, tzinfo=UTC)


def sheet(*weights: int, **rest: object) -> tuple[Kpi, ...]:
    return tuple(kpi(f"k{number}", weight, **rest) for number, weight in enumerate(weights, start=1))


def fields(view: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}


def largest_post() -> Post:
    """Twelve duties and twelve KPIs, with names as long as may be."""
    data = post_data()
    name = dict.fromkeys(("en", "zh_Hans", "zh_Hant"), "&" * 80)
    data["duties"] = [{"key": f"d{number}", "name": name, "parts": []} for number in range(12)]
    first = data["kpis"][0]
    data["kpis"] = [
        {**first, "key": f"p{n}", "duty": "d0", "name": name, "weight": 8 if n else 12} for n in range(12)
    ]
    return Post.model_validate(data)


# Slack's limits, at the longest that can be typed.


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("text", TYPED)
@pytest.mark.parametrize(("state", "side"), [(State.CHANGE_SENT, MANAGER), (State.CHANGE_ADJUSTED, EMPLOYEE)])
def test_the_form_of_a_sheet_stays_within_the_limits_at_the_longest_input(
    locale: str, text: str, state: State, side: Party
) -> None:
    """Twelve KPIs with a doubt each, all of them another than what stands, which is another than it was."""
    name = text[:119] + "x"
    doubted = tuple(
        replace(each, key=f"n{number}", weight=4, duty="" if number else "d", arrives_days=120)
        for number, each in enumerate(longest_sheet(text))
    )
    stands = longest_sheet(text, prefix="b")
    form = sheet_form(
        state,
        side,
        kpis=doubted,
        base=version(FIRST, stands),
        news=tuple(changes(longest_sheet(text, turned=True, prefix="a"), stands)),
        employee=replace(CHEN, name=name),
        manager=replace(LIU, name=name),
        named=Named(people={4: name, 5: name}, goals={"a": {"en": name}, "b": {"en": name}}),
        reader=ZHOU,
        post=largest_post(),
        reason=text[:500],
        saved_at=SAVED,
    )
    notice = refusal_text(words(locale), "goals.changed_since", {})

    check_modal(sheet_modal(words(locale), form, notice=notice))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("text", TYPED)
def test_where_every_kpi_was_changed_it_does_as_well(locale: str, text: str) -> None:
    mine, theirs = longest_sheet(text), longest_sheet(text, turned=True)
    form = sheet_form(State.CHANGE_SENT, MANAGER, kpis=mine, base=version(FIRST, theirs))

    check_modal(sheet_modal(words(locale), replace(form, news=tuple(changes(mine, theirs)))))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("text", TYPED)
@pytest.mark.parametrize("known", [None, largest_post()], ids=["no post", "a post"])
def test_the_form_of_a_kpi_stays_within_the_limits_at_the_longest_input(
    locale: str, text: str, known: Post | None
) -> None:
    [first, *_] = longest_sheet(text)
    form = kpi_form(
        key=first.key,
        sheet=sheet_form(kpis=longest_sheet(text), post=known),
        was_kept=True,
        source=LIU,
    )

    check_modal(kpi_modal(words(locale), form))


@pytest.mark.parametrize("text", TYPED)
def test_a_kpi_that_could_not_be_taken_is_shown_as_it_was_typed(text: str) -> None:
    """As much as each field of the form itself takes."""
    empty = fields(kpi_modal(words(), kpi_form()))
    room = {
        name: field["element"]["max_length"]
        for name, field in empty.items()
        if "max_length" in field["element"]
    }
    typed = TypedKpi(**{name: text[:most] for name, most in room.items()})  # type: ignore[arg-type]

    view = kpi_modal(words(), kpi_form(typed, was_kept=True))

    check_modal(view)
    shown = {name: fields(view)[name]["element"]["initial_value"] for name in room}
    assert shown == {name: text[:most] for name, most in room.items()}
    assert "This is what you had typed; it is not on the sheet yet." in plain(view)


# What the sheet's form says, and offers.


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ((60, 40), "*Weights: 100 of 100* · 2 KPIs"),
        ((100,), "*Weights: 100 of 100* · 1 KPI"),
        ((60, 39), "*Weights: 99 of 100* · 1 missing"),
        ((60, 41), "*Weights: 101 of 100* · 1 too many"),
        ((46, 40), "*Weights: 86 of 100* · 14 missing"),
        ((), "There is no KPI yet. Add the first: three to seven are a good number."),
    ],
)
def test_weights_are_counted(weights: tuple[int, ...], said: str) -> None:
    assert said in plain(sheet_modal(words(), sheet_form(kpis=sheet(*weights))))


def test_each_kpi_is_one_line_with_what_can_be_done_to_it() -> None:
    view = sheet_modal(words(), sheet_form())

    [first, second] = [block for block in view["blocks"] if block.get("block_id", "").startswith("kpi:")]
    assert first["text"]["text"] == "*60 %* · KPI k1 · 3.6 %"
    assert [(each["value"], each["text"]["text"]) for each in first["accessory"]["options"]] == [
        ("edit:k1", "Edit…"),
        ("drop:k1", "Drop"),
        ("share:k1", "Share…"),
    ]
    assert second["block_id"] == "kpi:k2"


@pytest.mark.parametrize(
    ("side", "shared_id", "more"),
    [
        (Party.EMPLOYEE, None, ["Share…"]),
        (Party.EMPLOYEE, 7, ["Change for all…"]),
        (Party.MANAGER, None, []),
        (Party.MANAGER, 7, []),
    ],
)
def test_only_whose_sheet_it_is_shares_a_kpi_or_asks_all_for_a_change(
    side: Party, shared_id: int | None, more: list[str]
) -> None:
    view = sheet_modal(words(), sheet_form(side=side, kpis=(kpi("k1", 100, shared_id=shared_id),)))

    [row] = [block for block in view["blocks"] if block.get("block_id", "").startswith("kpi:")]
    offered = [each["text"]["text"] for each in row["accessory"]["options"]]
    assert offered == ["Edit…", "Drop", *more]


@pytest.mark.parametrize(
    ("kpis", "known", "last", "offered"),
    [
        ((), None, None, ["Add…"]),
        ((), "post", None, ["Take the post's 2 KPIs", "Add from the post's…", "Add…"]),
        ((), None, "last", ["Begin with last period's", "Add…"]),
        (
            (),
            "post",
            "last",
            ["Take the post's 2 KPIs", "Begin with last period's", "Add from the post's…", "Add…"],
        ),
        ((kpi("price", 100),), "post", "last", ["Add from the post's…", "Add…"]),
        ((kpi("price", 60), kpi("in_time", 40)), "post", "last", ["Add…"]),
    ],
)
def test_what_it_offers_to_begin_with(
    kpis: tuple[Kpi, ...], known: str | None, last: str | None, offered: list[str]
) -> None:
    form = sheet_form(kpis=kpis, post=post() if known else None, last=version(FIRST) if last else None)
    view = sheet_modal(words(), form)

    [row] = [block for block in view["blocks"] if block["type"] == "actions"]
    said = [(each.get("text") or each["placeholder"])["text"] for each in row["elements"]]
    assert said == offered
    primary = [each for each in row["elements"] if each.get("style") == "primary"]
    assert len(primary) <= 1


DOUBTS = {
    Doubt.MANY: (sheet(30, 10, 10, 10, 10, 10, 10, 10), "⚠️ Many: 8 KPIs."),
    Doubt.NO_KEY: (sheet(19, 17, 16, 16, 16, 16), "⚠️ No key figure: none weighs 20 % or more."),
    Doubt.ONLY_RESULTS: (sheet(60, 40, measures=Measures.RESULT), "⚠️ Only results:"),
    Doubt.SINGLE: (sheet(100), "⚠️ A single goal:"),
    Doubt.LATE_FIGURE: (
        sheet(60, 40, arrives_days=9),
        "⚠️ Late: the figure is there 9 days after the period, the self-score is due after 8.",
    ),
    Doubt.LIGHT: (sheet(96, 4), "⚠️ Light: 4 % hardly moves a result."),
    Doubt.NO_DUTY: (sheet(60, 40, duty=""), "⚠️ None of these KPIs belongs to a duty of the post."),
}


def test_every_doubt_has_its_case() -> None:
    assert set(DOUBTS) == set(Doubt)


@pytest.mark.parametrize("doubt", list(Doubt))
def test_a_doubt_is_told_and_keeps_nobody_from_sending(doubt: Doubt) -> None:
    kpis, said = DOUBTS[doubt]
    view = sheet_modal(words(), sheet_form(kpis=kpis))

    assert said in plain(view)
    assert view["submit"]["text"] == "Sign and send"


@pytest.mark.parametrize("locale", LOCALES)
def test_every_doubt_reads_differently_in_every_language(locale: str) -> None:
    said = {
        line for kpis, _ in DOUBTS.values()
        for line in plain(sheet_modal(words(locale), sheet_form(kpis=kpis))).splitlines() if "⚠️" in line
    }  # fmt: skip

    assert len(said) == len(Doubt)


def test_what_is_doubtful_of_a_kpi_stands_above_it() -> None:
    view = sheet_modal(words(), sheet_form(kpis=(kpi("k1", 96), kpi("k2", 4, duty=""))))

    ids = [block.get("block_id", block["type"]) for block in view["blocks"]]
    above = view["blocks"][ids.index("kpi:k2") - 1]
    assert [each["text"] for each in above["elements"]] == [
        "⚠️ Light: 4 % hardly moves a result.",
        "⚠️ It belongs to no duty of the post.",
    ]
    assert ids[ids.index("kpi:k1") - 1] != "context"


def test_for_what_it_cannot_be_sent_is_said_beforehand() -> None:
    kpis = (kpi("k1", 60, anchors=(), name="Sales"), kpi("k2", 41))
    said = plain(sheet_modal(words(), sheet_form(kpis=kpis)))

    assert "The weights come to 101, that is 1 too many." in said
    assert "Nobody can tell yet what earns which score: Sales." in said


@pytest.mark.parametrize(
    ("state", "side", "reader", "said"),
    [
        (
            State.OPEN,
            EMPLOYEE,
            CHEN,
            "Sending it signs it; it counts once Liu Yang has signed the same version.",
        ),
        (
            State.AGREED,
            EMPLOYEE,
            CHEN,
            "What you change is a new version: it counts once Liu Yang has signed it",
        ),
        (State.SENT, MANAGER, LIU, "What you adjust goes back to Chen Jie, old beside new, to be confirmed."),
        (State.SENT, MANAGER, ZHOU, "You act in place of Liu Yang; that stays on record."),
    ],
)
def test_what_sending_means_is_said_first(state: State, side: Party, reader: Person, said: str) -> None:
    assert said in plain(sheet_modal(words(), sheet_form(state, side, reader=reader)))


@pytest.mark.parametrize(
    ("state", "side", "asked"),
    [
        (State.OPEN, EMPLOYEE, []),
        (State.ADJUSTED, EMPLOYEE, []),
        (State.SENT, MANAGER, ["Why? Chen Jie reads this."]),
        (State.AGREED, EMPLOYEE, ["Why? Liu Yang reads this.", "From which day does it count?"]),
        (State.AGREED, MANAGER, ["Why? Chen Jie reads this.", "From which day does it count?"]),
    ],
)
def test_why_and_from_when_are_asked_where_something_is_changed(
    state: State, side: Party, asked: list[str]
) -> None:
    view = sheet_modal(words(), sheet_form(state, side))

    assert [field["label"]["text"] for field in fields(view).values()] == asked
    assert view.get("notify_on_close", False) is bool(asked)


def test_what_was_typed_of_a_change_stands_there_again() -> None:
    form = sheet_form(
        State.AGREED, reason="The shop was moved.", counts_from=date(2027, 2, 1), saved_at=SAVED
    )
    view = sheet_modal(words(), form)

    why, day = fields(view).values()
    assert why["element"]["initial_value"] == "The shop was moved."
    assert day["element"]["initial_date"] == "2027-02-01"
    assert "Saved 14:02. You can close this and go on later." in plain(view)


def test_what_the_other_side_changed_is_told_with_theirs_to_take() -> None:
    other = (replace(SHEET[0], target="9"), SHEET[1])
    form = sheet_form(State.CHANGE_SENT, MANAGER, news=tuple(changes(SHEET, other)))
    view = sheet_modal(words(), form)

    assert "*Chen Jie changed the sheet meanwhile.* Your draft is kept below. What they changed:" in plain(
        view
    )
    assert "Target: ~3.6 %~ → 9 %" in plain(view)
    faces = [
        block["accessory"]["text"]["text"] for block in view["blocks"] if "text" in block.get("accessory", {})
    ]
    assert faces == ["Take theirs"]


def test_what_one_changes_is_shown_old_beside_new_before_it_is_sent() -> None:
    form = sheet_form(State.SENT, MANAGER, kpis=(replace(SHEET[0], weight=50), replace(SHEET[1], weight=50)))
    said = plain(sheet_modal(words(), form))

    assert "*What you change*, old beside new:" in said
    assert "Weight: ~60 %~ → 50 %" in said
    assert "Weight: ~40 %~ → 50 %" in said


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (State.SENT, "You signed it, and Liu Yang has it now: to agree or adjust by Mon 18 Jan."),
        (State.ADJUSTED, "You signed it, and Chen Jie has it now to confirm. You hear of it in your thread."),
    ],
)
def test_after_sending_it_says_who_has_it_now(state: State, said: str) -> None:
    view = sent_modal(words(), facts(state))

    assert said in plain(view)
    assert "submit" not in view


def test_ids_and_versions_are_carried_along_and_nothing_that_was_typed() -> None:
    assert json.loads(sheet_modal(words(), sheet_form())["private_metadata"]) == {"goals": 7, "seen": 4}
    assert json.loads(kpi_modal(words(), kpi_form(key="k1"))["private_metadata"]) == {"goals": 7, "key": "k1"}
    assert json.loads(kpi_modal(words(), kpi_form())["private_metadata"]) == {"goals": 7, "key": None}


def test_typed_text_arrives_as_it_was_typed_and_pings_nobody() -> None:
    nasty = "<!channel> & <@U1>"
    anchors = (Anchor(score=Decimal(3), text=nasty),)
    form = sheet_form(
        State.SENT, MANAGER, kpis=(kpi("k1", 100, name=nasty, target=nasty, anchors=anchors, measure=nasty),)
    )

    said = plain(sheet_modal(words(), form))
    assert "<!channel>" not in said
    assert "&lt;!channel&gt; &amp; &lt;@U1&gt;" in said
    # Slack decodes nothing in a field.
    assert (
        fields(kpi_modal(words(), kpi_form(key="k1", sheet=form)))["name"]["element"]["initial_value"]
        == nasty
    )


# The form of a KPI.


@pytest.mark.parametrize(
    ("kpis", "key", "said"),
    [
        (SHEET, "k1", "The others weigh 40 %: 60 % are left for this one."),
        (sheet(46, 40), None, "The others weigh 86 %: 14 % are left for this one."),
        (SHEET, None, "The others weigh 100 %: lower one of them to make room for this one."),
        (sheet(80, 40), None, "The others weigh 120 %: lower one of them to make room for this one."),
        ((), None, "The others weigh 0 %: 100 % are left for this one."),
    ],
)
def test_it_says_how_much_weight_is_left(kpis: tuple[Kpi, ...], key: str | None, said: str) -> None:
    assert said in plain(kpi_modal(words(), kpi_form(key=key, sheet=sheet_form(kpis=kpis))))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_field_that_is_typed_has_its_label(locale: str) -> None:
    """The goal above it where there is a plan."""
    view = kpi_modal(words(locale), kpi_form(above=(goal("revenue"),)))

    assert set(fields(view)) == set(TypedKpi.__dataclass_fields__)
    shown = {name: field["label"]["text"] for name, field in fields(view).items()}
    assert shown == {name: LABELS[name](words(locale)) for name in shown}
    assert "goal_key" not in fields(kpi_modal(words(locale), kpi_form()))


def test_a_duty_is_chosen_among_those_of_the_post_or_the_one_that_was_written() -> None:
    form = kpi_form(key="k1", sheet=sheet_form(post=post()))
    duty = fields(kpi_modal(words(), form))["duty"]["element"]

    assert [each["text"]["text"] for each in duty["options"]] == [
        "Buy goods",
        "Look after suppliers",
        "Sells",
        "None of them",
    ]
    assert duty["initial_option"]["value"] == "Sells"
    assert fields(kpi_modal(words(), kpi_form(key="k1")))["duty"]["element"]["type"] == "plain_text_input"


def test_the_scores_of_the_scheme_are_named_where_they_are_needed() -> None:
    hint = fields(kpi_modal(words(), kpi_form()))["anchors"]["hint"]["text"]

    assert "Scores: 5, 4.5, 4, 3.75, 3.5, 3.25, 3, 2.5." in hint


def test_buttons_of_the_form_are_one() -> None:
    view = kpi_modal(words(), kpi_form())

    assert (view["submit"]["text"], view["close"]["text"], buttons(view)) == (
        "Put on the sheet",
        "Cancel",
        [],
    )
    assert view["notify_on_close"] is True
