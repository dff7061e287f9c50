import CXLSXWriter

/// How a cell looks. The standard style has no format of its own.
package struct ExcelStyle: Sendable, Hashable {
  /// Where text stands in the cell.
  package enum Alignment: Sendable, Hashable {
    case standard, left, center, right
  }

  package var isBold: Bool
  /// Thin lines on all four sides.
  package var hasBorder: Bool
  /// Line breaks are shown and long text is wrapped.
  package var wraps: Bool
  package var alignment: Alignment
  /// Excel's number format such as `0.00`; nil: General.
  package var numberFormat: String?

  package init(
    isBold: Bool = false, hasBorder: Bool = false, wraps: Bool = false, alignment: Alignment = .standard,
    numberFormat: String? = nil
  ) {
    self.isBold = isBold
    self.hasBorder = hasBorder
    self.wraps = wraps
    self.alignment = alignment
    self.numberFormat = numberFormat
  }

  func apply(to format: UnsafeMutablePointer<lxw_format>) {
    if isBold { format_set_bold(format) }
    if hasBorder { format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue)) }
    if wraps { format_set_text_wrap(format) }
    switch alignment {
    case .standard: break
    case .left: format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
    case .right: format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
    case .center:
      format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    }
    if let numberFormat { format_set_num_format(format, numberFormat) }
  }
}
