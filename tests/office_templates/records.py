"""What a row of the table is, and how the words of a file are read and compared."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import docx
import pypdfium2
from lxml import etree

from submissions.office.names import w

_RAISED: Final = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")
_PLAIN: Final = str.maketrans("“”«»‘’\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{NON-BREAKING HYPHEN}", '""""\'\'  -')
_OURS: Final = re.compile(
    r"Confident?i[ae]l|Confidencial|Public version|سري|(Page|Página|الصفحة) \d+ (of|sur|de|من) \d+"
)
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


@dataclass(frozen=True, slots=True)
class OfficeTemplate:
    """A template and the words that it prints, paragraph by paragraph as Word has them.

    `filing` and `public` are the paragraphs of the text that have words, `beside` those of heads and feet; `page` is
    what the PDF says where that differs, and `told` the codes of what is found. A raised figure is the mark of a note.
    """

    build: Callable[[], bytes]
    filing: tuple[str, ...]
    public: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    page: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    language: str = "en"
    settings: str = ""


def word_paragraphs(content: bytes) -> list[str]:
    """Return the paragraphs of the text that have words."""
    return [one for one in map(_text, docx.Document(io.BytesIO(content)).element.iter(w("p"))) if one]


def word_beside(content: bytes) -> list[str]:
    """Return the paragraphs of the heads and feet of the first section and those behind it that have words."""
    opened = docx.Document(io.BytesIO(content))
    parts = [
        part for section in opened.sections
        for part in (section.header, section.first_page_header, section.even_page_header,
                     section.footer, section.first_page_footer, section.even_page_footer)
        if not part.is_linked_to_previous
    ]  # fmt: skip
    found = [one for part in parts for one in map(_text, part._element.iter(w("p")))]
    return [one for one in found if one and not _OURS.fullmatch(one)]


def _text(paragraph: etree._Element) -> str:
    if any(one.tag == _FALLBACK for one in paragraph.iterancestors()):
        return ""
    return like("".join(_pieces(paragraph)))


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == w("t"):
            yield child.text or ""
        elif child.tag in (w("tab"), w("br")) and element.tag == w("r"):
            yield " "
        elif child.tag not in (w("p"), _FALLBACK):
            yield from _pieces(child)


def page_text(content: bytes) -> str:
    """Return all words of a PDF, without spaces and hyphens: where its lines end is no matter here."""
    pages = pypdfium2.PdfDocument(content)
    texts = (tight(page.get_textpage().get_text_bounded()) for page in pages)
    return "".join(
        re.sub(r"^(Confidential|Publicversion)|(Confidential|Publicversion)?(Page\d+of\d+)?$", "", text)
        for text in texts
    )


def like(text: str) -> str:
    """Return words as they are compared: with plain quotation marks and spaces."""
    return (
        " ".join(text.translate(_PLAIN).split())
        .replace("\N{RIGHT-TO-LEFT MARK}", "")
        .replace("\N{LEFT-TO-RIGHT MARK}", "")
    )


def as_word(expected: str) -> str:
    """Return expected words as Word has them, where a note has no figure of its own."""
    return like(re.sub("[¹²³⁴⁵⁶⁷⁸⁹]", "", expected))


def tight(text: str) -> str:
    """Return words without spaces and hyphens, marks of notes as figures."""
    return re.sub(r"[\s\N{SOFT HYPHEN}\x02\-\N{HYPHEN}]+", "", like(text.translate(_RAISED)))


def missing_in_order(expected: tuple[str, ...], whole: str) -> list[str]:
    """Return the words that do not stand in a text behind those before them."""
    at, missing = 0, []
    for one in map(tight, expected):
        found = whole.find(one, at)
        if found < 0:
            missing.append(one)
        else:
            at = found + len(one)
    return missing
