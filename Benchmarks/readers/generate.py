"""Writes the workbooks that the readers are timed on: the same cells on every run and machine.

Usage: generate.py FOLDER [yb] [ybxls] [big]      (default: all three)

yb/*.xlsx     200 city yearbooks of about 300 x 20 cells: title, unit line, three header rows in Chinese and English with
              merged ranges, a row for each province, then its cities
ybxls/*.xls   the same cells as old .xls workbooks
big.xlsx      one sheet of 1,000,001 x 12: an id, 4 columns of labels, 7 of numbers, in shared strings as Excel writes
"""

import datetime
import random
import sys
from pathlib import Path

import vocabulary as words

BOOKS = 200
CITIES = 288
FIRST_YEAR = 2004
MISSING_SHARE = 0.0025
BIG_ROWS = 1_000_000
CREATED = datetime.datetime(2024, 1, 1)


def city_names():
    """All cities of a yearbook in order, as (Chinese, English); no two alike."""
    names = [(a + b + "市", A + B) for a, A in words.FIRST for b, B in words.SECOND]
    random.Random(1).shuffle(names)
    return names[:CITIES]


def table(index):
    """One yearbook: (cells as {(row, column): value}, merged ranges as (row, column, last row, last column))."""
    draw = random.Random(1000 + index)
    cells, merges = {}, []
    cells[0, 0] = f"2-{index + 1} 地级及以上城市主要指标（{FIRST_YEAR + index % 20}年）Main Indicators of Cities at Prefecture Level and Above"
    cells[1, 0] = "单位：见表头"
    cells[1, 19] = "Unit: see heading"
    cells[2, 0], cells[2, 1] = "城市", "City"
    merges += [(0, 0, 0, 19), (1, 0, 1, 9), (2, 0, 4, 0), (2, 1, 4, 1)]
    columns = []
    for group, (chinese, english, members) in enumerate(words.GROUPS):
        left = 2 + 3 * group
        cells[2, left] = f"{chinese} {english}"
        merges.append((2, left, 2, left + 2))
        for offset, (name, translation, unit, middle, decimals) in enumerate(members):
            cells[3, left + offset] = f"{name}\n({unit})"
            cells[4, left + offset] = translation
            columns.append((left + offset, middle, decimals))
    row = 5
    share = -(-CITIES // len(words.PROVINCES))
    for number, (chinese, english) in enumerate(city_names()):
        if number % share == 0:
            province = words.PROVINCES[number // share]
            cells[row, 0], cells[row, 1] = province
            row += 1
        cells[row, 0], cells[row, 1] = chinese, english
        for column, middle, decimals in columns:
            value = middle * draw.lognormvariate(0, 0.6)
            if draw.random() >= MISSING_SHARE:
                cells[row, column] = round(value, decimals) if decimals else float(round(value))
        row += 1
    return cells, merges


def write_xlsx(path, cells, merges):
    """One yearbook as .xlsx."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    book.set_properties({"created": CREATED})
    heading = book.add_format({"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1})
    number = book.add_format({"num_format": "0.00", "align": "right"})
    sheet = book.add_worksheet("2-1")
    for top, left, bottom, right in merges:
        sheet.merge_range(top, left, bottom, right, cells[top, left], heading)
    covered = {(top, left) for top, left, _, _ in merges}
    for (row, column), value in cells.items():
        if (row, column) in covered:
            continue
        if isinstance(value, str):
            sheet.write_string(row, column, value, heading if row < 5 else None)
        else:
            sheet.write_number(row, column, value, number)
    book.close()


def write_xls(path, cells, merges):
    """One yearbook as .xls."""
    import xlwt

    book = xlwt.Workbook()
    heading = xlwt.easyxf("font: bold on; align: horiz center, vert center, wrap on; borders: left thin, right thin")
    number = xlwt.easyxf("align: horiz right", num_format_str="0.00")
    plain = xlwt.easyxf("")
    sheet = book.add_sheet("2-1")
    for top, left, bottom, right in merges:
        sheet.write_merge(top, bottom, left, right, cells[top, left], heading)
    covered = {(top, left) for top, left, _, _ in merges}
    for (row, column), value in cells.items():
        if (row, column) not in covered:
            style = number if not isinstance(value, str) else heading if row < 5 else plain
            sheet.write(row, column, value, style)
    book.save(str(path))


def write_big(path):
    """The large sheet. Everything stays in memory until the end (about 4 GiB): only then strings are shared."""
    import xlsxwriter

    draw = random.Random(7)
    firms = [f"{a}{b}{kind}有限公司{n}" for n in range(32) for a, _ in words.FIRST for b, _ in words.SECOND for kind in words.FIRM_KINDS]
    cities = [chinese for chinese, _ in city_names()]
    provinces = [chinese for chinese, _ in words.PROVINCES]
    book = xlsxwriter.Workbook(path)
    book.set_properties({"created": CREATED})
    sheet = book.add_worksheet("firms")
    for column, name in enumerate([
        "id", "firm", "province", "city", "sector", "employees", "year", "assets", "revenue", "profit", "growth", "index",
    ]):
        sheet.write_string(0, column, name)
    for row in range(1, BIG_ROWS + 1):
        sheet.write_number(row, 0, 100_000 + row)
        sheet.write_string(row, 1, firms[draw.randrange(len(firms))])
        sheet.write_string(row, 2, provinces[draw.randrange(len(provinces))])
        sheet.write_string(row, 3, cities[draw.randrange(len(cities))])
        sheet.write_string(row, 4, words.SECTORS[draw.randrange(len(words.SECTORS))])
        size = draw.lognormvariate(5, 1.2)
        values = (
            round(size) + 1, 1998 + draw.randrange(16), round(size * 210.5, 2), round(size * 350.25, 2),
            round(size * draw.gauss(12, 20), 2), draw.gauss(0.08, 0.3), draw.random() * 100,
        )
        for column, value in enumerate(values, 5):
            if draw.random() >= MISSING_SHARE:
                sheet.write_number(row, column, value + 0.0)  # no -0, which openpyxl reads as the integer 0
    book.close()


def main():
    folder = Path(sys.argv[1])
    wanted = sys.argv[2:] or ["yb", "ybxls", "big"]
    writers = {"yb": ("yb", "xlsx", write_xlsx), "ybxls": ("ybxls", "xls", write_xls)}
    for name in wanted:
        if name == "big":
            write_big(folder / "big.xlsx.part")
            (folder / "big.xlsx.part").rename(folder / "big.xlsx")
            continue
        subfolder, extension, write = writers[name]
        (folder / subfolder).mkdir(parents=True, exist_ok=True)
        for index in range(BOOKS):
            write(folder / subfolder / f"city-{index + 1:03d}.{extension}", *table(index))


if __name__ == "__main__":
    main()
