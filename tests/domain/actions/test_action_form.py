"""What can be taken of the form of an action, and what is refused at which field."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.actions.action import ActionKind, Questioned, Support
from bot.domain.actions.action_form import ActionForm, TypedAction, read_line, read_reason, taken
from bot.domain.actions.mentors import Mentor
from bot.domain.weeks.feedback import Tied, TiedTo
from bot.errors import Refusal
from tests.builders.acting import MONDAY
from tests.builders.actions import DONE_SO, DUE, GAP, typed
from tests.builders.people import CHEN, LIU, WU

DWELL = Tied(to=TiedTo.KPI, key="dwell", name={"en": "Dwell time"})


def form(*, open_now: int = 0, load: int = 0, **said: Any) -> ActionForm:
    return ActionForm(
        person=CHEN,
        manager=LIU,
        typed=typed(**said),
        choices=(DWELL,),
        mentors=(Mentor(person=WU, load=load, most=2),),
        open_now=open_now,
    )


def test_all_of_it_is_taken() -> None:
    fit = taken(form(tied=DWELL.value, open_now=3), now=MONDAY)

    assert (fit.kind, fit.owner_id, fit.due_on, fit.tied) == (ActionKind.PRACTICE, CHEN.id, DUE, DWELL)
    assert (fit.gap, fit.text, fit.supported.kinds) == (GAP, DONE_SO, ())
    assert fit.questioned == Questioned(open_then=3, few=True, hits=True, lands="Every Monday")


def test_a_pairing_is_done_by_the_mentor_and_a_plan_begins_with_support() -> None:
    pairing = taken(form(kind="mentoring", mentor=str(WU.id), owner=""), now=MONDAY)
    plan = taken(form(kind="plan", owner="manager", support=("post", "training"), offered="A"), now=MONDAY)

    assert pairing.owner_id == WU.id
    assert (plan.owner_id, plan.supported.kinds) == (LIU.id, (Support.TRAINING, Support.POST))


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"kind": ""}, "action.kind", "kind"),
        ({"kind": "bonus"}, "action.kind", "kind"),
        ({"owner": ""}, "action.owner", "owner"),
        ({"owner": "hr"}, "action.owner", "owner"),
        ({"due": ""}, "action.no_day", "due"),
        ({"due": "2026-02-31"}, "action.no_day", "due"),
        ({"due": "2026-11-20"}, "action.past", "due"),
        ({"due": "2026-12-05"}, "action.not_working_day", "due"),
        ({"gap": " :sob: "}, "action.tied", "gap"),
        ({"tied": "kpi:gone"}, "action.tied_gone", "tied"),
        ({"text": ":+1:"}, "action.missing", "text"),
        ({"text": "x" * 1001}, "action.too_long", "text"),
        ({"gap": "x" * 201}, "action.too_long", "gap"),
        ({"lands": "x" * 201}, "action.too_long", "lands"),
        ({"kind": "plan"}, "action.support", "support"),
        ({"kind": "plan", "support": ("money",)}, "action.support", "support"),
        ({"kind": "plan", "support": ("post",)}, "action.missing", "offered"),
        ({"kind": "mentoring"}, "action.mentor", "mentor"),
        ({"kind": "mentoring", "mentor": str(LIU.id)}, "action.mentor", "mentor"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field(said: dict[str, Any], code: str, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        taken(form(**said), now=MONDAY)

    assert (refused.value.code, refused.value.field) == (code, field)


def test_whoever_has_as_many_pairings_as_they_take_is_not_asked() -> None:
    with pytest.raises(Refusal, match=r"action\.mentor_full"):
        taken(form(kind="mentoring", mentor=str(WU.id), load=2), now=MONDAY)


def test_today_is_not_past() -> None:
    assert taken(form(due="2026-11-23"), now=MONDAY).due_on.isoformat() == "2026-11-23"


@pytest.mark.parametrize(("open_now", "is_too_much"), [(0, False), (2, False), (3, True)])
def test_more_than_three_are_too_many(open_now: int, is_too_much: bool) -> None:
    assert form(open_now=open_now).is_too_much is is_too_much


def test_a_draft_keeps_what_was_typed_and_nothing_where_nothing_was() -> None:
    said = typed(support=("post",))

    assert TypedAction.of(said.as_kept()) == said
    assert TypedAction.of({"kind": "plan", "older": "x"}) == TypedAction(kind="plan")
    assert TypedAction(kind="plan", due="2026-12-04").is_empty
    assert not said.is_empty


def test_the_day_that_is_chosen_is_one_or_none() -> None:
    assert form().due == DUE
    assert replace(form(), typed=TypedAction(due="soon")).due is None


def test_a_reason_is_words_and_a_line_may_be_empty() -> None:
    assert read_reason(" moved on ", field="reason") == "moved on"
    assert read_line(" a\n b ", field="why") == "a b"
    assert read_line("", field="why") == ""
    with pytest.raises(Refusal, match=r"action\.missing"):
        read_reason("  ", field="reason")
