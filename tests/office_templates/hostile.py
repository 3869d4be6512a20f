"""A case whose values do all that a value may do to a file, and the words that they print."""

# ruff: noqa: E501 - a record of the case reads better on one line than cut up

from __future__ import annotations

import json
from typing import Final

TITLE: Final = "X & Y <w:p> v Bosnia ]]>"
SHORT: Final = "X v Bosnia"
OFFICE: Final = "Centre & <Redress> {{ 7*7 }}"
STREET, CITY = "1 Example Street {% if %}", "1200 Geneva &amp; Lancy"
ADDRESS: Final = f"{STREET}\n{CITY}"
STATE: Final = "Bosnia and Herzegovina"
FULL, PUBLIC = "Amina Kovacevic", "Ms X"
SECOND, SECOND_PUBLIC = "Samira Delic-O'Neill", "Ms Y"
COUNSEL: Final = "Jean-Luc D'Arc"
LONG: Final = "The file was asked for in writing, again and again, and nobody answered. " * 40
ACTS: Final = (
    ("arrest", "2020-05-03", "3 May 2020", "Officers take @one & her sister, 1 < 2 > 0 {% for x in y %}.", "Sarajevo"),
    ("release", "2020-06", "June 2020", "She is let go ]]> and goes home {{ x }} $5.", "Ilidža"),
    ("letter", "2021-01-02", "2 January 2021", LONG.strip(), "Mostar"),
    ("answer", "2022", "2022", "The word شكرا stands in the answer; #} and }} too.", "Geneva"),
)
"""Of each event its id, its date as typed and as printed, its text and its place."""
PAIRS: Final = (
    ("The Government {# of the day #}", ("Pay her & her family.", "Open >all< the files.")),
    ("The Parliament", ("Pass the law: {{ texts.law }}.",)),
)
"""Of each recommendation its addressee and what is asked."""
PAGES: Final = 12
"""Of the one annex."""
LAW: Final = "Article 14 of the Convention & General > Comment 3 apply."


def said(text: str, name: str = FULL) -> str:
    """Return the words that a text of the case prints."""
    return text.replace("@one", name)


FACTS: Final = (
    "On 3 May 2020 Amina Kovacevic was taken from her home.¹ She said “let me go” & w:t > 1.", "She asks for:", "the truth;",
    "redress, and care.", "The court found that it had happened.",
)  # fmt: skip
"""What the facts print; a raised figure is the mark of a note."""

_FACTS: Final = """\
On 3 May 2020 @one was taken from her home.[^a] She said "let me go" & w:t > 1.

She asks for:

- the truth;
- *redress*, and **care**.

> The court found that it had happened.

[^a]: Statement of 4 June 2020 & {{ more }}.
"""


def case_file(templates: tuple[str, ...], language: str = "en", audiences: tuple[str, ...] = ("filing",)) -> str:
    """Return a case file that asks for documents by some templates."""

    def told(text: str) -> dict[str, str]:
        return {language: text}

    consents = [
        {"scope": scope, "date": "2024-06-01", "form": "written"} for scope in ("submit", "name-to-state", "share")
    ]
    case = {
        "case": {"id": "hostile", "title": told(TITLE), "short_title": told(SHORT), "language": language},
        "state": "BA",
        "organisation": {"name": OFFICE, "address": ADDRESS, "website": "https://redress.example", "email": "o@redress.example"},
        "people": [
            {"id": "one", "role": "victim", "name": {"given": "Amina", "family": "Kovacevic"}, "pseudonym": PUBLIC,
             "gender": "woman", "protected": ["name"], "consent": consents},
            {"id": "two", "role": "complainant", "name": {"given": "Samira", "family": "Delic-O'Neill"}, "gender": "woman",
             "pseudonym": "Ms Y", "consent": consents},
            {"id": "counsel", "role": "counsel", "name": {"given": "Jean-Luc", "family": "D'Arc"}, "gender": "man",
             "pseudonym": "Mr Z", "represents": ["one", "two"], "position": told("advocate")},
        ],
        "events": [
            {"id": identity, "date": date, "text": told(text), "place": told(place), "annexes": ["paper"] if identity == "arrest" else []}
            for identity, date, _, text, place in ACTS
        ],
        "recommendations": [
            {"addressee": told(who), "measures": [told(one) for one in measures]} for who, measures in PAIRS
        ],
        "annexes": [{"id": "paper", "title": told("Judgment & <opinion>"), "date": "2021-03-04", "file": "annexes/judgment.pdf", "language": "bs"}],
        "texts": {"facts": told(_FACTS), "law": told(LAW)},
        "submissions": [
            {"template": f"office/{one}", "languages": [language], "audiences": list(audiences)} for one in templates
        ],
    }  # fmt: skip
    return json.dumps(case, ensure_ascii=False, indent=1)
