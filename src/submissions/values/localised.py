"""Texts and prose in one or more languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Self

from submissions.findings import Finding, Place
from submissions.gate import shown
from submissions.values.nodes import RefusedNode, SourceMapping
from submissions.values.refusal import KEY, Lookup, RefusedValueError, kind_findings, place_of, refuse_kind
from submissions.values.text import NOWHERE, SCALAR_SCHEMA, Prose, Text, ToCome, Unread

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
    from pydantic_core import CoreSchema

# Codes of ISO 639: two letters, or three where a language has no shorter one.
_LANGUAGE_KEYS: dict[str, Any] = {"propertyNames": {"pattern": "^[a-z]{2,3}$"}, "minProperties": 1}


@dataclass(frozen=True, slots=True)
class Localised(Mapping[str, Text]):
    """One text in one or more languages.

    `texts` maps a language code to its text; a plain value in the case file stands under the key "" and is in
    the case's own language (`case.language`).
    """

    texts: tuple[tuple[str, Text], ...]
    place: Place = NOWHERE

    kind: ClassVar[str] = "a text, or a mapping of languages such as 'en' to texts"

    def __getitem__(self, language: str) -> Text:
        return dict(self.texts)[language]

    def __iter__(self) -> Iterator[str]:
        return iter(dict(self.texts))

    def __len__(self) -> int:
        return len(self.texts)

    @classmethod
    def read(cls, value: object, info: ValidationInfo) -> Self:
        """Return the texts that stand at a node of the case file.

        Raises RefusedValueError with every fault of theirs.
        """
        reading: Lookup | None = info.context
        if isinstance(value, ToCome):
            return cls((), value.place)
        if isinstance(value, Localised):
            return cls(tuple((language, cls.read_one(text, reading)) for language, text in value.texts), value.place)
        if isinstance(value, str) or cls.is_file(value):
            return cls((("", cls.read_one(value, reading)),), place_of(value))
        if not isinstance(value, Mapping) or not value:
            raise refuse_kind(value, cls.kind)
        texts: list[tuple[str, Text]] = []
        findings: list[Finding] = []
        for language, entry in value.items():
            text, faults = cls._entry(language, entry, reading)
            texts.extend([(str(language), text)] if text is not None else [])
            findings.extend(faults)
        if len(texts) < len(value) or findings:
            raise RefusedValueError(*findings)
        return cls(tuple(texts), place_of(value))

    @classmethod
    def _entry(cls, language: str, entry: object, reading: Lookup | None) -> tuple[Text | None, tuple[Finding, ...]]:
        """Return the text of one language, or the faults of its key and of itself."""
        faults: list[Finding] = []
        text = None
        for step in ("language", "text"):
            try:
                if step == "text":
                    text = cls.read_one(entry, reading)
                elif reading is not None:
                    reading.read("language", language)
            except RefusedValueError as refusal:
                faults.extend(_of_key(finding) if step == "language" else finding for finding in refusal.findings)
        return text, tuple(faults)

    @classmethod
    def read_one(cls, value: object, reading: Lookup | None) -> Text:
        """Return one plain text; a file is refused, since only prose may stand in one."""
        if cls.is_file(value):
            raise RefusedValueError(
                Finding(
                    "E129",
                    place_of(value),
                    f"{KEY} is a short text and cannot stand in a file of its own",
                    "write the text itself here",
                )
            )
        return cls.read_text(value)

    @staticmethod
    def read_text(value: object) -> Text:
        """Return the text that stands at a node."""
        return Text.read(value)

    @staticmethod
    def is_file(value: object) -> bool:
        """Tell whether a node points at a file: a mapping with the key 'file'."""
        return isinstance(value, SourceMapping | dict) and "file" in value

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema  # noqa: PLC0415  only records need pydantic

        return core_schema.with_info_plain_validator_function(cls.read)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {
            "anyOf": [
                dict(SCALAR_SCHEMA),
                {"type": "object", "additionalProperties": dict(SCALAR_SCHEMA), **_LANGUAGE_KEYS},
            ]
        }


@dataclass(frozen=True, slots=True)
class LocalisedProse(Localised):
    """Prose (Markdown) in one or more languages, each in the case file or in a file beside it."""

    kind: ClassVar[str] = "prose, '{file: ...}', or a mapping of languages such as 'en' to one of these"

    @classmethod
    def read_one(cls, value: object, reading: Lookup | None) -> Prose:
        """Return the prose of one language, read from its file where it stands in one."""
        if isinstance(value, RefusedNode) or not isinstance(value, Mapping):
            return Prose.read(value)
        unknown = [key for key in value if key != "file"]
        if not cls.is_file(value) or unknown:
            raise RefusedValueError(*_file_form_findings(value, unknown))
        path = Text.read(value["file"])
        if reading is None:
            return Prose(path, path.place)
        prose = reading.read("prose", path)
        return prose if isinstance(prose, Unread) else Prose(prose, prose.place, prose.lines)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        file = {
            "type": "object",
            "properties": {
                "file": {"type": "string", "description": "Path below the case folder: facts.en.md or facts.en.docx."}
            },
            "required": ["file"],
            "additionalProperties": False,
        }
        one = [dict(SCALAR_SCHEMA), file]
        many = {"type": "object", "additionalProperties": {"anyOf": one}, **_LANGUAGE_KEYS}
        return {"anyOf": [*one, many]}


def _of_key(finding: Finding) -> Finding:
    """Word the fault of a language that is itself a key."""
    return replace(finding, message=finding.message.replace(KEY, f"a key of {KEY}", 1))


def _file_form_findings(value: Mapping[str, object], unknown: list[str]) -> tuple[Finding, ...]:
    """Say what is wrong with a mapping that should be `{file: ...}`."""
    if "file" not in value:
        return kind_findings(value, "prose or '{file: ...}'")
    words = f"the key '{shown(unknown[0])}' is unknown beside 'file' in {KEY}"
    return (Finding("E115", place_of(unknown[0]), words, "write nothing but 'file' in this mapping"),)
