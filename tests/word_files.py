"""What the tests of the Word writer share: the house frames, writing a sample, and changing one part of a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from sample import sample_document
from speaking import KNOWN
from submissions.document import (
    Block,
    Cell,
    Column,
    Design,
    Document,
    Furniture,
    HouseFile,
    Inline,
    Paragraph,
    Row,
    Run,
    Table,
)
from submissions.findings import Finding, Place
from submissions.office.package import read_package, write_parts
from submissions.writers.word.docx import write_docx
from submissions.writers.word.frame.make import make_frame

HOUSE = Path(__file__).parents[1] / "templates" / "house"
PLACE = Place("cases/sample/case.yaml", 7, 3)
FRAME_PLACE = Place("templates/house/word.docx")
SAMPLES = [(language, frame) for language in ("en", "fr", "ar") for frame in ("filing", "brief")]


@cache
def house_files() -> dict[str, HouseFile]:
    return {
        name: HouseFile(make_frame(Design(frame)), Place(f"templates/house/{name}"))
        for name, frame in (("word.docx", "filing"), ("word-brief.docx", "brief"))
    }


@cache
def sample_word_file(language: str, frame: str) -> bytes:
    content, findings = write_docx(sample_document(language, frame), house_files())
    assert findings == []
    return content


def document(*blocks: Block, language: str = "en", frame: str = "filing", header: str = "A v B") -> Document:
    direction = "rtl" if language == "ar" else "ltr"
    furniture = Furniture(header, "Confidential", "Page {page} of {pages}")
    return Document(
        "A v B", language, direction, "Example Organisation", furniture, Design(frame), tuple(blocks), languages=KNOWN
    )


def text(words: str) -> Run:
    return Run(words, PLACE)


def paragraph(*inlines: Inline | str, **fields: object) -> Paragraph:
    runs = tuple(text(each) if isinstance(each, str) else each for each in inlines)
    return Paragraph(runs, PLACE, **fields)  # type: ignore[arg-type]


def table(*rows: Sequence[Block | str], **fields: object) -> Table:
    def cell(content: Block | str) -> Cell:
        return Cell((paragraph(content) if isinstance(content, str) else content,), PLACE)

    made = tuple(Row(tuple(cell(content) for content in row), PLACE) for row in rows)
    columns = tuple(Column("start", 100 / len(rows[0])) for _ in rows[0])
    return Table(columns, made[:1], made[1:], PLACE, **fields)  # type: ignore[arg-type]


def written(*blocks: Block, **fields: str) -> dict[str, str]:
    """Write blocks without a finding, and return the parts as text."""
    content, findings = write_docx(document(*blocks, **fields), house_files())
    assert findings == []
    return parts_of(content)


def codes_of(*blocks: Block) -> list[str]:
    _, findings = write_docx(document(*blocks), house_files())
    return [finding.code for finding in findings]


def parts_of(content: bytes) -> dict[str, str]:
    return {name: part.decode("utf-8", "replace") for name, part in read_package(content).items()}


def changed(content: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """Return a package with one part changed; the change must change something."""
    parts = read_package(content)
    old = parts.get(name, b"").decode("utf-8")
    new = change(old)
    assert new != old
    return write_parts({**parts, name: new.encode("utf-8")})


def messages(findings: Sequence[Finding]) -> str:
    return "\n".join(str(finding) for finding in findings)
