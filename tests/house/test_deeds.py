"""Every use case names its deed, and every listener reaches one: one table says who may see or do what."""

import ast
from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import App

from bot.domain.access import MAY, Deed
from handlers.listeners import register_all
from tests.house.reading import Name, deeds, functions

SERVICES = "bot/services"


def use_cases() -> dict[Name, set[str]]:
    """Each public function of services that takes `acting` first, with its deeds."""
    known = functions(SERVICES)
    return {
        function: deeds(function, known)
        for function, read in known.items()
        if isinstance(read.node, ast.FunctionDef)
        and not function[1].startswith("_")
        and read.node.args.args
        and read.node.args.args[0].arg == "acting"
    }


@pytest.fixture(scope="module")
def listeners() -> set[Name]:
    """Every listener that Bolt knows."""
    app = App(token="xoxb-1", signing_secret="a secret", token_verification_enabled=False)
    register_all(app)
    return {_name(each.ack_function) for each in app._listeners}


def _name(listener: Callable[..., Any]) -> Name:
    return listener.__module__, listener.__qualname__


def test_no_use_case_is_without_a_deed() -> None:
    found = use_cases()

    assert len(found) > 40
    assert [f"{module}.{name} names no Deed" for (module, name), named in found.items() if not named] == []


def test_every_deed_is_in_the_table_and_somebody_does_it() -> None:
    done = {deed for named in use_cases().values() for deed in named}

    assert [f"bot.domain.access.MAY says not who may {deed}" for deed in Deed if deed not in MAY] == []
    assert [f"no use case names Deed.{deed.name}" for deed in Deed if deed.name not in done] == []


def test_every_listener_reaches_a_deed(listeners: set[Name]) -> None:
    known = functions(SERVICES, "handlers")

    assert len(listeners) > 40
    assert listeners <= set(known), "a listener is a function or method of handlers/"
    assert [
        f"{module}.{name} reaches no use case that names a Deed"
        for module, name in sorted(listeners)
        if not deeds((module, name), known)
    ] == []
