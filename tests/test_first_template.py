"""A filing that exists becomes a first template: each value of its case a tag and told, nobody protected left."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from submissions.cli import main
from submissions.office.names import w
from submissions.values import Text
from submissions.wordbody.tagging import tag_values
from word_bodies import lines, template, words

CASE = """\
case:
  id: x-v-state
  title: {en: X v Bosnia and Herzegovina}
  short_title: {en: X v Bosnia}
  language: en
state: BA
organisation:
  name: Centre for Redress
  address: 1 Example Street, Geneva
people:
  - id: one
    role: victim
    name: {given: Amina, family: Kovacevic}
    pseudonym: X
    gender: woman
    protected: [name, residence]
    residence: Hadzici near Sarajevo
submissions:
  - {template: advocacy/brief, languages: [en], audiences: [filing, public]}
"""
TEXT = (
    "Centre for Redress, 1 Example Street, Geneva",
    "X v Bosnia and¦ Herzegovina",
    "Amina Kovacevic was taken from her home. The State, Bosnia and\N{NO-BREAK SPACE}Herzegovina, denies it.",
)


def made(folder: Path, *texts: str) -> tuple[Path, Result]:
    """Run the command over a file of these paragraphs, with a case beside it."""
    case = folder / "cases" / "x-v-state"
    if not case.exists():
        case.mkdir(parents=True)
        (case / "case.yaml").write_text(CASE, encoding="utf-8")
    (folder / "old.docx").write_bytes(template(lines(*texts)))
    out = folder / "new.docx"
    given = ["template", "from", str(folder / "old.docx"), "--case", "x-v-state", "-o", str(out), "-w", str(folder)]
    return out, CliRunner().invoke(main, given)


def test_values_of_the_case_become_tags_and_each_is_told(tmp_path: Path) -> None:
    out, result = made(tmp_path, *TEXT)
    assert result.exit_code == 0, result.output
    shown = words(docx.Document(str(out)).element)
    assert shown == [
        "{{ organisation.name }}, {{ organisation.address }}",
        "{{ case.title }}",
        '{{ person("one").full }} was taken from her home. The State, {{ state.name }}, denies it.',
    ]
    assert result.stdout.count(" becomes {{ ") == 5
    assert "'X v Bosnia and Herzegovina' becomes {{ case.title }}, in paragraph 2" in result.stdout
    checked = CliRunner().invoke(main, ["template", "check", str(out)])
    assert checked.exit_code == 0, checked.output


def test_a_template_that_names_somebody_still_is_not_written(tmp_path: Path) -> None:
    out, result = made(tmp_path, *TEXT, "She lived in Hadzici near Sarajevo; her cousin is Mr Kovacevic.")
    assert (result.exit_code, out.exists()) == (1, False)
    assert "error[E620]: what is protected stands in the template still" in result.output
    assert "Kovacevic'" not in result.output.partition("error[E620]")[2]


def test_a_template_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    out, first = made(tmp_path, *TEXT)
    kept = out.read_bytes()
    _, again = made(tmp_path, "Centre for Redress")
    assert (first.exit_code, again.exit_code, out.read_bytes() == kept) == (0, 2, True)


VALUES = {"Ana": ["a"], "Ana Lima": ["b"], "Lima": ["c", "d"], "12 May 2020": ["e"], "of": ["f"]}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Ana Lima and Ana", "{{ b }} and {{ a }}"),
        ("Anabela, Ana-Maria, xAna", "Anabela, {{ a }}-Maria, xAna"),
        ("An¦a L¦ima, ¦Lima", "{{ b }}, {{ c }}"),
        ("on 12\N{NO-BREAK SPACE}May 2020, of", "on {{ e }}, of"),
        ("nobody", "nobody"),
    ],
)
def test_whole_words_become_tags_the_longest_first_and_over_any_runs(typed: str, expected: str) -> None:
    root = docx.Document(io.BytesIO(template(lines(typed)))).element
    found = tag_values({"word/document.xml": root}, {Text(key, None): one for key, one in VALUES.items()})  # type: ignore[arg-type]
    assert "".join(text.text or "" for text in root.iter(w("t"))) == expected
    assert len(found) == expected.count("{{")
    assert [one.others for one in found if one.expression == "c"] == [("d",)] * expected.count("{{ c }}")
