"""Take a Word file wholly apart."""
