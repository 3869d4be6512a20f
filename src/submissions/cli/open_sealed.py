"""`submissions open`: decrypt what was sealed, into a new folder."""

from __future__ import annotations

from pathlib import Path

import click

from submissions.cli.pages import Command
from submissions.cli.report import finish, misuse, require
from submissions.cli.seal import Asking, passphrase_file_option, passphrase_option


@click.command("open", cls=Command)
@click.argument("sealed", metavar="FILE", type=click.Path(path_type=Path))
@click.option("-i", "--identity", "identities", multiple=True, metavar="FILE",
              type=click.Path(path_type=Path),
              help="Your secret key: the file that 'age-keygen' wrote. May be repeated.")  # fmt: skip
@passphrase_option
@passphrase_file_option
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FOLDER",
              help="The folder to make.  [default: the name of FILE without its ending, here]")  # fmt: skip
def open_command(
    *,
    sealed: Path,
    identities: tuple[Path, ...],
    passphrase: bool,
    passphrase_file: Path | None,
    output: Path | None,
) -> None:
    """Open a sealed file into a new folder.

    Decrypts FILE, which 'submissions seal' wrote, and unpacks it into a folder that only you may read. All of it
    appears or nothing: a file that was changed by a single byte is refused, and so is one that would write outside
    its folder. A folder that holds anything is never touched.

    Examples:
      submissions open sealed-2026-11-22.age -i my-key.txt
      submissions open sealed-2026-11-22.age --passphrase -o for-the-hearing

    """
    is_secret = passphrase or passphrase_file is not None
    if bool(identities) == is_secret:
        raise misuse("name either your secret key with -i, or use --passphrase")
    require((sealed, *identities))
    from submissions.upkeep.sealing import Keys, open_sealed  # noqa: PLC0415 - nothing else needs what seals

    target = output or Path(sealed.stem)
    keys = Keys((), identities, Asking(passphrase_file, is_new=False) if is_secret else None)
    count, findings = open_sealed(sealed, keys, target)
    finish(findings)
    click.echo(f"{target.as_posix()}/ made: {count} {'file' if count == 1 else 'files'} unpacked.")
