"""Reads workbooks with another reader, as it is timed: peers.py READER [--check] [FILE...]

Reads every sheet into what the reader gives: Python lists, an Arrow batch, a data frame. With --check it also looks at each
cell and prints a line of JSON: non-empty cells, numbers, the sum of their bit patterns modulo 2^64, texts and their bytes.
Without files it only starts up, which is timed as well.
"""

import json
import sys


class Tally:
    """What was found; the same in any order, so that readers can be held against each other."""

    def __init__(self):
        import numpy

        self.numpy = numpy
        self.numbers = self.bits = self.texts = self.text_bytes = 0
        self.sum = 0.0

    def add_numbers(self, values):
        array = self.numpy.asarray(values, dtype="float64")
        self.numbers += len(array)
        self.sum += float(array.sum())
        self.bits = (self.bits + int(array.view("uint64").sum(dtype="uint64"))) % 2**64

    def add_texts(self, values):
        self.texts += len(values)
        self.text_bytes += sum(len(value.encode()) for value in values)

    def add_cells(self, values):
        """Cells as Python values; empty ones are None or ''."""
        numbers, texts = [], []
        for value in values:
            if isinstance(value, str):
                if value:
                    texts.append(value)
            elif value is not None:
                numbers.append(float(value))
        self.add_numbers(numbers)
        self.add_texts(texts)

    def add_column(self, values, is_text):
        """A column of one type; what is no text in the sheet but shares a column with texts comes as printed."""
        values = [value for value in values if value is not None]
        if not is_text:
            return self.add_numbers(values)
        texts = []
        for value in values:
            try:
                self.add_numbers([float(value)])
            except ValueError:
                texts.append(value)
        self.add_texts(texts)

    def line(self):
        return json.dumps({
            "cells": self.numbers + self.texts, "numbers": self.numbers, "bits": self.bits, "sum": self.sum,
            "texts": self.texts, "text_bytes": self.text_bytes,
        })


def calamine():
    from python_calamine import CalamineWorkbook

    def read(path, tally):
        book = CalamineWorkbook.from_path(path)
        for index in range(len(book.sheet_names)):
            rows = book.get_sheet_by_index(index).to_python()
            if tally:
                for row in rows:
                    tally.add_cells(row)

    return read


def fastexcel():
    import fastexcel
    import pyarrow

    def read(path, tally):
        book = fastexcel.read_excel(path)
        for index in range(len(book.sheet_names)):
            batch = book.load_sheet(index, header_row=header_row(path)).to_arrow()
            if tally:
                add_headings(tally, path, batch.schema.names)
                for column in batch.columns:
                    tally.add_column(column.to_pylist(), pyarrow.types.is_string(column.type))

    return read


def polars():
    import fastexcel
    import polars

    del fastexcel  # polars imports it when it first reads; that is start-up too

    def read(path, tally):
        has_header = header_row(path) is not None
        frames = polars.read_excel(path, sheet_id=0, engine="calamine", has_header=has_header)
        for frame in frames.values():
            if tally:
                add_headings(tally, path, frame.columns)
                for column in frame.iter_columns():
                    tally.add_column(column.to_list(), column.dtype == polars.String)

    return read


def openpyxl():
    import openpyxl

    def read(path, tally):
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        for sheet in book.worksheets:
            for row in sheet.iter_rows(values_only=True):
                if tally:
                    tally.add_cells(row)
        book.close()

    return read


def xlrd():
    import xlrd

    def read(path, tally):
        book = xlrd.open_workbook(path)
        for sheet in book.sheets():
            if tally:
                for row in range(sheet.nrows):
                    tally.add_cells(sheet.row_values(row))

    return read


def header_row(path):
    """Tables with a title above have no row of column names; the large sheet has one, and columns of one type."""
    return 0 if path.endswith("big.xlsx") else None


def add_headings(tally, path, names):
    if header_row(path) is not None:
        tally.add_texts(names)


READERS = {reader.__name__: reader for reader in (calamine, fastexcel, polars, openpyxl, xlrd)}


def main():
    reader, arguments = READERS[sys.argv[1]](), sys.argv[2:]
    tally = Tally() if "--check" in arguments else None
    for path in arguments:
        if not path.startswith("--"):
            reader(path, tally)
    print(tally.line() if tally else "read")


if __name__ == "__main__":
    main()
