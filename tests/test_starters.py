"""A starter has all that its templates need, empty and with a word on each, and nothing empty is passed over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from examples import ROOT, catalogue
from speaking import KNOWN
from submissions.catalogue import Template, built_in_templates, read_guidance
from submissions.cli import main
from submissions.findings import Finding, Place
from submissions.line.line import make
from submissions.line.outcome import Setting
from submissions.line.stages import Bench
from submissions.plan import Job
from submissions.source import read_case
from submissions.upkeep.starter import starter_text
from submissions.validate import validate_case
from test_every_fault_at_once import AS_OF

LANGUAGES = ("en", "fr", "es", "ru")
FOR_EACH_PERSON = ("letters/authority-to-act", "letters/client-update")
"""A paper for each person, and so, before anybody is recorded, one sentence that asks for them."""
OPTIONAL = re.compile(r"^(?:# )+(?!yaml)", re.MULTILINE)


def started(folder: Path, language: str, *templates: str) -> str:
    text, findings = starter_text(Bench(), Setting(folder, AS_OF, folder / "output"), "mine", templates, language)
    assert findings == []
    assert text is not None
    return text


def told(folder: Path, text: str) -> list[Finding]:
    home = folder / "cases" / "mine"
    home.mkdir(parents=True, exist_ok=True)
    (home / "case.yaml").write_text(text, encoding="utf-8")
    source, findings = read_case(home, folder)
    assert source is not None, [str(one) for one in findings]
    _, more = validate_case(source, home, folder, catalogue().house.authorities, None, KNOWN)
    return [*findings, *more]


@pytest.mark.few(1)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_starter_tells_nothing_but_what_is_empty_with_all_that_is_optional_too(tmp_path: Path, language: str) -> None:
    every = [one for one in catalogue().templates.values() if language in one.languages]
    for template in every if language == "en" else every[:6]:
        text = started(tmp_path, language, template.id)
        empty = told(tmp_path, text)
        assert {one.code for one in empty} == {"E117"}, (template.id, [str(one) for one in empty])
        whole = told(tmp_path, OPTIONAL.sub("", text))
        assert {one.code for one in whole} == {"E117"}, (template.id, [str(one) for one in whole])
        assert len(whole) > len(empty)


def assert_drafted(folder: Path, language: str, template: Template) -> None:
    told(folder, started(folder, language, template.id))
    setting, audience = Setting(folder, AS_OF, folder / "output", draft=True), str(template.audiences[-1])
    what = ("mine", "cases/mine", None, template.id, language, audience, ("html",), Place("cases/mine/case.yaml"))
    made = make(Bench(), Job(*what, draft=True), setting)  # type: ignore[arg-type]
    assert [str(one) for one in made.findings if setting.stops(one)] == [], template.id
    ((_, page),) = made.files
    keys = {need.partition(".")[0] for need in map(str, template.needs)} - {"claims", "requests"}
    if template.id in FOR_EACH_PERSON:
        keys = {"people"}
    assert page.decode().count("case.yaml:") >= len(keys), template.id


@pytest.mark.parametrize(("template", "language"), [("un/cat-complaint", "fr"), ("un/upr-joint", "en")])
def test_a_fresh_starter_gives_a_draft_at_once_with_its_gaps_marked(
    tmp_path: Path, template: str, language: str
) -> None:
    assert_drafted(tmp_path, language, catalogue().templates[template])


@pytest.mark.proof
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fresh_starter_of_every_template_gives_a_draft_at_once(tmp_path: Path, language: str) -> None:
    for template in catalogue().templates.values():
        if language in template.languages:
            assert_drafted(tmp_path, language, template)


def test_every_key_that_a_template_needs_is_there_and_every_text_that_it_takes(tmp_path: Path) -> None:
    text = started(tmp_path, "en", "un/cat-complaint", "un/interim-measures")
    for name in ("summary", "facts", "exhaustion", "admissibility", "measures_requested", "imminence"):
        assert f"\n  {name}: |\n" in text
    for name in ("representation", "delay", "reparation", "translations"):
        assert f"\n#   {name}: |\n" in text
    assert text.count("  - template: ") == 2
    assert "\n  interim: |\n" in text
    assert "instrument: cat\n" in text
    assert "  - {scope: name-to-state, date: , form: }\n" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_a_template_has_a_word_of_guidance_in_each_language(language: str) -> None:
    guidance, findings = read_guidance([built_in_templates()], language)
    english, _ = read_guidance([built_in_templates()], "en")
    assert findings == []
    assert guidance.keys() == english.keys()
    needs = {str(need) for one in catalogue().templates.values() for need in one.needs}
    assert {need for need in needs if need.startswith("texts.")} <= guidance.keys()
    if language != "en":
        assert [key for key in guidance if guidance[key] == english[key]] == []


def test_the_command_writes_it_once_in_the_language_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    asked = ["new", "case", "mine", "-w", str(tmp_path), "--for", "un/cat-complaint", "--language", "fr"]
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 0, done.output
    assert "languages: [fr]" in (tmp_path / "cases" / "mine" / "case.yaml").read_text(encoding="utf-8")
    assert CliRunner().invoke(main, asked).exit_code == 2
    for wrong, said in (
        (["--for", "un/cat-complant"], "Did you mean 'un/cat-complaint'"),
        (["--for", "un/upr-joint", "--language", "ru"], "Choose among: en, fr, es"),
        (["--language", "fr"], "goes with --for"),
    ):
        refused = CliRunner().invoke(main, ["new", "case", "other", "-w", str(tmp_path), *wrong])
        assert refused.exit_code == 2
        assert said in refused.output
    assert not (tmp_path / "cases" / "other").exists()


def test_a_template_says_what_to_write_under_what_it_needs_and_takes(tmp_path: Path) -> None:
    shown = CliRunner().invoke(main, ["templates", "un/cat-complaint", "-w", str(tmp_path)]).output
    for name in ("exhaustion", "representation", "delay", "reparation", "translations"):
        assert re.search(rf"^  texts\.{name}\n {{6}}[A-Z]", shown, re.MULTILINE), shown


def test_the_page_on_templates_says_what_belongs_into_every_text() -> None:
    page = (ROOT / "docs" / "reference" / "templates.md").read_text(encoding="utf-8")
    guidance, _ = read_guidance([built_in_templates()], "en")
    texts = {key: said for key, said in guidance.items() if key.startswith(("texts.", "measures."))}
    assert {"texts.representation", "texts.delay", "texts.reparation", "texts.translations"} <= texts.keys()
    assert [key for key, said in texts.items() if f"| `{key}` | {said} |" not in page] == []


def test_an_office_says_it_in_its_own_words_key_by_key(tmp_path: Path) -> None:
    own = tmp_path / "templates"
    (own / "house").mkdir(parents=True)
    (own / "house" / "guidance.fr.yaml").write_text("texts.facts: Nos mots.\n", encoding="utf-8")
    guidance, _ = read_guidance([own, built_in_templates()], "fr")
    assert guidance["texts.facts"] == "Nos mots."
    assert guidance["texts.delay"].startswith("Pourquoi")
    assert read_guidance([built_in_templates()], "ar")[0] == read_guidance([built_in_templates()], "en")[0]
