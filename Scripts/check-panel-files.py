#!/usr/bin/env python3
"""Checks the files of a panel's folder against each other and against datapackage.json.

    check-panel-files.py DIR [DIR ...]

Every file that holds a table is read with pandas, polars, pyarrow and DuckDB (JSON Lines with Python alone) and
compared cell by cell with a strict reading of its CSV: the bits of doubles, whole numbers, texts by their bytes, and
which cells are missing. Then the descriptor is checked: names, sizes, hashes, rows, fields, types, keys and labels. One line a file
goes to stdout; the exit code is 1 if anything differs and 2 if a folder cannot be read.
"""

import gzip
import hashlib
import json
import re
import sys
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import zstandard

FIELD = re.compile(rb'(?:"((?:[^"]|"")*)"|([^",\r\n]*))([,\n])')
NUMBER = re.compile(rb"-?(0|[1-9][0-9]*)(\.[0-9]+)?(e-?[1-9][0-9]*)?")
WHOLE = re.compile(rb"-?[1-9][0-9]*|0")
NAME = re.compile(r"[a-z0-9][-a-z0-9._]*")
TYPES = ("integer", "number", "string")
OTHER_FILES = {"datapackage.json", "codebook.md", "findings.json", "manifest.json"}


class Problems(list):
    """Sentences about what is wrong."""

    def check(self, condition, sentence):
        if not condition:
            self.append(sentence)
        return condition


# Columns in one form: the mask of missing cells, and values with 0 or "" in their place.

def whole_column(mask, values):
    return np.asarray(mask, bool), np.where(mask, 0, values).astype(np.int64)


def double_column(mask, values):
    values = np.where(mask, 0.0, np.asarray(values, np.float64))
    return np.asarray(mask, bool), np.ascontiguousarray(values, np.float64).view(np.uint64)


def text_column(values):
    mask = np.array([value is None for value in values], bool)
    return mask, [b"" if value is None else value.encode() for value in values]


def same(a, b):
    if not np.array_equal(a[0], b[0]):
        return False
    return a[1] == b[1] if isinstance(a[1], list) else np.array_equal(a[1], b[1])


def first_difference(a, b):
    if len(a[0]) != len(b[0]):
        return f"{len(a[0])} rows against {len(b[0])}"
    for row, (m, n, x, y) in enumerate(zip(a[0], b[0], a[1], b[1]), 1):
        if m != n or x != y:
            return f"row {row}: {'missing' if m else x} against {'missing' if n else y}"
    return "?"


# The strict reading of a CSV, by the types of the descriptor.

def parse_csv(data, types, problems):
    """Columns in one form; also checks that the text is as the codebook says."""
    problems.check(not data.startswith(b"\xef\xbb\xbf"), "starts with a byte order mark")
    problems.check(data.endswith(b"\n"), "does not end with a line feed")
    rows, row, position = [], [], 0
    while position < len(data):
        match = FIELD.match(data, position)
        if not match:
            problems.append(f"byte {position} is not RFC 4180")
            return None, None
        quoted, plain, end = match.groups()
        row.append((True, quoted.replace(b'""', b'"')) if quoted is not None else (False, plain))
        position = match.end()
        if end == b"\n":
            rows.append(row)
            row = []
    header = [value.decode() for _, value in rows[0]]
    body = rows[1:]
    if not problems.check(all(len(r) == len(header) for r in body), "rows of unequal length"):
        return header, None
    columns = {}
    for i, name in enumerate(header):
        columns[name] = typed([r[i] for r in body], types.get(name), name, problems)
    return header, columns


def typed(fields, kind, name, problems):
    mask = np.array([not quoted and value == b"" for quoted, value in fields], bool)
    if kind == "string":
        return mask, [value for _, value in fields]
    pattern = WHOLE if kind == "integer" else NUMBER
    for quoted, value in fields:
        if (quoted or value) and (quoted or not pattern.fullmatch(value)):
            problems.append(f"column {name}: {value!r} is not of type {kind}")
            return mask, None
    if kind == "integer":
        values = [int(value) if value else 0 for _, value in fields]
        problems.check(all(-(2**31) <= v < 2**31 for v in values), f"column {name}: beyond 32 bits")
        return whole_column(mask, np.array(values, np.int64))
    texts = [value.decode() for _, value in fields]
    longer = [text for text in texts if text and digits(text) != digits(repr(float(text)))]
    problems.check(not longer, f"column {name}: {longer[:1]} is not the shortest text")
    return double_column(mask, np.array([float(text) if text else 0.0 for text in texts], np.float64))


