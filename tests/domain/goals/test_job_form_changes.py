"""What changed between two versions, item by item: a table of rules."""

from collections.abc import Callable

import pytest

from bot.domain.goals.job_form import Answer, Content, Met
from bot.domain.goals.job_form_changes import Changes, changes, parts_changed
from bot.domain.goals.post import RequirementKind
from tests.builders.job_forms import answers, content, duty, requirement
from tests.builders.posts import text

BUYING, SUPPLIERS = content().duties
BARGAINING, CALCULATING, YEARS = content().requirements
OWN = requirement("+1", name="Excel", is_own=True)


def told(found: Changes) -> list[str]:
    """Each change in a word: what, its key, and how."""
    lines = []
    for kind, items in (("duty", found.duties), ("requirement", found.requirements)):
        for each in items:  # type: ignore[attr-defined]
            how = "new" if each.before is None else "gone" if each.after is None else "+".join(each.fields)
            lines.append(f"{kind} {(each.after or each.before).key} {how}")
    for answer in found.answers:
        lines.append(f"answer {answer.requirement.key} {answer.before.met} {answer.after.met}")
    return [*lines, *(["order"] if found.is_reordered else [])]


def duties(*some: object) -> Callable[[], Content]:
    return lambda: content(duties=some)


def required(*some: object, **said: str) -> Callable[[], Content]:
    return lambda: content(requirements=some, **({"answers": answers(**said)} if said else {}))


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (duties(BUYING, SUPPLIERS), []),
        (duties(BUYING, SUPPLIERS, duty("stock")), ["duty stock new"]),
        (duties(BUYING), ["duty suppliers gone"]),
        (duties(duty("buying", "Compare", "Order", name="Buy"), SUPPLIERS), ["duty buying name"]),
        (duties(duty("buying", "Compare"), SUPPLIERS), ["duty buying parts"]),
        (duties(duty("buying", name="Buy"), SUPPLIERS), ["duty buying name+parts"]),
        (duties(SUPPLIERS, BUYING), ["order"]),
        # A duty between two others puts nothing out of order, nor does one that is gone.
        (duties(BUYING, duty("stock"), SUPPLIERS), ["duty stock new"]),
        (duties(duty("stock"), SUPPLIERS), ["duty stock new", "duty buying gone"]),
        (duties(SUPPLIERS, duty("stock"), BUYING), ["duty stock new", "order"]),
        (duties(), ["duty buying gone", "duty suppliers gone"]),
        (required(BARGAINING, CALCULATING, YEARS, OWN), ["requirement +1 new"]),
        (required(BARGAINING, CALCULATING), ["requirement years gone"]),
        (required(BARGAINING, requirement("calculating", 5), YEARS), ["requirement calculating weight"]),
        (
            required(BARGAINING, CALCULATING, requirement("years", kind=RequirementKind.EXPERIENCE)),
            ["requirement years kind"],
        ),
        (
            required(BARGAINING, CALCULATING, requirement("years", name="Five years", text="In shops")),
            ["requirement years name+text"],
        ),
        (
            required(BARGAINING, CALCULATING, YEARS, bargaining="met", calculating="met", years="not_yet"),
            ["answer calculating partly met"],
        ),
        # Of what is new or gone, the answer comes and goes with it.
        (
            required(BARGAINING, OWN, **{"bargaining": "met", "+1": "met"}),
            ["requirement +1 new", "requirement calculating gone", "requirement years gone"],
        ),
    ],
)
def test_what_changed_is_told_by_key(after: Callable[[], Content], expected: list[str]) -> None:
    found = changes(content(), after())

    assert told(found) == expected
    assert found.count == len(expected)


def test_another_word_of_proof_is_another_answer() -> None:
    proven = {**content().answers, "years": Answer(met=Met.NOT_YET, note="Two so far")}

    (changed,) = changes(content(), content(answers=proven)).answers

    assert (changed.before.note, changed.after.note) == ("", "Two so far")


def test_a_line_of_the_post_that_somebody_edits_is_another_one() -> None:
    before = content(duties=(duty("buying").model_copy(update={"name": text("Buy goods")}),))

    (changed,) = changes(before, content(duties=(duty("buying", name="Buy goods"),))).duties

    assert changed.fields == ("name",)


def test_a_part_that_only_moved_is_neither_gone_nor_new() -> None:
    before, after = duty("buying", "Compare", "Order", "Pay"), duty("buying", "Pay", "Compare", "Haggle")

    assert parts_changed(before, after) == (("Order",), ("Haggle",))
