"""The command for packs, and how it reports."""
