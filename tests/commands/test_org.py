"""`steward org`: a file is taken whole, or every mistake in it is named with its line."""

from pathlib import Path

import pytest

from bot.seed import example
from bot.services.organisation import colleagues
from storage.unit import Store
from tests.builders.steward_command import steward

YAML = example("organisation.yaml")


def written(text: str, name: str = "org.yaml") -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def line_of(text: str, part: str) -> int:
    return 1 + text[: text.index(part)].count("\n")


def test_the_example_can_be_imported_as_it_is_printed(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert steward("org", "template") == 0
    file = written(capsys.readouterr().out)

    assert steward("org", "import", file) == 0
    first = capsys.readouterr().out
    assert steward("org", "import", file) == 0
    second = capsys.readouterr().out

    assert "added          12" in first
    assert "new KPI sheet  11" in first
    assert "Nothing has changed." in second
    assert len(colleagues(store, default_locale="en-US")) == 12


def test_the_spreadsheets_can_be_imported_as_they_are_printed(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, flags in (("people.csv", []), ("kpis.csv", ["--kpis"])):
        assert steward("org", "template", "--csv", *flags) == 0
        written(capsys.readouterr().out, name)

    assert steward("org", "import", "people.csv") == 0

    shown = capsys.readouterr().out
    assert "added          6" in shown
    assert "new KPI sheet  5" in shown


def test_a_spreadsheet_may_come_with_semicolons_and_a_mark_in_front(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        "email;name;post;department;branch;manager;grade;roles;technical\r\n"
        'zhao@example.com;赵敏;"Director; all";Marketing;杭州;;senior;hr admin product_manager;no\r\n'
    )
    Path("people.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())

    assert steward("org", "import", "people.csv") == 0

    (zhao,) = colleagues(store, default_locale="en-US")
    assert (zhao.name, zhao.post, zhao.branch) == ("赵敏", "Director; all", "杭州")


def test_every_mistake_is_named_with_file_line_and_field_and_nothing_is_changed(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        YAML.replace("branch: Guangzhou", "branch: Beijing")
        .replace("post: CRM", "post:")
        .replace(
            "weight: 60\n        anchors:\n          4.5: 34 以上",
            "weight: 6o\n        anchors:\n          4.6: 34",
        )
        .replace(
            "manager: zhang.wei@example.com\n    roles: [developer]\n    kpis:\n      - name: Work",
            "manager: he.jun@example.com\n    roles: [chief]\n    kpis:\n      - name: Work",
        )
    )
    file = written(text)

    assert steward("org", "import", file) == 2

    lines = capsys.readouterr().err.splitlines()
    assert lines[:-1] == [
        f"org.yaml:{line_of(text, 'branch: Beijing')}: branch: There is no branch “Beijing”. "
        "Branches of this file: Hangzhou, Chengdu, Guangzhou, Taipei.",
        f"org.yaml:{line_of(text, 'post:' + chr(10))}: post: “post” is missing.",
        f"org.yaml:{line_of(text, 'weight: 6o')}: kpis[1].weight: This is no whole number.",
        f"org.yaml:{line_of(text, 'manager: he.jun')}: manager: These managers form a circle: "
        "He Jun → He Jun. Give one of them a manager outside it.",
        f"org.yaml:{line_of(text, 'roles: [chief]')}: roles[1]: “chief” is not possible here. "
        "Use one of: hr, product_manager, developer, admin.",
    ]
    assert lines[-1] == "steward: The organisation file has 5 mistakes; nothing was changed."
    assert colleagues(store, default_locale="en-US") == []


def test_mistakes_in_spreadsheets_are_named_with_file_and_line(capsys: pytest.CaptureFixture[str]) -> None:
    written(
        "email,name,post,department,branch,manager,grade,roles,country,shoe_size\n"
        "zhao@example.com,Zhao Min,Director,Marketing,Hangzhou,,senior,hr,CN,\n"
        "# a note\n\n"
        'chen@example.com,"Chen\nJie",Planning,Marketing,Hangzhou,nobody@example.com,intern,,TW,\n',
        "people.csv",
    )
    written(
        "email,name,result,measure,unit,target,source,weight,3.5\n"
        "chen@example.com,Conversion,Growth,Orders,%,3.6,Analytics,90,on target\n"
        "who@example.com,Conversion,Growth,Orders,%,3.6,Analytics,100,on target\n",
        "kpis.csv",
    )

    assert steward("org", "import", "people.csv") == 2

    lines = capsys.readouterr().err.splitlines()
    assert lines[:-1] == [
        "kpis.csv:2: kpis: The weights of Chen Jie add up to 90. Change them so that they add up to 100.",
        "kpis.csv:3: email: Nobody in people.csv has the e-mail address “who@example.com”.",
        "people.csv:1: shoe_size: There is no field “shoe_size”. See: steward org template",
        "people.csv:5: country: “Hangzhou” has the country “TW” here and “CN” further up. "
        "Make them the same.",
        "people.csv:5: grade: “intern” is not possible here. Use one of: staff, senior.",
        "people.csv:5: manager: Nobody in the file has the e-mail address “nobody@example.com”. "
        "Add that person, or name another manager.",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("people: [", "org.yaml:1: The file cannot be read from here on:"),
        ("- 1\n- 2\n", "org.yaml:1: Named fields are expected here"),
        ("", "org.yaml:1: Named fields are expected here"),
        ("people: {a: 1}\n", "org.yaml:1: people: “people” is a list"),
        ("people:\n  - just a name\n", "org.yaml:2: Named fields are expected here"),
        ("peolpe: []\n", "org.yaml:1: peolpe: There is no field “peolpe”."),
        (
            "company: {country: CN, country: TW}\n",
            "org.yaml:1: country: “country” stands here a second time.",
        ),
        ("people: &all\n  - *all\n", "This refers to itself."),
        ("people:\n  - {name: [a]}\n", "org.yaml:2: name: Only text can stand here."),
        ("departments:\n  - {name: A, technical: perhaps}\n", "technical: Write yes or no."),
        (f"departments:\n  - name: {'x' * 81}\n", "org.yaml:2: name: This is longer than 80 characters."),
    ],
)
def test_a_file_of_another_shape_is_refused_in_words(
    text: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert steward("org", "import", written(text)) == 2

    printed = capsys.readouterr().err
    assert said in printed
    assert "Traceback" not in printed


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.yaml", None, "steward: none.yaml: No such file or directory."),
        ("people.xlsx", b"", "steward: people.xlsx: an organisation file ends in .yaml, .yml or .csv."),
        ("people.csv", "姓名".encode("gb18030"), "steward: people.csv: the file is not in UTF-8."),
    ],
)
def test_a_file_that_cannot_be_opened_is_one_line(
    name: str, content: bytes | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        Path(name).write_bytes(content)

    assert steward("org", "import", name) == 2

    assert capsys.readouterr().err.startswith(said)


def test_what_deserves_a_look_is_said_and_does_not_stand_in_the_way(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(
        "branches: [{name: Hangzhou}]\ndepartments: [{name: Marketing}]\npeople:\n"
        "  - {email: zhao@example.com, name: Zhao Min, post: Director, department: Marketing, "
        "branch: Hangzhou, grade: senior, roles: [hr, admin]}\n"
    )

    assert steward("org", "import", file) == 0

    assert "! org.yaml:3: people: Nobody has the role product_manager" in capsys.readouterr().out
    assert len(colleagues(store, default_locale="en-US")) == 1


def test_values_are_taken_as_they_are_typed(store: Store) -> None:
    text = (
        YAML.replace('target: "22"', "target: 3.60")
        .replace("country: TW", "country: NO")
        .replace("Asia/Taipei", "Europe/Oslo")
    )

    assert steward("org", "import", written(text)) == 0

    lin = next(each for each in colleagues(store, default_locale="en-US") if each.name == "林雅婷")
    assert lin.country == "NO"
    with store.read() as unit:
        sheet = unit.reviews.latest_sheet(lin.id)
        assert sheet is not None
        assert unit.reviews.items(sheet.id)[1].target == "3.60"


def test_kpis_as_a_flag_goes_with_csv(capsys: pytest.CaptureFixture[str]) -> None:
    assert steward("org", "template", "--kpis") == 2

    assert "--kpis goes with --csv" in capsys.readouterr().err


MOVED = YAML.replace("chen.jie@example.com", "chen.wu@new.example")


def test_a_rehearsal_says_in_words_what_would_change_and_changes_nothing(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert steward("org", "import", written(YAML)) == 0
    capsys.readouterr()

    assert steward("org", "import", written(YAML.replace("post: Planning", "post: Lead")), "--dry-run") == 0

    shown = capsys.readouterr().out
    assert "Chen Jie: post Planning → Lead" in shown
    assert "Nothing was changed: this was a rehearsal." in shown
    assert {person.post for person in colleagues(store, default_locale="en-US")}.isdisjoint({"Lead"})


def test_a_person_under_a_new_address_is_asked_about_and_answered_by_an_option(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert steward("org", "import", written(YAML)) == 0
    before = {person.name: person.id for person in colleagues(store, default_locale="en-US")}
    capsys.readouterr()

    assert steward("org", "import", written(MOVED)) == 2
    asked = capsys.readouterr()
    assert "the Chen Jie known as chen.jie@example.com?" in asked.out
    assert "--same chen.jie@example.com=chen.wu@new.example" in asked.out
    assert asked.err.count("Nothing was changed") == 1

    assert steward("org", "import", "org.yaml", "--same", "chen.jie@example.com=chen.wu@new.example") == 0
    assert "Chen Jie: email chen.jie@example.com → chen.wu@new.example" in capsys.readouterr().out
    assert {person.name: person.id for person in colleagues(store, default_locale="en-US")} == before


@pytest.mark.parametrize("option", [("--same", "x@example.com"), ("--new", "nobody@new.example")])
def test_an_answer_that_makes_no_sense_is_one_line(
    store: Store, capsys: pytest.CaptureFixture[str], option: tuple[str, str]
) -> None:
    assert steward("org", "import", written(YAML), *option) == 2

    assert len(capsys.readouterr().err.splitlines()) == 1
    assert colleagues(store, default_locale="en-US") == []


def test_the_companys_own_number_finds_a_person_whose_name_and_address_changed(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    numbered = YAML.replace("    name: Chen Jie", "    id: 1017\n    name: Chen Jie", 1)
    assert steward("org", "import", written(numbered)) == 0
    capsys.readouterr()

    married = numbered.replace("chen.jie@example.com", "chen.wu@new.example").replace("Chen Jie", "Chen Wu")
    assert steward("org", "import", written(married)) == 0

    shown = capsys.readouterr().out
    assert "left" not in shown
    assert "Chen Wu: name Chen Jie → Chen Wu" in shown
