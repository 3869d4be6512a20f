"""What becomes of the fields of a Word file that somebody else wrote: which of them leave the words that they show."""

from __future__ import annotations

from typing import Final

LEAVE_WORDS: Final = frozenset({
    "AUTOTEXT", "AUTOTEXTLIST", "COMPARE", "DOCPROPERTY", "GLOSSARY", "HYPERLINK", "IF", "INCLUDE", "INCLUDEPICTURE",
    "INCLUDETEXT", "NOTEREF", "PAGEREF", "QUOTE", "REF", "SEQ", "SET", "STYLEREF", "IMPORT", "SHAPE",
})  # fmt: skip
"""Fields that printed or fetched something when the file was saved: its words or picture stay, the field goes."""
