/// The stable code of a kind of finding. A code never changes its meaning; Docs/Findings.md explains each.
package enum FindingCode: String, Sendable, Hashable, CaseIterable, Comparable {
  // Ingest: from cells to observations.
  case tableNotDefined = "ING-001"
  case headerNotUnderstood = "ING-002"
  case columnNotFound = "ING-003"
  case areaNotMatched = "ING-004"
  case textWhereNumber = "ING-005"
  case duplicateAreaYear = "ING-006"
  case rowNotUnderstood = "ING-007"
  case unitNotStated = "ING-008"
  case unitDiffers = "ING-009"
  case workbookMissing = "ING-010"
  case workbookWithoutSidecar = "ING-011"
  case tableNotFound = "ING-012"
  case areaNotStated = "ING-070"
  case yearNotStated = "ING-013"
  case areaMatchedByMisprint = "ING-014"
  case sheetNotUsed = "ING-015"
  case errorCell = "ING-016"
  case hashDiffers = "ING-017"
  case valueLeftOut = "ING-018"
  case workbookUnreadable = "ING-019"
  case sidecarRepeated = "ING-020"
  case blockNotUsed = "ING-030"
  case headerAmbiguous = "ING-040"
  case headerLabelMutilated = "ING-041"
  case headerFigures = "ING-042"
  // Clean: from observations to a panel of base indicators.
  case supersededValue = "CLN-001"
  case areaRenamed = "CLN-002"
  case areaMerged = "CLN-003"
  case areaOutsidePanel = "CLN-004"
  case outOfRange = "CLN-005"
  case jumpInTime = "CLN-006"
  case valuesImputed = "CLN-007"
  case valuesTreated = "CLN-008"
  case seriesMissing = "CLN-009"
  case editionMissing = "CLN-010"
  case valueMissing = "CLN-011"
  case editionLate = "CLN-012"
  case territoryChanged = "CLN-013"
  case correctionNotFitting = "CLN-020"
  case correctionWithoutFigure = "CLN-021"
  case correctionsConflict = "CLN-022"
  case figureCorrected = "CLN-023"
  case figureFlagged = "CLN-024"
  case accessDayUnknown = "CLN-025"
  case printsTooLate = "CLN-026"
  case partsOfTwoTimes = "CLN-027"
  case partsDiffer = "CLN-030"
  case sharesDiffer = "CLN-031"
  case valueFalls = "CLN-032"
  case rowsAlike = "CLN-033"
  case coverageLow = "CLN-034"
  case digitSlip = "CLN-035"
  case groupJump = "CLN-036"
  case availabilityLow = "CLN-037"
  case leftOutByScreening = "CLN-038"
  case groupTooSmallToFill = "CLN-039"
  case transformImpossible = "CLN-040"
  case skewRemains = "CLN-041"
  case checkNotPossible = "CLN-042"
  case valuesLost = "CLN-043"
  case movedByPowerOfTen = "CLN-044"
  case negativeStandsOut = "CLN-045"
  // Normalize, Weight, Aggregate.
  case constantIndicator = "NRM-001"
  case groupTooSmall = "NRM-002"
  case boundsMissing = "NRM-003"
  case referenceMissing = "NRM-010"
  case noDistance = "NRM-011"
  case rowsLeftOutOfWeights = "WGT-001"
  case consistencyOfComparisons = "WGT-010"
  case componentsKept = "WGT-011"
  case scoreMissing = "AGG-001"
  case raisedToFloor = "AGG-002"
  // Indices: measures.
  case measureUndefined = "MEA-001"
  case sharesRescaled = "MEA-002"
  case approximation = "MEA-003"
  case leftOutOfTotals = "MEA-004"
  case implausibleElasticity = "MEA-010"
  case knownWrongForm = "MEA-011"
  case chainBroken = "MEA-012"
  case areaWithoutPlace = "MEA-013"
  case tailsTrimmed = "MEA-014"

  /// The severity unless a definition says otherwise.
  package var severity: Finding.Severity {
    switch self {
    case .workbookMissing, .duplicateAreaYear, .textWhereNumber, .tableNotFound, .columnNotFound, .unitDiffers,
      .workbookUnreadable, .hashDiffers, .yearNotStated, .areaNotStated, .sidecarRepeated, .correctionNotFitting,
      .correctionWithoutFigure,
      .correctionsConflict, .accessDayUnknown:
      .error
    case .headerNotUnderstood, .areaNotMatched, .rowNotUnderstood, .unitNotStated, .workbookWithoutSidecar,
      .errorCell, .tableNotDefined, .outOfRange, .jumpInTime, .seriesMissing, .editionMissing, .constantIndicator,
      .areaMatchedByMisprint, .headerAmbiguous, .valueLeftOut, .boundsMissing, .editionLate, .territoryChanged,
      .figureFlagged, .partsOfTwoTimes, .partsDiffer, .sharesDiffer, .valueFalls, .rowsAlike, .coverageLow, .digitSlip,
      .groupJump, .availabilityLow, .transformImpossible, .valuesLost, .movedByPowerOfTen, .negativeStandsOut,
      .implausibleElasticity, .knownWrongForm, .chainBroken,
      .referenceMissing, .noDistance:
      .warning
    case .sheetNotUsed, .blockNotUsed, .headerLabelMutilated, .headerFigures, .supersededValue,
      .areaRenamed, .areaMerged, .areaOutsidePanel, .valuesImputed,
      .leftOutByScreening, .groupTooSmallToFill, .skewRemains, .checkNotPossible,
      .valuesTreated, .valueMissing, .groupTooSmall, .rowsLeftOutOfWeights, .scoreMissing, .raisedToFloor,
      .measureUndefined, .sharesRescaled, .approximation, .leftOutOfTotals, .areaWithoutPlace, .tailsTrimmed,
      .figureCorrected, .printsTooLate,
      .consistencyOfComparisons, .componentsKept:
      .note
    }
  }

  package static func < (a: FindingCode, b: FindingCode) -> Bool { a.rawValue < b.rawValue }
}
