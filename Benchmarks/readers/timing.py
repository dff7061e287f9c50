"""Times the readers as whole processes against each other; see Benchmarks/README.md and `run --help`."""

import argparse
import importlib.metadata
import json
import math
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

from cases import CASES, CEILINGS, PEERS, TARGETS, Programs

ROOT = Path(__file__).resolve().parent.parent.parent
FIGURES = ("wall_s", "cpu_s", "peak_mib")
EXACT = ("cells", "numbers", "bits", "texts", "text_bytes")


def measure(programs, command):
    """Figures of one run of a command as a whole process."""
    with tempfile.NamedTemporaryFile("r") as report:
        process = subprocess.run([programs.measure, report.name, *command], stdout=subprocess.PIPE, text=True)
        if process.returncode != 0:
            raise SystemExit(f"failed with {process.returncode}: {' '.join(command[:6])}\n{process.stdout[-400:]}")
        wall, user, system, peak = map(float, report.read().split())
    return {"wall_s": wall, "cpu_s": user + system, "peak_mib": peak / 1024}


def minimum(runs):
    return {figure: min(run[figure] for run in runs) for figure in FIGURES}


def check(programs, case, readers, files):
    """What each reader found; stops where two differ."""
    found = {}
    for reader in readers:
        if reader in CEILINGS:
            continue
        command = programs.command(case, reader, files, check=True)
        found[reader] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    first = next(iter(found))
    for reader, tally in found.items():
        if any(tally[name] != found[first][name] for name in EXACT):
            raise SystemExit(f"{case.title}: {reader} and {first} disagree\n{tally}\n{found[first]}")
        if not math.isclose(tally["sum"], found[first]["sum"], rel_tol=1e-9):
            raise SystemExit(f"{case.title}: the sums of {reader} and {first} differ")
    return found[first]


def time_case(programs, case, readers, files, rounds):
    """Raw figures, those of start-up, and their difference for each reader: each the minimum over the rounds."""
    raw, start = {r: [] for r in readers}, {r: [] for r in readers}
    for number in range(rounds):
        for reader in readers:
            start[reader].append(measure(programs, programs.command(case, reader, [])))
            if number > 0 and reader in case.slow:
                continue
            raw[reader].append(measure(programs, programs.command(case, reader, files)))
    results = {}
    for reader in readers:
        total, startup = minimum(raw[reader]), minimum(start[reader])
        net = {figure: max(total[figure] - startup[figure], 1e-4) for figure in ("wall_s", "cpu_s")}
        results[reader] = {"runs": len(raw[reader]), "raw": total, "start_up": startup, "net": net}
    return results


def print_case(case, tally, files, results):
    print(f"\n{case.title}: {len(files)} files, {tally['cells']:,} cells ({tally['numbers']:,} numbers,"
          f" {tally['texts']:,} texts), the same for all readers")
    ours = next(iter(case.ours))
    print(f"{'':20} {'whole process':>15} {'less start-up':>18} {'':>9} {'':>7}   {'CPU of ' + ours + ' / this':^21}")
    print(f"{'reader':20} {'wall s':>7} {'CPU s':>7} {'wall s':>9} {'CPU s':>8} {'peak MiB':>9} {'Mcell/s':>7}"
          f" {'whole':>10} {'less start':>12}")
    for reader, r in results.items():
        rate = tally["cells"] / r["net"]["cpu_s"] / 1e6
        whole, less = (results[ours][kind]["cpu_s"] / r[kind]["cpu_s"] for kind in ("raw", "net"))
        print(f"{reader:20} {r['raw']['wall_s']:7.2f} {r['raw']['cpu_s']:7.2f} {r['net']['wall_s']:9.3f}"
              f" {r['net']['cpu_s']:8.3f} {r['raw']['peak_mib']:9.1f} {rate:7.2f} {whole:10.2f} {less:12.2f}"
              + ("   (1 run)" if r["runs"] == 1 else ""))


