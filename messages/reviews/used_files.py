"""Files that came with a self-score: by name with what there is of them, and the copy that was asked for."""

from collections.abc import Collection, Iterator, Sequence

from bot.domain.reviews.cycles import is_year
from bot.domain.reviews.facts import Item
from bot.domain.reviews.used_files import UsedFile
from bot.domain.weeks.pocket_files import Keeping
from messages.catalog import Words
from messages.kit import Block, Message, button, message, section
from messages.reviews.score_lines import cycle_title, short
from messages.weeks.pocket_lines import file_line

WANT = "reviews.used_files.want"
"""The button's value is the case's id and the file's place in it, as is what stands behind the dot."""
MOST_SHOWN = 20
"""In all of a review: a form has room for more words, but not for many more blocks."""


def named(used: UsedFile) -> str:
    """As a button names it."""
    return f"{used.case_id}:{used.position}"


def file_blocks(
    words: Words, files: Sequence[UsedFile], item: Item, sent: Collection[str] = ()
) -> Iterator[Block]:
    """Those of one item; `sent`: a copy was asked for just now."""
    for used in files[:MOST_SHOWN]:
        if used.item != item:
            continue
        is_sent = named(used) in sent
        send = button(words.label("Send me the file"), f"{WANT}.{named(used)}", value=named(used))
        offered = send if used.file.keeping is Keeping.KEPT and not is_sent else None
        yield section(file_line(words, used.file, is_sent=is_sent), accessory=offered)


def used_file(words: Words, *, employee: str, cycle_name: str) -> Message:
    """What stands above the copy."""
    of = {"name": short(employee), "cycle": cycle_title(cycle_name)}
    if is_year(cycle_name):
        return message(words.label("A file from %(name)s's statement on %(cycle)s, as you asked.", **of))
    return message(words.label("A file from %(name)s's %(cycle)s self-score, as you asked.", **of))
