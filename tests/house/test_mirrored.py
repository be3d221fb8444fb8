"""Every module that decides something has its test at the same place under tests/."""

import ast
from pathlib import Path

from tests.house.reading import ROOT, modules

ROOMS = ("bot/domain", "bot/services")

DECIDING = (
    ast.If,
    ast.IfExp,
    ast.Match,
    ast.For,
    ast.While,
    ast.Try,
    ast.BoolOp,
    ast.Compare,
    ast.BinOp,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
)


def test_every_module_that_decides_has_its_test() -> None:
    deciding = {module for module, tree in modules(*ROOMS).items() if _decides(tree)}

    assert len(deciding) > 60
    assert [
        f"{_test_of(each)} is missing" for each in sorted(deciding) if not (ROOT / _test_of(each)).exists()
    ] == []


def test_every_test_there_is_that_of_a_module() -> None:
    tests = [path for room in ROOMS for path in (ROOT / "tests" / Path(room).name).rglob("test_*.py")]
    known = {_test_of(module) for module in modules(*ROOMS)}

    assert [
        f"{each} tests no module of that place"
        for each in sorted(path.relative_to(ROOT).as_posix() for path in tests)
        if each not in known
    ] == []


def _decides(tree: ast.Module) -> bool:
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return any(isinstance(node, DECIDING) for function in functions for node in ast.walk(function))


def _test_of(module: str) -> str:
    """tests/domain/reviews/test_scoring.py; that of a package is named after it."""
    _, *rooms, name = module.split(".")
    return "/".join(
        ["tests", *rooms[:-1], f"test_{rooms[-1]}.py"]
        if name == "__init__"
        else ["tests", *rooms, f"test_{name}.py"]
    )
