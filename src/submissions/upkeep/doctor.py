"""See whether this machine has what the program needs, and say what to install where it has not."""

from __future__ import annotations

import platform
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

import submissions
from submissions.installation import order_for_libreoffice, order_for_pango, order_to_install
from submissions.line.stages import Bench
from submissions.packaged import further_folder
from submissions.reporting import WHERE_IT_MAY_GO
from submissions.writers.faces import FURTHER, OWN, WHEEL, faces_missing, scripts_brought
from submissions.writers.libreoffice.program import find_program, version_of
from submissions.writers.page.fonts import VARIABLE, own_fonts_only

_LIBRARIES = ("docxtpl", "python-docx", "lxml", "pikepdf", "pypdfium2", "pillow", "pydantic", "ruamel.yaml", "jinja2")
_VALIDATORS = ("openxml-audit", "ooxml-integrity", "pdfua")


@dataclass(frozen=True, slots=True)
class Examination:
    """One thing looked at: how it is, and the command or act that mends it."""

    name: str
    state: Literal["ok", "missing", "optional"]
    detail: str
    remedy: str = ""


def examine_machine(bench: Bench) -> list[Examination]:
    """Look at everything; runs in the child process, since a broken library can end it."""
    bench.enter("examining Python and its libraries")
    found = [_python(), *(_library(name) for name in _LIBRARIES)]
    bench.enter("loading Pango")
    found.append(_pango())
    has_engine = found[-1].state == "ok"
    if has_engine:
        found.append(mends_of_the_engine())
    bench.enter("examining fonts and tools")
    return [
        *found,
        _fonts(has_engine=has_engine),
        further_scripts(further_folder()),
        _libreoffice(),
        *(_validator(name) for name in _VALIDATORS),
    ]


def report(version: str, fault: str, found: Sequence[Examination]) -> str:
    """Return a report of a fault of the program: versions and the system, and where in the program; nothing else.

    `fault` is as `reporting.is_fault` takes it, or "". Details of what is missing may hold a path, and are left out.
    """
    release = re.match(r"[\d.]*", platform.release())
    states = [f"{one.name}: {one.state}" + (f", {one.detail}" if one.state == "ok" else "") for one in found]
    lines = [
        "Report of a fault of the program 'submissions'. It holds no word of any case.",
        "",
        f"program: {version}",
        f"fault: {fault or 'not named'}",
        f"system: {platform.system()} {release.group() if release else ''} {platform.machine()}",
        *states,
        "",
        WHERE_IT_MAY_GO,
    ]
    return "\n".join(lines) + "\n"


def pango_missing(reason: str) -> Examination:
    """Return the examination of a Pango that cannot be loaded."""
    return Examination("Pango (for PDF)", "missing", reason, order_for_pango())


def _python() -> Examination:
    return Examination("Python", "ok", f"{platform.python_version()} on {platform.system()} {platform.machine()}")


def _library(name: str) -> Examination:
    try:
        return Examination(name, "ok", metadata.version(name))
    except metadata.PackageNotFoundError:
        return Examination(name, "missing", "not installed", order_to_install(library=name))


def _pango() -> Examination:
    try:
        with own_fonts_only():
            from weasyprint import __version__  # noqa: PLC0415 - loading it is what is examined
            from weasyprint.text.ffi import pango  # noqa: PLC0415
    except (OSError, ImportError) as error:
        return pango_missing(str(error).strip().splitlines()[0][:120])
    number = pango.pango_version()
    version = f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    return Examination("Pango (for PDF)", "ok", f"{version}, with WeasyPrint {__version__}")


