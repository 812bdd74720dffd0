"""Usage errors: unknown commands, options and values, each with what the user probably meant."""

import re
from collections.abc import Iterator

import click

from eventdocs.model.errors import EventdocsError

_QUOTED = re.compile(r"'([^']*)'")
_NO_CHOICE = re.compile(r"'([^']*)' is not one of ")
_NOT_A_NUMBER = re.compile(r"is not a valid (integer|float)(?: range)?")
_NUMBERS = {"integer": "is not a whole number", "float": "is not a number"}
_OUT_OF_RANGE = re.compile(r"(\S+) is not in the range ")
_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)")


class CommandGroup(click.Group):
    """A group that suggests a command for a mistyped one."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name, and the other arguments."""
        known = self.list_commands(ctx)
        if args and not args[0].startswith("-") and args[0] not in known:
            _, *groups = ctx.command_path.split()
            name = " ".join([*groups, args[0]])
            raise EventdocsError(f"unknown command `{name}`", hint=self._suggest(ctx, args[0]))
        return super().resolve_command(ctx, args)

    def _suggest(self, ctx: click.Context, name: str) -> str:
        from eventdocs.model.diagnostics import did_you_mean

        inner = (f"{group} {name}" for group in self._groups_with(ctx, name))
        suggestion = next((f"did you mean `{command}`?" for command in inner), "")
        return suggestion or did_you_mean(name, self.list_commands(ctx)) or _see_help(ctx)

    def _groups_with(self, ctx: click.Context, name: str) -> Iterator[str]:
        """Yield the groups in this one that have a command with a name."""
        for group in self.list_commands(ctx):
            command = self.get_command(ctx, group)
            if isinstance(command, click.Group) and name in command.list_commands(ctx):
                yield group


def usage_message(error: click.UsageError) -> tuple[str, str]:
    """Return the message and the hint of a usage error that click found."""
    see_help = _see_help(error.ctx)
    match error:
        case click.NoSuchOption():
            return f"unknown option `{error.option_name}`", _suggest_option(error) or see_help
        case click.BadOptionUsage():
            return _plain(error.format_message()), f"write: {error.option_name} VALUE"
        case click.MissingParameter():
            return _plain(error.format_message()), _usage(error) or see_help
    if isinstance(error, click.BadParameter) and (value := _NO_CHOICE.match(error.message)):
        assert error.param is not None
        return _unknown_value(error.param, value[1])
    if isinstance(error, click.BadParameter) and (value := _OUT_OF_RANGE.match(error.message)):
        assert error.param is not None
        return f"`{value[1]}` is out of range for `{error.param.opts[0]}`", _hint_at_range(error.param)
    if extra := _EXTRA.match(error.message):
        return f"unexpected argument `{extra[1]}`", see_help
    return _plain(error.format_message()), see_help


def _plain(text: str) -> str:
    """Return click's words in the form of other messages."""
    text = _QUOTED.sub(r"`\1`", text).replace("requires an argument", "needs a value")
    return _NOT_A_NUMBER.sub(lambda match: _NUMBERS[match[1]], text)


def _suggest_option(error: click.NoSuchOption) -> str:
    from eventdocs.model.diagnostics import did_you_mean

    parameters = error.ctx.command.get_params(error.ctx) if error.ctx else ()
    options = (each for each in parameters if isinstance(each, click.Option) and not each.hidden)
    return did_you_mean(error.option_name, (name for each in options for name in each.opts if name[1] == "-"))


def _usage(error: click.MissingParameter) -> str:
    """Return a hint that shows where the missing argument or option goes."""
    if error.ctx is None or error.param is None:
        return ""
    if isinstance(error.param, click.Option):
        return f"add: {error.param.opts[0]} {error.param.metavar or 'VALUE'}"
    pieces = error.ctx.command.collect_usage_pieces(error.ctx)
    return " ".join(["usage:", error.ctx.command_path, *pieces])


def _unknown_value(parameter: click.Parameter, value: str) -> tuple[str, str]:
    """Return message and hint for a value that is none of the choices of an argument or option."""
    from eventdocs.model.diagnostics import did_you_mean

    assert isinstance(parameter.type, click.Choice)
    known = list(map(str, parameter.type.choices))
    listing = ", ".join(f"`{each}`" for each in known)
    name = parameter.opts[0] if isinstance(parameter, click.Option) else (parameter.name or "").upper()
    return f"unknown value `{value}` for `{name}`", did_you_mean(value, known) or f"known: {listing}"


def _hint_at_range(parameter: click.Parameter) -> str:
    """Return a hint at the numbers that an option accepts; all ranges have a minimum."""
    numbers = parameter.type
    assert isinstance(numbers, click.IntRange | click.FloatRange) and numbers.min is not None
    if numbers.max is not None:
        return f"use a number from {numbers.min:g} to {numbers.max:g}"
    return f"use a number {'greater than' if numbers.min_open else 'of at least'} {numbers.min:g}"


def chosen_flag(**flags: bool) -> str:
    """Return the name of the flag that is set; empty if none is. Raises `EventdocsError` if several are."""
    chosen = [name for name, is_set in flags.items() if is_set]
    if len(chosen) > 1:
        both = " and ".join(f"--{name}" for name in chosen[:2])
        raise EventdocsError(f"{both} cannot be used together", hint="use one of them")
    return next(iter(chosen), "")


def _see_help(context: click.Context | None) -> str:
    return f"see: {context.command_path} --help" if context else "see: eventdocs --help"
