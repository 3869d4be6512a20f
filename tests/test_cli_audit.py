"""`submissions audit` as people meet it: what it says, what it never says, and its exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from audit_file_plants import picture, zipped
from audit_pdf_plants import sample_pdf
from audit_word_making import body, comment, sample_word
from submissions.cli import main

NAME = "Zelmira Vukotinac"
CANARIES = ("zelmira", "vukotinac")


class Desk:
    """A folder with files to send, a list of names, and a workspace with a case."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names = folder / "names.txt"
        self.names.write_text(f"# protected\n\n{NAME}\n", "utf-8")

    def case(self) -> None:
        assert CliRunner().invoke(main, ["new", "case", "matter", "-w", str(self.folder)]).exit_code == 0
        file = self.folder / "cases" / "matter" / "case.yaml"
        text = file.read_text("utf-8").replace("{given: Nora, family: Winters}", "{given: Zelmira, family: Vukotinac}")
        file.write_text(text, "utf-8")

    def put(self, name: str, content: bytes) -> str:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return str(path)

    def audit(self, *words: str) -> Result:
        return CliRunner().invoke(main, ["audit", *words])

    def by_names(self, *words: str) -> Result:
        return self.audit("--names", str(self.names), *words)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def commented(name: str = NAME) -> bytes:
    return comment('w:id="7" w:initials="x"', name)(sample_word(), name)


def silent(text: str) -> bool:
    return not any(canary in text.lower() for canary in CANARIES)


def test_a_clean_file_is_said_to_be_clean_with_what_was_searched(desk: Desk) -> None:
    done = desk.by_names(desk.put("brief.docx", sample_word()), desk.put("brief.pdf", sample_pdf()))
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0].startswith("brief.docx: clean: ")
    assert lines[0].endswith("pieces of text searched for 1 protected string")
    assert lines[-1] == "2 files searched: clean."


def test_a_hit_is_shown_by_place_form_and_whose_it_is_and_never_by_its_words(desk: Desk) -> None:
    plain = body("<w:p><w:r><w:t>{}</w:t></w:r></w:p>")(sample_word(), "VUKOTINAC, Zelmira")
    done = desk.by_names(desk.put("brief.docx", plain))
    assert done.exit_code == 1
    assert "brief.docx: NOT CLEAN" in done.stdout
    assert "found: word/document.xml, paragraph" in done.stdout
    assert "the name on line 3 of names.txt (family name first" in done.stdout
    assert silent(done.output)


@pytest.mark.proof
def test_the_case_says_what_is_searched_for_and_a_list_adds_to_it(desk: Desk) -> None:
    desk.case()
    file = desk.put("brief.docx", commented("Zelmira and Borislav Krsmanović"))
    (desk.folder / "more.txt").write_text("Borislav Krsmanović\n", "utf-8")
    workspace = ("-w", str(desk.folder))
    done = desk.audit("--case", "matter", *workspace, file)
    assert done.exit_code == 1
    assert "name of 'r' (as typed)" in done.stdout
    assert "line 1" not in done.stdout
    both = desk.audit("--case", "matter", "--names", str(desk.folder / "more.txt"), *workspace, file)
    assert "name of 'r'" in both.stdout
    assert "the name on line 1 of more.txt" in both.stdout
    assert silent(both.output)
    assert "krsman" not in both.output.lower()


def test_the_words_are_shown_for_the_filing_only(desk: Desk) -> None:
    file = desk.put("brief.docx", commented())
    assert f"'{NAME}'" in desk.by_names("--audience", "filing", file).stdout
    assert silent(desk.by_names("--audience", "public", file).output)


def test_a_folder_and_a_zip_are_searched_with_all_that_is_in_them(desk: Desk) -> None:
    desk.put("set/a.docx", sample_word())
    desk.put("set/inner/b.docx", commented())
    desk.put("set/c.zip", zipped({"d.docx": commented()}))
    done = desk.by_names(str(desk.folder / "set"))
    assert done.exit_code == 1
    assert "set/a.docx: clean" in done.stdout
    assert "set/inner/b.docx: NOT CLEAN" in done.stdout
    assert "found: d.docx > word/comments.xml" in done.stdout
    assert "3 files searched: 2 not clean." in done.stdout


