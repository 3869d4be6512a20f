"""`submissions import`: bring into a case what people have already."""

from __future__ import annotations

import click

from submissions.cli.imports.prose import prose
from submissions.cli.imports.tables import TABLES
from submissions.cli.pages import Group


@click.group("import", cls=Group)
def import_group() -> None:
    """Bring in what you have already: tables of people, events, remedies and annexes, and prose drafted in Word.

    What was understood of a table is shown first. Nothing is written into a case without --write, and nothing that is
    there is changed.

    Examples:
      submissions import events events.xlsx --case my-case
      submissions import people people.csv --case my-case --write
      submissions import prose facts.docx

    """


for command in (*TABLES, prose):
    import_group.add_command(command)
