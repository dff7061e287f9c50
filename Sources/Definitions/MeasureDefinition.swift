import PanelModel

/// A measure that is not a weighted tree (location quotient, co-agglomeration, upgrading, coupling): the method's name,
/// its inputs and options, and the columns its outputs become.
package struct MeasureDefinition: Sendable, Equatable {
  package var code: IndicatorCode
  package var title: Title
  package var note: String
  /// The measure's name in the registry: `coagglomeration`.
  package var measure: String
  /// Every key of the file the measure itself understands: inputs, variants, options.
  package var options: MethodOptions
  /// Output name of the measure -> column code. The main output goes to `code` unless it is named here.
  package var outputs: [(output: String, column: IndicatorCode)]
  package var direction: IndicatorDirection
  package var scope: StatisticalScope
  package var place: DefinitionPlace?

  package init(
    code: IndicatorCode, title: Title = Title(), note: String = "", measure: String,
    options: MethodOptions = MethodOptions(), outputs: [(output: String, column: IndicatorCode)] = [],
    direction: IndicatorDirection = .positive, scope: StatisticalScope = .wholeCity, place: DefinitionPlace? = nil
  ) {
    self.code = code
    self.title = title
    self.note = note
    self.measure = measure
    self.options = options
    self.outputs = outputs
    self.direction = direction
    self.scope = scope
    self.place = place
  }

  package static func == (a: MeasureDefinition, b: MeasureDefinition) -> Bool {
    a.code == b.code && a.title == b.title && a.note == b.note && a.measure == b.measure && a.options == b.options
      && a.outputs.elementsEqual(b.outputs, by: ==) && a.direction == b.direction && a.scope == b.scope
  }
}
