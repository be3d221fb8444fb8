"""Nobody but a section and its renderer knows how it is scored: the gate that keeps kinds cheap."""

import re
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).parents[2]
LAYERS = ("bot", "handlers", "messages", "storage")
AT_HOME = ("bot/domain/reviews/sections/", "messages/reviews/sections/")
NAMES_A_KIND = re.compile(
    r"\b(?:KpiSection|LadderSection|StatementSection|PeriodsSection)\b"
    r"|sections\.(?:kpi|ladder|statement|periods)\b"
    r"|[\"'](?:kpi_sheet|ladders|statements)[\"']"
)


def offenders(house: Path) -> Iterator[str]:
    for layer in LAYERS:
        for file in sorted((house / layer).rglob("*.py")):
            name = file.relative_to(house).as_posix()
            if not name.startswith(AT_HOME) and NAMES_A_KIND.search(file.read_text(encoding="utf-8")):
                yield name


def test_no_other_file_names_a_kind_of_section() -> None:
    assert list(offenders(HOUSE)) == []


def test_a_file_that_does_is_found(tmp_path: Path) -> None:
    for layer in LAYERS:
        (tmp_path / layer).mkdir()
    (tmp_path / "messages" / "card.py").write_text(
        "from bot.domain.reviews.sections import KpiSection\n", encoding="utf-8"
    )
    (tmp_path / "bot" / "rule.py").write_text("if section.method == 'ladders': ...\n", encoding="utf-8")

    assert list(offenders(tmp_path)) == ["bot/rule.py", "messages/card.py"]
