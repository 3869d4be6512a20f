"""Keep the settings of a letterhead, without those that lock, merge or reach out, and add what the writer needs."""

from __future__ import annotations

import copy
from typing import Final

from lxml import etree

from submissions.office.elements import drop
from submissions.office.names import OFFICE, w
from submissions.writers.word.graft.opening import Letterhead

_PART: Final = "word/settings.xml"
# What is dropped, with the words in which it is named; "" for what only this or that computer has a use for.
_DROPPED: Final = {
    "attachedTemplate": "the link to another template",
    "docVars": "document variables",
    "documentProtection": "the protection against changes",
    "linkStyles": "the link to another template",
    "mailMerge": "a mail merge",
    "saveThroughXslt": "a link to a program that rewrites it",
    "trackRevisions": "the tracking of changes",
    "writeProtection": "the protection against changes",
    **dict.fromkeys(
        ("attachedSchema", "doNotTrackFormatting", "doNotTrackMoves", "documentType", "endnotePr", "footnotePr",
         "formsDesign", "hdrShapeDefaults", "printerSettings", "proofState", "readModeInkLockDown",
         "removeDateAndTime", "removePersonalInformation", "revisionView", "rsids", "schemaLibrary", "shapeDefaults",
         "updateFields", "view"),
        "",
    ),
}  # fmt: skip
# What follows the notes' separators, and then what follows the rules of layout (ECMA-376 part 1, 17.15.1).
_AFTER_COMPAT: Final = (
    "docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang", "clrSchemeMapping", "doNotIncludeSubdocsInStats",
    "doNotAutoCompressPictures", "forceUpgrade", "captions", "readModeInkLockDown", "smartTagType", "schemaLibrary",
    "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator", "docId", "chartTrackingRefBased",
)  # fmt: skip
_AFTER_NOTES: Final = ("endnotePr", "compat", *_AFTER_COMPAT)


def settle_settings(letterhead: Letterhead, ours: etree._Element) -> bool:
    """Settle the settings; return whether the letterhead had some."""
    office = letterhead.trees.get(_PART)
    if office is None:
        letterhead.trees[_PART] = copy.deepcopy(ours)
        return False
    for node in list(office):
        name = etree.QName(node).localname
        if name in _DROPPED:
            if _DROPPED[name]:
                letterhead.leave_out(_DROPPED[name])
            drop(node)
        elif any(str(key).startswith(f"{{{OFFICE}}}") for one in node.iter("{*}*") for key in one.attrib):
            drop(node)
    _add(office, ours, "footnotePr", _AFTER_NOTES)
    if office.find(w("compat")) is None:
        _add(office, ours, "compat", _AFTER_COMPAT)
    return True


def _add(office: etree._Element, ours: etree._Element, name: str, later: tuple[str, ...]) -> None:
    node = ours.find(w(name))
    if node is None:
        return
    index = next((i for i, one in enumerate(office) if etree.QName(one).localname in later), len(office))
    office.insert(index, copy.deepcopy(node))
