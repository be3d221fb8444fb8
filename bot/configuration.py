"""STEWARD_CONFIG: the company's own choices from a YAML file, each checked where it stands."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, cast

import yaml

from bot.domain.company_days import clashes
from bot.domain.intake.extra_fields import check as check_fields
from bot.domain.policy import Policy, contradictions
from bot.domain.reviews.question_sets import QuestionSet
from bot.domain.reviews.question_sets import check as check_questions
from bot.domain.setting import ListRule, Setting, nearest, settings_of
from bot.errors import SetupError
from bot.reading.data_file import read_data
from bot.reading.text import read_text
from bot.reading.yaml_tree import Unreadable, compose
from messages.data_files import data_problem_line

SETTINGS = {setting.path: setting for setting in settings_of(Policy)}
_SECTIONS = {path[:-1] for path in SETTINGS if len(path) > 1}
_Path = tuple[str, ...]
WORKED: _Path = ("days", "worked")
FIELDS: _Path = ("intake", "fields")
QUESTIONS: _Path = ("input", "questions")


@dataclass
class Choices:
    """What a file says. `shown` is each value as it is written, `lines` where it is; `problems` by name.

    `remark` is a line worth a look, where there is one. `passed_over`: problems, by name, that stop nothing.
    """

    file: Path | None = None
    values: dict[_Path, Any] = field(default_factory=dict)
    shown: dict[_Path, str] = field(default_factory=dict)
    lines: dict[_Path, int] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)
    remark: str = ""
    passed_over: list[tuple[str, str]] = field(default_factory=list)

    def place(self, path: _Path) -> str:
        """`steward.yaml:12`; the line of what it stands under where it has none of its own."""
        while path and path not in self.lines:
            path = path[:-1]
        return f"{self.file}:{self.lines[path]}" if path else str(self.file)

    def refuse(self, path: _Path, why: str, *, at: _Path | None = None) -> None:
        """Say why not of a setting, at its own place or that of another which speaks against it."""
        name = ".".join(path)
        said = f"{name}: {why}" if name else why
        self.problems.append((name, f"STEWARD_CONFIG: {self.place(at or path)}: {said}"))

    def policy(self) -> Policy:
        """The choices that are right, the defaults for all others."""
        return cast(Policy, _built(Policy, self.values, ()))


def read_choices(file: Path | None) -> Choices:
    """Every choice of the file and everything that is wrong with it; nothing is raised."""
    choices = Choices(file=file)
    if file is None:
        return choices
    try:
        root = _tree(choices, file)
    except SetupError as error:
        choices.problems.append(("STEWARD_CONFIG", f"STEWARD_CONFIG: {error}"))
        return choices
    if root is not None:
        _read_section(choices, root, ())
    _read_fields(choices, beside=file.parent)
    _read_questions(choices, beside=file.parent)
    days = choices.policy().days
    for place, why in clashes(closed=days.closed, worked=days.worked):
        choices.refuse(WORKED, why, at=(*WORKED, str(place)))
    refused = {name for name, _ in choices.problems}
    for name, why in contradictions(choices.policy()):
        # What is wrong alone is said once; against the defaults in its place nothing more is said.
        if not refused & {name, "hours.start", "hours.end"}:
            path = tuple(name.split("."))
            choices.refuse(path, why, at=path if path in choices.lines else ("hours",))
    return choices


def _read_section(choices: Choices, node: yaml.Node, under: _Path) -> None:
    if _is_null(node):
        return
    if not isinstance(node, yaml.MappingNode):
        what = ".".join(under) or "the file"
        known = ", ".join(_known(under))
        choices.refuse(under, f"{what} holds no settings. It is written with a colon each: {known}.")
        return
    for key_node, child in node.value:
        key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
        path = (*under, key)
        line = key_node.start_mark.line + 1
        if path in choices.lines:
            choices.refuse(path, f"it stands here and again on line {line}. Keep one of them.")
            continue
        choices.lines[path] = line
        if path in _SECTIONS:
            _read_section(choices, child, path)
        elif path in SETTINGS:
            _read_setting(choices, SETTINGS[path], child)
        else:
            choices.refuse(path, f"there is no such setting. {_meant(key, under)}")


def _read_setting(choices: Choices, setting: Setting, node: yaml.Node) -> None:
    if _is_null(node):
        choices.refuse(setting.path, "it has no value. Leave the line out for the default.")
        return
    value, shown = _value(node), _shown(node)
    choices.shown[setting.path] = shown
    why = setting.rule.why_not(value, shown=shown)
    if isinstance(setting.rule, ListRule) and isinstance(node, yaml.SequenceNode) and not why:
        _read_items(choices, setting.path, setting.rule, node)
    elif why:
        choices.refuse(setting.path, why)
    else:
        choices.values[setting.path] = tuple(value) if isinstance(value, list) else value


def _read_items(choices: Choices, path: _Path, rule: ListRule, node: yaml.SequenceNode) -> None:
    """Each that is wrong is refused on its own line; where one is, none counts."""
    values = []
    for place, each in enumerate(node.value):
        at = (*path, str(place))
        choices.lines[at] = each.start_mark.line + 1
        value = _value(each)
        why = rule.each.why_not(value, shown=_shown(each))
        if why:
            choices.refuse(path, why, at=at)
        values.append(value)
    if not any(name == ".".join(path) for name, _ in choices.problems):
        choices.values[path] = tuple(values)


def _read_fields(choices: Choices, *, beside: Path) -> None:
    """The company's own fields in the form, of the file that is named; with a mistake in it, none of them."""
    name = choices.values.get(FIELDS)
    if not name:
        return
    try:
        read = read_data(read_text(beside / name).text, check_fields)
    except SetupError as error:
        choices.refuse(FIELDS, str(error))
        return
    for line, problem in read.problems:
        choices.refuse(FIELDS, f"{name}:{line}: {data_problem_line(problem)}")
    choices.values[("form_fields",)] = read.value or ()


