"""What else an office could make the same documents with: each given the words, none of them checked afterwards.

docxtpl fills a frame and one LibreOffice, started once, prints all of its files; pandoc makes Word, and WeasyPrint or
Typst the PDF. A tool that is not installed is left out.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from benchmarks.batch.texts import Words
from benchmarks.processes import Run, run_process

Make = Callable[[Sequence[Words], Path], Run | None]
_PAGE: Final = "<!DOCTYPE html><html lang='en'><title>{title}</title><body><h1>{title}</h1>{body}</body></html>"


def by_docxtpl(texts: Sequence[Words], folder: Path) -> Run | None:
    """Fill a frame for each document, and have one LibreOffice print them all."""
    office = shutil.which("soffice")
    if office is None:
        return None
    filled = _in_one_process("docxtpl", texts, folder)
    files = [str(folder / f"{one.name}.docx") for one in texts]
    printed = run_process([office, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files])
    return Run(filled.wall + printed.wall, filled.processor + printed.processor, max(filled.peak, printed.peak))


def by_pandoc_and_weasyprint(texts: Sequence[Words], folder: Path) -> Run | None:
    """Have pandoc make each Word file and its HTML, and WeasyPrint the PDF, in one process."""
    return _in_one_process("weasyprint", texts, folder)


def by_pandoc_and_typst(texts: Sequence[Words], folder: Path) -> Run | None:
    """Have pandoc make each Word file and its Typst source, and Typst the PDF, in one process."""
    return None if importlib.util.find_spec("typst") is None else _in_one_process("typst", texts, folder)


OTHERS: Final[dict[str, Make]] = {
    "docxtpl, then one LibreOffice for all": by_docxtpl,
    "pandoc to Word, WeasyPrint to PDF": by_pandoc_and_weasyprint,
    "pandoc to Word, Typst to PDF": by_pandoc_and_typst,
}


def _in_one_process(way: str, texts: Sequence[Words], folder: Path) -> Run:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    given = folder / "texts.json"
    given.write_text(json.dumps([asdict(one) for one in texts]), encoding="utf-8")
    return run_process([sys.executable, "-m", "benchmarks.batch.others", way, str(given), str(folder)])


def _make_all(way: str, texts: Sequence[Words], folder: Path) -> None:
    """Make every document one way; runs in a process of its own."""
    if way == "docxtpl":
        from benchmarks.rivals import render_frame, write_frame  # noqa: PLC0415 - not a part of the others' time

        frame = folder / "frame.docx"
        write_frame(frame)
        for one in texts:
            render_frame(frame, one.title, one.paragraphs, folder / f"{one.name}.docx")
        return
    import pypandoc  # noqa: PLC0415

    for one in texts:
        word = str(folder / f"{one.name}.docx")
        pypandoc.convert_text(one.markdown, "docx", "markdown", outputfile=word)
        if way == "weasyprint":
            from weasyprint import HTML  # noqa: PLC0415

            body = pypandoc.convert_text(one.markdown, "html", "markdown")
            HTML(string=_PAGE.format(title=one.title, body=body)).write_pdf(folder / f"{one.name}.pdf")
        else:
            import typst  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415 - a tool of the benchmark alone

            source = folder / f"{one.name}.typ"
            source.write_text(pypandoc.convert_text(one.markdown, "typst", "markdown", ["-s"]), encoding="utf-8")
            typst.compile(source, output=folder / f"{one.name}.pdf")


if __name__ == "__main__":
    content = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    _make_all(sys.argv[1], [Words(**one) for one in content], Path(sys.argv[3]))
