"""The commands on what was published and has gone its own way since."""
