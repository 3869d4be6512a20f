"""Sealing and opening: what comes out is what went in, nothing is written twice, and hostile files write nothing."""

from __future__ import annotations

import io
import os
import stat
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result

from dirty_pdfs import plain_pdf, saved
from submissions.cli import main
from submissions.installation import order_to_install
from submissions.publish.fresh import PREFIX
from submissions.seal.archive import Packing, survey
from submissions.seal.passwords import propose

pyrage = pytest.importorskip("pyrage")
GOOD = "horse battery staple correct"
POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows has other permissions and links")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with a case to seal and the keys of somebody who may open it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    folder = tmp_path / "a-v-state"
    (folder / "annexes" / "empty").mkdir(parents=True)
    (folder / "case.yaml").write_text("case: {}\n")
    (folder / "annexes" / "Amra Hadžić.pdf").write_bytes(bytes(range(256)) * 900)
    (folder / ".submissions.made").write_text("{}")
    key = pyrage.x25519.Identity.generate()
    (tmp_path / "key.txt").write_text(f"# mine\n{key}\n")
    (tmp_path / "recipients.txt").write_text(f"# ours\n\n{key.to_public()}\n")
    (tmp_path / "passphrase.txt").write_text(f"{GOOD}\n")
    return tmp_path


def call(*arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=typed)


def tree(folder: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
        if not path.name.startswith(".submissions")
    }


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def sealed_for_key(content: bytes) -> Path:
    """Seal any bytes for the key that stands here, as somebody else's program could."""
    key = pyrage.x25519.Identity.from_str(Path("key.txt").read_text().splitlines()[1])
    Path("x.age").write_bytes(pyrage.encrypt(content, [key.to_public()]))
    return Path("x.age")


def test_a_folder_comes_out_as_it_went_in(here: Path) -> None:
    result = call("seal", "a-v-state", "-R", "recipients.txt")
    assert (result.exit_code, result.output) == (0, "sealed-2026-11-22.age written: 2 files sealed.\n")
    result = call("open", "sealed-2026-11-22.age", "-i", "key.txt")
    assert (result.exit_code, result.output) == (0, "sealed-2026-11-22/ made: 2 files unpacked.\n")
    assert tree(here / "sealed-2026-11-22") == tree(here / "a-v-state")


def test_outside_nothing_tells_what_is_inside(here: Path) -> None:
    call("seal", "a-v-state", "-R", "recipients.txt")
    content = (here / "sealed-2026-11-22.age").read_bytes()
    for word in (b"a-v-state", b"case.yaml", b"Amra", os.fsencode(here)):
        assert word not in content


def test_the_archive_holds_no_owner_no_time_and_no_path_and_is_the_same_each_time(here: Path) -> None:
    packed = Packing(survey([here / "a-v-state"])).read()
    os.utime(here / "a-v-state" / "case.yaml", (1, 1))
    assert Packing(survey([Path("a-v-state")])).read() == packed
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        members = archive.getmembers()
    assert [member.name for member in members] == [
        "sealed", "sealed/annexes", "sealed/annexes/Amra Hadžić.pdf", "sealed/annexes/empty", "sealed/case.yaml",
    ]  # fmt: skip
    assert {(member.uid, member.gid, member.uname, member.gname, member.mtime) for member in members} == {
        (0, 0, "", "", 0)
    }


@POSIX
def test_what_is_written_is_for_its_owner_only(here: Path) -> None:
    call("seal", "a-v-state", "-R", "recipients.txt", "-o", "x.age")
    call("open", "x.age", "-i", "key.txt", "-o", "out")
    files = [Path("x.age"), *(path for path in Path("out").rglob("*") if path.is_file())]
    folders = [Path("out"), *(path for path in Path("out").rglob("*") if path.is_dir())]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}


def test_files_are_sealed_under_their_names_and_a_taken_name_gets_a_number(here: Path) -> None:
    for name in ("sealed-2026-11-22", "sealed-2026-11-22-2"):
        assert call("seal", "key.txt", "recipients.txt", "-R", "recipients.txt").exit_code == 0
        assert call("open", f"{name}.age", "-i", "key.txt").exit_code == 0
        assert names(here / name) == {"key.txt", "recipients.txt"}


@pytest.mark.proof
def test_a_passphrase_seals_and_opens(here: Path) -> None:
    assert call("seal", "a-v-state", "--passphrase-file", "passphrase.txt", "-o", "x.age").exit_code == 0
    assert call("open", "x.age", "--passphrase", "-o", "out", typed=f"{GOOD}\n").exit_code == 0
    assert tree(here / "out") == tree(here / "a-v-state")


