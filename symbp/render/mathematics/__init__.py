"""Printers: from the normal form and from matrix trees to LaTeX that KaTeX and TeX both read."""
