"""Whatever bytes stand in a file, each reader says what is wrong, in one line or one a mistake."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clock import SystemClock
from bot.commands.org_file import read_organisation
from bot.commands.sandbox import read_manifest
from bot.configuration import read_choices
from bot.domain.goals.post_file import check as check_post
from bot.domain.organisation import check
from bot.domain.policy import Policy
from bot.domain.texts import LANGUAGES
from bot.errors import Refusal, SetupError
from bot.reading.data_file import read_data
from bot.seed import EXAMPLE, example
from bot.services.goals.posts import read_post
from bot.services.reviews.schemes import read_scheme, read_scheme_file
from bot.settings import read_settings
from messages.catalog import Words
from messages.organisation import problem_text
from messages.posts import post_problem_text
from messages.schemes import scheme_problem_text
from tests.builders.shipped import load_scheme

YAML, PEOPLE, KPIS = (example(name) for name in ("organisation.yaml", "people.csv", "kpis.csv"))
POST = (EXAMPLE.parents[1] / "posts" / "customer-service.yaml").read_text(encoding="utf-8")
SCHEME = (EXAMPLE.parents[1] / "schemes" / "kpi-values.yaml").read_text(encoding="utf-8")
CODECS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030")
CONFIG = """
channels: {intake: website-requests}
hours: {start: 9, end: 18}
schedule: {opening_hour: 10, nudge_weekday: 4}
intake: &desk
  on_duty: sun.li@example.com
  emergency_words: [urgent, 紧急]
