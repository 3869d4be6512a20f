"""Values that a template asks for: typed at the submission, read as their kinds, seen by each audience as it may."""

# ruff: noqa: E501 - a fault on one line reads better than one cut up
from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from submissions.catalogue.asked import own_names_beside
from submissions.catalogue.templates import read_template
from submissions.cli import main
from submissions.compose.names import names
from submissions.document import Block, Heading, Paragraph, plain, walk
from submissions.findings import Finding, Place
from submissions.jinja.given import FUNCTIONS, NAMES
from submissions.line.consequences import without_consequences
from submissions.line.drafting import draft, read_material
from submissions.line.line import make
from submissions.line.outcome import Setting
from submissions.line.reading import read_validated
from submissions.line.stages import Bench, NoValueError, Stages
from submissions.plan import Job
from submissions.source import read_case
from submissions.validate import told_once, validate_case
from submissions.values import ExactNumber
from word_bodies import lines, template

AS_OF = datetime.date(2026, 3, 1)
TEMPLATE = """\
title: {en: Notice, fr: Avis}
purpose: {en: A notice., fr: Un avis.}
languages: [en, fr]
audiences: [filing, public]
numbered: false
frame: letter
contents: false
needs: [case.title]
values:
  document: {kind: text, about: {en: Title of the document., fr: Titre du document.}}
  sent: {kind: date, about: {en: When it was sent.}}
  copies: {kind: number, about: {en: How many copies.}}
  way:
    kind: choice
    about: {en: How it is sent.}
    choices: {post: {en: by post, fr: par la poste}, hand: {en: by hand, fr: en mains propres}}
  why: {kind: prose, required: false, about: {en: "Why, in general words."}}
  urgent: {kind: yes/no, required: false, about: {en: Whether it is urgent.}}
"""
BODY = """\
Document: {{ document }}, of {{ sent }}, {{ copies }} copies, {{ way }}.

{% if copies * 2 > 20 %}Many.{% endif %}{% if way == "hand" %}Sign for it.{% endif %}{% if urgent %}Urgent.{% endif %}

{% if why %}{{ why }}{% endif %}
"""
CASE = """\
case: {id: matter, title: {en: A v State, fr: A c. Etat}, short_title: {en: A v State, fr: A c. Etat}, language: en}
state: BIH
organisation: {name: The Office, address: First Street 1}
people:
  - id: a
    role: victim
    name: {given: Zumra, family: Hodžić}
    pseudonym: Ms A
    gender: woman
    protected: [name]
    consent: [{scope: submit, date: 2017-10-12, form: written}, {scope: name-to-state, date: 2017-10-12, form: written}]
submissions:
  - template: ours/notice
    languages: [en, fr]
    audiences: [filing, public]
"""
VALUES = """\
    values:
      document: {en: "Statement of @a & <others> {{ x }}", fr: Déclaration de @a}
      sent: 2025-04
      copies: 1500.50
      way: hand
      why: {en: "It was *wrong*.[^n]\\n\\n[^n]: As we learnt.", fr: Il y avait une erreur.}
      urgent: yes
"""


@dataclass(frozen=True)
class Office:
    """A workspace with one template and one case, of which documents are drafted."""

    root: Path

    def write(self, values: str = VALUES, template: str = TEMPLATE, body: str = BODY) -> Office:
        own, home = self.root / "templates" / "ours" / "notice", self.root / "cases" / "matter"
        for folder in (own, home):
            folder.mkdir(parents=True, exist_ok=True)
        (own / "template.yaml").write_text(template, "utf-8")
        for language in ("en", "fr"):
            (own / f"{language}.md").write_text(body, "utf-8")
        (home / "case.yaml").write_text(CASE + values, "utf-8")
        return self

    def validated(self) -> list[str]:
        """Return what is wrong with the case alone."""
        own, home = self.root / "templates" / "ours" / "notice", self.root / "cases" / "matter"
        asked, faults = read_template(own, "ours/notice", "templates/ours/notice")
        source, more = read_case(home, self.root)
        assert asked is not None
        assert source is not None
        assert faults + more == []
        _, found = validate_case(source, home, self.root, asked=lambda _: asked.values)
        return told(found)

    def made(self, language: str = "en", audience: str = "filing", *, as_draft: bool = False) -> Drafted:
        setting = Setting(self.root, AS_OF, self.root / "output", writes=False, draft=as_draft)
        stages = Stages(Bench(), setting)
        file = Place("cases/matter/case.yaml", 1)
        job = Job("matter", "cases/matter", 0, "ours/notice", language, audience, ("docx",), file, draft=as_draft)
        try:
            blocks = draft(stages, read_material(stages, job), job, audience).document.blocks
        except NoValueError:
            blocks = ()
        return Drafted(tuple(words(blocks)), list((told_once if as_draft else without_consequences)(stages.findings)))


