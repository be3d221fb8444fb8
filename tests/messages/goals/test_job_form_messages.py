"""The forms and cards of a job-responsibility form: what they say, to whom, and Slack's limits."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.domain.goals.job_form import Answer, Content, Duty, FormVersion, Met, Rating, Requirement
from bot.domain.goals.job_form_draft import Draft, Dropped, JobFormForm, Start, StepKind
from bot.domain.goals.job_form_facts import Below, ChangeAsked, Fate, FormFacts, RatingForm
from bot.domain.goals.job_form_way import State
from bot.domain.goals.post import RequirementKind
from bot.domain.people import Person, Role
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from messages.catalog import Words
from messages.goals.duty_modal import duty_modal
from messages.goals.job_form_card import job_form_card, taken_over_card
from messages.goals.job_form_modal import job_form_modal, sent_text
from messages.goals.job_form_note import below_note, change_asked_note
from messages.goals.job_form_rating_modal import ask_for_another_modal, job_form_rating_modal
from messages.goals.job_form_read_modal import job_form_read_modal
from messages.goals.requirement_modal import requirement_modal
from messages.kit import Message
from messages.refusals import refusal_text
from tests.builders import job_forms as build
from tests.builders.job_forms import MONDAY
from tests.builders.people import CHEN, LIU, WU, someone
from tests.builders.posts import post

LOCALES = ("en-US", "zh-CN", "zh-TW")
TYPED = ("&<" * 1500, "文" * 3000, "\n" * 2999 + "x", "`*_~>" * 600)
"""As much as a field takes: what grows when it is escaped, Chinese, lines, markup."""
ZHOU = someone(9, "Zhou Jing", roles=[Role.HR])
ZHAO = someone(8, "Zhao Min")


def words(locale: str = "en-US") -> Words:
    return Words(locale=locale, timezone="Asia/Shanghai", now=MONDAY)


def plain(built: Message | dict[str, Any]) -> str:
    """Every visible text."""

    def texts(node: Any) -> Iterator[str]:
        if isinstance(node, dict):
            if isinstance(node.get("text"), str):
                yield node["text"]
            for value in node.values():
                yield from texts(value)
        elif isinstance(node, list):
            for each in node:
                yield from texts(each)

    return "\n".join(texts(built.blocks if isinstance(built, Message) else built))


def buttons(built: Message | dict[str, Any]) -> list[str]:
    blocks = built.blocks if isinstance(built, Message) else built["blocks"]
    rows = [block for block in blocks if block["type"] == "actions"]
    return [each["text"]["text"] for row in rows for each in row["elements"] if each["type"] == "button"]


def longest(text: str, *, met: Met = Met.NOT_YET, key: str = "") -> Content:
    """Twelve duties of ten parts, twenty requirements, everything as long as it may be."""
    required = tuple(
        Requirement(
            key=f"{key}r{n}",
            kind=RequirementKind.EXPERIENCE,
            name=text[:150],
            text=text[:300],
            is_own=True,
        )
        for n in range(20)
    )
    return Content(
        duties=tuple(Duty(key=f"{key}d{n}", name=text[:150], parts=(text[:100],) * 10) for n in range(12)),
        requirements=required,
        answers={each.key: Answer(met=met, note=text[:300]) for each in required},
    )


def rated(content: Content, text: str = "", met: Met = Met.PARTLY) -> Rating:
    return Rating(
        answers={each.key: Answer(met=met, note=text[:300]) for each in content.requirements},
        partly_percent=50,
        by_id=1,
        at=MONDAY,
    )


def filling(step: int = 1, **changed: Any) -> JobFormForm:
    """Chen Jie's form, begun with the post's."""
    made = JobFormForm(
        form=build.form(),
        period="2027Q1",
        employee=CHEN,
        manager=LIU,
        draft=Draft(step=step, content=build.content()),
        saved_at=None,
        question=None,
        post=post(),
        last=None,
        last_period="",
        known=None,
        partly_percent=50,
        mark=60,
    )
    return replace(made, **changed)


def facts(fate: Fate = Fate.WAITS, **changed: Any) -> FormFacts:
    """Version 1 of Chen Jie's form, as its state implies."""
    states = {
        Fate.WAITS: State.FILLED,
        Fate.RATED: State.RATED,
        Fate.REPLACED: State.CHANGE_FILLED,
        Fate.TAKEN_BACK: State.OPEN,
        Fate.SENT_BACK: State.OPEN,
        Fate.WITHDRAWN: State.WITHDRAWN,
    }
    is_rated = fate in (Fate.RATED, Fate.REPLACED)
    is_employees = fate in (Fate.WAITS, Fate.TAKEN_BACK)
    made = FormFacts(
        form=build.form(states[fate]),
        period="2027Q1",
        employee=CHEN,
        manager=LIU,
        this=build.version(rating=build.rating() if is_rated else None),
        compared=None,
        fate=fate,
        by=CHEN.name if is_employees else LIU.name,
        at=MONDAY,
        in_place_of="",
        reason="Say more of the fair." if fate is Fate.SENT_BACK else None,
        due_on=date(2026, 11, 27) if fate is Fate.WAITS else None,
        numbers={1: MONDAY},
    )
    return replace(made, **changed)


