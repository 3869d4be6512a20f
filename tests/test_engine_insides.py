"""What the program changes in its page engine mends a page, is put back, and says so where it does not fit.

That no word is left alone on a line by the other mend, and is without it, stands in `test_line_ends.py`.
"""

from __future__ import annotations

import ast
import gc
import random
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from types import FunctionType
from typing import Any

import pypdfium2
import pytest
from weasyprint.layout import inline

from submissions.document import Document, Note, Paragraph, Run
from submissions.upkeep.doctor import mends_of_the_engine
from submissions.writers.page import engine, insides
from submissions.writers.page.engine import own_fonts
from submissions.writers.page.html import html_text
from submissions.writers.page.insides import LINE_ENDS, MENDS, NOTE_LINES, Mend, mended, mends_left_out
from submissions.writers.page.note_places import NotePlaces, note_places
from submissions.writers.page.pdf import write_pdf
from test_pdf_writer import PLACE, SENTENCE, document, house, paragraph

PAGE = Path(insides.__file__).parent
CHANGES = [change for mend in MENDS for change in mend.changes]
NAMES = [change.function for change in CHANGES]


def functions() -> list[object]:
    return [getattr(change.module, change.function) for change in CHANGES]


# --- the pages that they mend ---


STRAYING = (5, 7, 33)
"""Seeds whose pages end where the engine alone puts a note off, and for 33 loses one; one in four seeds is such."""


def with_notes(seed: int) -> Document:
    """Return paragraphs of many lengths with notes here and there, so that a page ends in every way it can."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    blocks = []
    for number in range(1, 14):
        inlines: list[Run | Note] = []
        for index in range(chance.randint(2, 7)):
            inlines.append(Run(SENTENCE * chance.randint(1, 2), PLACE))
            if chance.random() < 0.4:
                text = Paragraph((Run(SENTENCE * chance.randint(1, 2), PLACE),), PLACE)
                inlines.append(Note(number * 10 + index, (text,), f"note-{number}-{index}", PLACE))
        blocks.append(Paragraph(tuple(inlines), PLACE, number))
    return document(*blocks)


def places_at_first(of: Document, mends: Sequence[Mend]) -> NotePlaces:
    """Say where the notes stand when the pages are laid out once, and not again where a note has strayed."""
    from weasyprint import HTML  # noqa: PLC0415 - after the fonts are set

    html, _ = html_text(of, house(), {})
    fonts = own_fonts()
    with mended(mends):
        return note_places(HTML(string=html).render(font_config=fonts, pdf_variant="pdf/a-2a"), of)


@pytest.mark.proof
def test_notes_stay_on_the_pages_of_their_marks_by_the_mend_and_not_without_it() -> None:
    documents = [with_notes(seed) for seed in STRAYING]
    assert [places_at_first(of, (LINE_ENDS,)).weight > (0, 0) for of in documents] == [True] * len(STRAYING)
    assert [places_at_first(of, MENDS).weight for of in documents] == [(0, 0)] * len(STRAYING)


def test_what_is_laid_out_inside_a_line_has_the_engines_own_context(monkeypatch: pytest.MonkeyPatch) -> None:
    """The mend of notes says "in a column" where a page ends; what stands inside a line must not take that for true."""
    contexts: set[str] = set()
    own = inline.get_next_linebox

    def get_next_linebox(context: Any, *rest: Any) -> Any:
        contexts.add(type(context).__name__)
        return own(context, *rest)

    monkeypatch.setattr(inline, "get_next_linebox", get_next_linebox)
    assert places_at_first(document(paragraph()), MENDS).weight == (0, 0)
    assert contexts == {"LayoutContext"}


def letters_of(text: str, mends: Sequence[Mend], monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what PDFium reads of a page, with some of the mends alone."""
    monkeypatch.setattr(engine, "mended", lambda: mended(mends))
    content, _ = write_pdf(document(paragraph(Run(text, PLACE))), house())
    pdf = pypdfium2.PdfDocument(content)
    try:
        return "".join(page.get_textpage().get_text_range() for page in pdf)
    finally:
        pdf.close()


