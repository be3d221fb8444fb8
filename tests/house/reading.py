"""The product's code, read and not run: what each function calls, and what it names."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]

Name = tuple[str, str]
"""A module, and a function or `Class.method` in it."""


@dataclass(frozen=True)
class Function:
    """One function of the product, or a table of functions, and what it calls as far as a reader sees it."""

    node: ast.FunctionDef | ast.AnnAssign
    calls: frozenset[Name]


@cache
def modules(*folders: str) -> Mapping[str, ast.Module]:
    """Every module under these folders, e.g. "bot/services", by its dotted name."""
    paths = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): ast.parse(path.read_text(encoding="utf-8"))
        for path in paths
    }


@cache
def functions(*folders: str) -> Mapping[Name, Function]:
    """Every function and method of these folders."""
    found: dict[Name, Function] = {}
    for module, tree in modules(*folders).items():
        imports = imported(tree)
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                found[module, node.name] = Function(node, frozenset(_called(node, module, imports)))
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                calls = frozenset(_held(node, module, imports))
                found[module, node.target.id] = Function(node, calls)
            elif isinstance(node, ast.ClassDef):
                for method in (each for each in node.body if isinstance(each, ast.FunctionDef)):
                    calls = frozenset(_called(method, module, imports, of=node.name))
                    found[module, f"{node.name}.{method.name}"] = Function(method, calls)
    return found


def imported(tree: ast.Module) -> Mapping[str, Name]:
    """What each imported name stands for."""
    return {
        alias.asname or alias.name: (node.module or "", alias.name)
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def deeds(function: Name, known: Mapping[Name, Function], seen: frozenset[Name] = frozenset()) -> set[str]:
    """The deeds that a function, or what it calls among those known, names."""
    if function in seen or function not in known:
        return set()
    below = [deeds(each, known, seen | {function}) for each in known[function].calls]
    return _named(known[function].node).union(*below)


def _named(node: ast.AST) -> set[str]:
    return {
        each.attr
        for each in ast.walk(node)
        if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name) and each.value.id == "Deed"
    }


def _held(table: ast.AnnAssign, module: str, imports: Mapping[str, Name]) -> Iterator[Name]:
    """What a table of functions holds."""
    for node in ast.walk(table.value) if isinstance(table.value, ast.Dict) else ():
        if isinstance(node, ast.Name):
            yield imports.get(node.id, (module, node.id))


def _called(
    function: ast.FunctionDef, module: str, imports: Mapping[str, Name], *, of: str = ""
) -> Iterator[Name]:
    for node in ast.walk(function):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Subscript) and isinstance(node.func.value, ast.Name):
            yield imports.get(node.func.value.id, (module, node.func.value.id))  # one out of a table
        elif isinstance(node.func, ast.Name):
            yield imports.get(node.func.id, (module, node.func.id))
        elif isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            if of and node.func.value.id == "self":
                yield module, f"{of}.{node.func.attr}"
            package, name = imports.get(node.func.value.id, ("", ""))
            yield f"{package}.{name}", node.func.attr
