"""Look for what would make Word repair a finished file."""
