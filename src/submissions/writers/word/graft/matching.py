"""Find which style of a letterhead is which of a frame: by its name, by its outline level, by its looks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, Literal

from lxml import etree

from submissions.office.elements import is_on, value, words_of
from submissions.office.names import w
from submissions.writers.word.graft.words import folded, style_names

Reason = Literal["name", "other name", "outline level", "looks"]
_HEADINGS: Final = ("heading 1", "heading 2", "heading 3")
_PLAIN_SIZE: Final = 20
"""Half points: the size of text where nothing says one (ECMA-376 part 1, 17.3.2.38)."""

_LISTS: Final = {
    "bullet": "list bullet", "lowerLetter": "list alpha", "lowerRoman": "list roman", "decimal": "list number",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StyleMatch:
    """A style of a letterhead, and why it is taken for one of the frame; by its name it is that style itself."""

    identifier: str
    name: str
    reason: Reason

    @property
    def is_itself(self) -> bool:
        """Whether it bears the name that Word keeps, and the frame's style has no need of another."""
        return self.reason == "name"


class OfficeStyles:
    """The styles of a letterhead, looked at through those on which they are based."""

    def __init__(self, root: etree._Element) -> None:
        """Look at the part `word/styles.xml`."""
        self.root = root
        self.all = [node for node in root.iter(w("style")) if node.get(w("styleId"))]
        self.by_id = {node.get(w("styleId"), ""): node for node in reversed(self.all)}

    def chain(self, style: etree._Element | None) -> Iterator[etree._Element]:
        """Yield a style and those on which it is based, the nearest first; a ring ends where it closes."""
        seen: set[str] = set()
        while style is not None and style.get(w("styleId"), "") not in seen:
            seen.add(style.get(w("styleId"), ""))
            yield style
            style = self.by_id.get(value(style, "basedOn"))

    def size(self, style: etree._Element | None) -> int:
        """Return the size of a style's letters in half points."""
        defaults = self.root.find(f"{w('docDefaults')}/{w('rPrDefault')}")
        sizes = [value(one.find(w("rPr")), "sz") for one in self.chain(style)]
        sizes.append(value(defaults.find(w("rPr")) if defaults is not None else None, "sz"))
        return next((round(float(one)) for one in sizes if one.replace(".", "", 1).isdigit()), _PLAIN_SIZE)

    def is_bold(self, style: etree._Element) -> bool:
        """Say whether a style's letters are bold."""
        for one in self.chain(style):
            properties = one.find(w("rPr"))
            if properties is not None and properties.find(w("b")) is not None:
                return is_on(properties, "b")
        return False

    def has(self, style: etree._Element | None, name: str, attribute: str = "") -> bool:
        """Say whether a style's paragraphs have a property, from itself, those behind it or the defaults."""
        defaults = self.root.find(f"{w('docDefaults')}/{w('pPrDefault')}")
        holders = [*self.chain(style), *([defaults] if defaults is not None else [])]
        found = (holder.find(f"{w('pPr')}/{w(name)}") for holder in holders)
        return any(node is not None and (not attribute or node.get(w(attribute)) is not None) for node in found)

    def nearest(self, style: etree._Element, name: str) -> etree._Element | None:
        """Return what the nearest of a style and those on which it is based says of a property of paragraphs."""
        found = (one.find(f"{w('pPr')}/{w(name)}") for one in self.chain(style))
        return next((node for node in found if node is not None), None)

    @property
    def plain(self) -> etree._Element | None:
        """The style of paragraphs that name none."""
        paragraphs = [node for node in self.all if node.get(w("type"), "paragraph") == "paragraph"]
        marked = [node for node in paragraphs if node.get(w("default")) in ("1", "true", "on")]
        return next(chain(marked, (node for node in paragraphs if name_of(node) == "normal")), None)


def name_of(style: etree._Element) -> str:
    """Return the name of a style in small letters, without those that follow it behind a comma."""
    return folded(value(style, "name").partition(",")[0])


def kind_of(style: etree._Element) -> str:
    """Return the type of a style."""
    return style.get(w("type"), "paragraph")


def match_styles(
    styles: OfficeStyles, ours: Sequence[etree._Element], page: etree._Element, formats: Mapping[str, str]
) -> dict[str, StyleMatch]:
    """Return for the name of each style of the frame that of the letterhead which is taken for it.

    `formats` gives the form in which each instance of the letterhead's numbering counts at its first level.
    """
    wanted = {name_of(node): kind_of(node) for node in ours}
    found = _by_name(styles, wanted)
    _by_other_names(styles, wanted, found)
    _by_outline(styles, found)
    _by_looks(styles, found, page, formats)
    if "normal" not in found and styles.plain is not None:
        found["normal"] = StyleMatch(styles.plain.get(w("styleId"), ""), value(styles.plain, "name"), "looks")
    return found


