"""An expected "no": what the product refuses, worded later in messages/."""

from typing import Any


class Refusal(Exception):
    """A use case says no, for a reason its person can act on; nothing was changed.

    `code` is dotted, `feature.reason`; `facts` are the values its sentence needs (names, dates,
    never scores or evidence). `field` names the form field to which the sentence belongs.
    """

    def __init__(self, code: str, *, field: str | None = None, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.facts = facts


class Missing(Refusal):
    """What a click or a form is about is gone, or never was."""

    def __init__(self) -> None:
        super().__init__("card.unknown")


class SetupError(Exception):
    """Missing or wrong settings: one line each that says what to change, for whoever installs."""


class TooOld(SetupError):
    """This program is older than the database: the line says which version is needed."""


class Away(SetupError):
    """What is needed does not answer at present; another try may do."""
