"""The shipped questions, read from their files' headers: menu, help and documentation in one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Final, Literal, get_args

from kg.errors import QueryError

Kind = Literal["iri", "string", "date", "number"]

_FOLDER: Final = Path(__file__).parent
_FIELD: Final = re.compile(r"#\+ (title|summary|topic|parameters):[ \t]*(.*)")
_PARAMETER: Final = re.compile(
    r"#\+ +(?P<name>[A-Za-z_]\w*) "
    r"\((?P<kind>\w+), (?P<need>required|optional|default (?P<value>.+?))\): (?P<text>.+)"
)
_LISTED: Final = "`kg query` alone lists all questions."
_SHAPE: Final = "`#+   name (string, optional): what it is`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What a question can be asked with.

    Attributes:
        default: what holds where no value is given, as the file writes it; None where there is
            none, and then an optional parameter simply narrows nothing down.
    """

    name: str
    kind: Kind
    text: str
    required: bool = False
    default: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A SPARQL query with what one needs to know to ask it.

    Attributes:
        name: the file's name without its ending, words joined by hyphens.
        text: the whole file, header included; valid SPARQL 1.1 as it stands.
    """

    name: str
    title: str
    summary: str
    topic: str
    parameters: tuple[Parameter, ...]
    text: str

    @property
    def query(self) -> str:
        """The SPARQL without its header."""
        kept = [line for line in self.text.splitlines() if not line.startswith("#+")]
        return "\n".join(kept).strip() + "\n"


@cache
def catalogue() -> tuple[Question, ...]:
    """All shipped questions by name; QueryError where a file's header can't be read."""
    files = sorted(_FOLDER.glob("*.rq"))
    return tuple(read(file.read_text(encoding="utf-8"), name=file.stem) for file in files)


def question(name: str) -> Question:
    """The question of this name (underscores do for hyphens); QueryError with the nearest names."""
    known = {each.name: each for each in catalogue()}
    wanted = name.strip().replace("_", "-").removesuffix(".rq")
    if wanted in known:
        return known[wanted]
    near = get_close_matches(wanted.lower(), known, n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(near)}?" if near else _LISTED
    raise QueryError(f"there is no question named {name!r}. {hint}")


def text_of(asked: str) -> Question | str:
    """What a word on the command line means: a question's name, a file with SPARQL, or SPARQL.

    A file with a title in its header is a question with parameters of its own, else plain SPARQL.
    QueryError where it is none of these.
    """
    if any(mark in asked for mark in "{}?\n"):
        return asked
    path = Path(asked)
    if path.is_file():
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"{asked} can't be read as UTF-8 text: {error}.") from error
        return read(text, name=path.stem) if text.lstrip().startswith("#+") else text
    if path.suffix in {".rq", ".sparql"} and path.name == asked and (_FOLDER / asked).is_file():
        return question(asked)
    if path.suffix in {".rq", ".sparql"}:
        raise QueryError(f"there is no file {asked}. Check the path; {_LISTED}")
    return question(asked)


def listing() -> str:
    """All questions by topic, with their parameters, as a page to be read."""
    lines: list[str] = []
    for topic in sorted({each.topic for each in catalogue()}):
        lines += [topic, "─" * len(topic)]
        for each in (item for item in catalogue() if item.topic == topic):
            lines.append(f"  {each.name:<24} {each.title}")
            for parameter in each.parameters:
                need = "required" if parameter.required else f"default {parameter.default}"
                note = f" ({need})" if parameter.required or parameter.default else ""
                lines.append(f"  {'':<24}   {parameter.name}: {parameter.text}{note}")
        lines.append("")
    lines.append(
        "kg query NAME --param name=value   asks one of them; a file or SPARQL will do too."
    )
    return "\n".join(lines) + "\n"


def read(text: str, *, name: str) -> Question:
    """The question that a file holds; QueryError naming the line that can't be understood."""
    fields = {"title": "", "summary": "", "topic": "Other"}
    parameters: list[Parameter] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#+"):
            continue
        if field := _FIELD.fullmatch(line.rstrip()):
            if field[1] != "parameters":
                fields[field[1]] = field[2].strip()
        else:
            parameters.append(_parameter(line.rstrip(), where=f"{name}.rq, line {number}"))
    if not fields["title"]:
        raise QueryError(f"{name}.rq has no title. Add a first line `#+ title: …`.")
    return Question(name=name, parameters=tuple(parameters), text=text, **fields)


def _parameter(line: str, *, where: str) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    if found is None:
        raise QueryError(f"{where}: a parameter is written {_SHAPE}, found {line!r}.")
    kind: Kind | None = next((known for known in get_args(Kind) if known == found["kind"]), None)
    if kind is None:
        kinds = ", ".join(get_args(Kind))
        raise QueryError(f"{where}: {found['kind']!r} is no type. Use one of {kinds}.")
    return Parameter(
        name=found["name"],
        kind=kind,
        text=found["text"],
        required=found["need"] == "required",
        default=found["value"],
    )
