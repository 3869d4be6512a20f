"""The letters in Word are what their script makes of their words, and say in every language what they say in one."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import build_letters
import docx
import pytest
from click.testing import CliRunner
from letter_source import Line, TypedTable, read_words

from examples import ROOT, catalogue
from submissions.cli import main
from submissions.document import Paragraph, walk
from submissions.drafted.finished import read_document
from submissions.office.names import parse_part, w
from submissions.office.package import read_package

LETTERS = list(build_letters.letters())
FOLDERS = sorted({one.folder for one in LETTERS})
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
# Words that a letter to a survivor, or the record of a first talk with her, never says.
NEVER = re.compile(
    r"why did(?:n.t| not)? you|resist|alleged|rape|tortur|pourquoi (?:n.)?avez|por qué no (?!la hubo)", re.IGNORECASE
)


# How a key of the case or a file is written: no reader of a letter knows any.
OF_FILES = re.compile(r"[a-z]+_[a-z]+|\b\w+\.(?:ya?ml|md|docx)\b|['\"“«][a-z]+[-_][a-z]+['\"”»]")


def test_no_letter_says_a_key_or_a_file_to_its_reader() -> None:
    for letter in LETTERS:
        blocks = read_words(letter.text)
        held = [
            [one.words] if isinstance(one, Line) else [cell for row in one.rows for cell in row.cells] for one in blocks
        ]
        said = [found for texts in held for text in texts for found in OF_FILES.findall(TAG.sub("", text))]
        assert said == [], f"{letter.folder} {letter.language}"


@pytest.mark.parametrize("letter", LETTERS, ids=lambda one: f"{one.folder}-{one.language}")
def test_the_word_files_are_what_the_script_makes(letter: build_letters.Letter) -> None:
    assert letter.path.read_bytes() == build_letters.word_file(letter), "run: python tools/build_letters.py"


def test_every_letter_is_there_in_every_language_and_no_other_file_is() -> None:
    known = {name: one for name, one in catalogue().templates.items() if one.word_bodies}
    assert set(known) == set(FOLDERS)
    for name, template in known.items():
        assert set(map(str, template.languages)) == {one.language for one in LETTERS if one.folder == name}
        assert list(template.audiences) == ["filing"], name


@pytest.mark.parametrize("folder", FOLDERS)
def test_all_languages_of_a_letter_have_the_same_tags_and_the_same_parts(folder: str) -> None:
    shapes, tags = {}, {}
    for letter in (one for one in LETTERS if one.folder == folder):
        blocks = read_words(letter.text)
        words = [one.words if isinstance(one, Line) else str(one.rows) for one in blocks]
        # What agrees with somebody's gender, and how a date begins, is the language's own.
        found = [tag for text in words for tag in TAG.findall(text) if not re.search(r"agree|gender|else|endif", tag)]
        tags[letter.language] = {re.sub(r"date\|capitalize", "date", tag) for tag in found}
        shapes[letter.language] = [
            (one.style, one.new_page) if isinstance(one, Line) else (one.style, [row.kind for row in one.rows])
            for one in blocks
        ]
    first = next(iter(tags))
    for language, found_there in tags.items():
        assert shapes[language] == shapes[first], language
        assert found_there == tags[first], language


def test_no_letter_asks_why_or_repeats_what_was_done() -> None:
    for letter in LETTERS:
        assert NEVER.findall(letter.text) == [], letter.path


@pytest.mark.parametrize("letter", LETTERS, ids=lambda one: f"{one.folder}-{one.language}")
def test_the_word_files_have_styles_of_word_and_the_direction_of_their_language(letter: build_letters.Letter) -> None:
    content = letter.path.read_bytes()
    opened = docx.Document(io.BytesIO(content))
    used = {one.style.name for one in opened.paragraphs if one.style is not None}
    assert used & {"Title", "Heading 1", "Salutation"}
    assert used <= {style.name for style in opened.styles}
    page = parse_part(read_package(content)["word/document.xml"])
    rtl = letter.language == "ar"
    for table in page.iter(w("tbl")):
        assert (table.find(f"{w('tblPr')}/{w('bidiVisual')}") is not None) == rtl
    assert all((one.find(f"{w('pPr')}/{w('bidi')}") is not None) == rtl for one in page.iter(w("p")))
    text = "".join(page.itertext(w("t")))
    assert "__" not in re.sub(TAG, "", text)
    assert "   " not in text


def test_the_styles_of_a_letter_are_the_roles_of_its_paragraphs() -> None:
    (letter,) = (one for one in LETTERS if (one.folder, one.language) == ("letters/cover-letter", "en"))
    file, _ = read_document(letter.path.read_bytes(), "en.docx")
    found = {one.role for one in walk(file.blocks) if isinstance(one, Paragraph)}
    assert found >= {"letterhead", "date", "addressee", "subject", "salutation", "closing", "signature", "enclosures"}


CASE = """\
submissions:
  - {{template: letters/authority-to-act, languages: [{languages}], audiences: [filing]}}
"""
SIGNERS = {"a-v-bosnia": 1, "maya-achi": 8, "sahli-v-algeria": 1}


@pytest.mark.proof
@pytest.mark.parametrize(("case", "languages"), [("a-v-bosnia", "en"), ("maya-achi", "fr"), ("sahli-v-algeria", "ar")])
def test_the_authority_to_act_is_made_of_every_example_with_a_question_for_each_scope(
    tmp_path: Path, case: str, languages: str
) -> None:
    text = made_of(tmp_path, case, languages)
    signers = SIGNERS[case]
    assert text.count("☐") == signers * (6 * 2 + 6)
    answers = {"en": "Yes, I agree", "fr": "Oui, j’accepte", "ar": "نعم، أوافق"}[languages]
    assert text.count(answers) == signers * 6


def made_of(folder: Path, case: str, languages: str) -> str:
    """Build the authority to act of an example in Word, and return all its words."""
    home = folder / "cases" / case
    shutil.copytree(ROOT / "cases" / case, home)
    head = (home / "case.yaml").read_text("utf-8").partition("\nsubmissions:")[0]
    (home / "case.yaml").write_text(f"{head}\n{CASE.format(languages=languages)}", "utf-8")
    asked = ["build", case, "-w", str(folder), "--as-of", "2026-11-22", "--file-format", "docx"]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 0, result.output
    path = folder / "output" / case / "filing" / f"letters-authority-to-act.{languages}.docx"
    opened = docx.Document(str(path))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in opened.paragraphs), *cells])


def test_the_words_are_read_line_by_line() -> None:
    blocks = read_words(
        "define ASK\n## $1?\ntable form 1 2\n|_ a |\nend\n; a note\n[title + page] T\\\n{{ x|list }}\n"
        "#1 One\n- item\nASK Who\n{%p if x %}\ntable ruled 1 1\n|: A | B\n{%tr for x in y %}\n| {{ x|first }} | b\n"
        "{%tr endfor %}\nend of it"
    )
    assert [one.style for one in blocks] == [
        "title", "numbered heading", "list bullet", "heading 2", "form", "normal", "ruled", "body text"
    ]  # fmt: skip
    assert blocks[0] == Line("title", "T\n{{ x|list }}", new_page=True)
    table = blocks[6]
    assert isinstance(table, TypedTable)
    assert [row.kind for row in table.rows] == ["head", "plain", "plain", "plain"]
    assert table.rows[2].cells == ("{{ x|first }}", "b")
    with pytest.raises(ValueError, match="line 1 is not understood"):
        read_words("|x")
