"""What is timed: the cases with their readers, and the targets they are held against."""

import sys
from dataclasses import dataclass, field

OURS = "almanac"
PEERS = {
    "calamine": "python-calamine", "fastexcel": "fastexcel", "polars": "polars", "openpyxl": "openpyxl", "xlrd": "xlrd",
}
CEILINGS = {"zlib + libxml2": "xml", "zlib alone": "inflate"}


@dataclass(frozen=True)
class Case:
    """Workbooks and who reads them. `slow` readers run once."""

    title: str
    pattern: str
    ours: dict
    peers: tuple
    ceilings: tuple = tuple(CEILINGS)
    slow: tuple = ()

    def readers(self):
        """Names in the order of the table: ours, peers and ceilings by turns, so that a busy minute hurts all alike."""
        rest = [*self.peers, *self.ceilings]
        names = []
        for position, ours in enumerate(self.ours):
            names.append(ours)
            names += rest[position::len(self.ours)]
        return names


CASES = {
    "yb": Case(
        "(i) 200 yearbooks of about 300 x 20, .xlsx", "yb/*.xlsx",
        {OURS: ["--threads", "1"], f"{OURS}, 2 threads": ["--threads", "2"]},
        ("calamine", "fastexcel", "polars", "openpyxl")),
    "big": Case(
        "(ii) one sheet of 1,000,001 x 12, .xlsx", "big.xlsx",
        {OURS: [], f"{OURS}, stream": ["--stream"]},
        ("calamine", "fastexcel", "polars", "openpyxl"), slow=("openpyxl",)),
    "ybxls": Case(
        "(iii) the yearbooks of (i) as .xls", "ybxls/*.xls",
        {OURS: ["--threads", "1"], f"{OURS}, 2 threads": ["--threads", "2"]},
        ("calamine", "fastexcel", "polars", "xlrd"), ceilings=()),
}


@dataclass(frozen=True)
class Target:
    """`figure` of one reader over that of another is to be at most (or, if strict, less than) `limit`."""

    case: str
    figure: str
    reader: str
    other: str
    limit: float
    strict: bool = field(default=False)

    def holds(self, ratio):
        return ratio < self.limit if self.strict else ratio <= self.limit


TARGETS = [
    Target("yb", "cpu_s", OURS, "calamine", 1 / 3),
    Target("yb", "cpu_s", OURS, "fastexcel", 1 / 2),
    Target("yb", "wall_s", f"{OURS}, 2 threads", OURS, 0.6),
    Target("big", "cpu_s", OURS, "polars", 1, strict=True),
    Target("big", "cpu_s", f"{OURS}, stream", "polars", 1, strict=True),
    Target("big", "peak_mib", f"{OURS}, stream", "polars", 1 / 4),
    Target("ybxls", "cpu_s", OURS, "calamine", 1, strict=True),
]


@dataclass(frozen=True)
class Programs:
    """Where the built programs are."""

    ours: str
    peers: str
    ceiling: str
    measure: str

    def command(self, case, reader, files, check=False):
        """The command line of one reader on some files; on none it only starts up."""
        if reader in case.ours:
            return [self.ours, *case.ours[reader], *(["--check"] if check else []), *files]
        if reader in CEILINGS:
            return [self.ceiling, CEILINGS[reader], *files]
        return [sys.executable, self.peers, reader, *(["--check"] if check else []), *files]
