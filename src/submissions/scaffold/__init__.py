"""The starters that `submissions new` copies: a case and a template that work as they are."""
