"""The JSON Schema of a case file, with which an editor completes and checks while one types."""

from __future__ import annotations

import json
from typing import Any, Final

from submissions.case import Case
from submissions.values import Localised, LocalisedProse, PartialDate, Text

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_VALUES: Final[dict[str, tuple[type, str]]] = {
    "Text": (Text, "A text, exactly as it is typed."),
    "Localised": (Localised, "A text, or one for each language: {en: ..., fr: ...}."),
    "LocalisedProse": (
        LocalisedProse,
        "Markdown here or in a file, or one for each language: {en: {file: facts.en.md}}.",
    ),
    "PartialDate": (
        PartialDate,
        "2019-08-02, 2019-08, 2019, {from: ..., to: ...}, {between: [..., ...]} or {about: ...}.",
    ),
}


def case_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a case file.

    It is as strict as a schema can be; what it cannot say (ids that exist, files that are there), `check` does.
    """
    own = Case.model_json_schema()
    values = {name: _value_schema(value) for name, (value, _) in _VALUES.items()}
    definitions = {name: _tidied(part, values) for name, part in own.pop("$defs").items()}
    for name, (_, description) in _VALUES.items():
        definitions[name] = {**values[name], "description": description}
    head = {"$schema": _DIALECT, "title": "Case file", **_tidied(own, values)}
    return {**head, "$defs": dict(sorted(definitions.items()))}


def case_schema_text() -> str:
    """Return the schema as it is written to a file, the same on every machine."""
    return json.dumps(case_schema(), indent=2, ensure_ascii=False) + "\n"


def _value_schema(value: Any) -> dict[str, Any]:
    """Return the schema of one kind of value, which has no parts of its own names."""
    made: dict[str, Any] = value.__get_pydantic_json_schema__(None, None)
    return made


def _tidied(schema: dict[str, Any], values: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return a schema without pydantic's titles, empty defaults and nulls, and with names for the kinds of values."""
    kept = {key: part for key, part in schema.items() if key not in ("title", "discriminator")}
    if kept.get("default", ...) in (None, [], {}):
        del kept["default"]
    if "patternProperties" in kept:
        kept["additionalProperties"] = False
    if "anyOf" in kept:
        kept = _without_null(kept)
    for name, value in values.items():
        if all(kept.get(key) == part for key, part in value.items()):
            rest = {key: part for key, part in kept.items() if key not in value}
            return {"$ref": f"#/$defs/{name}", **rest}
    return {key: _tidied_part(key, part, values) for key, part in kept.items()}


def _tidied_part(key: str, part: Any, values: dict[str, dict[str, Any]]) -> Any:
    if key in ("properties", "patternProperties"):
        return {name: _tidied(one, values) for name, one in part.items()}
    if isinstance(part, dict):
        return _tidied(part, values)
    if isinstance(part, list):
        return [_tidied(one, values) if isinstance(one, dict) else one for one in part]
    return part


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Leave out the null that an optional key has for a program: in a case file the key itself is left out."""
    others = [one for one in schema["anyOf"] if one != {"type": "null"}]
    rest = {key: part for key, part in schema.items() if key != "anyOf"}
    return {**others[0], **rest} if len(others) == 1 else {**rest, "anyOf": others}
