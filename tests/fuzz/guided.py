"""Fuzz one reader in this process, guided by the coverage of its code: `python -m tests.fuzz.guided READER FOLDER`.

atheris is libFuzzer for Python. It prefers inputs that reach new code. The first input of each fault is
written to `faults/` in `FOLDER`; libFuzzer also writes inputs there that end the process.
"""

import random
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["eventdocs", "polib", "openpyxl", "yaml"]):
    from tests.fuzz.mutation import mutate
    from tests.fuzz.readers import READERS
    from tests.fuzz.sandbox import Sandbox, fault_name

    _FOLDER = tempfile.TemporaryDirectory(prefix="eventdocs-fuzz-")
    SANDBOX = Sandbox(Path(_FOLDER.name))
    READER = READERS[sys.argv[1]]
    SEEDS = READER.seeds(SANDBOX.catalog)
    for _seed in SEEDS:  # also imports modules that are loaded lazily
        SANDBOX.examine(READER, _seed)


def main(folder: Path, options: list[str]) -> None:
    """Fuzz for as long as the options of libFuzzer say."""
    corpus, faults = folder / "corpus", folder / "faults"
    for number, data in enumerate(SEEDS):
        (corpus / str(number)).write_bytes(data)
    seen: set[str] = set()

    def examine(data: bytes) -> None:
        try:
            SANDBOX.examine(READER, data)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            name = fault_name(error)
            if name not in seen:
                seen.add(name)
                (faults / f"fault-{len(seen)}").write_bytes(data)

    def damage(data: bytes, max_size: int, seed: int) -> bytes:
        """Damage an input that reached new code, or a valid one: inputs that reach new code are rarely valid."""
        pick = random.Random(seed)
        kind = pick.randrange(4)
        if kind == 0 and not data.startswith(b"PK"):
            return bytes(atheris.Mutate(data, max_size))
        return mutate(data if kind == 1 else pick.choice(SEEDS), pick.choice(SEEDS), pick)[:max_size]

    atheris.Setup([sys.argv[0], *options, str(corpus)], examine, custom_mutator=damage)
    atheris.Fuzz()


if __name__ == "__main__":
    main(Path(sys.argv[2]), sys.argv[3:])
