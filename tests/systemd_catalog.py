"""systemd's journal catalog in eventdocs: `make systemd`.

The Debian package `systemd` ships the catalog in 17 languages. This script downloads the package to a folder outside of
the project, converts it, and asserts that eventdocs reads all of it, shows its paragraphs and lists, and finds lost
fields. It then measures a check of 10,000 such events.

    python -m tests.systemd_catalog FOLDER [--events 10000] [--screenshots]
"""
