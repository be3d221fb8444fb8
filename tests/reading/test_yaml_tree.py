"""YAML of every sort: read, or named with the line at which it cannot be."""

from pathlib import Path

import pytest

from bot.errors import SetupError
from bot.reading.yaml_tree import Unreadable, load, read_yaml

BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10)
)
MERGE_BOMB = "a0: &a0 {x0: 1, y0: 1}\n" + "".join(
    f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}], x{n}: 1}}\n" for n in range(1, 10)
)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: x\x0by\n", "control", 2),
        ("a: 1\n\x1b[31mb: 2\n", "control", 2),
        ("a: 1\n\nb: caf\x96\n", "control", 3),
        ("a: 1\rb: 2\rc: \x96\r", "control", 3),
        ("a: [" * 2000, "too_deep", 1),
        ("[" * 2000, "too_deep", 1),
        ("a: 1\n" + "".join(f"{' ' * n}- - -\n" for n in range(0, 90, 6)), "not_yaml", 2),
        ("a: 1\n<<: 7\n", "merge", 2),
        ("a: 1\n<<: [{b: 2}, c]\n", "merge", 2),
        ("a: &a\n  <<: *a\n", "inside_itself", 1),
        ("a: 1\nb: 2\na: 3\n", "field_twice", 3),
        (BOMB, "repeats", 1),
        ("a: 2026-13-45\n", "not_yaml", 1),
        ('a: "\\UFFFFFFFF"\n', "not_yaml", 1),
        ("a: !!int x\n", "not_yaml", 1),
        ("a: !!python/object:os.system x\n", "not_yaml", 1),
        ("? [a]\n: 1\n", "not_yaml", 1),
        ("a: b: c\n", "not_yaml", 1),
        ("a: *nobody\n", "not_yaml", 1),
        ("--- 1\n--- 2\n", "not_yaml", 2),
        ("a: 'open\n\n", "not_yaml", 3),
    ],
)
def test_what_cannot_be_read_has_its_line(text: str, code: str, line: int) -> None:
    with pytest.raises(Unreadable) as trouble:
        load(text)

    assert trouble.value.code == code
    assert trouble.value.sentence
    assert trouble.value.line == line


def test_fields_are_taken_over_once_however_often_they_are_named() -> None:
    data = load(MERGE_BOMB)

    assert data["a9"] == {"x0": 1, "y0": 1, **{f"x{n}": 1 for n in range(1, 10)}}


def test_the_first_entry_that_is_taken_over_counts_most_and_the_own_fields_more() -> None:
    data = load("a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc: {<<: [*a, *b], z: 3}\n")

    assert data["c"] == {"x": 1, "y": 1, "z": 3}


def test_json_is_read_however_it_is_indented() -> None:
    assert load('{\n\t"a": [1,\n\t\t"\\ud83d\\ude00"],\n\t"b": true\n}\n')["b"] is True


def test_an_empty_text_holds_nothing() -> None:
    assert load("") is None
    assert load("# only a remark\n") is None


def test_a_file_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "steward.yaml"
    file.write_text("channels:\n  intake: web\n  intake: desk\n")

    with pytest.raises(SetupError) as trouble:
        read_yaml(file)

    assert str(trouble.value) == f"{file}:3: “intake” stands here a second time. Keep one of them."


def test_another_encoding_is_told(tmp_path: Path) -> None:
    told: list[str] = []
    file = tmp_path / "steward.yaml"
    file.write_bytes("intake: {emergency_words: [着火, 紧急]}\n".encode("gb18030"))

    assert read_yaml(file, tell=told.append) == {"intake": {"emergency_words": ["着火", "紧急"]}}

    assert told == [
        "steward.yaml is not in UTF-8; it was read as GB18030, for instance: 着火, 紧急. "
        "If that is wrong, save the file as UTF-8."
    ]
