"""Reading an organisation file, with every problem and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path as File

from bot.commands.org_csv import CsvReading
from bot.commands.org_forms import Forms
from bot.commands.org_yaml import YamlReading
from bot.domain.organisation import Organisation, Path, Problem
from bot.domain.policy import Policy
from bot.errors import SetupError


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The organisation as far as it could be read. `problems` are of its form, not yet of its rules."""

    organisation: Organisation
    problems: tuple[Problem, ...]
    lines: Mapping[Path, tuple[str, int]]

    @property
    def is_torn(self) -> bool:
        """Whether the file as a whole could not be read, so that no rule has anything to say of it."""
        return any(problem.at == () for problem in self.problems)

    def place(self, problem: Problem) -> tuple[str, int, str]:
        """File, line and field of a problem: `("org.yaml", 41, "kpis[2].weight")`."""
        at = problem.at
        while at not in self.lines and at:
            at = at[:-1]
        file, line = self.lines.get(at, ("", 1))
        return file, line, _field(problem.at)


def read_organisation(file: File, *, defaults: Policy) -> Reading:
    """Read YAML or CSV, by the file's ending. Raises SetupError where it cannot be opened.

    `defaults` fill in the country and time zone of a branch that names none.
    """
    forms = Forms(defaults)
    if file.suffix.lower() in {".yaml", ".yml"}:
        yaml_reading = YamlReading(file)
        found = [*yaml_reading.problems]
        lines = {at: (file.name, line) for at, line in yaml_reading.lines.items()}
        data = {} if found and yaml_reading.data is None else yaml_reading.data
    elif file.suffix.lower() == ".csv":
        csv_reading = CsvReading()
        csv_reading.read(file)
        found, lines, data = [*csv_reading.problems], csv_reading.lines, csv_reading.data
    else:
        raise SetupError(f"{file}: an organisation file ends in .yaml, .yml or .csv.")
    lines.setdefault((), (file.name, 1))
    organisation = forms.organisation(data)
    return Reading(organisation=organisation, problems=(*found, *forms.problems), lines=lines)


def _field(at: Path) -> str:
    """The part of the path inside its entry: of ("people", 3, "kpis", 0, "weight") `kpis[1].weight`."""
    inside = at[1:] or at
    if inside and isinstance(inside[0], int):
        inside = inside[1:]
    name = ""
    for part in inside:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else part
    return name
