"""Whatever a case gives, a view shows under the same name; and where a language lacks it, that name is told."""

from __future__ import annotations

import datetime
import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import submissions.view
from examples import catalogue
from full_cases import COMMITTEE, full_workspace
from speaking import spoken
from submissions.case import Case, Record
from submissions.source import read_case
from submissions.validate import validate_case
from submissions.values import Localised, Missing, Text, Withholding
from submissions.view import CaseView, view_case
from submissions.view.pages import count_pages

AS_OF = datetime.date(2026, 1, 31)
# Languages in which articles are printed as they are typed.
LANGUAGES = ("en", "ru")
# The language that the case does not give.
LACKING = "pt"
# What the view makes of the case by rules of its own, which other tests hold.
MADE = {
    "AnnexView": {"path"},
    "ConsentView": {"language"},
    "CaseView": {"state", "submission", "audience", "language", "folder", "date", "examinations", "images"},
    "OrderedMeasureView": {"status"},
    "PersonView": {"name", "protected", "nationality", "disappeared", "detained"},
    "SubmissionView": {"texts"},
}
# Records that no case file holds, or that stand for another.
APART = {
    "_Seen",
    "AnnexAnchor",
    "ChoiceView",
    "CitedAuthority",
    "ConcernedView",
    "ExaminationsView",
    "ExaminedView",
    "PictureView",
    "Reader",
    "RuleSourceView",
    "RuleView",
    "StateView",
}
TITLE = "{en: A title, ru: Название}"
# What the full case leaves out: before which line, and what is put there.
MORE = {
    "people:\n": f"    quoted: {TITLE}\n\n",
    "    consent:\n": (
        f"    address: {TITLE}\n    email: one@example.org\n    telephone: '1'\n"
        f"    without_consent: {{reason: {TITLE}, date: 2024-05-02}}\n"
        f"    died: 2025-01-02\n    disappeared: 2024-06\n    detained: 2024-06\n    incapable: {TITLE}\n"
    ),
    "      - {scope: name-to-state, date: 2024-05-02, form: written, language: pt}\n": (
        "      - {scope: use-image, date: 2024-05-02, form: oral, until: 2027-05-02, taken_by: One, given_by: rui,\n"
        "         authority: A paper, without_guardian: Sixteen, language: bs, interpreter: Two,\n"
        "         confirmed: 2025-05-02, withdrawn: 2025-06-02}\n"
    ),
    "events:\n": (
        f"standing:\n  - {{author: ana, authority: [record]}}\n  - {{author: ana, victim: rui, capacity: heir,\n"
        f"     relation: {TITLE}, authority: [record], views: [closing], continues: ana}}\n\n"
    ),
    "    articles:": "    of: [rui]\n",
    "    sought:": "    of: [rui]\n",
    "measures:\n  interim": "    website: https://families.example\n\n",
    "    categories:\n": "    ended: 2021-07\n",
    "  communication: 4012/2025\n": "  reference: R-1\n",
    "claims:\n": (
        f"procedures:\n  - {{body: {TITLE}, reference: P-1, filed: 2024-01-02, outcome: {TITLE}, kind: other,\n"
        "     standing: withdrawn, ended: 2024-02-03, same_matter: true}\n\n"
    ),
}
SESSION = {"en": "84th session", "ru": "84-я сессия"}
REVIEW = {
    **COMMITTEE,
    "session": SESSION,
    "agenda_item": {"en": "One", "ru": "Один"},
    "status": {"en": "special", "ru": "особый"},
}
SUBMISSION: dict[str, object] = {
    "template": "un/treaty-body-report",
    "languages": ["en"],
    "review": {**REVIEW, "may_be_posted": "true"},
    "signed_by": ["ana"],
    "texts": {"only_here": {"en": "Words", "ru": "Слова"}},
    **{
        name: {"en": f"The {name}", "ru": f"Это {name}"}
        for name in ("title", "place", "addressee", "salutation", "copies")
    },
    "form_of_address": "ambassador",
}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    workspace = full_workspace(tmp_path_factory.mktemp("everything"), [SUBMISSION])
    folder = workspace / "cases" / "full-case"
    text = (folder / "case.yaml").read_text("utf-8")
    for line, more in MORE.items():
        assert line in text
        text = text.replace(line, more + line, 1)
    (folder / "case.yaml").write_text(text, "utf-8")
    source, _ = read_case(folder, workspace)
    assert source is not None
    case, findings = validate_case(source, folder, workspace, catalogue().house.authorities)
    assert [str(finding) for finding in findings if finding.is_error] == []
    assert case is not None
    return case


def view(case: Case, language: str, audience: str = "filing") -> CaseView:
    return view_case(case, case.submissions[0], audience, spoken(language), AS_OF, Path("cases/full-case"))[0]


