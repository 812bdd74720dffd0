"""The floor of a build that finds nothing to do: `python floor.py FOLDER...` stats all files of folders."""

import os
import sys


def main(folders: list[str]) -> None:
    """Walk the folders and stat each file without following links."""
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    entry.stat(follow_symlinks=False)


if __name__ == "__main__":
    main(sys.argv[1:])
