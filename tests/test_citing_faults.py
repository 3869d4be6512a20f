"""A citation that cannot be put into words, and a template that does not fit the document, are findings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from composing import catalogue, look, made, template
from submissions.compose import authorities_of, compose
from submissions.transforms import transform

CITED = "The court said so. [@one, 3]\n"
ONE = "  - {id: one, type: decision, title: A v B, body: %s, communication: 1/2001, date: 2001-02-03, symbol: X/1}\n"


def test_a_field_that_an_authority_gives_in_another_language_only_is_named(tmp_path: Path) -> None:
    more = "  - {id: placeholder, type: book, title: On law, author: Jane Example, publisher: Press, date: 2011}\n"
    come = made(tmp_path, CITED, case=more + ONE % "{fr: Comité contre la torture}")
    assert come.codes == ["E345"]
    assert "'one' has no 'body'" in come.findings[0].message
    assert come.findings[0].place.line == 1


def test_a_citation_style_without_a_pattern_is_reported(tmp_path: Path) -> None:
    view, house = look(tmp_path, case=ONE % "Committee against Torture"), catalogue().house
    draft, findings = compose(view, template(CITED), house)
    assert findings == []
    assert draft is not None
    style = replace(house.citations["en"], full={}, later={}, same={})
    _, findings = transform(draft, authorities_of(view, house), style, house.labels["en"], "en")
    assert [finding.code for finding in findings] == ["E346"]
    assert "'decision'" in findings[0].message


def test_a_template_is_not_printed_for_an_audience_or_in_a_language_that_it_is_not_made_for(tmp_path: Path) -> None:
    view, house = look(tmp_path, audience="public"), catalogue().house
    _, findings = compose(view, template("Words.\n", audiences=("filing",)), house)
    assert [finding.code for finding in findings] == ["E231"]
    _, findings = compose(view, template("Words.\n", language="fr"), house)
    assert [finding.code for finding in findings] == ["E231"]
