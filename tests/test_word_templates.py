"""A template drafted in Word makes Word as its author left it and PDF that says the same, through every check."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import docx
import pypdfium2
import pytest
from click.testing import CliRunner
from docx.document import Document as Opened
from docx.shared import Pt, RGBColor
from PIL import Image

from submissions.cli import main
from submissions.office.names import parse_part
from word_bodies import filled, lines, table, template, words

TEMPLATE = """\
title: {en: Test letter, fr: Lettre, ar: رسالة}
purpose: {en: A letter., fr: Une lettre., ar: رسالة.}
languages: [LANGUAGE]
audiences: [filing, public]
numbered: false
frame: letter
contents: false
needs: [case.title]
"""
CASE = """\
case:
  id: x-v-state
  title: {en: X v Bosnia and Herzegovina, fr: X c. Bosnie-Herzégovine, ar: القضية}
  short_title: {en: X v Bosnia, fr: X c. Bosnie, ar: القضية}
  language: LANGUAGE
state: BA
organisation:
  name: Centre & <Redress>
  address: 1 Example Street, Geneva
  website: https://redress.example
people:
  - id: one
    role: victim
    name: {given: Amina, family: Kovacevic}
    pseudonym: Ms X
    gender: woman
    protected: [name]
    consent:
      - {scope: submit, date: 2024-06-01, form: written}
      - {scope: name-to-state, date: 2024-06-01, form: written}
      - {scope: share, date: 2024-06-01, form: written}
events:
  - {id: arrest, date: 2020-05-03, text: {LANGUAGE: "Officers take @one away."}}
  - {id: release, date: 2020-06, text: {LANGUAGE: "She is let go & goes home."}}
recommendations:
  - {addressee: {LANGUAGE: The Government}, measures: [{LANGUAGE: Pay her.}]}
  - {addressee: {LANGUAGE: The Parliament}, measures: [{LANGUAGE: Pass the law.}]}
texts:
  facts:
    LANGUAGE: |
      On 3 May 2020 @one was taken from her home.[^a] She said "let me go".

      She asks for:

      - the truth;
      - *redress*, and **care**.

      > The court found that it had happened.

      [^a]: Statement of 4 June 2020.
  law: {LANGUAGE: "Article 14 of the Convention applies."}
submissions:
  - {template: letters/test, languages: [LANGUAGE], audiences: [filing, public]}
