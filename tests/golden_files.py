"""Compare what was made with the golden files; under --update-golden write them anew and remove what nothing uses."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
from lxml import etree

GOLDEN = Path(__file__).parent / "golden"


def assert_golden(name: str, text: str, update: bool) -> None:
    """Hold a text to the golden file of a name, or write the file."""
    path = GOLDEN / name
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.is_file(), f"there is no such golden file: {name}; look at the change, then run with --update-golden"
    assert text == path.read_text(encoding="utf-8"), f"{name} is not what was made"


def unused(names: set[str]) -> list[Path]:
    """Return the golden files that no test uses."""
    return sorted(path for path in GOLDEN.rglob("*") if path.is_file() and shown(path) not in names)


def shown(path: Path) -> str:
    """Return the name of a golden file."""
    return path.relative_to(GOLDEN).as_posix()


def html_body(content: bytes) -> str:
    """Return the body of a page, each block on a line of its own."""
    text = content.decode("utf-8")
    body = text[text.index("<body") : text.index("</body>")] + "</body>\n"
    body = re.sub(r"data:image/[^\"')]+", "data:image", body)
    return re.sub(
        r">\s*(<(?:p|h\d|div|section|ol|ul|li|table|thead|tbody|tr|td|th|figure|nav|blockquote)\b)", r">\n\1", body
    )


def word_xml(content: bytes) -> str:
    """Return the body and the notes of a Word file, a paragraph or row a line, without declarations of namespaces."""
    parts = []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in ("word/document.xml", "word/footnotes.xml"):
            text = etree.tostring(etree.fromstring(package.read(name)), encoding="unicode")
            text = re.sub(r' xmlns:\w+="[^"]*"| xml:space="preserve"', "", text)
            lines = re.sub(r"(<w:(?:p|tbl|tr|tc|footnote|sectPr)[ >]|</w:(?:tbl|tr|tc|footnote|body)>)", r"\n\1", text)
            parts.append(f"{name}\n{lines}")
    return "\n".join(parts) + "\n"


def pdf_text(content: bytes) -> str:
    """Return the text of a PDF page by page, as a reader's clipboard would hold it."""
    pages = []
    document = pypdfium2.PdfDocument(content)
    try:
        for number, page in enumerate(document, 1):
            text = page.get_textpage().get_text_range().replace("\r\n", "\n")
            lines = [line.rstrip() for line in text.replace("\ufffe", "-").replace("\x02", "-").split("\n")]
            pages.append(f"page {number}\n" + "\n".join(lines))
    finally:
        document.close()
    return "\n".join(pages) + "\n"


def tag_tree(content: bytes) -> str:
    """Return the structure of a PDF as an indented list of tags, equal neighbours counted."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        lines = _tags(pdf.Root.StructTreeRoot.get("/K"), 0)
    counted: list[tuple[str, int]] = []
    for line in lines:
        if counted and counted[-1][0] == line:
            counted[-1] = (line, counted[-1][1] + 1)
        else:
            counted.append((line, 1))
    return "\n".join(line if count == 1 else f"{line} x{count}" for line, count in counted) + "\n"


def _tags(node: object, depth: int) -> list[str]:
    if isinstance(node, pikepdf.Array):
        return [line for child in node for line in _tags(child, depth)]
    if not isinstance(node, pikepdf.Dictionary) or "/S" not in node:
        return []
    extra = "".join(f" {key[1:].lower()}={node.get(key)}" for key in ("/Alt", "/Lang") if key in node)
    return [" " * depth + str(node.get("/S"))[1:] + extra, *_tags(node.get("/K"), depth + 1)]
