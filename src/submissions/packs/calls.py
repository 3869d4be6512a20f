"""What packs ask of the child process, each with its arguments and the value that comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from submissions.findings import Finding
from submissions.line.outcome import Setting
from submissions.line.stages import Bench

if TYPE_CHECKING:
    from submissions.checks.receivers import Called
    from submissions.packs.making import PackMade, PackWish
    from submissions.packs.outlines import PackCase


@dataclass(frozen=True, slots=True)
class OutlineForPack:
    """Read what a pack needs to know of the case in a folder: what it is about, and which receivers it is kept from."""

    setting: Setting
    folder: str
    audience: str
    receivers: tuple[Called, ...]

    def run(self, bench: Bench) -> tuple[PackCase | None, list[Finding]]:
        """Do it, in the child process."""
        from submissions.packs.outlines import outline_for_pack  # noqa: PLC0415

        return outline_for_pack(bench, self.setting, self.folder, self.audience, self.receivers)


@dataclass(frozen=True, slots=True, eq=False)
class MakePack:
    """Make the files of one receiver's pack; two are never the same, however alike, so none has to be compared."""

    setting: Setting
    wish: PackWish

    def run(self, bench: Bench) -> tuple[PackMade, list[Finding]]:
        """Do it, in the child process."""
        from submissions.packs.making import make_pack  # noqa: PLC0415

        return make_pack(bench, self.setting, self.wish)
