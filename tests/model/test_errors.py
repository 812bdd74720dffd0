"""An error has the text that the command line prints, and its exit code."""

from eventdocs.model.errors import EventdocsError, Exit


def test_an_error_has_a_message_a_hint_and_an_exit_code() -> None:
    error = EventdocsError("no catalog here", hint="run `eventdocs new`", code=Exit.ENVIRONMENT)
    assert (str(error), error.message) == ("no catalog here", "no catalog here")
    assert (error.hint, error.code) == ("run `eventdocs new`", 3)


def test_an_error_is_a_usage_error_without_hint_by_default() -> None:
    error = EventdocsError("no catalog here")
    assert (error.hint, error.code) == ("", Exit.USAGE)
