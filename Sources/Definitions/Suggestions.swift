/// "Did you mean": the nearest allowed word by edit distance.
package enum Suggestions {
  /// A remedy sentence: the nearest word if one is near, and the allowed words if they are few.
  package static func sentence(for word: String, among allowed: [String]) -> String {
    let list = allowed.count <= 16 ? " Allowed: \(allowed.joined(separator: ", "))." : ""
    guard let near = nearest(to: word, among: allowed) else {
      return list.isEmpty ? "Check the spelling." : String(list.dropFirst())
    }
    return "Did you mean '\(near)'?" + list
  }

  /// The nearest word: the same but for case, within a third of the length (ties go to the first), or the only one the
  /// word is a part of.
  package static func nearest(to word: String, among allowed: [String]) -> String? {
    let lower = word.lowercased()
    if let same = allowed.first(where: { $0.lowercased() == lower }) { return same }
    if let near = misspelt(word, among: allowed) { return near }
    guard word.count > 2 else { return nil }
    let longer = allowed.filter { $0.lowercased().contains(lower) }
    return longer.count == 1 ? longer[0] : nil
  }

  private static func misspelt(_ word: String, among allowed: [String]) -> String? {
    let limit = max(1, word.count / 3)
    var best: (word: String, distance: Int)?
    for candidate in allowed {
      let distance = editDistance(Array(word), Array(candidate), limit: limit)
      // A word of one letter is one edit from any other.
      if distance <= limit, distance < max(word.count, candidate.count), distance < best?.distance ?? .max {
        best = (candidate, distance)
      }
    }
    return best?.word
  }

  /// Levenshtein distance with adjacent transpositions counted as one edit; a value over `limit` may be returned early.
  private static func editDistance(_ a: [Character], _ b: [Character], limit: Int) -> Int {
    if abs(a.count - b.count) > limit { return limit + 1 }
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i] + [Int](repeating: 0, count: b.count)
      for j in 1...b.count {
        row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], beforeLast[j - 2] + 1) }
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
