"""Show what goes on while a run goes on: a line on a terminal, plain lines in a pipe, JSON lines for programs."""
