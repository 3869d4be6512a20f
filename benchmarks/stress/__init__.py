"""Send any folder of Markdown through the program in every language, and compare three readings word for word."""
