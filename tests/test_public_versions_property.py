"""Random cases: whatever is protected, however the prose mentions it, no public file holds it.

The public files are taken apart here with other tools than the audit's: the zip and XML modules of Python, pdftotext,
strings and exiftool where they are installed, and the bytes themselves.
"""

from __future__ import annotations

import datetime
import re
import shutil
import subprocess
import unicodedata
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from sampling import first_of
from submissions.line.outcome import Setting
from submissions.run.records import RunRequest
from submissions.run.runner import run

ALPHABETS = {
    "latin": "abcdefghijklmnoprstuvzčćđšžñéüøł",
    "mayan": "aeioubchjklmnpqrstwxy",
    "cyrillic": "абвгдежзиклмнопрстуфхцчшя",
    "arabic": "ابتثجحخدرزسشصطعغفقكلمنهوي",
}
ROLES = ("victim", "survivor", "complainant", "witness", "relative")
MENTIONS = (
    "The statement of @{id} was taken on that day.",
    "@{id} told the court so.",
    "They asked *@{id}* twice^[Statement of @{id}.].",
    "- the first of them was @{id}\n- the other was not heard",
    "[@{id} was held in {residence}]{{.redact kind=place}}.",
    "As @{id.full} states, nobody answered.",
    "| Who | What |\n|-----|------|\n| @{id} | was heard |",
    "> They brought @{id} back.",
)
TEMPLATE = """\
title: {en: A record}
purpose: {en: Prints what random cases hold.}
languages: [en]
audiences: [filing, public]
numbered: true
frame: filing
contents: false
needs: [texts.facts]
"""
BODY = """\
# People

{% for person in people %}
{{ person.name }}{% if person.born %}, born {{ person.born }}{% endif %}{% if person.residence %}, of {{ person.residence }}{% endif %}{% if person.email %}, {{ person.email }}{% endif %}.

{% endfor %}
# Facts

{{ texts.facts }}

{% for exhibit in annexes %}
{{ exhibit.anchor }}: {{ exhibit.title }}

{% endfor %}
"""  # noqa: E501


