"""What cannot be seen never tells two things apart, and never counts as words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.text import address, has_words, is_blank, is_damaged, key, name_text, plain, typed_text

INVISIBLE = [
    "\u200b",
    "\u200e",
    "\u200f",
    "\u202a",
    "\u202e",
    "\u2066",
    "\u2069",
    "\ufeff",
    "\u00ad",
    "\u2060",
    "\x00",
    "\x1b",
    "\x7f",
    "\x96",
    "\U000e0041",
    "\ud83d",
    "\uffff",
]
SEEN_ALTHOUGH_FORMAT = (
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)


@pytest.mark.parametrize("sign", [*INVISIBLE, "\u200c", "\u200d", "\ufe0f", "\u3164"])
def test_an_address_is_the_same_with_and_without_what_cannot_be_seen(sign: str) -> None:
    assert address(f"{sign}zhao{sign}@example.com{sign}") == "zhao@example.com"


@pytest.mark.parametrize(
    "written",
    [
        "Zhao@Example.COM",
        " zhao@example.com\u00a0",
        "ｚｈａｏ＠ｅｘａｍｐｌｅ．ｃｏｍ",
        "zhao@example。com",
        "<zhao@example.com>",
        "mailto:zhao@example.com",
    ],
)
def test_an_address_is_the_same_however_it_was_copied(written: str) -> None:
    assert address(written) == "zhao@example.com"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("20２６Q4", "2026Q4"),
        ("٢٠٢٦Q٤", "2026Q4"),
        ("२०२६Q४", "2026Q4"),
        ("2027–01—29", "2027-01-29"),
        ("２０２７－０１－２９", "2027-01-29"),
        ("“2026Q4”", '"2026Q4"'),
        ("「2026Q4」", '"2026Q4"'),
        ("a\u3000b\u00a0c\t d ", "a b c d"),
    ],
)
def test_what_is_typed_as_a_word_is_brought_to_one_form(written: str, read: str) -> None:
    assert plain(written) == read


def test_names_are_the_same_key_in_any_case_width_and_kind_of_space() -> None:
    assert key("Ｒ＆Ｄ\u3000Team") == key("r&d team\u200b") == "r&d team"


@given(st.text())
def test_one_form_is_final(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert key(key(text)) == key(text)
    assert address(address(text)) == address(text)
    assert name_text(name_text(text)) == name_text(text)
    assert typed_text(typed_text(text)) == typed_text(text)


@given(st.text())
def test_nothing_that_comes_out_can_make_a_database_fail(text: str) -> None:
    for read in (plain, key, address, name_text, typed_text):
        came = read(text)
        came.encode()
        assert "\x00" not in came


def test_every_control_and_format_character_is_known() -> None:
    hidden = [
        sign
        for sign in map(chr, range(0x110000))
        if unicodedata.category(sign) in {"Cc", "Cf", "Cs"} and sign not in SEEN_ALTHOUGH_FORMAT
    ]

    assert [sign for sign in hidden if plain(f"a{sign}b") not in ("ab", "a b")] == []
    assert [sign for sign in hidden if not is_blank(sign)] == []


def test_typed_text_keeps_what_people_wrote() -> None:
    written = (
        "👩‍💻 ❤️ علی‌رضا 葛\U000e0100城 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f\n\tend"
    )

    assert typed_text(written) == written


@pytest.mark.parametrize("sign", INVISIBLE)
def test_typed_text_loses_what_cannot_be_seen(sign: str) -> None:
    assert typed_text(f"a{sign}b") == "ab"


def test_lines_end_in_one_way() -> None:
    assert typed_text("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h") == "a\nb\nc\nd\ne\nf\ng\nh"


@pytest.mark.parametrize(
    "text",
    ["", " \u3000\n", "\u200b", "\u200d\u200c\ufe0f", "\u3164", "\u2800", "\ufffd", "\x00\u202e", "\u0301"],
)
def test_a_text_in_which_nothing_can_be_seen_is_blank(text: str) -> None:
    assert is_blank(text)
    assert typed_text(text) == ""


@pytest.mark.parametrize("text", ["0", "。", "👍", "\u0600", "x\u200b"])
def test_a_text_in_which_something_can_be_seen_is_not_blank(text: str) -> None:
    assert not is_blank(text)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("\u200b赵\u00a0 敏\ufeff", "赵 敏"),
        ("علی\u200cرضا", "علی\u200cرضا"),
        ("Chen\u200d\u200c Jie\u200c", "Chen Jie"),
        ("Zhao\nMin", "Zhao Min"),
        ("研发（北京）", "研发（北京）"),
    ],
)
def test_a_name_is_one_line_as_it_is_shown(written: str, read: str) -> None:
    assert name_text(written) == read


def test_two_halves_become_the_emoji_that_they_are() -> None:
    assert typed_text("\ud83d\ude00") == "😀"
    assert not is_damaged("\ud83d\ude00")


@pytest.mark.parametrize("text", ["half \ud83d", "\ude00\ud83d", "lost \ufffd"])
def test_a_text_that_lost_part_of_a_character_is_damaged(text: str) -> None:
    assert is_damaged(text)


@pytest.mark.parametrize("text", ["购物车", "404", "السلة", "😡 no", "a:b:c"])
def test_whoever_writes_letters_or_digits_says_something(text: str) -> None:
    assert has_words(text)


@pytest.mark.parametrize("text", ["😡", ":cry: :+1::skin-tone-2:", "?!…", "1️⃣", ""])
def test_emoji_and_signs_alone_say_nothing(text: str) -> None:
    assert not has_words(text)
