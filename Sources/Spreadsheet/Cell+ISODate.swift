extension Cell {
  /// A date cell in ISO 8601 for interchange, nil for other kinds: a date stored as a number always shows its time
  /// ("2020-02-29T00:00:00", "…T12:30:00.500000"), one stored as text only what it states ("2020-02-29"), a time of day
  /// without a date "12:30:00", and a number in a format of elapsed time ("[h]:mm") its seconds ("PT5400.0S").
  ///
  /// A serial beyond the calendar (after the year 9999) stays as it is stored.
  public var isoText: String? {
    guard kind == .date else { return nil }
    guard let date, let number else { return text }
    let code = numberFormat.code.lowercased()
    if ["[h", "[m", "[s"].contains(where: code.contains) { return "PT\((number * 86_400_000).rounded() / 1_000)S" }
    let described = date.millisecond == 0 ? date.description : date.description + "000"
    let isSerial = NumberText.parse(text) != nil
    return isSerial && !date.isTimeOnly && !described.contains("T") ? described + "T00:00:00" : described
  }
}