def digits(text):
    """The significant digits of a number's text."""
    return text.split("e")[0].replace(".", "").lstrip("-0").rstrip("0")


# Other programs' reading, brought into the same form.

def from_arrow(table):
    columns = {}
    for name in table.column_names:
        column = table.column(name).combine_chunks()
        if isinstance(column, pa.ChunkedArray):
            column = pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)
        mask = column.is_null().to_numpy(zero_copy_only=False)
        if pa.types.is_integer(column.type):
            columns[name] = whole_column(mask, column.fill_null(0).to_numpy(zero_copy_only=False))
        elif pa.types.is_floating(column.type):
            columns[name] = double_column(mask, column.fill_null(0.0).to_numpy(zero_copy_only=False))
        else:
            columns[name] = text_column(column.to_pylist())
    return columns


def from_pandas(frame, types):
    columns = {}
    for name in frame.columns:
        series = frame[name]
        mask = series.isna().to_numpy()
        if types[name] == "string":
            columns[name] = text_column([None if m else v for m, v in zip(mask, series)])
        elif types[name] == "integer":
            columns[name] = whole_column(mask, series.fillna(0).to_numpy())
        else:
            columns[name] = double_column(mask, series.to_numpy(np.float64, na_value=0.0))
    return columns


def empty_as_missing(columns):
    """pandas does not tell empty text from missing text in a CSV."""
    result = {}
    for name, (mask, values) in columns.items():
        if isinstance(values, list):
            mask = mask | np.array([value == b"" for value in values], bool)
        result[name] = (mask, values)
    return result


def read_csv_everywhere(path, data, types):
    texts = {name: str for name, kind in types.items() if kind == "string"}
    frame = pd.read_csv(path, dtype=texts, keep_default_na=False, na_values=[""], skip_blank_lines=False)
    yield "pandas", from_pandas(frame, types)
    in_polars = {"integer": pl.Int32, "number": pl.Float64, "string": pl.String}
    frame = pl.read_csv(path, schema_overrides={n: in_polars[k] for n, k in types.items()})
    yield "polars", from_arrow(frame.to_arrow())
    in_arrow = {"integer": pa.int32(), "number": pa.float64(), "string": pa.string()}
    table = pa_csv.read_csv(
        pa.BufferReader(data),
        parse_options=pa_csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False),
        convert_options=pa_csv.ConvertOptions(
            column_types={n: in_arrow[k] for n, k in types.items()}, null_values=[""], strings_can_be_null=True,
            quoted_strings_can_be_null=False))
    yield "pyarrow", from_arrow(table)
    in_duckdb = {"integer": "INTEGER", "number": "DOUBLE", "string": "VARCHAR"}
    relation = duckdb.connect().read_csv(
        str(path), header=True, delimiter=",", quotechar='"', escapechar='"', na_values="", all_varchar=False,
        allow_quoted_nulls=False, auto_detect=False, columns={n: in_duckdb[k] for n, k in types.items()})
    yield "DuckDB", from_arrow(relation.to_arrow_table())


def read_parquet_everywhere(path, types):
    yield "pandas", from_pandas(pd.read_parquet(path), types)
    yield "polars", from_arrow(pl.read_parquet(path).to_arrow())
    yield "pyarrow", from_arrow(pq.read_table(path))
    yield "DuckDB", from_arrow(duckdb.connect().read_parquet(str(path)).to_arrow_table())


def read_json_lines(data, types):
    rows = [json.loads(line) for line in data.decode().split("\n")[:-1]]
    columns = {}
    for name, kind in types.items():
        values = [row[name] for row in rows]
        mask = [value is None for value in values]
        if kind == "string":
            columns[name] = text_column(values)
        elif kind == "integer":
            columns[name] = whole_column(mask, np.array([0 if v is None else v for v in values], np.int64))
        else:
            columns[name] = double_column(mask, np.array([0.0 if v is None else float(v) for v in values]))
    yield "Python", columns


# The descriptor.

def check_package(package, problems):
    problems.check(package.get("profile") == "tabular-data-package", "profile is not tabular-data-package")
    problems.check(NAME.fullmatch(package.get("name", "")), "name of the package is not a name")
    problems.check(package.get("resources"), "no resources")
    names = [resource.get("name", "") for resource in package.get("resources", [])]
    problems.check(len(set(names)) == len(names), "two resources of one name")
    problems.check(all(NAME.fullmatch(name) for name in names), "name of a resource is not a name")
    for licence in package.get("licenses", []):
        problems.check(licence.get("name") or licence.get("path"), "a licence has neither name nor path")
    for source in package.get("sources", []):
        problems.check(source.get("title"), "a source has no title")


