"""The garbage collector is paused, and runs again afterwards."""

import gc

import pytest

from eventdocs.model.garbage import paused_collector


def test_the_collector_is_paused_and_runs_again_even_after_an_error() -> None:
    with paused_collector():
        assert not gc.isenabled()
    with pytest.raises(ValueError, match="x"), paused_collector():
        raise ValueError("x")
    assert gc.isenabled()
    gc.unfreeze()
