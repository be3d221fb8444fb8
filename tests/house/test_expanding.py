"""Upgrades while running: a migration only adds, so that the version before goes on beside the new one."""

import ast
from pathlib import Path

import pytest

VERSIONS = Path(__file__).parents[2] / "storage/migrations/versions"
FIRST = "0060"
"""Migrations before it came when everybody was stopped for an upgrade."""
CONTRACTS: frozenset[str] = frozenset({"0061_what_people_wrote_is_sealed"})
"""Migrations that take away what no version that may still run uses. Source: docs/decisions/0063."""
TAKES_AWAY = {"drop_table", "drop_column", "rename_table", "alter_column"}


def takes_away(source: str) -> list[str]:
    """What of `upgrade` would trip the version before: what is dropped, renamed or altered, and what has
    to be said by whoever adds a row.
    """
    tree = ast.parse(source)
    upgrade = next(x for x in tree.body if isinstance(x, ast.FunctionDef) and x.name == "upgrade")
    calls = [x for x in ast.walk(upgrade) if isinstance(x, ast.Call) and isinstance(x.func, ast.Attribute)]
    found = [x.func.attr for x in calls if isinstance(x.func, ast.Attribute) and x.func.attr in TAKES_AWAY]
    for call in calls:
        if isinstance(call.func, ast.Attribute) and call.func.attr == "add_column":
            said = {
                word.arg: word.value
                for each in ast.walk(call)
                if isinstance(each, ast.Call)
                for word in each.keywords
            }
            nullable = said.get("nullable")
            if isinstance(nullable, ast.Constant) and not nullable.value and "server_default" not in said:
                found.append("add_column without a default")
    return found


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("op.drop_table('a')", ["drop_table"]),
        ("op.alter_column('a', 'b', new_column_name='c')", ["alter_column"]),
        (
            "op.add_column('a', sa.Column('b', sa.Integer(), nullable=False))",
            ["add_column without a default"],
        ),
        ("op.add_column('a', sa.Column('b', sa.Integer(), nullable=False, server_default='0'))", []),
        ("op.add_column('a', sa.Column('b', sa.Integer(), nullable=True))", []),
        ("op.create_table('a', sa.Column('b', sa.Integer(), nullable=False))", []),
    ],
)
def test_what_takes_away_is_seen(change: str, found: list[str]) -> None:
    assert takes_away(f"def upgrade():\n    {change}\n") == found


def test_migrations_only_add() -> None:
    new = [path for path in VERSIONS.glob("0*.py") if path.name[:4] >= FIRST and path.stem not in CONTRACTS]

    wrong = {path.name: takes_away(path.read_text(encoding="utf-8")) for path in new}
    assert {name: found for name, found in wrong.items() if found} == {}
