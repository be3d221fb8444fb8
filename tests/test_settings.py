"""Settings: every wrong one has its line and its place, and right ones arrive."""

from datetime import date
from pathlib import Path

import pytest

from bot.commands.doctor_questions import check_questions
from bot.domain.policy import Hours, Policy, Schedule
from bot.settings import read_settings

NAMES = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_API_URL", "DATABASE_URL")


@pytest.fixture(autouse=True)
def nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in (*NAMES, "STEWARD_CONFIG", "STEWARD_LOG"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the company's choices, to be written."""
    monkeypatch.setenv("STEWARD_CONFIG", "steward.yaml")
    return tmp_path / "steward.yaml"


def test_with_nothing_set_the_defaults_hold_and_nothing_is_wrong() -> None:
    read = read_settings()

    assert read.problems == ()
    assert read.policy == Policy()
    assert read.settings.slack_api_url == "https://slack.com/api/"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SLACK_API_URL", "not a url", "SLACK_API_URL: “not a url” is not an address"),
        ("SLACK_API_URL", "ftp://slack.com/api", "SLACK_API_URL: “ftp://slack.com/api” is not an address"),
        ("SLACK_API_URL", "https://", "SLACK_API_URL: “https://” is not an address"),
        ("SLACK_API_URL", "http://[::1", "SLACK_API_URL: “http://[::1” is not an address"),
        ("SLACK_API_URL", "http://here:port/", "SLACK_API_URL: “http://here:port/” is not an address"),
        (
            "SLACK_BOT_TOKEN",
            "xapp-1-secret",
            "SLACK_BOT_TOKEN: it is an app token, which belongs in SLACK_APP",
        ),
        (
            "SLACK_BOT_TOKEN",
            "xoxp-1-secret",
            "SLACK_BOT_TOKEN: it is a person's token; Steward needs the bot",
        ),
        ("SLACK_BOT_TOKEN", "1-secret", "SLACK_BOT_TOKEN: it is not a bot token (xoxb-…)"),
        ("SLACK_BOT_TOKEN", "xoxb-1 secret", "SLACK_BOT_TOKEN: it has spaces or signs in it"),
        ("SLACK_BOT_TOKEN", "xoxb-1–secret", "SLACK_BOT_TOKEN: it has spaces or signs in it"),
        (
            "SLACK_APP_TOKEN",
            "xoxb-1-secret",
            "SLACK_APP_TOKEN: it is a bot token, which belongs in SLACK_BOT",
        ),
        ("SLACK_SIGNING_SECRET", "xoxb-1-secret", "SLACK_SIGNING_SECRET: it is a bot token"),
        ("DATABASE_URL", "postgres://u:secret@h/n", "DATABASE_URL: write postgresql:// where"),
        ("DATABASE_URL", "postgresql://u:secret@h:port/n", "DATABASE_URL: use sqlite:///steward.db"),
        ("DATABASE_URL", "mysql://u:secret@h/n", "DATABASE_URL: use sqlite:///steward.db"),
        ("DATABASE_URL", "steward.db", "DATABASE_URL: use sqlite:///steward.db"),
        ("DATABASE_URL", "sqlite:///", "DATABASE_URL: use sqlite:///steward.db"),
        ("DATABASE_URL", "sqlite://", "DATABASE_URL: use sqlite:///steward.db"),
        ("DATABASE_URL", "sqlite:///:memory:", "DATABASE_URL: use sqlite:///steward.db"),
        ("DATABASE_URL", "sqlite:///a.db?mode=ro", "DATABASE_URL: use sqlite:///steward.db"),
        (
            "STEWARD_LOG",
            "jsn",
            "STEWARD_LOG: “jsn” is not a kind of log (json, text, auto). Did you mean json?",
        ),
        ("STEWARD_LOGS", "json", "STEWARD_LOGS: there is no such setting. Did you mean STEWARD_LOG?"),
        ("STEWARD_CONFIG", ".", "STEWARD_CONFIG: .: this is a folder. Name a file in it."),
    ],
)
def test_a_wrong_variable_is_one_line_that_shows_no_secret(
    name: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)

    (problem,) = read_settings().problems

    assert problem.startswith(said)
    assert "\n" not in problem
    assert "secret@" not in problem
    assert "1-secret" not in problem


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("hours: {start: 9, end: 9}", "steward.yaml:1: hours.end: the day ends at 9, when it starts."),
        ("hours: {start: 25}", "steward.yaml:1: hours.start: “25” is not an hour of the day (a whole number"),
        ("hours: {end: 0}", "steward.yaml:1: hours.end: “0” is not the hour at which a day ends"),
        (
            "\n\nhours:\n  end: 12",
            "steward.yaml:3: schedule.nudge_hour: 16 is out of working hours (9 to 12).",
        ),
        (
            "schedule: {nudge_hour: 20}",
            "steward.yaml:1: schedule.nudge_hour: 20 is out of working hours (9 to",
        ),
        ('schedule: {nudge_hour: "16"}', 'steward.yaml:1: schedule.nudge_hour: “"16"” is not an hour of'),
        ("schedule: {nudge_hour: 16:00}", "steward.yaml:1: schedule.nudge_hour: “16:00” is not an hour of"),
        ("schedule: {nudge_hour: 16.0}", "steward.yaml:1: schedule.nudge_hour: “16.0” is not an hour of the"),
        (
            "schedule: {nudge_hour: yes}",
            "steward.yaml:1: schedule.nudge_hour: “yes” is not an hour of the day",
        ),
        ("schedule: {nudge_weekday: 7}", "steward.yaml:1: schedule.nudge_weekday: “7” is not a weekday"),
        (
            "schedule: {nudge_weekday: Friday}",
            "steward.yaml:1: schedule.nudge_weekday: “Friday” is not a week",
        ),
        ("schedule: {self_score_days: -1}", "steward.yaml:1: schedule.self_score_days: “-1” is not a number"),
        (
            "schedule: {approval_days: 99999}",
            "steward.yaml:1: schedule.approval_days: “99999” is not a number",
        ),
        ("schedule: {self_score_days: }", "steward.yaml:1: schedule.self_score_days: it has no value."),
        ("schedule: 5", "steward.yaml:1: schedule: schedule holds no settings."),
        ("intake: {on_duty: sun}", "steward.yaml:1: intake.on_duty: “sun” is not an e-mail address."),
        (
            "intake: {emergency_words: urgent}",
            "steward.yaml:1: intake.emergency_words: “urgent” is not a list",
        ),
        (
            "intake: {emergency_words: [a, ' ']}",
            "steward.yaml:1: intake.emergency_words: “[a, ' ']” is not a",
        ),
        ("intake: {emergency_words: []}", "steward.yaml:1: intake.emergency_words: “[]” is not a list of 1"),
        (
            "intake: {emergency_words: [[a], 5]}",
            "steward.yaml:1: intake.emergency_words: “[[a], 5]” is not a",
        ),
        (
            "intake: {first_answer_minutes: 0}",
            "steward.yaml:1: intake.first_answer_minutes: “0” is not a num",
        ),
        (
            "channels: {intake: Web Requests}",
            "steward.yaml:1: channels.intake: “Web Requests” is not the name",
        ),
        (
            "channels: {intake: 2026}",
            "steward.yaml:1: channels.intake: “2026” is not the name or the id of a ",
        ),
        ("default_country: China", "steward.yaml:1: default_country: “China” is not a country"),
        (
            "default_country: cn",
            "steward.yaml:1: default_country: “cn” is not a country whose public holidays",
        ),
        (
            "default_country: NO",
            "steward.yaml:1: default_country: “NO” is not a country whose public holidays",
        ),
        (
            "default_locale: klingon",
            "steward.yaml:1: default_locale: “klingon” is not a language that Steward",
        ),
        ("default_locale: de-DE", "steward.yaml:1: default_locale: “de-DE” is not a language that Steward"),
        ("default_timezone: Mars/Olympus", "steward.yaml:1: default_timezone: “Mars/Olympus” is not a time"),
        ("default_timezone: ../../etc/passwd", "steward.yaml:1: default_timezone: “../../etc/passwd” is not"),
        (
            "defualt_country: CN",
            "steward.yaml:1: defualt_country: there is no such setting. Did you mean defau",
        ),
        (
            "nudge_hour: 16",
            "steward.yaml:1: nudge_hour: there is no such setting. Did you mean schedule.nudge_",
        ),
        (
            "pizza: 16",
            "steward.yaml:1: pizza: there is no such setting. Here can stand: actions, away, channels, check",
        ),
        ("hours: {start: 9}\nhours: {end: 18}", "steward.yaml:1: hours: it stands here and again on line 2."),
        ("just words", "steward.yaml: the file holds no settings."),
        ("- a\n- b", "steward.yaml: the file holds no settings."),
        ("hours: {start: 9", "steward.yaml:1: this cannot be read from here on: "),
        ("a: \x0b", "steward.yaml:1: the invisible character U+000B cannot stand here."),
        ("[" * 2000, "steward.yaml:1: lists or brackets are nested too deeply here."),
        ("default_country: 2026-13-45", "steward.yaml:1: default_country: “2026-13-45” is not a country"),
        (
            "days:\n  closed:\n    - 2026-12-24\n    - 2026-12-32",
            "steward.yaml:4: days.closed: “2026-12-32” is not a day (2026-12-24), days",
        ),
        ("days: {closed: 2026-12-24}", "steward.yaml:1: days.closed: “2026-12-24” is not a list of at most"),
        ("days: {worked: [[2026-12-24]]}", "steward.yaml:1: days.worked: “[2026-12-24]” is not a day"),
        (
            "days:\n  closed: [2026-12-24..2026-12-31]\n  worked: [2026-11-28,\n    2026-12-28]",
            "steward.yaml:4: days.worked: 2026-12-28 is among days.closed too. Keep one of them.",
        ),
        (
            "hours:\n  breaks:\n    - 12:00-13:00\n    - 25:00-26:00",
            "steward.yaml:4: hours.breaks: “25:00-26:00” is not a break by the clock (12:00-13:30).",
        ),
        ("hours: {breaks: [6:00-7:00]}", "steward.yaml:1: hours.breaks: 6:00-7:00 is not between two tim"),
        ("? [a]\n: 1", "steward.yaml:1: ?: there is no such setting."),
    ],
)
def test_a_wrong_choice_is_one_line_with_its_place(chosen: Path, written: str, said: str) -> None:
    chosen.write_text(written, encoding="utf-8")

    (problem,) = read_settings().problems

    assert problem.startswith(f"STEWARD_CONFIG: {said}")
    assert "\n" not in problem


