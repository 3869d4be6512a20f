"""Bad input gives a finding with a place, the files of its case are not written, and the other cases of the run are.

One run builds every bad case of the tables beside good ones. What needs a run of its own stands at the end. A loop
without end and one that prints without end have their transcripts; a disk that is full or cannot be written is in
`test_publish.py`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from submissions.cli import main
from word_files import changed, house_files

BASE = """\
case: {id: ID, title: Q v B, short_title: Q v B, language: en}
state: BIH
organisation:
  name: The Office
  address: First Street 1
people:
  - id: a
    role: complainant
    name: {given: Amra, family: Example}
    gender: woman
    consent: [{scope: submit, date: 2017-10-12, form: written}, {scope: name-to-state, date: 2017-10-12, form: written}]
events:
  - {id: arrest, date: 2001-02-03, text: She was arrested.}
annexes:
  - {id: order, title: The order, file: annexes/order.pdf}
authorities:
  - {id: sahli, type: book, title: On law, author: Jane Example, publisher: Press, date: 2011}
texts:
  facts: She was held for a day.
submissions:
  - {template: ours/letter, languages: [en], audiences: [filing], date: 2020-01-02}
"""
FACTS = "facts: She was held for a day."
DESCRIPTION = """\
title: {en: A letter}
purpose: {en: To say a little.}
languages: [en]
audiences: [filing]
numbered: true
frame: brief
contents: false
needs: [case.title]
"""
LETTER = "{{ case.title }}{.title}\n\n{{ texts.facts }}\n\n{{ events[0].text }}\n"

# What is replaced in the case, what by, and the code of the finding in the first line that differs.
CHANGED: dict[str, tuple[str, str, str]] = {
    "tab-for-indentation": ("  name: The", "\tname: The", "E105"),
    "key-twice": ("  address: First Street 1", "  address: First Street 1\n  name: Other", "E106"),
    "key-unknown": ("  address: First", "  telefax: 1\n  address: First", "E115"),
    "key-misspelt": ("gender: woman", "gendre: woman", "E115"),
    "key-with-a-look-alike": ("gender: woman", "gender: woman\n    prоtected: [name]", "E115"),
    "wrong-type": ("audiences: [filing]", "audiences: filing", "E116"),
    "list-for-text": ("state: BIH", "state: [BIH]", "E116"),
    "impossible-day": ("2001-02-03", "2021-02-30", "E112"),
    "day-with-slashes": ("2001-02-03", "04/05/2019", "E112"),
    "country-unknown": ("state: BIH", "state: XYZ", "E119"),
    "language-unknown": ("languages: [en]", "languages: [xx]", "E120"),
    "person-unknown": (FACTS, "facts: Then @nobody left.", "E307"),
    "authority-unknown": (FACTS, "facts: So it is. [@nothing, 3]", "E308"),
    "annex-unknown": ("text: She was arrested.", "text: She was arrested., annexes: [nothing]", "E123"),
    "annex-unknown-in-prose": (FACTS, 'facts: "See [](#annex-nothing)."', "E341"),
    "paragraph-unknown": (FACTS, 'facts: "See para [](#nothing)."', "E341"),
    "person-twice": ("events:", "  - {id: a, role: victim, name: Another}\nevents:", "E122"),
    "annex-twice": ("authorities:", "  - {id: order, title: Two, file: annexes/order.pdf}\nauthorities:", "E122"),
    "authority-twice": ("texts:", "  - {id: sahli, type: book, title: On law, date: 2011}\ntexts:", "E122"),
    "paragraph-twice": (FACTS, 'facts: "One.{#here}\\n\\nTwo.{#here}"', "E340"),
    "anchor-and-alias": (FACTS, "facts: &a She was held.\n  law: *a", "E107"),
    "tag": (FACTS, "facts: !!python/object/apply:os.system [ls]", "E107"),
    "nested-200-deep": (FACTS, f"facts: {'[' * 200}{']' * 200}", "E109"),
    "control-character": (FACTS, 'facts: "She \\x07 was held."', "E130"),
    "escape-character": (FACTS, 'facts: "She \\e[31m was held."', "E130"),
    "nul-behind-a-backslash": (FACTS, 'facts: "She \\0 was held."', "E130"),
    "bidi-override": ("She was arrested.", '"She \\u202Ewas arrested."', "E131"),
    "script-link": (FACTS, 'facts: "[here](javascript:alert%281%29)"', "E302"),
    "file-link": (FACTS, 'facts: "[here](file:///etc/passwd)"', "E302"),
    "raw-html": (FACTS, 'facts: "She <script>alert(1)</script> was held."', "E301"),
    "image-through-dots": (FACTS, 'facts: "![A photo](../outside.png)"', "E126"),
    "image-through-a-link": (FACTS, 'facts: "![A photo](annexes/link.png)"', "E126"),
    "image-from-the-net": (FACTS, 'facts: "![A photo](https://example.org/a.png)"', "E126"),
    "annex-missing": ("annexes/order.pdf", "annexes/other.pdf", "E125"),
    "annex-through-dots": ("annexes/order.pdf", "../outside.png", "E126"),
    "annex-through-a-link": ("annexes/order.pdf", "annexes/link.png", "E126"),
    "prose-file-missing": (FACTS, "facts: {file: facts.en.md}", "E125"),
    "number-sign-cuts-off": (FACTS, "facts: She was held in cell #7 for a day.", "E111"),
    "template-unknown": ("ours/letter", "ours/leter", "E701"),
}
# The bytes of the whole case file, and the code of the finding.
WHOLE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "E102"),
    "utf-16": (BASE.encode("utf-16"), "E103"),
    "latin-1": (BASE.replace("Amra", "José").encode("latin-1"), "E103"),
    "nul-bytes": (BASE.replace("Amra", "Am\0ra").encode(), "E130"),
    "not-a-mapping": (b"- a\n- b\n", "E116"),
    "billion-laughs": (
        b"a: &a [l, l, l]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (n + 1, n + 1, n, n) for n in range(97, 120)), "E107"
    ),
    "scalar-of-50-megabytes": (BASE.replace("held", "h" * 50_000_000).encode(), "E104"),
}  # fmt: skip
# The body of a template, and the code and line of the finding in it.
BODIES: dict[str, tuple[str, str, int]] = {
    "undefined": ("{{ case.title }}\n\n{{ nothing }}\n", "E212", 3),
    "unclosed": ("{{ case.title }}\n\n{% if case.title %}\n", "E211", 3),
    "class": ("{{ case.title }}\n\n{{ case.__class__ }}\n", "E214", 3),
    "subclasses": ('{{ "".__class__.__mro__[1].__subclasses__() }}\n', "E214", 1),
}
LITERAL = 'facts: "She wrote {{ 7*7 }}, {% raw %}, \\\\<script>, \\\\</w:t>, ]]> & to them."'
TITLE = ("title: Q v B, short", 'title: "{{ 7*7 }} <b> </w:t> ]]> &amp; {% x %}", short')
GOOD: dict[str, bytes] = {
    "literal": BASE.replace(FACTS, LITERAL).replace(*TITLE).encode(),
    "byte-order-mark": b"\xef\xbb\xbf" + BASE.encode(),
    "norway": BASE.replace("state: BIH", "state: NO").encode(),
    "alpha-two": BASE.replace("state: BIH", "state: BA").encode(),
}


@dataclass(frozen=True)
class Run:
    """One run of the command line: how it ended, what it found, and the folder that it wrote into."""

    result: Result
    findings: list[dict[str, Any]]
    output: Path

    def of(self, part: str) -> list[tuple[str, str, int]]:
        """Return code, file and line of the findings in files whose path has a part."""
        found = ((each["code"], each["file"], each["line"]) for each in self.findings)
        return [each for each in found if f"/{part}/" in f"/{each[1]}"]

    @property
    def written(self) -> list[str]:
        """Return the names of all files in the output folder."""
        files = (path for path in self.output.rglob("*") if path.is_file() and path.name[0] != ".")
        return sorted(path.relative_to(self.output).as_posix() for path in files)


def build(workspace: Path, *arguments: str, output: Path | None = None) -> Run:
    folder = output or workspace / "made"
    command = [
        "build",
        "-w",
        str(workspace),
        "-o",
        str(folder),
        "--format",
        "json",
        "--as-of",
        "2026-11-22",
        *arguments,
    ]
    result = CliRunner().invoke(main, command)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return Run(result, json.loads(result.stdout)["findings"] if result.stdout else [], folder)


def write_case(workspace: Path, name: str, content: bytes) -> None:
    home = workspace / "cases" / name
    (home / "annexes").mkdir(parents=True)
    (home / "annexes" / "order.pdf").write_bytes(b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n")
    (home / "annexes" / "link.png").symlink_to(workspace / "cases" / "outside.png")
    (home / "case.yaml").write_bytes(re.sub(rb"\bID\b", name.encode(), content, count=1))


def write_template(workspace: Path, name: str, body: str) -> None:
    home = workspace / "templates" / "ours" / name
    home.mkdir(parents=True)
    (home / "template.yaml").write_text(DESCRIPTION, encoding="utf-8")
    (home / "en.md").write_text(body, encoding="utf-8")


def changed_case(name: str) -> str:
    old, new, _ = CHANGED[name]
    assert BASE.count(old) == 1, old
    return BASE.replace(old, new)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Build all of the tables at once."""
    workspace = tmp_path_factory.mktemp("workspace")
    write_template(workspace, "letter", LETTER)
    for name, (body, _, _) in BODIES.items():
        write_template(workspace, name, body)
        write_case(workspace, f"template-{name}", BASE.replace("ours/letter", f"ours/{name}").encode())
    for name in CHANGED:
        write_case(workspace, name, changed_case(name).encode())
    for name, content in {**GOOD, **{name: content for name, (content, _) in WHOLE.items()}}.items():
        write_case(workspace, name, content)
    (workspace / "cases" / "outside.png").write_bytes(picture())
    (workspace / "cases" / "without-a-file").mkdir()
    return build(workspace, "-f", "html")


