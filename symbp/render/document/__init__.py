"""Documents before any format: a derivation, its certificate and its numbers become sections of plain records."""
