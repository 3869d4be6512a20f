"""Make the stand-in exhibits of the example case `sahli-v-algeria`: fourteen short PDF files, a JPEG and a PNG.

Each says on its face, in French, what it stands in for. None carries words of a prosecutor, a doctor, a witness or the
family. The same run gives the same bytes: PDF identifiers and dates are fixed, and the pictures carry no metadata.

    python tests/exhibits/sahli_v_algeria.py cases/sahli-v-algeria/annexes
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

HEADING: Final = "PIÈCE DE SUBSTITUTION"

STAND_IN: Final = (
    "Cette page tient lieu de la pièce désignée ci-dessus, qui n'est pas reproduite ici.",
    "Elle ne contient aucun mot de l'original.",
)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One stand-in: its file, what it stands in for, and one line for each of its pages."""

    file: str
    title: str
    pages: tuple[str, ...]


DOCUMENTS: Final = (
    Exhibit(
        "01-pouvoir.pdf",
        "Pouvoir et consentement écrit de la requérante, août 2009",
        ("Autorise le conseil à représenter la requérante.", "Consentement, portée par portée."),
    ),
    Exhibit(
        "03-declarations.pdf",
        "Déclarations écrites et signées d'anciens codétenus",
        ("Première déclaration.", "Deuxième déclaration.", "Troisième déclaration."),
    ),
    Exhibit("05-plainte-1999.pdf", "Plainte au procureur de la République de Tiaret, 12 janvier 1999", ("Plainte.",)),
    Exhibit(
        "06-lettres-2000.pdf",
        "Lettres de l'année 2000",
        ("Au procureur.", "Au secteur militaire.", "À la gendarmerie nationale.", "Au Ministère de la justice."),
    ),
    Exhibit("07-refus-2007.pdf", "Lettre rejetant la demande d'aide de l'État, 21 novembre 2007", ("Lettre.",)),
    Exhibit(
        "08-lettre-2008.pdf",
        "Lettre recommandée au procureur de la République de Tiaret, 16 février 2008",
        ("Lettre.", "Récépissé d'envoi."),
    ),
    Exhibit("09-ordonnance-06-01.pdf", "Ordonnance n° 06-01 du 27 février 2006, articles 44 à 46", ("Extrait.",)),
    Exhibit(
        "10-observations-etat.pdf",
        "Observations de l'État partie sur la recevabilité et le fond, 2 mars 2009",
        ("Recevabilité.", "Fond."),
    ),
    Exhibit(
        "11-rapport-autopsie.pdf",
        "Rapport d'autopsie du 5 novembre 1998, transmis le 30 mars 2009",
        ("Première page.", "Seconde page."),
    ),
    Exhibit(
        "12-avis-medico-legal.pdf",
        "Avis de médecins légistes sur le rapport d'autopsie, 2009",
        ("Questions posées.", "Analyse.", "Conclusions."),
    ),
    Exhibit("13-retrait.pdf", "Lettre du conseil au Comité, 29 juin 2009", ("Première page.", "Seconde page.")),
    Exhibit("14-substitution.pdf", "Lettre du conseil au Comité, 13 août 2009", ("Lettre.",)),
    Exhibit("15-demande-du-comite.pdf", "Demande du Comité à l'État partie, 15 septembre 2009", ("Demande.",)),
    Exhibit("16-note-etat.pdf", "Note de l'État partie, 30 novembre 2009", ("Première page.", "Seconde page.")),
)

PICTURED_STAND_IN: Final = (
    "SUBSTITUT",
    "Cette image tient lieu de l'original, qui n'est pas reproduit ici.",
    "Aucun mot de l'original n'y figure.",
)
"""Words of the pictures, chosen without accents: the built-in face of the imaging library has none."""

FAMILY_BOOKLET: Final = Exhibit("02-livret-de-famille.jpg", "Livret de famille, extrait", ("Photographie",))
CERTIFICATE: Final = Exhibit("04-certificat-de-deces.png", "Annexe 4 du dossier, 3 avril 2006", ("Copie par scanner",))


def text_operators(lines: tuple[tuple[int, int, str], ...]) -> bytes:
    """Return a content stream that sets each (size, height above the foot, words) as one line of Helvetica."""
    parts = []
    for size, height, words in lines:
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        parts.append(f"BT /F1 {size} Tf 71 {height} Td ({escaped}) Tj ET")
    return "\n".join(parts).encode("cp1252")


def page_lines(exhibit: Exhibit, number: int) -> tuple[tuple[int, int, str], ...]:
    """Return the lines of one page of an exhibit; `number` counts from 1."""
    return (
        (16, 760, HEADING),
        (11, 725, exhibit.title),
        (11, 690, exhibit.pages[number - 1]),
        (10, 640, STAND_IN[0]),
        (10, 624, STAND_IN[1]),
        (9, 60, f"Page {number} sur {len(exhibit.pages)}"),
    )


def write_pdf(exhibit: Exhibit, folder: Path) -> None:
    """Write one exhibit as a PDF with a fixed identifier."""
    document = pikepdf.new()
    font = document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )
    for number in range(1, len(exhibit.pages) + 1):
        document.add_blank_page(page_size=PAGE)
        page = document.pages[-1]
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = document.make_stream(text_operators(page_lines(exhibit, number)))
    document.save(folder / exhibit.file, deterministic_id=True, linearize=False)


def draw_sheet(exhibit: Exhibit, size: tuple[int, int]) -> Image.Image:
    """Return a sheet of paper with the words of a stand-in; `size` is in pixels."""
    sheet = Image.new("RGB", size, (250, 248, 242))
    draw = ImageDraw.Draw(sheet)
    heading, *sentences = PICTURED_STAND_IN
    for index, words in enumerate((heading, exhibit.title, exhibit.pages[0], *sentences)):
        draw.text((90, 120 + 70 * index), words, fill=(35, 35, 35), font=ImageFont.load_default(20 if index else 40))
    return sheet


def write_photograph(exhibit: Exhibit, folder: Path) -> None:
    """Write a JPEG: a double page, wider than high, as held before a telephone."""
    draw_sheet(exhibit, (1400, 990)).save(folder / exhibit.file, quality=70, optimize=True)


def write_scan(exhibit: Exhibit, folder: Path) -> None:
    """Write a PNG of few colours: one scanned sheet."""
    sheet = draw_sheet(exhibit, (1000, 1414))
    sheet.convert("P", palette=Image.Palette.ADAPTIVE, colors=16).save(folder / exhibit.file, optimize=True)


def main(folder: Path) -> None:
    """Write every stand-in exhibit into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for exhibit in DOCUMENTS:
        write_pdf(exhibit, folder)
    write_photograph(FAMILY_BOOKLET, folder)
    write_scan(CERTIFICATE, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