def check_resource(resource, raw, problems):
    """Properties that do not need the table."""
    problems.check(resource.get("profile") == "tabular-data-resource", "profile is not tabular-data-resource")
    problems.check(resource.get("bytes") == len(raw), f"{len(raw)} bytes, the descriptor says {resource.get('bytes')}")
    digest = "sha256:" + hashlib.sha256(raw).hexdigest()
    problems.check(resource.get("hash") == digest, "the hash differs from the descriptor's")
    schema = resource.get("schema", {})
    problems.check(schema.get("missingValues") == [""], "missingValues is not [\"\"]")
    names = [field["name"] for field in schema.get("fields", [])]
    problems.check(len(set(names)) == len(names) and names, "no fields, or two of one name")
    problems.check(all(field.get("type") in TYPES for field in schema["fields"]), "a type is none of " + str(TYPES))
    problems.check(set(schema.get("primaryKey", [])) <= set(names), "primaryKey names a column that is not there")


def check_values(resource, columns, problems):
    """Rows, keys and labels of the table itself."""
    rows = len(next(iter(columns.values()))[0])
    problems.check(resource.get("rows") == rows, f"{rows} rows, the descriptor says {resource.get('rows')}")
    schema = resource["schema"]
    for field in schema["fields"]:
        mask, values = columns[field["name"]]
        if field.get("constraints", {}).get("required"):
            problems.check(not mask.any(), f"column {field['name']} is required and has missing values")
        if "categories" in field:
            allowed = {category["value"] for category in field["categories"]}
            present = {v.decode() if isinstance(v, bytes) else int(v) for v, m in zip(values, mask) if not m}
            strange = sorted(present - allowed)
            problems.check(not strange, f"column {field['name']}: values without a label: {strange[:3]}")
    key = schema.get("primaryKey", [])
    if key:
        tuples = list(zip(*(list(columns[name][1]) for name in key)))
        problems.check(len(set(tuples)) == len(tuples), "a key occurs twice")
        if resource["name"] != "weights":
            problems.check(tuples == sorted(tuples), "rows are not sorted by the key")


def check_parquet(path, resource, problems):
    """What the footer says."""
    file = pq.ParquetFile(path)
    meta = file.metadata
    physical = {"integer": "INT32", "number": "DOUBLE", "string": "BYTE_ARRAY"}
    fields = resource["schema"]["fields"]
    problems.check(meta.created_by == "almanac", f"created by {meta.created_by!r}")
    problems.check([f["name"] for f in fields] == file.schema.names, "columns differ from the descriptor's")
    for i, field in enumerate(fields):
        column = file.schema.column(i)
        found = column.physical_type
        problems.check(found == physical[field["type"]], f"column {field['name']}: {found}")
        problems.check(column.max_definition_level == 1, f"column {field['name']} is not optional")
    table = file.read()
    start = 0
    for g in range(meta.num_row_groups):
        group = meta.row_group(g)
        for i in range(meta.num_columns):
            check_chunk(group.column(i), table.column(i).slice(start, group.num_rows), problems)
        start += group.num_rows
    pairs = {key.decode(): value.decode() for key, value in (meta.metadata or {}).items()}
    if "almanac.schema" in pairs:
        problems.check(json.loads(pairs["almanac.schema"]) == resource["schema"], "the footer's schema differs")


def check_chunk(chunk, values, problems):
    name = chunk.path_in_schema
    problems.check(chunk.compression == "ZSTD", f"column {name}: compression {chunk.compression}")
    statistics = chunk.statistics
    if not problems.check(statistics is not None, f"column {name}: no statistics"):
        return
    problems.check(statistics.null_count == values.null_count, f"column {name}: null_count {statistics.null_count}")
    present = values.drop_null()
    if statistics.has_min_max and len(present):
        texts = pa.types.is_string(present.type)
        found = [v.encode() for v in present.to_pylist()] if texts else present.to_pylist()
        said = [v.encode() for v in (statistics.min, statistics.max)] if texts else [statistics.min, statistics.max]
        problems.check([min(found), max(found)] == said, f"column {name}: least or greatest value is wrong")
    elif not pa.types.is_string(present.type):
        problems.check(len(present) == 0, f"column {name}: no least and greatest value")


