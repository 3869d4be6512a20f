"""Describe the case file to editors and to people: its JSON Schema and its reference page, both from the records."""

from submissions.schema.editors import Offered, case_schema, case_schema_text
from submissions.schema.reference import case_reference

__all__ = ["Offered", "case_reference", "case_schema", "case_schema_text"]
