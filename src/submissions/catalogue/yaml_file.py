"""Read the YAML files of templates and the house: keys that nobody knows and wrong values are findings."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path

from submissions.findings import Finding, Place
from submissions.source import read_text_file
from submissions.source.case_file import read_yaml
from submissions.values import Localised, Node, SourceList, SourceMapping, Text


class FileReader:
    """Reads one YAML file; `file` names it in findings, which are collected."""

    def __init__(self, path: Path, file: str) -> None:
        """Open nothing yet."""
        self.path, self.file = path, file
        self.findings: list[Finding] = []

    def read(self) -> SourceMapping | None:
        """Return the mapping that the file holds, or None with findings."""
        source, findings = read_text_file(self.path, self.file, Place(self.file))
        self.findings += findings
        if source is None:
            return None
        root, findings = read_yaml(source)
        self.findings += findings
        return root

    def refuse(self, node: SourceMapping, key: str, message: str, order: str, code: str = "E204") -> None:
        """Add a finding at a key."""
        self.findings.append(Finding(code, node.key_place(key), message, order))

    def refuse_unknown(self, node: SourceMapping, known: Collection[str]) -> None:
        """Report keys that nobody knows, with the nearest known one."""
        for key in node:
            if key not in known:
                close = get_close_matches(key, sorted(known), n=1)
                order = f"write '{close[0]}'" if close else f"use one of: {', '.join(sorted(known))}"
                self.refuse(node, key, f"the key '{key}' is unknown", order, code="E203")

    def text(self, node: SourceMapping, key: str, default: str | None = None) -> Text:
        """Return the text under a key; it must be there unless a default is given."""
        value = node.get(Text(key))
        if isinstance(value, str) and value:
            return Text(value, value.place)
        if value is None and default is not None:
            return Text(default, node.place)
        self.refuse(node, key, f"'{key}' must be a text", f"write '{key}: ...'")
        return Text(default or "", node.place)

    def choice(self, node: SourceMapping, key: str, choices: Collection[str], default: str | None = None) -> Text:
        """Return the text under a key, which must be one of the choices."""
        value = self.text(node, key, default)
        if value and value not in choices:
            self.refuse(node, key, f"'{key}' is not one of {', '.join(choices)}: '{value}'", "write one of these")
        return value

    def truth(self, node: SourceMapping, key: str) -> bool:
        """Return whether a key says true."""
        return self.choice(node, key, ("true", "false")) == "true"

    def whole(self, node: SourceMapping, key: str) -> int | None:
        """Return the whole number under a key, or None where there is none."""
        value = node.get(Text(key))
        if value is None:
            return None
        if isinstance(value, str) and value.isascii() and value.isdigit() and int(value) > 0:
            return int(value)
        self.refuse(node, key, f"'{key}' must be a whole number", "write figures only")
        return None

    def listed(self, node: SourceMapping, key: str, default: tuple[str, ...] | None = None) -> tuple[Text, ...]:
        """Return the texts of the list under a key."""
        value = node.get(Text(key))
        if value is None and default is not None:
            return tuple(Text(item, node.place) for item in default)
        items = [item for item in value if isinstance(item, str)] if isinstance(value, SourceList) else []
        if not isinstance(value, SourceList) or len(items) != len(value) or not items:
            self.refuse(node, key, f"'{key}' must be a list of texts", f"write '{key}: [...]'")
        return tuple(Text(item, item.place) for item in items)

    def texts(self, node: SourceMapping, key: str) -> dict[str, str]:
        """Return the mapping of texts under a key."""
        return {name: str(text) for name, text in self.named(node, key, needed=True).items()}

    def named(self, node: SourceMapping, key: str, *, needed: bool = False) -> dict[str, Text]:
        """Return the mapping of texts under a key with their places, empty where it may be left out and is."""
        value = node.get(Text(key))
        if value is None and not needed:
            return {}
        if not isinstance(value, SourceMapping):
            self.refuse(node, key, f"'{key}' must be a mapping of texts", f"write '{key}:' and its entries below")
            return {}
        return {str(name): self.text(value, name) for name in value}

    def localised(self, node: SourceMapping, key: str) -> Localised:
        """Return the texts by language under a key."""
        value: Node | None = node.get(Text(key))
        place = node.key_place(key)
        if isinstance(value, SourceMapping):
            return Localised(tuple((str(name), self.text(value, name)) for name in value), place)
        self.refuse(node, key, f"'{key}' must give its text by language", f"write '{key}:' and 'en: ...' below")
        return Localised((), place)
