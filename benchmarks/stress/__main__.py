"""Run the stress: `python -m benchmarks.stress FOLDER [--template ID] [--language CODE]`.

Every Markdown file of the folder goes as prose through a template in each of its languages, to Word and to PDF. Three
readings are compared word for word: the source by markdown-it, the Word file by its XML, the PDF by pdfminer. Told are
words lost, added or out of order, findings of the program, and pages that stay emptier than a third. Status 1 if any.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel import Locale

from benchmarks.stress.compare import in_any_order, in_order
from benchmarks.stress.pages import read_pages
from benchmarks.stress.scratch import BEGIN, END, OWN, Built, build, languages_of
from benchmarks.stress.source import read_source
from benchmarks.stress.word import read_word


def main() -> None:
    """Read the command, run, print, and leave with status 1 if anything was found."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path, help="the folder of Markdown files")
    arguments.add_argument("--template", default=OWN, metavar="ID", help="a built-in template, as advocacy/brief")
    arguments.add_argument("--language", action="append", metavar="CODE", help="only this language; may be repeated")
    given = arguments.parse_args()
    texts = sorted(given.folder.rglob("*.md"))
    languages = given.language or languages_of(given.template)
    if not texts:
        arguments.error(f"no file that ends in .md lies in {given.folder}")
    with tempfile.TemporaryDirectory() as scratch:
        built = build(texts, given.template, languages, Path(scratch))
        sys.exit(report(built, given.folder))


def report(built: Sequence[Built], folder: Path) -> int:
    """Print what stands against each text in each language, then the sums; return the status."""
    codes: Counter[str] = Counter()
    differences = words = 0
    for one in built:
        found = list(differences_of(one))
        differences += len(found)
        words += len(read_source(one.text.read_text(encoding="utf-8")).body)
        codes.update(finding.code for finding in one.findings)
        told = [f"{finding.code} line {finding.line}: {finding.words}" for finding in one.findings]
        for line in [*told, *found]:
            print(f"{one.text.relative_to(folder)} [{one.language}] {line}")
    made = sum(one.pdf is not None and one.word is not None for one in built)
    print(f"{len(built)} documents, {made} made, {words} words; {differences} differences; findings: {dict(codes)}")
    return 1 if differences or codes else 0


def differences_of(built: Built) -> Iterator[str]:
    """Yield what the files of a text lost, added or put elsewhere, and the pages that are too empty."""
    source = read_source(built.text.read_text(encoding="utf-8"))
    if built.word is not None:
        word = read_word(built.word, BEGIN, END)
        yield from (f"Word, {one}" for one in in_order(source.body, word.body))
        yield from (f"Word, notes, {one}" for one in in_order(source.notes, word.notes))
    if built.pdf is not None:
        pages = read_pages(built.pdf, BEGIN, END, noted=bool(source.notes))
        everything = [*source.body, *source.notes]
        is_turned = Locale(built.language).character_order == "right-to-left"
        is_plain = not is_turned and not source.notes and not any(token.is_reordered for token in everything)
        compare = in_order if is_plain else in_any_order
        yield from (f"PDF, {one}" for one in compare(everything, pages.tokens))
        if not any(finding.code == "W524" for finding in built.findings):
            yield from (f"PDF, page {number} is emptier than a third" for number in pages.empty)


if __name__ == "__main__":
    main()
