"""Every use case names its deed, so that one table says who may see or do what."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import bot.services
from bot.domain.access import MAY, Deed

HOME = Path(bot.services.__file__).parent
ROOT = HOME.parent.parent

Function = tuple[str, str]
"""Module and name."""


def _modules() -> Mapping[str, ast.Module]:
    paths = HOME.rglob("*.py")
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): ast.parse(path.read_text()) for path in paths
    }


def _imported(tree: ast.Module) -> dict[str, Function]:
    return {
        alias.asname or alias.name: (node.module or "", alias.name)
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def _called(function: ast.FunctionDef, module: str, imported: Mapping[str, Function]) -> Iterator[Function]:
    for node in ast.walk(function):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name):
            yield imported.get(node.func.id, (module, node.func.id))
        elif isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            package, name = imported.get(node.func.value.id, ("", ""))
            yield f"{package}.{name}", node.func.attr


def _named(function: ast.FunctionDef) -> frozenset[str]:
    return frozenset(
        node.attr
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Deed"
    )


def use_cases() -> dict[Function, frozenset[str]]:
    """Each public function that takes `acting` first, with the deeds that it or what it calls names."""
    functions: dict[Function, tuple[ast.FunctionDef, frozenset[Function]]] = {}
    for module, tree in _modules().items():
        imported = _imported(tree)
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                functions[module, node.name] = (node, frozenset(_called(node, module, imported)))

    def deeds(function: Function, seen: frozenset[Function]) -> frozenset[str]:
        if function in seen or function not in functions:
            return frozenset()
        node, called = functions[function]
        below = (deeds(each, seen | {function}) for each in called)
        return _named(node).union(*below)

    return {
        function: deeds(function, frozenset())
        for function, (node, _) in functions.items()
        if not node.name.startswith("_") and node.args.args and node.args.args[0].arg == "acting"
    }


def test_no_use_case_is_without_a_deed() -> None:
    found = use_cases()

    assert len(found) > 40
    assert [".".join(function) for function, deeds in found.items() if not deeds] == []


def test_every_deed_is_in_the_table_and_somebody_does_it() -> None:
    assert set(MAY) == set(Deed)
    assert {deed for deeds in use_cases().values() for deed in deeds} == {deed.name for deed in Deed}
