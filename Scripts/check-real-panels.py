#!/usr/bin/env python3
"""Recomputes what the end-to-end tests build from real workbooks, with numpy, pandas and openpyxl alone.

  check-real-panels.py entropy PROJECT        scores and weights of the composite of cities
  check-real-panels.py agglomeration PROJECT  location quotients, co-agglomeration A, B, C, pairs of industries
  check-real-panels.py cells PROJECT          every numeric cell of every workbook is read, or counted by a finding

PROJECT is a project folder with raw/ and what the tests wrote: output/ or reading/. Exits 0 if all agree, 1 if not.
"""

import csv
import io
import itertools
import json
import re
import sys
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import zstandard

TOLERANCE = 1e-12
FLOOR = 1e-15  # differences up to this are rounding around 0
failures = []


def fail(text):
    failures.append(text)


def table(path):
    """A CSV of a built panel, compressed or not; Python's float keeps every bit of its numbers."""
    data = path.read_bytes()
    if path.suffix == ".zst":
        data = zstandard.ZstdDecompressor().decompressobj().decompress(data)
    frame = pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False, encoding="utf-8-sig")
    for name in frame.columns:
        try:
            frame[name] = [float(x) if x else np.nan for x in frame[name]]
        except ValueError:
            pass
    return frame


def compare(name, ours, theirs):
    """Compares two columns of numbers and prints the worst relative difference."""
    ours, theirs = np.asarray(ours, float), np.asarray(theirs, float)
    if ours.shape != theirs.shape:
        return fail(f"{name}: {ours.shape} against {theirs.shape}")
    if not np.array_equal(np.isnan(ours), np.isnan(theirs)):
        return fail(f"{name}: {np.sum(np.isnan(ours) != np.isnan(theirs))} values are missing on one side only")
    both = ~np.isnan(ours)
    gap = np.abs(ours - theirs)[both]
    scale = np.maximum(np.abs(ours), np.abs(theirs))[both]
    relative = gap / np.where(scale == 0, 1, scale)
    worst = np.max(relative, initial=0)
    print(f"{name}: {both.sum()} values, worst relative difference {worst:.1e}, absolute {np.max(gap, initial=0):.1e}")
    if np.any(relative[gap > FLOOR] > TOLERANCE):
        fail(f"{name} differs by {worst:.3e}")


# The composite of cities: columns of the workbook by position, as the definition of the panel names them.
CITY_COLUMNS = (
    "gdp industrial_output retail_sales foreign_capital tertiary_share fiscal_ratio population hospitals beds"
    " health_staff pupils so2 nox waste_treated green_area green_cover toilets"
).split()
CITY_DIMENSIONS = {"economy": CITY_COLUMNS[:6], "society": CITY_COLUMNS[6:11], "environment": CITY_COLUMNS[11:]}
CITY_NEGATIVE = {"so2", "nox"}
CITY_NAMES = {"毫州市": "亳州市", "思茅市": "普洱市"}  # a misprint, and a name of before 2007 in 2012
SHIFT = 0.0001


def divergence(z):
    """1 - e of one column over its m rows, in extended precision: 1 - e cancels where a column is even."""
    shifted = z.astype(np.longdouble) + np.longdouble(SHIFT)
    p = shifted / shifted.sum()
    return 1 + np.sum(p * np.log(p)) / np.log(np.longdouble(len(z)))


