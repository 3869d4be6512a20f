"""The schema that editors check with and the reference page say what the records say."""

from __future__ import annotations

import datetime
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from submissions.cli import main
from submissions.schema import Offered, case_reference, case_schema, case_schema_text
from submissions.validate.references import PEOPLE

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


def keys_of(schema: Any) -> list[tuple[str, dict[str, Any]]]:
    """Return every key that a schema describes, with its own part."""
    if isinstance(schema, list):
        return [key for one in schema for key in keys_of(one)]
    if not isinstance(schema, dict):
        return []
    own = [(name, part) for name, part in schema.get("properties", {}).items() if isinstance(part, dict)]
    return [*own, *(key for part in schema.values() for key in keys_of(part))]


def test_every_key_explains_itself_where_it_stands() -> None:
    keys = keys_of(SCHEMA)
    assert len(keys) > 300
    within_dates = {"from", "to", "between", "about"}
    assert [name for name, part in keys if "$ref" in part] == []
    assert [name for name, part in keys if not part.get("description") and name not in within_dates | {"file"}] == []


def test_what_a_workspace_has_is_offered_and_nothing_else_is_refused_for_it() -> None:
    offered = Offered(
        ["ours/letter"], {"NPL": "Nepal"}, ["en", "ne"], ["why_now"], {"sent": "When it was sent."}, ["q", "r"], PEOPLE
    )
    schema = case_schema(offered)
    submission = schema["$defs"]["Submission"]["properties"]
    assert submission["template"]["anyOf"][0]["enum"] == ["ours/letter"]
    assert submission["signed_by"]["items"]["anyOf"][0]["enum"] == ["q", "r"]
    assert schema["$defs"]["Claim"]["properties"]["of"]["items"]["anyOf"][0]["enum"] == ["q", "r"]
    assert submission["languages"]["items"]["anyOf"][0]["enum"] == ["en", "ne"]
    assert schema["properties"]["state"]["anyOf"][0] == {
        "type": "string", "enum": ["NPL"], "enumDescriptions": ["Nepal"]
    }  # fmt: skip
    assert "why_now" in schema["properties"]["texts"]["properties"]
    assert submission["values"]["properties"]["sent"]["description"] == "When it was sent."
    assert allows(schema["properties"]["state"]["anyOf"][1], "BIH")
    assert allows(submission["template"]["anyOf"][1], "un/cat-complaint")


def test_the_schema_of_a_workspace_holds_its_people_for_nobody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for line in (["new", "case", "one"], ["schema", "-o", "own.json"]):
        assert CliRunner().invoke(main, line, catch_exceptions=False).exit_code == 0
    first = json.loads((tmp_path / "case.schema.json").read_text("utf-8"))
    assert "anyOf" not in first["$defs"]["Submission"]["properties"]["signed_by"]["items"]
    own = json.loads((tmp_path / "own.json").read_text("utf-8"))
    assert own["$defs"]["Submission"]["properties"]["signed_by"]["items"]["anyOf"][0]["enum"]
    if os.name == "posix":
        assert (tmp_path / "own.json").stat().st_mode & 0o077 == 0
