"""Make the small files that stand in for the exhibits of the case `maya-achi`, the same bytes every time.

Run it from the top of the repository: `python tests/exhibits/maya_achi.py`. The real documents are not ours to
publish; each stand-in says that it is one. The picture is drawn, shows a woven cloth, and identifies nobody.
"""

from __future__ import annotations

import html
from pathlib import Path

from PIL import Image, ImageDraw
from weasyprint import HTML

ANNEXES = Path(__file__).parents[2] / "cases" / "maya-achi" / "annexes"

STAND_IN = "Stand-in for the exhibit, made for this example. The original is with the organisation."

PAPERS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "verdict-2022-summary.pdf": (
        "es",
        "Resumen de la sentencia de 24 de enero de 2022",
        (
            "Tribunal de Mayor Riesgo A, ciudad de Guatemala.",
            "Cinco personas condenadas a treinta años de prisión cada una por delitos contra los deberes de humanidad.",
        ),
    ),
    "reparation-2022-summary.pdf": (
        "es",
        "Resumen de la reparación digna de 27 de enero de 2022",
        (
            "Tribunal de Mayor Riesgo A, ciudad de Guatemala.",
            "Doce de las veintiséis medidas solicitadas: entre ellas indemnización, salud, becas y una petición de "
            "disculpa.",
        ),
    ),
    "reparation-2025-summary.pdf": (
        "es",
        "Resumen de la reparación digna de 4 de junio de 2025",
        (
            "Tribunal de Mayor Riesgo B, ciudad de Guatemala.",
            "Dieciocho de las veintiséis medidas solicitadas por seis mujeres.",
        ),
    ),
    "accompaniment-report.pdf": (
        "en",
        "Report of the accompaniment team on the second trial",
        (
            "19 February 2025: photographs of the women were taken from a taxi on their way to court.",
            "27 February 2025: four men testified after threats.",
        ),
    ),
    "consents.pdf": (
        "es",
        "Registro de consentimientos (confidencial)",
        ("Una hoja por persona: alcance, fecha, forma, idioma, intérprete, retirada.",),
    ),
}

BANDS = ((128, 30, 44), (240, 232, 214), (32, 62, 92), (204, 146, 44), (240, 232, 214), (54, 94, 66))


def paper(language: str, title: str, lines: tuple[str, ...]) -> bytes:
    """Return a one-page PDF with a title, some lines and the words that it is a stand-in."""
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    page = (
        f'<html lang="{language}"><head><title>{html.escape(title)}</title>'
        "<style>@page { size: A4; margin: 30mm } body { font: 12pt/1.4 'Liberation Serif', serif }"
        " .note { border-top: 0.5pt solid; font-size: 9pt; padding-top: 6pt }</style></head>"
        f'<body><h1>{html.escape(title)}</h1>{paragraphs}<p class="note" lang="en">{STAND_IN}</p></body></html>'
    )
    return bytes(HTML(string=page).write_pdf())


def cloth(width: int = 720, height: int = 480) -> Image.Image:
    """Draw a woven cloth: bands of colour, diamonds on the wide ones, a fine thread over all."""
    image = Image.new("RGB", (width, height), BANDS[1])
    pen = ImageDraw.Draw(image)
    step = 48
    for number, top in enumerate(range(0, height, step)):
        pen.rectangle((0, top, width, top + step - 1), fill=BANDS[number % len(BANDS)])
        if number % 2 == 0:
            for left in range(0, width, step):
                middle = (left + step // 2, top + step // 2)
                half = step // 3
                pen.polygon(
                    (
                        (middle[0], middle[1] - half),
                        (middle[0] + half, middle[1]),
                        (middle[0], middle[1] + half),
                        (middle[0] - half, middle[1]),
                    ),
                    fill=BANDS[(number + 3) % len(BANDS)],
                )
    for row in range(0, height, 4):
        pen.line((0, row, width, row), fill=(90, 70, 60), width=1)
    return image


def make(folder: Path) -> None:
    """Write every stand-in into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (language, title, lines) in PAPERS.items():
        (folder / name).write_bytes(paper(language, title, lines))
    cloth().save(folder / "woven-cloth.png", optimize=True)


if __name__ == "__main__":
    make(ANNEXES)
