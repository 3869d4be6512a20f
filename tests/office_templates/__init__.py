"""Word templates as offices have them, made by code: each with what a case makes of it, word for word."""
