"""Writes Docs/Methods/Agreement.md from the lines the tests leave: method | reference | worst relative difference."""

import sys
from pathlib import Path

lines, target = Path(sys.argv[1]), Path(sys.argv[2])
worst = {}
for line in lines.read_text().splitlines():
    method, reference, difference = (part.strip() for part in line.rsplit(" | ", 2))
    key = (method, reference)
    worst[key] = max(worst.get(key, 0.0), float(difference))


def shown(x):
    """One significant digit, so that a rounding more or less does not change the page."""
    return "0" if x == 0 else f"{x:.0e}"


rows = [f"| {m} | {r} | {shown(x)} |" for (m, r), x in sorted(worst.items())]
target.write_text(
    "# Agreement with published numbers and other packages\n\n"
    "Written by the tests. The worst relative difference (absolute below 1e-15, shown as 0) between Almanac and each\n"
    "reference; tolerances are 1e-12 unless the method's page says otherwise. References marked \"not\" or \"wrong\" are\n"
    "known defects of other packages that Almanac must not reproduce.\n\n"
    "| method | reference | worst difference |\n|---|---|---:|\n" + "\n".join(rows) + "\n"
)
