"""Templates that no file is made of: what an office did, and what it is told, word for word."""

# ruff: noqa: E501 - what is typed reads better on one line than cut up
from __future__ import annotations

from collections.abc import Callable
from typing import Final

from letterheads import field
from office_templates.making import office, raw, rows, typed
from office_templates.odd import of_type
from submissions.office.package import read_package, write_parts

_LEFT: Final = "begin and end it in the same part of the text, with the same letter behind the opening"


def _strict() -> bytes:
    """Return a file as Word saves it under 'Strict Open XML document'."""
    parts = read_package(office(typed("{{ case.title }}"))())
    transitional, strict = (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    return write_parts({name: part.replace(transitional, strict) for name, part in parts.items()})


def _control(inner: str) -> str:
    return f'<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'


FAULTS: Final[dict[str, tuple[Callable[[], bytes], tuple[str, ...]]]] = {
    "the strict form": (_strict, ("en.docx: error[E248]: the file is in the strict form of Open XML",)),
    "macros": (
        lambda: of_type("application/vnd.ms-word.document.macroEnabled.main+xml", {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0 macros"}),
        ("en.docx: error[E248]: the file is a document or a template with macros",),
    ),
    "a template with macros": (
        lambda: of_type("application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
        ("en.docx: error[E248]: the file is a document or a template with macros",),
    ),
    "a tag over two paragraphs": (
        office(typed("{{ case.", "title }}")),
        ("en.docx:1: error[E240]: a tag is opened and not closed: {{ in paragraph 1, '{{ case.'",
         "en.docx:2: error[E240]: a tag is closed and not opened: }} in paragraph 2, 'title }}'"),
    ),
    "no space behind the letter": (
        office(typed("{%pif events %}", "x", "{%p endif %}")),
        ("en.docx:1: error[E241]: a tag is not understood (Encountered unknown tag 'pif'): {%pif events %} in paragraph 1, '{%pif events %}'",),
    ),
    "a loop begun in a content control and ended outside": (
        office(raw(_control("<w:p><w:r><w:t>{%p for event in events %}</w:t></w:r></w:p>")), typed("x", "{%p endfor %}")),
        ("en.docx:3: error[E242]: a statement stands in other things of Word than {%p for event in events %} in paragraph 1, '{%p for event in events %}': {%p endfor %} in paragraph 3, '{%p endfor %}'",),
    ),
    "a condition begun in a link and ended outside": (
        office(raw('<w:p><w:hyperlink w:anchor="x"><w:r><w:t>{% if events %}a</w:t></w:r></w:hyperlink><w:r><w:t>{% endif %}</w:t></w:r></w:p>')),
        ("en.docx:1: error[E242]: a statement stands in other things of Word than {% if events %} in paragraph 1, '{% if events %}a{% endif %}': {% endif %} in paragraph 1, '{% if events %}a{% endif %}'",),
    ),
    "a loop over rows ended in another table": (
        office(rows(("{%tr for event in events %}", ""), ("{{ event.date }}", "")), typed("x"), rows(("{%tr endfor %}", ""))),
        ("en.docx:6: error[E242]: a statement ends elsewhere than {%tr for event in events %} in paragraph 1, '{%tr for event in events %}' began: {%tr endfor %} in paragraph 6, '{%tr endfor %}'",),
    ),
    "a statement that is not ended": (
        office(typed("{%p if events %}", "x")),
        ("en.docx:1: error[E242]: a statement is not ended by {% endif %}: {%p if events %} in paragraph 1, '{%p if events %}'",),
    ),
    "an end without a beginning": (
        office(typed("x", "{%p endfor %}")),
        ("en.docx:2: error[E242]: a statement ends what was not begun: {%p endfor %} in paragraph 2, '{%p endfor %}'",),
    ),
    "two tags for one paragraph with words": (
        office(typed("{%p if events %}Here it is{%p endif %}")),
        ("en.docx:1: error[E243]: a tag stands for its paragraph, which holds words that would be lost ('Here it is'): {%p if events %} in paragraph 1, '{%p if events %}Here it is{%p endif %}'",),
    ),
    "a row where there is no table": (
        office(typed("{%tr for event in events %}", "x", "{%tr endfor %}")),
        ("en.docx:1: error[E243]: a tag stands for a row of a table and is in none: {%tr for event in events %} in paragraph 1, '{%tr for event in events %}'",),
    ),
    "a name that there is not": (
        office(typed("{{ stat.name }}")), ("en.docx:1: error[E212]: there is no such name: 'stat', in paragraph 1, '{{ stat.name }}'",),
    ),
    "a method of Python": (
        office(typed("{{ case.title.upper() }}")), ("en.docx:1: error[E212]: there is no such name: 'upper', in paragraph 1, '{{ case.title.upper() }}'",),
    ),
    "a date in a form of Python": (
        office(typed("{{ date.strftime('%d %B %Y') }}")),
        ("en.docx:1: error[E212]: there is no such name: 'strftime', in paragraph 1, '{{ date.strftime('%d %B %Y') }}'",),
    ),
    "a value that the case does not give": (
        office(typed("x", "{{ organisation.telephone }}")),
        ("en.docx:2: error[E213]: the template prints 'organisation.telephone', which the case does not give, in paragraph 2, '{{ organisation.telephone }}'",),
    ),
    "letters of a block": (
        office(typed("{% filter upper %}abc {{ case.id }}{% endfilter %}")),
        ("en.docx:1: error[E215]: the template fails here: letters of what a macro or a block has printed cannot be changed: change each value in it, in paragraph 1, '{% filter upper %}abc {{ case.id }}{% endfilter %}'",),
    ),
    "a list": (
        office(typed("{{ events }}")),
        ("en.docx:1: error[E217]: the template prints 'events', which is a list or a function, in paragraph 1, '{{ events }}'",),
    ),
    "yes or no": (
        office(typed("{{ 1 < 2 }}")), ("en.docx:1: error[E217]: the template prints 'compare', which is yes or no, in paragraph 1, '{{ 1 < 2 }}'",),
    ),
    "a filter that there is not": (
        office(typed("{{ '%.2f'|format(3) }}")),
        ("en.docx:1: error[E218]: there is no such filter: 'format', in paragraph 1, '{{ '%.2f'|format(3) }}'",),
    ),
    "a test that there is not": (
        office(typed("{% if events is defined %}x{% endif %}")),
        ("en.docx:1: error[E218]: there is no such test: 'defined', in paragraph 1, '{% if events is defined %}x{% endif %}'",),
    ),
    "another file": (
        office(typed("{%p include 'other' %}")),
        ("en.docx:1: error[E218]: this tag is not supported: 'include', in paragraph 1, '{%p include 'other' %}'",),
    ),
    "a text that is no sentence, within one": (
        office(typed("So: {{ texts.facts }}")),
        ("en.docx:1: error[E243]: a text of several paragraphs, a list or a table stands within a line",),
    ),
    "a tag in a tracked change": (
        office(raw('<w:p><w:ins w:id="1" w:author="a"><w:r><w:t>{{ case.id }}</w:t></w:r></w:ins></w:p>')),
        ("en.docx:1: error[E244]: a tag stands in a tracked change: {{ case.id }} in paragraph 1, '{{ case.id }}'",),
    ),
    "words in a tracked change": (
        office(typed("x {{ case.id }}"), raw('<w:p><w:ins w:id="1" w:author="a"><w:r><w:t>new</w:t></w:r></w:ins></w:p>')),
        ("en.docx:2: error[E372]: a change is tracked and neither accepted nor rejected, in the paragraph 'new'",),
    ),
    "hidden words": (
        office(typed("x {{ case.id }}"), raw("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>not for the client</w:t></w:r></w:p>")),
        ("en.docx:2: error[E374]: hidden words stand here, or words in white",),
    ),
    "an equation": (
        office(raw('<w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x</m:t></m:r></m:oMath></w:p>'), typed("{{ case.id }}")),
        ("en.docx:1: error[E376]: an equation stands here",),
    ),
    "a file within the file": (
        office(raw('<w:altChunk r:id="rId99"/>'), typed("{{ case.id }}")), ("en.docx:1: error[E376]: an object of another program stands here",),
    ),
    "a field of a mail merge": (
        office(raw(f"<w:p>{field('MERGEFIELD Name', 'Name')}</w:p>"), typed("{{ case.id }}")), ("en.docx:1: error[E377]: a field was not filled in",),
    ),
    "a field without an end": (
        office(raw('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>x</w:t></w:r></w:p>'), typed("{{ case.id }}")),
        ("en.docx:1: error[E386]: a field begins and does not end, and hides all words behind it",),
    ),
    "a field that fetches a file": (
        office(raw(f"<w:p>{field('INCLUDETEXT x.docx', 'x')}</w:p>"), typed("{{ case.id }}")),
        ("en.docx:1: error[E386]: a field fetches its words from another file",),
    ),
    "a tag that prints a tag": (
        office(typed("Type {_{ name }_}.")),
        ("en.docx:1: error[E621]: the text holds what may not be handed over: a tag of a template is left in the text",),
    ),
    "a place that was to be filled in": (
        office(typed("On [date], {{ case.id }}")), ("en.docx:1: error[E621]: the text holds what may not be handed over: a placeholder",),
    ),
}  # fmt: skip
TOLD: Final[dict[str, tuple[Callable[[], bytes], tuple[str, ...]]]] = {
    "tags of other programs": (
        office(typed("[[ name ]], ${name}, {name} of {{ case.id }}")),
        tuple(
            f"en.docx:1: warning[W270]: words look like a tag of another program, and are printed as they stand: {one} in paragraph 1, '[[ name ]], ${{name}}, {{name}} of {{{{ case.id }}}}'"
            for one in ("[[ name ]]", "${name}", "{name}")
        ),
    ),
    "words about braces": (office(typed("Let {x} be, and a[i], b << 2, «mot», $5, 100 % of {{ case.id }}")), ()),
}  # fmt: skip
