"""Files that came with a self-score, in cases out of the pocket."""

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


def used_files(used: Iterable[tuple[Item, Case]], written: Mapping[Item, str | None]) -> Iterator[UsedFile]:
    """The files of the cases that still stand in what was handed in: whoever may read that may have them.

    `used`: what was ever put there; `written`: what stands at each item.
    """
    for item, case in used:
        text = written.get(item) or ""
        names_alone = not case.words and any(file.name in text for file in case.files)
        if stands_in(case, text) or names_alone:
            for position, file in enumerate(case.files):
                yield UsedFile(item=item, case_id=case.id, position=position, file=file)
