"""An exception as a log may hold it: classes and places, and no word of what people typed."""

import traceback
from collections.abc import Iterator

MOST_FRAMES = 12
LONGEST_CHAIN = 8


def trace(error: BaseException) -> str:
    """The class and the frames of an exception and of those behind it, the last one first.

    Messages, notes, arguments and local values are left out: any of them may hold what somebody wrote.
    """
    lines: list[str] = []
    seen: set[int] = set()
    for relation, each in _chain(error):
        if id(each) in seen or len(seen) == LONGEST_CHAIN:
            break
        seen.add(id(each))
        lines.append(f"{relation}{type(each).__name__}")
        lines.extend(f"  {frame}" for frame in frames(each))
    return "\n".join(lines)


def frames(error: BaseException) -> list[str]:
    """Where it was raised, the innermost last: `handlers/home.py:45 on_opened`."""
    found = traceback.extract_tb(error.__traceback__)
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in found[-MOST_FRAMES:]]


def _chain(error: BaseException) -> Iterator[tuple[str, BaseException]]:
    relation, current = "", error
    while True:
        yield relation, current
        if isinstance(current, BaseExceptionGroup):
            for one in current.exceptions:
                yield from (("one of them: " + relation, each) for relation, each in _chain(one))
        if current.__cause__ is not None:
            relation, current = "caused by ", current.__cause__
        elif current.__context__ is not None and not current.__suppress_context__:
            relation, current = "while handling ", current.__context__
        else:
            return


def _short(filename: str) -> str:
    return "/".join(filename.replace("\\", "/").rsplit("/", 2)[-2:])
