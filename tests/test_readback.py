"""What a finished file lost, added or changed against its document is found, in every format and direction."""

import io
import mimetypes
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from sample import sample_document
from submissions.document import Block, Document, HouseFile, ListBlock, ListItem, Note, Paragraph, Run
from submissions.findings import Finding, Place
from submissions.formats import FORMATS
from submissions.line.formats import WRITERS, Print

OUTPUT = Place("output/sample")
HOUSE = Path(__file__).parent.parent / "templates" / "house"


@cache
def house() -> dict[str, HouseFile]:
    return {path.name: HouseFile(path.read_bytes(), Place(path.name)) for path in HOUSE.iterdir() if path.is_file()}


@cache
def written(form: str, language: str) -> tuple[Document, bytes]:
    document = sample_document(language, "filing")
    content, findings = WRITERS[form].write(Print(document, house()))
    assert {finding.code for finding in findings} <= {"N525"}
    return document, content


def codes(findings: list[Finding]) -> set[str]:
    return {finding.code for finding in findings}


@pytest.mark.few(4)
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
def test_a_file_that_was_just_written_says_what_its_document_says(form: str, language: str) -> None:
    document, content = written(form, language)
    assert WRITERS[form].read_back(content, document, OUTPUT) == []


def with_paragraph(document: Document, change: Callable[[Paragraph], Paragraph | None]) -> Document:
    """Change the last numbered paragraph of the body, or leave it out."""
    index = max(at for at, block in enumerate(document.blocks) if isinstance(block, Paragraph) and block.number)
    changed = change(document.blocks[index])
    return replace(
        document, blocks=(*document.blocks[:index], *([changed] if changed else []), *document.blocks[index + 1 :])
    )


def add_run(text: str) -> Callable[[Paragraph], Paragraph]:
    return lambda paragraph: replace(paragraph, inlines=(*paragraph.inlines, Run(text, paragraph.place)))


CHANGES = {
    "a word is missing": add_run(" moreover"),
    "a figure is missing": add_run(" 7"),
    "the number is another": lambda paragraph: replace(paragraph, number=paragraph.number + 1),
    "a paragraph is too many": lambda paragraph: None,
    "a note is missing": lambda paragraph: replace(
        paragraph,
        inlines=(
            *paragraph.inlines,
            Note(99, (Paragraph((Run("See the record.", OUTPUT),), OUTPUT),), "note-99", OUTPUT),
        ),
    ),
}


@pytest.mark.few(12)
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_file_that_differs_from_its_document_is_found(
    form: str, language: str, change: Callable[[Paragraph], Paragraph | None]
) -> None:
    document, content = written(form, language)
    findings = WRITERS[form].read_back(content, with_paragraph(document, change), OUTPUT)
    assert codes(findings) <= {"E601", "E602", "E603"}
    assert findings


@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
def test_a_lost_space_between_two_words_is_found(form: str) -> None:
    document, content = written(form, "en")
    run = next(
        node for block in document.blocks if isinstance(block, Paragraph) and block.number for node in block.inlines
        if isinstance(node, Run) and " " in node.text.strip()
    )  # fmt: skip
    tight = replace(run, text=run.text.strip().replace(" ", "", 1))
    changed = replace(
        document,
        blocks=tuple(
            replace(block, inlines=tuple(tight if node is run else node for node in block.inlines))
            if isinstance(block, Paragraph)
            else block
            for block in document.blocks
        ),
    )
    findings = WRITERS[form].read_back(content, changed, OUTPUT)
    assert {finding.code for finding in findings} <= {"E601", "E602", "E603"}
    assert findings


def test_a_difference_is_reported_at_the_place_in_the_authors_file() -> None:
    document, content = written("docx", "en")
    changed = with_paragraph(document, add_run(" moreover"))
    paragraph = next(block for block in reversed(changed.blocks) if isinstance(block, Paragraph) and block.number)
    assert [finding.place for finding in WRITERS["docx"].read_back(content, changed, OUTPUT)] == [paragraph.place]


def test_words_outside_every_tag_of_a_pdf_are_found() -> None:
    document, content = written("pdf", "en")
    furniture = replace(document.furniture, header="Another case")
    findings = WRITERS["pdf"].read_back(content, replace(document, furniture=furniture), OUTPUT)
    assert codes(findings) == {"E602"}


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_file_that_cannot_be_opened_again_is_a_finding(form: str) -> None:
    document, content = written(form, "en")
    assert codes(WRITERS[form].read_back(content[:200], document, OUTPUT)) == {"E604"}


def test_a_picture_without_its_words_is_found() -> None:
    document, content = written("docx", "en")
    emptied = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(emptied, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'descr="', b'title="'))
    assert codes(WRITERS["docx"].read_back(emptied.getvalue(), document, OUTPUT)) <= {"E601", "E603"}
    assert WRITERS["docx"].read_back(emptied.getvalue(), document, OUTPUT)


SEPARATORS = (
    "\N{EN DASH} ",
    "\N{EM DASH} ",
    "- ",
    "* ",
    "\N{BULLET} ",
    ". ",
    ": ",
    "(a) ",
    "1. ",
    "\N{EN DASH}",
    "... ",
)


@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
def test_a_number_is_parted_once_from_words_that_begin_with_any_sign(form: str) -> None:
    base = sample_document("fr", "filing")
    blocks: list[Block] = []
    for number, sign in enumerate(SEPARATORS, start=1):
        words = Paragraph((Run(f"{sign}premier point", OUTPUT),), OUTPUT)
        item = ListItem((words,), OUTPUT, "\N{BULLET}")
        notes: tuple[Block, ...] = (words,) if number % 2 else (ListBlock("bullet", (item, item), OUTPUT),)
        noted = Note(number, notes, f"note-{number}", OUTPUT)
        blocks += [replace(words, number=number, inlines=(*words.inlines, noted)), ListBlock("bullet", (item,), OUTPUT)]
    made = replace(base, blocks=tuple(blocks), resources=())
    content, findings = WRITERS[form].write(Print(made, house()))
    assert [finding for finding in findings if finding.is_error] == []
    assert WRITERS[form].read_back(content, made, OUTPUT) == []
    other = replace(made, blocks=(replace(made.blocks[0], inlines=made.blocks[0].inlines[1:]), *made.blocks[1:]))
    assert WRITERS[form].read_back(content, other, OUTPUT) != []


def test_every_format_has_one_row_that_says_what_its_files_are() -> None:
    assert tuple(WRITERS) == FORMATS
    for name, writer in WRITERS.items():
        assert mimetypes.MimeTypes().guess_type(f"document.{name}")[0] in (writer.media_type, None)
        _, content = written(name, "en")
        begins = {"docx": b"PK", "pdf": b"%PDF-", "html": b"<!DOCTYPE html>"}[name]
        assert content.startswith(begins), name
    names = [writer.name for writer in WRITERS.values()]
    assert len(set(names)) == len({writer.media_type for writer in WRITERS.values()}) == len(names)
