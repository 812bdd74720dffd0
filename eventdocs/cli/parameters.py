"""Arguments and options that several commands have."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import click

_Decorator: TypeAlias = Callable[[Callable[..., Any]], Callable[..., Any]]

catalog_argument = click.argument("catalog", type=click.Path(path_type=Path), default="catalog")
output_folder = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default="site",
    show_default=True,
    help="Output folder.",
)
output_file = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="File to write.",
)


def output_format(*kinds: str) -> _Decorator:
    """Return the option for one of some formats of a command's output; the first one is the default."""
    return click.option(
        "--format",
        "kind",
        type=click.Choice(kinds),
        default=kinds[0],
        show_default=True,
        help="Format of the output.",
    )


def time_to_wait(purpose: str) -> _Decorator:
    """Return the option for how long to wait, for example for another build."""
    return click.option(
        "--wait",
        type=click.FloatRange(min=0),
        default=60.0,
        show_default=True,
        metavar="SECONDS",
        help=f"Time to wait for {purpose}.",
    )
