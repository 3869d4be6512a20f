"""`submissions import`: bring into a case what people have already."""

from __future__ import annotations

import click

from submissions.cli.imports.tables import TABLES
from submissions.cli.pages import Group


@click.group("import", cls=Group)
def import_group() -> None:
    """Bring into a case what you have already: tables of people, events, remedies and annexes.

    What was understood is shown first. Nothing is written without --write, and nothing that is there is changed.

    Examples:
      submissions import events events.xlsx --case my-case
      submissions import people people.csv --case my-case --write

    """


for command in TABLES:
    import_group.add_command(command)
