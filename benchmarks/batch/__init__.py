"""Hundreds of documents in one run, beside what else an office could use for them."""
