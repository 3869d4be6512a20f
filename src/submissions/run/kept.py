"""Keep what was read of cases and templates, so that none of them is read again until something of it has changed.

Of a case its outline and what was found in it are kept, locked with what only the case file gives. Of the templates
nothing has to be locked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeAlias

from submissions.admissibility.rows import Ruled, RuleRow
from submissions.findings import Finding
from submissions.plan import CaseOutline, TemplateOutline
from submissions.run.sources import Parts, Sources, changed_parts
from submissions.run.store import Entry, MadeStore
from submissions.run.told import finding_row, findings_of, lock, unlock
from submissions.today import days_of

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Held: TypeAlias = tuple[Ruled, list[Finding]]
"""What becomes of each rule of a document's mechanism, and what these find."""
Outlined: TypeAlias = tuple[CaseOutline | None, list[Finding]]
"""What planning needs to know of a case, and everything that is wrong with it."""
Shelved: TypeAlias = tuple[tuple[TemplateOutline, ...], list[Finding]]
"""What planning needs to know of templates, and what is wrong with them."""
_TEMPLATES = "|templates"
_TEXTS = "|texts"
_TABLES = "|tables"
_OF_TEMPLATE = "template "


def case_key(folder: str) -> str:
    """Return the key of what is kept of the case in a folder."""
    return f"{folder}|case"


def key_of(entry: str, secret: bytes, parts: Parts) -> bytes:
    """Return the key that locks what is kept of a case under an entry, made from these parts."""
    words = "\n".join([entry, *(f"{name}\0{digest}" for name, digest in sorted(parts.items()))])
    return sha256(secret + sha256(words.encode()).digest()).digest()


class Shapes:
    """Records as JSON and back, by their types; pydantic is loaded when the first of them is asked for."""

    def held(self, letters: str, key: bytes) -> Held | None:
        """Return what `lock_held` kept, None where it does not open."""
        text = unlock(letters, key)
        if text is None:
            return None
        rows, findings, days = json.loads(text)
        return Ruled(self._rows.validate_python(rows, strict=False), days_of(days)), list(findings_of(findings))

    def lock_held(self, held: Held, key: bytes) -> str:
        """Return what is said of rules as letters that only the case opens."""
        ruled, findings = held
        told = [finding_row(one) for one in findings]
        return lock(_json([self._rows.dump_python(ruled.rows, mode="json"), told, str(ruled.days)]), key)

    def outlined(self, letters: str, key: bytes) -> Outlined | None:
        """Return what `lock_outlined` kept, None where it does not open."""
        text = unlock(letters, key)
        if text is None:
            return None
        outline, findings = json.loads(text)
        return self._outline.validate_python(outline), list(findings_of(findings))

    def lock_outlined(self, outlined: Outlined, key: bytes) -> str:
        """Return the outline of a case as letters that only the case opens."""
        outline, findings = outlined
        rows = [finding_row(one) for one in findings]
        return lock(_json([self._outline.dump_python(outline, mode="json"), rows]), key)

    def shelved(self, text: str) -> Shelved:
        """Return the templates that `text_of_shelved` kept; raises ValueError where it cannot be understood."""
        outlines, findings = json.loads(text)
        return self._templates.validate_python(outlines), list(findings_of(findings))

    def text_of_shelved(self, shelved: Shelved) -> str:
        """Return the outlines of templates as JSON."""
        outlines, findings = shelved
        rows = [finding_row(one) for one in findings]
        return _json([self._templates.dump_python(outlines, mode="json"), rows]).decode()

    @cached_property
    def _rows(self) -> TypeAdapter[tuple[RuleRow, ...]]:
        return self._adapter(tuple[RuleRow, ...])

    @cached_property
    def _outline(self) -> TypeAdapter[CaseOutline | None]:
        return self._adapter(CaseOutline | None)

    @cached_property
    def _templates(self) -> TypeAdapter[tuple[TemplateOutline, ...]]:
        return self._adapter(tuple[TemplateOutline, ...])

    @staticmethod
    def _adapter(shape: Any) -> TypeAdapter[Any]:
        from pydantic import TypeAdapter  # noqa: PLC0415 - slow to import

        return TypeAdapter(shape)


