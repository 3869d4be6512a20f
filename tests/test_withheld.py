"""Withheld passages: the public reads one fixed wording, numbers stay, and nothing of the words is left in any file."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from PIL import Image

from composing import catalogue, made, read
from submissions.catalogue import House
from submissions.document import Document, Note, Picture, Table, Withheld, plain, walk
from trees import inline_text, tree_text

HIDDEN = "Quicksilver"
KINDS = ("name", "place", "date", "age", "occupation", "family", "health", "document", "other")

# Every place in which an author may withhold something; the secret word stands in each.
FORMS = {
    "words": "# A\n\nIn [Quicksilver]{.redact kind=place} she lived.",
    "words with emphasis and a link": "# A\n\nSee [*Quicksilver* [here](https://quicksilver.example)]{.redact}.",
    "words in another language": "# A\n\nThe [Quicksilver]{.redact lang=la} rule.",
    "a paragraph": "# A\n\nQuicksilver is where she lived. {#p .redact kind=place}\n\nSee [](#p).",
    "a heading": "# Quicksilver {#h .redact kind=place}\n\nWords, see section [](#h).",
    "a quotation": "# A\n\n> Quicksilver, he said. {.redact}\n\nWords.",
    "a list item": "# A\n\n1. One.\n2. Quicksilver. {#i .redact}\n\nSee [](#i).",
    "a bullet": "# A\n\n- One.\n- Quicksilver. {.redact kind=name}\n\nWords.",
    "a whole list": "# A\n\n{.redact}\n- One Quicksilver.\n- Two.\n\nWords.",
    "a lettered list": "# A\n\n{.redact}\n1. One Quicksilver.\n2. Two.\n\nWords.",
    "a numbered list": "# A\n\n{.decimal .redact}\n1. One Quicksilver.\n2. Two.\n\nWords.",
    "letters within bullets": "# A\n\n{.redact}\n- One Quicksilver.\n\n  1. Two.\n  2. Three.\n\nWords.",
    "a cell": "# A\n\nWords.\n\n| a | b |\n|---|---|\n| 1 | Quicksilver {.redact kind=date} |",
    "a row": "# A\n\nWords.\n\n| a | b |\n|---|---|\n| 1 | Quicksilver {.redact-row kind=date} |\n| 3 | 4 |",
    "a whole table": "# A\n\nSee [](#t).\n\nTable: Quicksilver years {#t .redact}\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "a caption": "# A\n\nWords.\n\nTable: In [Quicksilver]{.redact}\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "a note": "# A\n\nWords^[Quicksilver, of course.]{#n .redact kind=place} and more, see [](#n).",
    "a note elsewhere": "# A\n\nWords[^k]{.redact} and more.\n\n[^k]: Quicksilver.",
    "a paragraph of a note": "# A\n\nWords[^k] and more.\n\n[^k]: Quicksilver. {.redact}",
    "words of a note": "# A\n\nWords^[By [Quicksilver]{.redact kind=name}.] and more.",
    "a container": "# A\n\n::: redact kind=health\nOne Quicksilver.\n\n## Quicksilver\n\nTwo.\n:::\n\nThree.",
    "a container with an id": "# A\n\n::: redact\nOne. {#quicksilver}\n:::\n\nSee [](#quicksilver).",
    "a name in the passage": "# A\n\n[@a lived in Quicksilver]{.redact}.",
}  # fmt: skip
PICTURES = {
    "an image": '# A\n\nWords.\n\n![Quicksilver](annexes/x.png "In Quicksilver"){#f .redact}\n\nSee [](#f).',
    "an image without a caption": "# A\n\nWords.\n\n![Quicksilver](annexes/x.png){.redact kind=document}",
    "an image in a container": "# A\n\n::: redact\nWords.\n\n![Quicksilver](annexes/x.png)\n:::",
    "its caption": '# A\n\nWords.\n\n![A yard](annexes/x.png "In [Quicksilver]{.redact}")',
    "its alternative text": "# A\n\nWords.\n\n![A yard in [Quicksilver]{.redact}](annexes/x.png)",
}
IMAGE = "images: [{file: annexes/x.png, released_by: The office, date: 2019-01-01}]\n"


def strings(value: object) -> Iterator[str]:
    """Yield every string inside a value, ids and attributes too, but not the places that findings use."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for inner in value:
            yield from strings(inner)
    elif is_dataclass(value):
        for item in fields(value):
            if item.name != "place":
                yield from strings(getattr(value, item.name))


def picture(folder: Path) -> None:
    home = folder / "cases" / "example" / "annexes"
    home.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (30, 20), "white").save(home / "x.png")


def numbers(document: Document) -> list[tuple[str, object]]:
    """Return every number of a document in reading order."""
    found: list[tuple[str, object]] = []
    for node in walk(document.blocks):
        for kind in ("number", "label", "marker"):
            value = getattr(node, kind, 0)
            if value and value != "•":
                found.append((kind, value))
    return found


