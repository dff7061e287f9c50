/// Why a value is as it is, after SDMX's code list CL_OBS_STATUS. A missing value always has one of the missing kinds.
package enum ObservationStatus: UInt8, Sendable, Hashable, CaseIterable {
  case normal
  /// A printed error set right by an entry of indicators/corrections.
  case corrected
  /// Put together by Almanac from other printed figures (a merged city, a formula over imputed inputs).
  case estimated
  /// Filled in by Almanac (interpolated).
  case imputed
  /// Limited by outlier treatment (winsorised).
  case treated
  /// Nothing printed, no reason known.
  case missing
  /// The quantity cannot exist there (a division by zero total, no previous year).
  case missingCannotExist
  /// Not collected: the book prints "—" or leaves the cell empty.
  case missingNotCollected
  /// Suppressed: the book prints "…" or a mark for confidential figures.
  case missingSuppressed
  /// Present in the source but left out by a finding (text where a number belongs, a repeated row).
  case excluded

  package var isMissing: Bool {
    switch self {
    case .normal, .corrected, .estimated, .imputed, .treated: false
    case .missing, .missingCannotExist, .missingNotCollected, .missingSuppressed, .excluded: true
    }
  }

  /// The letter SDMX uses: A normal, E estimated, I imputed, J derogation (here: treated), O missing, M cannot exist,
  /// L not collected, Q suppressed, and K (data included in another category) for what a finding excluded. C corrected
  /// is Almanac's own: the code list has no word for it.
  package var letter: Character {
    switch self {
    case .normal: "A"
    case .corrected: "C"
    case .estimated: "E"
    case .imputed: "I"
    case .treated: "J"
    case .missing: "O"
    case .missingCannotExist: "M"
    case .missingNotCollected: "L"
    case .missingSuppressed: "Q"
    case .excluded: "K"
    }
  }

  /// The status of a number computed from inputs of these two: the weaker claim wins.
  package func combined(with other: ObservationStatus) -> ObservationStatus {
    rawValue >= other.rawValue ? self : other
  }
}

extension [ObservationStatus] {
  /// Whether no value is missing.
  var areAllPresent: Bool { !hasAny(from: .missing) }

  /// Whether no value has a status to pass on.
  package var areAllNormal: Bool { !hasAny(from: .corrected) }

  /// Whether a status stands at or behind one in the order of the cases. An enumeration without payloads is its number
  /// in memory, and numbers are looked over many at a time.
  private func hasAny(from first: ObservationStatus) -> Bool {
    let bound = unsafeBitCast(first, to: UInt8.self)
    return withUnsafeBytes { numbers in
      var others: UInt8 = 0
      for number in numbers { others |= number >= bound ? 1 : 0 }
      return others != 0
    }
  }
}
