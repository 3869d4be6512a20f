"""Seal files and folders for those who are to read them, and open what was sealed.

Encryption is age's (the format age-encryption.org/v1), so that its own program opens the files too. What is sealed is
first put into one archive whose bytes depend on the files alone: no owner, no time, no path of the machine.
"""
