"""What the page says, it says in all its languages; what it is made of comes with it."""

import re
from pathlib import Path

import bot.sandbox

STATIC = Path(bot.sandbox.__file__).parent / "static"
ENTRY = re.compile(r"^  (\w+): \[(.*)\],$", re.MULTILINE)
USED = re.compile(r"\bt\(\"(\w+)\"")


def test_every_sentence_of_the_page_is_there_in_three_languages():
    words = (STATIC / "js" / "words.js").read_text(encoding="utf-8")
    sentences = {key: re.findall(r'"[^"]+"', listed) for key, listed in ENTRY.findall(words)}
    used = {key for file in STATIC.glob("js/*.js") for key in USED.findall(file.read_text(encoding="utf-8"))}

    assert used <= set(sentences)
    assert {key: each for key, each in sentences.items() if len(each) != 3} == {}


def test_the_places_in_a_sentence_are_the_same_in_each_language():
    words = (STATIC / "js" / "words.js").read_text(encoding="utf-8")

    for key, listed in ENTRY.findall(words):
        places = {frozenset(re.findall(r"\{(\w+)\}", each)) for each in re.findall(r'"[^"]+"', listed)}
        assert len(places) == 1, key


def test_nothing_on_the_page_comes_from_elsewhere():
    for file in STATIC.rglob("*.*"):
        text = file.read_text(encoding="utf-8")

        assert re.findall(r"(?:src|href)=\"https?:|url\(https?:|@import|from \"https?:", text) == [], (
            file.name
        )
        assert "innerHTML" not in text, file.name
