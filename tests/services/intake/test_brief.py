"""Versions of a brief: nothing that was written is lost, and only those read it who may."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.intake.brief import Part
from bot.domain.intake.way import Event
from bot.domain.policy import Intake, Policy
from bot.errors import Refusal
from bot.services.intake.brief import keep_brief, open_brief, read_brief
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.briefs import WHOLE, briefed, kept, term
from tests.builders.intake import MORNING, announced, filed, read, stepped
from tests.builders.people import Company

LATER = MORNING + timedelta(hours=1)


def test_each_save_is_a_version_and_the_newest_holds(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    sun, admin = acting(store, by=people.product_manager), acting(store, by=people.admin, now=LATER)

    first = briefed(store, number, sun)
    briefed(store, number, admin, WHOLE)

    holds = read(store, number).brief
    assert holds is not None
    assert (first.number, first.missing) == (1, tuple(Part)[1:])
    assert (holds.number, holds.parts, holds.by, holds.at) == (2, WHOLE, people.admin, LATER)
    with store.read() as unit:
        assert [each.facts.brief for each in unit.requests.history(number)] == [None, 1, 2]


def test_it_changes_the_desks_card_and_its_own_and_nothing_of_the_requesters(
    store: Store, people: Company
) -> None:
    number = filed(store, people.employee)
    before = len(announced(store))

    briefed(store, number, acting(store, by=people.product_manager))

    cards = [payload["card"] for _, payload in announced(store)[before:]]
    assert cards == [f"request:{number}", f"brief:{number}"]
    assert [step.event for step in read(store, number).steps] == [Event.FILE]


def test_whoever_saves_second_is_shown_the_newer_version_beside_what_they_wrote(
    store: Store, people: Company
) -> None:
    number = filed(store, people.employee)
    sun, admin = acting(store, by=people.product_manager), acting(store, by=people.admin, now=LATER)
    briefed(store, number, sun, {Part.STEPS: "Pay"}, seen=0)

    with pytest.raises(Refusal, match=r"brief\.meanwhile") as refusal:
        briefed(store, number, admin, {Part.STEPS: "Open it, then pay"}, seen=0)

    assert refusal.value.facts == {"name": "Sun Li", "at": MORNING, "version": 1}
    form = open_brief(admin, request_id=number)
    assert form.overtaken
    assert form.parts == {Part.STEPS: "Open it, then pay"}
    assert form.request.brief_seen == 1
    briefed(store, number, admin, {Part.STEPS: "Open it, then pay"})
    assert not open_brief(admin, request_id=number).overtaken
    assert read(store, number).brief_seen == 2


def test_an_unfinished_brief_is_kept_and_one_that_was_saved_is_not(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    sun = acting(store, by=people.product_manager)

    keep_brief(sun, request_id=number, parts={Part.SCOPE: "", Part.STEPS: ""}, seen=0)
    assert open_brief(sun, request_id=number).parts is None
    keep_brief(sun, request_id=number, parts={Part.STEPS: "Pay"}, seen=0)
    form = open_brief(sun, request_id=number)
    assert (form.parts, form.started_at, form.overtaken) == ({Part.STEPS: "Pay"}, MORNING, False)

    briefed(store, number, sun, {Part.STEPS: "Pay"}, submission="V7")
    keep_brief(sun, request_id=number, parts={Part.STEPS: "Pay at once"}, seen=0, submission="V7")
    form = open_brief(sun, request_id=number)
    assert (form.parts, form.started_at) == ({Part.STEPS: "Pay"}, None)


def test_a_form_of_an_earlier_version_leaves_alone_what_it_does_not_have(
    store: Store, people: Company
) -> None:
    number = filed(store, people.employee)
    sun = acting(store, by=people.product_manager)
    briefed(store, number, sun, WHOLE)

    brief = briefed(store, number, sun, {Part.STEPS: "Pay", Part.SCOPE: ""})

    assert brief.parts == {
        part: "Pay" if part is Part.STEPS else text for part, text in WHOLE.items() if part is not Part.SCOPE
    }


def test_the_same_form_twice_and_the_same_words_are_one_version(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    sun = acting(store, by=people.product_manager)

    for _ in range(2):
        briefed(store, number, sun, {Part.STEPS: "Pay"}, seen=0, submission="V7")
    briefed(store, number, sun, {Part.STEPS: "Pay"})

    assert read(store, number).brief_seen == 1


def test_a_brief_without_a_word_is_none(store: Store, people: Company) -> None:
    number = filed(store, people.employee)

    with pytest.raises(Refusal, match=r"brief\.empty") as refusal:
        briefed(store, number, acting(store, by=people.product_manager), {Part.STEPS: ""})

    assert refusal.value.field == "headline"


def test_it_is_written_in_the_language_of_the_developers(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    sun = acting(store, by=people.product_manager)
    chinese = replace(sun, policy=Policy(default_locale="zh-CN"))
    english = replace(sun, policy=Policy(default_locale="zh-CN", intake=Intake(developers_locale="en-US")))

    assert open_brief(chinese, request_id=number).locale == "zh-CN"
    assert briefed(store, number, english).locale == "en-US"


def test_developers_and_the_desk_read_it_beside_the_words_of_which_it_was_made(
    store: Store, people: Company
) -> None:
    number = filed(store, people.employee)
    sun = acting(store, by=people.product_manager)
    with pytest.raises(Refusal, match=r"brief\.none"):
        read_brief(sun, request_id=number)
    briefed(store, number, sun)
    kept(sun, term("cart service", "basket"))

    for reader in (people.product_manager, people.admin, people.developer):
        found = read_brief(acting(store, by=reader), request_id=number)
        assert [each.technical for each in found.glossary.terms_in(found.request.happened)] == [
            "cart service"
        ]
    for reader in (people.employee, people.manager, people.hr):
        with pytest.raises(Refusal, match=r"brief\.not_yours_to_read"):
            read_brief(acting(store, by=reader), request_id=number)


def test_a_closed_request_keeps_the_brief_that_it_has(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    sun = acting(store, by=people.product_manager)
    briefed(store, number, sun)
    stepped(store, number, Event.DECLINE, people.product_manager)

    with pytest.raises(Refusal, match=r"brief\.closed"):
        briefed(store, number, sun, {Part.STEPS: "Pay"})

    assert read_brief(sun, request_id=number).brief.number == 1


@pytest.mark.parametrize("who", ["employee", "hr", "developer", "manager"])
def test_only_the_desk_writes_it(store: Store, people: Company, who: str) -> None:
    number = filed(store, people.employee)

    with pytest.raises(Refusal, match="product_managers_only"):
        briefed(store, number, acting(store, by=getattr(people, who)))