@st.composite
def words(draw: st.DrawFn, script: str, least: int = 5) -> str:
    letters = draw(st.lists(st.sampled_from(ALPHABETS[script]), min_size=least, max_size=10))
    if script == "mayan":
        letters.insert(len(letters) // 2, "'")
    word = "".join(letters)
    return word if script == "arabic" else word.capitalize()


@st.composite
def people(draw: st.DrawFn) -> dict[str, object]:
    script = draw(st.sampled_from(sorted(ALPHABETS)))
    return {
        "role": draw(st.sampled_from(ROLES)),
        "given": draw(words(script)),
        "family": draw(words(script, 6)),
        "residence": f"Q{draw(words('latin', 7)).lower()}",
        "born": f"19{draw(st.integers(40, 99))}-{draw(st.integers(1, 12)):02}-{draw(st.integers(1, 28)):02}",
        "default": draw(st.booleans()),
        "mentions": draw(st.lists(st.sampled_from(MENTIONS), min_size=1, max_size=4)),
    }


def case_text(everybody: list[dict[str, object]]) -> str:
    """Return a case file with these people, each of whom is protected wholly, by word or by role."""
    lines = [
        "case: {id: random, title: A case, short_title: A case, language: en}",
        "state: GTM",
        "organisation: {name: An office, address: Somewhere}",
        "people:",
    ]
    for number, one in enumerate(everybody):
        lines += [
            f"  - id: p{number}",
            f"    role: {one['role']}",
            f'    name: {{given: "{one["given"]}", family: "{one["family"]}"}}',
            f"    pseudonym: Person {number + 1}",
            f"    born: {one['born']}",
            f"    residence: {one['residence']}",
            f"    email: q{number}.{one['residence']}@mail.example",
            "    consent:",
            *(
                f"      - {{scope: {scope}, date: 2020-01-01, form: written}}"
                for scope in ("submit", "name-to-state", "name-in-public", "share", "contact")
            ),
        ]
        if not one["default"]:
            lines.append("    protected: [name, born, residence, contact]")
    facts = "\n\n".join(
        mention.replace("{id.full}", f"p{number}.full").format(id=f"p{number}", residence=one["residence"])
        for number, one in enumerate(everybody)
        for mention in one["mentions"]  # type: ignore[attr-defined]
    )
    lines += ["texts:", "  facts: |", *(f"    {line}" for line in facts.split("\n"))]
    lines += [
        "submissions:",
        "  - {template: test/record, languages: [en], audiences: [filing, public], date: 2021-05-03}",
    ]
    return "\n".join(lines) + "\n"


def build(folder: Path, text: str) -> Path:
    """Build both versions of a case; return the output folder."""
    template = folder / "templates" / "test" / "record"
    template.mkdir(parents=True)
    (template / "template.yaml").write_text(TEMPLATE, "utf-8")
    (template / "en.md").write_text(BODY, "utf-8")
    case = folder / "cases" / "random"
    case.mkdir(parents=True)
    (case / "case.yaml").write_text(text, "utf-8")
    setting = Setting(folder, datetime.date(2021, 5, 3), folder / "output")
    result = run(RunRequest(setting, ("cases/random",)))
    assert [str(finding) for finding in result.findings if finding.is_error] == [], text
    return folder / "output" / "random"


def taken_apart(path: Path) -> str:
    """Return every text of a file that simple tools find."""
    content = path.read_bytes()
    texts = [path.name, content.decode("latin-1"), content.decode("utf-16-be", "ignore")]
    if path.suffix == ".docx":
        for name, part in parts(content):
            raw = part.decode("utf-8", "ignore")
            texts += [name, raw, re.sub(r"<[^>]+>", "", raw)]
    else:
        texts.append(content.decode("utf-8", "ignore"))
    commands = [["strings", "-n", "3", "-e", "S"], ["exiftool"]] + ([["pdftotext"]] if path.suffix == ".pdf" else [])
    for command in commands:
        if shutil.which(command[0]):
            arguments = [*command, str(path)] + (["-"] if command[0] == "pdftotext" else [])
            texts.append(subprocess.run(arguments, capture_output=True, check=True).stdout.decode("utf-8", "ignore"))
    return "\n".join(texts)


def parts(content: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return [(name, package.read(name)) for name in package.namelist()]


def plain(text: str) -> str:
    """Return a text without marks, spaces and case, with one kind of apostrophe."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return re.sub(r"[\s\u00ad\u200b-\u200f]+", "", bare).replace("’", "'").replace("&apos;", "'").casefold()


def distinct(everybody: list[dict[str, object]]) -> bool:
    """Tell whether no name is part of another or of the template's own words."""
    names = [plain(str(one[key])) for one in everybody for key in ("given", "family", "residence")]
    return all(a not in b for i, a in enumerate(names) for j, b in enumerate(names) if i != j)


@pytest.mark.parametrize("number", first_of(range(3)))
def test_no_public_file_of_a_random_case_holds_what_is_protected(
    number: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    @seed(number)
    @settings(
        max_examples=3,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(people(), min_size=1, max_size=5).filter(distinct))
    def hold(everybody: list[dict[str, object]]) -> None:
        output = build(tmp_path_factory.mktemp("random"), case_text(everybody))
        public = {path: plain(taken_apart(path)) for path in (output / "public").iterdir()}
        assert {path.suffix for path in public} == {".docx", ".pdf", ".json"}
        filing = plain(taken_apart(output / "filing" / "test-record.en.docx"))
        for one in everybody:
            for key in ("given", "family", "residence", "born"):
                word = plain(str(one[key]))
                assert [path.name for path, text in public.items() if word in text] == []
                assert key == "born" or word in filing, "the filing version names everybody"

    hold()