# A folder.

def expand(resource, raw):
    compression = resource.get("compression")
    if compression == "zst":
        return zstandard.ZstdDecompressor().decompressobj().decompress(raw)
    return gzip.decompress(raw) if compression == "gz" else raw


def check_table(folder, resource, truth, problems):
    """Reads one file everywhere; returns its line and, for a CSV, its columns."""
    path = folder / resource["path"]
    raw = path.read_bytes()
    check_resource(resource, raw, problems)
    types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    columns = truth
    if resource["format"] == "csv":
        data = expand(resource, raw)
        header, columns = parse_csv(data, types, problems)
        problems.check(header == list(types), "header differs from the descriptor's fields")
        if not columns or any(values is None for _, values in columns.values()):
            return None, ""
        readers = read_csv_everywhere(path, data, types)
    elif resource["format"] == "parquet":
        check_parquet(path, resource, problems)
        readers = read_parquet_everywhere(path, types)
    else:
        readers = read_json_lines(expand(resource, raw), types)
    check_values(resource, columns, problems)
    names = []
    for reader, found in readers:
        names.append(reader)
        expected = columns
        if reader == "pandas" and resource["format"] == "csv":
            expected, found = empty_as_missing(columns), empty_as_missing(found)
        compare(reader, expected, found, problems)
    return columns, f"{len(next(iter(columns.values()))[0])} rows x {len(types)} columns, same in {', '.join(names)}"


def compare(reader, expected, found, problems):
    if not problems.check(list(found) == list(expected), f"{reader}: other columns"):
        return
    for name in expected:
        if not same(found[name], expected[name]):
            problems.append(f"{reader}: column {name} differs, {first_difference(found[name], expected[name])}")


def check_foreign_keys(resource, tables, problems):
    for foreign in resource["schema"].get("foreignKeys", []):
        here = list(zip(*(list(tables[resource["name"]][name][1]) for name in foreign["fields"])))
        there = tables[foreign["reference"]["resource"]]
        known = set(zip(*(list(there[name][1]) for name in foreign["reference"]["fields"])))
        problems.check(set(here) <= known, f"{resource['name']}: keys that the panel does not have")


def check_manifest(folder, problems):
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    listed = {file["path"]: file for file in manifest["files"]}
    present = {path.name for path in folder.iterdir() if path.is_file()} - {"manifest.json"}
    problems.check(set(listed) == present, f"files not in both folder and manifest: {sorted(set(listed) ^ present)}")
    for name in sorted(set(listed) & present):
        raw = (folder / name).read_bytes()
        right = listed[name]["bytes"] == len(raw) and listed[name]["sha256"] == hashlib.sha256(raw).hexdigest()
        problems.check(right, f"{name} is not the file the manifest means")


def check_findings(folder, problems):
    report = json.loads((folder / "findings.json").read_text(encoding="utf-8"))
    counts = report["counts"]
    problems.check(counts["findings"] == len(report["findings"]), "findings.json: the count differs from the list")
    by_code = sum(line["findings"] for line in report["codes"])
    problems.check(by_code == len(report["findings"]), "findings.json: counts by code do not add up")


def report(name, line, problems):
    print(f"{name}: {line if not problems else 'WRONG, ' + '; '.join(problems)}")
    return len(problems)


def check_folder(folder):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    wrong = 0
    tables, truth_of = {}, {}
    for resource in package["resources"]:
        problems = Problems()
        stem = resource["path"].split(".")[0]
        problems.check("/" not in resource["path"], "the path leaves the folder")
        columns, line = check_table(folder, resource, truth_of.get(stem), problems)
        truth_of.setdefault(stem, columns)
        tables[resource["name"]] = columns
        wrong += report(resource["path"], line, problems)
    problems = Problems()
    check_package(package, problems)
    for resource in package["resources"]:
        check_foreign_keys(resource, tables, problems)
    wrong += report("datapackage.json", f"{len(package['resources'])} resources, as the files are", problems)
    for name, check, line in (("findings.json", check_findings, "counts add up"),
                              ("manifest.json", check_manifest, "hashes of every file fit")):
        problems = Problems()
        check(folder, problems)
        wrong += report(name, line, problems)
    return wrong


def main(arguments):
    if not arguments:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    wrong = 0
    for name in arguments:
        try:
            wrong += check_folder(Path(name))
        except FileNotFoundError as error:
            print(f"{error.filename} is not there", file=sys.stderr)
            return 2
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
