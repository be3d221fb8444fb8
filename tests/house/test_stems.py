"""The same stem runs through the layers: whoever looks for a feature's `approval` finds all of it.

A stem is a file's name without the word that says what it is (`approval_card`, `approval_forms`).
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.house.reading import ROOT, modules

TEXT = ROOT / "messages" / "text"
FEATURES = ("reviews", "intake", "nudging", "people", "goals", "weeks", "actions", "privacy", "reports")
ROLES = ("card", "modal", "form", "forms", "facts", "draft", "note", "thread")

TAKES_FROM_SEVERAL = {
    # Bolt hands every message to one listener, whatever it is about.
    "handlers/intake/heard.py",
    # One table of buttons, each of which is about something else.
    "handlers/intake/desk_buttons.py",
}
IS_KEPT_OF_SEVERAL = {
    # How rows become values, for several files of queries.
    "storage/people/reading.py",
    "storage/reviews/reading.py",
    # What the cards of many reviews need, out of several files of queries.
    "storage/reviews/ahead.py",
    # What every table holds of whom, and the drafts of every form.
    "storage/privacy/drafts_about.py",
    "storage/privacy/holdings.py",
}


def files(layer: str, feature: str) -> list[Path]:
    return sorted(path for path in (ROOT / layer / feature).glob("*.py") if path.stem != "__init__")


def stem(name: str) -> str:
    words = name.split("_")
    return "_".join(words[:-1]) if len(words) > 1 and words[-1] in ROLES else name


def stems(layer: str, feature: str) -> set[str]:
    return {stem(path.stem) for path in files(layer, feature)}


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def is_one_of(wanted: str, known: set[str]) -> bool:
    """Itself or what is done with it: `cycle` is found as `open_cycle` and `cycle_status`."""
    return any(f"_{wanted}_" in f"_{each}_" for each in known)


def registers(path: Path) -> bool:
    tree = modules("handlers")[".".join(path.relative_to(ROOT).with_suffix("").parts)]
    return any(isinstance(node, ast.FunctionDef) and node.name == "register" for node in tree.body)


@pytest.mark.parametrize("feature", FEATURES)
def test_a_listener_is_called_as_its_use_case(feature: str) -> None:
    known = stems("bot/services", feature)

    assert [
        f"{place(path)}: no file of bot/services/{feature} is about {stem(path.stem)}"
        for path in files("handlers", feature)
        if registers(path) and place(path) not in TAKES_FROM_SEVERAL and not is_one_of(stem(path.stem), known)
    ] == []


@pytest.mark.parametrize("feature", FEATURES)
def test_what_reads_a_form_is_called_as_the_listener_that_has_it_read(feature: str) -> None:
    known = {path.stem for path in files("handlers", feature) if registers(path)}

    assert [
        f"{place(path)}: no listener in handlers/{feature} is called {stem(path.stem)}"
        for path in files("handlers", feature)
        if not registers(path) and path.stem != "forms" and stem(path.stem) not in known
    ] == []


@pytest.mark.parametrize("feature", FEATURES)
def test_what_is_delivered_is_called_as_its_use_case(feature: str) -> None:
    known = stems("bot/services", feature)

    assert [
        f"{place(path)}: no file of bot/services/{feature} is about {path.stem}"
        for path in files("bot/delivery", feature)
        if path.stem not in known
    ] == []


@pytest.mark.parametrize("feature", FEATURES)
def test_what_is_stored_is_called_as_the_domain_calls_it(feature: str) -> None:
    """`cycles` and `review` are both found: a file of queries is about all that are kept."""
    known = {
        path.stem for layer in (f"bot/domain/{feature}", "bot/domain") for path in (ROOT / layer).glob("*.py")
    }

    assert [
        f"{place(path)}: bot/domain knows no {path.stem}"
        for path in files("storage", feature)
        if not {path.stem, path.stem.removesuffix("s")} & known and place(path) not in IS_KEPT_OF_SEVERAL
    ] == []


def said_by(feature: str) -> Mapping[str, set[str]]:
    """By file or folder of messages/<feature>: the sentences of this feature that it says."""
    found: dict[str, set[str]] = {}
    for module, tree in modules(f"messages/{feature}").items():
        found.setdefault(module.split(".")[2], set()).update(_said(tree, feature))
    return found


def _said(tree: ast.AST, feature: str) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and str(node.value).startswith(f"{feature}/"):
            # One of a folder, which one is known only then: f"reviews/marks/{mark.value}".
            is_folder = str(node.value).endswith("/")
            yield from _under(str(node.value)) if is_folder else [str(node.value)]


def _under(folder: str) -> set[str]:
    return {each for each in sentences(folder.split("/")[0]) if each.startswith(folder)}


def sentences(feature: str) -> set[str]:
    return {path.relative_to(TEXT).with_suffix("").as_posix() for path in (TEXT / feature).rglob("*.j2")}


@pytest.mark.parametrize("feature", FEATURES)
def test_sentences_stand_in_the_folder_of_the_file_that_says_them(feature: str) -> None:
    """Others may say them, too; a folder stands for all files in the folder of its name."""
    said = said_by(feature)

    assert [
        f"messages/text/{feature}/{folder} holds nothing that messages/{feature}/{folder}.py says"
        for folder in sorted({each.split("/")[1] for each in sentences(feature)})
        if not any(each.startswith(f"{feature}/{folder}/") for each in said.get(folder, ()))
    ] == []


@pytest.mark.parametrize("feature", FEATURES)
def test_every_sentence_is_said_and_what_is_said_is_there(feature: str) -> None:
    said = {each for known in said_by(feature).values() for each in known}

    assert [
        f"nothing in messages/{feature} says messages/text/{each}.j2"
        for each in sorted(sentences(feature) - said)
    ] == []
    assert [f"messages/text/{each}.j2 is missing" for each in sorted(said - sentences(feature))] == []


def test_no_exception_is_left_over() -> None:
    assert [each for each in TAKES_FROM_SEVERAL | IS_KEPT_OF_SEVERAL if not (ROOT / each).is_file()] == []