def entropy(project):
    book = next((project / "raw").rglob("*.xlsx"))
    raw = pd.read_excel(book, engine="openpyxl")
    raw.columns = ["city_zh", "year", *CITY_COLUMNS, "their_score"]
    raw["city_zh"] = raw["city_zh"].replace(CITY_NAMES)
    z = pd.DataFrame(index=raw.index)
    for code in CITY_COLUMNS:
        low, high = raw[code].min(), raw[code].max()
        z[code] = (high - raw[code] if code in CITY_NEGATIVE else raw[code] - low) / (high - low)
    d = {code: divergence(z[code].to_numpy()) for code in CITY_COLUMNS}
    total = sum(d.values())
    weights = {code: float(d[code] / total) for code in CITY_COLUMNS}
    scores = raw[["city_zh", "year"]].copy()
    scores["sustainability"] = sum(weights[c] * z[c] for c in CITY_COLUMNS)
    for dimension, leaves in CITY_DIMENSIONS.items():
        scores[dimension] = sum(weights[c] * z[c] for c in leaves) / sum(weights[c] for c in leaves)

    folder = project / "output/panels/cities"
    ours = table(folder / "panel.csv.zst").dropna(subset=["gdp"])
    joined = raw.drop(columns="their_score").merge(scores).merge(
        ours, on=["city_zh", "year"], how="outer", suffixes=("_raw", ""), indicator="side")
    for row in joined[joined["side"] != "both"].itertuples():
        fail(f"{row.city_zh} {row.year} stands on one side only ({row.side})")
    joined = raw.drop(columns="their_score").merge(scores).merge(ours, on=["city_zh", "year"], suffixes=("_raw", ""))
    print(f"{len(raw)} rows of {raw['city_zh'].nunique()} cities, {len(joined)} of them in the panel")
    for code in CITY_COLUMNS:
        whole = code in ("gdp", "retail_sales", "hospitals", "beds", "pupils")
        if whole and not (joined[code] == joined[f"{code}_raw"]).all():
            fail(f"{code} is not what the cells say")
        compare(code, joined[code], joined[f"{code}_raw"])
    for code in ["sustainability", *CITY_DIMENSIONS]:
        compare(f"score {code}", joined[code], joined[f"{code}_raw"])
    theirs = table(folder / "weights.csv")
    theirs = theirs[theirs["node"] == "effective"].set_index("indicator")
    compare("weights", [theirs["weight"][c] for c in CITY_COLUMNS], [weights[c] for c in CITY_COLUMNS])
    compare("divergences", [theirs["divergence"][c] for c in CITY_COLUMNS], [float(d[c]) for c in CITY_COLUMNS])
    if not (theirs["n"] == len(raw)).all():
        fail(f"the weights are over {theirs['n'].unique()} rows, not {len(raw)}")


# Employment of areas by industry: columns of the panel and the categories of the CSV.
INDUSTRIES = {
    "accommodation": "Accommodation and food services",
    "administration": "Administrative and support services",
    "agriculture": "Agriculture forestry and fishing",
    "arts": "Arts and recreation services",
    "construction": "Construction",
    "education": "Education and training",
    "utilities": "Electricity gas water and waste services",
    "finance": "Financial and insurance services",
    "health": "Health care and social assistance",
    "information": "Information media and telecommunications",
    "manufacturing": "Manufacturing",
    "mining": "Mining",
    "other": "Other services",
    "professional": "Professional scientific and technical services",
    "public": "Public administration and safety",
    "rental": "Rental hiring and real estate services",
    "retail": "Retail trade",
    "transport": "Transport postal and warehousing",
    "wholesale": "Wholesale trade",
}
SERVICES = ["transport", "information", "finance", "rental", "professional"]


def quotient(part, total):
    with np.errstate(invalid="ignore", divide="ignore"):
        return (part / total) / (part.sum() / total.sum())


def pairs(shares, x):
    """EGK (2010), equation 1: sum (s_i - x)(s_j - x) / (1 - sum x^2), pairs in order of name."""
    d = shares - x[:, None]
    gram = d.T @ d / (1 - np.sum(x * x))
    return [gram[i, j] for i, j in itertools.combinations(range(shares.shape[1]), 2)]


def agglomeration(project):
    raw = pd.read_csv(next((project / "raw").rglob("*.csv")))
    codes = sorted(INDUSTRIES)
    unnamed = raw[raw["IndustryOfEmployment"].isna()]
    findings = json.loads((project / "output/panels/areas/findings.json").read_text("utf-8"))["findings"]
    told = [f for f in findings if f["code"] == "ING-018"]
    if len(told) != 1 or told[0]["count"] != len(unnamed) or str(unnamed["workers"].sum()) not in told[0]["message"]:
        fail(f"the {unnamed['workers'].sum()} workers of the unnamed industry are not reported: {told}")
    panel = table(project / "output/panels/areas/panel.csv.zst")
    side = {name: table(project / f"output/panels/areas/{name}_pairs.csv.zst") for name in ("concentration", "egk")}
    for year, group in raw.dropna(subset=["IndustryOfEmployment"]).groupby("Year"):
        wide = group.pivot(index="LGA_NAME16", columns="IndustryOfEmployment", values="workers")
        e = wide[[INDUSTRIES[c] for c in codes]].to_numpy(float)
        total = e.sum(axis=1)
        ours = panel[panel["year"] == year].set_index("city_en").loc[wide.index]
        for i, code in enumerate(codes):
            compare(f"{year} lq_{code}", ours[f"lq_{code}"], quotient(e[:, i], total))
        m = quotient(e[:, codes.index("manufacturing")], total)
        s = quotient(e[:, [codes.index(c) for c in SERVICES]].sum(axis=1), total)
        with np.errstate(invalid="ignore", divide="ignore"):
            a = 1 - np.abs(m - s) / (m + s)
        compare(f"{year} degree A", ours["degree_a"], a)
        compare(f"{year} degree B", ours["degree_b"], a + m + s)
        compare(f"{year} degree C", ours["degree_c"], a * np.sqrt(m * s))
        shares = e / e.sum(axis=0)
        for name, x in (("concentration", total / total.sum()), ("egk", shares.mean(axis=1))):
            told = side[name][side[name]["year"] == year]
            value = [c for c in told.columns if told[c].dtype == float and c != "year"][-1]
            names = [c for c in told.columns if told[c].dtype != float]
            order = [(codes[i], codes[j]) for i, j in itertools.combinations(range(len(codes)), 2)]
            if list(zip(told[names[0]], told[names[1]])) != order:
                fail(f"{year} {name}: the pairs stand in another order")
            compare(f"{year} {name}, pairs", told[value], pairs(shares, x))


