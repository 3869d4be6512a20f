"""Tell by the packets that programs put beside a picture whether they say where it was taken or who made it.

EXIF: CIPA DC-008, tables 4 to 8. XMP: ISO 16684-1. IPTC: IIM 4.2, record 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

POSITION: Final = 0x8825
"""The tag of EXIF behind which the position stands."""

NAMES: Final = frozenset({0x013B, 0x8298, 0x9C9D, 0xA430, 0xA431, 0xC62F})
"""Artist, copyright, the author of Windows, the owner and the serial number of the camera."""

INNER: Final = 0x8769
"""The tag of EXIF behind which a table of its own stands."""

NOTES: Final = 0x927C
"""The maker's own notes, which hold names and numbers again; no program can be sure what else they say."""

_XMP_POSITION: Final = re.compile(rb"GPS(?:Latitude|Longitude|Position|Alt)|photoshop:City|Iptc4xmpCore:Location")
_XMP_AUTHOR: Final = re.compile(
    rb"dc:creator|OwnerName|SerialNumber|photoshop:Credit|xmpRights:Owner|dc:rights|CreatorTool>"
)
# In IPTC, data set 2:80 is the by-line, 2:110 the credit, 2:90 to 2:101 the place.
_IPTC_AUTHOR: Final = re.compile(rb"\x1c\x02[\x50\x55\x6e\x74]")
_IPTC_POSITION: Final = re.compile(rb"\x1c\x02[\x5a-\x65]")


def xmp_extras(packet: bytes) -> Iterator[str]:
    """Yield "position" and "author" if a packet of XMP says either."""
    if _XMP_POSITION.search(packet):
        yield "position"
    if _XMP_AUTHOR.search(packet):
        yield "author"


def iptc_extras(packet: bytes) -> Iterator[str]:
    """Yield "author" and "position" if a packet of IPTC says either."""
    if _IPTC_AUTHOR.search(packet):
        yield "author"
    if _IPTC_POSITION.search(packet):
        yield "position"
