"""The reference page of the case file, in Markdown, made from the docstrings and descriptions of the records."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Annotated, Any, Final, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from submissions.case import AuthorityBase, Case, Record
from submissions.case.asked import TypedValue
from submissions.values import Checked, ExactNumber, Localised, LocalisedProse, LocalisedWithNames, PartialDate, Text

_KINDS: Final[dict[str, str]] = {
    "id": "id",
    "country": "country",
    "language": "language",
    "exhibit": "path",
    "picture": "path",
    "text-name": "name of a text",
}
_TABLE_HEAD: Final = (
    "| Key | What stands there | Needed | What it means |\n|:----|:------------------|:-------|:--------------|\n"
)
_PLAIN: Final[dict[Any, str]] = {
    Text: "text",
    Localised: "text in languages",
    LocalisedProse: "prose",
    LocalisedWithNames: "text in languages, with names",
    PartialDate: "date",
    bool: "`true` or `false`",
    TypedValue: "what the template asks for",
    ExactNumber: "number",
}


def case_reference() -> str:
    """Return the page: how values are written, then each record with its keys."""
    head = (files("submissions") / "schema" / "case-file-head.md").read_text(encoding="utf-8")
    return head + sections_of(Case)


def sections_of(root: type[Record]) -> str:
    """Return a section for the record of a whole file, and for each that stands in it."""
    return "".join(f"\n{_section(record)}" for record in _records(root))


def _records(record: type[Record]) -> list[type[Record]]:
    """Return a record and those that stand in it, in the order in which a case file names them, each once."""
    parts = [part for field in record.model_fields.values() for part in _records_in(field.annotation)]
    return list(dict.fromkeys([record, *(below for part in parts for below in _records(part))]))


def _records_in(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for argument in get_args(annotation):
        yield from _records_in(argument)


def _section(record: type[Record]) -> str:
    """Return one record: its heading, what it is, and a table of its keys."""
    rows = "".join(_row(name, field) for name, field in record.model_fields.items())
    docstring = (record.__doc__ or "").strip()
    return f"## {_title(record)}\n\n{docstring}\n\n{_TABLE_HEAD}{rows}"


def _title(record: type[Record]) -> str:
    """Return the heading of a record; an authority is named by its type, as a case file names it."""
    if record is Case:
        return "The case file"
    if issubclass(record, AuthorityBase):
        return f"Authority: {get_args(record.model_fields['type'].annotation)[0]}"
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in record.__name__).strip()
    return words.capitalize()


def _row(name: str, field: FieldInfo) -> str:
    annotation: Any = field.annotation
    if field.metadata:
        annotation = Annotated[(annotation, *field.metadata)]  # pydantic keeps the marks of a field apart from its type
    what = _what(annotation)
    needed = "yes" if field.is_required() else _default(field)
    return f"| `{name}` | {what} | {needed} | {field.description} |\n"


def _default(field: FieldInfo) -> str:
    """Return what holds where the key is left out, or "no" where nothing does."""
    default = field.get_default(call_default_factory=True, validated_data={})
    if isinstance(default, bool):
        return f"no: `{str(default).lower()}`"
    if isinstance(default, str):
        return f"no: `{default}`"
    if isinstance(default, tuple) and default:
        return "no: " + ", ".join(f"`{one}`" for one in default)
    return "no"


def _what(annotation: Any) -> str:
    """Say in words what stands under a key."""
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return f"[{_title(annotation)}](#{_anchor(_title(annotation))})"
    return _what_of_many(get_origin(annotation), get_args(annotation))


def _what_of_many(origin: Any, arguments: tuple[Any, ...]) -> str:
    """Say in words what stands under a key whose type is made of others."""
    if origin is Annotated:
        marks = [mark for mark in arguments[1:] if isinstance(mark, Checked)]
        return _KINDS[marks[0].kind] if marks else _what(arguments[0])
    if origin is Literal:
        return ", ".join(f"`{one}`" for one in arguments)
    if origin is tuple:
        return f"list: {_what(arguments[0])}"
    if origin is dict:
        return f"mapping: {_what(arguments[0])} to {_what(arguments[1])}"
    return ", or ".join(_what(one) for one in arguments if one is not type(None))


def _anchor(title: str) -> str:
    return title.lower().replace(":", "").replace(" ", "-")