# Every cell of a workbook.
LEFT_OUT = {"ING-001", "ING-002", "ING-004", "ING-006", "ING-007", "ING-013", "ING-015", "ING-018", "ING-042"}
BLANKS = dict.fromkeys(map(ord, " \t\n\r\x0b\x0c\x85\xa0\u3000\u202f\u205f\u2060\ufeff"))
BLANKS |= dict.fromkeys(range(0x2000, 0x200E))
NARROW = {0xFF01 + i: 0x21 + i for i in range(94)}
NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+|\d{1,3}(,\d{3})+(\.\d*)?)([eE][-+]?\d+)?$")


def number(value):
    """The number a cell shows, be it kept as text; None for anything else."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return float(value)
    text = str(value).translate(BLANKS).translate(NARROW)
    return float(text.replace(",", "")) if NUMBER.match(text) else None


def cells(project):
    """reading/observations.csv and reading/findings.csv against every cell openpyxl sees."""
    observations = list(csv.DictReader((project / "reading/observations.csv").open(encoding="utf-8")))
    findings = list(csv.DictReader((project / "reading/findings.csv").open(encoding="utf-8")))
    for path in sorted((project / "raw").rglob("*.xlsx")):
        file = path.relative_to(project).as_posix()
        printed = {}
        for sheet in openpyxl.load_workbook(path):
            for row in sheet.iter_rows():
                for cell in row:
                    x = number(cell.value)
                    if x is not None:
                        printed[sheet.title, cell.coordinate] = x
        read = set()
        for o in (o for o in observations if o["file"] == file and o["value"]):
            place = o["sheet"], o["cell"]
            read.add(place)
            if printed.get(place) != float(o["value"]):
                fail(f"{file} {place}: read as {o['value']}, printed {printed.get(place)}")
        left = sum(int(f["count"]) for f in findings if f["file"] == file and f["code"] in LEFT_OUT)
        print(f"{file}: {len(printed)} figures = {len(read)} read + {left} counted by findings")
        if len(read) + left != len(printed):
            fail(f"{file}: {len(printed) - len(read) - left} figures are neither read nor counted by a finding")
    against_panel(project, observations)


def against_panel(project, observations):
    """Every column a panel takes as it is equals its newest cell times the unit, for every area and year printed."""
    compared = 0
    newest = {}
    for o in (o for o in observations if o["value"] and o["scope"] == "whole_city"):
        key = o["series"], int(o["area"]), int(o["year"])
        if key not in newest or int(o["edition"]) >= int(newest[key]["edition"]):
            newest[key] = o
    for folder in sorted((project / "output/panels").iterdir()):
        panel = table(folder / "panel.csv.zst")
        for code in sorted({k[0] for k in newest} & set(panel.columns)):
            values = {(int(a), int(y)): v for a, y, v in zip(panel["city_id"], panel["year"], panel[code])}
            for (series, area, year), o in newest.items():
                if series != code:
                    continue
                expected = float(o["value"]) * float(o["multiplier"])
                compared += 1
                if values.get((area, year)) != expected:
                    fail(f"{code} of {area} in {year}: {values.get((area, year))} in the panel, {expected} printed")
            extra = sum(not np.isnan(v) for v in values.values()) - sum(k[0] == code for k in newest)
            if extra:
                fail(f"{code}: the panel holds {extra} values more than are printed")
    print(f"{compared} values of the panel equal their cells")
    if compared == 0:
        fail("no column of the panel was compared")


CHECKS = {"entropy": entropy, "agglomeration": agglomeration, "cells": cells}

if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in CHECKS:
        sys.exit(__doc__)
    CHECKS[sys.argv[1]](Path(sys.argv[2]))
    for failure in failures[:20]:
        print("FAIL", failure)
    if len(failures) > 20:
        print(f"FAIL {len(failures) - 20} more")
    sys.exit(1 if failures else 0)
