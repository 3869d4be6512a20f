"""Whatever a person changes in a Word file is found, word by word, and what nobody changed is not."""

from __future__ import annotations

import copy
import io
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from docx.document import Document as WordFile
from docx.shared import Pt

from sample import sample_document
from submissions.cli import main
from submissions.document import Note
from submissions.findings import Place
from submissions.readback.edited import read_edited, with_frame
from submissions.readback.edits import Edit, find_edits, place_beside, with_proposals
from submissions.readback.lines import expected_lines
from submissions.readback.looks import count_other_looks
from submissions.readback.revisions import is_tracked, remarks, settle
from submissions.readback.word import read_word
from submissions.writers.word.docx import write_docx
from test_letterhead import LETTERHEAD, framed
from word_files import PLACE, SAMPLES, changed, document, house_files, paragraph, sample_word_file, table

HERE = Place("the file")
ONE, TWO, THREE = "The police took her from home.", "She was held for three days.", "Nobody was ever charged with it."
MADE = document(
    paragraph(ONE, number=1),
    paragraph(TWO, Note(1, (paragraph("Judgment, page 4."),), "note-1", PLACE), number=2),
    paragraph(THREE, number=3),
    table(("Date", "Fact"), ("2021", "Arrest at home")),
)


@cache
def made() -> bytes:
    content, findings = write_docx(MADE, house_files())
    assert findings == []
    return content


def edits_of(content: bytes) -> list[Edit]:
    lines, edited = expected_lines(MADE), read_edited(content, HERE)
    edits = find_edits(lines, edited.lines)
    if edited.rejected is None:
        return edits
    return with_proposals(edits, find_edits(lines, edited.rejected), edited.rejected)


def told(content: bytes) -> list[str]:
    return [f"{edit.what}{' (proposed)' * edit.is_proposed}: {edit.words}" for edit in edits_of(content)]


def edited(change: Callable[[WordFile], None]) -> bytes:
    """Return the file after a change by a program that did not write it."""
    file = docx.Document(io.BytesIO(made()))
    change(file)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def found(file: WordFile, words: str) -> docx.text.paragraph.Paragraph:
    everywhere = [
        *file.paragraphs,
        *(p for t in file.tables for row in t.rows for c in row.cells for p in c.paragraphs),
    ]
    return next(one for one in everywhere if words in one.text)


def say(old: str, new: str) -> Callable[[WordFile], None]:
    def change(file: WordFile) -> None:
        one = found(file, old)
        run = next(run for run in one.runs if old in run.text)
        run.text = run.text.replace(old, new)

    return change


def add(file: WordFile) -> None:
    one = found(file, TWO)
    other = copy.deepcopy(found(file, THREE)._p)
    one._p.addnext(other)
    docx.text.paragraph.Paragraph(other, one._parent).runs[-1].text = "A neighbour saw all of it."


def delete(file: WordFile) -> None:
    one = found(file, THREE)._p
    one.getparent().remove(one)


def move(file: WordFile) -> None:
    found(file, ONE)._p.addprevious(found(file, THREE)._p)


def embolden(file: WordFile) -> None:
    found(file, ONE).runs[-1].bold = True
    found(file, THREE).runs[-1].font.size = Pt(20)


@pytest.mark.parametrize(("language", "frame"), SAMPLES)
def test_nothing_is_found_in_a_file_that_nobody_changed(language: str, frame: str) -> None:
    content = sample_word_file(language, frame)
    lines = expected_lines(sample_document(language, frame))
    assert find_edits(lines, read_word(content, HERE)) == []
    stream = io.BytesIO()
    docx.Document(io.BytesIO(content)).save(stream)
    assert find_edits(lines, read_word(stream.getvalue(), HERE)) == []
    assert count_other_looks(content, stream.getvalue()) == 0


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda file: None, []),
        (say("took", "arrested"), ["changed: The police [-took-]{+arrested+} her from home."]),
        (say("home.", "home"), ["changed: The police took her from home[-.-]"]),
        (say("three days", "three long days"), ["changed: She was held for three {+long +}days.[note]"]),
        (say("Arrest at", "Seizure at"), ["changed: [-Arrest-]{+Seizure+} at home"]),
        (say("2021", "2012"), ["deleted: [-2021-]", "added: {+2012+}"]),
        (add, ["added: {+A neighbour saw all of it.+}"]),
        (delete, [f"deleted: [-{THREE}-]"]),
        (move, [f"moved: {THREE}"]),
        (embolden, []),
    ],
)
def test_what_was_changed_is_shown_word_by_word(change: Callable[[WordFile], None], expected: list[str]) -> None:
    assert told(edited(change)) == expected


