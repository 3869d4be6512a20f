"""Say what may not be in a PDF that is handed over: makers' names, paths, code, attachments, comments, layers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from submissions.audit.pdf.store import Store
from submissions.audit.pdf.strings import text_of
from submissions.audit.pdf.syntax import Ref, Value
from submissions.audit.pdf.xmp import authors_in
from submissions.audit.records import Piece, Refusal

_MACHINE_PATH = re.compile(
    r"(?<![\w.:/~-])/(?:home|Users|root|Volumes)/[^\s/]"
    r"|(?<![\w.:/~-])/(?:tmp|var/folders|private/var|mnt|media)/[^\s/]"
    r"|\bfile:/{1,3}[^\s/]|\bfile:%2f"
    r"|\b[A-Za-z]:[\\/](?:Users|Documents and Settings|Home|Temp|Windows|Program Files|Dokumente)\b"
    r"|\b[A-Za-z]:\\\w|(?<![\\\w])\\\\[\w.$-]+\\[\w.$-]",
    re.IGNORECASE,
)
_LEFTOVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_WORD_ENDS = re.compile(r"\S*")
_CODE_CHANNELS = {"JavaScript", "XML", "data", "words in a font", "stream left over", "data left over", "bytes"}
_ACTIONS = {
    "JavaScript": "it runs a program (JavaScript) when it is opened or used",
    "Launch": "it starts another program or opens another file (a launch action)",
    "SubmitForm": "it sends what is typed into its form to an address",
    "ImportData": "it takes data from another file into its form",
    "GoToE": "it leads into a file that is embedded in it",
    "Rendition": "it plays sound or film",
    "Movie": "it plays sound or film",
    "Sound": "it plays sound or film",
    "RichMediaExecute": "it plays sound or film",
}
_PLAIN_ANNOTATIONS = {"Link", "Widget", "Popup", "PrinterMark", "TrapNet"}
_AUTHOR_KEYS = ("Author", "LastModifiedBy", "LastSavedBy", "Manager", "Owner", "Company", "SourceModifiedBy")


def refusals_of(store: Store, organisation: str) -> Iterator[Refusal]:
    """Yield every reason for which a PDF may not be handed over, of what its objects say."""
    yield from _authors(store, organisation)
    root = store.dictionary(store.trailer.get("Root"))
    form = store.dictionary(root.get("AcroForm"))
    if "XFA" in form:
        yield Refusal("form", "it holds a second form (XFA) that most readers do not show")
    if "Collection" in root:
        yield Refusal("attachments", "it is a portfolio of other files")
    if _hides_layers(store, root):
        yield Refusal("layers", "it has hidden layers")
    for ref, value in [(None, store.trailer), *store.objects.items()]:
        place = f"object {ref.number}" if ref else "trailer"
        for found in _dictionaries(value):
            yield from _of_dictionary(store, found, place)
    yield from _comments(store)


def _dictionaries(value: Value) -> Iterator[dict[str, Value]]:
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, dict):
            yield found
            waiting += [each for each in found.values() if isinstance(each, dict | list)]
        elif isinstance(found, list):
            waiting += [each for each in found if isinstance(each, dict | list)]


def _of_dictionary(store: Store, found: dict[str, Value], place: str) -> Iterator[Refusal]:
    action = store.get(found.get("S"))
    if isinstance(action, str) and action in _ACTIONS and found.get("Type") in (None, "Action"):
        yield Refusal("actions", _ACTIONS[action], place)
    elif "JS" in found:
        yield Refusal("actions", _ACTIONS["JavaScript"], place)
    if "EF" in found or found.get("Type") == "EmbeddedFile":
        yield Refusal("attachments", "another file is attached to it")
    if "Thumb" in found:
        yield Refusal("thumbnails", "it keeps a small picture of a page as it once was", place)


def _authors(store: Store, organisation: str) -> Iterator[Refusal]:
    """Yield whoever the properties name as a maker, unless it is the organisation that files."""
    properties = store.dictionary(store.trailer.get("Info"))
    wanted = {key.lower(): key for key in _AUTHOR_KEYS}
    for key, value in properties.items():
        held = store.get(value)
        if key.lower() in wanted and isinstance(held, bytes) and not _is_ours(text_of(held), organisation):
            yield Refusal("document properties", f"the property {wanted[key.lower()]} names who made it")
    for ref in store.streams:
        found = store.dictionary(ref)
        if found.get("Type") != "Metadata" and found.get("Subtype") != "XML":
            continue
        if any(not _is_ours(name, organisation) for name in authors_in(store.data(ref))):
            yield Refusal("XMP", "its metadata name who made it", f"object {ref.number}")


def _is_ours(name: str, organisation: str) -> bool:
    folded = " ".join(name.split()).casefold()
    return not folded or folded == " ".join(organisation.split()).casefold()


def _hides_layers(store: Store, root: dict[str, Value]) -> bool:
    """Tell whether a layer is hidden in any of the ways of showing the document (ISO 32000-2, 8.11.4)."""
    layers = store.dictionary(root.get("OCProperties"))
    for value in [layers.get("D"), *store.array(layers.get("Configs"))]:
        view = store.dictionary(value)
        if store.array(view.get("OFF")) or store.get(view.get("BaseState")) == "OFF":
            return True
    for value in store.array(layers.get("OCGs")):
        usage = store.dictionary(store.dictionary(value).get("Usage"))
        states = [store.dictionary(each) for each in usage.values()]
        if any(store.get(each) == "OFF" for state in states for each in state.values()):
            return True
    return False


def _comments(store: Store) -> Iterator[Refusal]:
    pages: dict[Ref | None, str] = {}
    for number, (_, page) in enumerate(store.pages, start=1):
        pages.update({each: f"page {number}" for each in store.array(page.get("Annots")) if isinstance(each, Ref)})
        for each in store.array(page.get("Annots")):
            if isinstance(each, dict) and _is_comment(each):
                yield Refusal(f"page {number}", "it carries comments or marks that somebody added")
    for ref, value in store.objects.items():
        if isinstance(value, dict) and _is_comment(value, listed=ref in pages):
            yield Refusal(pages.get(ref, "annotations"), "it carries comments or marks that somebody added")


def _is_comment(found: dict[str, Value], *, listed: bool = True) -> bool:
    kind = found.get("Subtype")
    is_annotation = listed or found.get("Type") == "Annot"
    return is_annotation and isinstance(kind, str) and kind not in _PLAIN_ANNOTATIONS and "Rect" in found


def refusals_of_texts(pieces: Iterable[Piece]) -> Iterator[Refusal]:
    """Yield where a text holds a path of the machine it was made on, or a tag that a template left."""
    for piece in pieces:
        is_page = piece.part.startswith(("page ", "all pages"))
        where = "" if is_page else f" ({piece.channel})"
        if "/" in piece.text or "\\" in piece.text:
            reason = f"a path of the machine it was made on stands in it{where}"
            yield from _of_words(_MACHINE_PATH, piece, reason, is_page=is_page)
        if ("{" in piece.text or "}" in piece.text) and piece.channel not in _CODE_CHANNELS:
            yield from _of_words(_LEFTOVER, piece, f"a tag of a template was left in it{where}", is_page=is_page)


def _of_words(pattern: re.Pattern[str], piece: Piece, reason: str, *, is_page: bool) -> Iterator[Refusal]:
    """Yield a refusal where a piece holds what a pattern matches, with the words, to the end of their word.

    The text of a page is torn at the ends of its lines, or read without gaps: there only what the pattern matches.
    """
    words = {
        match[0] if is_page else match[0] + _rest_of_word(piece.text, match.end())
        for match in pattern.finditer(piece.text)
    }
    if words:
        yield Refusal(piece.part, reason, piece.place, frozenset(words))


def _rest_of_word(text: str, position: int) -> str:
    found = _WORD_ENDS.match(text, position)
    return found[0] if found else ""
