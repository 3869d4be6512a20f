"""The commands that look at templates."""
