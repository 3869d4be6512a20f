"""Measure the program beside what a user would pick instead, on the same content, as ratios in one run."""
