"""The JSON Schema of a case file, with which an editor completes and checks while one types."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from submissions.case import Case, Record
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


@dataclass(frozen=True, slots=True)
class Offered:
    """What an editor is to offer beside what the program fixes: values of one workspace.

    `states` are codes with names, `values` what templates ask for with what to write there. `people` are ids, offered
    at the `places` that name a person, written as paths into a case such as `submissions[].signed_by[]`.
    """

    templates: Sequence[str] = ()
    states: Mapping[str, str] = field(default_factory=dict)
    languages: Sequence[str] = ()
    texts: Sequence[str] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    people: Sequence[str] = ()
    places: Sequence[str] = ()


NOTHING_OFFERED: Final = Offered()
"""For a schema that is of no workspace."""
# Where values of a workspace stand; a path may lead through lists, written [].
_STATES: Final = ("state", "people[].nationality")
_LANGUAGES: Final = ("case.language", "submissions[].languages[]", "annexes[].language")
_TEXTS: Final = ("texts", "submissions[].texts")


def case_schema(offered: Offered = NOTHING_OFFERED) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a case file.

    It is as strict as a schema can be; what it cannot say (ids that exist, files that are there), `check` does. What is
    offered is completed and never required. Each key carries its own description: editors show no other.
    """
    whole = _schema_of(Case, "Case file")
    for paths, words in (
        (_STATES, tuple(offered.states)),
        (_LANGUAGES, offered.languages),
        (("submissions[].template",), offered.templates),
        (offered.places, offered.people),
    ):
        for path in paths if words else ():
            _offer(_at(whole, path), words, offered.states)
    for path in _TEXTS:
        texts = _at(whole, path)
        shape = next(iter(texts["patternProperties"].values()))
        texts["properties"] = dict.fromkeys(offered.texts, shape)
    asked = _at(whole, "submissions[].values")
    shape = asked["additionalProperties"]
    asked["properties"] = {name: {"description": about, **shape} for name, about in offered.values.items()}
    return _finished(whole)


def _schema_of(record: type[Record], title: str) -> dict[str, Any]:
    """Return the schema of a file that holds a record, with its definitions apart."""
    own = record.model_json_schema()
    values = {name: _value_schema(value) for name, (value, _) in _VALUES.items()}
    definitions = {name: _tidied(part, values) for name, part in own.pop("$defs").items()}
    return {"$schema": _DIALECT, "title": title, **_tidied(own, values), "$defs": definitions}


def _finished(whole: dict[str, Any]) -> dict[str, Any]:
    """Return a schema in which each key carries its own description, without definitions that nothing refers to."""
    definitions = whole["$defs"]
    return _without_dead_names({**_inlined(whole, definitions), "$defs": {
        name: _inlined(part, definitions) for name, part in sorted(definitions.items())
    }})  # fmt: skip


def record_schema_text(record: type[Record], title: str) -> str:
    """Return the JSON Schema of a file that holds a record, as it is written, the same on every machine."""
    return json.dumps(_finished(_schema_of(record, title)), indent=2, ensure_ascii=False) + "\n"


def _at(schema: dict[str, Any], path: str) -> dict[str, Any]:
    """Return the part of a schema that a path leads to, through the records that it names."""
    part, definitions = schema, schema["$defs"]
    for name in path.split("."):
        part = _followed(part, definitions)["properties"][name.removesuffix("[]")]
        part = part["items"] if name.endswith("[]") else part
    return part


def _followed(part: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = definitions[part["$ref"].rpartition("/")[2]] if "$ref" in part else part
    return found


def _offer(part: dict[str, Any], words: Sequence[str], names: Mapping[str, str]) -> None:
    """Let a part of a schema offer words beside whatever it allows."""
    rule = {key: part.pop(key) for key in list(part) if key not in ("description", "default")}
    enumerated: dict[str, Any] = {"type": "string", "enum": list(words)}
    if words and all(word in names for word in words):
        enumerated["enumDescriptions"] = [names[word] for word in words]
    part["anyOf"] = [enumerated, rule]


def _inlined(part: Any, definitions: dict[str, Any]) -> Any:
    """Return a part in which a reference beside a description is written out, since editors show one of them only."""
    if isinstance(part, list):
        return [_inlined(one, definitions) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part and "description" in part:
        found = _followed(part, definitions)
        words = f"{part.get('description', '')} {found.get('description', '')}".strip()
        rest = {key: one for key, one in part.items() if key not in ("$ref", "description")}
        return {"description": words, **{key: one for key, one in _inlined(found, definitions).items()
                if key != "description"}, **rest}  # fmt: skip
    kept = {key: _inlined(one, definitions) for key, one in part.items() if key != "$defs"}
    if isinstance(kept.get("properties"), dict):  # a key that leads to a record without a word of its own
        kept["properties"] = {
            name: _inlined({"description": "", **one}, definitions) if "$ref" in one else one
            for name, one in kept["properties"].items()
        }
    return kept


def _without_dead_names(schema: dict[str, Any]) -> dict[str, Any]:
    """Leave out the definitions that nothing refers to any more."""
    while True:
        named = set(re.findall(r'"#/\$defs/(\w+)"', json.dumps(schema)))
        kept = {name: part for name, part in schema["$defs"].items() if name in named}
        if len(kept) == len(schema["$defs"]):
            return schema
        schema = {**schema, "$defs": kept}


def case_schema_text(offered: Offered = NOTHING_OFFERED) -> str:
    """Return the schema as it is written to a file, the same on every machine."""
    return json.dumps(case_schema(offered), indent=2, ensure_ascii=False) + "\n"


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
            how = _VALUES[name][1] if name != "Text" or "description" not in kept else ""
            return {**kept, "description": f"{kept.get('description', '')} {how}".strip()}
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
