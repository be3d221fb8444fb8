"""Every refusal has its sentence, and no sentence is left of a refusal that is gone.

The catalogs hold every sentence in every language: tests/messages/test_translations.py.
"""

import ast
import re
from collections.abc import Iterator, Mapping

import pytest

from bot.domain.actions.way import ACTION
from bot.domain.goals.job_form_way import JOB_FORM
from bot.domain.goals.shared_way import SHARED
from bot.domain.goals.way import GOALS
from bot.domain.intake.handover_way import HANDOVER
from bot.domain.intake.project_way import PROJECT
from bot.domain.intake.swap_way import SWAP
from bot.domain.intake.way import REQUEST
from bot.domain.reviews.approval import Lack
from bot.domain.reviews.input_way import INPUT
from bot.domain.reviews.recognition_way import RECOGNITION
from bot.domain.reviews.sections.evidence import Need
from bot.domain.reviews.self_score import Closed
from bot.domain.reviews.talk_way import TALK
from bot.domain.reviews.way import REVIEW
from bot.domain.weeks.check_in_way import CHECK_IN
from bot.domain.weeks.feedback_way import FEEDBACK
from bot.domain.weeks.suggestion_way import SUGGESTION
from tests.house.reading import ROOT, modules

SENTENCES = ROOT / "messages" / "text" / "refusals"
PRODUCT = ("bot", "handlers", "storage", "messages")

MADE_WHILE_RUNNING: Mapping[tuple[str, str], set[str]] = {
    ("bot.domain.way", "f'{self.subject}.not_now'"): {
        f"{way.subject}.not_now"
        for way in (
            REVIEW,
            TALK,
            GOALS,
            JOB_FORM,
            SHARED,
            CHECK_IN,
            FEEDBACK,
            SUGGESTION,
            INPUT,
            ACTION,
            REQUEST,
            SWAP,
            RECOGNITION,
            HANDOVER,
            PROJECT,
        )
    },
    ("bot.services.reviews.self_score", "closed.value"): {each.value for each in Closed},
    ("bot.domain.reviews.self_score", "f'self_score.case_{need.value}'"): {
        f"self_score.case_{need.value}" for need in Need if need is not Need.NONE
    },
    ("bot.domain.reviews.approval", "next(iter(items.values())).value"): {each.value for each in Lack},
    ("handlers.reviews.approval", "lack.value"): {each.value for each in Lack},
}
"""Codes that do not stand in the code as they are: by module and expression."""