def test_an_edit_stands_at_the_line_of_the_case_and_in_its_part_of_the_document() -> None:
    (cell,) = edits_of(edited(say("Arrest at", "Seizure at")))
    assert cell.made is not None
    assert (cell.made.place, cell.made.part) == (PLACE, "row 2, column 2 of a table")
    (new,) = edits_of(edited(add))
    assert new.after is not None
    assert (new.made, new.after.number) == (None, "2")


def test_a_note_is_compared_and_a_new_one_is_seen_where_it_stands() -> None:
    content = changed(made(), "word/footnotes.xml", lambda part: part.replace("page 4", "page 5"))
    assert told(content) == ["changed: Judgment, page [-4-]{+5+}."]

    def twice(part: str) -> str:
        mark = re.search(r"<w:r>(?:(?!</w:r>).)*<w:footnoteReference [^>]*/></w:r>", part)
        assert mark is not None
        return part.replace(THREE + "</w:t></w:r>", THREE + "</w:t></w:r>" + mark[0], 1)

    (mark, _) = edits_of(changed(made(), "word/document.xml", twice))
    assert mark.words == f"{THREE}{{+[note]+}}"


def test_a_look_alone_is_counted_and_is_no_change_of_words() -> None:
    assert count_other_looks(made(), edited(embolden)) == 2
    assert count_other_looks(made(), edited(say("took", "arrested"))) == 0


def test_a_frame_around_the_document_is_compared_too_and_so_is_what_is_typed_behind_it() -> None:
    whole = document(paragraph("The first."), paragraph("The second."))
    content, findings = write_docx(whole, {"word.docx": framed(LETTERHEAD, LETTERHEAD.replace("1 Ex", "2 Ex"))})
    assert [one.code for one in findings] == ["N413"]  # the PDF has no words of a letterhead
    lines = with_frame(expected_lines(whole), content, PLACE)
    assert find_edits(lines, read_edited(content, HERE).lines) == []
    added = changed(content, "word/document.xml", lambda part: part.replace("<w:sectPr", LETTERHEAD_2 + "<w:sectPr", 1))
    changed_head = changed(added, "word/document.xml", lambda part: part.replace("1 Example", "3 Example"))
    edits = find_edits(lines, read_edited(changed_head, HERE).lines)
    assert [edit.words for edit in edits] == [
        "Example Legal Aid, [-1-]{+3+} Example Street",
        "{+A new end.+}",
    ]


LETTERHEAD_2 = "<w:p><w:r><w:t>A new end.</w:t></w:r></w:p>"


# --- tracked changes and comments ---

RUN = r"<w:r>(?:(?!</w:r>).)*{}(?:(?!</w:r>).)*</w:r>"
BY = 'w:id="900" w:author="A" w:date="2026-01-02T00:00:00Z"'


def tracked(change: Callable[[str], str]) -> bytes:
    return changed(made(), "word/document.xml", change)


def propose_word(part: str) -> str:
    """Return a part in which 'took' is to be deleted and 'arrested' put in."""
    new = f"<w:ins {BY}><w:r><w:t>arrested</w:t></w:r></w:ins>"
    old = f"<w:del {BY}><w:r><w:delText>took</w:delText></w:r></w:del>"
    split = f'The police </w:t></w:r>{old}{new}<w:r><w:t xml:space="preserve"> her from home.'
    return part.replace(ONE, split).replace("<w:t>The police ", '<w:t xml:space="preserve">The police ')


def propose_deletion(part: str) -> str:
    """Return a part in which the third paragraph is to go, with its mark."""
    run = re.search(RUN.format(re.escape(THREE)), part)
    assert run is not None
    gone = re.sub(r"(</?w:)t\b", r"\1delText", run[0])
    start = (
        part.rindex("<w:p>", 0, run.start()) if "<w:p>" in part[: run.start()] else part.rindex("<w:p ", 0, run.start())
    )
    head = part[start : run.start()]
    marked = head.replace("</w:pPr>", f"<w:rPr><w:del {BY}/></w:rPr></w:pPr>", 1)
    return part[:start] + marked + f"<w:del {BY}>{gone}</w:del>" + part[run.end() :]


def propose_move(part: str) -> str:
    """Return a part in which the words of the third paragraph are to stand behind those of the first."""
    run = re.search(RUN.format(re.escape(THREE)), part)
    first = re.search(RUN.format(re.escape(ONE)), part)
    assert run is not None
    assert first is not None
    moved = f"<w:moveFrom {BY}>{run[0]}</w:moveFrom>"
    part = part.replace(run[0], moved)
    return part.replace(first[0], f"{first[0]}<w:moveTo {BY}>{run[0]}</w:moveTo>")


def test_a_tracked_change_is_shown_as_what_it_proposes() -> None:
    assert told(tracked(propose_word)) == ["changed (proposed): The police [-took-]{+arrested+} her from home."]
    assert told(tracked(propose_deletion)) == [f"deleted (proposed): [-{THREE}-]"]
    assert told(tracked(propose_move)) == [
        f"changed (proposed): {ONE}{{+{THREE}+}}",
        f"deleted (proposed): [-{THREE}-]",
    ]


