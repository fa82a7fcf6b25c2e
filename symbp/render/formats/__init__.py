"""Formats: one file each, found by being in this folder.

Every file has `SUFFIX` (what a user asks for) and `files(document, options)`, which gives file names and contents.
"""