@dataclass(frozen=True)
class Drafted:
    """The paragraphs of a document, and what was found on the way to it."""

    words: tuple[str, ...]
    findings: list[Finding]

    @property
    def told(self) -> list[str]:
        return told(self.findings)


def told(findings: list[Finding]) -> list[str]:
    return [f"{one.place.line} {one.code} {one.message}; {one.help}" for one in findings]


def words(blocks: tuple[Block, ...]) -> Iterator[str]:
    yield from (plain(node.inlines) for node in walk(blocks) if isinstance(node, Paragraph | Heading))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_each_kind_is_printed_as_what_it_is(office: Office) -> None:
    made = office.write().made()
    assert made.told == []
    assert made.words == (
        "Document: Statement of Zumra Hodžić & <others> {{ x }}, of April 2025, 1500.50 copies, by hand.",
        "Many.Sign for it.Urgent.",
        "It was wrong.",
        "As we learnt.",
    )


def test_a_text_a_choice_and_a_number_are_those_of_the_language(office: Office) -> None:
    made = office.write().made("fr")
    assert made.told == []
    assert (
        made.words[0]
        == "Document\N{NO-BREAK SPACE}: Déclaration de Zumra Hodžić, of avril 2025, 1500,50 copies, en mains propres."
    )


def test_the_public_reads_a_pseudonym_and_a_protected_name_typed_by_hand_stops_it(office: Office) -> None:
    assert office.write().made("en", "public").words[0].startswith("Document: Statement of Ms A &")
    office.write(VALUES.replace("Statement of @a", "Statement of Zumra Hodžić"))
    job = Job("matter", "cases/matter", 0, "ours/notice", "en", "public", ("docx",), Place("cases/matter/case.yaml"))
    made = make(Bench(), job, Setting(office.root, AS_OF, office.root / "output", writes=False))
    (line,) = {one.place.line for one in made.findings if one.code == "E623"}
    assert line == CASE.count("\n") + 2, "where the value was typed"


def test_what_is_not_typed_is_named_where_the_case_asks_for_the_document(office: Office) -> None:
    made = office.write("    values: {sent: 2025, way: post, why: Because.}\n").made()
    asked = CASE.count("\n") - 2
    assert made.told == [
        f"{asked} E210 the template 'ours/notice' asks for the value 'document', which the submission does not give; "
        "write 'document: \"...\"' below 'values:' of this submission: Title of the document.",
        f"{asked} E210 the template 'ours/notice' asks for the value 'copies', which the submission does not give; "
        "write 'copies: 12' below 'values:' of this submission: How many copies.",
    ]
    nothing = office.write("").made("fr").told
    assert [one.split("'")[3] for one in nothing] == ["document", "sent", "copies", "way"]
    assert "Titre du document." in nothing[0], "in the language of the document where the template says it"


def test_what_need_not_be_typed_is_nothing_and_never_blank(office: Office) -> None:
    kept = "\n".join(line for line in VALUES.split("\n") if "why" not in line and "urgent" not in line)
    assert office.write(kept).made().words[1:] == ("Many.Sign for it.",)
    (told,) = office.write(kept, body=BODY.replace("{% if why %}{{ why }}{% endif %}", "{{ why }}")).made().told
    assert told.startswith("5 E213 the template prints 'why', which the case does not give")


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("documnet: A paper", "E254 the template asks for no value 'documnet'; write 'document', or use one of the names that it asks for: document, sent"),
        ("sent: 3/4/2025", "E112 'sent' is not a date: '3/4/2025'; write 2025-04-03 or 2025-03-04, whichever is meant"),
        ("sent: [2025]", "E116 'sent' must be a date such as 2019-08-02, or a mapping of 'from' and 'to', of 'between', "
         "or of 'about', not a list"),
        ("copies: twelve", "E255 'copies' is not a number: 'twelve'; write figures alone"),
        ("copies: '1,500'", "E255 'copies' is not a number: '1,500'; 1500 or 1.500 is meant, whichever it is: write figures"),
        ("copies: 1 234 567,89", "E255 'copies' is not a number: '1 234 567,89'; 1234567.89 may be meant"),
        ("copies: '1,5'", "E255 'copies' is not a number: '1,5'; 1.5 may be meant: write figures"),
        ("copies: '1e9'", "E255 'copies' is not a number: '1e9'; write figures alone"),
        ("copies: NaN", "E255 'copies' is not a number: 'NaN'; write figures alone"),
        ("way: hnad", "E118 'way' is not one of the words allowed: 'hnad'; write 'hand', or one of these: post, hand"),
        ("way: {en: post}", "E116 'way' must be one of these words: post, hand, not a mapping of keys"),
        ("urgent: perhaps", "E118 'urgent' is neither yes nor no: 'perhaps'; write yes or no"),
        ("document: [A, B]", "E116 'document' must be a text, or a mapping of languages such as 'en' to texts, not a list"),
        ("document: {file: a.md}", "E129 'document' is a short text and cannot stand in a file of its own"),
        ("document: {eng: A}", "E120 a key of 'document' is not a language: 'eng'"),
        ("why: {file: gone.md}", "E125 the file is missing: 'gone.md'"),
        ("document: ", "E117 'document' has no value; write the value, or take the key out altogether"),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_kind_is_found_at_its_line_once(office: Office, typed: str, wanted: str) -> None:
    name = typed.partition(":")[0]
    others = [line for line in VALUES.split("\n") if not line.strip().startswith(f"{name}:")]
    found = office.write("\n".join([*others[:-1], f"      {typed}", ""])).validated()
    line = CASE.count("\n") + len(others)
    assert len(found) == 1
    assert found[0].startswith(f"{line} {wanted}")


