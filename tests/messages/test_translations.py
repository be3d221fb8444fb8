"""Every sentence in every language: nothing missing, nothing doubtful, nothing left over."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from messages.catalog import LANGUAGES

MESSAGES = Path(__file__).parents[2] / "messages"
KEYWORDS = {"label": None, "count": (1, 2), "gettext": None, "ngettext": (1, 2), "_": None}
JINJA = {"trimmed": "true", "newstyle_gettext": "true", "extensions": "jinja2.ext.i18n"}
GLUED = re.compile(
    r"endtrans -?%}\n(?:{%-? end(?:if|for) -?%}\n)*{%-? (?:if|for)\b[^\n]*%}\n"
    r"(?:{%-? if\b[^\n]*%}\n)* *({% trans [^\n]*%}[\w(][^\n]*)"
)
"""Lines and spaces before a tag leave nothing behind: an empty line stands for a new one."""
COUNTED = re.compile(
    r"{% trans (\w+)=(?:(?!%}).)*%}(?:(?!{% endtrans).)*?{% pluralize(?: (\w+))? %}", re.DOTALL
)
"""A sentence with a plural, by its first fact: which is what is counted, unless another is named."""
DATED = re.compile(r"{% trans ([^\n]*?\b(?:day|stamp|moment)\([^\n]*?)%}([^\n]*?){% endtrans %}")
"""A sentence in which a day or an hour is named, by what it is handed."""
PLACEHOLDER = re.compile(r"%\((\w+)\)")


@pytest.fixture(scope="module")
def sentences() -> set[str]:
    """Every English text that is marked for translation, singular form."""
    found = extract_from_dir(
        str(MESSAGES),
        method_map=[("**.py", "python"), ("text/**.j2", "jinja2")],
        options_map={"text/**.j2": JINJA},
        keywords=KEYWORDS,
    )
    return {text[0] if isinstance(text, tuple) else text for _, _, text, _, _ in found}


def catalog(language: str) -> Catalog:
    with (MESSAGES / "locale" / language / "LC_MESSAGES" / "steward.po").open("rb") as file:
        return read_po(file, locale=language)


def singular(message: Message) -> str:
    return message.id[0] if isinstance(message.id, (list, tuple)) else message.id


def translations(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, (list, tuple)) else [message.string]


def test_there_is_something_to_translate(sentences: set[str]) -> None:
    assert "Close" in sentences
    assert any("Something went wrong on our side" in text for text in sentences)


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_every_sentence_is_translated_and_none_is_doubtful(language: str, sentences: set[str]) -> None:
    known = {singular(message): message for message in catalog(language) if message.id}

    missing = [text for text in sentences if text not in known or not all(translations(known[text]))]
    doubtful = [text for text, message in known.items() if message.fuzzy]

    assert missing == []
    assert doubtful == []


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_no_translation_is_left_over(language: str, sentences: set[str]) -> None:
    known = catalog(language)

    assert [singular(message) for message in known if message.id and singular(message) not in sentences] == []
    assert list(known.obsolete) == []


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_a_translation_fills_in_the_same_facts(language: str) -> None:
    for message in catalog(language):
        if not message.id:
            continue
        forms = message.id if isinstance(message.id, (list, tuple)) else [message.id]
        allowed = {name for form in forms for name in PLACEHOLDER.findall(form)}
        needed = set(PLACEHOLDER.findall(forms[-1]))
        for translated in translations(message):
            used = set(PLACEHOLDER.findall(translated))
            assert used <= allowed, singular(message)
            assert needed - {"number", "count", "num"} <= used, singular(message)


def test_traditional_chinese_is_not_simplified_copied() -> None:
    simplified = {singular(m): translations(m) for m in catalog("zh_Hans") if m.id}
    traditional = {singular(m): translations(m) for m in catalog("zh_Hant") if m.id}

    same = [
        text for text, forms in traditional.items() if forms == simplified.get(text) and len(forms[0]) > 8
    ]

    assert len(same) < len(traditional) / 10


def test_no_sentence_begins_right_at_the_end_of_another() -> None:
    glued = {
        str(path.relative_to(MESSAGES)): found[1]
        for path in sorted(MESSAGES.rglob("*.j2"))
        for found in GLUED.finditer(path.read_text(encoding="utf-8"))
    }

    assert glued == {}


def test_no_sentence_follows_another_after_a_space() -> None:
    """English parts two sentences with a space, Chinese with nothing: between them stands a new line."""
    joined = re.compile(r"\.{% endtrans %} +{% (?:trans|if|for)\b")
    texts = {path.name: path.read_text(encoding="utf-8") for path in (MESSAGES / "text").rglob("*.j2")}

    assert [name for name, text in texts.items() if joined.search(text)] == []


def test_what_a_sentence_counts_is_a_number() -> None:
    counted = {
        (str(path.relative_to(MESSAGES)), found[2] or found[1])
        for path in sorted(MESSAGES.rglob("*.j2"))
        for found in COUNTED.finditer(path.read_text(encoding="utf-8"))
    }

    assert counted
    assert sorted(each for each in counted if each[1] != "count") == []


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_chinese_parts_digits_from_characters_and_no_characters_from_each_other(language: str) -> None:
    """A day ends in a character (周三前完成), an hour in a digit (09:30 之前); a week is named by its first
    day, which stands by itself (1月4日周一 这一周).
    """
    known = {singular(message): translations(message) for message in catalog(language) if message.id}
    wrong = []
    for path in sorted(MESSAGES.rglob("*.j2")):
        for handed, said in DATED.findall(path.read_text(encoding="utf-8")):
            sentence = re.sub(r"{{ (\w+) }}", r"%(\1)s", said)
            for name, kind in re.findall(r"(\w+)=(day|stamp|moment)\(", handed):
                behind = " (?![这這那])[\u4e00-\u9fff]" if kind == "day" else "[\u4e00-\u9fff]"
                found = re.compile(rf"%\({name}\)s{behind}")
                wrong += [each for each in known.get(sentence, []) if found.search(each)]

    assert wrong == []


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_chinese_commas_and_colons_stand_right_behind_what_is_bold(language: str) -> None:
    """Slack wants no character beside the star, so they are bold as well: *姓名：* 3.5."""
    said = [each for message in catalog(language) if message.id for each in translations(message)]

    assert [each for each in said if re.search(r"\* [，：]", each)] == []
