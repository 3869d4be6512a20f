"""The commands of `submissions import`, one file for each kind of what is brought in."""