@cache
def picture() -> bytes:
    from sample import timeline  # noqa: PLC0415 - drawn only where it is needed

    return timeline().content


@pytest.mark.parametrize("name", CHANGED)
def test_a_bad_value_is_reported_at_its_line_and_nothing_of_its_case_is_written(name: str, run: Run) -> None:
    pairs = zip(BASE.split("\n"), changed_case(name).split("\n"), strict=False)
    line = next(
        number for number, (old, new) in enumerate(pairs, 1) if old.replace("ID", name) != new.replace("ID", name)
    )
    found = run.of(name)
    assert (CHANGED[name][2], line) in [(code, at) for code, _, at in found], found
    assert not [file for file in run.written if file.startswith(f"{name}/")]


@pytest.mark.parametrize("name", WHOLE)
def test_a_bad_file_is_reported_and_nothing_of_its_case_is_written(name: str, run: Run) -> None:
    assert WHOLE[name][1] in [code for code, _, _ in run.of(name)], run.of(name)
    assert not [file for file in run.written if file.startswith(f"{name}/")]


@pytest.mark.parametrize("name", BODIES)
def test_a_bad_template_is_reported_at_its_line_and_nothing_is_written(name: str, run: Run) -> None:
    _, code, line = BODIES[name]
    found = [(code, at) for code, file, at in run.of(name) if file.endswith("en.md")]
    assert (code, line) in found, run.of(name)
    assert not [file for file in run.written if file.startswith(f"template-{name}/")]


