"""`steward org`: a file is taken whole, or every mistake in it is named with its line."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from bot.seed import example
from bot.services.people.organisation import colleagues
from storage.unit import Store
from tests.builders.steward_command import steward
from tests.builders.workbook import workbook

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
    assert len(colleagues(store)) == 12
    assert {each.name for each in colleagues(store) if each.phone} == {
        "Sun Li",
        "Zhang Wei",
        "He Jun",
        "唐怡",
    }


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
    assert {each.name: each.phone for each in colleagues(store) if each.phone} == {
        "Sun Li": "+8657100000104",
        "He Jun": "+8657100000106",
    }


def test_a_spreadsheet_may_come_with_semicolons_and_a_mark_in_front(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        "email;name;post;department;branch;manager;grade;roles;technical\r\n"
        'zhao@example.com;赵敏;"Director; all";Marketing;杭州;;senior;hr admin product_manager;no\r\n'
    )
    Path("people.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())

    assert steward("org", "import", "people.csv") == 0

    (zhao,) = colleagues(store)
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
            "manager: zhang.wei@example.com\n    roles: [developer]\n    phone: +86 571",
            "manager: he.jun@example.com\n    roles: [chief]\n    phone: +86 571",
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
    assert colleagues(store) == []


def test_mistakes_in_spreadsheets_are_named_with_file_and_line(capsys: pytest.CaptureFixture[str]) -> None:
    written(
        "email,name,post,department,branch,manager,grade,roles,country,shoe_size\n"
        "zhao@example.com,Zhao Min,Director,Marketing,Hangzhou,,senior,hr,CN,38\n"
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
        ("", "org.yaml:1: The file is empty. Begin with: steward org template"),
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
        (
            "people:\n  - {phone: at home}\n",
            "org.yaml:2: phone: phone “at home” is no telephone number with its country.",
        ),
        ("people:\n  - {phone: \ufffd+86 571 0000 01}\n", "org.yaml:2: phone: Part of a character was lost"),
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
        (
            "people.xlsx",
            b"",
            "steward: people.xlsx: this is a workbook. Save its sheet as CSV (UTF-8), and import that.",
        ),
        (
            "people.csv",
            b"PK\x03\x04",
            "steward: people.csv: this is a workbook, not text. Save its sheet as CSV",
        ),
        ("people.txt", b"", "steward: people.txt: an organisation file ends in .yaml, .yml, .csv or .xlsx."),
        ("people.csv", bytes(range(256)), "steward: people.csv: "),
        (
            "people.csv",
            "営業部".encode("shift_jis"),
            "steward: people.csv: no encoding is known that reads this.",
        ),
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
    assert len(colleagues(store)) == 1


def test_values_are_taken_as_they_are_typed(store: Store) -> None:
    text = (
        YAML.replace('target: "22"', "target: 3.60")
        .replace("country: TW", "country: NO")
        .replace("Asia/Taipei", "Europe/Oslo")
    )

    assert steward("org", "import", written(text)) == 0

    lin = next(each for each in colleagues(store) if each.name == "林雅婷")
    assert lin.country == "NO"
    with store.read() as unit:
        sheet_id, _ = unit.cycles.sheets()[lin.id]
        assert unit.reviews.sheet(sheet_id)[1].target == "3.60"


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
    assert {person.post for person in colleagues(store)}.isdisjoint({"Lead"})


def test_a_person_under_a_new_address_is_asked_about_and_answered_by_an_option(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert steward("org", "import", written(YAML)) == 0
    before = {person.name: person.id for person in colleagues(store)}
    capsys.readouterr()

    assert steward("org", "import", written(MOVED)) == 2
    asked = capsys.readouterr()
    assert "the Chen Jie known as chen.jie@example.com?" in asked.out
    assert "--same chen.jie@example.com=chen.wu@new.example" in asked.out
    assert asked.err.count("Nothing was changed") == 1

    assert steward("org", "import", "org.yaml", "--same", "chen.jie@example.com=chen.wu@new.example") == 0
    assert "Chen Jie: email chen.jie@example.com → chen.wu@new.example" in capsys.readouterr().out
    assert {person.name: person.id for person in colleagues(store)} == before


def test_whose_address_is_somebody_elses_by_now_is_asked_about_by_it_and_answered_in_a_shell(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    elder = YAML.replace("    name: Chen Jie", "    id: 1\n    name: Chen Jie", 1)
    younger = YAML.replace("    name: Chen Jie", "    id: 9\n    name: Chen the younger", 1)
    for text in (elder, younger):
        assert steward("org", "import", written(text)) == 0
    had = next(p for p in colleagues(store) if p.name == "Chen Jie")
    capsys.readouterr()

    assert steward("org", "import", written(MOVED)) == 2

    asked = capsys.readouterr().out
    assert "the Chen Jie known as chen.jie@example.com, who left?" in asked
    assert f"--same '{had.email}=chen.wu@new.example'" in asked
    assert steward("org", "import", "org.yaml", "--same", f"{had.email}=chen.wu@new.example") == 0
    assert had.id in {p.id for p in colleagues(store) if p.is_active}


@pytest.mark.parametrize("option", [("--same", "x@example.com"), ("--new", "nobody@new.example")])
def test_an_answer_that_makes_no_sense_is_one_line(
    store: Store, capsys: pytest.CaptureFixture[str], option: tuple[str, str]
) -> None:
    assert steward("org", "import", written(YAML), *option) == 2

    assert len(capsys.readouterr().err.splitlines()) == 1
    assert colleagues(store) == []


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


ZHAO = "zhao@example.com,赵敏,总监,市场部,杭州,senior,hr admin product_manager"
HEADINGS = "email,name,post,department,branch,grade,roles"
NOWHERE = "Something stands here under no heading ({}). Give the column a heading, or empty it."
NO_HEADINGS = (
    "This row should hold the headings of the columns (email, name …), separated by commas, semicolons, tabs "
    "or |. Begin with: steward org template --csv"
)
SHEET_ERROR = "The spreadsheet has an error here: {}. Correct it there, and save the file again."
KPI_HEADINGS = "email,name,result,measure,unit,target,source,weight,4.5,3.5,3"
KPI = "zhao@example.com,转化,增长,订单,%,3.6,后台,100,4.0,3.6,3.2"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_people_are_the_same_in_whatever_encoding_they_come(
    store: Store, codec: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("people.csv").write_bytes(f"{HEADINGS}\n{ZHAO}\n".encode(codec))

    assert steward("org", "import", "people.csv") == 0

    (zhao,) = colleagues(store)
    assert (zhao.name, zhao.department, zhao.branch) == ("赵敏", "市场部", "杭州")
    told = capsys.readouterr().err
    assert ("it was read as" in told) is (not codec.startswith("utf-8"))
    assert told == "" or told.startswith("! people.csv:1: The file is not in UTF-8; it was read as ")


@pytest.mark.parametrize(
    ("people", "kpis"),
    [
        pytest.param(f"sep=;\n{HEADINGS};;\n{ZHAO};;\n;;;;;;;;\n".replace(",", ";"), "", id="sep="),
        pytest.param(f"{HEADINGS}\r{ZHAO}\r".replace(",", "\t"), "", id="tabs, CR"),
        pytest.param(f"{HEADINGS}\r\n{ZHAO}\r\n".replace(",", "|"), "", id="pipes, CRLF"),
        pytest.param(
            f"{HEADINGS},Column1,,\n{ZHAO},,,\n{ZHAO.replace('zhao', 'li')}\n", "", id="empty columns"
        ),
        pytest.param(f"E-Mail, NAME ,Post,Department,Ｂranch,Grade,roles\n{ZHAO}\n", "", id="headings"),
        pytest.param(f"{HEADINGS}\n{ZHAO}\n{HEADINGS}\n{ZHAO.replace('zhao', 'li')}\n", "", id="repeated"),
        pytest.param(f"{HEADINGS}\n\n,,,,,,\n# a remark\n{ZHAO}\n", "", id="empty rows"),
        pytest.param(
            f"{HEADINGS},slack_id\n" + '="zhao@example.com",="赵敏",总监,市场部,杭州,senior,hr,=""\n',
            "",
            id='=""',
        ),
        pytest.param(
            f"{HEADINGS}\n{ZHAO}\n",
            f"{KPI_HEADINGS},,\n{KPI}\n".replace(",", ";").replace("4.5", "4,5").replace("100", '"100,0"'),
            id="decimal commas",
        ),
        pytest.param(
            f"{HEADINGS}\n{ZHAO}\n", f"{KPI_HEADINGS}\n{KPI}\n".replace("100", "100 %"), id="percent"
        ),
        pytest.param(
            f"{HEADINGS}\n{ZHAO}\n", f"{KPI_HEADINGS}\n{KPI}\n".replace("3.6,", "'3.6,"), id="apostrophe"
        ),
    ],
)
def test_a_spreadsheet_is_read_in_every_dialect(store: Store, people: str, kpis: str) -> None:
    Path("people.csv").write_bytes(people.encode())
    if kpis:
        Path("kpis.csv").write_bytes(kpis.encode())

    assert steward("org", "import", "people.csv") == 0

    zhao = next(each for each in colleagues(store) if each.email == "zhao@example.com")
    assert (zhao.name, zhao.department, zhao.branch) == ("赵敏", "市场部", "杭州")
    with store.read() as unit:
        sheets = unit.cycles.sheets()
        assert (zhao.id in sheets) is bool(kpis)
        if zhao.id in sheets:
            (item,) = unit.reviews.sheet(sheets[zhao.id][0])
            assert (item.weight, item.target) == (100, "3.6")
            assert [str(anchor.score) for anchor in item.anchors] == ["4.5", "3.5", "3"]


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (
            f"{HEADINGS},,,,\n# a remark\n{ZHAO},,,,38\n{ZHAO.replace('zhao', 'li')},,,,40\n",
            [f"people.csv:3: K3: {NOWHERE.format('K3, K4')}"],
        ),
        (
            f"{HEADINGS}\n{ZHAO},x\n",
            [f"people.csv:2: H2: {NOWHERE.format('H2')}"],
        ),
        (
            f"{ZHAO}\n{ZHAO}\n",
            [
                f"people.csv:1: {NO_HEADINGS}",
            ],
        ),
        (
            f"{HEADINGS}\n{ZHAO}\n".replace(",", ":"),
            [
                f"people.csv:1: {NO_HEADINGS}",
            ],
        ),
        (
            f"name,post,branch,grade\n{ZHAO}\n{ZHAO}\n",
            ["people.csv:1: These columns are missing: email, department. See: steward org template --csv"],
        ),
        (
            f"{HEADINGS}\n{ZHAO.replace('总监', '#REF!')}\n",
            [
                f"people.csv:2: C2: {SHEET_ERROR.format('#REF!')}",
                "people.csv:2: post: “post” is missing.",
            ],
        ),
        (
            f"{HEADINGS}\n{ZHAO.replace('zhao@example.com', '#N/A')}\n",
            [
                f"people.csv:2: A2: {SHEET_ERROR.format('#N/A')}",
                "people.csv:2: email: “email” is missing.",
            ],
        ),
        (
            f"{HEADINGS},Name\n{ZHAO},again\n",
            ["people.csv:1: name: “name” stands here a second time. Keep one of them."],
        ),
        (
            f'{HEADINGS}\n{ZHAO}\nli@example.com,"Li Na,总监,市场部,杭州,senior,hr\n{ZHAO}\n',
            ["people.csv:3: A quotation mark is opened here and closed nowhere. Close it, or delete it."],
        ),
        (
            f'{HEADINGS}\nli@example.com,"Li Na,总监,市场部,杭州,senior,hr\n' + f"{ZHAO}\n" * 3000,
            ["people.csv:2: A quotation mark is opened here and closed nowhere. Close it, or delete it."],
        ),
        (
            f"{HEADINGS}\n{ZHAO.replace('总监', chr(0xFFFD))}\n",
            ["people.csv:2: post: Part of a character was lost here. Type the text anew."],
        ),
        ("", ["people.csv:1: The file is empty. Begin with: steward org template"]),
        (" \n,,,\n", ["people.csv:1: The file is empty. Begin with: steward org template"]),
        (
            f"{HEADINGS}\n",
            ["people.csv:1: people: There is nobody in the file. Begin with: steward org template"],
        ),
    ],
)
def test_what_is_wrong_with_a_spreadsheet_is_named_by_its_cause(
    people: str, said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    written(people, "people.csv")

    assert steward("org", "import", "people.csv") == 2

    assert capsys.readouterr().err.splitlines()[:-1] == said


def test_an_inch_mark_is_no_open_quotation(store: Store) -> None:
    written(f"{HEADINGS}\n{ZHAO.replace('总监', chr(0x9F84) + ' 19' + chr(34))}\n", "people.csv")

    assert steward("org", "import", "people.csv") == 0

    (zhao,) = colleagues(store)
    assert zhao.post == '龄 19"'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("company: {country: CN}\npeople:\n  - name: a\x0bb\n", "org.yaml:3: The invisible character U+000B"),
        (
            "a: 1\n\x1b[1m: 2\n\x1b\n",
            "org.yaml:2: The invisible character U+001B cannot stand in this file. Delete it.",
        ),
        ("company:\n  country: C\x96N\n", "org.yaml:2: The invisible character U+0096"),
        ("company:\n  <<: CN\n", "org.yaml:2: “<<” takes over the fields of another entry"),
        ('departments:\n  - name: "half \\ud83d"\n', "org.yaml:2: name: Part of a character was lost here."),
        ("departments:\n  - name: lost \ufffd\n", "org.yaml:2: name: Part of a character was lost here."),
        ("[" * 2000, "org.yaml:1: Lists or brackets are nested too deeply here."),
        (
            "a: &a [1,2,3,4,5,6,7,8,9]\n"
            + "".join(
                f"{c}: &{c} [{','.join('*' + chr(ord(c) - 1) for _ in range(9))}]\n" for c in "bcdefghij"
            ),
            "org.yaml:1: What the file repeats by reference (*) makes it too large.",
        ),
        ('people: "\\UFFFFFFFF"\n', "org.yaml:1: The file cannot be read from here on"),
        ("? [a]\n: b\n", "org.yaml:1: ?: Only text can stand here."),
        (
            "branches:\n  - {name: Hangzhou}\n  - {name: ｈangzhou}\n",
            "org.yaml:3: name: “ｈangzhou” stands here a second time.",
        ),
        ("people:\n  - kpis: [{weight: 1e999, anchors: {NaN: x}}]\n", "is no score"),
        (f"people:\n  - kpis: [{{weight: {'9' * 5000}}}]\n", "org.yaml:2: kpis[1].weight"),
    ],
)
def test_whatever_stands_in_a_file_is_a_line_with_its_place(
    text: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert steward("org", "import", written(text)) == 2

    printed = capsys.readouterr().err
    assert said in printed
    assert "Traceback" not in printed


def test_what_cannot_be_seen_makes_no_second_person_and_no_second_place(store: Store) -> None:
    text = (
        YAML.replace("manager: zhang.wei@example.com", "manager: \u200bZhang.Wei@Example.com\ufeff")
        .replace("branch: Guangzhou", "branch: ＧUANGZHOU\u200e")
        .replace("roles: [developer]", "roles: [Ｄeveloper\u200b]")
        .replace("name: He Jun", "name: He\u00a0Jun\u202e")
    )

    assert steward("org", "import", written(text)) == 0

    people = colleagues(store)
    assert len(people) == 12
    assert {each.branch for each in people} == {"Hangzhou", "Chengdu", "Guangzhou", "Taipei"}
    assert any(each.name == "He Jun" for each in people)


def test_an_import_of_the_same_people_with_invisible_characters_changes_nothing(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    steward("org", "import", written(YAML))
    capsys.readouterr()

    assert steward("org", "import", written(YAML.replace("email: ", "email: \u200b\u00ad"))) == 0

    assert "Nothing has changed." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("kpis", "said"),
    [
        (f"{KPI}\n", f"kpis.csv:1: {NO_HEADINGS}"),
        (
            f"{KPI_HEADINGS}\n{KPI}\n".replace("unit", "").replace("source", "where"),
            "kpis.csv:1: These columns are missing: unit, source. See: steward org template --csv",
        ),
        (f"{KPI_HEADINGS}\n{KPI},x\n", f"kpis.csv:2: L2: {NOWHERE.format('L2')}"),
        (
            f"{KPI_HEADINGS},4.50\n{KPI},x\n",
            "kpis.csv:1: 4.5: “4.5” stands here a second time. Keep one of them.",
        ),
        (f"{KPI_HEADINGS}\n,{KPI.partition(',')[2]}\n", "kpis.csv:2: email: “email” is missing."),
        (
            f"{KPI_HEADINGS}\n{KPI}\n".replace("100", "10O"),
            "kpis.csv:2: kpis[1].weight: This is no whole number.",
        ),
        (
            f"{KPI_HEADINGS}\n{KPI}\n".replace("100", "#NAME?"),
            f"kpis.csv:2: H2: {SHEET_ERROR.format('#NAME?')}",
        ),
        (
            f"{KPI_HEADINGS}\n{KPI}{'x' * 140_000}\n",
            "kpis.csv:2: This is longer than 131072 characters. Shorten it.",
        ),
        ("", "kpis.csv:1: The file is empty. Begin with: steward org template"),
    ],
)
def test_what_is_wrong_with_the_kpis_is_named_first(
    kpis: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    written(f"{HEADINGS}\n{ZHAO}\n", "people.csv")
    written(kpis, "kpis.csv")

    assert steward("org", "import", "people.csv") == 2

    assert capsys.readouterr().err.splitlines()[0] == said


def test_a_workbook_beside_the_people_is_named_with_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    written(f"{HEADINGS}\n{ZHAO}\n", "people.csv")
    Path("kpis.csv").write_bytes(b"PK\x03\x04 xl/workbook.xml")

    assert steward("org", "import", "people.csv") == 2

    assert capsys.readouterr().err.startswith("steward: kpis.csv: this is a workbook, not text.")


def test_nothing_in_a_file_makes_a_database_fail(store: Store) -> None:
    text = YAML.replace("name: He Jun", r'name: "He\0 \x1bJun\u202e \ud83d\ude00"')

    assert steward("org", "import", written(text)) == 0

    assert "He Jun 😀" in {each.name for each in colleagues(store)}


def test_a_workbook_is_read_with_its_kpis_and_says_what_follows(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    people = [row.split(",") for row in example("people.csv").splitlines() if not row.startswith("#")]
    kpis = [row for row in csv.reader(StringIO(example("kpis.csv"))) if row and not row[0].startswith("#")]
    path = workbook(Path("people.xlsx"), people, kpis, names=("People", "KPIs"))

    assert steward("org", "import", str(path)) == 0
    assert "added          6" in capsys.readouterr().out

    heads, *rows = people
    since = [[*heads, "joined", "since"], *([*row, "", date(2027, 2, 1)] for row in rows)]
    assert [row[2] for row in since if row[1] == "Chen Jie"] == ["Planning"]
    changed = [["Planner" if cell == "Planning" else cell for cell in row] for row in since]
    gone = [row for row in changed if row[1] != "Liu Yang"]
    theirs = [row for row in kpis if row[0] != "liu.yang@example.com"]
    workbook(path, gone, theirs, names=("People", "KPIs"))
    assert steward("org", "import", str(path), "--dry-run") == 0
    shown = capsys.readouterr().out
    assert "! Liu Yang left without a successor. Until the file names one, Zhao Min stands in" in shown
    assert "transferred" in shown
    assert "Nothing was changed: this was a rehearsal." in shown


def test_a_day_that_is_none_is_named_with_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    text = example("people.csv").replace("technical\n", "technical,joined\n", 1)
    text = text.replace(",yes\n", ",yes,soon\n", 1)

    assert steward("org", "import", written(text, "people.csv")) == 2

    assert "joined: joined “soon” is no day. Write it with the year first" in capsys.readouterr().err


def test_a_file_without_half_the_company_asks_for_yes(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    written(example("organisation.yaml"))
    assert steward("org", "import", "org.yaml") == 0
    written(example("people.csv"), "people.csv")
    capsys.readouterr()

    assert steward("org", "import", "people.csv") == 2
    assert "of 12 people 6 are not in this file" in capsys.readouterr().err
    assert steward("org", "import", "people.csv", "--dry-run") == 0
    assert "import it with --yes" in capsys.readouterr().out
    assert steward("org", "import", "people.csv", "--yes") == 0
    assert "left" in capsys.readouterr().out