def everything(text: str, fate: Fate = Fate.RATED) -> FormFacts:
    """The longest version, which has nothing in common with the longest before it."""
    new, old = longest(text), longest(text, key="o")
    return facts(
        fate,
        employee=replace(CHEN, name=text[:120], post=text[:120]),
        manager=replace(LIU, name=text[:120]),
        by=text[:120],
        reason=text[:500],
        this=FormVersion(id=2, form_id=7, number=1, content=new, by_id=2, at=MONDAY, rating=rated(new, text)),
        compared=FormVersion(id=1, form_id=7, number=1, content=old, by_id=2, at=MONDAY),
        numbers=dict.fromkeys(range(1, 60), MONDAY),
    )


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("text", TYPED)
def test_every_step_stays_within_slacks_limits_at_the_longest_input(locale: str, text: str) -> None:
    content = longest(text)
    whole = filling(
        draft=Draft(
            content=content,
            start=Start.LAST,
            dropped=Dropped(place=0, duty=content.duties[0]),
        ),
        employee=replace(CHEN, post=text[:120]),
        manager=replace(LIU, name=text[:120]),
        question=text[:500],
        last=build.version(),
        last_period="2026Q4",
        known=build.version(content=longest(text, key="o")),
        saved_at=MONDAY,
    )

    for number in range(1, len(whole.steps) + 1):
        notice = refusal_text(words(locale), "job_form.incomplete", {})
        view = job_form_modal(words(locale), whole.at(number), notice=notice)
        check_view(view, surface="modal")
        assert len(view["private_metadata"]) < 200
    check_view(duty_modal(words(locale), whole, key="d1"), surface="modal")
    check_view(duty_modal(words(locale), whole, key=None), surface="modal")
    check_view(requirement_modal(words(locale), whole, key="r1"), surface="modal")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("text", TYPED)
def test_what_both_read_and_the_managers_form_stay_within_the_limits(locale: str, text: str) -> None:
    shown = everything(text)
    form = RatingForm(facts=shown, typed=rated(shown.this.content, text).answers, is_covered=True, mark=60)
    notice = refusal_text(words(locale), "job_form.changed_since", {})

    check_view(job_form_rating_modal(words(locale), form, notice=notice), surface="modal")
    check_view(ask_for_another_modal(words(locale), shown), surface="modal")
    for reader in (CHEN, LIU, ZHOU):
        view = job_form_read_modal(words(locale), shown, reader=reader, notice=notice)
        check_view(view, surface="modal")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("text", TYPED)
@pytest.mark.parametrize("fate", list(Fate))
def test_the_cards_stay_within_the_limits_whatever_became_of_it(locale: str, text: str, fate: Fate) -> None:
    shown = everything(text, fate)

    cards = [job_form_card(words(locale), shown, is_employees=each) for each in (True, False)]

    for card in (*cards, taken_over_card(words(locale), shown)):
        check_message_blocks(card.blocks)
        assert "\n" not in card.text
        assert "<" not in card.text


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("text", TYPED)
def test_what_is_said_once_stays_within_the_limits(locale: str, text: str) -> None:
    shown = everything(text)
    asked = ChangeAsked(
        form=shown.form,
        period="2027Q1",
        employee=shown.employee,
        by=text[:120],
        reason=text[:500],
        is_open=True,
    )
    below = Below(
        form=shown.form,
        number=1,
        period="2027Q1",
        employee=shown.employee,
        manager=shown.manager,
        told=(text[:120],) * 12,
        mark=60,
    )

    for note in (change_asked_note(words(locale), asked), below_note(words(locale), below)):
        check_message_blocks(note.blocks)
        assert "\n" not in note.text