"""
FACTS = [
    "On 3 May 2020 Amina Kovacevic was taken from her home. She said “let me go”.", "She asks for:", "the truth;",
    "redress, and care.", "The court found that it had happened.",
]  # fmt: skip


@dataclass(frozen=True)
class Made:
    """What a build made: what it said, its status, and the files by name."""

    said: str
    status: int
    files: Mapping[str, bytes]

    def paragraphs(self, name: str = "letters-test.en.docx") -> list[str]:
        return [one for one in words(docx.Document(io.BytesIO(self.files[name])).element) if one]

    def page(self, name: str = "letters-test.en.pdf") -> str:
        pages = pypdfium2.PdfDocument(self.files[name])
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())


def made(  # noqa: PLR0917 - what a test may change
    folder: Path,
    build: Callable[[Opened], object],
    audience: str = "filing",
    language: str = "en",
    case: str = CASE,
    more: str = "",
) -> Made:
    return made_of(folder, template(build), audience, language, case, more)


def made_of(  # noqa: PLR0917 - as above
    folder: Path, content: bytes, audience: str = "filing", language: str = "en", case: str = CASE, more: str = ""
) -> Made:
    own, home = folder / "templates" / "letters" / "test", folder / "cases" / "x-v-state"
    for one in (own, home):
        one.mkdir(parents=True, exist_ok=True)
    (own / "template.yaml").write_text(TEMPLATE.replace("LANGUAGE", language) + more, encoding="utf-8")
    (own / f"{language}.docx").write_bytes(content)
    (home / "case.yaml").write_text(case.replace("LANGUAGE", language), encoding="utf-8")
    run = CliRunner().invoke(
        main, ["build", "x-v-state", "--audience", audience, "-w", str(folder), "--as-of", "2026-03-01"]
    )
    out = folder / "output" / "x-v-state" / audience
    files = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()} if out.is_dir() else {}
    return Made(run.output, run.exit_code, files)


def all_of(*builds: Callable[[Opened], object]) -> Callable[[Opened], None]:
    def build(opened: Opened) -> None:
        for one in builds:
            one(opened)

    return build


LETTER = all_of(
    lines("{{ organisation.name }}", "{{ date }}", "To {{ state.the }}, about {{ case.title }}:"),
    lambda opened: opened.add_heading("What happened", 1),
    lines("{{ texts.facts }}"),
    lambda opened: opened.add_heading("Key dates", 2),
    table(
        [["Date", "Event"], ["{%tr for e in events %}", ""], ["{{ e.date }}", "{{ e.text }}"], ["{%tr endfor %}", ""]]
    ),
    lines("We ask:", "{%p for r in recommendations %}"),
    lambda opened: opened.add_paragraph("{{ r.addressee }}", style="List Bullet"),
    lines("{%p endfor %}", "{% if audience == 'public' %}Public.{% else %}Confidential.{% endif %}"),
)


def test_word_and_pdf_say_the_same_and_nothing_stands_against_them(tmp_path: Path) -> None:
    result = made(tmp_path, LETTER)
    assert result.status == 0, result.said
    expected = [
        "Centre & <Redress>", "1 March 2026", "To Bosnia and Herzegovina, about X v Bosnia and Herzegovina:",
        "What happened", *FACTS, "Key dates", "Date", "Event", "3 May 2020", "Officers take Amina Kovacevic away.",
        "June 2020", "She is let go & goes home.", "We ask:", "The Government", "The Parliament", "Confidential.",
    ]  # fmt: skip
    assert [one.replace("\N{NO-BREAK SPACE}", " ") for one in result.paragraphs()] == expected
    page = result.page()
    for words_of in expected:
        assert words_of.replace("home. She", "home.1 She") in page


def test_the_public_file_names_nobody_protected(tmp_path: Path) -> None:
    result = made(tmp_path, LETTER, "public")
    assert result.status == 0, result.said
    whole = " ".join(result.paragraphs())
    assert "Officers take Ms" in whole.replace("\N{NO-BREAK SPACE}", " ")
    assert "Kovacevic" not in whole
    assert "Public." in whole


def test_a_name_typed_into_the_template_stops_the_public_file(tmp_path: Path) -> None:
    result = made(tmp_path, lines("Dear Ms Kovacevic, {{ case.title }}"), "public")
    assert (result.status, dict(result.files)) == (1, {})
    assert "error[E62" in result.said


@pytest.mark.proof
def test_the_same_template_and_case_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (made(tmp_path / name, LETTER) for name in ("one", "two"))
    assert first.status == second.status == 0
    for name in ("letters-test.en.docx", "letters-test.en.pdf"):
        assert first.files[name] == second.files[name]


@pytest.mark.proof
def test_values_wear_the_looks_of_the_run_around_their_tag_and_their_own_over_these(tmp_path: Path) -> None:
    def build(opened: Opened) -> None:
        run = opened.add_paragraph("To ").add_run("{{ texts.law }}")
        run.font.size, run.font.color.rgb, run.italic = Pt(16), RGBColor(160, 0, 0), True

    case = CASE.replace("Article 14 of the", "**Article 14** of the")
    result = made(tmp_path, build, case=case)
    assert result.status == 0, result.said
    runs = [
        run for paragraph in docx.Document(io.BytesIO(result.files["letters-test.en.docx"])).paragraphs
        for run in paragraph.runs if run.text.strip() and run.text != "To "
    ]  # fmt: skip
    assert (
        "".join(run.text for run in runs).replace("\N{NO-BREAK SPACE}", " ") == "Article 14 of the Convention applies."
    )
    assert {(run.font.size, str(run.font.color.rgb), run.italic) for run in runs} == {(Pt(16), "A00000", True)}


@pytest.mark.proof
def test_every_line_of_a_run_that_breaks_into_lines_is_filled(tmp_path: Path) -> None:
    def build(opened: Opened) -> None:
        run = opened.add_paragraph().add_run("{{ organisation.name }}")
        for tag in ("{{ case.title }} of {{ state.name }}", "{{ date }}"):
            run.add_break()
            run.add_text(tag)

    result = made(tmp_path, build)
    assert result.status == 0, result.said
    (paragraph,) = docx.Document(io.BytesIO(result.files["letters-test.en.docx"])).paragraphs
    assert paragraph.text.replace("\N{NO-BREAK SPACE}", " ").splitlines() == [
        "Centre & <Redress>", "X v Bosnia and Herzegovina of Bosnia and Herzegovina", "1 March 2026"
    ]  # fmt: skip


@pytest.mark.proof
def test_the_styles_of_the_office_stay_as_they_are(tmp_path: Path) -> None:
    def build(opened: Opened) -> None:
        opened.styles["Heading 1"].font.size = Pt(31)
        opened.add_heading("Ours", 1)
        opened.add_paragraph("{{ texts.facts }}")

    result = made(tmp_path, build)
    assert result.status == 0, result.said
    opened = docx.Document(io.BytesIO(result.files["letters-test.en.docx"]))
    assert opened.styles["Heading 1"].font.size == Pt(31)


@pytest.mark.few(1)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_paper_and_the_margins_are_those_of_the_template(tmp_path: Path, language: str) -> None:
    sizes = (Pt(420), Pt(595), Pt(30), Pt(90))

    def build(opened: Opened) -> None:
        section = opened.sections[0]
        section.page_width, section.page_height, section.left_margin, section.right_margin = sizes
        opened.add_paragraph("{{ case.title }}")

    result = made(tmp_path, build, language=language)
    assert result.status == 0, result.said
    section = docx.Document(io.BytesIO(result.files[f"letters-test.{language}.docx"])).sections[0]
    assert (section.page_width, section.page_height, section.left_margin, section.right_margin) == sizes


@pytest.mark.few(1)
@pytest.mark.parametrize("place", ["header", "footer"])
def test_heads_and_feet_are_filled(tmp_path: Path, place: str) -> None:
    def build(opened: Opened) -> None:
        getattr(opened.sections[0], place).paragraphs[0].text = "{{ organisation.name }} – {{ case.short_title }}"
        opened.add_paragraph("{{ case.title }}")

    result = made(tmp_path, build)
    assert result.status == 0, result.said
    opened = docx.Document(io.BytesIO(result.files["letters-test.en.docx"]))
    texts = [one.text for section in opened.sections for one in getattr(section, place).paragraphs]
    assert "Centre & <Redress> – X v Bosnia" in texts


@pytest.mark.proof
def test_a_picture_of_the_template_comes_through(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGB", (40, 20), "red").save(logo)

    def build(opened: Opened) -> None:
        opened.sections[0].header.paragraphs[0].add_run().add_picture(str(logo))
        opened.add_paragraph("{{ case.title }}")

    result = made(tmp_path, build)
    assert result.status == 0, result.said


FAULTS: dict[str, tuple[Callable[[Opened], object], str]] = {
    "a name that there is not": (lines("one", "{{ stat.name }}"), "templates/letters/test/en.docx:2: error[E212]"),
    "a value that the case lacks": (
        lines("{{ case.title }}", "", "{{ organisation.telephone }}"), "templates/letters/test/en.docx:3: error[E213]"
    ),
    "half a tag": (lines("{{ case.title"), "templates/letters/test/en.docx:1: error[E240]"),
    "statements that cross": (
        all_of(lines("a{% if audience == 'public' %}"), table([["b{% endif %}"]])),
        "templates/letters/test/en.docx:2: error[E242]",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("build", "told"), FAULTS.values(), ids=FAULTS)
def test_a_fault_stops_both_files_at_its_paragraph(
    tmp_path: Path, build: Callable[[Opened], object], told: str
) -> None:
    result = made(tmp_path, build)
    assert (result.status, dict(result.files)) == (1, {})
    assert told in result.said


def test_two_bodies_in_one_language_are_refused(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "letters" / "test"
    own.mkdir(parents=True)
    (own / "en.md").write_text("{{ case.title }}\n", encoding="utf-8")
    result = made(tmp_path, lines("{{ case.title }}"))
    assert (result.status, "two bodies are in one language" in result.said) == (1, True)


@pytest.mark.few(1)
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_other_languages_and_directions_pass_through_the_same_line(tmp_path: Path, language: str) -> None:
    result = made(tmp_path, LETTER, language=language)
    assert result.status == 0, result.said
    assert set(result.files) >= {f"letters-test.{language}.docx", f"letters-test.{language}.pdf"}


@pytest.mark.proof
def test_a_template_has_names_of_its_own_for_values_of_the_case(tmp_path: Path) -> None:
    build = lines("Dear {{ client_name }} of {{ matter }}, {% if client_name %}welcome{% endif %}")
    more = "names:\n  client_name: (people|first).full\n  matter: case.title\n"
    result = made(tmp_path, build, more=more)
    assert result.status == 0, result.said
    assert result.paragraphs() == ["Dear Amina Kovacevic of X v Bosnia and Herzegovina, welcome"]


@pytest.mark.few(2)
@pytest.mark.parametrize(
    ("more", "told"),
    [
        (
            "names: {client: people first}\n",
            "template.yaml:9:17: error[E204]: the expression of 'client' is not understood",
        ),
        ("names: {1st: case.title}\n", "template.yaml:9:14: error[E204]: this is no name: '1st'"),
        ("names: [a]\n", "template.yaml:9:1: error[E204]: 'names' must be a mapping of texts"),
        ("names: {client: stat.name}\n", "error[E212]: there is no such name: 'stat'"),
    ],
)
def test_a_name_that_cannot_be_is_told_where_it_stands(tmp_path: Path, more: str, told: str) -> None:
    result = made(tmp_path, lines("{{ client }}"), more=more)
    assert (result.status, told in result.said) == (1, True), result.said


def test_a_check_without_a_case_knows_the_names_that_stand_beside_the_template(tmp_path: Path) -> None:
    made(tmp_path, lines("{{ matter }} {{ other }}"), more="names:\n  matter: case.title\n")
    checked = CliRunner().invoke(main, ["template", "check", str(tmp_path / "templates/letters/test/en.docx")])
    assert (checked.exit_code, "'matter'" in checked.output, "'other'" in checked.output) == (1, False, True)


def test_shapes_that_a_loop_repeats_have_names_of_their_own_and_the_kind_that_stands_beside_them() -> None:
    shapes = (
        '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com'
        ':vml"><w:pict><v:shapetype id="_x0000_t202"/><v:shape id="Box 1" type="#_x0000_t202"/></w:pict></w:r>'
    )

    def build(opened: Opened) -> None:
        lines("{%p for e in events %}", "{{ e }}")(opened)
        opened.paragraphs[-1]._p.append(parse_part(shapes.encode()))
        lines("{%p endfor %}")(opened)

    parts, findings = filled(template(build), {"events": ["a", "b", "c"]})
    assert parts is not None, findings
    drawn = list(parts["word/document.xml"].iter("{urn:schemas-microsoft-com:vml}*"))
    names = [one.get("id") for one in drawn]
    assert len(set(names)) == len(names) == 6
    assert [one.get("type") for one in drawn[1::2]] == [f"#{one.get('id')}" for one in drawn[::2]]


@pytest.mark.proof
def test_two_letters_of_one_template_stand_beside_each_other_by_a_name_of_their_own(tmp_path: Path) -> None:
    one = "  - {template: letters/test, languages: [LANGUAGE], audiences: [filing]"
    listed = f"{one}}}\n{one}, name: second, title: {{LANGUAGE: Another}}}}\n"
    case = f"{CASE[: CASE.index('  - {template: letters')]}{listed}"
    body = template(lines("{% if submission.title %}{{ submission.title }}{% else %}The first{% endif %}"))
    result = made_of(tmp_path, body, case=case)
    assert result.status == 0, result.said
    names = ["letters-test-second.en.docx", "letters-test.en.docx"]
    said = [docx.Document(io.BytesIO(result.files[name])).paragraphs[0].text for name in names]
    assert said == ["Another", "The first"]
    again = made_of(tmp_path, body, case=case)
    assert "0 files made, 4 unchanged" in again.said
