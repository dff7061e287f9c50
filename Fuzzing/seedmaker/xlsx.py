"""Seeds with the parts of .xlsx: worksheets, shared strings, styles, relationships, and ZIP archives of all kinds."""

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def sheet(data, before="", after="", namespace=MAIN):
    return f'<worksheet xmlns="{namespace}">{before}<sheetData>{data}</sheetData>{after}</worksheet>'


SHEETS = {
    "plain": sheet('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1.5</v></c></row>'
                   '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="1"><v>8.530000000000001</v></c></row>'),
    "declared": DECLARATION + sheet('<row r="3" spans="1:3" ht="15.75"><c r="C3"><v>-12</v></c></row>',
                                    '<dimension ref="A1:ZZ99"/><sheetViews><sheetView workbookViewId="0"/></sheetViews>'),
    "kinds": sheet('<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c><c r="C1" t="n"><v>1e5</v></c>'
                   '<c r="D1" t="str"><f>A1&amp;"x"</f><v>text</v></c><c r="E1" t="d"><v>2021-03-04T05:06:07</v></c>'
                   '<c r="F1" t="inlineStr"><is><t>inline</t></is></c><c r="G1" s="3"><v>43831</v></c></row>'),
    "dates": sheet('<row><c s="3"><v>60</v></c><c s="4"><v>43831.75</v></c><c s="5"><v>1.5</v></c><c s="6"><v>0</v></c>'
                   '<c s="3"><v>-1</v></c><c s="3"><v>2958466</v></c><c s="99"><v>1</v></c></row>'),
    "numbers": sheet("<row>" + "".join(f"<c><v>{x}</v></c>" for x in (
        "0", "-0", "007", "1.", ".5", "+3", "1E-400", "1e308", "4.9e-324", "0.1000000000000000055511151231257827",
        "123456789012345678901234567890", " 7 ", "9007199254740993", "1.7976931348623157E308")) + "</row>"),
    "merges": sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="4"><c r="B4"><v>2</v></c></row>',
                    after='<mergeCells count="3"><mergeCell ref="A1:C2"/><mergeCell ref="B4:B6"/>'
                          '<mergeCell ref="A1:C2"/></mergeCells>'),
    "hidden": sheet('<row r="1" hidden="1"><c><v>1</v></c></row><row hidden="true"/><row><c><v>2</v></c></row>',
                    '<cols><col min="1" max="2" hidden="1"/><col min="2" max="4" hidden="1" width="0"/></cols>'),
    "unordered": sheet('<row r="5"><c r="B5"><v>1</v></c><c r="A5"><v>2</v></c></row><row r="2"><c r="C2"><v>3</v></c>'
                       '<c r="C2"><v>4</v></c></row><row><c r="A9"><v>5</v></c></row>'),
    "rich": sheet('<row><c t="inlineStr"><is><r><rPr><b/></rPr><t>a </t></r><r><t xml:space="preserve"> b</t></r>'
                  '<rPh sb="0" eb="1"><t>x</t></rPh></is></c><c t="str"><v>_x000D_&#10;_x5F_&#x4E2D;</v></c></row>'),
    "prefixed": f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>1</x:v></x:c>'
                "<x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>",
    "strict": sheet('<row r="1"><c r="A1" t="d"><v>2021-01-02</v></c></row>', namespace=STRICT),
    "odd": sheet('<!-- c --><row r="1"><?p i?><c r="A1"><v><![CDATA[3]]></v></c><c t="str"><v>&lt;&amp;&#65;</v></c>'
                 '<c r="XFD1"><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>'),
    "extensions": sheet("<row><c><v>1</v><extLst><ext uri='{0}'><y:z xmlns:y='u'><y:v>5</y:v></y:z></ext></extLst></c>"
                        "</row>", after="<pageMargins left='1'/><tableParts count='0'/>"),
    "formulas": sheet('<row><c><f t="shared" ref="A1:A3" si="0">1+1</f><v>2</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c>'
                      '<c><f>x</f></c><c/><c t="s"/><c t="b"><v>true</v></c></row>'),
    "wrong": sheet('<row r="0"><c r="A0"><v>x</v></c></row>'),
    "doctype": '<!DOCTYPE worksheet [<!ENTITY a "b">]>' + sheet("<row><c t='str'><v>&a;</v></c></row>"),
    "empty": sheet(""),
}

STRINGS = {
    "plain": f'<sst xmlns="{MAIN}" count="3" uniqueCount="3"><si><t>城市</t></si><si><t/></si><si><t>GDP</t></si></sst>',
    "rich": f'<sst xmlns="{MAIN}"><si><r><rPr><sz val="11"/><color theme="1"/></rPr><t xml:space="preserve">a </t></r>'
            '<r><t>b</t></r></si><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si></sst>',
    "escapes": DECLARATION + f'<sst xmlns="{MAIN}"><si><t>_x000D_\n_x005F_x0041_ _xD83D__xDE00_ _xD800_ _x00</t></si>'
               "<si><t>&#x1F600;&amp;&#9;</t></si><si><t><![CDATA[<a>]]></t></si></sst>",
    "prefixed": f'<s:sst xmlns:s="{MAIN}"><s:si><s:t> x </s:t></s:si><s:si/><s:si><s:r/></s:si></s:sst>',
    "strict": f'<sst xmlns="{STRICT}"><si><t>a</t><extLst/></si><extLst><si><t>no</t></si></extLst></sst>',
    "many": f'<sst xmlns="{MAIN}">' + "".join(f"<si><t>文{n}</t></si>" for n in range(45)) + "</sst>",
}

STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="6"><numFmt numFmtId="164" formatCode="0.00%"/>'
    '<numFmt numFmtId="165" formatCode="[$-804]yyyy&quot;年&quot;m&quot;月&quot;;@"/>'
    '<numFmt numFmtId="166" formatCode="[h]:mm:ss.00"/><numFmt numFmtId="167" formatCode="#,##0.00_);[Red]\\(0.00\\)"/>'
    '<numFmt numFmtId="168" formatCode="0.00E+00"/><numFmt numFmtId="169" formatCode="# ?/?;&quot;d&quot;;\\-"/></numFmts>'
    "<cellXfs>" + "".join(f'<xf numFmtId="{n}"/>' for n in (0, 2, 10, 14, 164, 165, 166, 167)) + "</cellXfs></styleSheet>"
)
WORKBOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr date1904="1"/><sheets>'
    '<sheet name="甲" sheetId="1" r:id="r1"/><sheet name="b &amp; c" sheetId="2" state="hidden" r:id="r4"/>'
    '<sheet name="d" sheetId="3" state="veryHidden" r:id="r5"/></sheets><definedNames/></workbook>'
)
WORKBOOK_RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/worksheet" Target="/xl/worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{OFFICE}/styles" Target="../xl/./styles.xml"/>'
    f'<Relationship Id="r3" Type="{OFFICE}/sharedStrings" Target="shared%53trings.xml"/>'
    f'<Relationship Id="r4" Type="{OFFICE}/worksheet" Target="worksheets\\sheet2.xml"/>'
    f'<Relationship Id="r5" Type="{OFFICE}/chartsheet" Target="http://e.x/" TargetMode="External"/></Relationships>'
)
PACKAGE_RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{OFFICE}/officeDocument" Target="/xl/workbook.xml"/>'
    f'<Relationship Id="b" Type="{OFFICE}/extended-properties" Target="docProps/app.xml"/></Relationships>'
)
PARTS = [WORKBOOK, WORKBOOK_RELATIONS, STYLES, PACKAGE_RELATIONS]

BOOK = {
    "_rels/.rels": PACKAGE_RELATIONS, "xl/workbook.xml": WORKBOOK, "xl/_rels/workbook.xml.rels": WORKBOOK_RELATIONS,
    "xl/styles.xml": STYLES, "xl/sharedStrings.xml": STRINGS["plain"], "xl/worksheets/sheet1.xml": SHEETS["plain"],
    "xl/worksheets/sheet2.xml": SHEETS["merges"],
}


class Stream(io.BytesIO):
    """Cannot be rewound, so that sizes come behind the data."""

    def seekable(self):
        return False

    def tell(self):
        raise OSError


def archive(method, stream=None, prefix=b"", comment=b"", zip64=False, parts=BOOK):
    file = stream or io.BytesIO()
    file.write(prefix)
    with zipfile.ZipFile(file, "w", method) as zip_file:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = method
            data = text if isinstance(text, bytes) else text.encode()
            with zip_file.open(entry, "w", force_zip64=zip64) as part:
                part.write(data)
        zip_file.comment = comment
    return file.getvalue()


def archives():
    stored, deflated = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
    small = dict(list(BOOK.items())[:2])
    return {
        "stored": archive(stored), "deflated": archive(deflated), "descriptors": archive(deflated, Stream()),
        "zip64": archive(deflated, zip64=True), "comment": archive(deflated, comment=b"PK\x05\x06 a comment"),
        "prefix": archive(deflated, prefix=b"MZ" * 40), "small": archive(deflated, parts=small),
        "document": archive(stored, parts={"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}),
        "twice": archive(deflated, parts={"a.xml": "x" * 500, "A.xml": "y", "b\\c": ""}),
    }


def seeds():
    def option(first, second=0):
        return bytes([first, second])

    sheets = {name: option(0) + text.encode() for name, text in SHEETS.items()}
    for name in ("kinds", "numbers", "merges", "rich"):
        for number, first in enumerate((0x04, 0x64, 0xA4, 0xE4)):
            sheets[f"{name}-cut{number}"] = option(first, 7 + 31 * number) + SHEETS[name].encode()
    for number, name in ((1, "plain"), (2, "kinds"), (3, "rich")):
        sheets[f"{name}-encoded"] = option(number) + SHEETS[name].encode()
    sheets["gbk"] = option(0) + '<?xml version="1.0" encoding="GBK"?>'.encode() + sheet(
        "<row><c t='str'><v>北京市</v></c></row>").encode("gbk")
    strings = {name: option(0) + text.encode() for name, text in STRINGS.items()}
    strings["plain-utf16"] = option(1) + STRINGS["plain"].encode()
    for number in range(4):
        strings[f"rich-cut{number}"] = option(0x24 + 0x40 * number, 40 * number) + STRINGS["rich"].encode()
    parts = {f"part{number}": option(0) + bytes([number]) + text.encode() for number, text in enumerate(PARTS)}
    files = archives()
    whole = {f"xlsx-{name}": content for name, content in files.items()}
    return {"sheet": sheets, "strings": strings, "parts": parts, "zip": files, "workbook": whole}
