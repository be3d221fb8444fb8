"""The files that come along with a case of the self-score: those that are there, and a field for more."""

from collections.abc import Iterator, Mapping

from bot.domain.reviews.facts import Item
from bot.domain.reviews.self_score import MOST_FILES, Answer, Part
from bot.domain.weeks.pocket import KeptFile
from messages.catalog import Words
from messages.kit import OPTION_LIMIT, Block, field_input, file_input, fit, overflow, section
from messages.reviews.self_score_fields import block_id
from messages.weeks.pocket_lines import file_names

FILES = "reviews.self_score.files"
"""Behind it which are there already: under the same name Slack would keep in it what was added before."""
LEAVE_OUT = "reviews.self_score.leave_out"
"""The value of a choice is the id of the case in which the file lies."""
BESIDE = "self_score_files"


def files_beside(
    words: Words, name: str, item: Item, answer: Answer, files: Mapping[int, KeptFile]
) -> Iterator[Block]:
    """What came along, and room for more where there is some; `name` is the item's."""
    there = {case_id: files[case_id] for case_id in answer.files if case_id in files}
    if there:
        choices = [
            (str(case_id), fit(words.label("Leave out %(file)s", file=file.name), OPTION_LIMIT))
            for case_id, file in there.items()
        ]
        yield section(
            file_names(words, tuple(there.values())),
            accessory=overflow(LEAVE_OUT, choices),
            block_id=f"{BESIDE}:{item[0]}:{item[1]}",
        )
    if len(answer.files) < MOST_FILES:
        taken = "-".join(map(str, answer.files))
        yield field_input(
            words.label("%(name)s: files", name=name),
            file_input(f"{FILES}.{taken}", most=MOST_FILES - len(answer.files)),
            block_id=block_id(Part.FILES, item),
            optional=True,
        )


def is_about_files(block: Block) -> bool:
    """Whether it is one of these: on a screen with very many cases there is no room for them."""
    named = str(block.get("block_id", ""))
    return named.startswith((f"{BESIDE}:", f"self_score:{Part.FILES}:"))


def item_with_files(block: str) -> Item | None:
    """The item beside which those files stand; None where the block is none of these."""
    name, _, rest = block.partition(":")
    section_key, found, key = rest.partition(":")
    return (section_key, key) if name == BESIDE and found else None
