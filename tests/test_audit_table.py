"""Every form of a protected name is found in every channel; ordinary documents give no alarm."""

from __future__ import annotations

import io
from functools import cache
from importlib import metadata
from pathlib import Path

import docx
import pytest

import audit_forms
from audit_table import CHANNELS, DEMANDING, KINDS, LOOKS, forms, makers, rows, searcher
from examples import CASES, EXAMPLES, ROOT, Builds, Example, catalogue
from sampling import few_of, first_of
from submissions.audit.files import audit_file
from submissions.audit.kinds.xml import is_outline
from submissions.audit.names.search import Searcher
from submissions.audit.names.secrets import secrets_of
from submissions.audit.records import Secret
from submissions.case import Case
from submissions.document import Design
from submissions.findings import Place
from submissions.look import KINDS as CLASSES
from submissions.source import read_case
from submissions.validate import validate_case
from submissions.writers.word.frame.make import make_frame

ROWS = tuple(rows())


def test_the_table_is_as_large_as_it_says() -> None:
    assert sum(len(planted) for _, _, planted in ROWS) > 1_500
    assert {kind for kind, _, _ in ROWS} == set(KINDS)
    assert len(forms()) >= 60
    for kind in KINDS:
        assert len(makers()[kind]) >= 40
        assert set(CHANNELS[kind]) <= set(makers()[kind])
    assert set(DEMANDING) <= set(forms())


@pytest.mark.few(40)
@pytest.mark.parametrize(("kind", "channel", "planted"), ROWS, ids=[f"{kind}: {channel}" for kind, channel, _ in ROWS])
def test_every_form_is_found_in_the_channel(kind: str, channel: str, planted: tuple[str, ...]) -> None:
    make = makers()[kind][channel]
    missed = [form for form in planted if not audit_file("paper", make(forms()[form]), searcher()).hits]
    assert missed == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", LOOKS)
def test_what_may_be_a_name_is_looked_at_in_channels_of_each_nature(kind: str, form: str) -> None:
    for channel in CHANNELS[kind]:
        report = audit_file("paper", makers()[kind][channel](LOOKS[form]), searcher())
        assert report.looks, channel
        assert report.hits == (), channel


def test_the_other_bearer_of_a_shared_name_may_stand_in_every_channel() -> None:
    for kind, channels in CHANNELS.items():
        for channel in channels:
            assert audit_file("paper", makers()[kind][channel]("Colonel Okafor ordered it."), searcher()).hits == ()


# --- no false alarm ---


# Their given names stand in the page on markup, the example from Algeria and the licences of their authors' works.
NAMESAKES = ("Marta Elena", "Fatiha", "فتيحة", "جيلالي", "أحمد", "María José", "Николай")


@cache
def strangers() -> Searcher:
    """Return what searches for every invented person of the tests of whom no ordinary document has a namesake."""
    people = [one for one in audit_forms.PEOPLE if one.given not in NAMESAKES]
    names = [
        Secret(f"name {number}", one.whole, "name", Place(""), (one.given, one.family), one.born)
        for number, one in enumerate(people)
    ]
    births = [Secret(f"birth {number}", one.born, "birth", Place("")) for number, one in enumerate(people)]
    return Searcher((*names, *births))


@cache
def case_of(name: str) -> Case:
    """Return an example case, without a finding."""
    folder = ROOT / "cases" / name
    source, _ = read_case(folder, ROOT)
    assert source is not None
    case, _ = validate_case(source, folder, ROOT, catalogue().house.authorities)
    assert case is not None
    return case


@cache
def protected_by(*cases: str) -> Searcher:
    """Return what searches for all that the public may not read of some of the example cases."""
    return Searcher([secret for case in cases for secret in secrets_of(case_of(case), "public")])


def in_word(text: str) -> bytes:
    """Return a text as a Word file: a heading or a paragraph for each of its paragraphs."""
    document, made = docx.Document(), io.BytesIO()
    for paragraph in text.split("\n\n"):
        if paragraph.startswith("#"):
            document.add_heading(paragraph.lstrip("# ").split("\n")[0], 1)
        else:
            document.add_paragraph(" ".join(paragraph.split()))
    document.save(made)
    return made.getvalue()