def test_the_near_match_and_the_quotes_are_suggested(chosen: Path) -> None:
    chosen.write_text('default_country: NO\ndefault_timezone: Asia/Shangai\nschedule: {nudge_hour: "16"}')

    country, zone, hour = read_settings().problems

    assert country.endswith("Write it in quotes.")
    assert zone.endswith("Did you mean Asia/Shanghai?")
    assert hour.endswith("Write it without quotes.")


def test_everything_that_is_wrong_is_told_at_once(chosen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen.write_text("hours: {start: 30}\npizza: 1\ndefault_country: XX\n")
    monkeypatch.setenv("SLACK_API_URL", "nowhere")

    problems = read_settings().problems

    assert [problem.split(": “")[0].split(": there")[0] for problem in problems] == [
        "SLACK_API_URL",
        "STEWARD_CONFIG: steward.yaml:1: hours.start",
        "STEWARD_CONFIG: steward.yaml:2: pizza",
        "STEWARD_CONFIG: steward.yaml:3: default_country",
    ]


@pytest.mark.parametrize(
    "written",
    [
        "",
        "# nothing but a comment\n",
        "schedule:\n  # everything left out\n",
        "hours: {start: 18, end: 9}",
        "hours: {start: 0, end: 24}",
        'default_country: "NO"\ndefault_timezone: Europe/Oslo',
        'channels: {intake: "#网站"}',
        "channels: {intake: C0REQUESTS}",
        "default_locale: zh-HK",
        "hours: {breaks: []}",
        "days:\n  closed: [2026-12-24, DE 2026-12-28..2026-12-31, NO 2026-12-24]\n  worked: []",
    ],
)
def test_what_is_right_is_taken(chosen: Path, written: str) -> None:
    chosen.write_text(written, encoding="utf-8")

    assert read_settings().problems == ()


def test_a_companys_days_arrive_in_the_calendars_of_their_countries(chosen: Path) -> None:
    chosen.write_text("days:\n  closed: [2026-12-24, DE 2026-12-28..2026-12-31]\n  worked: [CN 2026-12-26]")

    policy = read_settings().policy

    after = {each: policy.calendar(each).next_working_day(date(2026, 12, 23)) for each in ("CN", "DE", "US")}
    assert after == {"CN": date(2026, 12, 25), "DE": date(2027, 1, 4), "US": date(2026, 12, 28)}
    assert policy.calendar("CN").is_working_day(date(2026, 12, 26))
    assert policy.calendar() is policy.calendar("CN")


def test_choices_arrive_where_they_belong(chosen: Path) -> None:
    chosen.write_text("hours: {start: 18, end: 9}\nintake: {emergency_words: [fire]}\ndefault_country: SA\n")

    policy = read_settings().policy

    assert (policy.hours, policy.default_country) == (Hours(start=18, end=9), "SA")
    assert policy.intake.emergency_words == ("fire",)
    assert policy.schedule == Schedule()


def test_the_environment_counts_before_the_file_and_what_is_empty_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text(
        "\ufeff# ours\nSTEWARD_LOG=json\n\nexport slack_api_url='http://127.0.0.1:1/api'\nDATABASE_URL=sqlite:///a.db"
    )
    monkeypatch.setenv("STEWARD_LOG", "text")
    monkeypatch.setenv("DATABASE_URL", "")

    read = read_settings()

    assert (read.settings.steward_log, read.settings.database_url) == ("text", "sqlite:///a.db")
    assert read.settings.slack_api_url == "http://127.0.0.1:1/api/"
    origins = {entry.setting.name: entry.origin for entry in read.environment}
    assert (origins["steward_log"], origins["slack_api_url"]) == ("environment", ".env:4")
    assert (origins["database_url"], origins["slack_bot_token"]) == (".env:5", "")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (b"STEWARD_LOG=json\nthis is 'no line\n", ".env:2: this is no line of the form NAME=value."),
        ("STEWARD_LOG=json".encode("utf-16"), ".env: the file is not in UTF-8."),
        ("# caf\xe9".encode("latin-1"), ".env: the file is not in UTF-8."),
        (
            b"SLACK_BOT_TOKEM=xoxb-1",
            ".env:1: SLACK_BOT_TOKEM: there is no such setting. Did you mean SLACK_BOT_",
        ),
        (b"\n\nSTEWARD_LOG=loud", ".env:3: STEWARD_LOG: “loud” is not a kind of log"),
    ],
)
def test_a_wrong_line_of_the_env_file_has_its_number(tmp_path: Path, written: bytes, said: str) -> None:
    (tmp_path / ".env").write_bytes(written)

    (problem,) = read_settings().problems

    assert problem.startswith(said)


