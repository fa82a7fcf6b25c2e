"""The family of errors that a user can meet; the command line prints each as one line and ends with exit code 2."""


class SymbpError(Exception):
    """Something given to symbp does not fit; the text names the place, what was expected and what was found."""


class SpecError(SymbpError):
    """A network file, or a network in Python, that cannot be read as one."""


class SizeError(SymbpError):
    """Sizes that do not fit each other."""


class NameErrorInSpec(SpecError):
    """A name that is not allowed, unknown, or defined twice."""


class OutputError(SymbpError):
    """A place that cannot be written to."""


class ToolError(SymbpError):
    """A program or an extra that is missing or that failed, such as a TeX engine."""
