"""Search every file of a pack: for whom any of its cases protects, and for what tells of another recipient.

Runs in the child process. The search is that of every build (`audit`); no message repeats what is protected. A file
that several recipients are given is searched once: what was found is kept under the digest of its bytes.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from submissions.case import Case
from submissions.findings import Finding, Place
from submissions.folding import fold_words
from submissions.line.audits import organisations_of, searcher_with, words_beyond
from submissions.line.reading import read_templates
from submissions.line.stages import Stages
from submissions.packs.receivers import Receiver

if TYPE_CHECKING:
    from submissions.audit.names.search import Searcher
    from submissions.audit.records import Opened, Secret

_SHOWN_MAX: Final = 5


@dataclass(frozen=True, slots=True)
class FileSearch:
    """What was found in one file: what stands against it, each with what to do, and what of it tells of a recipient.

    The latter is the label of what was searched for with the folded words that stand there.
    """

    against: tuple[tuple[str, str], ...]
    recipients: frozenset[tuple[str, str]]

    def tells_of(self, labels: Container[str], receiver: Receiver) -> set[str]:
        """Return which of some labels it tells of, in other words than the receiver's own name."""
        own = set(fold_words(receiver.whole_name).split())
        return {label for label, words in self.recipients if label in labels and not set(words.split()) <= own}


@dataclass(frozen=True, slots=True)
class Safety:
    """What the files of one pack are searched with: its cases by id, and all of its recipients.

    `authors` are the names that a file may give as its author beside those of the cases' organisations.
    """

    stages: Stages
    key: str
    audience: str
    cases: tuple[tuple[str, Case], ...]
    receivers: tuple[Receiver, ...]
    authors: tuple[str, ...]

    # --- one file ---

    def search(self, name: str, content: bytes) -> FileSearch:
        """Search one file, its name too; only once where it is given to several."""
        digest = sha256(content).hexdigest()
        key = (self.stages.setting.workspace, "files of packs", self.key, name, digest)
        return self.stages.bench.kept.get(key, lambda: self._search(name, content))

    def search_names(self, names: Sequence[str]) -> FileSearch:
        """Search names alone, such as those within a zip of files that were searched themselves."""
        from submissions.audit.records import Opened, Piece  # noqa: PLC0415 - slow to import

        return self._told(Opened(tuple(Piece("a file", "name", name) for name in names)))

    def _search(self, name: str, content: bytes) -> FileSearch:
        from submissions.audit.files import open_file  # noqa: PLC0415 - slow to import

        allowed = tuple(
            dict.fromkeys([*self.authors, *(one for _, case in self.cases for one in organisations_of(case))])
        )
        opened = open_file(name, content, *allowed[:1])
        refusals = opened.refusals
        for other in allowed[1:]:
            if refusals:
                also = frozenset(open_file(name, content, other).refusals)
                refusals = tuple(one for one in refusals if one in also)
        return self._told(replace(opened, refusals=refusals))

    def _told(self, opened: Opened) -> FileSearch:
        against: dict[tuple[str, str], None] = {}
        for refusal in opened.refusals[:_SHOWN_MAX]:
            against[f"a file of the pack holds what may not be handed over: {refusal.reason}", _REFUSED] = None
        for part in opened.unsearchable[:_SHOWN_MAX]:
            against[f"a part of a file of the pack cannot be searched: {part.reason}", _REFUSED] = None
        for case_id, case in self.cases:
            for hit in self._searcher(case_id, case).search(opened.pieces):
                words = f"a file of the pack tells who is protected in the case '{case_id}': {hit.secret.label}"
                against[f"{words} ({hit.variant})" if hit.variant else words, _NAMED] = None
        found = self._recipients().search(opened.pieces) if self.receivers else ()
        return FileSearch(tuple(against), frozenset((hit.secret.label, fold_words(hit.words)) for hit in found))

    # --- what is searched for ---

    def _searcher(self, case_id: str, case: Case) -> Searcher:
        """Return what searches for all that the audience may not find of a case, in every language of the house."""
        shelf = read_templates(self.stages.aside()).house.languages
        words = words_beyond([shelf.of(code) for code in sorted(shelf)])
        given = case, self.audience, *words
        key = f"{case_id}|{self.audience}|every language"
        return self.stages.once(key, "gathering what is protected", searcher_with, *given)

    def _recipients(self) -> Searcher:
        """Return what searches for everything that tells of a recipient."""
        key = (self.stages.setting.workspace, "recipients", self.key)
        return self.stages.bench.kept.get(
            key, lambda: _searcher_of([one for pair in self.secrets() for one in pair[1]])
        )

    def secrets(self) -> Iterator[tuple[Receiver, tuple[Secret, ...]]]:
        """Yield what tells of each recipient."""
        for one in self.receivers:
            yield one, tuple(_secrets(one))

    def others(self, receiver: Receiver) -> dict[str, Place]:
        """Return the labels of what tells of another recipient, and not of this one as well, with their places."""
        own = {(secret.kind, fold_words(secret.text)) for secret in _secrets(receiver)}
        return {
            secret.label: secret.place
            for one, secrets in self.secrets()
            if one.id != receiver.id
            for secret in secrets
            if (secret.kind, fold_words(secret.text)) not in own
        }