def test_the_first_step_lists_duties_with_their_numbers_parts_and_what_can_be_done() -> None:
    view = job_form_modal(words(), filling())

    shown = plain(view)
    assert view["title"]["text"] == "Job-responsibility form"
    assert "Step 1 of 4. Every step is saved" in shown
    assert "those of the post Buyer" in shown
    assert "*1. Buying*\n• Compare\n• Order" in shown
    menus = [
        [option["text"]["text"] for option in block["accessory"]["options"]]
        for block in view["blocks"]
        if block.get("accessory", {}).get("type") == "overflow"
    ]
    assert menus == [["Edit or move…", "Down", "Drop"], ["Edit or move…", "Up", "Drop"]]
    assert buttons(view) == ["Add a duty…"]


def test_whose_post_brings_nothing_along_is_told_how_to_begin() -> None:
    empty = filling(post=None, draft=Draft(), employee=replace(CHEN, post="Head of odds and ends"))

    shown = plain(job_form_modal(words(), empty))

    assert "Your post, Head of odds and ends, brings none along: write down what you do" in shown
    assert "Add a duty…" in shown


def test_twelve_duties_are_as_many_as_there_are() -> None:
    view = job_form_modal(words(), filling(draft=Draft(content=longest("x"))))

    assert "12 are as many as this form holds" in plain(view)
    assert buttons(view) == []


def test_what_was_dropped_can_be_brought_back() -> None:
    dropped = Dropped(place=0, duty=build.duty("stock", name="Count the stock"))

    view = job_form_modal(words(), filling(draft=Draft(content=build.content(), dropped=dropped)))

    assert "Dropped: ~Count the stock~" in plain(view)
    assert "Bring it back" in plain(view)


@pytest.mark.parametrize(
    ("start", "intro", "offered"),
    [
        (Start.LAST, "as they were in 2026 Q4", "Begin with the post's"),
        (Start.POST, "Change, add and drop", "Begin with that of 2026 Q4"),
    ],
)
def test_last_periods_form_and_the_posts_are_a_click_apart(start: Start, intro: str, offered: str) -> None:
    form = filling(
        last=build.version(),
        known=build.version(),
        last_period="2026Q4",
        draft=Draft(content=build.content(), start=start),
    )

    view = job_form_modal(words(), form)

    assert intro in plain(view)
    assert buttons(view) == ["Add a duty…", offered]


def test_only_requirements_of_ones_own_have_a_menu() -> None:
    own = build.requirement("+1", name="Excel", is_own=True)
    content = build.content(requirements=(*build.content().requirements, own))

    view = job_form_modal(words(), filling(draft=Draft(step=2, content=content)))

    with_menu = [block["text"]["text"] for block in view["blocks"] if "accessory" in block]
    assert with_menu == ["*Excel* · Ability · counts 1 · yours"]
    assert "*Bargaining* · Ability · counts 3" in plain(view)


def test_a_requirement_is_answered_by_a_choice_and_a_word_of_proof() -> None:
    content = build.content(answers={"years": Answer(met=Met.PARTLY, note="Two so far")})

    view = job_form_modal(words(), filling(draft=Draft(step=3, content=content)))

    fields = [block for block in view["blocks"] if block["type"] == "input"]
    assert [(field["block_id"], field.get("optional", False)) for field in fields] == [
        ("met:bargaining", False),
        ("proof:bargaining", True),
        ("met:calculating", False),
        ("proof:calculating", True),
        ("met:years", False),
        ("proof:years", True),
    ]
    options = [each["text"]["text"] for each in fields[0]["element"]["options"]]
    assert options == ["✅ Met", "🟡 Partly met", "⚪ Not met yet"]
    assert fields[4]["element"]["initial_option"]["value"] == "partly"
    assert fields[5]["element"]["initial_value"] == "Two so far"
    assert view["notify_on_close"] is True


def test_read_over_says_what_it_comes_to_what_changed_and_who_will_see_it() -> None:
    before = build.version(content=build.content(duties=(build.duty("buying", "Compare"),)))

    view = job_form_modal(words(), filling(4, known=before))

    shown = plain(view)
    assert "By your own answers you meet *67 %*" in shown
    assert "Who sees it: you, Liu Yang and HR. Where the match is below 60 %" in shown
    assert "✏️ Duty: *Buying*\n• 🆕 Order" in shown
    assert "🆕 New duty: *Suppliers*" in shown
    assert "✅ Met · *Bargaining*" in shown
    assert (view["submit"]["text"], view["callback_id"]) == ("Sign and send", "goals.job_form.submit")