def test_a_missing_language_is_told_at_the_value(office: Office) -> None:
    made = office.write(VALUES.replace(", fr: Déclaration de @a", "")).made("fr")
    assert [one.split(";")[0] for one in made.told] == [f"{CASE.count(chr(10)) + 2} E136 'document' has no French text"]
    assert (
        office.write(VALUES.replace('{en: "Statement', '"Statement').replace(", fr: Déclaration de @a}", ""))
        .made("fr")
        .told[0]
        .split(";")[0]
        .endswith("E136 'document' has no French text")
    ), "a plain text is in the case's language"


def test_a_draft_prints_what_is_still_to_come(office: Office) -> None:
    made = office.write("    values: {sent: , way: post, copies: , urgent: }\n").made(as_draft=True)
    assert made.words[0] == (
        "Document: [to come: document, case.yaml:13], of [to come: sent, case.yaml:16], "
        "[to come: copies, case.yaml:16] copies, by post."
    )
    assert all(one.code in {"E117", "E210"} and one.place.line >= CASE.count("\n") - 2 for one in made.findings)
    assert {one.message.split("'")[-2] for one in made.findings} >= {"document", "sent", "copies"}


def test_a_word_that_the_template_does_not_offer_fails_in_the_template_and_is_no_plain_no(office: Office) -> None:
    (told,) = office.write(body=BODY.replace('way == "hand"', 'way == "hnad"')).made().told
    assert told.startswith("3 E215 the template fails here: there is no such choice: 'hnad', of post, hand")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("  people: {kind: text, about: {en: Who.}}", "E204 this is a name that every template has already: 'people'"),
        ("  role: {kind: text, about: {en: Who.}}", "E204 this is a name that every template has already: 'role'"),
        ("  loop: {kind: text, about: {en: Who.}}", "E204 this is a word of the tags themselves: 'loop'"),
        ("  true: {kind: text, about: {en: Who.}}", "E204 this is a word of the tags themselves: 'true'"),
        ("  a-b: {kind: text, about: {en: Who.}}", "E204 this is no name: 'a-b'"),
        ("  sum: {kind: money, about: {en: Who.}}", "E204 'kind' is not one of text, prose, date, number, choice, yes/no"),
        ("  other: {kind: text}", "E204 'about' must give its text by language"),
        ("  other: text", "E204 'other' must be a mapping"),
        ("  other: {kind: text, about: {en: Who.}, needed: true}", "E203 the key 'needed' is unknown"),
        ("  other: {kind: choice, about: {en: Who.}}", "E204 a choice has no words to choose from"),
        ("  other: {kind: text, choices: [a], about: {en: Who.}}", "E204 'choices' are for 'kind: choice', and this is 'text'"),
        ("  other: {kind: choice, choices: {a: {en: A}}, about: {en: Who.}}", "E204 the choice 'a' has no words in 'fr'"),
        ("  other: {kind: choice, choices: [a, a], about: {en: Who.}}", "E204 a word stands twice under 'choices'"),
        ("  other: {kind: text, about: {en: Who.}}\nnames: {other: case.title}", "E204 the name 'other' stands under 'names' too"),
        ("  shout: {kind: text, about: {en: Who.}}", "E204 a macro of the template has this name: 'shout'"),
        ("  other: {kind: text, about: {en: Who.}}", "W256 no tag of the en body uses the value 'other', which the case is to type"),
        ("names: {case: state}", "E204 this is a name that every template has already: 'case'"),
    ],
)  # fmt: skip
def test_a_name_that_a_template_cannot_have_is_refused_where_it_stands(office: Office, line: str, told: str) -> None:
    office.write(template=f"{TEMPLATE}{line}\n", body=f"{{% macro shout() %}}{{% endmacro %}}{BODY}")
    _, findings = read_template(office.root / "templates" / "ours" / "notice", "ours/notice", "templates/ours/notice")
    assert f"{TEMPLATE.count(chr(10)) + 1} {told}" in {
        f"{one.place.line} {one.code} {one.message}" for one in findings
    } | {f"{one.place.line} {one.code} {one.message.rpartition(':')[0]}" for one in findings}
    assert all(one.help for one in findings)


