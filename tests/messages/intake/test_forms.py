"""The forms of the website desk."""

import json

import pytest

from bot.domain.intake.extra_fields import ExtraField, ExtraKind
from bot.domain.intake.form_facts import IssueForm, Ping, Source, StepForm
from bot.domain.intake.triage import Kind
from bot.domain.intake.way import DESK_EVENTS, Event, State
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from messages.catalog import LANGUAGES, Words
from messages.intake.no_pings_note import emergency_note, no_pings_note
from messages.intake.step_form import desk_form, my_form
from messages.intake.website_issue_form import website_issue_form
from tests.builders.intake import LONGEST, MORNING, facts, step
from tests.builders.people import CHEN, SUN, someone
from tests.messages.intake.test_cards import LOCALES, words

PING = Ping(
    id=3,
    author=CHEN,
    developers=(someone(9, "He Jun"),),
    groups=(),
    on_duty=SUN,
    channel="C1",
    ts="1.1",
    thread_ts=None,
    text="look",
    answer_by=MORNING,
    within_minutes=60,
)


ALL = {"en": "Order " * 13, "zh_Hans": "订单" * 40, "zh_Hant": "訂單" * 40}
OWN = tuple(
    ExtraField(key=f"own{number}", label=ALL, kind=kind, options=(ALL,) if kind is ExtraKind.CHOICE else ())
    for number, kind in enumerate(ExtraKind)
)
WRITTEN = {f"extra.own{number}": "what another kind of field took" * 30 for number in range(4)}
"""By a draft that is older than the fields."""


def issue_form(**changes: object) -> IssueForm:
    values: dict[str, object] = {"subject": "", "branch": "Chengdu", "on_duty": SUN}
    return IssueForm(**{**values, **changes})  # type: ignore[arg-type]


