"""The words that stand for a picture or a shape of Word, which are no paragraph and may hold tags all the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from submissions.office.names import INLINE
from submissions.wordbody.paragraphs import PARAGRAPH
from submissions.wordbody.tags import Tag, tags_of

_DESCRIBED: Final = (f"{{{INLINE}}}docPr", "{urn:schemas-microsoft-com:vml}*")
_ATTRIBUTES: Final = ("descr", "title", "alt")


def described(root: etree._Element) -> Iterator[tuple[etree._Element, etree._Element, str, tuple[Tag, ...]]]:
    """Yield each element whose words hold tags, with its paragraph, the name of the attribute and the tags."""
    for element in root.iter(*_DESCRIBED):
        paragraph = next(element.iterancestors(PARAGRAPH), None)
        for name in _ATTRIBUTES:
            tags = tuple(tags_of(element.get(name, "")))
            if tags and paragraph is not None:
                yield element, paragraph, name, tags
