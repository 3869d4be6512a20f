"""Open each finished file again and compare its text with the tree, before anything is published."""