def mends_of_the_engine(version: str = "") -> Examination:
    """Say whether the program's mends apply to the page engine, or to another version of it where one is named."""
    from weasyprint import __version__  # noqa: PLC0415 - loading it takes a second

    from submissions.writers.page.insides import MAJOR, MENDS, mends_left_out  # noqa: PLC0415

    version = version or __version__
    left_out = mends_left_out(version)
    name = "mends of the page engine"
    if not left_out:
        return Examination(name, "ok", f"all {len(MENDS)} apply to WeasyPrint {version}")
    remedy = f"{order_to_install(library='weasyprint')} (WeasyPrint {MAJOR})"
    detail = f"written for WeasyPrint {MAJOR}, not for {version} as it is here; left out: {'; '.join(left_out)} (W519)"
    return Examination(name, "missing", detail, remedy)


def _fonts(*, has_engine: bool) -> Examination:
    folder = Path(submissions.__file__).parent / "fonts"
    fonts = sorted(folder.glob("*.ttf"))
    if not fonts:
        return Examination("fonts", "missing", "the program's own fonts are gone", "install the program again")
    beside = ", ".join(scripts_brought(OWN))
    detail = f"{len(fonts)} faces, brought along by the program: Latin, Greek, Cyrillic, Hebrew, Arabic, {beside}"
    seen = families_seen() if has_engine else []
    if not seen:
        return Examination("fonts", "ok", f"{detail}; without Pango nobody can tell which are seen")
    strangers = [name for name in seen if name not in _own_families(fonts)]
    if strangers:
        words = f"the page engine sees others than the program's own: {', '.join(strangers[:5])}"
        return Examination("fonts", "missing", words, f"take away the environment variable {VARIABLE}")
    return Examination("fonts", "ok", f"{detail}; the page engine sees {', '.join(seen)}, and no others")


def families_seen() -> list[str]:
    """Return the families of fonts that the page engine sees, sorted; it must be one that can be loaded."""
    with own_fonts_only():
        from weasyprint.text.ffi import ffi, fontconfig  # noqa: PLC0415 - loading it takes a second

        known = fontconfig.FcInitLoadConfigAndFonts()
    fonts, found = fontconfig.FcConfigGetFonts(known, fontconfig.FcSetSystem), set()
    for index in range(fonts.nfont if fonts != ffi.NULL else 0):
        name = ffi.new("FcChar8 **")
        if fontconfig.FcPatternGetString(fonts.fonts[index], b"family", 0, name) == fontconfig.FcResultMatch:
            found.add(ffi.string(name[0]).decode("utf-8", "replace"))
    fontconfig.FcConfigDestroy(known)
    return sorted(found)


def _own_families(fonts: Sequence[Path]) -> set[str]:
    """Return the families of font files, each under all its names."""
    from PIL import ImageFont  # noqa: PLC0415 - slow to import

    return {ImageFont.truetype(str(path)).getname()[0] or "" for path in fonts}


def further_scripts(folder: Path | None) -> Examination:
    """Say whether the wheel of further scripts is there, in a folder or nowhere, and which scripts want it."""
    name, missing = f"{WHEEL} (further scripts)", faces_missing(folder)
    shown = ", ".join(scripts_brought(FURTHER))
    if not missing:
        return Examination(name, "ok", shown)
    remedy = "type `make fonts` in the program's own folder, or put font files into templates/house/fonts"
    detail = f"not installed; it brings {shown}" if folder is None else f"lacks {', '.join(missing)}"
    return Examination(name, "optional", detail, remedy)


def _libreoffice() -> Examination:
    use = "for templates that say 'pdf: libreoffice'"
    program = find_program()
    if program is None:
        return Examination("LibreOffice", "optional", f"not found; needed {use}", order_for_libreoffice())
    version = version_of(program)
    return Examination("LibreOffice", "ok", f"{f'{version}, ' if version else ''}{use}")


def _validator(name: str) -> Examination:
    try:
        return Examination(name, "ok", f"{metadata.version(name)}, for build --validate")
    except metadata.PackageNotFoundError:
        remedy = order_to_install(extra="validate")
        return Examination(name, "optional", "not installed; build --validate uses it", remedy)
