"""The example case of Sahli v Algeria: what a lawyer would check before signing it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from submissions.case import Authority, Case, Submission, Treaty
from submissions.source import read_case
from submissions.validate import validate_case
from submissions.values import Localised

WORKSPACE: Final = Path(__file__).resolve().parents[1]
FOLDER: Final = WORKSPACE / "cases" / "sahli-v-algeria"
CITED: Final = re.compile(r"\[[^\[\]@]*@[^\]]*\]")
AUTHORITY: Final = re.compile(r"@([a-z0-9-]+)")


@pytest.fixture(scope="module")
def case() -> Case:
    """Return the case, which must have no fault."""
    source, findings = read_case(FOLDER, WORKSPACE)
    assert source is not None, findings
    case, more = validate_case(source, FOLDER, WORKSPACE)
    assert (findings, more) == ([], [])
    assert case is not None
    return case


def submission(case: Case, template: str) -> Submission:
    """Return the one submission that a template makes."""
    (found,) = (one for one in case.submissions if one.template == template)
    return found


def made(authority: Authority) -> str:
    """Return the day on which an authority was made, or "" where it has none."""
    date = authority.adopted if isinstance(authority, Treaty) else authority.date
    return "" if date is None else str(date.first)


def citations(text: str) -> list[str]:
    """Return the ids of the authorities that a text cites, in order."""
    return [name for group in CITED.findall(text) for name in AUTHORITY.findall(group)]


def complaint_texts(case: Case) -> list[str]:
    """Return every French text that the complaint prints."""
    texts = [*case.texts.values(), *(claim.argument for claim in case.claims)]
    if case.measures.protection is not None:
        texts.append(case.measures.protection)
    return [str(text) for localised in texts for text in localised.values()]


def test_the_complaint_cites_nothing_later_than_its_own_date(case: Case) -> None:
    signed = submission(case, "un/cat-complaint").date
    assert signed is not None
    dates = {str(authority.id): made(authority) for authority in case.authorities}
    cited = [name for text in complaint_texts(case) for name in citations(text)]
    assert len(cited) >= 40
    assert [name for name in cited if dates[name] > str(signed.first)] == []


def test_the_chronology_stands_in_order_of_date(case: Case) -> None:
    days = [str(event.date.first) for event in case.events]
    assert len(days) >= 12
    assert days == sorted(days)


def test_the_brief_cites_the_same_authorities_in_both_languages(case: Case) -> None:
    for name, text in submission(case, "advocacy/brief").texts.items():
        assert citations(text["fr"]) == citations(text["ar"]), name


def test_every_text_of_the_brief_is_in_both_languages(case: Case) -> None:
    brief = submission(case, "advocacy/brief")
    recommendations = brief.recommendations or ()
    texts: list[Localised] = [*brief.texts.values(), *(one.addressee for one in recommendations)]
    texts += [measure for one in recommendations for measure in one.measures]
    texts += [event.text for event in case.events]
    texts += [case.case.title, case.case.short_title, case.organisation.name]
    assert [text.place for text in texts if set(text) != {"fr", "ar"}] == []


def test_the_public_texts_never_write_the_withdrawn_complainants_name(case: Case) -> None:
    (brother,) = (person for person in case.people if person.id == "frere")
    assert brother.protected == ("name",)
    public = [path for folder in ("brief", "briefing") for path in (FOLDER / folder).glob("*.md")]
    assert public
    for path in public:
        words = path.read_text(encoding="utf-8").replace("@frere", "")
        assert "Sahraoui" not in words, path.name
        assert "صحراوي" not in words, path.name
