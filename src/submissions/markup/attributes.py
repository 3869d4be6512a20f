"""Read the attributes in braces that give a paragraph, link, note or image its id, classes and values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

# The noncharacters U+FDD0 to U+FDEF stand for printed values: a template may write {#claim-{{ claim.id }}}.
_WORD: Final = "[\\w\ufdd0-\ufdef-]+"
_ONE: Final = rf'#{_WORD}|\.{_WORD}|{_WORD}=(?:"[^"\n]*"|[^\s"}}]+)'
ATTRIBUTES: Final = re.compile(rf"\{{\s*((?:{_ONE})(?:\s+(?:{_ONE}))*)\s*\}}")
# What begins like attributes and is none: to print it as words would hide a mistyped {.redact}. A remark of a template,
# "{# words #}", is none of ours: an author who types it means it as words.
LOOKS_LIKE_ATTRIBUTES: Final = re.compile(r"\{\s*[#.](?![^{}\n]*#\})[^{}\n]*\}")
_PARTS: Final = re.compile(_ONE)


@dataclass(frozen=True, slots=True)
class Attributes:
    """An id, classes and named values, as typed between braces; empty where the author gave none."""

    id: str = ""
    classes: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    source: str = ""

    def __bool__(self) -> bool:
        return bool(self.source)


NONE: Final = Attributes()


def read_attributes(source: str) -> Attributes:
    """Parse `{#id .class key=value}`; the caller has matched it with `ATTRIBUTES`."""
    identity, classes, values = "", [], {}
    for match in _PARTS.finditer(source):
        part = match.group()
        if part.startswith("#"):
            identity = part[1:]
        elif part.startswith("."):
            classes.append(part[1:])
        else:
            key, _, value = part.partition("=")
            values[key] = value.strip('"')
    return Attributes(identity, tuple(classes), values, source)