def test_a_folder_without_a_case_file_is_reported(run: Run) -> None:
    assert [code for code, _, _ in run.of("without-a-file")] == ["E101"]


@pytest.mark.parametrize("name", GOOD)
def test_a_good_case_of_the_same_run_is_written(name: str, run: Run) -> None:
    assert run.of(name) == []
    assert f"{name}/filing/ours-letter.en.html" in run.written


def test_markup_of_other_languages_is_printed_as_it_was_typed(run: Run) -> None:
    page = (run.output / "literal" / "filing" / "ours-letter.en.html").read_text(encoding="utf-8")
    for words in ("{{ 7*7 }}", "{% raw %}", "&lt;script&gt;", "&lt;/w:t&gt;", "]]&gt; &amp; to them"):
        assert words in page
    assert "{{ 7*7 }} &lt;b&gt; &lt;/w:t&gt; ]]&gt; &amp;amp; {% x %}" in page
    assert "<script" not in page


def test_the_run_says_that_something_stands_and_every_finding_gives_an_order(run: Run) -> None:
    assert run.result.exit_code == 1
    for finding in run.findings:
        assert finding["help"], finding
        assert finding["file"], finding
        assert finding["message"].isprintable(), finding


def test_a_case_that_is_not_there_is_wrong_use_and_nothing_is_written(tmp_path: Path) -> None:
    write_case(tmp_path, "matter", GOOD["norway"])
    made = build(tmp_path, "mater")
    assert made.result.exit_code == 2
    assert "Did you mean 'matter'?" in made.result.output
    assert made.written == []


def broken(change: tuple[str, str]) -> bytes:
    """Return the house's Word frame of a brief with one change in its document."""
    part, old, new = ("word/styles.xml", *change) if "w:name" in change[0] else ("word/document.xml", *change)
    return changed(house_files()["word-brief.docx"].content, part, lambda xml: re.sub(old, new, xml))


FRAMES: dict[str, tuple[bytes | tuple[str, str], str]] = {
    "no zip": (b"not a zip", "E401"),
    "a style is missing": (('<w:name w:val="Title"/>', '<w:name w:val="Other"/>'), "E405"),
    "a broken tag": (("{{", "{{ {% "), "E406"),
}


@pytest.mark.parametrize("name", FRAMES)
def test_a_bad_house_frame_is_reported_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    write_template(tmp_path, "letter", LETTER)
    write_case(tmp_path, "matter", BASE.encode())
    house = tmp_path / "templates" / "house"
    house.mkdir()
    content, code = FRAMES[name]
    (house / "word-brief.docx").write_bytes(content if isinstance(content, bytes) else broken(content))
    made = build(tmp_path, "-f", "docx")
    assert made.result.exit_code == 1
    assert (code, True) in [(each["code"], "word-brief.docx" in each["file"]) for each in made.findings], made.findings
    assert made.written == []


def test_an_output_folder_that_cannot_be_is_reported_and_nothing_is_written(tmp_path: Path) -> None:
    write_template(tmp_path, "letter", LETTER)
    write_case(tmp_path, "matter", BASE.encode())
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    made = build(tmp_path, "-f", "html", output=tmp_path / "file" / "made")
    assert (made.result.exit_code, [each["code"] for each in made.findings]) == (1, ["E723"])
    assert (tmp_path / "file").read_text(encoding="utf-8") == "in the way"
