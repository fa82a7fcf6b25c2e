"""The templates: a user's own folder first, then the package's, then the repository's.  Text is never a template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from ..errors import OutputError

PLACES = (Path(__file__).parent.parent / "templates", Path(__file__).parent.parent.parent / "templates")


Filter = Callable[..., object]
FILTERS: ContextVar[Mapping[str, Filter]] = ContextVar("FILTERS")
"""Those of the page that is being filled: a template is compiled once, and the format it writes is no part of it."""


@cache
def environment(folder: str | None, names: frozenset[str]) -> jinja2.Environment:
    """An environment whose delimiters leave LaTeX alone: << value >>, <% statement %>, <# remark #>."""
    folders = ([Path(folder)] if folder is not None else []) + list(PLACES)
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader([str(place) for place in folders]),
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        comment_start_string="<#",
        comment_end_string="#>",
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    made.filters |= {name: current(name) for name in names}
    return made


def current(name: str) -> Filter:
    """The filter of that name for the page that is being filled."""

    @jinja2.pass_context  # else the compiler would work out what constants become, once for all pages
    def apply(_: jinja2.runtime.Context, *given: object, **named: object) -> object:
        return FILTERS.get()[name](*given, **named)

    return apply


def fill(name: str, folder: str | None, filters: Mapping[str, Filter], **values: Any) -> str:
    """The template of that name with its values.

    Raises:
        OutputError: a template is missing or not well formed, or asks for something that is not there.
    """
    made = environment(folder, frozenset(filters))
    before = FILTERS.set(filters)
    try:
        return made.get_template(name).render(**values)
    except jinja2.TemplateNotFound as error:
        raise OutputError(f"no template {error.name}; looked in {', '.join(made.loader.searchpath)}") from None  # type: ignore[union-attr]
    except jinja2.TemplateError as error:
        line = getattr(error, "lineno", None)
        where = f"{getattr(error, 'name', None) or name}{f', line {line}' if line else ''}"
        raise OutputError(f"template {where}: {error.message or type(error).__name__}") from None
    except (ArithmeticError, LookupError, TypeError, ValueError, RecursionError) as error:
        if folder is None:  # then it is no template of a stranger's that is wrong, but we are
            raise
        said = " ".join(str(error).split()) or type(error).__name__
        raise OutputError(f"template {name} or one that it uses, in {folder}: {said}") from None
    finally:
        FILTERS.reset(before)
