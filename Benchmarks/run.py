"""Measures whole processes: wall and CPU seconds and peak memory, the minimum of several runs."""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ALMANAC = ROOT / ".build" / "release" / "almanac"
VALIDATE, VALIDATE_NOTHING = "read, ingest, clean (validate)", "definitions and sidecars only"
READ, READ_NOTHING = "read only", "read only, no workbooks"
CALAMINE = """
import sys
from python_calamine import CalamineWorkbook
cells = 0
for path in sys.argv[1:]:
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        for row in book.get_sheet_by_name(name).to_python():
            cells += sum(1 for cell in row if cell != "")
print(cells)
"""


def measure_once(command):
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status != 0:
        raise SystemExit(f"{command[0]} failed: {command}")
    return {"wall_s": wall, "cpu_s": usage.ru_utime + usage.ru_stime, "peak_mib": usage.ru_maxrss / 1024}


def measure(cases, runs):
    """The minimum of each figure over the runs of each case; cases run by turns, so that a slow minute hits all."""
    best = {}
    for _ in range(runs):
        for name, command in cases.items():
            figures = measure_once(command)
            known = best.get(name, figures)
            best[name] = {k: min(known[k], figures[k]) for k in figures}
    return best


def main():
    runs, reader = int(sys.argv[1]), sys.argv[2]
    workbooks = sorted(str(p) for p in (ROOT / "raw").rglob("*.xlsx"))
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        for name in ("raw", "indicators"):
            (project / name).symlink_to(ROOT / name)
        cases = {
            "build, 1 thread": [str(ALMANAC), "build", "--force", "--threads", "1", "--project", folder],
            "build, 2 threads": [str(ALMANAC), "build", "--force", "--threads", "2", "--project", folder],
            VALIDATE: [str(ALMANAC), "validate", "--threads", "1", "--project", folder],
            VALIDATE_NOTHING: [str(ALMANAC), "validate", "--definitions", "--project", folder],
            READ: [reader, "--threads", "1", *workbooks],
            READ_NOTHING: [reader, "--threads", "1"],
            "build, nothing changed": [str(ALMANAC), "build", "--threads", "2", "--project", folder],
            "python-calamine, read only": [sys.executable, "-c", CALAMINE, *workbooks],
        }
        results = measure(cases, runs)
    peer = results["python-calamine, read only"]
    print(f"{len(workbooks)} workbooks, minimum of {runs} runs")
    print(f"{'case':32} {'wall s':>8} {'CPU s':>8} {'peak MiB':>9} {'CPU / calamine':>15}")
    for name, r in results.items():
        print(f"{name:32} {r['wall_s']:8.2f} {r['cpu_s']:8.2f} {r['peak_mib']:9.1f} {r['cpu_s'] / peer['cpu_s']:15.2f}")
    whole = results[VALIDATE]["cpu_s"] - results[VALIDATE_NOTHING]["cpu_s"]
    reading = results[READ]["cpu_s"] - results[READ_NOTHING]["cpu_s"]
    print(f"ingest and clean take {(whole - reading) / reading:.2f} of the CPU time of reading alone"
          f" ({whole - reading:.2f} of {reading:.2f} s; start-up and definitions taken off both)")
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    record = {
        "commit": commit, "runs": runs, "workbooks": len(workbooks), "cores": os.cpu_count(),
        "machine": platform.machine(), "results": results,
    }
    path = ROOT / "Benchmarks" / "results" / f"sample-{commit}.json"
    path.write_text(json.dumps(record, indent=2) + "\n")
    print(f"written to {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
