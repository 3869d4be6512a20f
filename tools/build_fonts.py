"""Make the faces of further scripts from Debian's packages `fonts-noto-core` and `fonts-noto-cjk`, the same each time.

Run it with `make fonts`, or `python tools/build_fonts.py FOLDER` where the packages are unpacked elsewhere; with
`--program` only what belongs to the program is made, with `--renew` from other versions than those of the tables, for
which `PACKAGES` below has to say the truth. Each face of
`src/submissions/fonts/faces.csv` is cut down to the letters of its script and loses its hints, which the pages never
use. The small ones belong to the program and are kept with it; the others go into the wheel `submissions-fonts`, whose
files are too large to be kept. `sources.csv` beside either tells what each was made from and its digests.
"""

from __future__ import annotations

import csv
import hashlib
import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

from submissions.writers.faces import FURTHER, OWN, Face, faces

ROOT: Final = Path(__file__).resolve().parents[1]
PLACES: Final = {
    OWN: ROOT / "src" / "submissions" / "fonts",
    FURTHER: ROOT / "fonts" / "src" / "submissions_fonts",
}
PACKAGES: Final = {"noto-core": "fonts-noto-core 20201225-1", "noto-cjk": "fonts-noto-cjk 1:20220127+repack1-1"}
COLUMNS: Final = ("file", "package", "version", "source", "digest_of_source", "digest")
# Spaces, what joins and parts letters, and the circle on which a mark stands that has no letter.
_COMMON: Final = (0x20, 0xA0, 0x200B, 0x200C, 0x200D, 0x25CC)
# An ideograph has one shape in each of the four faces; what stays is the making of Korean syllables from their letters.
_EAST_ASIAN_FEATURES: Final = ("ccmp", "ljmo", "vjmo", "tjmo")
_DROPPED: Final = ("DSIG", "vhea", "vmtx", "VORG", "BASE", "MATH", "meta")
_ALONE: Final = "--program"
_RENEW: Final = "--renew"
_WITHOUT_BOLD: Final = frozenset({"Noto Sans Symbols2", "Noto Sans Math", "Noto Sans Tifinagh"})


@dataclass(frozen=True)
class Cut:
    """One file to make: from which source, of which face, and where it goes."""

    source: str
    face: Face
    brought: str
    name: str


def main(arguments: Sequence[str]) -> None:
    """Write every face and both tables of sources; raises SystemExit where the packages are not there."""
    named = [argument for argument in arguments if argument not in (_ALONE, _RENEW)]
    folder = Path(named[0] if named else "/usr/share/fonts")
    places = (OWN,) if _ALONE in arguments else tuple(PLACES)
    found = {path.name: path for path in sorted(folder.rglob("Noto*.[ot]t[fc]"))}
    wanted = [cut for cut in cuts() if cut.brought in places]
    missing = sorted({cut.source for cut in wanted} - set(found))
    if missing:
        sys.exit(
            f"not in {folder}: {', '.join(missing)}; apt-get install {' '.join(p.split()[0] for p in _packages())}"
        )
    if _RENEW not in arguments:
        _refuse_other_versions(found, places)
    rows: dict[str, list[tuple[str, ...]]] = {place: [] for place in places}
    for cut in wanted:
        source = found[cut.source]
        content, version = cut_down(source.read_bytes(), cut.face)
        (PLACES[cut.brought] / cut.name).write_bytes(content)
        kind = "noto-cjk" if source.suffix == ".ttc" else "noto-core"
        digests = (hashlib.sha256(source.read_bytes()).hexdigest(), hashlib.sha256(content).hexdigest())
        rows[cut.brought].append((cut.name, PACKAGES[kind], version, cut.source, *digests))
    for place, listed in rows.items():
        with (PLACES[place] / "sources.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows([COLUMNS, *listed])


def _refuse_other_versions(found: Mapping[str, Path], places: Sequence[str]) -> None:
    """Stop where a source is not the one that the table names: other glyphs make other pages."""
    for place in places:
        table = PLACES[place] / "sources.csv"
        with table.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                if row["digest_of_source"] != hashlib.sha256(found[row["source"]].read_bytes()).hexdigest():
                    sys.exit(f"{row['source']} is of another version than {row['package']}; {_RENEW} takes it")


def _packages() -> list[str]:
    return list(PACKAGES.values())


def cuts() -> Iterator[Cut]:
    """Yield every file to make: each face, and the bold of those whose sources are small, in the further wheel."""
    for face in faces():
        yield Cut(face.source, face, face.brought, face.file)
        if not face.source.endswith(".ttc"):
            bold = face.source.replace("-Regular.", "-Bold.")
            if face.family not in _WITHOUT_BOLD:
                yield Cut(bold, face, FURTHER, bold)


def cut_down(source: bytes, face: Face) -> tuple[bytes, str]:
    """Return a face with the letters of its script alone, without hints, and its version as it says itself."""
    font = _open(source, face)
    version = str(font["name"].getDebugName(5)).split(";")[0].removeprefix("Version ")
    options = subset.Options(hinting=False, notdef_outline=True, recalc_timestamp=False, name_IDs=["*"])
    options.drop_tables += list(_DROPPED)
    options.layout_features = list(_EAST_ASIAN_FEATURES) if face.is_east_asian else ["*"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[*_COMMON, *face.drawn()])
    cutter.subset(font)
    made = io.BytesIO()
    font.save(made, reorderTables=True)
    return made.getvalue(), version


def _open(source: bytes, face: Face) -> TTFont:
    if source[:4] != b"ttcf":
        return TTFont(io.BytesIO(source), recalcTimestamp=False)
    fonts = TTCollection(io.BytesIO(source)).fonts
    font = next(one for one in fonts if one["name"].getDebugName(1) == face.family)
    font.recalcTimestamp = False
    return font


if __name__ == "__main__":
    main(sys.argv[1:])