@pytest.mark.usefixtures("quick_passphrases")
def test_a_file_that_a_passphrase_sealed_opens_with_it(here: Path) -> None:
    assert call("seal", "a-v-state", "--passphrase-file", "passphrase.txt", "-o", "x.age").exit_code == 0
    assert call("open", "x.age", "--passphrase", "-o", "out", typed=f"{GOOD}\n").exit_code == 0
    assert tree(here / "out") == tree(here / "a-v-state")


@pytest.mark.usefixtures("quick_passphrases")
def test_another_passphrase_opens_nothing(here: Path) -> None:
    assert call("seal", "a-v-state", "--passphrase-file", "passphrase.txt", "-o", "x.age").exit_code == 0
    wrong = call("open", "x.age", "--passphrase-file", "-", "-o", "no", typed="another passphrase\n")
    assert (wrong.exit_code, "E765" in wrong.output) == (1, True)
    assert not Path("no").exists()


@pytest.mark.usefixtures("quick_passphrases")
def test_where_no_passphrase_is_typed_one_is_made_and_shown_once(here: Path) -> None:
    result = call("seal", "key.txt", "--passphrase", "-o", "x.age", typed="\n")
    made = result.output.partition("shown this once: ")[2].split()[0]
    assert result.output.count(made) == 1
    assert len({propose() for _ in range(50)}) == 50
    Path("made.txt").write_text(made)
    assert call("open", "x.age", "--passphrase-file", "made.txt", "-o", "out").exit_code == 0


@pytest.mark.parametrize("typed", ["short", "aaaaaaaaaaaaaaaaaaaa", "ababababababababab"])
def test_a_weak_passphrase_is_refused(here: Path, typed: str) -> None:
    result = call("seal", "key.txt", "--passphrase-file", "-", "-o", "x.age", typed=f"{typed}\n")
    assert (result.exit_code, "E763" in result.output, Path("x.age").exists()) == (1, True, False)
    assert typed not in result.output


@pytest.mark.parametrize(
    ("text", "words"),
    [("age1nonsense", "no recipient"), ("# nobody\n", "names no recipient"), ("AGE-SECRET-KEY-1ABC", "secret key"),
     ("age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t", "no recipient")],
)  # fmt: skip
def test_a_malformed_recipient_stops_before_anything_is_read(here: Path, text: str, words: str) -> None:
    Path("bad.txt").write_text(text)
    (here / "a-v-state" / "link").symlink_to("key.txt")  # would be refused too, were it looked at first
    result = call("seal", "a-v-state", "-R", "recipients.txt", "-R", "bad.txt", "-o", "x.age")
    if text.startswith("#"):
        result = call("seal", "a-v-state", "-R", "bad.txt", "-o", "x.age")
    assert (result.exit_code, "E761" in result.output, words in result.output) == (1, True, True)
    assert text.strip() not in result.output
    assert not Path("x.age").exists()


@pytest.mark.parametrize(
    "arguments",
    [["seal"], ["seal", "a-v-state"], ["seal", "missing", "-R", "recipients.txt"], ["open", "key.txt"],
     ["seal", "a-v-state", "-R", "recipients.txt", "--passphrase"], ["seal", "a-v-state", "--pdf", "key.txt"],
     ["open", "key.txt", "-i", "key.txt", "--passphrase"]],
)  # fmt: skip
def test_wrong_use_ends_with_status_2(here: Path, arguments: list[str]) -> None:
    assert call(*arguments).exit_code == 2


@POSIX
def test_links_and_pipes_are_not_sealed(here: Path) -> None:
    (here / "a-v-state" / "link").symlink_to("/etc/hostname")
    assert "E760" in call("seal", "a-v-state", "-R", "recipients.txt", "-o", "x.age").output
    (here / "a-v-state" / "link").unlink()
    os.mkfifo(here / "a-v-state" / "pipe")
    assert "E760" in call("seal", "a-v-state", "-R", "recipients.txt", "-o", "x.age").output
    assert not Path("x.age").exists()


def test_nothing_is_ever_overwritten(here: Path) -> None:
    Path("x.age").write_bytes(b"mine")
    assert "E764" in call("seal", "key.txt", "-R", "recipients.txt", "-o", "x.age").output
    assert Path("x.age").read_bytes() == b"mine"
    call("seal", "a-v-state", "-R", "recipients.txt", "-o", "y.age")
    Path("out").mkdir()
    Path("out/mine.txt").write_text("mine")
    assert "E764" in call("open", "y.age", "-i", "key.txt", "-o", "out").output
    assert names(Path("out")) == {"mine.txt"}
    Path("out/mine.txt").unlink()
    assert call("open", "y.age", "-i", "key.txt", "-o", "out").exit_code == 0


