"""Draw three invented houses, each from ten lines of `house.yaml` and a logo, and picture two pages that wear each.

Run it with `python tools/picture_looks.py`; it builds examples in a workspace of its own and writes `docs/looks/*.png`.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pypdfium2
from click.testing import CliRunner
from PIL import Image, ImageDraw, ImageOps

from submissions.cli import main as submissions

ROOT: Final = Path(__file__).resolve().parents[1]
FOLDER: Final = ROOT / "docs" / "looks"
_SCALE: Final = 0.8
"""Dots to a point: a page is then some 480 dots wide, and its headings can be read."""
_COLOURS: Final = 64
_BETWEEN: Final = 8


@dataclass(frozen=True)
class House:
    """An invented house: its ten lines, how its logo is drawn, and the document that is pictured."""

    lines: str
    draw: Callable[[ImageDraw.ImageDraw], None]
    case: str
    template: str
    language: str

    def write(self, folder: Path) -> None:
        """Write the two files of the house into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "house.yaml").write_text(self.lines, encoding="utf-8")
        picture = Image.new("RGB", (600, 240), "white")
        self.draw(ImageDraw.Draw(picture))
        picture.crop(ImageOps.invert(picture).getbbox()).save(folder / "logo.png")


def _bars(draw: ImageDraw.ImageDraw) -> None:
    for number in range(4):
        draw.rectangle((40 + number * 140, 200 - number * 50, 140 + number * 140, 220), fill="#a51c30")


def _leaf(draw: ImageDraw.ImageDraw) -> None:
    draw.ellipse((210, 20, 390, 200), fill="#1d6b45")
    draw.ellipse((270, -40, 450, 140), fill="white")
    draw.line((230, 230, 330, 110), fill="#1d6b45", width=12)


def _column(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((60, 30, 300, 60), fill="#22304a")
    for left in (80, 150, 220):
        draw.rectangle((left, 72, left + 50, 190), fill="#22304a")
    draw.rectangle((60, 202, 300, 226), fill="#22304a")


HOUSES: Final = {
    "large-red": House(
        """\
name: Redress Without Borders
address: [12 Example Quay, 75000 Paris, "+33 1 55 55 01 00", redress.example]
registration: Association no 12345
footer: redress.example
accent: "#a51c30"
faces: {text: Calibri, heads: Calibri}
size: 11pt
paper: a4
margins: {top: 24mm, bottom: 24mm}
logo: {file: logo.png, width: 34mm, where: end, alternative: Four rising bars of Redress Without Borders}
""",
        _bars,
        "a-v-bosnia",
        "advocacy/brief",
        "en",
    ),
    "small-green-arabic": House(
        """\
name: مركز الشجرة لحقوق الإنسان
address: [شارع المثال 1، تونس, shajara.example]
registration: جمعية رقم 678
footer: shajara.example
accent: "#1d6b45"
faces: {text: Times New Roman, heads: Times New Roman}
paper: a4
classes:
  filing: {accent: "#1d6b45"}
logo: {file: logo.png, width: 12mm, where: start, alternative: ورقة شجرة خضراء}
""",
        _leaf,
        "sahli-v-algeria",
        "advocacy/brief",
        "ar",
    ),
    "law-clinic-letter": House(
        """\
name: Human Rights Clinic
address: [Example Law School, 1 Example Street, Example City, clinic.example]
registration: Exempt organization no 90-12
footer: Supervised by members of the bar
accent: "#22304a"
faces: {text: Cambria, heads: Cambria}
size: 11pt
paper: letter
classes: {filing: {faces: {text: Times New Roman, heads: Times New Roman}, size: 12pt}}
logo: {file: logo.png, width: 16mm, where: start, alternative: A portico of three columns}
""",
        _column,
        "maya-achi",
        "advocacy/brief",
        "en",
    ),
}


def picture(house: House, workspace: Path) -> Image.Image:
    """Build the document of a house in a workspace, and return its first two pages side by side."""
    house.write(workspace / "templates" / "house")
    shutil.copytree(ROOT / "cases" / house.case, workspace / "cases" / house.case)
    order = ["build", house.case, "-w", str(workspace), "-o", str(workspace / "output"), "-t", house.template]
    done = CliRunner().invoke(submissions, [*order, "-l", house.language, "-f", "pdf", "--as-of", "2026-11-22"])
    if done.exit_code:
        sys.exit(done.output)
    name = f"{house.template.replace('/', '-')}.{house.language}.pdf"
    document = pypdfium2.PdfDocument(next((workspace / "output").rglob(name)))
    pages = [document[number].render(scale=_SCALE).to_pil() for number in range(2)]
    width, height = pages[0].size
    made = Image.new("RGB", (2 * width + 3 * _BETWEEN, height + 2 * _BETWEEN), "#9a9a9a")
    for number, page in enumerate(pages):
        made.paste(page, (_BETWEEN + number * (width + _BETWEEN), _BETWEEN))
    return made.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


def main() -> None:
    """Write the picture of each house."""
    FOLDER.mkdir(exist_ok=True)
    for name, house in HOUSES.items():
        with tempfile.TemporaryDirectory() as workspace:
            picture(house, Path(workspace)).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
