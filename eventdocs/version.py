"""The version of eventdocs."""

__version__ = "0.1.0"

# Locks and atomic renames need POSIX.
NOT_ON_WINDOWS = (
    "Windows is not supported; run eventdocs in WSL: https://learn.microsoft.com/windows/wsl/install"
)