class Codes:
    """What the product refuses with, found where a refusal is built or worded."""

    def __init__(self) -> None:
        self.trees = {
            name: tree for name, tree in modules(*PRODUCT).items() if not name.startswith("bot.sandbox")
        }
        self.refusals = self._refusals()
        self.calls: dict[str | None, list[tuple[str, ast.Call]]] = {}
        for module, tree in self.trees.items():
            for node in ast.walk(tree):
                if isinstance(node, ast.Call):
                    self.calls.setdefault(_name_of(node.func), []).append((module, node))
        self.found: dict[str, str] = {}
        self.unread: list[str] = []
        for module, tree in self.trees.items():
            for code in self._codes(module, tree, ()):
                self.found.setdefault(code, module)

    def _refusals(self) -> dict[str, bool]:
        """Refusal and everything derived from it; whether it is built with a code."""
        known = {"Refusal": True}
        classes = [
            each for tree in self.trees.values() for each in ast.walk(tree) if isinstance(each, ast.ClassDef)
        ]
        while more := {
            each.name: _takes_code(each)
            for each in classes
            if each.name not in known
            and {base.id for base in each.bases if isinstance(base, ast.Name)} & set(known)
        }:
            known |= more
        return known

    def _codes(self, module: str, node: ast.AST, within: tuple[ast.AST, ...]) -> Iterator[str]:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if node.value.startswith("refusals/"):
                yield node.value.removeprefix("refusals/")
        elif isinstance(node, ast.Call) and (said := self._code_of(module, node, within)) is not None:
            yield from self._read(module, said, within)
        for child in ast.iter_child_nodes(node):
            # The template of every code, f"refusals/{code}", is none.
            if not isinstance(node, ast.JoinedStr):
                yield from self._codes(module, child, (*within, node))

    def _code_of(self, module: str, call: ast.Call, within: tuple[ast.AST, ...]) -> ast.expr | None:
        """The argument that is a code."""
        called = _name_of(call.func)
        if called == "__init__" and ast.unparse(call.func) == "super().__init__":
            around = next((each for each in reversed(within) if isinstance(each, ast.ClassDef)), None)
            is_ours = around is not None and around.name in self.refusals and around.name != "Refusal"
            return call.args[0] if is_ours else None
        if not isinstance(call.func, ast.Name):
            return None
        if called == "refusal_text":
            return call.args[1]
        if called == "Problem" and module == "bot.domain.reviews.self_score":
            return next(each.value for each in call.keywords if each.arg == "code")
        return call.args[0] if self.refusals.get(called) else None

    def _read(self, module: str, said: ast.expr, within: tuple[ast.AST, ...]) -> Iterator[str]:
        expression = ast.unparse(said)
        if (module, expression) in MADE_WHILE_RUNNING:
            yield from MADE_WHILE_RUNNING[module, expression]
        elif isinstance(said, ast.Constant) and isinstance(said.value, str):
            yield said.value
        elif isinstance(said, ast.IfExp):
            yield from self._read(module, said.body, within)
            yield from self._read(module, said.orelse, within)
        elif isinstance(said, ast.Attribute) and said.attr == "code":
            pass  # that of a refusal which was built elsewhere
        elif isinstance(said, ast.Call):
            yield from self._returned(module, ast.unparse(said.func).rpartition(".")[2], within)
        elif isinstance(said, ast.Name) and (asked := self._parameter(said.id, within)) is not None:
            yield from self._passed(*asked)
        else:
            self.unread.append(f"{module}: {expression}")

    def _returned(self, module: str, name: str, within: tuple[ast.AST, ...]) -> Iterator[str]:
        for node in ast.walk(self.trees[module]):
            if isinstance(node, ast.FunctionDef) and node.name == name:
                for each in ast.walk(node):
                    if isinstance(each, ast.Return) and each.value is not None:
                        yield from self._read(module, each.value, within)

    def _parameter(self, name: str, within: tuple[ast.AST, ...]) -> tuple[str, int] | None:
        """The function around whose parameter this is, and the parameter's place."""
        for around in reversed(within):
            if isinstance(around, ast.FunctionDef):
                names = [each.arg for each in around.args.args]
                if name in names:
                    return around.name, names.index(name)
        return None

    def _passed(self, function: str, place: int) -> Iterator[str]:
        """What is passed to a function in that place, wherever it is called."""
        if function in ("__init__", "refusal_text"):
            return  # what builds or words a refusal is looked at where it is called
        for module, call in self.calls.get(function, []):
            if len(call.args) > place:
                yield from self._read(module, call.args[place], ())


def _name_of(called: ast.expr) -> str | None:
    """Its last part."""
    if isinstance(called, ast.Name):
        return called.id
    return called.attr if isinstance(called, ast.Attribute) else None


def _takes_code(kind: ast.ClassDef) -> bool:
    init = next(
        (each for each in kind.body if isinstance(each, ast.FunctionDef) and each.name == "__init__"), None
    )
    return init is None or [each.arg for each in init.args.args[:2]] == ["self", "code"]


@pytest.fixture(scope="module")
def codes() -> Codes:
    return Codes()


@pytest.fixture(scope="module")
def sentences() -> set[str]:
    return {path.stem for path in SENTENCES.glob("*.j2")}


def test_every_code_is_found(codes: Codes) -> None:
    assert len(codes.found) > 80
    assert codes.unread == [], "write literal codes, or name what they are in MADE_WHILE_RUNNING"


def test_every_refusal_has_its_sentence(codes: Codes, sentences: set[str]) -> None:
    assert [
        f"messages/text/refusals/{code}.j2 is missing: {module} refuses with it"
        for code, module in sorted(codes.found.items())
        if code not in sentences
    ] == []


def test_no_fact_is_called_as_what_its_sentence_calls(codes: Codes) -> None:
    """A fact hides the function of its name: `day(day)` would call a date."""
    hidden = []
    for name, refused in codes.refusals.items():
        for module, call in codes.calls.get(name, []) if refused else []:
            if call.args and isinstance(call.args[0], ast.Constant):
                text = (SENTENCES / f"{call.args[0].value}.j2").read_text(encoding="utf-8")
                facts = [each.arg for each in call.keywords if each.arg]
                hidden += [
                    (module, call.args[0].value, each) for each in facts if re.search(rf"\b{each}\(", text)
                ]
    assert hidden == []


def test_no_sentence_is_without_its_refusal(codes: Codes, sentences: set[str]) -> None:
    assert [
        f"nothing refuses with messages/text/refusals/{code}.j2"
        for code in sorted(sentences - set(codes.found))
    ] == []


def test_what_is_made_while_running_is_made_somewhere() -> None:
    made = {
        (module, ast.unparse(node))
        for module, tree in modules(*PRODUCT).items()
        if module in {each for each, _ in MADE_WHILE_RUNNING}
        for node in ast.walk(tree)
        if isinstance(node, ast.expr)
    }

    assert set(MADE_WHILE_RUNNING) - made == set()