def inputs(view: dict[str, object]) -> dict[str, dict[str, object]]:
    blocks: list[dict[str, object]] = view["blocks"]  # type: ignore[assignment]
    return {str(block["block_id"]): block for block in blocks if block["type"] == "input"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_fits_in_every_language(language: str) -> None:
    said = Words(locale=LOCALES[language], timezone="Asia/Shanghai", now=MORNING)
    full = {
        "kind": "change",
        "page": LONGEST,
        "happened": LONGEST + LONGEST,
        "expected": LONGEST,
        "since": LONGEST,
        "urgency": "now",
        "files": 3,
    }
    request = facts(State.NEW, step(2, Event.REPLY, CHEN, text=LONGEST), id=123_456, happened=LONGEST)
    views = [
        *(website_issue_form(said, issue_form(values={**full, "kind": kind})) for kind in Kind),
        website_issue_form(said, issue_form(author=someone(9, "N" * 200), own_fields=OWN, values=WRITTEN)),
        website_issue_form(said, issue_form()),
        website_issue_form(said, issue_form(values=full)),
        website_issue_form(said, issue_form(values=full, started_at=MORNING, subject="C1:1.1")),
    ]
    for event in (*sorted(DESK_EVENTS), Event.REPLY, Event.REOPEN):
        form = StepForm(request=request, event=event, text=LONGEST, due_on=None, started_at=MORNING)
        views.append(desk_form(said, form) if event in DESK_EVENTS else my_form(said, form))

    for view in views:
        check_view(view, surface="modal")


def test_who_reads_it_is_open_at_first_and_stays_ticked_in_a_form_that_was_left() -> None:
    fresh, left = (
        inputs(website_issue_form(words(), issue_form(values=values)))["private"]["element"]
        for values in ({}, {"happened": "x", "private": ["yes"]})
    )

    assert "initial_options" not in fresh
    assert [each["value"] for each in left["initial_options"]] == ["yes"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_note_fits_in_every_language(language: str) -> None:
    said = Words(locale=LOCALES[language], timezone="Asia/Shanghai", now=MORNING)

    assert check_message_blocks(no_pings_note(said, PING).blocks)
    assert check_message_blocks(emergency_note(said, PING, emergency_words=["urgent", "紧急"]).blocks)


def test_the_form_asks_for_what_happened_and_how_urgent_and_nothing_else_by_force() -> None:
    view = website_issue_form(words(), issue_form(source=Source(channel="C1", ts="1.1")))

    required = [name for name, block in inputs(view).items() if not block.get("optional")]
    assert required == ["kind", "happened", "urgency"]
    assert view["notify_on_close"] is True
    assert json.loads(view["private_metadata"])["channel"] == "C1"
    assert "Sun Li" in str(view["blocks"][0])
    assert "Chengdu" in str(view["blocks"][0])


def test_each_kind_asks_for_its_own_and_the_main_field_is_the_same_in_all() -> None:
    asked = {
        kind: list(inputs(website_issue_form(words(), issue_form(values={"kind": kind})))) for kind in Kind
    }

    assert asked[Kind.WRONG] == [
        *("kind", "page", "happened", "expected", "since", "device", "reach", "urgency", "files", "private")
    ]
    assert asked[Kind.QUESTION] == ["kind", "happened", "page", "urgency", "files", "private"]
    assert asked[Kind.CHANGE] == [
        "kind",
        "page",
        "happened",
        "expected",
        "reach",
        "urgency",
        "files",
        "private",
    ]
    assert asked[Kind.PROJECT] == [
        "kind",
        "happened",
        "for_whom",
        "expected",
        "wished_by",
        "files",
        "private",
    ]


def test_the_urgency_that_most_have_is_preset_so_that_one_click_sends_it() -> None:
    fields = inputs(website_issue_form(words(), issue_form()))

    assert "today" in str(fields["urgency"]["element"]["initial_option"])  # type: ignore[index]


def test_the_companys_own_fields_are_asked_for_before_the_screenshots_with_what_was_typed() -> None:
    order = ExtraField(key="order", label={"en": "Order number"}, required=True, requests=(Kind.WRONG,))
    form = issue_form(own_fields=(order,), values={"extra.order": "4711"})

    fields = inputs(website_issue_form(words(), form))

    assert list(fields)[-3:] == ["extra.order", "files", "private"]
    assert "4711" in str(fields["extra.order"])
    assert not fields["extra.order"].get("optional")
    project = issue_form(own_fields=(order,), values={"kind": "project"})
    assert "extra.order" not in inputs(website_issue_form(words(), project))


def test_of_a_message_somebody_else_wrote_it_is_asked_whose_request_it_is() -> None:
    for is_authors, preset in ((True, "author"), (False, "mine")):
        form = issue_form(author=CHEN, is_authors=is_authors)
        whose = inputs(website_issue_form(words(), form))["whose"]["element"]
        assert whose["initial_option"]["value"] == preset  # type: ignore[index]
    assert "whose" not in inputs(website_issue_form(words(), issue_form()))


def test_a_fresh_start_changes_the_actions_so_that_slack_forgets_what_was_typed() -> None:
    first = website_issue_form(words(), issue_form())
    second = website_issue_form(words(), issue_form(), round_=1)

    assert list(inputs(first)) == list(inputs(second))
    assert inputs(first)["happened"]["element"] != inputs(second)["happened"]["element"]


def test_what_was_unfinished_is_offered_with_a_way_to_start_empty() -> None:
    view = website_issue_form(words(), issue_form(started_at=MORNING, values={"happened": "Half a story"}))

    assert "Half a story" in str(view["blocks"])
    assert "Start empty" in str(view["blocks"])
    assert "Start empty" not in str(website_issue_form(words(), issue_form())["blocks"])


def test_an_acceptance_may_be_silent_and_promise_a_day_and_a_block_says_what_it_waits_for() -> None:
    for event in DESK_EVENTS:
        form = StepForm(request=facts(), event=event, text="", due_on=None, started_at=None)
        fields = inputs(desk_form(words(), form))

        assert bool(fields["text"].get("optional")) is (event in (Event.ACCEPT, Event.RESUME))
        assert ("due_on" in fields) is (event is Event.ACCEPT)
        assert ("waits_for" in fields) is (event is Event.BLOCK)


def test_the_note_names_who_takes_requests_and_by_when() -> None:
    assert (
        no_pings_note(words(), PING).text
        == "He Jun is building.\nSun Li takes website requests and answers within the hour."
    )
