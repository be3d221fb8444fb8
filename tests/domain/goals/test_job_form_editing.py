"""Where a form begins, and its lists while somebody works on them."""

from collections.abc import Callable

import pytest

from bot.domain.goals.job_form import Answer, Content, Met
from bot.domain.goals.job_form_editing import (
    from_last,
    from_post,
    handed_in,
    moved,
    with_duty,
    with_duty_back,
    with_requirement,
    with_requirement_back,
    without_duty,
    without_requirement,
)
from bot.domain.goals.post import RequirementKind
from bot.errors import Refusal
from tests.builders.job_forms import answers, content, duty, requirement
from tests.builders.posts import post, text


def keys(form: Content) -> list[str]:
    return [each.key for each in form.duties]


def put(form: Content, key: str | None = None, *, name: str = "Stock", **rest: object) -> Content:
    values: dict[str, object] = {"parts": (), "number": None, "language": "en"}
    return with_duty(form, key, name=name, **{**values, **rest})  # type: ignore[arg-type]


def test_a_form_begins_with_what_the_post_brings_along_in_every_language() -> None:
    begun = from_post(post())

    assert keys(begun) == ["buying", "suppliers"]
    assert begun.duties[0].name == text("Buy goods")
    assert begun.duties[0].parts == (text("Compare"), text("Order"))
    assert [(each.key, each.weight, each.is_own) for each in begun.requirements] == [
        ("bargaining", 2, False),
        ("calculating", 2, False),
        ("years", 2, False),
    ]
    assert begun.answers == {}


def test_whose_post_is_none_of_those_known_begins_with_nothing() -> None:
    assert from_post(None) == Content()


def test_last_periods_form_goes_on_with_the_requirements_of_the_post_as_they_are_today() -> None:
    own = requirement("+1", name="Excel", is_own=True)
    gone = requirement("typewriting")
    last = content(
        requirements=(gone, requirement("bargaining", 5), own),
        answers=answers(typewriting="met", bargaining="partly", **{"+1": "met"}),
        given=1,
    )

    begun = from_last(last, post())

    assert begun.duties == last.duties
    assert [(each.key, each.weight) for each in begun.requirements] == [
        ("bargaining", 2),
        ("calculating", 2),
        ("years", 2),
        ("+1", 1),
    ]
    assert begun.answers == answers(bargaining="partly", **{"+1": "met"})
    assert begun.given == 1


def test_last_periods_form_of_a_post_that_is_not_known_stays_as_it_was() -> None:
    assert from_last(content(), None) == content()


def test_a_new_duty_comes_to_the_end_under_a_key_that_no_post_has() -> None:
    form = put(put(content()), name="Invoices", parts=("Check", "Pay"))

    assert keys(form) == ["buying", "suppliers", "+1", "+2"]
    assert form.duties[-1] == duty("+2", "Check", "Pay", name="Invoices")


def test_a_key_is_never_given_twice() -> None:
    form = put(without_duty(put(content()), "+1"))

    assert keys(form)[-1] == "+2"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (None, ["a", "b", "c"]),
        (1, ["b", "a", "c"]),
        (2, ["a", "b", "c"]),
        (3, ["a", "c", "b"]),
        (12, ["a", "c", "b"]),
        (0, ["b", "a", "c"]),
    ],
)
def test_a_duty_moves_to_its_number_and_stays_without_one(number: int | None, expected: list[str]) -> None:
    form = content(duties=(duty("a"), duty("b"), duty("c")))

    assert keys(put(form, "b", number=number)) == expected


@pytest.mark.parametrize(
    ("key", "by", "expected"),
    [
        ("b", -1, ["b", "a", "c"]),
        ("b", 1, ["a", "c", "b"]),
        ("a", -1, ["a", "b", "c"]),
        ("c", 1, ["a", "b", "c"]),
        ("gone", 1, ["a", "b", "c"]),
    ],
)
def test_a_duty_moves_up_and_down_as_far_as_there_are_others(key: str, by: int, expected: list[str]) -> None:
    form = content(duties=(duty("a"), duty("b"), duty("c")))

    assert keys(moved(form, key, by=by)) == expected


def test_a_line_that_nobody_changed_stays_in_every_language() -> None:
    edited = put(
        from_post(post()), "buying", name="简 Buy goods", parts=("自己写的", "简 Compare"), language="zh_Hans"
    )

    (buying, _) = edited.duties
    assert buying.name == text("Buy goods")
    assert buying.parts == ("自己写的", text("Compare"))


def test_a_line_that_was_changed_is_as_it_was_typed_for_every_reader() -> None:
    edited = put(from_post(post()), "buying", name="Buy goods and services", parts=("Compare",))

    assert edited.duties[0] == duty("buying", name="Buy goods and services").model_copy(
        update={"parts": (text("Compare"),)}
    )


def test_a_duty_that_was_dropped_meanwhile_comes_back_with_what_was_typed() -> None:
    form = put(without_duty(content(), "buying"), "buying", name="Buy more")

    assert keys(form) == ["suppliers", "buying"]
    assert form.duties[-1].name == "Buy more"


def full(**rest: object) -> Content:
    return content(
        duties=tuple(duty(f"d{number}") for number in range(12)),
        requirements=tuple(requirement(f"r{number}", is_own=True) for number in range(20)),
    )


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (lambda: put(full()), "job_form.too_many_duties"),
        (lambda: with_duty_back(full(), duty("x"), 0), "job_form.too_many_duties"),
        (lambda: require_one(full()), "job_form.too_many_requirements"),
        (lambda: with_requirement_back(full(), requirement("x"), 0), "job_form.too_many_requirements"),
        (lambda: require_one(content(), "years"), "job_form.posts_own"),
        (lambda: without_requirement(content(), "years"), "job_form.posts_own"),
    ],
)
def test_what_cannot_be_is_refused(deed: Callable[[], object], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        deed()

    assert refused.value.code == code


def test_a_full_form_can_still_be_edited() -> None:
    assert put(full(), "d3", name="Other").duties[3].name == "Other"
    assert require_one(full(), "r3", name="Other").requirements[3].name == "Other"


def require_one(form: Content, key: str | None = None, *, name: str = "Excel") -> Content:
    return with_requirement(form, key, kind=RequirementKind.EXPERIENCE, name=name, text="Pivot tables")


def test_a_requirement_of_ones_own_counts_as_little_as_the_lightest() -> None:
    added = require_one(content()).requirements[-1]

    assert (added.key, added.kind, added.name, added.weight, added.is_own) == (
        "+1",
        RequirementKind.EXPERIENCE,
        "Excel",
        1,
        True,
    )


def test_what_was_dropped_comes_back_where_it_stood_with_its_answer() -> None:
    form = require_one(content())
    own = form.requirements[-1]
    answered = form.model_copy(update={"answers": {**form.answers, own.key: Answer(met=Met.MET)}})

    dropped = without_requirement(answered, own.key)
    back = with_requirement_back(dropped, own, 0)

    assert [each.key for each in back.requirements] == ["+1", "bargaining", "calculating", "years"]
    assert back.answer("+1").met is Met.MET
    assert handed_in(dropped).answers == content().answers
    assert keys(with_duty_back(without_duty(content(), "buying"), content().duties[0], 0)) == keys(content())
