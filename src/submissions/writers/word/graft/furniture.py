"""Keep heads and feet of a letterhead as they read; add the mark of confidentiality and the number of the page."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from submissions.office.elements import PARAGRAPH_ORDER, RUN_ORDER, first_child, is_on, made, put, value
from submissions.office.names import OFFICE, WORD, parse_part, r, w
from submissions.writers.word.graft.matching import OfficeStyles
from submissions.writers.word.graft.opening import PAGE, Letterhead, Related, is_furniture

_PAGE_NUMBER: Final = re.compile(r"\bPAGE\b")
_TAGS: Final = {"header": "marking", "footer": "page_of"}
# The paragraph of the mark is there only where a document has one: an empty line would push the text down.
_MARKING: Final = ("{%p if marking %}", "{{ marking }}", "{%p endif %}")
_MARK_TAG: Final = re.compile(r"\{\{\s*r?\s*marking")
_NUMBER: Final = ("{{r page_of }}",)
_SPACES: Final = f'xmlns:w="{WORD}" xmlns:r="{OFFICE}"'


def keep_language(letterhead: Letterhead, styles: OfficeStyles) -> None:
    """Say at every word of the letterhead its language and direction: those of its styles become the document's."""
    plain = styles.plain
    defaults = styles.root.find(f"{w('docDefaults')}/{w('rPrDefault')}")
    for _, root in letterhead.texts():
        for paragraph in root.iter(w("p")):
            properties = paragraph.find(w("pPr"))
            style = styles.by_id.get(value(properties, "pStyle")) if properties is not None else None
            style = plain if style is None else style
            has = properties is not None and properties.find(w("bidi")) is not None
            if styles.has(style, "bidi") and not has:
                put(first_child(paragraph, "pPr"), made("bidi"), PARAGRAPH_ORDER)
            holders = [*styles.chain(style), *([] if defaults is None else [defaults])]
            languages = [node for one in holders for node in one.findall(f"{w('rPr')}/{w('lang')}")]
            if languages:
                _speak(paragraph, dict(languages[0].attrib))


def _speak(paragraph: etree._Element, language: dict[str, str]) -> None:
    for run in paragraph.iter(w("r")):
        words = "".join(node.text or "" for node in run.iter(w("t")))
        properties = run.find(w("rPr"))
        if not words.strip() or "{" in words or (properties is not None and properties.find(w("lang")) is not None):
            continue
        mark = made("lang")
        for key, tag in sorted(language.items()):
            mark.set(key, tag)
        put(first_child(run, "rPr"), mark, RUN_ORDER)


def complete_furniture(letterhead: Letterhead, styles: dict[str, str]) -> list[str]:
    """Add what heads and feet lack, and return it in words; `styles` are the identifiers of "header" and "footer"."""
    heads = {name: root for name, root in letterhead.trees.items() if is_furniture(name)}
    texts = [etree.tostring(root, encoding="unicode") for root in (*heads.values(), letterhead.page)]
    added = []
    if not any(_MARK_TAG.search(text) for text in texts):
        added.append("the mark of confidentiality at the head of its pages")
        _add(letterhead, "header", styles["header"], _MARKING)
    if _mark_first_pages(letterhead, styles["header"]):
        added.append("the mark of confidentiality at the head of its first page")
    fields = [
        f"{node.text or ''} {node.get(w('instr'), '')}"
        for root in (*heads.values(), letterhead.page)
        for node in root.iter(w("instrText"), w("fldSimple"))
    ]
    if not any(_PAGE_NUMBER.search(one) for one in fields) and not any("page_of" in text for text in texts):
        added.append("the number of the page at the foot of its pages")
        _add(letterhead, "footer", styles["footer"], _NUMBER)
    return added


def _mark_first_pages(letterhead: Letterhead, style: str) -> bool:
    """Add the mark below the head of a first page that has its own and says none; tell whether any was added."""
    rows, parts = letterhead.rows[PAGE], set[str]()
    for section in letterhead.page.iter(w("sectPr")):
        if is_on(section, "titlePg"):
            first = [
                rows[one.get(r("id"), "")].target
                for one in section.findall(w("headerReference"))
                if one.get(w("type")) == "first"
            ]
            parts |= set(first or ([] if parts else [_new_part(letterhead, "header", section, "first")]))
    bare = [one for one in sorted(parts) if not _MARK_TAG.search(etree.tostring(letterhead.trees[one]).decode())]
    for name in bare:
        for text in _MARKING:
            letterhead.trees[name].append(parse_part(_paragraph(style, text).encode()))
    return bool(bare)


def _add(letterhead: Letterhead, kind: str, style: str, texts: tuple[str, ...]) -> None:
    """Add paragraphs to the head or foot of all pages but a first one that has its own; make it where there is none."""
    rows, parts = letterhead.rows[PAGE], set()
    sections = list(letterhead.page.iter(w("sectPr")))
    for index, section in enumerate(sections):
        found = {
            one.get(w("type"), "default"): rows[one.get(r("id"), "")].target
            for one in section.findall(w(f"{kind}Reference"))
        }
        if "default" not in found and index == 0:
            found["default"] = _new_part(letterhead, kind, section)
        parts |= {target for which, target in found.items() if which != "first"}
    for name in sorted(parts):
        for text in texts:
            letterhead.trees[name].append(parse_part(_paragraph(style, text).encode()))


def _paragraph(style: str, text: str) -> str:
    return (
        f'<w:p {_SPACES}><w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="right"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def _new_part(letterhead: Letterhead, kind: str, section: etree._Element, which: str = "default") -> str:
    number = 1 + sum(name.startswith(f"word/{kind}") for name in letterhead.trees)
    name = f"word/{kind}{number}.xml"
    letterhead.trees[name] = parse_part(f"<w:{'hdr' if kind == 'header' else 'ftr'} {_SPACES}/>".encode())
    letterhead.rows[name] = {}
    identifier = f"rIdLetterhead{kind.title()}{'' if which == 'default' else which.title()}"
    letterhead.rows[PAGE][identifier] = Related(kind, name)
    reference = made(f"{kind}Reference", type=which)
    reference.set(r("id"), identifier)
    section.insert(0, reference)
    return name