class ReadBefore:
    """What earlier runs read of templates and cases, as far as nothing that they read has changed."""

    def __init__(self, store: MadeStore, sources: Sources, shapes: Shapes) -> None:
        self._store, self._sources, self._shapes = store, sources, shapes

    def texts(self) -> str | None:
        """Return the digest of the names of the texts that any template asks for; None where it is not known."""
        entry = self._entry(_TEXTS)
        parts = self._sources.of_templates()
        return None if changed_parts(entry.get("from"), parts) else entry.get("digest")

    def keep_texts(self, digest: str) -> None:
        """Keep the digest of these names."""
        self._store.put(_TEXTS, {"from": dict(self._sources.of_templates()), "digest": digest})

    def templates(self, names: Sequence[str]) -> Shelved | None:
        """Return what is known of the templates of these names, None where they have to be read."""
        entry = self._entry(_TEMPLATES)
        if changed_parts(entry.get("from"), self._of_templates(names)):
            return None
        try:
            return self._shapes.shelved(entry["shelved"])
        except (ValueError, KeyError, TypeError):
            return None

    def keep_templates(self, names: Sequence[str], shelved: Shelved) -> None:
        """Keep what was read of the templates of these names."""
        text = self._shapes.text_of_shelved(shelved)
        self._store.put(_TEMPLATES, {"from": dict(self._of_templates(names)), "shelved": text})

    def case(self, folder: str) -> Outlined | None:
        """Return what is known of a case, None where it has to be read."""
        entry = self._entry(case_key(folder))
        kept = entry.get("from", {})
        asked = [name.removeprefix(_OF_TEMPLATE) for name in kept if name.startswith(_OF_TEMPLATE)]
        parts = self._sources.of_outline(folder, asked)
        if not kept or changed_parts(kept, parts):
            return None
        return self._shapes.outlined(entry.get("outline", ""), self._key(folder, parts))

    def keep_case(self, folder: str, outlined: Outlined) -> None:
        """Keep what was read of a case, and by which marks its files are known again."""
        outline, _ = outlined
        watched = self._sources.cases[folder]
        asked = sorted({one.template for one in outline.submissions}) if outline else []
        parts = self._sources.of_outline(folder, asked)
        letters = self._shapes.lock_outlined(outlined, self._key(folder, parts))
        marks = {"marked": watched.marked, "digest": watched.digest} if watched.marked else {}
        self._store.put(case_key(folder), {"from": dict(parts), "outline": letters, **marks})

    def keep_marks(self, folder: str) -> None:
        """Keep by which marks the files of a case are known again that were not known by them."""
        watched, entry = self._sources.cases[folder], self._entry(case_key(folder))
        if entry and watched.marked and entry.get("marked") != watched.marked:
            self._store.put(case_key(folder), {**entry, "marked": watched.marked, "digest": watched.digest})

    def answer(self, name: str, folder: str, parts: Parts) -> bytes | None:
        """Return what was kept of a case under a name, None where it rests on something that has changed since."""
        key = f"{folder}|{name}"
        entry = self._entry(key)
        if changed_parts(entry.get("from"), parts):
            return None
        return unlock(entry.get("told", ""), key_of(key, self._sources.cases[folder].secret, parts))

    def keep_answer(self, name: str, folder: str, parts: Parts, text: bytes) -> None:
        """Keep something of a case under a name, for whoever has the case file."""
        key = f"{folder}|{name}"
        letters = lock(text, key_of(key, self._sources.cases[folder].secret, parts))
        self._store.put(key, {"from": dict(parts), "told": letters})

    def is_written(self, name: str, parts: Parts, digest: str) -> bool:
        """Tell whether a file of the output folder itself is the one that was written from these parts."""
        entry = self._entry(f"|{name}")
        return not changed_parts(entry.get("from"), parts) and entry.get("digest") == digest

    def keep_written(self, name: str, parts: Parts, digest: str) -> None:
        """Keep what a file of the output folder itself was written from."""
        self._store.put(f"|{name}", {"from": dict(parts), "digest": digest})

    def tables(self) -> list[Finding] | None:
        """Return what was found in the tables of the rules on this day, None where they have to be looked at."""
        entry = self._entry(_TABLES)
        if changed_parts(entry.get("from"), self._sources.of_tables()):
            return None
        return list(findings_of(json.loads(entry.get("told", "[]"))))

    def keep_tables(self, findings: Sequence[Finding]) -> None:
        """Keep what was found in the tables of the rules."""
        told = _json([finding_row(one) for one in findings]).decode()
        self._store.put(_TABLES, {"from": dict(self._sources.of_tables()), "told": told})

    def _of_templates(self, names: Sequence[str]) -> Mapping[str, str]:
        return {**self._sources.of_templates(), "asked": "\n".join(names)}

    def _key(self, folder: str, parts: Parts) -> bytes:
        return key_of(case_key(folder), self._sources.cases[folder].secret, parts)

    def _entry(self, key: str) -> Entry:
        return self._store.entries.get(key, {})


def _json(data: object) -> bytes:
    return json.dumps(data).encode()
