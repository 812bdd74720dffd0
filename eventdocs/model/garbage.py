"""Pause the garbage collector while values are created that all stay."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused_collector() -> Iterator[None]:
    """Pause the garbage collector, and exclude what exists at the end from later collections.

    A large catalog has hundreds of thousands of values, none of them in cycles. Visiting them again and again
    would take 3 % of the CPU time of a build that renders one event, 30 % of that of an import, and 40 % of
    that of a check.
    """
    with stopped_collector():
        try:
            yield
        finally:
            gc.freeze()


@contextmanager
def stopped_collector() -> Iterator[None]:
    """Stop the garbage collector while nothing is done that leaves many reference cycles behind."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
