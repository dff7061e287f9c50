#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Double {
  /// ln x of the C library.
  var naturalLogarithm: Double { log(self) }

  /// x to a power, by the C library.
  func power(_ exponent: Double) -> Double { pow(self, exponent) }

  /// e^x - 1 of the C library, exact for small x.
  var exponentialLessOne: Double { expm1(self) }
}
