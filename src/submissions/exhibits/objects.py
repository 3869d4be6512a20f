"""Reduce the objects of a PDF to what drawing needs, by the table of shapes."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable
from typing import Any, Final

from submissions.exhibits.faults import PRINT_ANEW, CannotCleanError
from submissions.exhibits.layers import Layers
from submissions.exhibits.operators import rewrite
from submissions.exhibits.pictures import clean_jbig2, clean_jpeg, clean_jpeg_2000, clean_profile
from submissions.exhibits.samples import cut_to_size
from submissions.exhibits.shapes import SHAPES

# Below the depth at which Python itself would stop: each level is several calls.
_DEPTH_MAX: Final = 60
# Comments of PostScript, in which programs name themselves and their users; the language of CMaps is PostScript.
_COMMENT_LINE: Final = re.compile(rb"(?m)^[ \t]*%[^\r\n]*")
_DRAWN: Final = frozenset({"form", "glyph"})
# Filters behind which a picture has a coding of its own.
_CODINGS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "/DCTDecode": clean_jpeg, "/DCT": clean_jpeg, "/JPXDecode": clean_jpeg_2000, "/JBIG2Decode": clean_jbig2,
}  # fmt: skip


class Cleaner:
    """Reduces pages and all that they draw with, each object once."""

    def __init__(self, pdf: Any, layers: Layers) -> None:
        import pikepdf  # noqa: PLC0415 - slow to load, and only copies of exhibits need it

        self._kinds, self._pdf, self._layers = pikepdf, pdf, layers
        self._done: set[tuple[int, int]] = set()
        # What is hidden is asked of the file as it came: on the way, the keys that say so are taken away.
        self._hidden = {
            one.objgen for one in pdf.objects if isinstance(one, pikepdf.Stream) and layers.hides(one.get("/OC"))
        }
        self._resources: list[Any] = []

    def finish(self) -> None:
        """Take away the names of the layers, which were needed until the last commands were written anew."""
        for resources in self._resources:
            if "/Properties" in resources:
                del resources["/Properties"]

    def clean_page(self, page: Any) -> None:
        """Reduce a page, which has everything that it inherits, and write its commands anew."""
        page.contents_coalesce()
        content = rewrite(page, self._hidden_in(page.obj.get("/Resources"))) if "/Contents" in page.obj else b""
        page.obj["/Contents"] = self._pdf.make_stream(content)
        if "/Annots" in page.obj:
            del page.obj["/Annots"]
        self._reduce(page.obj, "page", 0)

    def _hidden_in(self, resources: Any) -> Callable[[list[Any]], bool]:
        """Return what tells whether a mark, or an object that is drawn, belongs to a hidden layer."""
        named = self._named(resources, "/Properties"), self._named(resources, "/XObject")

        def is_hidden(operands: list[Any]) -> bool:
            name, first = str(operands[0]), str(operands[1]) if len(operands) > 1 else ""
            if name == "Do":
                drawn = named[1].get(first)
                return isinstance(drawn, self._kinds.Stream) and drawn.objgen in self._hidden
            if name != "BDC" or first != "/OC" or len(operands) < 3:
                return False
            layer = operands[2]
            return self._layers.hides(named[0].get(str(layer)) if isinstance(layer, self._kinds.Name) else layer)

        return is_hidden

    def _named(self, resources: Any, key: str) -> dict[str, Any]:
        found = resources.get(key) if isinstance(resources, self._kinds.Dictionary) else None
        return dict(found.items()) if isinstance(found, self._kinds.Dictionary) else {}

    def _keep(self, value: Any, kind: str, depth: int) -> bool:
        """Reduce a value of a kind; tell whether it may stay at all."""
        if depth > _DEPTH_MAX:
            raise CannotCleanError("its objects are nested too deep", PRINT_ANEW)
        if kind in ("keep", "plain", "text"):
            return kind == "keep" or self._is_plain(value, kind == "text", depth)
        group, _, inner = kind.partition(":")
        if group in ("map", "list"):
            return self._keep_several(value, group, inner, depth)
        if isinstance(value, self._kinds.Array):
            return self._keep_array(value, kind, depth)
        if isinstance(value, self._kinds.Dictionary | self._kinds.Stream):
            return self._reduce(value, self._kind_of(value, kind), depth)
        return self._is_plain(value, False, depth)

    def _keep_several(self, value: Any, group: str, inner: str, depth: int) -> bool:
        if group == "map":
            return isinstance(value, self._kinds.Dictionary) and self._filter(value, value.keys(), inner, depth)
        return isinstance(value, self._kinds.Array) and self._every(list(value), inner, depth)

    def _is_plain(self, value: Any, may_be_text: bool, depth: int) -> bool:
        if isinstance(value, self._kinds.Array):
            return all(self._keep(each, "plain", depth + 1) for each in value)
        if isinstance(value, self._kinds.String):
            return may_be_text
        return not isinstance(value, self._kinds.Dictionary | self._kinds.Stream)

    def _keep_array(self, value: Any, kind: str, depth: int) -> bool:
        if kind == "colours":
            return self._keep_colours(value, depth)
        if kind in ("function", "parameters"):
            return self._every(list(value), kind, depth)
        return self._is_plain(value, False, depth)

    def _keep_colours(self, value: Any, depth: int) -> bool:
        """Reduce a colour space that is an array: its family, then what the family needs."""
        family = str(value[0]) if len(value) else ""
        kinds = {
            "/ICCBased": ("profile",), "/CalGray": ("calibrated",), "/CalRGB": ("calibrated",), "/Lab": ("calibrated",),
            "/Indexed": ("colours", "plain", "lookup"), "/I": ("colours", "plain", "lookup"), "/Pattern": ("colours",),
            "/Separation": ("plain", "colours", "function"), "/DeviceN": ("plain", "colours", "function"),
        }.get(family, ())  # fmt: skip
        while len(value) > len(kinds) + 1:
            del value[-1]
        parts = list(value)[1:]
        return all(
            isinstance(part, self._kinds.String) if inner == "lookup" and isinstance(part, self._kinds.String)
            else self._keep(part, inner, depth + 1)
            for part, inner in zip(parts, kinds, strict=False)
        )  # fmt: skip

    def _every(self, values: Iterable[Any], kind: str, depth: int) -> bool:
        kept = [
            self._keep(value, kind, depth + 1) for value in values
        ]  # each of them, even after one that may not stay
        return all(kept)

    def _kind_of(self, value: Any, kind: str) -> str:
        if kind == "picture":
            return "image" if str(value.get("/Subtype", "")) == "/Image" else "form"
        return "calibrated" if kind == "colours" else kind

    def _reduce(self, value: Any, kind: str, depth: int) -> bool:
        """Reduce a dictionary or stream to the keys of its kind; always true, so that it stays."""
        mark = value.objgen
        if kind not in SHAPES or mark in self._hidden:
            return False
        if mark != (0, 0):
            if mark in self._done:
                return True
            self._done.add(mark)
        if kind == "resources":
            self._resources.append(value)
        if isinstance(value, self._kinds.Stream):
            self._rewrite(value, kind)
        self._filter(value, SHAPES[kind].keys(), kind, depth, table=SHAPES[kind])
        return True

    def _filter(
        self, value: Any, keys: Iterable[str], kind: str, depth: int, table: dict[str, str] | None = None
    ) -> bool:
        """Delete every key that is not listed or whose value may not stay."""
        allowed = {key.removeprefix("/") for key in keys}
        for key in list(value.keys()):
            name = key.removeprefix("/")
            inner = table[name] if table and name in allowed else kind
            stays = name in allowed and self._keep(value[key], inner, depth + 1)
            if not stays and key != "/Length" and not (kind == "resources" and name == "Properties"):
                del value[key]
        return True

    def _rewrite(self, stream: Any, kind: str) -> None:
        """Write the data of a stream anew."""
        if "/F" in stream:
            raise CannotCleanError("a part of it lies in another file", PRINT_ANEW)
        if kind in _DRAWN or (kind == "pattern" and str(stream.get("/PatternType", "")) == "1"):
            self._rewrite_commands(stream)
        elif kind == "image":
            self._rewrite_picture(stream)
        elif kind == "globals":
            stream.write(clean_jbig2(stream.read_bytes()))
        elif kind == "profile":
            stream.write(clean_profile(stream.read_bytes()))
        else:
            data = stream.read_bytes()
            # A CMap that is written out loads this procedure set at its beginning (Adobe Technical Note 5014).
            is_script = kind in ("letters", "encoding") and b"CIDInit" in data[:1_000]
            stream.write(_COMMENT_LINE.sub(b"", data) if is_script else data)

    def _rewrite_commands(self, stream: Any) -> None:
        stream.write(rewrite(stream, self._hidden_in(stream.get("/Resources"))))

    def _rewrite_picture(self, stream: Any) -> None:
        filters = stream.get("/Filter")
        names = [str(name) for name in filters] if isinstance(filters, self._kinds.Array) else [str(filters or "")]
        coding = _CODINGS.get(names[-1])
        if coding is None:
            # Fax coding has no place for anything beside the picture, and is kept as it is.
            if not names[-1].startswith("/CCF"):
                stream.write(cut_to_size(stream, stream.read_bytes()))
            return
        coded = stream.read_raw_bytes()
        if names[:-1] == ["/FlateDecode"]:
            coded = zlib.decompress(coded)
        elif names[:-1]:
            raise CannotCleanError("a picture in it is coded in an unusual way", PRINT_ANEW)
        parameters = stream.get("/DecodeParms")
        if isinstance(parameters, self._kinds.Array):
            parameters = parameters[-1]
        options = {} if parameters is None else {"decode_parms": parameters}
        stream.write(coding(coded), filter=self._kinds.Name(names[-1]), **options)
