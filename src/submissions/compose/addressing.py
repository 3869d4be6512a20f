"""How a letter addresses whom it goes to, and closes: by the form of address and the document's language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final, get_args

from submissions.case import FormOfAddress
from submissions.packaged import packaged_rows
from submissions.view import CaseView
from submissions.view.reader import Words

_LAST_SIGNS: Final = ",:!\N{ARABIC COMMA}"


@dataclass(frozen=True, slots=True)
class AddressView:
    """The words above and below a letter; "" where the tables know none in its language."""

    salutation: Words | str
    closing: str


def addressing_of(view: CaseView) -> Callable[[str], AddressView]:
    """Return the function that gives the words for an addressee of a form, where the submission names no other."""

    def addressing(otherwise: str) -> AddressView:
        submission = view.submission
        form = str(submission.form_of_address or otherwise)
        if form not in get_args(FormOfAddress):
            raise ValueError(f"there is no such form of address: '{form}'")
        salutation, closing = _forms().get((form, view.language), ("", ""))
        given = salutation if submission.salutation is None else submission.salutation
        said = str(given) if isinstance(given, str) else salutation
        return AddressView(given, closing.format(salutation=said.rstrip(_LAST_SIGNS)))

    return addressing


@cache
def _forms() -> dict[tuple[str, str], tuple[str, str]]:
    rows = packaged_rows("rules/forms_of_address.csv")
    return {(row["form"], row["language"]): (row["salutation"], row["closing"]) for row in rows}
