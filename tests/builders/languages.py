"""Languages and texts to try with each other."""

from collections.abc import Mapping

import pytest

LOCALES = ("en-US", "zh-CN", "zh-TW")


def each_text_and_language(typed: Mapping[str, str]) -> pytest.MarkDecorator:
    """`text` and `locale`: each text in English and the first one, which grows most, in every language.

    Every text in every language is for the soak: what is typed and what is translated stand beside each other
    and do not make one another longer.
    """
    first = next(iter(typed))
    return pytest.mark.parametrize(
        ("locale", "text"),
        [
            pytest.param(
                locale,
                text,
                id=f"{locale}-{name}",
                marks=() if locale == LOCALES[0] or name == first else pytest.mark.soak,
            )
            for locale in LOCALES
            for name, text in typed.items()
        ],
    )
