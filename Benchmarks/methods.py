"""Times index methods beside numpy and pandas on the same made-up figures, after checking that the numbers are the same."""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

import peers

ROOT = Path(__file__).resolve().parent.parent
ALMANAC = str(ROOT / ".build" / "release" / "almanac")
PEERS = str(ROOT / "Benchmarks" / "peers.py")


# The peak of a process counts what its parent held when it was started: so one that holds next to nothing starts it.
STARTER = """
import os, sys
pid = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(pid, 0)
print("figures", status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, file=sys.stderr)
"""


def run(command):
    """Output, messages, CPU seconds and peak memory of a process."""
    done = subprocess.run([sys.executable, "-S", "-c", STARTER, *command], capture_output=True, text=True, check=True)
    words, _, figures = done.stderr.rpartition("figures ")
    status, cpu, peak = figures.split()
    if status != "0":
        raise SystemExit(f"{' '.join(command)}\n{words}")
    return done.stdout, words, {"cpu_s": float(cpu), "peak_mib": float(peak)}


def least(figures):
    return {key: min(f[key] for f in figures) for key in figures[0]}


def index_files(folder, name, areas, years, indicators, levels):
    """A panel with skewed figures as CSV, and the definition of an index with dimensions and sub-dimensions."""
    random = np.random.default_rng(11)
    codes = [f"x{i + 1:03}" for i in range(indicators)]
    table = pd.DataFrame(np.round(random.lognormal(0, 1, (areas * years, indicators)), 6), columns=codes)
    table.insert(0, "area", np.repeat(np.arange(1, areas + 1), years))
    table.insert(1, "year", np.tile(np.arange(2001, 2001 + years), areas))
    data, definition = folder / f"{name}.csv", folder / f"{name}.yaml"
    table.to_csv(data, index=False)
    dimensions, subs = levels
    size = indicators // (dimensions * subs)
    lines = [f"code: {name}", f"title: {{zh: 指数, en: {name}}}", "normalize: {method: min_max, over: pooled}",
             "weight: {method: entropy}", "aggregate: {method: weighted_arithmetic}", "tree:"]
    for d in range(dimensions):
        lines += [f"  d{d}:", "    of:"]
        for s in range(subs):
            first = (d * subs + s) * size
            lines.append(f"      - d{d}s{s}: {{of: [{', '.join(codes[first:first + size])}]}}")
    definition.write_text("\n".join(lines) + "\n")
    return str(definition), str(data), table[codes].to_numpy()


def entropy(folder, rounds, name, areas, years, indicators, levels):
    """Entropy weights and three levels of means: computing alone, each as the quickest of several times in one process."""
    definition, data, values = index_files(folder, name, areas, years, indicators, levels)
    command = [ALMANAC, "compute", definition, data, "--id", "area,year", "--timings", "--rounds", str(rounds)]
    text, words, _ = run(command)
    ours = float(re.search(r"computing ([0-9.e-]+)", words).group(1))
    rows = text.splitlines()
    column = rows[0].split(",").index(name)
    scores = np.array([float(row.split(",")[column]) for row in rows[1:]])
    theirs, expected = peers.quickest(lambda: peers.scores(values, levels), rounds)
    worst = np.max(np.abs(scores / expected - 1))
    if not worst < 1e-11:
        raise SystemExit(f"{name}: scores differ by {worst}")
    return {"almanac_cpu_s": ours, "numpy_cpu_s": theirs, "worst_difference": worst}


def sensitivity(folder, rounds, name, areas, years, ranks):
    """A thousand draws over weights and normalisation, whole process with reading and printing."""
    definition, data, _ = index_files(folder, name, areas, years, 60, (4, 5))
    command = [ALMANAC, "sensitivity", definition, "--data", data, "--id", "area,year", "--ranks", ranks, "--vary",
               "weights=0.25", "--vary", "normalize=[z_score]", "--draws", "1000", "--threads", "1", "--format", "csv"]
    return {"almanac_" + k: v for k, v in least([run(command)[2] for _ in range(rounds)]).items()}


def plants(folder, rounds):
    """gamma and all pairs of a million plants from CSV, whole processes."""
    random = np.random.default_rng(7)
    count = 1_000_000
    table = pd.DataFrame({
        "industry": random.integers(1, 401, count), "region": random.integers(1, 3001, count),
        "employment": np.maximum(1, random.lognormal(3, 1.2, count).astype(int))})
    file = str(folder / "plants.csv")
    table.to_csv(file, index=False)
    our_runs, their_runs = [], []
    for _ in range(rounds):
        text, _, figures = run([ALMANAC, "compute", "ellison_glaeser", file, "--output", "pairs"])
        our_runs.append(figures)
        expected, _, figures = run([sys.executable, PEERS, file])
        their_runs.append(figures)
    pairs = np.array([float(line.rsplit(",", 1)[1]) for line in text.splitlines()[1:]])
    other = np.array([float(line) for line in expected.split()])
    # Sums of 3,000 products of either sign: the size of a pair is that of its largest neighbours.
    worst = np.max(np.abs(pairs - other)) / np.max(np.abs(other))
    if len(pairs) != 79_800 or not worst < 1e-12:
        raise SystemExit(f"{len(pairs)} pairs differ by {worst}")
    figures = {"almanac_" + k: v for k, v in least(our_runs).items()}
    return figures | {"pandas_" + k: v for k, v in least(their_runs).items()} | {"worst_difference": worst}


def main():
    rounds = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        results = {
            "entropy, 300 areas x 20 years x 60": entropy(folder, 4 * rounds, "small", 300, 20, 60, (4, 5)),
            "entropy, 3000 areas x 30 years x 100": entropy(folder, 2 * rounds, "large", 3000, 30, 100, (4, 5)),
            "1000 draws, 300 areas x 1 year x 60": sensitivity(folder, rounds, "year", 300, 1, "each_year"),
            "1000 draws, 300 areas x 20 years x 60, pooled ranks": sensitivity(folder, rounds, "pooled", 300, 20, "pooled"),
            "1,000,000 plants, 79,800 pairs": plants(folder, rounds),
        }
    for case, figures in results.items():
        print(case)
        for key, value in figures.items():
            print(f"  {key:20} {value:.4g}")
        for peer in ("numpy", "pandas"):
            if f"{peer}_cpu_s" in figures:
                print(f"  {'CPU to ' + peer:20} {figures['almanac_cpu_s'] / figures[peer + '_cpu_s']:.2f}")
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    record = {"commit": commit, "rounds": rounds, "cores": os.cpu_count(), "load": os.getloadavg()[0], "results": results}
    path = ROOT / "Benchmarks" / "results" / f"methods-{commit}.json"
    path.write_text(json.dumps(record, indent=2) + "\n")
    print(f"written to {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
