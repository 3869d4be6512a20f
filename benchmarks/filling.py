"""Fill a Word template whose tags both understand, here and by docxtpl alone, in this process or as one of its own.

`python -m benchmarks.filling submissions|docxtpl TEMPLATE VALUES OUTPUT`; the values are JSON.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

PLACE = "benchmarks"


class Filler:
    """A template read once by this program, and filled for as many cases as there are."""

    def __init__(self, template: bytes) -> None:
        """Read the template; raises LookupError where it cannot be rendered."""
        from submissions.document import Design, Document, Furniture, HouseFile  # noqa: PLC0415 - the rival needs none
        from submissions.findings import Place  # noqa: PLC0415
        from submissions.wordbody.body import read_body  # noqa: PLC0415
        from submissions.writers.word.frame.make import make_frame  # noqa: PLC0415
        from submissions.writers.word.frame.read import read_frame  # noqa: PLC0415
        from submissions.writers.word.frame.variant import Variant  # noqa: PLC0415

        self.place = Place(PLACE, 1)
        body, findings = read_body(template, PLACE)
        frame, _ = read_frame(HouseFile(make_frame(Design("letter")), self.place), Variant("en-GB", "ltr", "a4"))
        if body is None or frame is None:
            raise LookupError(findings)
        self.body, self.frame = body, frame
        self.document = Document("", "en", "ltr", "", Furniture("", "", ""), Design("letter"), ())

    def fill(self, values: Mapping[str, Any]) -> bytes:
        """Return the Word file of one case: rendered, each value in its place, packed."""
        from submissions.document import Paragraph, Run  # noqa: PLC0415
        from submissions.document.form import DraftedForm, slot  # noqa: PLC0415
        from submissions.jinja import MARK, index_of, render  # noqa: PLC0415
        from submissions.office.names import parse_part, part_bytes  # noqa: PLC0415
        from submissions.office.package import pack_part, read_package, write_package  # noqa: PLC0415
        from submissions.wordbody.body import render_body  # noqa: PLC0415
        from submissions.writers.word.bookmarks import name_bookmarks  # noqa: PLC0415
        from submissions.writers.word.filling import fill  # noqa: PLC0415
        from submissions.writers.word.writing import Writing  # noqa: PLC0415

        rendered, findings = render(self.body.text, {name: self._typed(one) for name, one in values.items()}, {})
        made = None if rendered is None else render_body(self.body, str(rendered.text), {})[0]
        if rendered is None or made is None:
            raise LookupError(findings)
        lines = {
            index: Paragraph((Run(str(one.value), self.place),), self.place)
            for index, one in enumerate(rendered.values)
        }
        form = DraftedForm(b"", self.place, lines)
        writing = Writing(self.document, self.frame, name_bookmarks(()), {})
        packed = {}
        for name, part in read_package(made.content).items():
            text = part.decode() if name.endswith(".xml") else ""
            if MARK.search(text):
                root = parse_part(MARK.sub(lambda match: slot(index_of(match)), text).encode())
                fill(root, form, writing)
                packed[name] = pack_part(part_bytes(root))
            else:
                packed[name] = self.body.packed[name] if self.body.parts[name] == part else pack_part(part)
        return write_package(packed)

    def _typed(self, value: Any) -> object:
        """Return a value as it stands in a case: texts have places, lists are tuples."""
        from submissions.values import Text  # noqa: PLC0415

        match value:
            case str():
                return Text(value, self.place)
            case list():
                return tuple(map(self._typed, value))
            case dict():
                return {key: self._typed(inner) for key, inner in value.items()}
        return value


def by_docxtpl(template: bytes, values: Mapping[str, Any]) -> bytes:
    """Return the Word file of one case as docxtpl makes it by itself, with escaping on."""
    from docxtpl import DocxTemplate  # noqa: PLC0415 - this program's side has no use for it

    opened, kept = DocxTemplate(io.BytesIO(template)), io.BytesIO()
    opened.render(dict(values), autoescape=True)
    opened.save(kept)
    return kept.getvalue()


def main() -> None:
    """Fill one template for one case."""
    way, *files = sys.argv[1:]
    template, given, target = map(Path, files)
    content, values = template.read_bytes(), json.loads(given.read_text(encoding="utf-8"))
    every = values if isinstance(values, list) else [values]
    filler = Filler(content) if way == "submissions" else None
    for number, one in enumerate(every, 1):
        made = filler.fill(one) if filler is not None else by_docxtpl(content, one)
        path = target if len(every) == 1 else target.with_name(f"{target.stem}-{number}.docx")
        path.write_bytes(made)


if __name__ == "__main__":
    main()