def in_pdf(text: str) -> bytes:
    """Return a text as a PDF."""
    import weasyprint  # noqa: PLC0415 - slow to import

    pages = "".join(
        f"<p>{paragraph}</p>" for paragraph in text.replace("&", "&amp;").replace("<", "&lt;").split("\n\n")
    )
    made = weasyprint.HTML(string=f"<html lang=en><title>Licence</title>{pages}</html>").write_pdf()
    assert isinstance(made, bytes)
    return made


PAGES = sorted((ROOT / "docs").rglob("*.md"))
ANNEXES = sorted((ROOT / "cases").glob("*/annexes/*.pdf"))


@cache
def licences() -> tuple[Path, ...]:
    """Return the licences of the libraries that are installed, each text once."""
    found: dict[bytes, Path] = {}
    for library in sorted(metadata.distributions(), key=lambda one: one.name):
        for file in library.files or ():
            path = Path(str(file.locate()))
            if file.name.upper().startswith(("LICENSE", "LICENCE", "COPYING")) and path.is_file():
                found.setdefault(path.read_bytes(), path)
    return tuple(found.values())


@few_of("form example", ("docx", "pdf", "html"), [one for one in EXAMPLES if one.audience == "public"])
def test_a_public_document_of_the_examples_is_clean(example: Example, form: str, builds: Builds) -> None:
    content = builds.path(example, form).read_bytes()
    organisations = tuple(str(name) for name in case_of(example.case).organisation.name.values())
    report = audit_file(Path(example.name(form)).name, content, protected_by(example.case), organisations)
    assert (report.hits, report.refusals, report.unsearchable) == ((), (), ())
    assert report.searched > 20
    assert report.hits == audit_file("paper", content, strangers()).hits == ()


@pytest.mark.parametrize("page", first_of(PAGES, 8), ids=lambda page: page.stem)
def test_a_page_of_the_documentation_is_clean_as_text_and_as_a_word_file(page: Path) -> None:
    content = page.read_bytes()
    assert audit_file(page.name, content, strangers()).hits == ()
    assert audit_file("page.docx", in_word(content.decode()), strangers()).hits == ()


@pytest.mark.parametrize("annex", ANNEXES, ids=lambda path: path.stem)
def test_an_annex_names_nobody_of_the_other_cases(annex: Path) -> None:
    others = tuple(case for case in CASES if case != annex.parts[-3])
    assert audit_file(annex.name, annex.read_bytes(), protected_by(*others)).hits == ()


def test_licences_are_clean_as_texts_and_as_pdf() -> None:
    assert len(licences()) >= 20
    alarms = [path for path in licences() if audit_file(path.name, path.read_bytes(), strangers()).hits]
    assert alarms == []
    for path in licences()[:3]:
        assert audit_file("licence.pdf", in_pdf(path.read_text("utf-8", "replace")), strangers()).hits == ()


def test_templates_of_word_are_clean() -> None:
    own = {kind: make_frame(Design(kind)) for kind in CLASSES}
    own["default"] = (Path(str(docx.__file__)).parent / "templates" / "default.docx").read_bytes()
    assert len(own) == 6
    for name, content in own.items():
        assert audit_file(f"{name}.docx", content, strangers()).hits == ()


def test_the_corpus_has_more_than_twenty_documents_beside_the_examples() -> None:
    assert len(PAGES) + len(ANNEXES) + len(licences()) > 60


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("M8 17.79L9 8.79Z", True),
        ("m1-2 3 4z", True),
        ("M 17.8.79 Amra", False),
        ("Amra", False),
        ("M1 Z " * 9999 + "x", False),
    ],
)
def test_only_the_outline_of_a_drawing_is_no_text(value: str, expected: bool) -> None:
    assert is_outline("d", value) is expected
    assert not is_outline("title", value)
