"""Read what a template calls by names of its own: what the case gives, and what the case must type for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from jinja2 import Environment, TemplateSyntaxError

from submissions.case.asked import KINDS, AskedValue
from submissions.catalogue.yaml_file import FileReader
from submissions.findings import Finding, Place
from submissions.jinja.given import names_asked, why_not_a_name
from submissions.languages import PLAIN
from submissions.values import Localised, Node, SourceList, SourceMapping, Text

VALUE_KEYS: Final[dict[str, str]] = {
    "kind": "What is typed: `text`, `prose`, `date`, `number`, `choice` or `yes/no`.",
    "about": "What to write there, by language, for whoever fills it in.",
    "required": "Whether the case must type it, `true` or `false`; `true` if left out.",
    "choices": "The words that may be typed for a `choice`: `[post, hand]`, or `{post: {en: by post}}` with what is "
    "printed for each.",
}
_EXAMPLE: Final = "write 'values: {withdrawn_on: {kind: date, about: {en: ...}}}'"


@dataclass(frozen=True, slots=True)
class OwnNames:
    """The names of a template's own: `names` with their expressions, and `values` that the case types."""

    names: Mapping[str, Text] = field(default_factory=dict)
    values: Mapping[str, AskedValue] = field(default_factory=dict)


def own_names(node: SourceMapping, languages: Sequence[str], reader: FileReader) -> OwnNames:
    """Return the names of a template's own; one that it cannot have is a finding."""
    names = _names(node, reader)
    asked = node.get(Text("values"))
    if asked is None:
        return OwnNames(names)
    if not isinstance(asked, SourceMapping) or not asked:
        reader.refuse(node, "values", "'values' must be a mapping of names", _EXAMPLE)
        return OwnNames(names)
    values = {}
    for name, value in asked.items():
        if name in names:
            order = "choose another name for one of the two"
            reader.findings.append(Finding("E204", name.place, f"the name '{name}' stands under 'names' too", order))
        elif _may_be_named(name, name.place, reader):
            values[str(name)] = _value(name, value, languages, asked, reader)
    return OwnNames(names, values)


def own_names_beside(path: Path) -> tuple[OwnNames, list[Finding]]:
    """Return the names of its own that the `template.yaml` beside a body gives the template, and their faults."""
    beside = path.with_name("template.yaml")
    reader = FileReader(beside, str(beside))
    node = reader.read() if beside.is_file() else None
    if node is None:
        return OwnNames(), reader.findings
    given = node.get(Text("languages"))
    languages = tuple(one for one in given if isinstance(one, str)) if isinstance(given, SourceList) else ()
    return own_names(node, languages, reader), reader.findings


def values_asked(folders: Sequence[Path]) -> dict[str, str]:
    """Return the values that any template below the folders asks for, each with what to write there, in English."""
    found: dict[str, str] = {}
    for path in sorted(file for folder in folders for file in folder.glob("*/**/template.yaml")):
        own, _ = own_names_beside(path)
        for name, value in own.values.items():
            found.setdefault(name, value.about_in(PLAIN))
    return found


def own_names_faults(own: OwnNames, sources: Mapping[str, tuple[str, str]]) -> Iterator[Finding]:
    """Yield names that macros of the template have too, and values that no body prints or asks for.

    `sources` are the body and the stock of each language.
    """
    for language, texts in sources.items() if own.names or own.values else ():
        found = names_asked(*texts)
        if found is None:
            return  # told where the body is rendered
        used, macros = found
        expressions = names_asked(*(f"{{{{ {one} }}}}" for one in own.names.values()))
        used |= expressions[0] if expressions is not None else frozenset()
        for name, place in _places(own):
            if name in macros:
                order = "choose another name"
                yield Finding("E204", place, f"a macro of the template has this name: '{name}'", order)
            elif name in own.values and name not in used:
                message = f"no tag of the {language} body uses the value '{name}', which the case is to type"
                order = f"print it with '{{{{ {name} }}}}', or ask for it no more"
                yield Finding("W256", place, message, order)


def _places(own: OwnNames) -> Iterator[tuple[str, Place]]:
    yield from ((name, expression.place) for name, expression in own.names.items())
    yield from ((name, value.name.place) for name, value in own.values.items())


def _names(node: SourceMapping, reader: FileReader) -> dict[str, Text]:
    """Return the names that a template gives to values, each with its expression, which Jinja must understand."""
    found: dict[str, Text] = {}
    for name, expression in reader.named(node, "names").items():
        if not _may_be_named(name, expression.place, reader):
            continue
        try:
            Environment(autoescape=True).parse(f"{{{{ {expression} }}}}")
        except TemplateSyntaxError as error:
            message = f"the expression of '{name}' is not understood: {error.message}"
            reader.findings.append(Finding("E204", expression.place, message, "mend the expression"))
            continue
        found[name] = expression
    return found


def _may_be_named(name: str, place: Place, reader: FileReader) -> bool:
    fault = why_not_a_name(name)
    if fault:
        what, _, order = fault.partition(": ")
        reader.findings.append(Finding("E204", place, f"this is {what}: '{name}'", order))
    return not fault


def _value(name: Text, node: Node, languages: Sequence[str], around: SourceMapping, reader: FileReader) -> AskedValue:
    """Return one value that is asked for; of one that is wrong the name alone."""
    if not isinstance(node, SourceMapping):
        reader.refuse(around, name, f"'{name}' must be a mapping", _EXAMPLE)
        return AskedValue(name, "", Localised((), name.place))
    reader.refuse_unknown(node, VALUE_KEYS)
    kind = reader.choice(node, "kind", KINDS)
    about = reader.localised(node, "about")
    required = reader.choice(node, "required", ("true", "false"), "true") == "true"
    choices = _choices(node, kind, languages, reader)
    return AskedValue(name, str(kind) if kind in KINDS else "", about, required, choices)


def _choices(node: SourceMapping, kind: str, languages: Sequence[str], reader: FileReader) -> dict[str, Localised]:
    """Return the words that may be chosen, each with what is printed for it: in one language a word is that itself."""
    given = node.get(Text("choices"))
    if kind != "choice" or given is None:
        if kind == "choice":
            reader.refuse(node, "kind", "a choice has no words to choose from", "add 'choices: [..., ...]'")
        elif given is not None:
            reader.refuse(node, "choices", f"'choices' are for 'kind: choice', and this is '{kind}'", "take them out")
        return {}
    if isinstance(given, SourceMapping) and given:
        found = {str(word): reader.localised(given, word) for word in given}
        for word, printed in found.items():
            for language in languages:
                if language not in printed:
                    message, order = f"the choice '{word}' has no words in '{language}'", f"add '{language}: ...'"
                    reader.refuse(given, word, message, order)
        return found
    own = languages[0] if len(languages) == 1 else None
    words = reader.listed(node, "choices")
    if len(set(words)) != len(words):
        reader.refuse(node, "choices", "a word stands twice under 'choices'", "keep one of the two")
    return {str(one): Localised(() if own is None else ((own, one),), one.place) for one in words}
