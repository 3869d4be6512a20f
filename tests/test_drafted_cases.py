"""Prose of a case that stands in a Word file goes down the line as if it had been typed beside the case file."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from composing import Composed, made, read
from drafting import p, picture, run, shown, typed_in_word, word_file
from drafting import read as read_word
from examples import CASES, ROOT
from submissions.cli import main
from submissions.document import Gap, Node, Picture, Run, Withheld, walk
from submissions.findings import Place, has_errors
from submissions.source import read_case
from submissions.upkeep.transcripts import transcribe, write_transcript
from submissions.validate import validate_case

# Every file of prose of the examples but those with what Word has no means of its own for.
PROSE = sorted(
    path for case in CASES for path in (ROOT / "cases" / case).rglob("*.md")
    if not re.search(r"^(\||:::|Table:|!\[|\{|\d+\.|\[\^)", path.read_text("utf-8"), re.MULTILINE)
)  # fmt: skip
FACTS = "texts:\n  facts: {en: {file: facts.docx}}\n"
RELEASED = "images: [{file: facts.docx/image1.png, released_by: The Office, date: 2019-01-01, shows: []}]\n"


def composed(folder: Path, content: bytes, audience: str = "filing", more: str = "") -> Composed:
    home = folder / "cases" / "example"
    home.mkdir(parents=True, exist_ok=True)
    (home / "facts.docx").write_bytes(content)
    return made(folder, "# Facts\n\n{{ texts.facts }}\n", FACTS + more, audience)


def shape(nodes: tuple[Node, ...]) -> list[object]:
    """Return a tree as lists without places: neighbouring words as one, whatever lines they were typed in."""
    found: list[object] = []
    for node in nodes:
        if isinstance(node, Run | Gap):
            text = node.text if isinstance(node, Run) else "gap"  # the words of a gap tell its line
            if found and isinstance(found[-1], str):
                found[-1] += text
            else:
                found.append(text)
            continue
        inner = [getattr(node, one.name) for one in fields(node) if one.name != "place"]
        parts = [shape(one) if isinstance(one, tuple) and one and is_dataclass(one[0]) else one for one in inner]
        found.append([type(node).__name__, *(part for part in parts if not isinstance(part, Place))])
    return found


def test_enough_files_of_the_examples_are_typed_anew() -> None:
    assert len(PROSE) >= 12


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.relative_to(ROOT / "cases").as_posix())
def test_what_is_typed_in_word_gives_the_same_tree_as_what_is_typed_in_text(path: Path, tmp_path: Path) -> None:

    text = path.read_text("utf-8")
    markdown, findings = read_word(typed_in_word(text), tmp_path)
    assert [str(one) for one in findings] == []
    least = min((len(mark) for mark in re.findall(r"^(#+) ", text, re.MULTILINE)), default=2)
    typed = re.sub(r"^#(?=#+ )", "", text, flags=re.MULTILINE) if least == 3 else text
    assert shape(read(markdown)[0]) == shape(read(typed)[0])


def test_words_of_a_word_file_are_printed_with_people_sources_and_places(tmp_path: Path) -> None:
    one = composed(
        tmp_path,
        word_file(
            p("Arrest", style="Titre1"), p("They beat @a [@sahli] and @nobody."), p("x", run("y", "<w:strike/>"))
        ),
    )
    assert "They beat  Zumra Hodžić" in plain_of(one)
    assert [(str(finding.place), finding.code) for finding in one.findings if finding.is_error] == [
        ("cases/example/facts.docx:2", "E307"),
    ]


def plain_of(one: Composed) -> str:
    assert one.document is not None
    return " ".join(node.text for node in walk(one.document.blocks) if isinstance(node, Run | Withheld))


def test_what_is_withheld_in_word_is_not_in_the_public_version(tmp_path: Path) -> None:
    content = word_file(p("She lived in [Semizovac]{.redact kind=place}."), p("::: redact"), p("All of it."), p(":::"))
    public = plain_of(composed(tmp_path, content, "public"))
    assert "Semizovac" not in public
    assert "All of it" not in public
    assert "[place withheld]" in public


def test_a_picture_in_a_word_file_needs_its_release_like_any_other(tmp_path: Path) -> None:
    content = word_file(p("Before"), p(shown("A gate")))
    filing = composed(tmp_path / "filing", content).tree
    assert [node.alternative for node in walk(filing.blocks) if isinstance(node, Picture)] == ["A gate"]
    assert len(filing.resources) == 1
    refused = [one for one in composed(tmp_path / "refused", content, "public").findings if one.is_error]
    assert [one.code for one in refused] == ["E361"]
    assert "image1.png" in refused[0].help
    released = composed(tmp_path / "released", content, "public", RELEASED)
    assert not has_errors(released.findings)


def test_a_release_of_a_picture_that_is_not_in_the_word_file_is_refused(tmp_path: Path) -> None:
    composed(tmp_path, word_file(p("No picture")), more=RELEASED.replace("image1", "image2"))
    home = tmp_path / "cases" / "example"
    source, _ = read_case(home, tmp_path)
    assert source is not None
    _, findings = validate_case(source, home, tmp_path, frozenset())
    assert [(one.code, one.place.line) for one in findings if one.code == "E125"] == [("E125", 18)]


def test_import_writes_markdown_and_pictures_that_give_the_same_tree(tmp_path: Path) -> None:
    home = tmp_path / "cases" / "one" / "brief"
    home.mkdir(parents=True)
    (home.parent / "case.yaml").write_text("case: {}\n", "utf-8")
    source, target = home / "facts.docx", home / "facts.en.md"
    source.write_bytes(word_file(p("a ", run("b", "<w:b/>")), p(shown(""))))
    prose, findings = transcribe(source, target)
    assert prose is not None
    assert [one.code for one in findings] == ["E306"]
    assert write_transcript(prose, target) == []
    assert target.read_text("utf-8") == "a **b**\n\n![](brief/facts.en-image1.png){width=50}\n"
    assert (home / "facts.en-image1.png").read_bytes() == picture()


def test_import_overwrites_nothing_and_leaves_nothing_half_done(tmp_path: Path) -> None:
    source, target = tmp_path / "a.docx", tmp_path / "a.md"
    source.write_bytes(word_file(p("a"), p(shown())))
    prose, _ = transcribe(source, target)
    assert prose is not None
    target.write_text("mine", "utf-8")
    assert [one.code for one in write_transcript(prose, target)] == ["E764"]
    assert target.read_text("utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.docx", "a.md"]


def test_import_of_undecided_changes_writes_nothing(tmp_path: Path) -> None:
    source = tmp_path / "a.docx"
    source.write_bytes(word_file(p("a", '<w:ins w:id="1" w:author="S">' + run("b") + "</w:ins>")))
    prose, findings = transcribe(source, tmp_path / "a.md")
    assert prose is None
    assert [one.code for one in findings] == ["E372"]


def test_the_command_says_what_it_wrote_and_what_did_not_come_through(tmp_path: Path) -> None:
    source = tmp_path / "a.docx"
    source.write_bytes(word_file(p("a"), p("b", run("c", "<w:strike/>"))))
    done = CliRunner().invoke(main, ["import", "prose", str(source)])
    assert done.exit_code == 1
    assert (
        f"{source.with_suffix('.md').as_posix()} written. What is named as an error above is not in it." in done.stdout
    )
    assert "a.docx:2: error[E380]" in done.stderr
    assert source.with_suffix(".md").read_text("utf-8") == "a\n\nbc\n"
    assert CliRunner().invoke(main, ["import", "prose", "nothing.docx"]).exit_code == 2