def records(seen: object) -> Iterator[Any]:
    """Yield each record of a view, the outer before the inner."""
    if isinstance(seen, tuple):
        for one in seen:
            yield from records(one)
    elif is_dataclass(seen) and type(seen).__module__.startswith("submissions.view"):
        yield seen
        for item in fields(seen):
            yield from records(getattr(seen, item.name))


def parts(given: object, seen: object) -> list[tuple[str, object, object]] | None:
    """Return what is inside a value of the case and inside what a view shows for it; None for what is whole."""
    if isinstance(given, Record) and is_dataclass(seen):
        shown = {item.name for item in fields(seen)} - MADE.get(type(seen).__name__, set())
        names = [name for name in type(given).model_fields if name in shown]
        return [(f".{name}", getattr(given, name), getattr(seen, name)) for name in names]
    if isinstance(given, tuple) and isinstance(seen, tuple) and len(given) == len(seen):
        return [(f"[{index}]", *pair) for index, pair in enumerate(zip(given, seen, strict=True))]
    if isinstance(given, Mapping) and isinstance(seen, Mapping):
        return [(f".{name}", value, seen.get(name)) for name, value in given.items()]
    return None


def differences(given: object, seen: object, language: str, path: str) -> Iterator[str]:
    """Yield the path of each value that a view shows otherwise than the case gives it."""
    inner = parts(given, seen)
    if inner is not None:
        for name, one, other in inner:
            yield from differences(one, other, language, path + name)
        return
    if isinstance(given, Localised):
        given = dict(given.texts).get(language, dict(given.texts).get(""))
    if isinstance(given, Text) and is_dataclass(seen):
        seen = getattr(seen, "id", None)  # a view shows the thing where the case has its id
    if given != seen:
        yield path


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_filing_shows_what_the_case_gives_under_the_same_name(case: Case, language: str) -> None:
    seen = view(case, language)
    assert list(differences(case, seen, language, "case")) == []
    assert list(differences(case.submissions[0], seen.submission, language, "submission")) == []


def test_every_field_of_every_record_has_a_value_in_the_case_of_this_test(case: Case) -> None:
    filled: dict[str, set[str]] = {}
    for record in records(view(case, "en")):
        names = filled.setdefault(type(record).__name__, set())
        names.update(item.name for item in fields(record) if getattr(record, item.name) not in (None, ()))
    known = {
        name: {item.name for item in fields(kind)}
        for module in pkgutil.iter_modules(submissions.view.__path__)
        for name, kind in vars(importlib.import_module(f"submissions.view.{module.name}")).items()
        if is_dataclass(kind) and kind.__module__.startswith("submissions.view") and name not in APART
    }
    lacking = {name: names - filled.get(name, set()) for name, names in known.items()}
    assert {name: names for name, names in lacking.items() if names} == {"CaseView": {"examinations", "images"}}


def test_what_a_language_lacks_is_told_by_the_name_under_which_it_is_asked_for(case: Case) -> None:
    told = []
    for record in records(view(case, LACKING)):
        for item in fields(record):
            value = getattr(record, item.name)
            values = value.items() if isinstance(value, Mapping) else [(item.name, value)]
            for name, inner in values:
                for one in inner if isinstance(inner, tuple) else (inner,):
                    if isinstance(one, Missing) and one.code == "E136":
                        told.append((name, one))
    assert len(told) > 70
    for name, missing in told:
        known = {"unasked": "reason", "full": "pseudonym", "initials": "pseudonym", "item": "text"}.get(name, name)
        assert missing.message == f"'{known}' has no Portuguese text"
        assert f"under '{known}'" in missing.help
        assert missing.elsewhere


def test_what_is_withheld_is_told_by_the_name_under_which_it_is_asked_for(case: Case) -> None:
    closed = [event.model_copy(update={"confidential": True}) for event in case.events]
    seen = view(case.model_copy(update={"events": tuple(closed)}), "en", "public")
    told = [
        (item.name, value)
        for record in records(seen)
        for item in fields(record)
        if isinstance(value := getattr(record, item.name), Withholding)
    ]
    assert {name for name, _ in told} >= {"born", "residence", "address", "email", "place", "date", "file", "language"}
    for name, withholding in told:
        assert withholding.attribute == name
        assert withholding.person_id in {str(one.id) for one in (*case.people, *case.events, *case.annexes)}
        assert f"'{name}' of '{withholding.person_id}'" in withholding.finding.message


def test_the_frames_of_a_scan_are_its_pages(tmp_path: Path) -> None:
    one, three = tmp_path / "one.tiff", tmp_path / "three.tif"
    page = Image.new("L", (4, 4))
    page.save(one, "TIFF")
    page.save(three, "TIFF", save_all=True, append_images=[page, page])
    assert [count_pages(path, Text(path.name)) for path in (one, three)] == [1, 3]
    (tmp_path / "words.txt").write_text("words", "utf-8")
    assert count_pages(tmp_path / "words.txt", Text("words.txt")) is None
