"""Draw the picture of the page on tags in Word: a letter as it was typed, and the Word file that is made of it.

`python tools/picture_templates.py` needs LibreOffice; it writes docs/looks/word-template.png.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import docx
import pypdfium2
from docx.document import Document as Opened
from docx.shared import Pt, RGBColor
from PIL import Image, ImageOps

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "how-to" / "put-tags-into-word.md"
_SCALE = 1.1


def letter() -> Opened:
    """Return the letter of the page, as somebody may have typed it."""
    opened = docx.Document()
    opened.core_properties.author = ""
    head = opened.add_paragraph().add_run("{{ organisation.name }}")
    head.bold, head.font.size, head.font.color.rgb = True, Pt(16), RGBColor(0x1B, 0x3A, 0x57)
    for text in ("{{ date }}", "To {{ state.the }}", "{{ case.title }}"):
        opened.add_paragraph(text)
    opened.add_paragraph("We act for {{ client }}. These are the facts:")
    rows = (
        ("Date", "What happened"), ("{%tr for event in events %}", ""), ("{{ event.date }}", "{{ event.text }}"),
        ("{%tr endfor %}", ""),
    )  # fmt: skip
    table = opened.add_table(len(rows), 2, style="Table Grid")
    for index, row in enumerate(rows):
        for at, text in enumerate(row):
            table.cell(index, at).text = text
    opened.add_paragraph("Yours faithfully,")
    return opened


def blocks(page: str) -> dict[str, str]:
    """Return the files that the page writes, by their names."""
    parts = page.split("The file `")[1:]
    return {part.partition("`")[0]: part.partition("```yaml\n")[2].partition("```")[0] for part in parts}


def main() -> None:
    """Make the letter, and write both side by side."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        for name, text in blocks(PAGE.read_text("utf-8")).items():
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            (home / name).write_text(text, encoding="utf-8")
        typed = home / "templates" / "ours" / "letter" / "en.docx"
        letter().save(str(typed))
        program = [sys.executable, "-m", "submissions", "build", "matter", "--as-of", "2026-03-01", "-w", scratch]
        subprocess.run(program, check=True)  # noqa: S603 - the program itself
        made = home / "output" / "matter" / "filing" / "ours-letter.en.docx"
        pictures = [_pictured(path, home) for path in (typed, made)]
    height = max(one.height for one in pictures)
    whole = Image.new("RGB", (sum(one.width for one in pictures) + 12, height), "#9b9b9b")
    at = 0
    for one in pictures:
        whole.paste(one, (at, 0))
        at += one.width + 12
    whole.save(ROOT / "docs" / "looks" / "word-template.png", optimize=True)


def _pictured(path: Path, home: Path) -> Image.Image:
    """Return the upper half of the first page of a Word file, as LibreOffice prints it."""
    out = home / path.stem
    profile = f"-env:UserInstallation={(home / 'profile').as_uri()}"
    order = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(out), str(path)]
    subprocess.run(order, check=True, capture_output=True)  # noqa: S603 - LibreOffice
    page = pypdfium2.PdfDocument(out / f"{path.stem}.pdf")[0].render(scale=_SCALE).to_pil().convert("RGB")
    return ImageOps.expand(page.crop((0, 0, page.width, page.height // 2)), 1, "#777777")


if __name__ == "__main__":
    main()
