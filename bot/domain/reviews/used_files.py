"""Files that came with a self-score: in cases out of the pocket, or added where a case was written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.domain.reviews.facts import Item
from bot.domain.weeks.pocket import Case, KeptFile, stands_in


@dataclass(frozen=True, kw_only=True)
class UsedFile:
    """One file, at which item its case stands; `case_id` and `position` name it."""

    item: Item
    case_id: int
    position: int
    file: KeptFile


def used_files(
    used: Iterable[tuple[Item, Case]],
    written: Mapping[Item, str | None],
    added: Mapping[Item, tuple[int, ...]],
) -> Iterator[UsedFile]:
    """The files of the cases that still stand in what was handed in: whoever may read that may have them.

    `used`: what was ever put there; `written`: what stands at each item; `added`: what came along, by the
    cases' ids.
    """
    for item, case in used:
        text = written.get(item) or ""
        if case.is_file_alone:
            is_there = case.id in added.get(item, ())
        else:
            names_alone = not case.words and any(file.name in text for file in case.files)
            is_there = stands_in(case, text) or names_alone
        if is_there:
            for position, file in enumerate(case.files):
                yield UsedFile(item=item, case_id=case.id, position=position, file=file)
