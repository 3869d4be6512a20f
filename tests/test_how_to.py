"""What the tutorial and the how-to pages tell a reader to do works, and prints what they show.

A page is followed from top to bottom: what it calls a file is written, what it calls a line is changed, and each block
of commands is run and compared with the block of text that follows it. `…` stands for anything within a line.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import docx
import pikepdf
import pytest
from click.testing import CliRunner
from picture_templates import letter

from dirty_pdfs import laid_open
from letterheads import LANGUAGES, field, letterhead, localized, paragraph
from submissions.cli import main
from test_unseen import LINE as NAMING
from test_unseen import page

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
WHOLE = re.compile(r"The file `([^`]+)`.*:")
END = re.compile(r"The end of the file `([^`]+)`.*:")
LINE = re.compile(r"The line `([^`]+)` of `([^`]+)` becomes:")


def pieces(page: Path) -> Iterator[tuple[str, str]]:
    """Yield each block of a page with its language, and each line of prose with an empty one."""
    language, block, indent = "", "", 0
    for line in page.read_text("utf-8").splitlines():
        if not line.lstrip().startswith("```"):
            block += f"{line}\n"
            if not language:
                yield "", line
                block = ""
        elif language:
            yield language, "".join(part[indent:] for part in block.splitlines(keepends=True))
            language, block = "", ""
        else:
            language, block, indent = line.strip("` ") or "text", "", line.index("`")


def run(workspace: Path, command: str) -> tuple[str, int]:
    program, *arguments = shlex.split(command)
    assert program == "submissions"
    with contextlib.chdir(workspace):
        done = CliRunner().invoke(main, arguments, prog_name=program)
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.stderr + done.stdout, done.exit_code


def assert_printed(printed: str, expected: str) -> None:
    pattern = re.escape(expected.strip()).replace("…", "[^\n]*")
    pattern = re.sub(r"(?:\\ )+", " ", re.sub(r"\d+\\ words?", r"\\d+ words?", pattern))
    assert re.fullmatch(pattern, re.sub(r" +", " ", printed.strip())), printed


def write(workspace: Path, prose: str, block: str) -> None:
    """Do what a line of prose says with the block below it."""
    if match := LINE.fullmatch(prose):
        path = workspace / match[2]
        text = path.read_text("utf-8")
        assert f"\n{match[1]}\n" in text
        path.write_text(text.replace(f"\n{match[1]}\n", f"\n{block}", 1), "utf-8")
    elif match := END.fullmatch(prose):
        path = workspace / match[1]
        path.write_text(path.read_text("utf-8").partition("\nsubmissions:\n")[0] + "\n" + block, "utf-8")
    elif match := WHOLE.fullmatch(prose):
        path = workspace / match[1]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block, "utf-8")


def follow(page: Path, workspace: Path) -> int:
    """Follow a page; return how many blocks of output were compared."""
    prose, printed, compared = "", "", 0
    for language, block in pieces(page):
        if language == "sh":
            for command in block.splitlines():
                printed, status = run(workspace, command)
                assert status == int("error[" in printed), printed
        elif language == "text" and printed:
            assert_printed(printed, block)
            compared += 1
        elif language:
            write(workspace, prose, block)
        else:
            prose = block or prose
    return compared


@pytest.mark.proof
def test_the_pages_on_templates_and_languages_can_be_followed(tmp_path: Path) -> None:
    assert follow(DOCS / "how-to" / "write-a-template.md", tmp_path) == 3
    assert follow(DOCS / "how-to" / "add-a-language.md", tmp_path) == 2


def test_the_page_on_letterheads_can_be_followed(tmp_path: Path) -> None:
    head = {"header default": paragraph("Example Legal Aid") + f"<w:p>{field('DATE', '3.12.2025')}</w:p>"}
    drafted = letterhead(paragraph("[body]"), heads=head, made_styles=localized(LANGUAGES["german"], english=False))
    (tmp_path / "cases").mkdir()
    (tmp_path / "letterhead.docx").write_bytes(drafted)
    assert follow(DOCS / "how-to" / "use-your-letterhead.md", tmp_path) == 1
    frame = (tmp_path / "templates" / "house" / "word.docx").read_bytes()
    for line, words in (
        ("submissions new house --from letterhead.docx", "'templates/house/word.docx' is there already"),
        ("submissions new house --from letterhead.docx page.css", "leave the names of files out"),
        ("submissions new house --from lettrehead.docx", "there is no file 'lettrehead.docx'"),
        ("submissions new house --kind brief", "--kind and --body go with --from"),
    ):
        printed, status = run(tmp_path, line)
        assert (status, words in printed) == (2, True), printed
    assert (tmp_path / "templates" / "house" / "word.docx").read_bytes() == frame
    printed, status = run(tmp_path, "submissions new house --from letterhead.docx --kind brief --body nowhere")
    assert (status, "error[E415]" in printed) == (1, True), printed
    assert not (tmp_path / "templates" / "house" / "word-brief.docx").exists()


def test_the_page_on_tags_in_word_can_be_followed(tmp_path: Path) -> None:
    typed = tmp_path / "templates" / "ours" / "letter" / "en.docx"
    typed.parent.mkdir(parents=True)
    letter().save(str(typed))
    assert follow(DOCS / "how-to" / "put-tags-into-word.md", tmp_path) == 3
    assert (DOCS / "looks" / "word-template.png").is_file()


def test_the_page_on_redacting_can_be_followed(tmp_path: Path) -> None:
    first, second = page(NAMING), page("")
    with pikepdf.open(io.BytesIO(first)) as pdf, pikepdf.open(io.BytesIO(second)) as other:
        pdf.pages.extend(other.pages)
        pdf.save(tmp_path / "paper.pdf")
    assert follow(DOCS / "how-to" / "redact-an-annex.md", tmp_path) == 2
    assert (tmp_path / "names.txt").read_text("utf-8") == "Milica Vrelo\n"
    for made in ("paper-public.pdf", "paper-by-place.pdf"):
        assert b"Milica" not in laid_open((tmp_path / made).read_bytes())


@pytest.mark.proof
def test_the_page_on_packs_can_be_followed(tmp_path: Path) -> None:
    (case,) = (block for language, block in pieces(ROOT / "README.md") if language == "yaml")
    folder = tmp_path / "cases" / "r-v-exampleland"
    folder.mkdir(parents=True)
    (folder / "case.yaml").write_text(case, "utf-8")
    assert follow(DOCS / "how-to" / "prepare-packs-for-a-session.md", tmp_path) == 2


@pytest.mark.proof
def test_the_page_on_tables_can_be_followed(tmp_path: Path) -> None:
    assert follow(DOCS / "how-to" / "bring-tables-in.md", tmp_path) == 1
    case = (tmp_path / "cases" / "my-case" / "case.yaml").read_text("utf-8")
    assert "  - id: event-2\n    date: 2021-06-03\n    text:\n      en: She appealed.\n" in case


@pytest.mark.proof
def test_an_added_language_is_written_in_its_own_words_and_what_it_lacks_is_named(tmp_path: Path) -> None:
    """Follow the page, read what it makes, then take a row and the whole file away."""
    follow(DOCS / "how-to" / "write-a-template.md", tmp_path)
    follow(DOCS / "how-to" / "add-a-language.md", tmp_path)
    made = docx.Document(str(tmp_path / "output" / "matter" / "filing" / "ours-letter.pt.docx"))
    words = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert re.search(
        r"^\d{1,2} de (?:janeiro|fevereiro|março|abril|maio|junho|julho|agosto|\w+bro) de \d{4}$", words, re.M
    )
    (footnotes,) = (part for part in made.part.package.iter_parts() if part.partname == "/word/footnotes.xml")
    assert "Convenção contra a Tortura e Outras Penas" in footnotes.blob.decode("utf-8")
    own = tmp_path / "templates" / "house" / "language.pt.yaml"
    sound = own.read_text("utf-8")
    own.write_text(sound.replace('  first_day: "1"\n', "").replace("notes: before\n", ""), "utf-8")
    printed, status = run(tmp_path, "submissions check matter")
    assert status == 1
    assert (
        "language.pt.yaml:1: error[E207]: the language 'pt' lacks words that its documents need: notes, dates.first_day"
        in (printed)
    )
    assert printed.count("E207") == 1
    own.unlink()
    printed, status = run(tmp_path, "submissions build matter")
    assert status == 1
    assert printed.count("error[E207]") == 1
    assert "templates/house/language.pt.yaml: error[E207]: the language 'pt' lacks words" in printed


@pytest.mark.proof
def test_a_fault_of_a_template_is_named_at_its_line_as_the_page_says(tmp_path: Path) -> None:
    follow(DOCS / "how-to" / "write-a-template.md", tmp_path)
    body = tmp_path / "templates" / "ours" / "letter" / "en.md"
    body.write_text(body.read_text("utf-8").replace("{{ texts.facts }}", "{{ texts.fact }}"), "utf-8")
    printed, status = run(tmp_path, "submissions check matter")
    assert status == 1
    assert "templates/ours/letter/en.md:9" in printed


@pytest.mark.proof
def test_the_tutorial_prints_what_it_shows(tmp_path: Path) -> None:
    """Follow it: start, fill in, check with all that is still missing, write the rest, build and verify."""
    blocks = list(pieces(DOCS / "tutorial" / "first-case.md"))
    started, missing, drafted, made, verified = (block for language, block in blocks if language == "text")
    filled, texts = (block for language, block in blocks if language == "yaml" and block.startswith(("case:", "  exh")))
    assert_printed(run(tmp_path, "submissions new case first-case --for un/cat-complaint")[0], started)
    path = tmp_path / "cases" / "first-case" / "case.yaml"
    keys = [line.split(":")[0].strip(" -") for line in path.read_text("utf-8").splitlines() if "#" not in line]
    assert {key for key in keys if key} <= {line.split(":")[0].strip(" -") for line in filled.splitlines()}
    path.write_text(filled, "utf-8")
    printed, status = run(tmp_path, "submissions check first-case")
    assert status == 1
    assert_printed("\n".join(printed.splitlines()[:6]), missing)
    assert printed.count("error[") == missing.count("error[")
    printed, status = run(tmp_path, "submissions build --draft first-case")
    assert status == 0
    assert_printed(printed[printed.index("output/first-case/draft/") :], drafted)
    (path.parent / "annexes" / "decision.pdf").write_bytes(page(""))
    path.write_text(filled.replace("  exhaustion: |\n  admissibility: |\n", texts), "utf-8")
    printed, _ = run(tmp_path, "submissions build first-case")
    assert_printed(printed[printed.index("output/first-case/filing/") :], made)
    assert_printed(run(tmp_path, "submissions verify")[0], verified)