@pytest.mark.parametrize("text", ["أُسْرَةٌ", "بَيْت"])
def test_a_letter_with_marks_is_read_as_itself_by_the_mend(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read = unicodedata.normalize("NFKD", letters_of(text, MENDS, monkeypatch))
    assert {sign for sign in unicodedata.normalize("NFKD", text) if sign.isalpha()} <= set(read)
    assert not [sign for sign in read if unicodedata.category(sign) == "Cc" and sign not in "\r\n"]


def test_a_letter_with_marks_is_read_as_a_number_of_the_font_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    read = letters_of("أُسْرَةٌ", (LINE_ENDS, NOTE_LINES), monkeypatch)
    assert [sign for sign in read if unicodedata.category(sign) == "Cc" and sign not in "\r\n"]


# --- put back, and left out where they do not fit ---


def test_the_engine_is_put_back_after_a_page_and_after_a_fault() -> None:
    before = functions()
    with mended() as left_out:
        assert [old is new for old, new in zip(before, functions(), strict=True)] == [False] * len(before)
        assert left_out == ()
    assert functions() == before
    with pytest.raises(ZeroDivisionError), mended():
        raise ZeroDivisionError
    assert functions() == before


@pytest.mark.parametrize("version", ["69.0", "71.0", "700.1", "7.0", ""])
def test_a_mend_is_for_its_version_alone(version: str) -> None:
    assert mends_left_out(version) == tuple(mend.title for mend in MENDS)


@pytest.mark.parametrize("version", ["70", "70.0", "70.1", "70.0b1"])
def test_a_mend_is_for_every_release_of_its_version(version: str) -> None:
    assert mends_left_out(version) == ()


def takes_more(function: FunctionType) -> Callable[..., Any]:
    def other(another: Any, *rest: Any, **options: Any) -> Any:
        return function(another, *rest, **options)

    return other


def is_no_function(function: FunctionType) -> Callable[..., Any]:
    class Other:
        __call__ = staticmethod(function)

    return Other()


OTHERS = {"takes other arguments": takes_more, "is no function": is_no_function}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("other", OTHERS)
def test_an_engine_of_another_build_is_left_alone_and_the_build_says_so(
    monkeypatch: pytest.MonkeyPatch, name: str, other: str
) -> None:
    change = CHANGES[NAMES.index(name)]
    (mend,) = (mend for mend in MENDS if change in mend.changes)
    monkeypatch.setattr(change.module, name, OTHERS[other](getattr(change.module, name)))
    before = functions()
    with mended() as left_out:
        untouched = [old is new for old, new in zip(before, functions(), strict=True)]
    assert left_out == (mend.title,)
    assert untouched == [one in mend.changes for one in CHANGES]
    content, findings = write_pdf(document(paragraph()), house())
    assert content
    assert [(finding.code, finding.place) for finding in findings] == [("W519", PLACE)]
    assert mend.title in findings[0].message
    assert "WeasyPrint 70" in findings[0].help


def test_a_function_that_no_longer_asks_what_a_mend_answers_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def _linebox_layout(context: Any, *rest: Any) -> Any:
        return context.current_page_footnotes, rest

    monkeypatch.setattr(NOTE_LINES.changes[0].module, "_linebox_layout", _linebox_layout)
    assert mends_left_out() == (NOTE_LINES.title,)


def test_the_doctor_says_whether_the_mends_apply() -> None:
    assert mends_of_the_engine().state == "ok"
    other = mends_of_the_engine("71.0")
    assert other.state == "missing"
    assert other.remedy
    assert all(text in other.detail for text in ("71.0", "W519", *(mend.title for mend in MENDS)))


# --- one place for all of it ---


def insides_touched(path: Path) -> Iterator[str]:
    """Yield what in a file reaches into another's insides: names that begin with a line, code made while running."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__"):
            if not (isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"}):
                yield f"{path.name}:{node.lineno}: {node.attr}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in {"exec", "eval", "compile", "setattr"}:
                yield f"{path.name}:{node.lineno}: {node.func.id}"
            if node.func.id == "getattr" and ast.unparse(node.args[1]).startswith(("'_", '"_')):
                yield f"{path.name}:{node.lineno}: {ast.unparse(node.args[1])}"
        elif isinstance(node, ast.ImportFrom) and str(node.module).startswith("weasyprint.layout"):
            yield f"{path.name}:{node.lineno}: {node.module}"


def test_only_one_module_reaches_into_the_engine() -> None:
    touching = {path.name for path in PAGE.glob("*.py") if list(insides_touched(path))}
    assert touching == {"insides.py"}
    assert [each for each in insides_touched(PAGE / "insides.py") if each.endswith(("exec", "eval", "compile"))] == []


# --- and a gain in speed changes nothing ---


@pytest.mark.proof
def test_the_bytes_are_the_same_whether_garbage_is_collected_meanwhile_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    of = with_notes(1)
    without, _ = write_pdf(of, house())
    monkeypatch.setattr(engine, "without_collection", nullcontext)
    seldom, before = gc.get_threshold(), gc.get_stats()[0]["collections"]
    gc.set_threshold(700, 10, 10)
    try:
        collected, _ = write_pdf(of, house())
    finally:
        gc.set_threshold(*seldom)
    assert gc.get_stats()[0]["collections"] > before
    assert collected == without
