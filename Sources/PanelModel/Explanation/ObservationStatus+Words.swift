extension ObservationStatus {
  /// What the status says, in a few words.
  package var explanation: String {
    switch self {
    case .normal: "as printed or computed from printed figures"
    case .corrected: "a printed error set right by indicators/corrections"
    case .estimated: "put together from other printed figures"
    case .imputed: "filled in"
    case .treated: "limited by outlier treatment"
    case .missing: "nothing printed, no reason known"
    case .missingCannotExist: "cannot exist"
    case .missingNotCollected: "not collected: the book prints a mark or leaves the cell empty"
    case .missingSuppressed: "suppressed by the source"
    case .excluded: "printed but left out, by a finding or a correction"
    }
  }
}
