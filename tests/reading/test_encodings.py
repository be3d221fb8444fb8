"""A file says the same in whatever encoding it was saved, and a wrong guess is refused or told."""

import pytest

from bot.reading.encodings import NotText, decode

HEAD = "email,name,post,department,branch\n"
SIMPLIFIED = (
    HEAD + "zhao.min@example.com,赵敏,市场总监,市场部,杭州\nchen.jie@example.com,陈洁,活动策划,市场部,成都\n"
)
TRADITIONAL = (
    HEAD + "lin@example.com,林雅婷,網站企劃,行銷部,臺北\nwu@example.com,吳建宏,資訊工程師,資訊部,臺北\n"
)
WESTERN = (
    HEAD + "jose@example.com,José Müller,Geschäftsführer,Größe & Maß,Köln\n"
    "zoe@example.com,Zoë Ångström,“CRM” – café,IT,Besançon\n"
)


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (SIMPLIFIED, "utf-8", "UTF-8"),
        (SIMPLIFIED, "utf-8-sig", "UTF-8"),
        (SIMPLIFIED, "utf-16", "UTF-16"),
        (SIMPLIFIED, "utf-16-le", "UTF-16"),
        (SIMPLIFIED, "utf-16-be", "UTF-16"),
        (SIMPLIFIED, "utf-32", "UTF-32"),
        (SIMPLIFIED, "gb18030", "GB18030"),
        (SIMPLIFIED, "gbk", "GB18030"),
        (SIMPLIFIED, "gb2312", "GB18030"),
        (TRADITIONAL, "big5", "Big5"),
        (TRADITIONAL, "cp950", "Big5"),
        (TRADITIONAL, "big5hkscs", "Big5"),
        (WESTERN, "cp1252", "Windows-1252"),
        ("name\nFran\xe7ois\n", "latin-1", "Windows-1252"),
        ("姓名\n", "gbk", "GB18030"),
        ("網站\n", "big5", "Big5"),
        (HEAD, "ascii", "UTF-8"),
        ("", "ascii", "UTF-8"),
    ],
)
def test_the_encoding_is_known_by_its_mark_or_by_what_comes_out(text: str, codec: str, name: str) -> None:
    decoded = decode(text.encode(codec))

    assert (decoded.text, decoded.encoding) == (text, name)


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(128, 256)) * 8,
        "Отдел продаж\n".encode("cp1251"),
        "営業部の担当者\n".encode("shift_jis"),
        b"\xff\xfe\x00",
        b"\xff\xfe\x00\xd8",
    ],
)
def test_what_no_encoding_reads_well_is_not_guessed(data: bytes) -> None:
    with pytest.raises(NotText):
        decode(data)


def test_a_damaged_character_among_utf_8_is_found_with_its_line() -> None:
    with pytest.raises(NotText) as trouble:
        decode((SIMPLIFIED + "someone@example.com,").encode() + b"\xd5\xd4\n" + SIMPLIFIED.encode())

    assert trouble.value.line == 4
