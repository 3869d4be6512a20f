"""The reference page and the JSON Schema of the pack file, made from its records."""

from __future__ import annotations

from importlib.resources import files

from submissions.packs.record import Pack
from submissions.schema.editors import record_schema_text
from submissions.schema.reference import sections_of


def pack_reference() -> str:
    """Return the page: what a pack file is, then each record with its keys."""
    head = (files("submissions") / "packs" / "pack-file-head.md").read_text(encoding="utf-8")
    return head + sections_of(Pack)


def pack_schema_text() -> str:
    """Return the JSON Schema of a pack file, as it is written."""
    return record_schema_text(Pack, "Pack file")
