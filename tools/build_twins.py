"""Make the faces of Gelasio, the free twin of Georgia, from the npm package `@fontsource/gelasio`, the same each time.

Run `npm pack @fontsource/gelasio`, unpack it, and type `python tools/build_twins.py FOLDER`, the folder that holds
`files/`. The package has the Latin letters and the further Latin ones in files of their own: they are put together.
Carlito and Caladea are unchanged copies from Debian. `src/submissions/fonts/twins.csv` tells of each what it was made
from, with digests; with another version of the package this stops, as other glyphs make other pages.
"""

from __future__ import annotations

import csv
import hashlib
import io
import sys
from pathlib import Path
from typing import Final

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

FONTS: Final = Path(__file__).resolve().parents[1] / "src" / "submissions" / "fonts"
PARTS: Final = ("latin", "latin-ext")
STYLES: Final = {"Regular": "400-normal", "Italic": "400-italic", "Bold": "700-normal", "BoldItalic": "700-italic"}


def main(folder: Path) -> None:
    """Write the four faces, each of which must be the one that the table tells."""
    with (FONTS / "twins.csv").open(encoding="utf-8", newline="") as stream:
        digests = {row["file"]: row["digest"] for row in csv.DictReader(stream)}
    for style, name in STYLES.items():
        file = f"Gelasio-{style}.ttf"
        content = put_together([folder / "files" / f"gelasio-{part}-{name}.woff" for part in PARTS])
        digest = hashlib.sha256(content).hexdigest()
        if digests.get(file) != digest:
            sys.exit(f"{file} comes out otherwise than twins.csv tells: {digest}")
        (FONTS / file).write_bytes(content)


def put_together(paths: list[Path]) -> bytes:
    """Return one font of several parts, without compression."""
    parts = []
    for path in paths:
        part = io.BytesIO()
        font = TTFont(path, recalcTimestamp=False)
        font.flavor = None
        font.save(part)
        part.seek(0)
        parts.append(part)
    whole = Merger().merge(parts)
    # The day of the making is no part of the font.
    whole.recalcTimestamp = False
    whole["head"].created = whole["head"].modified = TTFont(paths[0])["head"].modified
    made = io.BytesIO()
    whole.save(made, reorderTables=True)
    return made.getvalue()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
