"""Files come with a self-score as long as their case stands in it."""

import pytest

from bot.domain.reviews.facts import Item
from bot.domain.reviews.used_files import used_files
from bot.domain.weeks.pocket import KeptFile
from tests.builders.approval import CONVERSION, CUSTOMER
from tests.builders.pockets import case

FILES = (KeptFile(slack_id="F1", name="plan.pdf"), KeptFile(slack_id="F2", name="chart.png"))


@pytest.mark.parametrize(
    ("text", "written", "files"),
    [
        ("Conversion is up", "Conversion is up\n(Wu Min)", ["plan.pdf", "chart.png"]),
        ("Conversion is up", "Something else", []),
        ("Conversion is up", None, []),
        ("", "plan.pdf, chart.png\n(Wu Min)", ["plan.pdf", "chart.png"]),
        ("", "Something else", []),
    ],
)
def test_whoever_reads_the_case_may_have_its_files(text: str, written: str | None, files: list[str]) -> None:
    kept = case(1, text=text, files=FILES)

    elsewhere = {CONVERSION: written, CUSTOMER: "Conversion is up"}
    found = list(used_files([(CONVERSION, kept)], elsewhere, {CONVERSION: ()}))

    assert [each.file.name for each in found] == files
    assert [(each.item, each.case_id, each.position) for each in found] == [
        (CONVERSION, 1, place) for place in range(len(files))
    ]


@pytest.mark.parametrize(
    ("added", "files"),
    [({CONVERSION: (1, 2)}, 2), ({CONVERSION: (2,)}, 0), ({CUSTOMER: (1,)}, 0), ({}, 0)],
)
def test_a_file_that_was_added_comes_along_where_it_was_handed_in_whatever_the_words_name(
    added: dict[Item, tuple[int, ...]], files: int
) -> None:
    alone = case(1, text="", said=None, files=FILES)

    found = list(used_files([(CONVERSION, alone)], {CONVERSION: "See plan.pdf"}, added))

    assert len(found) == files
