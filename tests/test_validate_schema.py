"""The schema that editors check with and the reference page say what the records say."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from submissions.schema import case_reference, case_schema, case_schema_text

ROOT = Path(__file__).parents[1]
SCHEMA = case_schema()
TYPES: dict[str, Any] = {
    "string": str, "number": int | float, "integer": int, "boolean": bool, "object": dict, "array": list
}  # fmt: skip


def allows(schema: dict[str, Any], value: Any) -> bool:
    """Tell whether a schema allows a value; knows the keywords that ours uses, and stops at any other."""
    return all(KEYWORDS[key](schema, part, value) for key, part in schema.items())


def of_type(schema: dict[str, Any], part: Any, value: Any) -> bool:
    return any(isinstance(value, TYPES[name]) for name in ([part] if isinstance(part, str) else part))


def no_more(schema: dict[str, Any], part: Any, value: Any) -> bool:
    patterns = schema.get("patternProperties", {})
    rest = [
        key for key in value
        if key not in schema.get("properties", {}) and not any(re.search(pattern, key) for pattern in patterns)
    ]  # fmt: skip
    return all(part is not False and allows(part, value[key]) for key in rest)


def matching(schema: dict[str, Any], part: Any, value: Any) -> bool:
    pairs = [(one, value[key]) for pattern, one in part.items() for key in value if re.search(pattern, key)]
    return all(allows(one, item) for one, item in pairs)


def on(kind: type, check: Any) -> Any:
    return lambda schema, part, value: not isinstance(value, kind) or check(schema, part, value)


def always(*_: Any) -> bool:
    return True


KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("$schema", "title", "description", "default", "$defs"), always),
    "$ref": lambda schema, part, value: allows(SCHEMA["$defs"][part.removeprefix("#/$defs/")], value),
    "type": of_type,
    "const": lambda schema, part, value: value == part,
    "enum": lambda schema, part, value: value in part,
    "anyOf": lambda schema, part, value: any(allows(one, value) for one in part),
    "oneOf": lambda schema, part, value: sum(allows(one, value) for one in part) == 1,
    "pattern": on(str, lambda schema, part, value: re.search(part, value) is not None),
    "items": on(list, lambda schema, part, value: all(allows(part, one) for one in value)),
    "minItems": on(list, lambda schema, part, value: len(value) >= part),
    "maxItems": on(list, lambda schema, part, value: len(value) <= part),
    "required": on(dict, lambda schema, part, value: set(part) <= set(value)),
    "minProperties": on(dict, lambda schema, part, value: len(value) >= part),
    "propertyNames": on(dict, lambda schema, part, value: all(allows(part, key) for key in value)),
    "properties": on(
        dict, lambda schema, part, value: all(allows(one, value[key]) for key, one in part.items() if key in value)
    ),
    "patternProperties": on(dict, matching),
    "additionalProperties": on(dict, no_more),
}


@pytest.mark.parametrize("path", sorted((ROOT / "cases").glob("*/case.yaml")), ids=lambda path: path.parent.name)
def test_the_schema_allows_the_examples_as_an_editor_reads_them(path: Path) -> None:
    assert allows(SCHEMA, as_an_editor_reads(YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))))


def as_an_editor_reads(value: Any) -> Any:
    """Turn the dates that ruamel makes back into the text that YAML 1.2 says they are."""
    if isinstance(value, dict):
        return {key: as_an_editor_reads(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_an_editor_reads(one) for one in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


SMALL = {
    "case": {"id": "a-case", "title": "A v Nepal", "short_title": {"en": "A v Nepal"}},
    "state": "NPL",
    "organisation": {"name": "Justice Now", "address": "1 Main Street"},
}


def event(**keys: Any) -> dict[str, Any]:
    return {**SMALL, "events": [{"id": "arrest", "date": 2019, "text": {"en": {"file": "arrest.md"}}, **keys}]}


@pytest.mark.parametrize(
    "value",
    [
        SMALL,
        event(),
        event(date="2019-08", text=12.5, confidential=True),
        event(date={"from": "2019-08-02"}),
        event(date={"between": [2019, "2020-01"]}),
        {**SMALL, "people": [{"id": "a", "role": "victim", "name": {"given": "Anna", "family": "Bela"}}]},
        {**SMALL, "authorities": [{"id": "cat", "type": "treaty", "title": "Convention", "adopted": 1984}]},
    ],
)
def test_the_schema_allows_what_the_program_allows(value: dict[str, Any]) -> None:
    assert allows(SCHEMA, value)


@pytest.mark.parametrize(
    "value",
    [
        {},
        {**SMALL, "State": "NPL"},
        {**SMALL, "state": "Nepal"},
        {**SMALL, "case": {**SMALL["case"], "id": "A case"}},  # type: ignore[dict-item]
        {**SMALL, "people": [{"id": "a", "role": "victm", "name": "Anna"}]},
        {**SMALL, "people": [{"id": "a", "role": "victim", "name": "Anna", "protcted": ["name"]}]},
        {**SMALL, "authorities": [{"id": "cat", "type": "treaty", "title": "Convention"}]},
        {**SMALL, "texts": {"Why now": "Because."}},
        event(date="04/05/2019"),
        event(date={"to": 2019}),
        event(date={"between": [2019]}),
        event(text=None),
        event(text=["One"]),
        event(confidential="yes"),
        event(annexes="ruling"),
    ],
)
def test_the_schema_refuses_what_the_program_refuses(value: dict[str, Any]) -> None:
    assert not allows(SCHEMA, value)


def test_every_key_is_described() -> None:
    for name, record in SCHEMA["$defs"].items():
        assert record.get("description"), name
        for key, part in record.get("properties", {}).items():
            assert part.get("description"), f"{name}.{key}"


def test_the_schema_is_the_same_text_each_time_and_has_no_dead_names() -> None:
    text = case_schema_text()
    assert text == case_schema_text()
    for name in SCHEMA["$defs"]:
        assert f'"#/$defs/{name}"' in text, name


def test_the_reference_page_is_fresh() -> None:
    page = (ROOT / "docs" / "reference" / "case-file.md").read_text(encoding="utf-8")
    assert page == case_reference(), "run: python -m submissions.schema docs/reference/case-file.md"


def test_every_link_of_the_reference_page_leads_to_a_heading() -> None:
    page = re.sub(r"`[^`]*`", "", case_reference())
    headings = {
        line[3:].lower().replace(":", "").replace(" ", "-") for line in page.split("\n") if line.startswith("## ")
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= headings
