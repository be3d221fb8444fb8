"""Units as people type them: words for thousands and millions, for money, for time, and a KPI's own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.text import key

_TIMES: Mapping[str, int] = {
    "k": 3,
    "thousand": 3,
    "千": 3,
    "w": 4,
    "万": 4,
    "萬": 4,
    "十万": 5,
    "十萬": 5,
    "m": 6,
    "mn": 6,
    "million": 6,
    "millions": 6,
    "百万": 6,
    "百萬": 6,
    "千万": 7,
    "千萬": 7,
    "亿": 8,
    "億": 8,
    "b": 9,
    "bn": 9,
    "billion": 9,
    "十亿": 9,
    "十億": 9,
    "百亿": 10,
    "百億": 10,
    "千亿": 11,
    "千億": 11,
    "万亿": 12,
    "萬億": 12,
}
_LONGEST_FIRST = sorted(_TIMES, key=len, reverse=True)

PERCENT = frozenset(
    {"%", "percent", "per cent", "pct", "pp", "percentage point", "percentage points", "个百分点", "個百分點"}
)
POINTS = frozenset({"分", "point", "points", "pt", "pts", "star", "stars", "星"})
COUNTERS = frozenset(
    {"个", "個", "次", "件", "人", "名", "位", "单", "單", "项", "項", "起", "条", "條", "times"}
)

_SECONDS: Mapping[str, tuple[str, ...]] = {
    "0.001": ("ms", "毫秒"),
    "1": ("s", "sec", "secs", "second", "seconds", "秒", "秒钟", "秒鐘"),
    "60": ("m", "min", "mins", "minute", "minutes", "分", "分钟", "分鐘"),
    "3600": (
        "h",
        "hr",
        "hrs",
        "hour",
        "hours",
        "时",
        "時",
        "小时",
        "小時",
        "个小时",
        "個小時",
        "钟头",
        "鐘頭",
    ),
    "86400": ("d", "day", "days", "天", "日"),
    "604800": ("week", "weeks", "周", "週", "星期"),
}
TIME: Mapping[str, Decimal] = {
    name: Decimal(seconds) for seconds, names in _SECONDS.items() for name in names
}
"""How many seconds a unit of time has."""

_DOLLARS = frozenset({"USD", "HKD", "TWD", "SGD", "AUD", "CAD", "MOP"})
_YUAN = frozenset({"CNY", "HKD", "TWD", "MOP"})
CURRENCIES: Mapping[str, frozenset[str]] = {
    **{
        code.casefold(): frozenset({code})
        for code in (*_DOLLARS, "CNY", "EUR", "GBP", "JPY", "KRW", "INR", "CHF", "THB", "MYR", "VND")
    },
    **dict.fromkeys(("rmb", "人民币", "人民幣", "元人民币", "元人民幣"), frozenset({"CNY"})),
    **dict.fromkeys(("¥", "円"), frozenset({"CNY", "JPY"})),
    **dict.fromkeys(("元", "圆", "圓", "块", "塊", "yuan"), _YUAN),
    **dict.fromkeys(("$", "dollar", "dollars"), _DOLLARS),
    **dict.fromkeys(("us$", "美元", "美金"), frozenset({"USD"})),
    **dict.fromkeys(("hk$", "港元", "港币", "港幣"), frozenset({"HKD"})),
    **dict.fromkeys(("nt$", "ntd", "台币", "台幣", "臺幣", "新台币", "新台幣", "新臺幣"), frozenset({"TWD"})),
    **dict.fromkeys(("€", "euro", "euros", "欧元", "歐元"), frozenset({"EUR"})),
    **dict.fromkeys(("£", "pounds", "英镑", "英鎊"), frozenset({"GBP"})),
    **dict.fromkeys(("日元", "日圆", "日圓", "yen"), frozenset({"JPY"})),
}
"""Which currencies a sign or a word can mean."""

_NAMED_FIRST = sorted(CURRENCIES, key=len, reverse=True)

_MOST = re.compile(r"(?:/|of |out of |满分|滿分)\s*(\d+)|(\d+) ?分制")


def times(word: str) -> tuple[Decimal, str] | None:
    """A word that multiplies, and what is left behind it: "万元" is 10,000 and "元"; None where none does."""
    for name in _LONGEST_FIRST:
        rest = word.removeprefix(name)
        if rest != word and not (name.isascii() and rest[:1].isascii() and rest[:1].isalpha()):
            return Decimal(10) ** _TIMES[name], rest.strip()
    return None


@dataclass(frozen=True)
class Unit:
    """A KPI's unit. `scale`: what a bare number in it is multiplied by ("million CNY", "minutes");
    `rest`: the unit without that word. `most`: the top of a rating's scale.
    """

    text: str = ""
    scale: Decimal = Decimal(1)
    rest: str = ""
    most: Decimal | None = None

    @property
    def currencies(self) -> frozenset[str]:
        """Those that its words can mean, "CNY per order" too; empty where it names none."""
        return next((CURRENCIES[name] for name in _NAMED_FIRST if _names(self.rest, name)), frozenset())


def _names(unit: str, currency: str) -> bool:
    if currency.isalpha() and currency.isascii():
        return currency in re.split(r"[^a-z]+", unit)
    return currency in unit


def plain_unit(text: str) -> Unit:
    """One that multiplies nothing: percent, or words that nobody knows."""
    return Unit(key(text), rest=key(text))


def time_unit(text: str) -> Unit:
    """Minutes and hours in seconds; one that nobody knows ("working days") is itself."""
    word = key(text)
    return Unit(word, TIME.get(word, Decimal(1)), word)


def rating_unit(text: str) -> Unit:
    """ "/5", "of 5", "5分制", or "points", which tell no top."""
    word = key(text)
    found = _MOST.search(word)
    return Unit(word, rest=word, most=Decimal(found[1] or found[2]) if found else None)


def scaled_unit(text: str) -> Unit:
    """ "million CNY", "CNY million", "万元", "k visits"."""
    word = key(text)
    if found := times(word):
        return Unit(word, found[0], found[1])
    for name in _LONGEST_FIRST:
        rest = word.removesuffix(f" {name}" if name.isascii() else name).strip()
        if rest != word and rest in CURRENCIES:
            return Unit(word, Decimal(10) ** _TIMES[name], rest)
    return Unit(word, rest=word)
