"""`submissions seal`: encrypt files and folders for those who are to read them, or lock a PDF."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from submissions.cli.options import today
from submissions.cli.pages import Command
from submissions.cli.report import finish, misuse, require
from submissions.cli.text import clean
from submissions.cli.workspace import cases_near

_PASSPHRASE_BYTES_MAX = 4096

passphrase_option = click.option("--passphrase", is_flag=True, help="Use a passphrase, which is asked for.")
passphrase_file_option = click.option(
    "--passphrase-file", "--password-file", "passphrase_file", type=click.Path(path_type=Path), metavar="FILE",
    help="Use the passphrase in the first line of FILE, or of what is piped in if FILE is '-'.",
)  # fmt: skip


@click.command(cls=Command)
@click.argument("paths", nargs=-1, metavar="PATH...", type=click.Path(path_type=Path))
@click.option("-r", "--recipient", "recipients", multiple=True, metavar="KEY",
              help="Who may open it: a public key of age, age1... May be repeated.")  # fmt: skip
@click.option("-R", "--recipients-file", "files", multiple=True, metavar="FILE",
              type=click.Path(path_type=Path),
              help="A file of such keys, a line each. May be repeated.")  # fmt: skip
@passphrase_option
@passphrase_file_option
@click.option("--pdf", type=click.Path(path_type=Path), metavar="FILE",
              help="Lock a copy of this PDF with a password instead.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE",
              help="The file to write.  [default: sealed-<date>.age here]")  # fmt: skip
def seal(
    *,
    paths: tuple[Path, ...],
    recipients: tuple[str, ...],
    files: tuple[Path, ...],
    passphrase: bool,
    passphrase_file: Path | None,
    pdf: Path | None,
    output: Path | None,
) -> None:
    """Encrypt files and folders for somebody.

    Puts the files and folders at each PATH into one file that only the recipients can open, with 'submissions open'
    or with the program age. Nothing outside tells what is inside, from which case it comes or who made it; only its
    size can be seen. A file that is there already is never overwritten.

    A recipient is a public key, which somebody makes with 'age-keygen' and may send you openly; make sure by
    telephone that it is theirs. With --passphrase, leave the question empty to be given a good one, and tell it by
    another way than you send the file.

    With --pdf, writes a copy of one PDF that opens only with a password (AES-256). It needs Acrobat X or newer.

    Examples:
      submissions seal output/a-v-bosnia/filing -r age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p
      submissions seal cases/a-v-bosnia -R our-keys.txt -o backup.age
      submissions seal letter.pdf statement.docx --passphrase
      submissions seal --pdf output/a-v-bosnia/filing/un-cat-complaint.en.pdf -o complaint.pdf

    """
    from submissions.upkeep.sealing import Keys  # noqa: PLC0415 - nothing else needs what seals

    require((*paths, *files, *((pdf,) if pdf else ())))
    _check_use(paths, bool(recipients or files), passphrase or passphrase_file is not None, pdf)
    asks = Asking(passphrase_file, is_new=True)
    target = output or _neutral_name("pdf" if pdf else "age")
    is_secret = passphrase or passphrase_file is not None
    names = _names_near((pdf,) if pdf else paths) if pdf or is_secret else frozenset()
    if pdf:
        from submissions.upkeep.sealing import seal_pdf  # noqa: PLC0415

        finish(seal_pdf(pdf, asks, target, names))
        click.echo(f"{target.as_posix()} written: it opens only with the password.")
        return
    from submissions.upkeep.sealing import seal as seal_paths  # noqa: PLC0415

    keys = Keys(recipients, files, asks if is_secret else None, names)
    count, findings = seal_paths(paths, keys, target)
    finish(findings)
    click.echo(f"{target.as_posix()} written: {count} {'file' if count == 1 else 'files'} sealed.")


class Asking:
    """Asks for a passphrase: in a file if one was named, else on the terminal, where it is never shown.

    A new one is asked for twice; where nothing is typed, one is made and shown once.
    """

    def __init__(self, file: Path | None, *, is_new: bool) -> None:
        self._file, self._is_new = file, is_new

    def __call__(self, names: frozenset[str]) -> str:
        """Return the passphrase; raises OSError where its file cannot be read. One that is made holds no name."""
        if self._file is not None:
            return _first_line(self._file)
        if not self._is_new:
            return str(click.prompt("Passphrase", hide_input=True, err=True))
        typed = str(
            click.prompt("Passphrase (empty: make one)", hide_input=True, default="", show_default=False, err=True)
        )
        if typed:
            again = str(click.prompt("Once more", hide_input=True, default="", show_default=False, err=True))
            if again != typed:
                raise misuse("the two passphrases are not the same")
            return typed
        from submissions.seal.passwords import propose  # noqa: PLC0415

        made = propose(names)
        click.echo(f"The passphrase, shown this once: {made}", err=True)
        return made


def _names_near(paths: tuple[Path, ...]) -> frozenset[str]:
    """Return the folded words of the names in the cases that paths belong to; in all of the workspace if it is unclear.

    A case that cannot be read is told of: its names are then not looked for.
    """
    from submissions.line.outcome import Setting  # noqa: PLC0415 - only a passphrase needs the cases
    from submissions.run.worker import Stopped, Worker  # noqa: PLC0415
    from submissions.upkeep.calls import FindNames  # noqa: PLC0415

    names: frozenset[str] = frozenset()
    with Worker() as worker:
        for workspace, folders in cases_near(paths).items():
            setting = Setting(workspace, today(), workspace / "output", writes=False)
            found = worker.run(FindNames(setting, folders))
            gathered, unread = (frozenset(), folders) if isinstance(found, Stopped) else found
            names |= gathered
            for folder in unread:
                click.echo(f"{clean(folder)} cannot be read: no name of it is looked for in the passphrase", err=True)
    return names


def _first_line(file: Path) -> str:
    if str(file) == "-":
        content = sys.stdin.buffer.read(_PASSPHRASE_BYTES_MAX)
    else:
        with file.open("rb") as stream:
            content = stream.read(_PASSPHRASE_BYTES_MAX)
    try:
        return (content.decode("utf-8-sig").splitlines() or [""])[0]
    except UnicodeDecodeError as error:
        raise misuse("the passphrase file is not text") from error


def _check_use(paths: tuple[Path, ...], has_keys: bool, is_secret: bool, pdf: Path | None) -> None:
    if pdf is not None:
        if paths or has_keys:
            raise misuse("--pdf goes with a password only, without PATH and recipients")
        return
    if not paths:
        raise misuse("nothing is named that could be sealed\n\nName a file or folder.")
    if not has_keys and not is_secret:
        raise misuse("nobody is named who could open it\n\nName a recipient with -r, or use --passphrase.")
    if has_keys and is_secret:
        raise misuse("recipients and a passphrase cannot go together: age allows one or the other")


def _neutral_name(ending: str) -> Path:
    """Return a name that says nothing but the day, and that nothing here has yet."""
    stem = f"sealed-{today().isoformat()}"
    name = Path(f"{stem}.{ending}")
    number = 2
    while name.exists():
        name, number = Path(f"{stem}-{number}.{ending}"), number + 1
    return name
