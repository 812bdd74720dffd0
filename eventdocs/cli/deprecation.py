"""Old spellings of options, which still work with a warning until the next major version."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import click

_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")


def deprecated_option(
    name: str, parameter: str, instead: str, *, multiple: bool = False
) -> Callable[[Callable[_Parameters, _Result]], Callable[_Parameters, _Result]]:
    """Return a decorator that adds a hidden option, which prints a warning with what to write `instead`."""

    def warn(context: click.Context, option: click.Parameter, value: object) -> object:
        if value:
            context.obj.say(f"warning: `{name}` is deprecated and will be removed · {instead}")
        return value

    return click.option(name, parameter, hidden=True, multiple=multiple, callback=warn)
