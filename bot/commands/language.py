"""The languages in which a command writes a file."""

from enum import StrEnum


class Language(StrEnum):
    """As Slack names them."""

    EN = "en-US"
    ZH_HANS = "zh-CN"
    ZH_HANT = "zh-TW"
