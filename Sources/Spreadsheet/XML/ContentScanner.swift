/// Reads the inside of an element in place of the XML parser where that inside is plain XML.
///
/// Plain means: UTF-8, elements and attributes of a known list without prefixes, each at its place, double quotes, no
/// comments, instructions or CDATA, and only the references XML itself defines. Whatever else comes is unusual: the
/// scanner then gives up, and the part is read again from its start by the parser, which alone judges it.
class ContentScanner {
  enum Step {
    /// So many bytes are done; the others need those that follow.
    case more(used: Int)
    /// So many bytes are done, and the end tag of the element follows.
    case ended(used: Int)
    case unusual
  }

  /// The scanner has read all there is inside.
  final var isDone = false

  /// The start of the first element inside; the parser reads what is before it.
  var mark: StaticString { "" }
  /// Elements nested at this depth at most; the scanner is no use where fewer are allowed.
  var depth: Int { 0 }

  /// Takes bytes that start where the last call stopped; a zero byte stands behind them.
  func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> Step { .unusual }
}
