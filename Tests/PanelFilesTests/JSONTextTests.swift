import PanelModel
import Testing

@Suite struct JSONTextTests {
  @Test func indentedText() {
    let value: JSONValue = [
      "name": "面板", "rows": 3, "share": .double(0.25), "none": .null, "yes": true, "empty": [], "nothing": [:],
      "list": [1, ["a": "b"]],
    ]
    #expect(
      value.text() == """
        {
          "name": "面板",
          "rows": 3,
          "share": 0.25,
          "none": null,
          "yes": true,
          "empty": [],
          "nothing": {},
          "list": [
            1,
            {
              "a": "b"
            }
          ]
        }
        """)
    let line =
      #"{"name":"面板","rows":3,"share":0.25,"none":null,"yes":true,"empty":[],"nothing":{},"list":[1,{"a":"b"}]}"#
    #expect(value.text(indent: nil) == line)
  }

  @Test func escapes() {
    let value = JSONValue.string("\"\\/\n\r\t\u{1}\u{1F}\u{7F}é😀")
    #expect(value.text() == #""\"\\/\n\r\t\u0001\u001f"# + "\u{7F}é😀\"")
  }

  @Test func absentValues() {
    #expect(JSONValue(String?.none) == .null)
    #expect(JSONValue(Double?.none) == .null)
    #expect(JSONValue.double(.nan).text() == "null")
    let object = JSONValue.object([("a", 1), ("b", nil)])
    #expect(object.text(indent: nil) == #"{"a":1}"#)
  }
}