def _searcher_of(secrets: Sequence[Secret]) -> Searcher:
    from submissions.audit.names.search import Searcher  # noqa: PLC0415 - slow to import

    return Searcher(secrets)


def _secrets(one: Receiver) -> Iterator[Secret]:
    """Yield what tells of a recipient: the whole name in all its forms, the address for mail, the line of their own."""
    from submissions.audit.names.parts import split_name  # noqa: PLC0415 - slow to import
    from submissions.audit.records import Secret  # noqa: PLC0415

    whose = f"recipient at {one.place}"
    if one.name:
        words = frozenset(one.name.split())  # none of them alone is a sign of the recipient
        yield Secret(f"name of the {whose}", one.name, "name", one.place, split_name(one.name), common=words)
    if one.email:
        yield Secret(f"address for mail of the {whose}", one.email, "contact", one.place)
    if one.line:
        yield Secret(f"own line of the {whose}", one.line, "words", one.place)


_REFUSED: Final = "look into the house's Word frame; if it stands in none, it is the program's fault"
_NAMED: Final = (
    "look where it was typed: in the pack file, in the table of recipients, in a title or id of a case; or leave the "
    "case out of this pack"
)
_OTHERS: Final = "look where it was typed: in the letter, in the title of the pack, or in this recipient's own line"


def findings_of(  # noqa: PLR0917  what is searched, and for whom it is
    safety: Safety,
    made: Mapping[str, bytes],
    taken: Mapping[str, bytes],
    receiver: Receiver,
    place: Place,
    names: Sequence[str] = (),
) -> list[Finding]:
    """Return what stands against the files of one recipient's pack.

    `made` are the files that were made for it, `taken` the documents, which everybody is given alike: whoever is named
    in one of these is so as what the document is about, and that is a remark. `names` are those of whatever holds the
    files, which are searched with their own.
    """
    findings: dict[Finding, None] = {}
    others = safety.others(receiver)
    in_documents: set[str] = set()
    for name, content in taken.items():
        searched = safety.search(name, content)
        in_documents |= searched.tells_of(others, receiver)
        findings |= dict.fromkeys(_against(searched, place, name))
    for label in sorted(in_documents):
        words = f"a document that everybody is given holds the {label}"
        findings[Finding("N784", others[label], words, "look whether that is meant")] = None
    called = safety.search_names([*names, *made, *taken])
    for name, searched in (("", called), *((name, safety.search(name, content)) for name, content in made.items())):
        findings |= dict.fromkeys(_against(searched, place, name))
        for label in sorted(searched.tells_of(others, receiver) - in_documents):
            words = f"a file of the pack holds the {label}, and is another recipient's"
            findings[Finding("E776", _within(place, name), words, _OTHERS)] = None
    return list(findings)


def _against(searched: FileSearch, place: Place, name: str) -> Iterator[Finding]:
    for words, order in searched.against:
        yield Finding("E775", _within(place, name), words, order)


def _within(place: Place, name: str) -> Place:
    return Place(f"{place.file}/{name}" if name else place.file)
