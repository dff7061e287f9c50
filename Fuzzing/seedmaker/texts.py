"""Seeds that are text: web pages, tables with separators, XML spreadsheets of 2003."""

HTML = {
    "table": "<html><body><table><tr><th>城市</th><th>GDP</th></tr><tr><td>北京</td><td>1,234.5</td></tr></table></body></html>",
    "spans": "<table><tr><td rowspan=2>a</td><td colspan=3>b</td></tr><tr><td>1</td><td colspan='0'>2</td>"
             "<td rowspan=\"9999\">3</td></tr><tr><td rowspan=0>x<td>y</table>",
    "excel": '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">'
             '<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><style>.xl1{mso-number-format:"\\@";}'
             ".xl2{mso-number-format:\"0\\.00%\";display:none}</style><!--[if gte mso 9]><xml><x:ExcelWorkbook>"
             "<x:ExcelWorksheets><x:ExcelWorksheet><x:Name>甲</x:Name></x:ExcelWorksheet></x:ExcelWorksheets>"
             "<x:Date1904/></x:ExcelWorkbook></xml><![endif]--></head><body><table><col style='display:none'>"
             "<tr><td class=xl1 x:str>007</td><td class=xl2 x:num=\"0.125\">12.5%</td><td x:bool=\"TRUE\">TRUE</td>"
             "<td x:err=\"#N/A\">#N/A</td></tr></table></body></html>",
    "nested": "<table><tr><td>a<table><tr><td>1</td><td>2</td></tr><tr><td>3<td>4</table>b</td><td><table><tr><td>x</table>"
              "</td></tr></table>",
    "layout": "<table><tr><td><table><thead><tr><th>a<th>b<tbody><tr><td>1<td>2<tfoot><tr><td>3<td>4</table></table>"
              "<p>text<table><caption>c</caption><tr style='display:none'><td>h</td></tr></table>",
    "entities": "<!DOCTYPE html><table><tr><td>&nbsp;&lt;&amp;&#20013;&#x6587;&bogus;&copy</td><td><b>a</b> <br>b"
                "<script>x<1</script><pre> p\n q</pre><textarea>t</textarea></td></tr></table>",
    "broken": "<table><tr><td>1<td>2<tr></td></tr></table></table><td>3<table><table>4<tr",
    "gbk": b'<meta charset="gb2312"><table><tr><td>' + "北京市".encode("gbk") + b"</td><td>1</td></tr></table>",
    "frames": '<html><frameset><frame src="a_files/sheet001.htm"></frameset><!--[if gte mso 9]><xml><x:ExcelWorkbook>'
              '<x:ExcelWorksheet><x:Name>s</x:Name><x:WorksheetSource HRef="a_files/sheet001.htm"/></x:ExcelWorksheet>'
              "</x:ExcelWorkbook></xml><![endif]--></html>",
    "mhtml": 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="--b"\r\n\r\n----b\r\nContent-Location: f.htm\r\n'
             "Content-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset=\"utf-8\"\r\n\r\n"
             "<table><tr><td class=3D\"a\">=E5=8C=97=\r\n</td></tr></table>\r\n----b--\r\n",
}

CSV = {
    "plain": "城市,GDP,年\r\n北京,1.5,2020\r\n上海,2e3,2021\r\n",
    "quoted": 'a,"b ""c"" d","e\nf"\n"",g,"h"\n',
    "semicolons": "a;b;c\n1,5;2,5;3\n", "tabs": "a\tb\tc\n1\t\t3\n", "pipes": "a|b\n1|2\n", "one": "alone",
    "ragged": "a,b\n1\n1,2,3\n\n,,\n", "unclosed": 'a,"b\nc,d\n', "numbers": "1,-0,007,1e400,+5,0x1,NaN,inf,1 000,1,000\n",
    "separator": "sep=;\na;b\n",
}

PROLOGUE = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
OPEN = ('<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:x="urn:schemas-microsoft-com:office:excel">')
STYLES = ('<Styles><Style ss:ID="d"><NumberFormat ss:Format="yyyy\\-mm\\-dd"/></Style>'
          '<Style ss:ID="p" ss:Parent="d"><NumberFormat ss:Format="Percent"/></Style></Styles>')


def worksheet(rows, table="", options=""):
    return f'<Worksheet ss:Name="甲"><Table{table}>{rows}</Table>{options}</Worksheet>'


SPREADSHEETML = {
    "plain": PROLOGUE + OPEN + STYLES + worksheet(
        '<Row><Cell><Data ss:Type="String">城市</Data></Cell><Cell ss:StyleID="p"><Data ss:Type="Number">0.5</Data></Cell>'
        '</Row><Row ss:Index="4" ss:Hidden="1"><Cell ss:Index="3" ss:StyleID="d"><Data ss:Type="DateTime">'
        '2021-03-04T00:00:00.000</Data></Cell></Row>') + "</Workbook>",
    "merges": PROLOGUE + OPEN + worksheet(
        '<Column ss:Index="2" ss:Span="2" ss:Hidden="1"/><Row ss:Span="2"><Cell ss:MergeAcross="2" ss:MergeDown="1">'
        '<Data ss:Type="String">a</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell></Row><Row><Cell>'
        '<Data ss:Type="Error">#N/A</Data></Cell></Row>', ' ss:ExpandedRowCount="9" ss:TopCell="2"') + "</Workbook>",
    "rich": PROLOGUE + OPEN + worksheet(
        '<Row><Cell ss:Formula="=1+1"><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>a</B> '
        "<Font>b&#10;c</Font></ss:Data><Comment><ss:Data>no</ss:Data></Comment></Cell></Row>",
        options='<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible>'
                "</WorksheetOptions>") + "</Workbook>",
    "1904": PROLOGUE + OPEN + '<ExcelWorkbook xmlns="urn:schemas-microsoft-com:office:excel"><Date1904/></ExcelWorkbook>'
            + worksheet('<Row><Cell><Data ss:Type="DateTime">1904-01-01T12:00:00</Data></Cell></Row>') + "</Workbook>",
}


def seeds():
    def coded(content, first=0):
        return bytes([first, 0]) + (content if isinstance(content, bytes) else content.encode())

    html = {name: coded(text) for name, text in HTML.items()}
    html |= {"excel-utf16": coded(HTML["excel"], 1), "spans-cut": coded(HTML["spans"], 0x44), "table-mark": coded(HTML["table"], 3)}
    csv = {name: coded(text) for name, text in CSV.items()}
    for number, name in enumerate(("utf16le", "utf16be", "utf8-mark")):
        csv[f"plain-{name}"] = coded(CSV["plain"], number + 1)
    csv["plain-gb18030"] = coded((CSV["plain"] + "㐀,𠀀\n").encode("gb18030"))
    csv["quoted-big5"] = coded("臺北,高雄\n1,2\n".encode("big5"))
    xml = {name: coded(text) for name, text in SPREADSHEETML.items()}
    xml["plain-utf16"] = coded(SPREADSHEETML["plain"], 1)
    xml["merges-cut"] = coded(SPREADSHEETML["merges"], 0x84)
    whole = {f"html-{name}": content[2:] for name, content in html.items() if not name.startswith("excel-")}
    whole |= {f"csv-{name}": content[2:] for name, content in csv.items() if name in ("plain", "quoted", "plain-gb18030")}
    whole |= {f"xml-{name}": content[2:] for name, content in xml.items() if name in ("plain", "merges")}
    return {"html": html, "csv": csv, "spreadsheetml": xml, "workbook": whole}
