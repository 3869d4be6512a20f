"""The combined PDF of a pack: one tag tree, and numbers, links and languages that hold, read by other libraries."""

from __future__ import annotations

import datetime
import io
from dataclasses import replace
from functools import cache
from pathlib import Path

import outloud
import pikepdf
import pypdfium2
import pytest

from packs import PACK, read
from sample import sample_document
from speaking import house
from submissions.catalogue import built_in_templates
from submissions.document import Document
from submissions.findings import Place
from submissions.line.validators import validate_file
from submissions.packs.combining import Combined, combine
from submissions.packs.composing import Composer
from submissions.packs.documents import PackDocument
from submissions.packs.index import index
from submissions.packs.joining import Part, UntaggedError, join
from submissions.packs.letter import letter
from submissions.packs.plan import receivers_of
from submissions.packs.printing import print_own
from submissions.packs.words import read_words
from submissions.plan import Job
from submissions.readback.word import check_word
from submissions.writers.page.pdf import write_pdf

AS_OF = datetime.date(2026, 5, 20)
# Megabytes: less than the largest of the documents has.
LIMIT = 0.1
PLACE = Place("packs/session.yaml", 1)


@cache
def printed(language: str, frame: str) -> bytes:
    content, _ = write_pdf(sample_document(language, frame), house().files)
    return content


@cache
def documents() -> tuple[PackDocument, ...]:
    """Return three documents of two cases, one of them in Arabic, as they are taken for a pack."""
    made = []
    for number, (case, language, frame) in enumerate(
        (("one", "en", "filing"), ("one", "ar", "brief"), ("two", "fr", "brief")), 1
    ):
        job = Job(case, f"cases/{case}", 0, "advocacy/brief", language, "public", ("pdf",), PLACE)
        content = printed(language, frame)
        pages = len(pypdfium2.PdfDocument(content))
        made.append(
            PackDocument(number, job, f"Title {number}", f"The case {case}", "Algeria", pages, {"pdf": content})
        )
    return tuple(made)


def many() -> list[PackDocument]:
    """Return documents of six cases."""
    first = documents()[0]
    jobs = [replace(first.job, case_id=f"case-{number}") for number in range(6)]
    return [replace(first, number=number, job=job, case_title=job.case_id) for number, job in enumerate(jobs, 1)]


def composer(workspace: Path, more: str = "", language: str = "en") -> Composer:
    file = read(workspace, PACK.replace("contents:", f"{more}language: {language}\ncontents:"))
    words, _ = read_words([built_in_templates()], language)
    assert words is not None
    return Composer(file, receivers_of(file)[0], house(), words, AS_OF)


@pytest.fixture(scope="module")
def combined(tmp_path_factory: pytest.TempPathFactory) -> Combined:
    made, findings = combine(composer(tmp_path_factory.mktemp("pack"), "covers: [pack, cases]\n"), documents())
    assert findings == []
    return made


def labels_of(content: bytes) -> list[str]:
    """Return the label of each page as a reader shows it."""
    pdf = pypdfium2.PdfDocument(content)
    return [pdf.get_page_label(number) for number in range(len(pdf))]


def errors_of(content: bytes, folder: Path) -> set[str]:
    """Return the errors of a checker that reads a file aloud."""
    path = folder / "checked.pdf"
    path.write_bytes(content)
    found = outloud.check(str(path)).findings
    return {f"{one.rule}: {one.evidence}" for one in found if str(one.severity).rpartition(".")[2].lower() == "error"}


@pytest.mark.proof
def test_both_checkers_find_no_more_in_the_whole_than_in_its_parts(combined: Combined, tmp_path: Path) -> None:
    ((_, content),) = combined.files
    assert validate_file("pdf", content, PLACE, tmp_path) == []
    own, _ = print_own(composer(tmp_path), index(composer(tmp_path), many(), {}), "index", ("pdf",))
    assert errors_of(own["index.pdf"], tmp_path) == set()
    of_parts = set().union(*(errors_of(one.contents["pdf"], tmp_path) for one in documents()))
    assert errors_of(content, tmp_path) <= of_parts
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.get_warnings() == []


def test_the_numbers_of_the_contents_are_those_of_the_pages(combined: Combined) -> None:
    """Read the finished file by position with a library that did not write it."""
    ((_, content),) = combined.files
    pdf = pypdfium2.PdfDocument(content)
    labels = labels_of(content)
    assert labels == [str(number) for number in range(1, len(labels) + 1)]
    contents = pdf[1].get_textpage().get_text_range()
    for one in documents():
        label = dict(combined.first_pages)[one.number]
        lines = [line for line in contents.splitlines() if line.startswith(one.title)]
        assert lines, one.title
        assert contents.split(one.title)[1].split()[1] == label
        first = labels.index(label)
        own = pypdfium2.PdfDocument(one.contents["pdf"])[0].get_textpage().get_text_range()
        page = pdf[first].get_textpage()
        assert page.get_text_range().startswith(own[:200])
        assert page.get_text_bounded(left=530, bottom=0, top=40).strip() == label