default_country: CN
"""
MANIFEST = json.dumps(
    {"display_information": {"name": "Other 赵"}, "settings": {"socket_mode_enabled": True}}
)
NASTY = [
    "\x00",
    "\x0b",
    "\x1b",
    "\x96",
    "\ufeff",
    "\u2028",
    "\u202e",
    "\ufffd",
    '"',
    "'",
    "\t",
    "\r",
    "\n",
    "\n\n- ",
    "[" * 70,
    "{",
    "}",
    "]",
    ":",
    ": ",
    ",",
    ";",
    "|",
    "#",
    "#REF!",
    '="',
    "<<: ",
    "<<: *x\n",
    "&x ",
    "*x ",
    "!!int ",
    "!!map ",
    "!!set ",
    "!!binary ",
    "!!timestamp ",
    "!x ",
    "? ",
    '"\\ud83d"',
    '"\\UFFFFFFFF"',
    "%YAML 9.9\n---\n",
    "--- ",
    "...\n",
    "NaN",
    "1e9999",
    "2026-13-45",
    "=",
    "~",
    "9" * 5000,
    "sep=;\n",
    "４．５",
]


def damaged(text: str) -> st.SearchStrategy[bytes]:
    """A valid file in which some places were overwritten, doubled or cut, in some encoding."""

    @st.composite
    def draw(pick: st.DrawFn) -> bytes:
        said = text
        for _ in range(pick(st.integers(1, 4))):
            at = pick(st.integers(0, len(said)))
            cut = pick(st.sampled_from([0, 0, 1, 3, 40]))
            put = pick(st.sampled_from(NASTY) | st.text(max_size=3))
            said = said[:at] + put + said[at + cut :]
        data = said.encode(pick(st.sampled_from(CODECS)))
        at = pick(st.integers(0, len(data)))
        return data[:at] + pick(st.sampled_from([b"", b"", b"", b"\xff", b"\x80\x81", b"\0"])) + data[at:]

    return draw()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files")


def read_whole(file: Path) -> None:
    """As `steward org import` does, up to the words for each mistake."""
    reading = read_organisation(file, defaults=Policy())
    findings = check(reading.organisation, scale=load_scheme("kpi-values").points)
    words = [Words(locale=locale, timezone="UTC", now=SystemClock().now()) for locale in ("en-US", "zh-TW")]
    for problem in (*reading.problems, *reading.warnings, *findings.problems, *findings.warnings):
        name, line, field = reading.place(problem)
        assert name
        assert line >= 1
        for each in words:
            f"{field}: {problem_text(each, problem)}".encode()


def complaint(read: Callable[[], object]) -> str:
    """What the reader says is wrong; anything else that is raised fails the test."""
    try:
        read()
    except (SetupError, Refusal) as trouble:
        return str(trouble)
    return ""


EXAMPLES = settings(
    max_examples=settings().max_examples // 4,  # each is a file read whole, and its mistakes in words
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@EXAMPLES
@given(data=st.binary(max_size=300) | damaged(YAML) | damaged("company: {}\n"))
def test_an_organisation_in_yaml(folder: Path, data: bytes) -> None:
    file = folder / "org.yaml"
    file.write_bytes(data)

    assert "\n" not in complaint(lambda: read_whole(file))


@EXAMPLES
@given(people=st.binary(max_size=300) | damaged(PEOPLE), kpis=st.just(KPIS.encode()) | damaged(KPIS))
def test_an_organisation_in_spreadsheets(folder: Path, people: bytes, kpis: bytes) -> None:
    file = folder / "people.csv"
    file.write_bytes(people)
    (folder / "kpis.csv").write_bytes(kpis)

    assert "\n" not in complaint(lambda: read_whole(file))


@EXAMPLES
@given(data=st.binary(max_size=200) | damaged(CONFIG))
def test_the_companys_choices(folder: Path, data: bytes) -> None:
    file = folder / "steward.yaml"
    file.write_bytes(data)

    assert all("\n" not in line for _, line in read_choices(file).problems)


@EXAMPLES
@given(data=st.binary(max_size=200) | damaged(MANIFEST))
def test_another_bots_manifest(folder: Path, data: bytes) -> None:
    file = folder / "other.json"
    file.write_bytes(data)

    assert "\n" not in complaint(lambda: read_manifest(file))


@EXAMPLES
@given(data=st.text(max_size=200) | damaged(SCHEME).map(lambda data: data.decode("utf-8", "replace")))
def test_a_scheme_that_somebody_adds(data: str) -> None:
    words = Words(locale="zh-CN", timezone="UTC", now=SystemClock().now())

    read = read_scheme_file(data)

    assert (read.value is None) == bool(read.problems)
    for line, problem in read.problems:
        assert line >= 1
        scheme_problem_text(words, problem).encode()


@EXAMPLES
@given(data=st.text(max_size=200) | damaged(POST).map(lambda data: data.decode("utf-8", "replace")))
def test_a_post_that_somebody_adds(data: str) -> None:
    words = Words(locale="zh-TW", timezone="UTC", now=SystemClock().now())
    scale = load_scheme("kpi-values").points

    read = read_data(data, partial(check_post, languages=LANGUAGES, scale=scale))

    assert (read.value is None) == bool(read.problems)
    for line, problem in read.problems:
        assert line >= 1
        post_problem_text(words, problem).encode()


@EXAMPLES
@given(data=st.binary(max_size=200) | damaged("key: a\nversion: 1\nname: {en: A}\nduties: []\nkpis: []\n"))
def test_a_post(data: bytes) -> None:
    assert "\n" not in complaint(lambda: read_post("a", data))


@EXAMPLES
@given(data=st.binary(max_size=200) | damaged("key: a\nversion: 1\nname: {en: A}\nscale: []\nsections: []\n"))
def test_a_scheme(data: bytes) -> None:
    assert "\n" not in complaint(lambda: read_scheme("a", data))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            b"channels:\n  intake: a\x0bb\n",
            ":2: the invisible character U+000B cannot stand here. Delete it.",
        ),
        (b"[" * 2000, ":1: lists or brackets are nested too deeply here."),
        (b"hours: {end: 18}\nhours: {start: 9}\n", ":1: hours: it stands here and again on line 2."),
        (b"hours: {<<: 9}\n", ":1: “<<” takes over the fields of another entry"),
        (b"hours: 2026-99-99\n", ":1: hours: hours holds no settings."),
        (b"PK\x03\x04", ": this is a workbook, not text."),
        ("emergency_words: [営業部]".encode("shift_jis"), ": no encoding is known that reads this."),
    ],
)
def test_what_is_wrong_with_the_companys_choices_has_its_line(tmp_path: Path, data: bytes, said: str) -> None:
    file = tmp_path / "steward.yaml"
    file.write_bytes(data)

    _, line = read_choices(file).problems[0]

    assert line.startswith(f"STEWARD_CONFIG: {file}{said}")


def test_the_companys_choices_may_come_in_another_encoding_which_is_told(tmp_path: Path) -> None:
    file = tmp_path / "steward.yaml"
    file.write_bytes("intake: {emergency_words: [着火, 支付]}\n".encode("gb18030"))

    choices = read_choices(file)

    assert choices.policy().intake.emergency_words == ("着火", "支付")
    assert choices.remark == (
        "steward.yaml is not in UTF-8; it was read as GB18030, for instance: 着火, 支付. "
        "If that is wrong, save the file as UTF-8."
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"a": [', ":1: this cannot be read from here on"),
        (b'{"a": 1, "a": 2}', ":1: “a” stands here a second time."),
        (b'{"a": "\\ud83d"}', ":1: part of a character was lost here. Type the text anew."),
        (b"[1]", " is no Slack app manifest."),
        (b"", " is no Slack app manifest."),
    ],
)
def test_what_is_wrong_with_another_bots_manifest_is_named(tmp_path: Path, data: bytes, said: str) -> None:
    file = tmp_path / "other.json"
    file.write_bytes(data)

    with pytest.raises(SetupError) as trouble:
        read_manifest(file)

    assert str(trouble.value).startswith(f"{file}{said}")


def test_an_emoji_of_two_halves_in_a_manifest_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_bytes(b'{\n\t"display_information": {"name": "Other \\ud83d\\ude00"}\n}')

    assert read_manifest(file) == {"display_information": {"name": "Other 😀"}}


def test_the_settings_in_a_file_are_read_behind_a_mark_in_front(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("STEWARD_LOG", raising=False)
    (tmp_path / ".env").write_bytes(b"\xef\xbb\xbfSTEWARD_LOG=json\n")

    assert read_settings().settings.steward_log == "json"


def test_settings_in_another_encoding_are_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_bytes("STEWARD_LOG=json # 日志\n".encode("gb18030"))

    with pytest.raises(SetupError, match=r"^\.env: the file is not in UTF-8\. Save it as UTF-8"):
        read_settings().required()