def test_what_was_changed_without_a_trace_is_told_from_what_is_proposed() -> None:
    content = changed(tracked(propose_word), "word/document.xml", lambda part: part.replace("three days", "four days"))
    assert told(content) == [
        "changed (proposed): The police [-took-]{+arrested+} her from home.",
        "changed: She was held for [-three-]{+four+} days.[note]",
    ]


@pytest.mark.parametrize("propose", [propose_word, propose_deletion, propose_move])
def test_rejected_changes_leave_the_file_as_it_was_made(propose: Callable[[str], str]) -> None:
    content = settle(tracked(propose), accepts=False)
    assert not is_tracked(content)
    assert find_edits(expected_lines(MADE), read_word(content, HERE)) == []


def test_a_comment_is_told_beside_its_paragraph() -> None:
    file = docx.Document(io.BytesIO(made()))
    file.add_comment(found(file, TWO).runs, "Is this right?", "B")
    stream = io.BytesIO()
    file.save(stream)
    (remark,) = remarks(stream.getvalue())
    assert remark.words == "Is this right?"
    line = place_beside(remark.beside, expected_lines(MADE), [])
    assert line is not None
    assert line.text.startswith(TWO)
    assert remarks(made()) == ()


# --- the command ---


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with one case, whose brief is built."""
    folder = tmp_path_factory.mktemp("workspace")
    (folder / "cases").mkdir()
    assert CliRunner().invoke(main, ["new", "case", "one", "-w", str(folder)]).exit_code == 0
    given = ["build", "one", "--audience", "filing", "-f", "docx", "--as-of", "2026-01-02", "-w", str(folder)]
    assert CliRunner().invoke(main, given).exit_code == 0
    return folder


def test_the_command_tells_what_was_changed_and_writes_nothing(brief: Path) -> None:
    runner = CliRunner()
    workspace = ["-w", str(brief)]
    path = brief / "output" / "one" / "filing" / "advocacy-brief.en.docx"
    same = runner.invoke(main, ["compare", str(path), *workspace])
    assert (same.exit_code, same.stdout.splitlines()[-1], same.stderr) == (0, "no words differ.", "")
    file = docx.Document(str(path))
    say("full compensation within six months", "compensation")(file)
    path.chmod(0o644)
    file.save(str(path))
    held = path.read_bytes()
    done = runner.invoke(main, ["compare", str(path), *workspace, "--format", "json"])
    data = json.loads(done.stdout)
    assert (done.exit_code, path.read_bytes()) == (1, held)
    assert [one["what"] for one in data["edits"]] == ["changed"]
    assert "[-full -]compensation" in data["edits"][0]["words"]
    assert data["edits"][0]["place"].partition(":")[0].endswith("case.yaml")
    case = brief / "cases" / "one" / "case.yaml"
    case.write_text(case.read_text("utf-8").replace("three days", "four days"), "utf-8")
    done = runner.invoke(main, ["compare", str(path), *workspace])
    assert "warning[W717]" in done.stderr
    assert "[-four-]{+three+}" in done.stdout


@pytest.mark.proof
def test_a_copy_elsewhere_is_compared_by_its_name_and_nothing_else_is(brief: Path) -> None:
    runner, workspace = CliRunner(), ["-w", str(brief)]
    file = docx.Document(str(brief / "output" / "one" / "filing" / "advocacy-brief.en.docx"))
    say("Nora Winters", "Nora Wynters")(file)
    elsewhere = brief / "advocacy-brief.en (edited 2026-01-03).docx"
    file.save(str(elsewhere))
    held = elsewhere.read_bytes()
    done = runner.invoke(main, ["compare", str(elsewhere), "--case", "one", "--audience", "filing", *workspace])
    assert done.exit_code == 1
    assert "{+Wynters+}" in done.stdout
    other = brief / "letter.docx"
    other.write_bytes(held)
    done = runner.invoke(main, ["compare", str(other), "--case", "one", *workspace])
    assert done.exit_code == 1
    assert "error[E745]: the name of the file is not that of one document of the case" in done.stderr
    done = runner.invoke(main, ["compare", str(brief / "cases" / "one" / "case.yaml"), "--case", "one", *workspace])
    assert "error[E745]: the file cannot be compared: only Word files (.docx) are" in done.stderr
    elsewhere.write_bytes(b"PK\x03\x04 no zip")
    done = runner.invoke(main, ["compare", str(elsewhere), "--case", "one", "--audience", "filing", *workspace])
    assert "error[E745]: the file cannot be compared: it is damaged (File is not a zip file)" in done.stderr
