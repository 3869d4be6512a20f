"""Start the program, as the command `submissions` or with `python -m submissions`."""

from __future__ import annotations


def main() -> None:
    """Run the command line.

    Python imports this module again in every child process, which has no use for the commands.
    """
    from submissions.cli import main as program  # noqa: PLC0415

    program(prog_name="submissions")


if __name__ == "__main__":
    main()