def _read_questions(choices: Choices, *, beside: Path) -> None:
    """The company's own sets of questions; with a mistake in their file none of them is offered, and
    everything else goes on: whoever is asked at present has the questions as they were asked.
    """
    name = choices.values.get(QUESTIONS)
    if not name:
        return
    sets, why = read_question_sets(beside / name)
    place = choices.place(QUESTIONS)
    said = f"STEWARD_CONFIG: {place}: input.questions"
    choices.passed_over += [("input.questions", f"{said}: {each}") for each in why]
    choices.values[("question_sets",)] = sets


def read_question_sets(file: Path) -> tuple[tuple[QuestionSet, ...], tuple[str, ...]]:
    """The sets in a company's file, or a line for everything that is wrong with it."""
    try:
        read = read_data(read_text(file).text, check_questions)
    except SetupError as error:
        return (), (str(error),)
    why = tuple(f"{file.name}:{line}: {data_problem_line(problem)}" for line, problem in read.problems)
    return read.value or (), why


def _meant(key: str, under: _Path) -> str:
    known = _known(under)
    near = nearest(key, known)
    if near:
        return f"Did you mean {near}?"
    elsewhere = [setting.name for setting in SETTINGS.values() if setting.path[-1] == key]
    return f"Did you mean {elsewhere[0]}?" if elsewhere else f"Here can stand: {', '.join(known)}."


def _known(under: _Path) -> Collection[str]:
    paths = (*_SECTIONS, *SETTINGS)
    return sorted({path[-1] for path in paths if path[:-1] == under})


def _tree(choices: Choices, file: Path) -> yaml.Node | None:
    read = read_text(file)
    choices.remark = read.remark
    try:
        return compose(read.text)[1]
    except Unreadable as trouble:
        raise SetupError(f"{file}:{trouble.line}: {trouble.sentence}") from None


def _value(node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        return [_value(each) if isinstance(each, yaml.ScalarNode) else None for each in node.value]
    if not isinstance(node, yaml.ScalarNode):
        return None
    try:
        return yaml.SafeLoader("").construct_object(node)
    except (yaml.YAMLError, ValueError, ArithmeticError, LookupError):
        return node.value


def _shown(node: yaml.Node) -> str:
    if isinstance(node, yaml.SequenceNode):
        return f"[{', '.join(_shown(each) for each in node.value)}]"
    if not isinstance(node, yaml.ScalarNode):
        return "{…}"
    quotes = node.style if node.style in ("'", '"') else ""
    return f"{quotes}{node.value}{quotes}"


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"


def _built(kind: type, values: Mapping[_Path, Any], under: _Path) -> Any:
    def parts() -> Iterator[tuple[str, Any]]:
        for each in fields(kind):
            path = (*under, each.name)
            if path in values:
                yield each.name, values[path]
            elif is_dataclass(each.default_factory):
                yield each.name, _built(cast(type, each.default_factory), values, path)

    return kind(**dict(parts()))