def test_the_names_that_are_taken_are_all_that_templates_have(office: Office) -> None:
    setting = Setting(office.write().root, AS_OF, office.root / "output", writes=False)
    stages = Stages(Bench(), setting)
    job = Job("matter", "cases/matter", 0, "ours/notice", "en", "filing", ("docx",), Place("x"))
    assert set(names(draft(stages, read_material(stages, job), job, "filing").view)) == {*NAMES, *FUNCTIONS}


def test_the_words_of_a_choice_in_a_list_are_printed_where_the_template_has_one_language(office: Office) -> None:
    listed = TEMPLATE.replace(
        "{post: {en: by post, fr: par la poste}, hand: {en: by hand, fr: en mains propres}}", "[post, hand]"
    )
    (told,) = office.write(template=listed).made().told
    assert "E136 'way' has no English text" in told or "E114 'way' is missing" in told
    alone = office.write(template=listed.replace("[en, fr]", "[en]")).made()
    assert alone.words[0].endswith("1500.50 copies, hand.")


def test_a_number_keeps_its_figures_and_its_place() -> None:
    place = Place("cases/x/case.yaml", 3, 1)
    number = ExactNumber("1500.50", place)
    assert (str(number), number.place, number + 1 == ExactNumber("1501.50")) == ("1500.50", place, True)


def test_the_case_is_whole_without_the_values_of_a_template_that_is_not_there(office: Office) -> None:
    office.write()
    case = office.root / "cases" / "matter" / "case.yaml"
    case.write_text(case.read_text("utf-8").replace("ours/notice", "ours/nothing"), "utf-8")
    stages = Stages(Bench(), Setting(office.root, AS_OF, office.root / "output", writes=False))
    assert read_validated(stages, "cases/matter").submissions[0].values == {}
    assert [one.code for one in stages.findings if one.is_error] == []


def test_whoever_chooses_or_begins_is_told_what_to_type(office: Office) -> None:
    office.write()
    told = CliRunner().invoke(main, ["templates", "ours/notice", "-w", str(office.root)]).output
    assert "  way  one of post, hand\n      How it is sent.\n" in told
    assert "  urgent  yes/no, may be left out\n" in told
    assert told.endswith("    values:\n      document:\n      sent:\n      copies:\n      way:\n")
    new = CliRunner().invoke(main, ["new", "case", "begun", "--for", "ours/notice", "-w", str(office.root)])
    assert new.exit_code == 0, new.output
    begun = (office.root / "cases" / "begun" / "case.yaml").read_text("utf-8")
    assert "    values:\n      ## text: Title of the document.\n      document:\n" in begun
    assert "#       why: |\n" in begun


def test_a_word_template_is_looked_at_with_the_values_beside_it(office: Office) -> None:
    office.write()
    file = office.root / "templates" / "ours" / "notice" / "en.docx"
    file.write_bytes(template(lines("{{ document }} {{ documnet }} {{ sent }}")))
    own, faults = own_names_beside(file)
    assert (tuple(own.values), faults) == (("document", "sent", "copies", "way", "why", "urgent"), [])
    run = CliRunner().invoke(main, ["template", "check", str(file)])
    assert "there is no such name: 'documnet'" in run.output
    assert "help: write 'document'" in run.output
    assert "'document'" not in run.output.replace("write 'document'", "")
    assert "no tag of the en body uses the value 'way', which the case is to type" in run.output
    fields = CliRunner().invoke(main, ["template", "fields", str(file)]).output
    assert "  typed for it: sent, date: When it was sent.\n" in fields


@pytest.mark.parametrize("audience", ["filing", "public"])
def test_a_word_body_prints_them_as_a_markdown_body_does(office: Office, audience: str) -> None:
    typed = (
        "{{ document }}, {{ sent }}, {{ copies }}, {{ way }}",
        "{% if way == 'hand' %}Sign.{% endif %}",
        "{{ why }}",
    )
    office.write(template=TEMPLATE.replace("[en, fr]", "[en]"), body="\n\n".join(typed))
    markdown = office.made(audience=audience)
    own = office.root / "templates" / "ours" / "notice"
    (own / "en.md").unlink()
    (own / "en.docx").write_bytes(template(lines(*typed)))
    drafted = office.made(audience=audience)
    assert drafted.words == markdown.words
    assert drafted.words[0].startswith(f"Statement of {'Ms A' if audience == 'public' else 'Zumra Hodžić'} & <others>")
    assert {one.split()[1] for one in drafted.told} <= {"W256"}
