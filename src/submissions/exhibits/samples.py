"""Cut the samples of an uncoded picture to the size that it says it has: what follows them is never shown."""

from __future__ import annotations

from typing import Any, Final

# Numbers for each dot, by the families of colour spaces and their short names in inline images (ISO 32000-2, 8.6,
# 8.9.7).
_COMPONENTS: Final = {
    "/DeviceGray": 1, "/G": 1, "/CalGray": 1, "/Indexed": 1, "/I": 1, "/Separation": 1,
    "/DeviceRGB": 3, "/RGB": 3, "/CalRGB": 3, "/Lab": 3, "/DeviceCMYK": 4, "/CMYK": 4,
}  # fmt: skip


def cut_to_size(picture: Any, samples: bytes) -> bytes:
    """Return the samples of a picture without what follows them; all of them where its size cannot be told."""
    bits = 1 if picture.get("/ImageMask", False) else int(picture.get("/BitsPerComponent", 8))
    components = 1 if picture.get("/ImageMask", False) else _components(picture.get("/ColorSpace"))
    # Each row begins at a whole byte (ISO 32000-2, 8.9.3).
    row = (int(picture.get("/Width", 0)) * components * bits + 7) // 8
    size = row * int(picture.get("/Height", 0))
    return samples[:size] if size else samples


def _components(colours: Any) -> int:
    """Return how many numbers one dot has in a colour space, 0 where that cannot be told."""
    import pikepdf  # noqa: PLC0415 - slow to load, and only copies of exhibits need it

    if isinstance(colours, pikepdf.Name):
        return _COMPONENTS.get(str(colours), 0)
    if not isinstance(colours, pikepdf.Array) or not len(colours):
        return 0
    family = str(colours[0])
    if family == "/ICCBased":
        return int(colours[1].get("/N", 0))
    if family == "/DeviceN":
        return len(colours[1])
    return _COMPONENTS.get(family, 0)
