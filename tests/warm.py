"""Spare the tests work that always comes out the same: the house's own YAML is read once in a family of processes.

Commands that tests call in their own process start their child by a fork of a server that has imported this module.
Whatever runs the program as a user does, in a process of its own, knows nothing of it.
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
from functools import lru_cache

import submissions
from submissions.catalogue import built_in_templates, read_catalogue, yaml_file
from submissions.findings import Finding
from submissions.source.case_file import read_yaml
from submissions.source.text_file import SourceText
from submissions.values import SourceMapping


@lru_cache(maxsize=256)
def _read_once(source: SourceText) -> tuple[SourceMapping | None, tuple[Finding, ...]]:
    root, findings = read_yaml(source)
    return root, tuple(findings)


def _read(source: SourceText) -> tuple[SourceMapping | None, list[Finding]]:
    """Read as the program does; nobody changes a tree that was read."""
    root, findings = _read_once(source)
    return root, list(findings)


def warm() -> None:
    """Load what a child may need, and read the house with all its languages and templates."""
    vars(yaml_file)["read_yaml"] = _read
    for each in pkgutil.walk_packages(submissions.__path__, "submissions."):
        if not each.name.startswith(("submissions.cli", "submissions.__main__")):
            importlib.import_module(each.name)
    catalogue, _ = read_catalogue([built_in_templates()])
    for code in catalogue.house.languages:
        catalogue.house.languages.get(code)
    gc.collect()
    gc.set_threshold(50_000, 50, 50)  # the tests have memory to spare, and little time
    gc.freeze()  # what is here to stay need not be looked through again, nor be copied by who is forked off


warm()
