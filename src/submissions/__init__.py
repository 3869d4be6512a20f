"""Turn a case folder into filing-grade legal documents, in Word and PDF."""

__version__ = "0.1.0"