def test_links_of_the_contents_and_of_the_documents_lead_where_they_say(combined: Combined) -> None:
    ((_, content),) = combined.files
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        tree = pdf.Root.Names.Dests.Names
        places = {str(tree[index]): pages[tree[index + 1][0].objgen] for index in range(0, len(tree), 2)}
        assert list(places) == sorted(places, key=lambda name: bytes(pikepdf.String(name)))
        starts = dict(combined.first_pages)
        assert {places[f"0.document-{one.number}"] for one in documents()} == {int(label) for label in starts.values()}
        for number, page in enumerate(pdf.pages, 1):
            for link in page.get("/Annots", []):
                if "/Dest" in link:
                    target = places[str(link.Dest)]
                    own = [int(starts[one.number]) for one in documents() if int(starts[one.number]) <= number]
                    assert number <= 2 or target >= max(own)


def test_one_tree_knows_every_piece_of_every_page_once(combined: Combined) -> None:
    ((_, content),) = combined.files
    with pikepdf.open(io.BytesIO(content)) as pdf:
        root = pdf.Root.StructTreeRoot
        (document,) = root.K
        assert [str(part.Lang) for part in document.K] == ["en", "en", "en", "ar", "en", "fr"]
        assert {str(part.S) for part in document.K} == {"/Part"}
        numbers = root.ParentTree.Nums
        owners = {int(numbers[index]): numbers[index + 1] for index in range(0, len(numbers), 2)}
        assert sorted(owners) == list(range(len(owners))) == list(range(int(root.ParentTreeNextKey)))
        held = [page.StructParents for page in pdf.pages]
        held += [link.StructParent for page in pdf.pages for link in page.get("/Annots", [])]
        assert sorted(map(int, held)) == sorted(owners)
        for page in pdf.pages:
            for owner in owners[int(page.StructParents)]:
                assert owner is None or owner.Pg.objgen == page.objgen or owner.S in ("/Note", "/P", "/LBody", "/TD")
        names = root.IDTree.Names
        ids = [str(names[index]) for index in range(0, len(names), 2)]
        assert len(ids) == len(set(ids))
        assert all(str(names[index + 1].ID) == str(names[index]) for index in range(0, len(names), 2))


def test_the_outline_leads_to_cases_and_their_documents(combined: Combined) -> None:
    ((_, content),) = combined.files
    entries = pypdfium2.PdfDocument(content).get_toc(max_depth=2)
    outline = [(one.level, one.get_title(), one.get_dest().get_index() + 1) for one in entries]
    starts = {number: int(label) for number, label in combined.first_pages}
    assert [(level, title) for level, title, _ in outline] == [
        (0, "Redress that waits"),
        (0, "The case one"),
        (1, "Title 1"),
        (1, "Title 2"),
        (0, "The case two"),
        (1, "Title 3"),
    ]
    assert [page for level, _, page in outline if level] == [starts[1], starts[2], starts[3]]


def test_the_same_parts_give_the_same_bytes_and_no_day(tmp_path: Path, combined: Combined) -> None:
    again, _ = combine(composer(tmp_path, "covers: [pack, cases]\n"), documents())
    assert again.files == combined.files
    with pikepdf.open(io.BytesIO(combined.files[0][1])) as pdf:
        assert set(pdf.docinfo) == {"/Title", "/Author", "/Producer"}
        assert b"pdfuaid:part>1<" in pdf.Root.Metadata.read_bytes()


def test_a_pack_is_divided_between_documents_and_its_pages_go_on(tmp_path: Path) -> None:
    made, findings = combine(composer(tmp_path, f"split: {LIMIT}\n"), documents())
    assert [name for name, _ in made.files] == [f"combined-{one}.pdf" for one in range(1, len(made.files) + 1)]
    assert 1 < len(made.files) <= len(documents())
    counted = [label for _, content in made.files for label in labels_of(content)]
    assert counted == [str(number) for number in range(1, len(counted) + 1)]
    assert {one.code for one in findings} <= {"W782"}
    assert [one.place for one in findings] == [Place("packs/session.yaml", 8, 8)] * len(findings)
    assert {name for name, content in made.files if len(content) > LIMIT * 1_000_000} == {
        one.message.partition(" ")[0] for one in findings
    }
    assert findings


def test_a_document_without_tags_is_told_and_not_joined(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(stream)
    with pytest.raises(UntaggedError):
        join([Part(stream.getvalue(), "Blank", "en")], {})
    job = documents()[0].job
    blank = PackDocument(1, job, "Blank", "A case", "", 1, {"pdf": stream.getvalue()})
    made, findings = combine(composer(tmp_path), [blank])
    assert made.files == ()
    assert [one.code for one in findings] == ["E781"]


@pytest.mark.parametrize("language", ["ru", "ar"])
def test_letter_and_index_say_the_same_in_word_and_pdf(language: str, tmp_path: Path) -> None:
    given = composer(tmp_path, language=language)
    for name, (document, _) in (("letter", letter(given, documents())), ("index", index(given, documents(), {1: "3"}))):
        assert isinstance(document, Document)
        files, findings = print_own(given, (document, []), name, ("docx", "pdf"))
        assert [str(one) for one in findings] == []
        assert check_word(files[f"{name}.docx"], document, PLACE) == []
