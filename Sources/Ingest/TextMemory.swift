import Definitions
import PanelModel
import Spreadsheet
import Synchronization

/// The texts met in workbooks with what they say, shared by all workbooks and threads of a reading: yearbooks print the
/// same few thousand words over and over.
final class TextMemory: Sendable {
  let areas: AreaMatcher
  let units: UnitDefinitions
  private let state = Mutex(State())

  /// Texts beyond this many are worked out each time they are met, so that memory does not grow with what is read.
  private static let capacity = 1 << 18

  private struct State {
    var pool = StringPool()
    var facts: [TextFact] = []
    /// By number of the text.
    var headers: [Int32: HeaderText] = [:]
  }

  init(areas: AreaMatcher, units: UnitDefinitions) {
    self.areas = areas
    self.units = units
  }

  /// What a text says.
  func fact(_ text: String) -> TextFact {
    var text = text
    return text.withUTF8 { bytes in state.withLock { fact(bytes, &$0) } }
  }

  /// What the texts of a sheet with these numbers say, in their order.
  func facts(_ ids: [Int32], of sheet: Sheet) -> [TextFact] {
    state.withLock { state in ids.map { id in sheet.withTextBytes(id) { fact($0, &state) } } }
  }

  /// A text taken apart as a header.
  func header(_ fact: TextFact) -> HeaderText {
    if fact.number >= 0, let known = state.withLock({ $0.headers[fact.number] }) { return known }
    let header = HeaderText(fact.text, units: units)
    if fact.number >= 0 { state.withLock { $0.headers[fact.number] = header } }
    return header
  }

  private func fact(_ bytes: UnsafeBufferPointer<UInt8>, _ state: inout State) -> TextFact {
    guard state.facts.count < Self.capacity, let number = state.pool.number(of: bytes) else {
      return TextFact(String(decoding: bytes, as: UTF8.self), number: -1, areas: areas, units: units)
    }
    if Int(number) < state.facts.count { return state.facts[Int(number)] }
    let fact = TextFact(String(decoding: bytes, as: UTF8.self), number: number, areas: areas, units: units)
    state.facts.append(fact)
    return fact
  }
}
