"""Writes the seeds of the fuzzer: small files of our own with one of everything the readers know.

    python3 Fuzzing/seedmaker DIR

One folder a target. Seeds of targets that wrap a text start with the bytes of options that Sources/FuzzTargets explains.
"""

import sys
from pathlib import Path

import biff
import texts
import xlsx

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    count = total = 0
    for target, files in [*xlsx.seeds().items(), *biff.seeds().items(), *texts.seeds().items()]:
        folder = Path(sys.argv[1]) / target
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            if len(content) > 8_192:
                sys.exit(f"the seed {name} of {target} has {len(content)} bytes, more than 8,192")
            (folder / name).write_bytes(content)
            count += 1
            total += len(content)
    print(f"{count} seeds, {total} bytes")
