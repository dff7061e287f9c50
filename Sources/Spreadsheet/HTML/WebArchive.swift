/// A message of several parts as web archives (.mht) are: headers, and bodies that may be wrapped in text.
struct WebArchivePart {
  let headers: [String: String]
  let body: ArraySlice<UInt8>

  /// Reads headers up to the first empty line; what follows is the body.
  init(_ bytes: ArraySlice<UInt8>) {
    var headers: [String: String] = [:]
    var position = bytes.startIndex
    var name = ""
    while position < bytes.endIndex, headers.count < 256 {
      let end = bytes[position...].firstIndex(of: 0x0A) ?? bytes.endIndex
      let line = String(decoding: bytes[position..<end].prefix(8_192), as: UTF8.self).filter {
        !"\r\r\n\n".contains($0)
      }
      position = min(end + 1, bytes.endIndex)
      if line.isEmpty { break }
      if line.first == " " || line.first == "\t" {
        if headers[name]?.utf8.count ?? 8_192 < 8_192 { headers[name]? += line.drop { $0.isWhitespace } }
      } else if let colon = line.firstIndex(of: ":") {
        name = line[..<colon].lowercased()
        headers[name] = String(line[line.index(after: colon)...].drop { $0.isWhitespace })
      }
    }
    self.headers = headers
    body = bytes[position...]
  }

  /// The type of the content in lower case, such as "text/html".
  var type: String {
    (headers["content-type"] ?? "").prefix { $0 != ";" && !$0.isWhitespace }.lowercased()
  }

  /// A parameter of the content type, such as its `charset`.
  func parameter(_ name: String) -> String? {
    for field in (headers["content-type"] ?? "").split(separator: ";").dropFirst() {
      let pair = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2, pair[0].filter({ !$0.isWhitespace }).lowercased() == name else { continue }
      return String(pair[1].drop { $0.isWhitespace || $0 == "\"" }.prefix { $0 != "\"" })
    }
    return nil
  }

  /// The parts inside a part of several.
  func parts(limit: Int) -> [WebArchivePart] {
    guard type.hasPrefix("multipart/"), let boundary = parameter("boundary"), !boundary.isEmpty else { return [] }
    let mark = Array("--\(boundary)".utf8)
    var parts: [WebArchivePart] = []
    var start: Int?
    var position = body.startIndex
    while position < body.endIndex, parts.count < limit {
      let end = body[position...].firstIndex(of: 0x0A) ?? body.endIndex
      if body[position..<end].starts(with: mark) {
        if let start { parts.append(WebArchivePart(body[start..<position])) }
        start = min(end + 1, body.endIndex)
        if body[position..<end].dropFirst(mark.count).starts(with: "--".utf8) { return parts }
      }
      position = min(end + 1, body.endIndex)
    }
    // A message cut short still has its last part.
    if let start, parts.count < limit { parts.append(WebArchivePart(body[start...])) }
    return parts
  }

  /// The body as it was before it was wrapped for the mail.
  var content: [UInt8] {
    switch (headers["content-transfer-encoding"] ?? "").lowercased().filter({ !$0.isWhitespace }) {
    case "base64": Self.decodeBase64(body)
    case "quoted-printable": Self.decodeQuotedPrintable(body)
    default: Array(body)
    }
  }

  private static func decodeBase64(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count / 4 * 3)
    var bits: UInt32 = 0
    var count = 0
    for byte in text {
      let value: UInt8
      switch byte {
      case 0x41...0x5A: value = byte - 0x41
      case 0x61...0x7A: value = byte - 0x61 + 26
      case 0x30...0x39: value = byte - 0x30 + 52
      case UInt8(ascii: "+"): value = 62
      case UInt8(ascii: "/"): value = 63
      default: continue
      }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return result
  }

  private static func decodeQuotedPrintable(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var position = text.startIndex
    while position < text.endIndex {
      let byte = text[position]
      position += 1
      guard byte == UInt8(ascii: "=") else {
        result.append(byte)
        continue
      }
      let rest = text[position...].prefix(2)
      if rest.first == 0x0A {
        position += 1
      } else if rest.elementsEqual([0x0D, 0x0A]) {
        position += 2
      } else if rest.count == 2, let code = UInt8(String(decoding: rest, as: UTF8.self), radix: 16) {
        result.append(code)
        position += 2
      } else {
        result.append(byte)
      }
    }
    return result
  }
}