def _by_name(styles: OfficeStyles, wanted: Mapping[str, str]) -> dict[str, StyleMatch]:
    found: dict[str, StyleMatch] = {}
    for style in styles.all:
        name = name_of(style)
        if wanted.get(name) == kind_of(style) and name not in found:
            found[name] = StyleMatch(style.get(w("styleId"), ""), value(style, "name"), "name")
    return found


def _by_other_names(styles: OfficeStyles, wanted: Mapping[str, str], found: dict[str, StyleMatch]) -> None:
    """Take what bears the name of another language or program, in its name, its aliases or its identifier."""
    ids = {name.replace(" ", ""): name for name in wanted}
    for style in styles.all:
        if _is_taken(style, found):
            continue
        names = [
            name_of(style),
            *map(folded, value(style, "name").split(",")),
            *map(folded, value(style, "aliases").split(",")),
        ]
        candidates = [style_names().get(one, one) for one in names]
        if style.get(w("customStyle")) not in ("1", "true", "on"):
            candidates.append(ids.get(folded(style.get(w("styleId"), "")).replace(" ", ""), ""))
        for name in candidates:
            if name in wanted and name not in found and wanted[name] == kind_of(style):
                found[name] = StyleMatch(style.get(w("styleId"), ""), value(style, "name"), "other name")
                break


def _is_taken(style: etree._Element, found: Mapping[str, StyleMatch]) -> bool:
    return style.get(w("styleId"), "") in {match.identifier for match in found.values()}


def _free(styles: OfficeStyles, found: Mapping[str, StyleMatch]) -> list[etree._Element]:
    """Return the paragraph styles that the office has made and that are taken for nothing yet."""
    return [
        style
        for style in styles.all
        if kind_of(style) == "paragraph"
        and style.get(w("customStyle")) in ("1", "true", "on")
        and style is not styles.plain
        and not _is_taken(style, found)
    ]


def _by_outline(styles: OfficeStyles, found: dict[str, StyleMatch]) -> None:
    for level, name in enumerate(_HEADINGS):
        for style in _free(styles, found) if name not in found else ():
            levels = [value(one.find(w("pPr")), "outlineLvl") for one in styles.chain(style)]
            if next((one for one in levels if one), "") == str(level):
                found[name] = StyleMatch(style.get(w("styleId"), ""), value(style, "name"), "outline level")
                break


def _by_looks(
    styles: OfficeStyles, found: dict[str, StyleMatch], page: etree._Element, formats: Mapping[str, str]
) -> None:
    """Take the style of most of the text for running text, numbered ones for lists, large or bold ones for headings."""
    if "body text" not in found:
        used = Counter[str]()
        for paragraph in page.iter(w("p")):
            used[value(paragraph.find(w("pPr")), "pStyle")] += len(words_of(paragraph))
        free = {style.get(w("styleId"), ""): style for style in _free(styles, found)}
        most = next((free[name] for name, _ in used.most_common(1) if name in free), styles.plain)
        if most is not None:
            found["body text"] = StyleMatch(most.get(w("styleId"), ""), value(most, "name"), "looks")
    for style in _free(styles, found):
        numbers = [value(one.find(f"{w('pPr')}/{w('numPr')}"), "numId") for one in styles.chain(style)]
        name = _LISTS.get(formats.get(next((one for one in numbers if one), ""), ""), "")
        if name and name not in found:
            found[name] = StyleMatch(style.get(w("styleId"), ""), value(style, "name"), "looks")
    if not any(name in found for name in _HEADINGS):
        size = styles.size(styles.plain)
        heads = [one for one in _free(styles, found) if styles.size(one) > size or styles.is_bold(one)]
        heads = [one for one in heads if styles.size(one) >= size and not _is_base(styles, one, found)]
        heads.sort(key=lambda one: (-styles.size(one), not styles.is_bold(one)))
        for name, style in zip(_HEADINGS, heads, strict=False):
            found[name] = StyleMatch(style.get(w("styleId"), ""), value(style, "name"), "looks")


def _is_base(styles: OfficeStyles, style: etree._Element, found: Mapping[str, StyleMatch]) -> bool:
    """Say whether what is taken for something else already stands on a style, or the style on it."""
    taken = [styles.by_id[match.identifier] for match in found.values() if match.reason != "looks"]
    return any(style in list(styles.chain(one))[1:] for one in taken)