def test_what_changed_shows_old_struck_through_beside_new() -> None:
    before = build.content(
        duties=(build.duty("buying", "Compare", "Order", name="Buy"), build.duty("stock", name="Stock")),
        requirements=(*build.content().requirements, build.requirement("+1", name="Excel", is_own=True)),
        answers={**build.content().answers, "years": Answer(met=Met.PARTLY, note="Two")},
    )
    after = build.content(
        duties=(build.duty("buying", "Order", "Haggle", name="Buy well"),),
        answers={**build.content().answers, "years": Answer(met=Met.MET, note="Three")},
    )
    shown = facts(this=build.version(content=after), compared=build.version(content=before))

    said = plain(job_form_card(words(), shown, is_employees=False))

    assert "✏️ Duty: ~Buy~ → *Buy well*\n• ~Compare~\n• 🆕 Haggle" in said
    assert "➖ Dropped duty: ~Stock~" in said
    assert "➖ Not required any more: ~Excel~" in said
    assert "✏️ *Years*: ~🟡 Partly met~ → ✅ Met\n> ~Two~ → Three" in said
    assert "4 changes since you saw it last" in said


def test_a_post_reads_in_the_readers_language_and_what_was_typed_as_it_is() -> None:
    content = build.content(duties=(build.duty("buying", name="采购"),))
    shown = facts(this=build.version(content=content))

    english = plain(job_form_read_modal(words("en-US"), shown, reader=LIU))
    chinese = plain(job_form_read_modal(words("zh-CN"), shown, reader=CHEN))

    assert "1. 采购" in english
    assert "1. 采购" in chinese
    assert "Bargaining" in english
    assert "简 Bargaining" in chinese


@pytest.mark.parametrize(
    ("fate", "managers", "employees"),
    [
        (Fate.WAITS, ["Rate it…", "Read all…", "Ask for another version…"], ["Read all…"]),
        (
            Fate.RATED,
            ["Close a gap…", "Read all…", "Ask for another version…"],
            ["Read all…", "Fill in another version…"],
        ),
        (Fate.REPLACED, ["Read all…"], ["Read all…"]),
        (Fate.TAKEN_BACK, [], ["Read all…"]),
        (Fate.SENT_BACK, ["Read all…"], ["Read all…"]),
        (Fate.WITHDRAWN, ["Read all…"], ["Read all…"]),
    ],
)
def test_each_card_offers_what_its_reader_can_do(
    fate: Fate, managers: list[str], employees: list[str]
) -> None:
    shown = facts(fate)

    assert buttons(job_form_card(words(), shown, is_employees=False)) == managers
    assert buttons(job_form_card(words(), shown, is_employees=True)) == employees


def test_nothing_is_offered_while_the_employee_is_gone() -> None:
    gone = facts(employee=replace(CHEN, left_on=date(2026, 11, 20)))

    assert buttons(job_form_card(words(), gone, is_employees=False)) == ["Read all…"]


def test_a_rated_card_shows_both_matches_and_the_gaps_and_its_notification_shows_neither() -> None:
    card = job_form_card(words(), facts(Fate.RATED), is_employees=True)

    assert card.text == "2027 Q1: Liu Yang rated your job-responsibility form"
    shown = plain(card)
    assert "Match: *42 %* by Liu Yang's ratings" in shown
    assert "67 % by Chen Jie's own answers" in shown
    assert "2 gaps:\n⚪ Not met yet · *Calculating*\n🟡 Partly met · *Bargaining*" in shown
    for is_employees in (True, False):
        for fate in Fate:
            assert "%" not in job_form_card(words(), facts(fate), is_employees=is_employees).text


def test_hr_in_place_of_a_manager_is_named() -> None:
    covered = facts(Fate.RATED, by="Zhou Jing", in_place_of="Liu Yang")

    assert "Rated by Zhou Jing (HR) in place of Liu Yang" in plain(
        job_form_card(words(), covered, is_employees=True)
    )


def test_below_the_mark_says_who_is_told_and_no_figure_of_anybodys() -> None:
    note = below_note(
        words(),
        Below(
            form=build.form(State.RATED),
            number=1,
            period="2027Q1",
            employee=CHEN,
            manager=LIU,
            told=("Zhao Min", "Zhou Jing"),
            mark=60,
        ),
    )

    assert note.text == "2027 Q1: the job-responsibility form of Chen Jie is below the mark"
    assert "below the mark of 60 %" in plain(note)
    assert "Told: Zhao Min and Zhou Jing. Nobody else, and it stands in no channel." in plain(note)
    assert "42" not in plain(note)


