"""Read prose that was drafted in Word, and hand it on as the Markdown that somebody might have typed instead."""
