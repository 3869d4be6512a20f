"""What a clean PDF may hold: for each kind of object, its keys and what kind of value each has.

Everything else is left out. Rule: ISO 32000-2, tables 31 (page), 57 (graphics state), 74 to 76 (patterns, shadings),
87 (images), 93 (forms), 109 to 121 (fonts) and 94 (groups), without what says where an object comes from, who made it
or what else belongs to it.
"""

from __future__ import annotations

from typing import Final

# The kinds: "plain" is a number, a name, a truth value or an array of such; "text" may be a string too; "map:x" a
# dictionary with free keys; "list:x" an array; the rest are kinds of this table or have their own function in `pdf`.
_STREAM: Final = {"Length": "plain", "Filter": "plain", "DecodeParms": "parameters"}
_SHADING_KEYS: Final = {
    "ShadingType": "plain", "ColorSpace": "colours", "Background": "plain", "BBox": "plain", "AntiAlias": "plain",
    "Coords": "plain", "Domain": "plain", "Matrix": "plain", "Extend": "plain", "Function": "function",
    "BitsPerCoordinate": "plain", "BitsPerComponent": "plain", "BitsPerFlag": "plain", "Decode": "plain",
    "VerticesPerRow": "plain",
}  # fmt: skip

SHAPES: Final[dict[str, dict[str, str]]] = {
    "page": {
        "Type": "plain", "Parent": "keep", "MediaBox": "plain", "Rotate": "plain", "UserUnit": "plain",
        "Resources": "resources", "Contents": "keep", "Group": "group", "Annots": "keep",
    },
    "resources": {
        "ExtGState": "map:state", "ColorSpace": "map:colours", "Pattern": "map:pattern", "Shading": "map:shading",
        "XObject": "map:picture", "Font": "map:font", "ProcSet": "plain",
    },
    "group": {"Type": "plain", "S": "plain", "CS": "colours", "I": "plain", "K": "plain"},
    "state": {
        "Type": "plain", "LW": "plain", "LC": "plain", "LJ": "plain", "ML": "plain", "D": "plain", "RI": "plain",
        "OP": "plain", "op": "plain", "OPM": "plain", "Font": "list:font", "BG": "function", "BG2": "function",
        "UCR": "function", "UCR2": "function", "TR": "function", "TR2": "function", "HT": "halftone", "FL": "plain",
        "SM": "plain", "SA": "plain", "BM": "plain", "SMask": "mask", "CA": "plain", "ca": "plain", "AIS": "plain",
        "TK": "plain", "UseBlackPtComp": "plain",
    },
    "mask": {"Type": "plain", "S": "plain", "G": "picture", "BC": "plain", "TR": "function"},
    "halftone": {
        **_STREAM, "Type": "plain", "HalftoneType": "plain", "Frequency": "plain", "Angle": "plain",
        "SpotFunction": "function", "AccurateScreens": "plain", "Width": "plain", "Height": "plain",
        "TransferFunction": "function",
    },
    "function": {
        **_STREAM, "FunctionType": "plain", "Domain": "plain", "Range": "plain", "Size": "plain",
        "BitsPerSample": "plain", "Order": "plain", "Encode": "plain", "Decode": "plain", "C0": "plain", "C1": "plain",
        "N": "plain", "Functions": "list:function", "Bounds": "plain",
    },
    "form": {
        **_STREAM, "Type": "plain", "Subtype": "plain", "FormType": "plain", "BBox": "plain", "Matrix": "plain",
        "Resources": "resources", "Group": "group",
    },
    "image": {
        **_STREAM, "Type": "plain", "Subtype": "plain", "Width": "plain", "Height": "plain", "ColorSpace": "colours",
        "BitsPerComponent": "plain", "Intent": "plain", "ImageMask": "plain", "Mask": "picture", "Decode": "plain",
        "Interpolate": "plain", "SMask": "picture", "SMaskInData": "plain", "Matte": "plain",
    },
    "parameters": {
        "Predictor": "plain", "Colors": "plain", "BitsPerComponent": "plain", "Columns": "plain",
        "EarlyChange": "plain",
        "K": "plain", "EndOfLine": "plain", "EncodedByteAlign": "plain", "Rows": "plain", "EndOfBlock": "plain",
        "BlackIs1": "plain", "DamagedRowsBeforeError": "plain", "JBIG2Globals": "globals", "ColorTransform": "plain",
    },
    "globals": {**_STREAM},
    "pattern": {
        **_STREAM, "Type": "plain", "PatternType": "plain", "PaintType": "plain", "TilingType": "plain",
        "BBox": "plain", "XStep": "plain", "YStep": "plain", "Resources": "resources", "Matrix": "plain",
        "Shading": "shading", "ExtGState": "state",
    },
    "shading": {**_STREAM, **_SHADING_KEYS},
    "font": {
        "Type": "plain", "Subtype": "plain", "BaseFont": "plain", "FirstChar": "plain", "LastChar": "plain",
        "Widths": "plain", "FontDescriptor": "descriptor", "Encoding": "encoding", "ToUnicode": "letters",
        "DescendantFonts": "list:font", "CIDSystemInfo": "system", "DW": "plain", "W": "plain", "DW2": "plain",
        "W2": "plain", "CIDToGIDMap": "letters", "FontMatrix": "plain", "FontBBox": "plain",
        "CharProcs": "map:glyph", "Resources": "resources",
    },
    "descriptor": {
        "Type": "plain", "FontName": "plain", "FontStretch": "plain", "FontWeight": "plain", "Flags": "plain",
        "FontBBox": "plain", "ItalicAngle": "plain", "Ascent": "plain", "Descent": "plain", "Leading": "plain",
        "CapHeight": "plain", "XHeight": "plain", "StemV": "plain", "StemH": "plain", "AvgWidth": "plain",
        "MaxWidth": "plain", "MissingWidth": "plain", "FontFile": "program", "FontFile2": "program",
        "FontFile3": "program",
    },
    "program": {**_STREAM, "Length1": "plain", "Length2": "plain", "Length3": "plain", "Subtype": "plain"},
    "system": {"Registry": "text", "Ordering": "text", "Supplement": "plain"},
    "encoding": {
        **_STREAM, "Type": "plain", "BaseEncoding": "plain", "Differences": "plain", "CMapName": "plain",
        "CIDSystemInfo": "system", "WMode": "plain", "UseCMap": "letters",
    },
    "letters": {
        **_STREAM, "Type": "plain", "CMapName": "plain", "CIDSystemInfo": "system", "WMode": "plain",
        "UseCMap": "letters",
    },
    "glyph": {**_STREAM},
    "calibrated": {
        "WhitePoint": "plain", "BlackPoint": "plain", "Gamma": "plain", "Matrix": "plain", "Range": "plain",
    },
    "profile": {**_STREAM, "N": "plain", "Alternate": "colours", "Range": "plain"},
    "lookup": {**_STREAM},
}  # fmt: skip
