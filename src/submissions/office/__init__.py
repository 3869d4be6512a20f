"""What a Word file is, for whoever reads or writes one: its package, its XML without trust, and how Word counts."""