@pytest.mark.parametrize("body", FORMS.values(), ids=FORMS)
def test_nothing_of_a_withheld_passage_is_in_the_public_tree_and_all_of_it_in_the_filing(
    body: str, tmp_path: Path
) -> None:
    public, filing = made(tmp_path, body, audience="public"), made(tmp_path, body)
    assert (public.codes, filing.codes) == ([], [])
    assert not [text for text in strings(public.tree) if HIDDEN.casefold() in text.casefold()]
    assert any(HIDDEN.casefold() in text.casefold() for text in strings(filing.tree)) or "#quicksilver" in body
    assert any(isinstance(node, Withheld) for node in walk(public.tree.blocks))
    assert not any(isinstance(node, Withheld) for node in walk(filing.tree.blocks))
    assert numbers(public.tree) == numbers(filing.tree)


@pytest.mark.parametrize("body", PICTURES.values(), ids=PICTURES)
def test_a_withheld_image_does_not_go_along_and_its_number_stays(body: str, tmp_path: Path) -> None:
    picture(tmp_path)
    public, filing = (made(tmp_path, body, case=IMAGE, audience=audience) for audience in ("public", "filing"))
    assert (public.codes, filing.codes) == ([], [])
    assert not [text for text in strings(public.tree) if HIDDEN in text]
    shown = any(isinstance(node, Picture) for node in walk(public.tree.blocks))
    assert len(public.tree.resources) == shown
    assert len(filing.tree.resources) == 1
    assert [one for one in numbers(public.tree) if one[0] == "label"] == [
        one for one in numbers(filing.tree) if one[0] == "label"
    ]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_public_reads_what_kind_of_thing_is_withheld_in_its_language(
    kind: str, language: str, tmp_path: Path
) -> None:
    labels = catalogue().house.labels[language]
    tree = made(tmp_path, f"# A\n\n[x]{{.redact kind={kind}}}", audience="public", language=language).tree
    (node,) = (node for node in walk(tree.blocks) if isinstance(node, Withheld))
    assert node.text == labels[f"withheld_{kind}"]
    assert (node.text[0], node.text[-1]) == ("[", "]")
    assert len({labels[f"withheld_{one}"] for one in KINDS}) == len(KINDS)


@pytest.mark.parametrize(
    "text",
    ["[x]{.redact kind=plce}", "x {.redact kind=plce}", "::: redact kind=plce\nx\n:::", "x^[y]{.redact kind=plce}."],
)
@pytest.mark.parametrize("withheld", ["", "[withheld]"])
def test_an_unknown_kind_is_e360_for_every_audience_and_names_the_nearest(text: str, withheld: str) -> None:
    _, findings = read(text, withheld=withheld)
    assert [(finding.code, finding.help) for finding in findings] == [("E360", "write 'place'")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x {kind=place}", "E317"),
        ("[x]{kind=place}", "E317"),
        ("::: redact place\nx\n:::", "E318"),
        ("::: redact {#id}\nx\n:::", "E318"),
        ("::: redact\n:::", "E322"),
        ("- a\n\n  ::: redact\n  x\n  :::", "E318"),
        ("x {.redacted}", "E317"),
        ("x {.redact-row}", "E317"),
    ],
)
def test_what_does_not_withhold_is_a_finding(text: str, code: str) -> None:
    assert code in [finding.code for finding in read(text, withheld="[withheld]")[1]]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Words.^[note]{.redact}", ["W369"]),
        ("Words.[^k]{.redact}\n\n[^k]: note", ["W369"]),
        ("Words.^[note]{.redact} {#p}", []),
        ("Words.^[note] {.redact}", []),
        ("Words.^[[note]{.redact}]", []),
        ("Words^[note]{.redact}.", []),
    ],
)
def test_a_note_withheld_at_the_end_of_an_open_paragraph_is_w369(text: str, codes: list[str]) -> None:
    assert [finding.code for finding in read(text)[1]] == codes


def test_notes_in_a_withheld_passage_keep_their_marks_and_numbers(tmp_path: Path) -> None:
    body = "# A\n\nOne^[first]. [Two^[second] and three [@osman, para 3]]{.redact}. Four^[fourth]{#n}, see [](#n)."
    tree = made(tmp_path, body, audience="public").tree
    notes = [node for node in walk(tree.blocks) if isinstance(node, Note)]
    assert [(note.number, plain(note.blocks[0].inlines)) for note in notes] == [  # type: ignore[union-attr]
        (1, "first"),
        (2, "[withheld]"),
        (3, "[withheld]"),
        (4, "fourth"),
    ]
    assert "see <note 4 -> note-4>" in tree_text(tree)