@pytest.mark.parametrize(
    ("fate", "reader", "offered"),
    [
        (Fate.WAITS, CHEN, ["Take it back"]),
        (Fate.WAITS, LIU, ["Rate it…"]),
        (Fate.WAITS, ZHOU, ["Rate it…"]),
        (Fate.WAITS, ZHAO, []),
        (Fate.RATED, CHEN, ["Fill in another version…"]),
        (Fate.RATED, LIU, ["Close a gap…"]),
        (Fate.RATED, ZHAO, []),
        (Fate.WITHDRAWN, CHEN, []),
    ],
)
def test_what_is_read_offers_what_its_reader_may_do(fate: Fate, reader: Person, offered: list[str]) -> None:
    assert buttons(job_form_read_modal(words(), facts(fate), reader=reader)) == offered


def test_in_full_both_sides_stand_beside_each_other() -> None:
    shown = facts(Fate.RATED, this=build.version(rating=rated(build.content(), "Saw it at the fair")))

    said = plain(job_form_read_modal(words(), shown, reader=CHEN))

    assert "*Bargaining* · counts 3\nEmployee: ✅ Met\nManager: 🟡 Partly met · “Saw it at the fair”" in said


def test_other_versions_are_a_choice_away() -> None:
    view = job_form_read_modal(words(), facts(numbers={1: MONDAY, 2: MONDAY}), reader=CHEN)

    (row,) = [block for block in view["blocks"] if block["type"] == "actions"]
    assert [option["text"]["text"] for option in row["elements"][1]["options"]] == [
        "Version 2, Mon 23 Nov",
        "Version 1, Mon 23 Nov",
    ]


def test_the_managers_choices_are_preset_to_the_employees_with_their_proof_beside() -> None:
    proven = build.content(answers={**build.content().answers, "years": Answer(met=Met.NOT_YET, note="Two")})
    shown = facts(this=build.version(content=proven))

    view = job_form_rating_modal(words(), RatingForm(facts=shown, typed={}, is_covered=False, mark=60))

    fields = [block["element"] for block in view["blocks"] if block["type"] == "input"]
    chosen = [each["initial_option"]["value"] for each in fields if each["type"] == "static_select"]
    assert chosen == ["met", "partly", "not_yet"]
    assert all("initial_value" not in each for each in fields)
    assert "Chen Jie: ⚪ Not met yet · “Two”" in plain(view)
    assert "Chen Jie: ✅ Met, without a word of proof" in plain(view)
    assert "in place of" not in plain(view)


def test_what_the_manager_typed_before_is_filled_in() -> None:
    typed = {"years": Answer(met=Met.MET, note="Four, in fact")}

    view = job_form_rating_modal(words(), RatingForm(facts=facts(), typed=typed, is_covered=True, mark=60))

    fields = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    assert fields["met:years"]["initial_option"]["value"] == "met"
    assert fields["note:years"]["initial_value"] == "Four, in fact"
    assert "What you typed last time is filled in" in plain(view)
    assert "You rate this for HR, in place of Liu Yang" in plain(view)


def test_once_signed_it_says_who_has_it() -> None:
    assert "Liu Yang rates it by Fri 27 Nov" in sent_text(words(), facts())


def test_who_gave_a_form_up_reads_nothing_of_what_is_in_it() -> None:
    card = taken_over_card(words(), facts(manager=WU))

    assert plain(card) == "Chen Jie's job-responsibility form is with Wu Min now."


def test_a_duty_shows_where_it_stands_and_what_stands_elsewhere() -> None:
    view = duty_modal(words(), filling(), key="suppliers")

    number = next(block for block in view["blocks"] if block["block_id"] == "number")["element"]
    assert [option["text"]["text"] for option in number["options"]] == ["1: Buying", "2: here, as now"]
    assert number["initial_option"]["value"] == "2"
    new = duty_modal(words(), filling(), key=None)["blocks"][2]["element"]
    assert new["options"][-1]["text"]["text"] == "3: at the end"
    assert new["initial_option"]["value"] == "3"


def test_steps_are_those_of_the_kinds() -> None:
    assert [step.kind for step in filling().steps] == list(StepKind)
