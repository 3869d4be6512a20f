"""Open files of every kind but Word and PDF: archives, pictures, RTF, text and XML."""