def test_a_protected_name_of_a_file_is_found_and_masked(desk: Desk) -> None:
    desk.put("set/Vukotinac Zelmira.docx", sample_word())
    done = desk.by_names(str(desk.folder / "set"))
    assert done.exit_code == 1
    assert "file 1 of 1, set/[protected].docx: NOT CLEAN" in done.stdout
    assert silent(done.output)


def test_a_picture_cannot_be_searched_and_a_picture_within_a_file_is_told(desk: Desk) -> None:
    done = desk.by_names(desk.put("scan.jpg", picture("JPEG")))
    assert done.exit_code == 1
    assert "cannot be searched: the file: only an eye can tell what this picture shows" in done.stdout
    drawn = zipped({"a.txt": b"nothing"})
    assert desk.by_names(desk.put("plain.zip", drawn)).exit_code == 0


def test_the_report_for_programs_holds_the_same(desk: Desk) -> None:
    done = desk.by_names("--format", "json", desk.put("a.docx", commented()), desk.put("b.docx", sample_word()))
    data = json.loads(done.stdout)
    assert [file["clean"] for file in data["files"]] == [False, True]
    assert data["status"] == done.exit_code == 1
    hit = data["files"][0]["hits"][0]
    assert hit["whose"] == "the name on line 3 of names.txt"
    assert "words" not in hit
    assert silent(done.stdout)


@pytest.mark.few(1)
@pytest.mark.parametrize(
    "words",
    [
        (),
        ("FILE",),
        ("--names", "NAMES"),
        ("--names", "NAMES", "nowhere.docx"),
        ("--names", "nowhere.txt", "FILE"),
        ("--case", "nobody", "-w", "FOLDER", "FILE"),
    ],
)
def test_wrong_use_has_a_status_of_its_own(desk: Desk, words: tuple[str, ...]) -> None:
    desk.case()
    known = {"FILE": desk.put("a.docx", sample_word()), "NAMES": str(desk.names), "FOLDER": str(desk.folder)}
    assert desk.audit(*(known.get(word, word) for word in words)).exit_code == 2


def test_a_list_without_a_name_or_in_another_encoding_is_an_error(desk: Desk) -> None:
    file = desk.put("a.docx", sample_word())
    desk.names.write_text("# nobody yet\n", "utf-8")
    empty = desk.by_names(file)
    assert (empty.exit_code, "E650" in empty.stderr) == (1, True)
    desk.names.write_text("Amra Vrelo\n-\n", "utf-8")
    half = desk.by_names(file)
    assert (half.exit_code, "E651" in half.stderr) == (1, True)
    desk.names.write_bytes("Žarko\n".encode("cp1250"))
    broken = desk.by_names(file)
    assert (broken.exit_code, "E626" in broken.stderr) == (1, True)
    assert not any("clean" in done.stdout for done in (empty, half, broken))


def test_nobody_to_search_for_is_said(desk: Desk) -> None:
    desk.case()
    file = desk.put("a.docx", sample_word())
    done = desk.audit("--case", "matter", "--audience", "filing", "-w", str(desk.folder), file)
    assert done.exit_code == 0
    assert "W627" in done.stderr
    assert "0 protected strings" in done.stdout


def test_a_case_that_cannot_be_read_is_no_clean_audit(desk: Desk) -> None:
    desk.case()
    (desk.folder / "cases" / "matter" / "case.yaml").write_text("case: [", "utf-8")
    done = desk.audit("--case", "matter", "-w", str(desk.folder), desk.put("a.docx", sample_word()))
    assert done.exit_code == 1
    assert "clean" not in done.stdout


@pytest.mark.proof
def test_the_public_folder_that_was_built_is_clean_and_the_filing_one_is_not(desk: Desk) -> None:
    desk.case()
    assert CliRunner().invoke(main, ["build", "matter", "-w", str(desk.folder), "-f", "docx"]).exit_code == 0
    output = desk.folder / "output" / "matter"
    done = desk.audit("--case", "matter", "-w", str(desk.folder), str(output / "public"))
    assert done.exit_code == 0, done.output
    assert desk.audit("--case", "matter", "-w", str(desk.folder), str(output / "filing")).exit_code == 1