def judge(results):
    """Each target with its ratio, of whole processes and less start-up; the latter decides."""
    rows = []
    for target in TARGETS:
        case = results.get(target.case, {})
        if target.reader not in case or target.other not in case:
            continue
        ratios = {}
        for kind in ("raw", "net"):
            pair = [case[reader][kind].get(target.figure) for reader in (target.reader, target.other)]
            ratios[kind] = pair[0] / pair[1] if None not in pair else ratios["raw"]
        rows.append({
            "case": target.case, "figure": target.figure, "of": target.reader, "to": target.other,
            "target": target.limit, "strict": target.strict, "whole": ratios["raw"], "less_start_up": ratios["net"],
            "met": target.holds(ratios["net"]),
        })
    return rows


def print_targets(rows):
    print("\nTargets (ratios less start-up; of whole processes in brackets)")
    for row in rows:
        sign = "< " if row["strict"] else "<="
        print(f"  {row['case']:6} {row['figure']:9} {row['of']:18} / {row['to']:10} {row['less_start_up']:6.3f}"
              f" ({row['whole']:.3f})  target {sign} {row['target']:.3f}  {'met' if row['met'] else 'MISSED'}")


def environment(commit, rounds):
    """What the figures depend on besides the readers."""
    model = next((line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), "") if Path("/proc/cpuinfo").exists() else platform.processor()
    packages = ("python-calamine", "fastexcel", "polars", "pyarrow", "openpyxl", "xlrd", "xlsxwriter", "xlwt")
    return {
        "commit": commit, "rounds": rounds, "cores": os.cpu_count(), "processor": model, "machine": platform.machine(),
        "load_at_start": os.getloadavg()[0], "python": platform.python_version(),
        "versions": {name: importlib.metadata.version(name) for name in packages},
    }


def commit_name():
    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True).stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no", "--", "Sources", "Benchmarks/readers", "Package.swift")
    return (git("rev-parse", "--short", "HEAD") or "unknown") + ("-changed" if changed else "")


def arguments():
    parser = argparse.ArgumentParser(prog="Benchmarks/readers/run", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="runs of each reader; the minimum counts (default 5)")
    parser.add_argument("--case", action="append", choices=CASES, help="only this case; may be repeated")
    parser.add_argument("--without", action="append", default=[], choices=PEERS, help="leave a peer out; may be repeated")
    parser.add_argument("--no-check", action="store_true", help="do not compare what the readers find (for profiling)")
    parser.add_argument("--no-record", action="store_true", help="do not write the figures to Benchmarks/results")
    for name in ("data", "ours", "ceiling", "measure"):
        parser.add_argument(f"--{name}", required=True, help=argparse.SUPPRESS)
    return parser.parse_args()


def main():
    options = arguments()
    here = Path(__file__).resolve().parent
    programs = Programs(options.ours, str(here / "peers.py"), options.ceiling, options.measure)
    record = environment(commit_name(), options.rounds)
    print(", ".join(f"{name} {version}" for name, version in record["versions"].items()))
    print(f"{record['processor']}, {record['cores']} cores, load {record['load_at_start']:.1f},"
          f" minimum of {options.rounds} rounds")
    record["results"], record["found"] = {}, {}
    for name in options.case or CASES:
        case = CASES[name]
        files = sorted(str(path) for path in Path(options.data).glob(case.pattern))
        readers = [reader for reader in case.readers() if reader not in options.without]
        tally = {"cells": 0, "numbers": 0, "texts": 0}
        if not options.no_check:
            tally = record["found"][name] = check(programs, case, readers, files)
        results = record["results"][name] = time_case(programs, case, readers, files, options.rounds)
        print_case(case, tally, files, results)
        sys.stdout.flush()
    record["targets"] = judge(record["results"])
    print_targets(record["targets"])
    if not options.no_record:
        path = ROOT / "Benchmarks" / "results" / f"readers-{record['commit']}.json"
        path.write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n")
        print(f"written to {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
