"""Review schemes: read from their files, and to and from the JSON that a cycle pins."""

from functools import cache
from importlib.resources import files

from pydantic import TypeAdapter, ValidationError

from bot.domain.reviews.scheme import Scheme
from bot.domain.text import word
from bot.errors import Refusal
from bot.reading.encodings import NotText, decode
from bot.reading.yaml_tree import Unreadable, load

_SCHEME = TypeAdapter(Scheme)
_FOLDER = files("bot.schemes")


def scheme_keys() -> list[str]:
    """Every scheme that a cycle can be opened on."""
    names = (entry.name for entry in _FOLDER.iterdir())
    return sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml"))


def load_scheme(key: str) -> Scheme:
    """The scheme as its file stands now. Raises Refusal: scheme.unknown, scheme.unreadable."""
    known = {word(each): each for each in scheme_keys()}
    found = known.get(word(key))
    if found is None:
        raise Refusal("scheme.unknown", name=key, known=list(known.values()))
    return _from_file(found)


def read_scheme(key: str, data: bytes) -> Scheme:
    """The scheme that a file's bytes hold. Raises Refusal("scheme.unreadable") with the place.

    Raises what a Scheme refuses, too.
    """
    try:
        return _SCHEME.validate_python(load(decode(data).text))
    except NotText as trouble:
        where = str(trouble.line or 1)
    except Unreadable as trouble:
        where = str(trouble.line)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
    raise Refusal("scheme.unreadable", name=key, where=f"{key}.yaml: {where}")


@cache
def _from_file(key: str) -> Scheme:
    return read_scheme(key, (_FOLDER / f"{key}.yaml").read_bytes())
