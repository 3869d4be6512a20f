"""Templates and house files: found, read, refused with a place, and replaced one by one by a workspace's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from submissions.catalogue import LABELS, Catalogue, built_in_templates, read_catalogue, template_folders
from submissions.findings import Finding

GOOD = """\
title: {en: A test}
purpose: {en: To test}
languages: [en]
audiences: [filing]
numbered: true
frame: filing
contents: false
needs: [texts.facts]
"""


def read(folder: Path, text: str = GOOD, body: str | None = "# Facts\n") -> tuple[Catalogue, list[Finding]]:
    own = folder / "templates" / "test" / "one"
    own.mkdir(parents=True, exist_ok=True)
    (own / "template.yaml").write_text(text, encoding="utf-8")
    if body is not None:
        (own / "en.md").write_text(body, encoding="utf-8")
    return read_catalogue([folder / "templates", built_in_templates()])


def shown(findings: list[Finding]) -> list[str]:
    return [f"{finding.place}: {finding.code}: {finding.message}" for finding in findings]


def test_the_built_in_templates_and_house_are_without_fault() -> None:
    catalogue, findings = read_catalogue([built_in_templates()])
    assert shown(findings) == []
    assert {"advocacy/brief", "parliament/briefing", "un/cat-complaint"} <= set(catalogue.templates)
    assert {"en", "fr", "ar"} <= set(catalogue.house.labels)
    assert set(catalogue.house.labels) == set(catalogue.house.citations)
    assert {"page.html", "page.css"} <= set(catalogue.house.files)


def test_every_house_authority_has_every_language_of_the_house() -> None:
    house = read_catalogue([built_in_templates()])[0].house
    assert len(house.authorities) >= 13
    for authority in house.authorities.values():
        assert {"en", "fr", "es", "ar"} <= set(authority.title), authority.id
        assert authority.short is None or {"en", "fr", "es", "ar"} <= set(authority.short), authority.id


def test_a_workspaces_own_template_is_found_before_the_built_in_ones(tmp_path: Path) -> None:
    catalogue, findings = read(tmp_path)
    assert shown(findings) == []
    template = catalogue.templates["test/one"]
    assert (template.numbered, template.frame, template.needs, str(template.bodies["en"])) == (
        True,
        "filing",
        ("texts.facts",),
        "# Facts\n",
    )
    assert "un/cat-complaint" in catalogue.templates


def test_a_workspace_replaces_single_house_files(tmp_path: Path) -> None:
    house = tmp_path / "templates" / "house"
    house.mkdir(parents=True)
    built_in = (built_in_templates() / "house" / "labels.en.yaml").read_text(encoding="utf-8")
    (house / "labels.en.yaml").write_text(built_in.replace("Contents", "Table of contents"), encoding="utf-8")
    catalogue, findings = read(tmp_path)
    assert shown(findings) == []
    assert catalogue.house.labels["en"]["contents"] == "Table of contents"
    assert catalogue.house.labels["fr"]["contents"] == "Table des matières"


@pytest.mark.few(2)
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("title:", "titel:"), "1:1: E203: the key 'titel' is unknown"),
        (("numbered: true", "numbered: yes"), "5:1: E204: 'numbered' is not one of true, false: 'yes'"),
        (("[filing]", "[public, press]"), "4:21: E204: there is no such audience: 'press'"),
        (
            ("frame: filing", "frame: letterhead"),
            "6:1: E204: 'frame' is not one of filing, brief, letter, memorandum, parliamentary: 'letterhead'",
        ),
        (("languages: [en]", "languages: [en, fr]"), "3:17: E205: the body is missing: 'templates/test/one/fr.md'"),
        (("languages: [en]", "languages: en"), "3:1: E204: 'languages' must be a list of texts"),
        (("title: {en: A test}", "title: A test"), "1:1: E204: 'title' must give its text by language"),
        (("contents: false", "words_max: many\ncontents: false"), "7:1: E204: 'words_max' must be a whole number"),
    ],
)
def test_faults_of_template_yaml_are_found_at_their_place(
    change: tuple[str, str], expected: str, tmp_path: Path
) -> None:
    _, findings = read(tmp_path, GOOD.replace(*change))
    assert f"templates/test/one/template.yaml:{expected}" in shown(findings)
    assert all(finding.help for finding in findings)


def test_a_template_that_is_not_yaml_is_a_finding_and_no_template(tmp_path: Path) -> None:
    catalogue, findings = read(tmp_path, "title: [")
    assert "test/one" not in catalogue.templates
    assert findings


@pytest.mark.few(2)
@pytest.mark.parametrize(
    ("name", "change", "code"),
    [
        ("labels.en.yaml", ("page_of: Page {page} of {pages}", "page_of: Page {page}"), "E204"),
        ("labels.en.yaml", ("contents: Contents\n", ""), "E206"),
        ("labels.en.yaml", ("contents:", "content:"), "E203"),
        ("citations.en.yaml", ("  book:", "  buch:"), "E204"),
        ("citations.en.yaml", ('end: "."\n', ""), "E204"),
        ("authorities.yaml", ("type: treaty", "type: treatise"), "E230"),
        ("authorities.yaml", ("- id: cat", "- id: crc"), "E230"),
    ],
)
def test_faults_of_house_files_are_found(name: str, change: tuple[str, str], code: str, tmp_path: Path) -> None:
    house = tmp_path / "templates" / "house"
    house.mkdir(parents=True)
    text = (built_in_templates() / "house" / name).read_text(encoding="utf-8")
    assert change[0] in text
    (house / name).write_text(text.replace(*change, 1), encoding="utf-8")
    findings = read(tmp_path)[1]
    assert code in [finding.code for finding in findings]
    assert all(finding.place.file == f"templates/house/{name}" and finding.place.line for finding in findings)


def test_every_label_is_explained() -> None:
    page = (Path(__file__).parents[1] / "docs" / "reference" / "templates.md").read_text(encoding="utf-8")
    assert [label for label in LABELS if f"`{label}`" not in page] == []


def test_a_workspace_without_templates_has_the_built_in_ones_only(tmp_path: Path) -> None:
    assert template_folders(tmp_path) == (built_in_templates(),)
