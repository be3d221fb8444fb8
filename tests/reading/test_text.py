"""Whatever stands where a file is expected: one line says what it is and what to do."""

from pathlib import Path

import pytest

from bot.errors import SetupError
from bot.reading import text
from bot.reading.text import read_text


def written(folder: Path, data: bytes) -> Path:
    file = folder / "people.csv"
    file.write_bytes(data)
    return file


def test_another_encoding_than_utf_8_is_told_with_words_to_judge_it_by(tmp_path: Path) -> None:
    found = read_text(written(tmp_path, "email,姓名,部门\nzhao@example.com,赵敏,市场部\n".encode("gb18030")))

    assert found.text.endswith("赵敏,市场部\n")
    assert found.remark == (
        "people.csv is not in UTF-8; it was read as GB18030, for instance: 姓名, 部门, 赵敏. "
        "If that is wrong, save the file as UTF-8."
    )


@pytest.mark.parametrize("codec", ["ascii", "utf-8", "utf-8-sig"])
def test_nothing_is_told_of_utf_8(tmp_path: Path, codec: str) -> None:
    assert read_text(written(tmp_path, "email\n".encode(codec))).remark == ""


def test_a_second_mark_in_front_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert read_text(written(tmp_path, b"\xef\xbb\xbf\xef\xbb\xbfemail")).text == "email"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            b"PK\x03\x04 and more",
            "this is a workbook, not text. Save its sheet as CSV (UTF-8), and use that.",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "this is a workbook, not text."),
        (b"\x7fELF\x02\x01\x01" + bytes(40), "this is no text file."),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "no encoding is known that reads this."),
        (b"email\nzhao@\xe5\xe6\n" + "赵敏\n".encode() * 9, ":2: a character is not in UTF-8."),
    ],
)
def test_what_is_no_text_is_named(tmp_path: Path, data: bytes, said: str) -> None:
    file = written(tmp_path, data)

    with pytest.raises(SetupError) as trouble:
        read_text(file)

    assert str(trouble.value).startswith(str(file))
    assert said in str(trouble.value)


def test_a_folder_a_missing_file_and_a_name_that_can_be_none_are_named(tmp_path: Path) -> None:
    for file, said in (
        (tmp_path, "this is a folder"),
        (tmp_path / "none.csv", "No such file or directory"),
        (tmp_path / ("x" * 300), "File name too long"),
        (Path("a\0b"), "no name of a file"),
    ):
        with pytest.raises(SetupError, match=said):
            read_text(file)


def test_a_file_that_is_far_too_large_is_not_read_to_its_end() -> None:
    with pytest.raises(SetupError, match=f"larger than {text.LARGEST_BYTES // 1024**2} MB"):
        read_text(Path("/dev/zero"))