def damages() -> list[Callable[[bytes], bytes]]:
    return [
        lambda content: content[:-1],
        lambda content: content + b"x",
        lambda content: content[: len(content) // 2],
        lambda content: content[:100_000] + bytes([content[100_000] ^ 1]) + content[100_001:],
        lambda content: content[:60] + bytes([content[60] ^ 1]) + content[61:],
        lambda content: content.replace(b"age-encryption", b"age-encryptiom"),
        lambda content: b"",
    ]


@pytest.mark.parametrize("damage", damages())
def test_a_changed_byte_is_noticed_and_nothing_is_written(here: Path, damage: Callable[[bytes], bytes]) -> None:
    call("seal", "a-v-state", "-R", "recipients.txt", "-o", "x.age")
    Path("x.age").write_bytes(damage(Path("x.age").read_bytes()))
    before = names(here)
    result = call("open", "x.age", "-i", "key.txt", "-o", "out")
    assert (result.exit_code, "E765" in result.output) == (1, True)
    assert names(here) == before


def test_another_key_does_not_open_it(here: Path) -> None:
    call("seal", "a-v-state", "-R", "recipients.txt", "-o", "x.age")
    Path("other.txt").write_text(str(pyrage.x25519.Identity.generate()))
    assert "E765" in call("open", "x.age", "-i", "other.txt").output
    Path("other.txt").write_text("nonsense")
    assert "E761" in call("open", "x.age", "-i", "other.txt").output


def member(name: str, kind: bytes = tarfile.REGTYPE, content: bytes = b"x", link: str = "") -> bytes:
    header = tarfile.TarInfo(name)
    header.type, header.linkname = kind, link
    header.size = len(content) if kind == tarfile.REGTYPE else 0
    data = content + bytes(-len(content) % 512) if kind == tarfile.REGTYPE else b""
    return header.tobuf(tarfile.PAX_FORMAT) + data


def too_large() -> bytes:
    header = tarfile.TarInfo("sealed/big")
    header.size = 1 << 40
    return header.tobuf(tarfile.PAX_FORMAT)


FORBIDDEN = (
    "report: final.pdf", "a|b", "why?.txt", "a*b", 'so "called"', "a<b>", "ends with a dot.", "ends with a space ",
    "CON", "nul.txt", "com1.pdf", "LPT9", "aux .md", "conin$",
    "annex\u202efdp.exe", "a\u2066b\u2069.pdf", "a\u200fb.pdf",
    "a\u061cb",
)  # fmt: skip


HOSTILE = {
    "a name that climbs": member("sealed/../../evil"),
    "a name that climbs first": member("../evil"),
    "an absolute name": member("/opt/evil"),
    "a name of Windows": member("sealed\\..\\evil"),
    "a name with a line end": member("sealed/a\nb"),
    "a link": member("sealed/link", tarfile.SYMTYPE, link="/etc"),
    "a link and a file through it": member("sealed/d", tarfile.SYMTYPE, link="/opt") + member("sealed/d/evil"),
    "a second name": member("sealed/a") + member("sealed/b", tarfile.LNKTYPE, link="/etc/hostname"),
    "a device": member("sealed/null", tarfile.CHRTYPE),
    "a pipe": member("sealed/pipe", tarfile.FIFOTYPE),
    "the same name twice": member("sealed/a") + member("sealed/a"),
    "the same name but for capitals": member("sealed/Annex") + member("sealed/annex"),
    "a file that is a folder": member("sealed/a") + member("sealed/a/b"),
    "a folder that is a file": member("sealed/a/b") + member("sealed/a", tarfile.DIRTYPE) + member("sealed/a"),
    "more than it has room for": too_large(),
    "folders without end": member("sealed/" + "a/" * 300 + "b"),
    "a very long name": member("sealed/" + "a" * 300),
    **{f"Windows forbids {part!r}": member(f"sealed/{part}") for part in FORBIDDEN},
    **{f"within {part!r}": member(f"sealed/annexes/{part}/a.txt") for part in FORBIDDEN},
    "no archive": b"plain words, sealed with another program",
    "an archive cut off": member("sealed/a", content=b"x" * 2000)[:-1024],
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_archive_writes_nothing(here: Path, name: str) -> None:
    ending = b"" if name in ("no archive", "an archive cut off") else bytes(1024)
    sealed_for_key(member("sealed/first") * ("archive" not in name) + HOSTILE[name] + ending)
    before = names(here)
    result = call("open", "x.age", "-i", "key.txt", "-o", "out")
    assert result.exit_code == 1, result.output
    assert "E766" in result.output
    assert "Traceback" not in result.output
    assert names(here) == before
    assert not Path("/opt/evil").exists()


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such names")
@pytest.mark.parametrize("name", FORBIDDEN)
def test_what_could_not_be_unpacked_is_not_sealed(here: Path, name: str) -> None:
    (here / "a-v-state" / name).write_text("x")
    result = call("seal", "a-v-state", "-R", "recipients.txt", "-o", "x.age")
    assert (result.exit_code, "E760" in result.output, Path("x.age").exists()) == (1, True, False)


@pytest.mark.parametrize(
    "name", ["Показания.pdf", "إفادة.pdf", "console.txt", "null.md", "a..b", "déposition (1).pdf", "com10"]
)
def test_ordinary_names_of_every_script_are_sealed_and_opened(here: Path, name: str) -> None:
    (here / "a-v-state" / name).write_text("x", encoding="utf-8")
    assert call("seal", "a-v-state", "-R", "recipients.txt", "-o", "x.age").exit_code == 0
    assert call("open", "x.age", "-i", "key.txt", "-o", "out").exit_code == 0
    assert (here / "out" / name).read_text(encoding="utf-8") == "x"


def test_a_sparse_bomb_is_refused(here: Path) -> None:
    header = tarfile.TarInfo("sealed/sparse")
    header.pax_headers = {"GNU.sparse.major": "0", "GNU.sparse.minor": "1", "GNU.sparse.map": "0,0",
                          "GNU.sparse.size": str(1 << 40), "GNU.sparse.numblocks": "1"}  # fmt: skip
    sealed_for_key(header.tobuf(tarfile.PAX_FORMAT) + bytes(1024))
    assert "E766" in call("open", "x.age", "-i", "key.txt", "-o", "out").output
    assert not Path("out").exists()


def test_what_a_dead_run_left_is_cleared_away(here: Path) -> None:
    left = here / f"{PREFIX}{2**22 + 1}"
    left.mkdir()
    (left / "archive.tar").write_bytes(b"names")
    alive = here / f"{PREFIX}{os.getppid()}"
    alive.write_bytes(b"of another run")
    assert call("seal", "key.txt", "-R", "recipients.txt", "-o", "x.age").exit_code == 0
    assert not left.exists()
    assert alive.exists()


def test_without_the_library_the_remedy_is_named(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyrage", None)
    result = call("seal", "a-v-state", "-R", "recipients.txt")
    assert result.exit_code == 1
    assert "E762" in result.output
    assert order_to_install(extra="seal") in result.output


def test_a_folder_that_cannot_be_written_is_said(here: Path) -> None:
    result = call("seal", "key.txt", "-R", "recipients.txt", "-o", "missing/x.age")
    assert (result.exit_code, "E768" in result.output) == (1, True)


def test_a_pdf_is_locked_with_aes_256_and_reads_the_same(here: Path) -> None:
    pdf = plain_pdf()
    pdf.docinfo["/Title"] = "Amra"
    Path("a.pdf").write_bytes(saved(pdf))
    result = call("seal", "--pdf", "a.pdf", "--password-file", "passphrase.txt")
    assert (result.exit_code, Path("sealed-2026-11-22.pdf").exists()) == (0, True)
    content = Path("sealed-2026-11-22.pdf").read_bytes()
    assert b"Amra" not in content
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(content))
    with pikepdf.open(io.BytesIO(content), password=GOOD) as locked:
        assert (locked.encryption.R, locked.encryption.bits, str(locked.encryption.stream_method)) == (
            6, 256, "EncryptionMethod.aesv3",
        )  # fmt: skip
        assert len(locked.pages) == 1


@pytest.mark.parametrize(
    "content", [b"no PDF", saved(plain_pdf(), encryption=pikepdf.Encryption(owner="o", user="u")), b"%PDF-1.7\n"]
)
def test_a_pdf_that_cannot_be_locked_is_refused(here: Path, content: bytes) -> None:
    Path("a.pdf").write_bytes(content)
    result = call("seal", "--pdf", "a.pdf", "--password-file", "passphrase.txt", "-o", "b.pdf")
    assert (result.exit_code, "E767" in result.output, Path("b.pdf").exists()) == (1, True, False)
