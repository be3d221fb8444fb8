"""Every sign that Steward writes is drawn by the local workspace's page, so that it shows without a font."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
FIRST_PICTURE = "\N{MAHJONG TILE EAST WIND}"
"""From here on Unicode has pictures, which ordinary fonts lack."""


def test_each_sign_in_what_is_said_has_its_drawing() -> None:
    said = [path for kind in ("*.j2", "*.py") for path in (ROOT / "messages").rglob(kind)]
    signs = {sign for path in said for sign in path.read_text(encoding="utf-8") if sign >= FIRST_PICTURE}
    drawn = (ROOT / "bot/sandbox/static/js/marks.js").read_text(encoding="utf-8")

    assert signs
    assert {sign for sign in signs if f'"{sign}": ' not in drawn} == set()
