"""The rules that turn forward formulas into backward ones.  Each file is named after the rule that it holds."""
