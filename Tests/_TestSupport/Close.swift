import PanelModel

/// Whether two numbers agree to a relative tolerance, or absolutely to `floor`. NaN agrees with nothing.
package func isClose(_ a: Double, _ b: Double, relative: Double = 1e-12, floor: Double = 1e-15) -> Bool {
  a == b || abs(a - b) <= max(floor, relative * max(abs(a), abs(b)))
}

/// The same for values that may be missing: missing agrees with missing only.
package func isClose(_ a: Double?, _ b: Double?, relative: Double = 1e-12, floor: Double = 1e-15) -> Bool {
  switch (a, b) {
  case (nil, nil): true
  case (let a?, let b?): isClose(a, b, relative: relative, floor: floor)
  default: false
  }
}

/// |a - b| / max(|a|, |b|); 0 if they differ by no more than `floor`; infinite where only one is missing or either is NaN.
package func relativeDifference(_ a: Double?, _ b: Double?, floor: Double = 1e-15) -> Double {
  guard let a, let b else { return a == nil && b == nil ? 0 : .infinity }
  if a == b { return 0 }
  let difference = abs(a - b)
  guard difference.isFinite else { return .infinity }
  return difference <= floor ? 0 : difference / max(abs(a), abs(b))
}

/// The largest relative difference of two columns; infinite if their lengths or their missing cells differ.
package func worstDifference(_ a: [Double?], _ b: [Double?], floor: Double = 1e-15) -> Double {
  guard a.count == b.count else { return .infinity }
  return zip(a, b).reduce(0) { max($0, relativeDifference($1.0, $1.1, floor: floor)) }
}

/// The same for columns of a panel.
package func worstDifference(_ a: OptionalDoubles, _ b: OptionalDoubles, floor: Double = 1e-15) -> Double {
  worstDifference(Array(a), Array(b), floor: floor)
}

package func worstDifference(_ a: [Double?], _ b: OptionalDoubles, floor: Double = 1e-15) -> Double {
  worstDifference(a, Array(b), floor: floor)
}
