"""One form for what people type: keys that are the same look the same, and what is empty counts as empty."""

import re
import unicodedata

# Half characters, controls, format characters (but those that are drawn), noncharacters, tags.
_HIDDEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\ufffc\ufffe\uffff\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
)
_JOINERS = "\u200c\u200d"
_SELECTORS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
# Letters and marks with no shape of their own.
_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\U0001d159"

_HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_PLAIN_SIGHT = re.compile("[0-9A-Za-z\u4e00-\u9fff]")
_OBJECT = "\ufffc"
_DAMAGE = re.compile("[\ud800-\udfff\ufffd]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# The flags of England, Scotland and Wales are a flag and its tags, with an end of their own.
_HIDDEN_IN_TEXT = re.compile(f"(\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)|[{_HIDDEN}]")
_HIDDEN_IN_KEYS = re.compile(f"[{_HIDDEN}{_JOINERS}{_SELECTORS}{_FILLERS}]")
_FILLERS_IN_NAMES = re.compile(f"[{_FILLERS}]")
# Arabic and the scripts of India and its neighbours are spelt with joiners; emoji are made of them.
_JOINERS_THAT_JOIN_NOTHING = re.compile(
    f"(?<![\u0600-\u1bff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[{_JOINERS}]+|[{_JOINERS}]+(?=\\s|$)"
)

_SHORTCODE = re.compile(r":[\w+'-]+:(?::skin-tone-\d:)?")
_KEYCAPS = re.compile("[0-9]\ufe0f?\u20e3")

_SIGNS = str.maketrans(
    dict.fromkeys("“”„‟«»「」『』〝〞〟", '"')
    | dict.fromkeys("‘’‚‛‹›", "'")
    | dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
)
_QUOTES = "\"' "


def plain(text: str) -> str:
    """The one form of a word, a name or a day that is looked up; upper and lower case stay.

    Nothing invisible, full-width letters and every script's digits as ASCII, one kind of quote, of
    dash and of space.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    spaced = " ".join(text.split())  # NEL and old separators are spaces, and would vanish with the controls
    folded = unicodedata.normalize("NFKC", _HIDDEN_IN_KEYS.sub("", whole(spaced)))
    folded = unicodedata.normalize("NFKC", _HIDDEN_IN_KEYS.sub("", folded)).translate(_SIGNS)
    if not folded.isascii():
        folded = "".join(str(unicodedata.decimal(sign, sign)) for sign in folded)
    return " ".join(folded.split())


def key(text: str) -> str:
    """What two names have in common that people take for the same: `plain`, whatever the case."""
    return plain(plain(text).casefold())


def word(text: str) -> str:
    """A word behind a command, without quotes around it."""
    return key(text).strip(_QUOTES)


def address(text: str) -> str:
    """An e-mail address in its one form, in lower case. It may still be none."""
    lower = plain(plain(text).lower()).replace("。", ".")
    return lower.removeprefix("<").removeprefix("mailto:").removesuffix(">").strip()


def name_text(text: str) -> str:
    """A name as it is shown: one line, nothing invisible but what its script is spelt with."""
    line = _FILLERS_IN_NAMES.sub("", " ".join(typed_text(text).split()))
    return " ".join(_JOINERS_THAT_JOIN_NOTHING.sub("", line).split())


def typed_text(text: str) -> str:
    """What somebody wrote, line by line, without what cannot be seen; empty where nothing can be."""
    if text.isprintable() and _OBJECT not in text:  # nearly every text: nothing hidden, one line
        return "" if is_blank(text) else text
    shown = _HIDDEN_IN_TEXT.sub(lambda found: found[1] or "", _LINE_ENDS.sub("\n", whole(text)))
    return "" if is_blank(shown) else shown


def whole(text: str) -> str:
    """The same text; a character that JSON or YAML wrote as two halves is put together."""
    if text.isascii():
        return text
    return _HALVES.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)


def is_blank(text: str) -> bool:
    """Whether there is nothing to read: blanks, invisible characters, marks over nothing, lost characters."""
    if _PLAIN_SIGHT.search(text):
        return False
    left = _HIDDEN_IN_KEYS.sub("", text)
    return all(
        sign.isspace() or sign == "\N{REPLACEMENT CHARACTER}" or unicodedata.category(sign)[0] == "M"
        for sign in left
    )


def is_damaged(text: str) -> bool:
    """Whether part of a character was lost before it came here: half an emoji, or the sign for that."""
    return not text.isascii() and _DAMAGE.search(whole(text)) is not None


def has_words(text: str) -> bool:
    """Whether somebody says something with letters or digits, not with emoji and signs alone."""
    left = _KEYCAPS.sub("", _SHORTCODE.sub("", text))
    return any(unicodedata.category(sign)[0] in "LN" for sign in left)