def test_no_citation_points_at_a_note_whose_full_citation_is_withheld(tmp_path: Path) -> None:
    body = "# A\n\nOne [@sahli]. {.redact}\n\nTwo [@sahli, para 2]. Three [@sahli, para 3]."

    def notes(audience: str) -> list[str]:
        nodes = walk(made(tmp_path, body, audience=audience).tree.blocks)
        return [inline_text(node.blocks[0].inlines) for node in nodes if isinstance(node, Note)]  # type: ignore[union-attr]

    public, filing = notes("public"), notes("filing")
    assert public[0] == "<withheld [withheld]>"
    assert "Communication No" in public[1]
    assert "note 2" in public[2]
    assert "Communication No" in filing[0]
    assert "note 1" in filing[1]


def test_paragraphs_of_a_container_keep_their_numbers_and_what_nobody_counts_becomes_one_wording(
    tmp_path: Path,
) -> None:
    body = (
        "# A\n\nOne.\n\n::: redact kind=health\nTwo.\n\n> Three.\n>\n> Four.\n\n- five\n- six\n\nSeven.\n:::\n\nEight."
    )
    text = tree_text(made(tmp_path, body, audience="public").tree)
    assert "2. <withheld [health detail withheld]>" in text
    assert "3. <withheld [health detail withheld]>" in text
    assert "4. Eight." in text
    assert text.count("[health detail withheld]") == 4


def test_a_document_without_numbers_prints_one_wording_for_a_whole_container(tmp_path: Path) -> None:
    body = "# A\n\n::: redact\nOne.\n\nTwo.\n\nThree.\n:::\n\nFour."
    text = tree_text(made(tmp_path, body, audience="public", numbered=False).tree)
    assert text.count("[withheld]") == 1


def test_a_withheld_table_keeps_its_number_and_one_cell(tmp_path: Path) -> None:
    tree = made(tmp_path, FORMS["a whole table"], audience="public").tree
    (table,) = (node for node in walk(tree.blocks) if isinstance(node, Table))
    assert table.label == "Table\N{NO-BREAK SPACE}1"
    assert (len(table.columns), len(table.head), len(table.body)) == (1, 0, 1)


def test_ids_in_the_tree_are_never_the_authors(tmp_path: Path) -> None:
    body = "# A {#of-marta}\n\nOne^[n]{#note-marta}. {#marta}\n\nSee [](#marta), [](#of-marta), [](#note-marta)."
    for audience in ("public", "filing"):
        assert not [text for text in strings(made(tmp_path, body, audience=audience).tree) if "marta" in text]


EVENTS = """\
events:
  - {id: one, date: 2001, text: "A visit.[@osman]"}
  - {id: two, date: 2002, text: "To Quicksilver^[see [@sahli]] and back[@sahli].", place: Quicksilver, confidential: true}
  - {id: three, date: 2003, text: "A return.[@sahli]"}
remedies:
  - {id: first, authority: Court of Quicksilver, sought: "Pay^[in gold].", filed: 2004, outcome: None., ineffective: No., confidential: true}
"""  # noqa: E501 - an event a line
TABLES = """\
# A

Words.

| d | e |
|---|---|
{% for event in events -%}
| {{ event.date }} | {{ event.text }}{% if event.place %} {{ event.place }}{% endif %} |
{% endfor %}

| d | e | f | g |
|---|---|---|---|
{% for one in remedies -%}
| {{ one.filed }} | {{ one.authority }} | {{ one.sought }} | {{ one.ineffective }} |
{% endfor %}

Last^[end].
"""


def test_confidential_events_and_remedies_print_their_dates_and_keep_their_notes_numbers(tmp_path: Path) -> None:
    public, filing = (made(tmp_path, TABLES, case=EVENTS, audience=audience).tree for audience in ("public", "filing"))
    assert not [text for text in strings(public) if HIDDEN in text or "gold" in text]
    assert numbers(public) == numbers(filing)
    assert [node.number for node in walk(public.blocks) if isinstance(node, Note)] == [1, 2, 3, 4, 5, 6]
    assert "2002" in tree_text(public)
    assert "2004" in tree_text(public)


def test_the_length_and_the_language_of_a_confidential_annex_are_withheld(tmp_path: Path) -> None:
    (tmp_path / "cases" / "example" / "annexes").mkdir(parents=True)
    Image.new("RGB", (3, 2)).save(tmp_path / "cases" / "example" / "annexes" / "x.png")
    case = "annexes: [{id: x, title: Quicksilver, file: annexes/x.png, language: bs, confidential: true}]\n"
    body = (
        "# A\n\n{% for one in annexes %}{{ one.anchor }} {% if one.pages %}pages{% else %}none{% endif %}{% endfor %}"
    )
    assert "none" in tree_text(made(tmp_path, body, case=case, audience="public").tree)
    assert "pages" in tree_text(made(tmp_path, body, case=case).tree)
    for attribute in ("pages", "language", "file"):
        asked = body.replace("{{ one.anchor }}", f"{{{{ one.{attribute} }}}}")
        assert "E137" in made(tmp_path, asked, case=case, audience="public").codes


