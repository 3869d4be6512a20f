"""Files as other programs leave them, and as editing leaves them: what holds for every template is tried on all."""

# ruff: noqa: E501 - what is typed reads better on one line than cut up

from __future__ import annotations

import random
from copy import deepcopy
from typing import Final

from lxml import etree

from letterheads import DEFAULT, letterhead, style, styles
from office_templates.hostile import ACTS, FULL, SHORT, STATE, TITLE
from office_templates.making import office, typed
from office_templates.records import OfficeTemplate
from submissions.office.names import SPACE, parse_part, part_bytes, w
from submissions.office.package import read_package, write_parts

_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEXTS: Final = ("word/document", "word/header", "word/footer", "word/footnotes", "word/endnotes")


def fragmented(content: bytes, seed: int = 1) -> bytes:
    """Return a file whose every text is cut into runs at places of chance, as years of editing in Word leave it."""
    chance = random.Random(seed)  # noqa: S311 - the same cuts each time
    parts = read_package(content)
    for name in [one for one in parts if one.startswith(_TEXTS) and one.endswith(".xml")]:
        root = parse_part(parts[name])
        for number, paragraph in enumerate(root.iter(w("p"))):
            paragraph.set(w("rsidR"), f"00{number:06X}")
        for run in list(root.iter(w("r"))):
            _cut(run, chance)
        parts[name] = part_bytes(root)
    return write_parts(parts)


def _cut(run: etree._Element, chance: random.Random) -> None:
    texts = [one for one in run if one.tag != w("rPr")]
    if (
        len(texts) != 1
        or texts[0].tag != w("t")
        or run.getparent().tag not in (w("p"), w("hyperlink"), w("sdtContent"))
    ):
        return
    words = texts[0].text or ""
    at = 0
    while at < len(words):
        end = min(len(words), at + chance.randint(1, 4))
        piece = deepcopy(run)
        piece.tail = None
        piece.set(w("rsidR"), f"00{chance.randrange(16**6):06X}")
        piece.find(w("t")).text = words[at:end]
        piece.find(w("t")).set(SPACE, "preserve")
        run.addprevious(piece)
        if chance.random() < 0.3:
            run.addprevious(
                etree.Element(w("proofErr"), attrib={w("type"): chance.choice(["spellStart", "spellEnd", "gramStart"])})
            )
        if chance.random() < 0.1:
            number = str(900 + chance.randrange(10**6))
            run.addprevious(etree.Element(w("bookmarkStart"), attrib={w("id"): number, w("name"): f"_m{number}"}))
            run.addprevious(etree.Element(w("bookmarkEnd"), attrib={w("id"): number}))
        at = end
    run.getparent().remove(run)


def of_type(kind: str, more: dict[str, bytes] | None = None) -> bytes:
    """Return a file whose main part has another content type, as a template of Word or a file with macros has."""
    parts = read_package(office(typed("{{ case.title }}", "{{ (people|first).full }}"))())
    types = parts["[Content_Types].xml"].replace(_MAIN.encode(), kind.encode())
    if more:
        types = types.replace(
            b"<Default ", b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Default ', 1
        )
    return write_parts({**parts, "[Content_Types].xml": types, **(more or {})})


def _google() -> bytes:
    """Return a file as Google Docs exports one: full looks on every run, line ends as runs, a sectPr of its own."""
    looks = ('<w:rPr><w:rFonts w:ascii="Arial" w:cs="Arial" w:eastAsia="Arial" w:hAnsi="Arial"/><w:b w:val="0"/><w:i w:val="0"/><w:smallCaps w:val="0"/>'
             '<w:strike w:val="0"/><w:color w:val="000000"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:u w:val="none"/><w:shd w:fill="auto" w:val="clear"/>'
             '<w:vertAlign w:val="baseline"/><w:rtl w:val="0"/></w:rPr>')  # fmt: skip

    def line(*texts: str) -> str:
        runs = "".join(
            f'<w:r w:rsidDel="00000000" w:rsidR="00000000" w:rsidRPr="00000000">{looks}<w:t xml:space="preserve">{one}</w:t></w:r>'
            for one in texts
        )
        return f'<w:p w:rsidR="00000000" w:rsidDel="00000000" w:rsidP="00000000" w:rsidRDefault="00000000"><w:pPr><w:pageBreakBefore w:val="0"/>{looks}</w:pPr>{runs}</w:p>'

    body = (
        line("{{ ", "case.title", " }}")
        + line("{%", "p for event in ", "events[:2] %}")
        + line("{{ event", ".place }}")
        + line("{%p ", "endfor %}")
    )
    return letterhead(body, made_styles=styles(style("Normal", "Normal", more=DEFAULT)))


def _online() -> bytes:
    """Return a file as Word on the web saves it: twins of content, marks of later versions, numbers of paragraphs."""
    body = (
        '<w:p w14:paraId="2A2A2A2A" w14:textId="77777777"><w:pPr><w:pStyle w:val="Normal"/><w:rPr><w:rStyle w:val="normaltextrun"/></w:rPr></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="normaltextrun"/></w:rPr><w:t>{{ state</w:t></w:r><w:r><w:rPr><w:rStyle w:val="eop"/></w:rPr><w:t xml:space="preserve">.name }} </w:t></w:r>'
        '<w:r><w:rPr><w:rStyle w:val="eop"/></w:rPr><w:t>{{ case.short_title }}</w:t></w:r></w:p>'
    )
    return letterhead(body, made_styles=styles(style("Normal", "Normal", more=DEFAULT)))


TEMPLATES: Final = {
    "template-of-word": OfficeTemplate(
        lambda: of_type(_MAIN.replace("document.main", "template.main")), (TITLE, FULL),
    ),
    "google-docs": OfficeTemplate(_google, (TITLE, ACTS[0][4], ACTS[1][4])),
    "word-on-the-web": OfficeTemplate(_online, (f"{STATE} {SHORT}",), told=("N245",)),
}  # fmt: skip
