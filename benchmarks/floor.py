"""The least that a build with nothing to do can cost: `python floor.py FOLDER...` calls stat on all files."""

import os
import sys


def main(folders: list[str]) -> None:
    """Walk the folders and call stat on each file without following links."""
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    entry.stat(follow_symlinks=False)


if __name__ == "__main__":
    main(sys.argv[1:])
