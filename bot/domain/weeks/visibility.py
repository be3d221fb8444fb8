"""Who reads what is said about somebody, and from when on: the one rule, shown before anybody writes.

Source: domain.md §5, §8; docs/decisions/0025.
"""

from collections.abc import Mapping
from enum import StrEnum


class Reader(StrEnum):
    """What somebody is to feedback. Whoever it is about is nothing else to it, whatever their role."""

    GIVER = "giver"
    RECEIVER = "receiver"
    MANAGER = "manager"
    HR = "hr"


class When(StrEnum):
    """From when on somebody reads it."""

    NOW = "now"
    ONCE_TOLD = "once_told"
    NEVER = "never"


def who_reads(*, told: bool, taken_back: bool = False) -> Mapping[Reader, When]:
    """By reader, from when on; whoever is not named here never does.

    `told`: whoever it is about was told. What was taken back is its giver's alone, but for HR where
    somebody had read it already.
    """
    if taken_back:
        return {
            Reader.GIVER: When.NOW,
            Reader.RECEIVER: When.NEVER,
            Reader.MANAGER: When.NEVER,
            Reader.HR: When.NOW if told else When.NEVER,
        }
    return {
        Reader.GIVER: When.NOW,
        Reader.RECEIVER: When.NOW if told else When.ONCE_TOLD,
        Reader.MANAGER: When.NOW,
        Reader.HR: When.NOW,
    }
