"""Take every finished file apart and search all of it for every protected string, in all its forms."""
