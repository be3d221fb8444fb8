"""Slack's markup, read back into what people saw."""

import re
from collections.abc import Mapping

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|([^>]*))?>")
_CALL = re.compile(r"<(?:@(?P<person>[UW][A-Z0-9]+)|!subteam\^(?P<group>S[A-Z0-9]+))(?:\|[^>]*)?>")
_KNOWN = r"@[UWB][A-Z0-9]+|#[CDG][A-Z0-9]+|!(?:here|channel|everyone|subteam\^\w+|date\^[^|<>]+)"
_TOKEN = re.compile(rf"<(?=(?:{_KNOWN}|(?:https?|mailto|tel):[^|<>]+)[|>])([@#!]?)([^|<>]+)(?:\|([^<>]*))?>")
_ENTITY = re.compile("&(?!(?:amp|lt|gt);)")
_LINK_SCHEMES = ("mailto:", "tel:", "https://", "http://")


def mentioned(text: str) -> tuple[str, ...]:
    """The Slack ids of the people named in a message, each once, in order."""
    return tuple(dict.fromkeys(found[0] for found in _MENTION.findall(text)))


def without_mentions(text: str) -> str:
    """What was written beside the people named, in Slack's markup."""
    return _MENTION.sub(" ", text)


def called(text: str) -> tuple[str, ...]:
    """The Slack ids of the people and of the user groups that a message calls, each once, in order."""
    return tuple(dict.fromkeys(found["person"] or found["group"] for found in _CALL.finditer(text)))


def escape(text: str) -> str:
    """Plain words as markup; what Slack escaped already stays as it is."""
    return _ENTITY.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """Markup's three entities as the signs that they stand for."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def as_seen(text: str, names: Mapping[str, str]) -> str:
    """What people saw of a message: mentions by name, links by their words and address, nothing escaped.

    `names` are people's names and groups' handles by Slack id; who is not among them stays an id. Angle
    brackets that are none of Slack's signs were typed, behind a command, and stay.
    """

    def read(token: re.Match[str]) -> str:
        sign, value, label = token[1], token[2], token[3]
        if sign == "@":
            return "@" + (names.get(value) or label or value)
        if sign == "#":
            return "#" + (label or value)
        if sign == "!":
            return _keyword(value, label, names)
        return _link(value, label)

    return unescape(_TOKEN.sub(read, text))


def _keyword(value: str, label: str | None, names: Mapping[str, str]) -> str:
    """`<!here>`, `<!subteam^S1|@desk>`, `<!date^…|Monday>`. A group is known by its handle, as people are."""
    if label:
        return label
    keyword, _, of = value.partition("^")
    return "@" + (names.get(of) or keyword)


def _link(address: str, label: str | None) -> str:
    bare = address
    for scheme in _LINK_SCHEMES:
        bare = bare.removeprefix(scheme)
    if not label or label in (address, bare):
        return address if address.startswith("http") else bare
    return f"{label} ({address})"
