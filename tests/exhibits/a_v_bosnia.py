"""Make the stand-in exhibits of the example case `a-v-bosnia`: thirteen short PDF files and one picture.

Each says on its face what it stands in for. None carries words of a court, a doctor or the complainant, and none
carries a name that is protected. The same run gives the same bytes: PDF identifiers and dates are fixed.

    python tests/exhibits/a_v_bosnia.py cases/a-v-bosnia/annexes
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pikepdf
from PIL import Image, ImageDraw, ImageFont

PAGE: Final = (595, 842)
"""A4 in points."""

STAND_IN: Final = (
    "This page stands in for an exhibit. The original is not public and is not reproduced.",
    "It contains no words of the original and no name of a protected person.",
)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One stand-in: its file, what it stands in for, and one line for each of its pages."""

    file: str
    title: str
    pages: tuple[str, ...]


EXHIBITS: Final = (
    Exhibit(
        "authorisation.pdf",
        "Authorisation to act, and statement on anonymity, 12 October 2017",
        ("Authorises counsel to bring the complaint.", "States what may be told to whom."),
    ),
    Exhibit(
        "indictment.pdf",
        "Indictment, Prosecutor's Office of Bosnia and Herzegovina, 5 November 2014",
        ("First page.", "Counts of the indictment."),
    ),
    Exhibit(
        "protective-measures.pdf",
        "Decision on protective measures, Court of BiH, 19 January 2015",
        ("Gives the pseudonyms A and E.",),
    ),
    Exhibit(
        "expert-report.pdf",
        "Report of the court-appointed expert, undated",
        ("Findings on health.", "Permanent loss of quality of life: 25 per cent."),
    ),
    Exhibit(
        "judgment.pdf",
        "Judgment, Court of Bosnia and Herzegovina, Section I for War Crimes, 29 June 2015",
        ("Verdict and sentence.", "Order on compensation: 30,000 marks within 90 days."),
    ),
    Exhibit(
        "appeal-judgment.pdf",
        "Judgment, Court of Bosnia and Herzegovina, Appellate Division, 24 November 2015",
        ("Confirms the judgment of 29 June 2015.", "Reasons."),
    ),
    Exhibit("enforcement-motion.pdf", "Motion for enforcement, 10 June 2016", ("Asks for enforcement of the award.",)),
    Exhibit("notice-2017.pdf", "Second notice that the debtor has no assets, 27 March 2017", ("Notice.",)),
    Exhibit("enforcement-withdrawal.pdf", "Withdrawal of the motion for enforcement, 7 April 2017", ("Withdrawal.",)),
    Exhibit("pension.pdf", "Decision granting a disability pension, 1 February 2008", ("Grant of the pension.",)),
    Exhibit(
        "medical-certificates.pdf",
        "Medical certificates on psychiatric treatment, 2008 to 2017",
        ("First certificate.", "Latest certificate."),
    ),
    Exhibit(
        "constitutional-court-ap-3111-09.pdf",
        "Decision AP-3111/09, Constitutional Court of BiH",
        ("Working translation, first page.", "Working translation, second page."),
    ),
    Exhibit("law-on-obligations.pdf", "Law on Obligations, article 376", ("Working translation.",)),
)

PICTURE: Final = Exhibit("notice-2016.png", "Notice that the debtor has no assets, 8 August 2016", ("Photograph.",))


def text_operators(lines: tuple[tuple[int, int, str], ...]) -> bytes:
    """Return a content stream that sets each (size, height above the foot, words) as one line of Helvetica."""
    parts = []
    for size, height, words in lines:
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        parts.append(f"BT /F1 {size} Tf 71 {height} Td ({escaped}) Tj ET")
    return "\n".join(parts).encode("ascii")


def page_lines(exhibit: Exhibit, number: int) -> tuple[tuple[int, int, str], ...]:
    """Return the lines of one page of an exhibit; `number` counts from 1."""
    return (
        (16, 760, "STAND-IN EXHIBIT"),
        (11, 725, exhibit.title),
        (11, 690, exhibit.pages[number - 1]),
        (10, 640, STAND_IN[0]),
        (10, 624, STAND_IN[1]),
        (9, 60, f"Page {number} of {len(exhibit.pages)}"),
    )


def write_pdf(exhibit: Exhibit, folder: Path) -> None:
    """Write one exhibit as a PDF with a fixed identifier."""
    document = pikepdf.new()
    font = document.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    for number in range(1, len(exhibit.pages) + 1):
        document.add_blank_page(page_size=PAGE)
        page = document.pages[-1]
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = document.make_stream(text_operators(page_lines(exhibit, number)))
    document.save(folder / exhibit.file, deterministic_id=True, linearize=False)


def write_picture(exhibit: Exhibit, folder: Path) -> None:
    """Write the picture: a sheet of paper, slightly turned, on a dark table."""
    sheet = Image.new("RGB", (1000, 1414), (250, 248, 242))
    draw = ImageDraw.Draw(sheet)
    for index, words in enumerate(("STAND-IN EXHIBIT", exhibit.title, exhibit.pages[0], *STAND_IN)):
        draw.text((90, 120 + 70 * index), words, fill=(35, 35, 35), font=ImageFont.load_default(22 if index else 40))
    turned = sheet.rotate(1.5, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=(70, 64, 58))
    photograph = Image.new("RGB", (turned.width + 80, turned.height + 80), (70, 64, 58))
    photograph.paste(turned, (40, 40))
    photograph.convert("P", palette=Image.Palette.ADAPTIVE, colors=32).save(folder / exhibit.file, optimize=True)


def main(folder: Path) -> None:
    """Write every stand-in exhibit into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for exhibit in EXHIBITS:
        write_pdf(exhibit, folder)
    write_picture(PICTURE, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
