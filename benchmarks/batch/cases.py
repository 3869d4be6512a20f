"""Write a workspace of many cases, each with its own people, dates and words, of which nothing is a copy.

A case has a brief for two audiences. The more sections it is given, the longer its documents become.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Final

from submissions.packaged import built_in_templates

_GIVEN: Final = ("Amina", "Lejla", "Mariam", "Rosa", "Thandi", "Yara", "Ines", "Nadia", "Oksana", "Selam")
_FAMILY: Final = ("Hodzak", "Okonjo", "Tzunun", "Berisha", "Calel", "Haddadin", "Mbeki", "Novik", "Petrosian", "Saleh")
_WORDS: Final = (
    "authorities", "complaint", "court", "custody", "decision", "detention", "doctor", "evidence", "family", "file",
    "hearing", "hospital", "inquiry", "investigation", "judge", "lawyer", "letter", "officers", "police", "prosecutor",
    "questions", "record", "register", "release", "report", "request", "statement", "station", "testimony", "witness",
)  # fmt: skip
_JOINTS: Final = ("and then", "after which", "although", "because", "while", "until", "before", "where")
_STATES: Final = ("BIH", "GTM", "DZA", "KEN", "PER", "NPL", "UKR", "GEO")

SHARED: Final = "advocacy/brief"
OWN: Final = "ours/brief"
"""A template of the office's own, the same as the shared one to begin with."""
OWN_EVERY: Final = 20
"""So many cases have one that takes the office's own template."""

_CASE: Final = """\
case:
  id: {id}
  title: X against the State, file {id}
  short_title: File {id}
  language: en
state: {state}
organisation:
  name: Centre for Redress
  address: "12 Long Street, 1204 Geneva"
  email: office@centre.example
people:
  - id: r
    role: survivor
    name: {{given: {given}, family: {family}}}
    pseudonym: Ms X
    gender: woman
    protected: [name, residence, family, image]
    consent:
      - {{scope: submit, date: 2025-03-14, form: written}}
      - {{scope: share, date: 2025-03-14, form: written}}
events:
{events}
authorities:
  - id: gc3
    type: un-document
    author: Committee against Torture
    title: "General Comment No 3 (2012): Implementation of article 14 by States parties"
    short: General Comment No 3
    date: 2012-12-13
    symbol: CAT/C/GC/3
{annexes}recommendations:
  - addressee: To the Government
    measures:
      - Pay @r full compensation within six months.
      - Open an independent investigation into what happened to her.
texts:
  standfirst: A survivor of torture has waited for redress for {years} years.
  ask: |
    We ask the Government to pay @r full compensation within six months.
  facts: {{file: facts.md}}
  law: |
    Under article 14 of the Convention against Torture every victim has an enforceable right to fair and adequate
    compensation, including the means for as full rehabilitation as possible.[@gc3, para 2]
submissions:
  - template: {template}
    languages: [en]
    audiences: [filing]
    formats: [{formats}]
{exhibits}  - template: {template}
    languages: [en]
    audiences: [public]
    formats: [{formats}]
"""
_ANNEXES: Final = """\
annexes:
  - id: judgment
    title: Judgment of the District Court
    file: annexes/judgment.txt
    date: 2021-06-29
"""


def write_workspace(folder: Path, cases: int, formats: str, sections: tuple[int, int], annex: int = 0) -> None:
    """Write cases into a folder; each has a number of sections of prose between two bounds.

    `formats` are as the case file has them, "docx, pdf"; `annex` is the size in bytes of an exhibit, 0 for none.
    """
    shutil.copytree(built_in_templates() / SHARED, folder / "templates" / OWN)
    for number in range(cases):
        write_case(folder, number, formats, sections, annex)


def write_case(folder: Path, number: int, formats: str, sections: tuple[int, int], annex: int = 0) -> None:
    """Write one case, the same for the same number."""
    chance = random.Random(number)  # noqa: S311 - the same words each time, no secret
    home = folder / "cases" / f"case-{number:04}"
    (home / "annexes").mkdir(parents=True)
    years = chance.randint(2, 12)
    values = {
        "id": home.name,
        "given": chance.choice(_GIVEN),
        "family": chance.choice(_FAMILY),
        "state": chance.choice(_STATES),
        "years": years,
        "events": _events(chance, 2026 - years),
        "formats": formats,
        "template": OWN if number % OWN_EVERY == 0 else SHARED,
        "annexes": _ANNEXES if annex else "",
        "exhibits": "    exhibits: true\n" if annex else "",
    }
    (home / "case.yaml").write_text(_CASE.format(**values), encoding="utf-8")
    (home / "facts.md").write_text(_facts(chance, chance.randint(*sections)), encoding="utf-8")
    if annex:
        (home / "annexes" / "judgment.txt").write_text(_letters(chance, annex), encoding="utf-8")


def _events(chance: random.Random, year: int) -> str:
    rows = (
        f"  - id: event-{number}\n    date: {year}-{number + 1:02}-{chance.randint(1, 28):02}\n"
        f'    text: "{_sentence(chance)}"\n    key: true'
        for number in range(chance.randint(3, 6))
    )
    return "\n".join(rows)


def _facts(chance: random.Random, sections: int) -> str:
    """Return prose with headings: each section has three paragraphs, and a note."""
    parts = []
    for _ in range(sections):
        parts.append(f"## The {chance.choice(_WORDS)} and the {chance.choice(_WORDS)}")
        parts += [" ".join(_sentence(chance) for _ in range(6)) for _ in range(2)]
        parts.append(f"{_sentence(chance)}[@gc3, para {chance.randint(1, 40)}]")
    return "\n\n".join(parts) + "\n"


def _sentence(chance: random.Random) -> str:
    first, second, third, fourth = chance.sample(_WORDS, 4)
    day = f"{chance.randint(1, 28)} March {chance.randint(2014, 2022)}"
    return f"On {day} the {first} came to the {second}, {chance.choice(_JOINTS)} the {third} left the {fourth}."


def _letters(chance: random.Random, size: int) -> str:
    text = ""
    while len(text) < size:
        text += _sentence(chance) + "\n"
    return text[:size]
