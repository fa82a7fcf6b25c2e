"""The commands of the command line, one module each; `run(arguments)` returns the exit code."""
