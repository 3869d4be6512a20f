"""Put the numbering of a frame beside that of a letterhead: definitions and instances under numbers of their own."""

from __future__ import annotations

import copy
from collections.abc import Mapping

from lxml import etree

from submissions.office.elements import drop, made, value
from submissions.office.names import w


def graft_numbering(
    office: etree._Element | None, ours: etree._Element, styles: Mapping[str, str], shift: int
) -> tuple[etree._Element, dict[str, str]]:
    """Return the numbering part, and the instance that stands for each of the frame's.

    `styles` gives the identifier in the letterhead of each style of the frame; `shift` is how far, in twentieths of a
    point, numbers are set in where the margin has no room for them.
    """
    root = made("numbering") if office is None else office
    _drop_pictures(root)
    tied = set(styles.values())
    for level in root.iter(w("lvl")):
        # A style can be tied to one level only: from now on that is one of the frame.
        if value(level, "pStyle") in tied:
            level.remove(level.find(w("pStyle")))  # type: ignore[arg-type]
    first = 1 + max((int(node.get(w("abstractNumId"), "0")) for node in root.findall(w("abstractNum"))), default=-1)
    free = 1 + max((int(node.get(w("numId"), "0")) for node in root.findall(w("num"))), default=0)
    before = next(
        (index for index, node in enumerate(root) if node.tag in (w("num"), w("numIdMacAtCleanup"))), len(root)
    )
    for offset, definition in enumerate(ours.findall(w("abstractNum"))):
        new = copy.deepcopy(definition)
        new.set(w("abstractNumId"), str(first + int(definition.get(w("abstractNumId"), "0"))))
        _settle(new, styles, shift)
        root.insert(before + offset, new)
    instances: dict[str, str] = {}
    end = next((index for index, node in enumerate(root) if node.tag == w("numIdMacAtCleanup")), len(root))
    for offset, instance in enumerate(ours.findall(w("num"))):
        new = copy.deepcopy(instance)
        instances[instance.get(w("numId"), "")] = str(free + offset)
        new.set(w("numId"), str(free + offset))
        tie = new.find(w("abstractNumId"))
        if tie is not None:
            tie.set(w("val"), str(first + int(tie.get(w("val"), "0"))))
        root.insert(end + offset, new)
    return root, instances


def _settle(definition: etree._Element, styles: Mapping[str, str], shift: int) -> None:
    """Tie a definition to the styles as they are called in the letterhead, and set it in."""
    for node in definition.iter(w("pStyle")):
        node.set(w("val"), styles.get(node.get(w("val"), ""), ""))
    for node, name in ((node, name) for name in ("left", "pos") for node in definition.iter(w("ind"), w("tab"))):
        if node.get(w(name)) is not None:
            node.set(w(name), str(int(node.get(w(name), "0")) + shift))


def _drop_pictures(root: etree._Element) -> None:
    """Drop bullets that are pictures: no document has a use for them, and their files do not travel."""
    for node in list(root.iter(w("numPicBullet"), w("lvlPicBulletId"))):
        drop(node)
