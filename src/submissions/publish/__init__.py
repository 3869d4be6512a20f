"""Write to the disk: whole folders or nothing, never over what a person edited."""
