"""The letterhead of the first page, and the strings of a style sheet: what the house prints around a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from submissions.document import Design, Document, Resource

LOGO: Final = "house:logo"
"""The key of the logo among the pictures; no picture of a document has a colon in its key."""


def pictures_of(document: Document) -> Iterator[tuple[str, Resource]]:
    """Yield the pictures that a document shows, by their keys, and the logo of the house."""
    yield from document.resources
    if document.design.logo is not None:
        yield LOGO, document.design.logo


def css_string(text: str) -> str:
    """Return text as a CSS string in which no character can end it or begin anything else."""
    safe = (char if char.isalnum() or char == " " else f"\\{ord(char):x} " for char in text)
    return f'"{"".join(safe)}"'


def has_letterhead(design: Design) -> bool:
    """Tell whether the house prints a logo or lines at the head of the first page."""
    return bool(design.look.letterhead) or (design.logo is not None and design.look.logo is not None)


def letterhead_rules(design: Design, logo: str, direction: str) -> str:
    """Return the CSS that prints the letterhead on the first page, with the logo at an address; "" where there is none.

    Where it is higher than the margin, the text of the first page begins below it.
    """
    look, measures = design.look, design.measures
    parts = [css_string(line) for line in look.letterhead]
    height, extra = len(parts) * measures.furniture_leading, ""
    if logo and look.logo is not None and design.logo is not None:
        height += look.logo.width * design.logo.height / design.logo.width + measures.furniture_leading / 2
        extra = f"; image-resolution: {design.logo.width / (look.logo.width / 72):.3f}dpi"
        parts.insert(0, f"url({logo})")
    if not parts:
        return ""
    content = ' "\\A" '.join(parts)
    top = max(measures.margin_top, measures.head_at + height + measures.furniture_leading)
    side = "left" if (look.side == "start") == (direction == "ltr") else "right"
    words = look.logo.alternative if look.logo is not None else ""
    shown = f"content: {content}; white-space: pre-line; color: {measures.heading_colour}{extra}"
    return (
        f"@page :first, cover:first {{ margin-top: {top:.2f}pt; @top-{side} {{ {shown}; text-align: {side}; "
        f"vertical-align: top; padding: {measures.head_at:.2f}pt 0 0 }} }}\n"
        f"@media screen {{ body > :first-child::before {{ display: block; margin-bottom: 12mm; {shown}; "
        f"content: {content} / {css_string(words)} }} }}\n"
    )
