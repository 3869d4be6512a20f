"""A State's standing under the treaties: what is known with its date and source, what is not known said as such."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from composing import look, made
from house import ROOT
from submissions.compose.treaties import AcceptedView, TreatyView, treaties_of
from submissions.document import Note, Paragraph, Table, plain, walk
from submissions.rules.treaties import acceptance_of, instruments
from submissions.values import Day, PartialDate, Text
from submissions.view import CaseView, StateView

CLAIM = "claims: [{id: redress, instrument: cat, articles: ['14'], title: Redress, argument: Argument.}]\n"


def on(view: CaseView, year: int, state: str = "") -> dict[str, TreatyView]:
    """Return the treaties by their English names, for a document of another year, of another State."""
    assert isinstance(view.state, StateView)
    named = replace(view.state, code=Text(state or str(view.state.code)))
    changed = replace(view, date=PartialDate("day", Day(year, 1, 1)), state=named)
    return {treaty.name.split(" against ")[0]: treaty for treaty in treaties_of(changed)}


def table_of_the_page() -> str:
    page = (ROOT / "docs/reference/templates.md").read_text("utf-8")
    found = re.search(r"```\n(\| Treaty \|.*?)```", page, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_table_of_the_reference_page_prints_marks_dates_and_sources(tmp_path: Path) -> None:
    document = made(tmp_path, f"Words.\n\n{table_of_the_page()}", CLAIM).tree
    [table] = [node for node in walk(document.blocks) if isinstance(node, Table)]
    cells = [
        plain(block.inlines) for cell in table.body[0].cells for block in cell.blocks if isinstance(block, Paragraph)
    ]
    assert [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in cells] == [
        "Convention against Torture",
        "✓ 1 September 1993",
        "✓ 4 June 2003",
    ]
    notes = [node for node in walk((table,)) if isinstance(node, Note)]
    assert "CAT/C/67/D/854/2017" in str(notes[1])
    assert len(table.body) == 1


def test_what_is_not_known_is_never_said_to_be_refused(tmp_path: Path) -> None:
    view = look(tmp_path)
    unknown = 0
    for state in ("BIH", "DZA", "USA", "SSD", "KIR"):
        for treaty in on(view, 2026, state).values():
            for accepted in (treaty.party, treaty.complaints):
                if accepted is None or accepted.date is not None:
                    continue
                unknown += 1
                assert accepted.mark == "?"
                assert "verify" in accepted.unknown
    assert unknown > 10


@pytest.mark.parametrize(("year", "mark"), [(1990, "–"), (2002, "–"), (2004, "✓"), (2026, "✓")])
def test_a_mark_is_that_of_the_day_of_the_document(tmp_path: Path, year: int, mark: str) -> None:
    complaints = on(look(tmp_path), year)["Convention"].complaints
    assert complaints is not None
    assert complaints.mark == mark


def test_every_date_is_that_of_the_tables_of_the_rules(tmp_path: Path) -> None:
    known = {one.name("en"): one.id for one in instruments().values()}

    def holds(accepted: AcceptedView) -> bool:
        found = acceptance_of(known[accepted.name], "DZA")
        return (accepted.date and accepted.date.first) == (
            found.date.first if found and found.is_verified and found.has_day else None
        )

    treaties = on(look(tmp_path), 2026, "DZA").values()
    assert len(treaties) == len([one for one in instruments().values() if one.kind == "convention"])
    assert all(holds(treaty.party) for treaty in treaties)
    assert all(holds(treaty.complaints) for treaty in treaties if treaty.complaints)


def test_a_withdrawal_ends_the_mark(tmp_path: Path) -> None:
    left = [
        (one.id, state)
        for one in instruments().values()
        for state in ("JAM", "TTO", "GUY", "PRK")
        if (found := acceptance_of(one.id, state)) is not None and found.ended is not None
    ]
    assert left
    names = {one.id: one.name("en") for one in instruments().values()}
    for identity, state in left:
        accepted = [
            one
            for treaty in on(look(tmp_path), 2026, state).values()
            for one in (treaty.party, treaty.complaints)
            if one is not None and one.name == names[identity]
        ]
        assert [one.mark for one in accepted] == ["–"]


def test_invoked_are_the_treaties_on_which_claims_rest(tmp_path: Path) -> None:
    view = look(tmp_path, CLAIM)
    assert [treaty.party.short for treaty in treaties_of(view) if treaty.invoked] == ["Convention against Torture"]
    assert not [treaty for treaty in treaties_of(replace(view, claims=())) if treaty.invoked]
