"""Measure the search for names: `python -m benchmarks.search [FILE...]`.

Speed: 500 invented names, each of which stands nowhere, are looked for in 300 pages of the public examples repeated.
False alarms: the public documents of the examples, the pages of the documentation and the files that are named are
searched for 200 invented full names; what is found is a false alarm: *named* if it would stop a document, *look* if
a person would be asked. A page is 400 words.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from itertools import islice, product
from pathlib import Path
from typing import Final

from benchmarks.content import WORKSPACE, example
from submissions.audit.files import open_file
from submissions.audit.names.search import Searcher
from submissions.audit.records import Piece, Secret
from submissions.document import plain, series, walk
from submissions.findings import Place
from submissions.folding import word_list

PAGE: Final = 400
"""Words of a page."""
PAGES: Final = 300
NAMES: Final = 500
INVENTED: Final = 200
SECONDS: Final = 15
"""Processor seconds that the search of 300 pages for 500 names may take."""
PUBLIC: Final = (
    ("a-v-bosnia", "advocacy/brief", "en"), ("a-v-bosnia", "advocacy/brief", "fr"),
    ("a-v-bosnia", "parliament/briefing", "en"), ("maya-achi", "advocacy/brief", "en"),
    ("maya-achi", "advocacy/brief", "fr"), ("maya-achi", "parliament/briefing", "en"),
    ("sahli-v-algeria", "advocacy/brief", "fr"), ("sahli-v-algeria", "advocacy/brief", "ar"),
)  # fmt: skip
# Syllables that together are a name in no language that is known here, and look like one.
_STARTS: Final = word_list("Zor Vel Ambri Kesh Tul Oru Ngal Pheli Dhur Mbor Quil Sabe Yezh Ilk Wren Thul Jax Brael Ush")
_MIDDLES: Final = word_list("ad en ilo um ash")
_ENDS: Final = word_list("vika rosh tane mandu lesk pori")


def invented(count: int) -> tuple[Secret, ...]:
    """Return full names that occur nowhere, in Latin letters."""
    words = ["".join(parts) for parts in product(_STARTS, _MIDDLES, _ENDS)]
    pairs = islice(zip(words, words[7:] + words[:7], strict=True), count)
    return tuple(
        Secret(f"name of '{number}'", f"{given} {family}", "name", Place("names.txt", number), (given, family))
        for number, (given, family) in enumerate(pairs, 1)
    )


def texts(files: Sequence[Path] = ()) -> Iterator[str]:
    """Yield the texts: public documents of the examples, pages of the documentation, files of other origin."""
    for case, template, language in PUBLIC:
        document, _ = example(case, template, language, "public")
        yield "\n\n".join(plain(inlines) for node in walk(document.blocks) for inlines in series(node))
    for page in sorted((WORKSPACE / "docs").rglob("*.md")):
        yield page.read_text(encoding="utf-8")
    for file in files:
        yield "\n\n".join(piece.text for piece in open_file(file.name, file.read_bytes()).pieces)


def alarms(searcher: Searcher, every: Sequence[str]) -> tuple[int, int, int]:
    """Return the pages searched, and how often something in them was named, and was to be looked at."""
    pages = sum(max(1, len(text.split()) // PAGE) for text in every)
    judged = [searcher.judged([Piece("a text", "text", text)]) for text in every]
    return pages, sum(len(sure) for sure, _ in judged), sum(len(unsure) for _, unsure in judged)


def seconds(searcher: Searcher, every: Sequence[str]) -> float:
    """Return the processor seconds that the search of 300 pages takes, the forms of the names among them."""
    words = " ".join(every).split()
    words = (words * (PAGES * PAGE // len(words) + 1))[: PAGES * PAGE]
    pages = [Piece(f"page {at // PAGE}", "text", " ".join(words[at : at + PAGE])) for at in range(0, len(words), PAGE)]
    before = time.process_time()
    searcher.judged(pages)
    return time.process_time() - before


def main() -> None:
    """Print both figures."""
    every = list(texts([Path(name) for name in sys.argv[1:]]))
    pages, named, looked_at = alarms(Searcher(invented(INVENTED)), every)
    print(f"{INVENTED} invented names in {pages} pages: {named} named, {looked_at} to be looked at")
    before = time.process_time()
    searcher = Searcher(invented(NAMES))
    made = time.process_time() - before
    took = made + seconds(searcher, every)
    print(f"{NAMES} names in {PAGES} pages: {took:.1f} processor seconds ({made:.1f} to make the forms), of {SECONDS}")


if __name__ == "__main__":
    main()
