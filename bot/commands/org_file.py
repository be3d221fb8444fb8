"""Reading an organisation file, with every problem and where it stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as File

from bot.commands.org_csv import CsvReading
from bot.commands.org_forms import Forms
from bot.domain.organisation import Organisation, Path, Problem
from bot.domain.policy import Policy
from bot.errors import SetupError
from bot.reading.text import FileText, file_bytes, read_text
from bot.reading.workbook import is_workbook
from bot.reading.yaml_lines import YamlReading

_WORKBOOKS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".numbers"}


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The organisation as far as it could be read. `problems` are of its form, not yet of its rules.
    `remarks`: what whoever imports should know of the file.
    """

    organisation: Organisation
    problems: tuple[Problem, ...]
    lines: Mapping[Path, tuple[str, int]]
    warnings: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def is_torn(self) -> bool:
        """Whether the file as a whole could not be read, so that no rule has anything to say of it."""
        return any(problem.is_of_the_whole for problem in self.problems)

    def place(self, problem: Problem) -> tuple[str, int, str]:
        """File, line and field of a problem: `("org.yaml", 41, "kpis[2].weight")`."""
        at = problem.at
        while at not in self.lines and at:
            at = at[:-1]
        file, line = self.lines.get(at, ("", 1))
        return file, line, _field(problem.at)


def read_organisation(file: File, *, defaults: Policy) -> Reading:
    """Read YAML, CSV or a workbook, by the file's ending. Raises SetupError where it cannot be opened.

    `defaults` fill in the country and time zone of a branch that names none.
    """
    kind = file.suffix.lower()
    remarks: list[str] = []
    if kind in _WORKBOOKS:
        data_of_it = file_bytes(file)
        if not is_workbook(data_of_it):
            raise SetupError(f"{file}: this is a workbook. Save its sheet as CSV (UTF-8), and import that.")
        book = CsvReading()
        book.read_book(file, data_of_it)
        files, found, data, remarks = [], book.problems, book.data, book.remarks
        lines = book.lines
    elif kind in {".yaml", ".yml"}:
        text = read_text(file)
        yaml_reading = YamlReading(text.text)
        files, found, data = [text], yaml_reading.problems, yaml_reading.data
        lines = {at: (file.name, line) for at, line in yaml_reading.lines.items()}
    elif kind == ".csv":
        csv_reading = CsvReading()
        csv_reading.read(file)
        files, found, data = csv_reading.files, csv_reading.problems, csv_reading.data
        lines = csv_reading.lines
    else:
        raise SetupError(f"{file}: an organisation file ends in .yaml, .yml, .csv or .xlsx.")
    lines.setdefault((), (file.name, 1))
    forms = Forms(defaults)
    is_torn = any(problem.is_of_the_whole for problem in found)
    organisation = forms.organisation({} if is_torn else data)
    return Reading(
        organisation=organisation,
        problems=(*found, *forms.problems),
        lines=lines,
        warnings=tuple(_other_encodings(files, lines)),
        remarks=tuple(remarks),
    )


def _other_encodings(files: Sequence[FileText], lines: dict[Path, tuple[str, int]]) -> Iterator[Problem]:
    for number, file in enumerate(files):
        if not file.is_utf_8:
            at: Path = ("encoding", number)
            lines[at] = (file.name, 1)
            yield Problem(code="encoding", at=at, facts={"encoding": file.encoding, "sample": file.sample})


def _field(at: Path) -> str:
    """The part of the path inside its entry: of ("people", 3, "kpis", 0, "weight") `kpis[1].weight`."""
    inside = at[1:] or at
    if inside and isinstance(inside[0], int):
        inside = inside[1:]
    name = ""
    for part in inside:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else part
    return name
