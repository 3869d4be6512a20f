"""Take a PDF wholly apart."""
