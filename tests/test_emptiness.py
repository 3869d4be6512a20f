"""A document of which its template's conditions leave nothing is not made, and the conditions are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from submissions.findings import Finding
from word_bodies import lines
from word_pages import PICTURE, Desk

BODIES = {
    "a condition": (
        ["{%p if texts.annex %}", "Annexed", "{%p endif %}"],
        "'if texts.annex'", "give the case what they ask for: texts.annex; or write", 1,
    ),
    "several, and one within another": (
        ["", "{%p if texts.annex and audience == 'filing' %}", "{%p if texts.more %}", "x", "{%p endif %}",
         "{%p elif victims %}", "{%p endif %}", "{%p for one in annexes %}", "x", "{%p endfor %}"],
        "'if texts.annex and audience == 'filing''; 'if victims'; 'for one in annexes'",
        "give the case what they ask for: texts.annex, victims, annexes; or take 'filing' out of the audiences", 2,
    ),
    "an audience": (
        ["{%p if audience == 'public' %}", "For all", "{%p endif %}"],
        "'if audience == 'public''", "take 'filing' out of the audiences of the submission; or write", 1,
    ),
    "a name of the template's own": (
        ["{%p if heard %}", "They heard.", "{%p endif %}"],
        "'if heard'", "give the case what they ask for: annexes; or write", 1,
    ),
    "no condition": (["{% set heard = 1 %}"], "the template prints no words", "write its text", 1),
}  # fmt: skip


def made(folder: Path, body: list[str], *, in_word: bool) -> tuple[Finding, ...]:
    desk = Desk(folder).write(lines(*body))
    home = folder / "templates" / "letters" / "test"
    described = (home / "template.yaml").read_text("utf-8").replace(PICTURE, "")
    (home / "template.yaml").write_text(f"{described}names:\n  heard: annexes\n", "utf-8")
    if not in_word:
        (home / "en.docx").unlink()
        (home / "en.md").write_text("\n".join(body).replace("{%p ", "{% "), "utf-8")
    return desk.made().findings


@pytest.mark.few(4)
@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("in_word", [True, False])
def test_a_document_without_words_is_told_with_the_conditions_and_what_to_write(
    name: str, in_word: bool, tmp_path: Path
) -> None:
    body, said, order, line = BODIES[name]
    (found,) = [one for one in made(tmp_path, body, in_word=in_word) if one.is_error]
    assert (found.code, found.place.line) == ("E351", line)
    assert said in found.message
    assert order in found.help


@pytest.mark.parametrize("in_word", [True, False])
def test_a_document_with_a_word_or_without_a_condition_is_no_empty_one(in_word: bool, tmp_path: Path) -> None:
    spoken = ["{%p if texts.annex %}", "x", "{%p else %}", "Nothing is annexed.", "{%p endif %}"]
    assert "E351" not in [one.code for one in made(tmp_path, spoken, in_word=in_word)]


def test_a_value_that_is_not_given_is_told_once_at_its_tag(tmp_path: Path) -> None:
    desk = Desk(tmp_path).write(lines("{{ case.title }}", "one", "Tel: {{ organisation.telephone }}"))
    described = tmp_path / "templates" / "letters" / "test" / "template.yaml"
    described.write_text(described.read_text("utf-8").replace(PICTURE, ""), "utf-8")
    (found,) = desk.made().findings
    assert (found.code, found.place.line) == ("E213", 3)
    assert found.message.endswith("in paragraph 3, 'Tel: {{ organisation.telephone }}'")


def test_a_page_with_a_title_alone_is_made(tmp_path: Path) -> None:
    def build(opened: object) -> None:
        opened.add_heading("{{ case.title }}", 0)  # type: ignore[attr-defined]

    desk = Desk(tmp_path).write(build)  # type: ignore[arg-type]
    described = tmp_path / "templates" / "letters" / "test" / "template.yaml"
    described.write_text(described.read_text("utf-8").replace(PICTURE, ""), "utf-8")
    assert [one.code for one in desk.made().findings] == []