VARYING = """\
case: {id: twin, title: A v State, short_title: A v State, language: en, reference: "12/2019"}
state: BIH
organisation: {name: The Office, address: First Street 1}
people:
  - id: NAME_ID
    role: complainant
    name: NAME
    pseudonym: A
    residence: PLACE
    born: BORN
    consent:
      - {scope: submit, date: 2017-10-12, form: written}
      - {scope: name-to-state, date: 2017-10-12, form: written}
      - {scope: share, date: 2017-10-12, form: written}
      - {scope: name-in-public, date: 2017-10-12, form: written}
events:
  - {id: arrest, date: 2001, text: "Taken from [PLACE]{.redact kind=place}."}
  - {id: visit, date: 2002, text: "PASSAGE", confidential: true}
annexes:
  - {id: paper, title: PASSAGE, file: annexes/FILE.txt, confidential: true}
claims:
  - {id: one, instrument: cat, articles: ["14"], title: Article 14, argument: "It was breached. {#ANCHOR}"}
requests: [{id: one, text: find a violation.}]
texts:
  summary: "@NAME_ID was held [PASSAGE]{.redact} and freed."
  facts: |
    She lived in [PLACE]{.redact kind=place}.^[PASSAGE]{.redact} {#ANCHOR-home}

    PASSAGE {.redact kind=health}

    ::: redact
    PASSAGE
    :::

    ![PASSAGE](annexes/FILE.png "PASSAGE"){.redact}

    Table: PASSAGE {.redact kind=document}

    | PASSAGE | Two |
    |:--------|----:|
    | PASSAGE | Four |

    Table: Open

    | Open | Also open |
    |:-----|----------:|
    | PASSAGE {.redact} | Shown |
    | PASSAGE | Hidden {.redact-row kind=date} |

    See para [](#ANCHOR-home).
  exhaustion: "Nothing is left. {.redact}"
  admissibility: "@NAME_ID.full asks."
submissions: [{template: un/cat-complaint, languages: [en], audiences: [public], date: 2020-01-02}]
"""
SHORT = {
    "NAME_ID": "m", "NAME": "{given: Ilvo, family: Qerret}", "PLACE": "Ubvik", "BORN": "1961", "PASSAGE": "Zyzzyva.",
    "FILE": "x", "ANCHOR": "z",
}  # fmt: skip
LONG = {
    "NAME_ID": "marta-elena", "NAME": "{given: Marta Elena Josefa, family: Karahodzic de la Vega}",
    "PLACE": "The village of Gornja Quicksilver under the hill", "BORN": "1974-03-12", "FILE": "photo-of-marta-k",
    "PASSAGE": " ".join(["Forty words that say what was done to her and where and by whom"] * 3) + ".",
    "ANCHOR": "arrest-of-marta",
}  # fmt: skip


def twin(workspace: Path, words: dict[str, str], colour: str) -> dict[str, str]:
    """Build a case with these protected words and return the digest of each public file."""
    from submissions.line.outcome import Setting  # noqa: PLC0415 - the build is slow to import
    from submissions.run.records import RunRequest  # noqa: PLC0415 - the build is slow to import
    from submissions.run.runner import run  # noqa: PLC0415

    folder = workspace / "cases" / "twin"
    (folder / "annexes").mkdir(parents=True)
    text = VARYING
    for key in sorted(words, key=len, reverse=True):
        text = text.replace(key, words[key])
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    (folder / "annexes" / f"{words['FILE']}.txt").write_text(words["PASSAGE"], encoding="utf-8")
    Image.new("RGB", (30, 20), colour).save(folder / "annexes" / f"{words['FILE']}.png")
    setting = Setting(workspace, datetime.date(2026, 11, 22), workspace / "output", validates=True)
    result = run(RunRequest(setting, ("cases/twin",)))
    assert [str(finding) for finding in result.findings if finding.is_error] == []
    made_files = sorted((workspace / "output" / "twin" / "public").rglob("*"))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in made_files if path.is_file()}


def test_public_files_are_byte_for_byte_the_same_whatever_is_withheld(tmp_path: Path) -> None:
    short, long = twin(tmp_path / "one", SHORT, "white"), twin(tmp_path / "two", LONG, "black")
    assert set(short) == {"un-cat-complaint.en.docx", "un-cat-complaint.en.pdf", "manifest.json"}
    assert short == long


def test_the_labels_of_every_language_word_every_kind() -> None:
    house: House = catalogue().house
    for language, labels in house.labels.items():
        assert [kind for kind in KINDS if not labels.get(f"withheld_{kind}")] == [], language