def test_an_env_file_that_is_a_folder_is_one_line(tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()

    assert read_settings().problems == (".env: cannot be read: Is a directory.",)


def test_other_programs_names_are_none_of_our_business(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEWARD_SERVICE_HOST", "10.0.0.1")  # what Kubernetes sets for a service of this name
    monkeypatch.setenv("DATABASE_URI", "mysql://elsewhere")

    assert read_settings().problems == ()


FIELD = """fields:
  - key: order
    label: {en: Order number, zh_Hans: 订单号, zh_Hant: 訂單編號}
    kind: number
"""


def test_the_companys_own_fields_are_read_from_the_file_beside(chosen: Path) -> None:
    chosen.write_text("intake: {fields: fields.yaml}", encoding="utf-8")
    chosen.with_name("fields.yaml").write_text(FIELD, encoding="utf-8")

    read = read_settings()

    assert read.problems == ()
    assert [each.key for each in read.policy.form_fields] == ["order"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (FIELD.replace(", zh_Hant: 訂單編號", ""), "fields.yaml:3: fields[1].label: This text is missing in"),
        (FIELD.replace("number\n", "colour\n"), "fields.yaml:4: fields[1].kind: “colour” is not possible"),
        (FIELD.replace("fields:", "felder:"), "fields.yaml:1: "),
        ("fields: [", "fields.yaml:1: "),
    ],
)
def test_a_mistake_in_that_file_has_its_line_and_then_no_field_is_asked_for(
    written: str, said: str, chosen: Path
) -> None:
    chosen.write_text("intake:\n  fields: fields.yaml\n", encoding="utf-8")
    chosen.with_name("fields.yaml").write_text(written, encoding="utf-8")

    read = read_settings()

    assert read.problems[0].startswith(f"STEWARD_CONFIG: steward.yaml:2: intake.fields: {said}")
    assert all("\n" not in problem for problem in read.problems)
    assert read.policy.form_fields == ()


QUESTIONS = """sets:
  - key: shop
    name: {zh_Hans: 门店}
    questions:
      - {zh_Hans: TA 怎样对待顾客？}
"""


def test_the_companys_own_questions_are_read_from_the_file_beside(chosen: Path) -> None:
    chosen.write_text("input: {questions: questions.yaml}", encoding="utf-8")
    chosen.with_name("questions.yaml").write_text(QUESTIONS, encoding="utf-8")

    read = read_settings()

    assert (read.problems, read.remarks) == ((), ())
    assert [each.key for each in read.policy.question_sets] == ["shop"]


def test_a_mistake_in_the_questions_stops_nothing_and_is_said_with_its_line(chosen: Path) -> None:
    chosen.write_text("input:\n  questions: questions.yaml\n", encoding="utf-8")
    half = QUESTIONS.replace("{zh_Hans: 门店}", "{zh_Hans: 门店, en: Shop}")
    for written, said in (
        (half, "questions.yaml:5: sets[1].questions[1]: "),
        ("sets: [", "questions.yaml:1: "),
        ("", "questions.yaml:1: "),
        (None, "questions.yaml"),
    ):
        file = chosen.with_name("questions.yaml")
        file.unlink(missing_ok=True) if written is None else file.write_text(written, encoding="utf-8")

        read = read_settings()

        assert read.problems == ()
        assert read.required()[1].question_sets == ()
        (remark,) = read.remarks
        assert remark.startswith(f"STEWARD_CONFIG: steward.yaml:2: input.questions: {said}"), remark
        (entry,) = (each for each in read.choices if each.setting.name == "input.questions")
        assert entry.problem == remark
        (found,) = check_questions(read.settings, read.policy)
        assert not found.is_well
        assert found.what.startswith(f"input.questions: {said}")


def test_a_file_of_fields_that_is_not_there_is_said(chosen: Path) -> None:
    chosen.write_text("intake: {fields: fields.yaml}", encoding="utf-8")

    (problem,) = read_settings().problems

    assert problem.startswith("STEWARD_CONFIG: steward.yaml:1: intake.fields: ")
    assert "fields.yaml" in problem
