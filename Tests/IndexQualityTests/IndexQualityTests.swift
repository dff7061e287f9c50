import IndexQuality
import PanelModel
import Testing
import _TestSupport

/// Each statistic on a table worked by hand.
@Suite struct IndexQualityTests {
  /// x = 1 2 3 4, y = 1 3 2 4. Deviations -1.5 -0.5 0.5 1.5 and -1.5 0.5 -0.5 1.5: products sum to 4, squares to 5.
  /// Ranks are the values. Of six pairs five are in order and one is not.
  @Test func correlations() {
    let result = Correlations([1, 2, 3, 4], [1, 3, 2, 4])
    #expect(isClose(result.pearson, 0.8) && isClose(result.spearman, 0.8) && isClose(result.kendall, 4.0 / 6))
    #expect(result.rows == 4 && result.undefined == nil)
    // An outlier moves Pearson's r alone: y = 1 3 2 100.
    let far = Correlations([1, 2, 3, 4], [1, 3, 2, 100])
    #expect(isClose(far.spearman, 0.8) && isClose(far.kendall, 4.0 / 6) && !isClose(far.pearson, 0.8))
  }

  /// x = 1 1 2 3, y = 1 2 2 3. Mean ranks 1.5 1.5 3 4 and 1 2.5 2.5 4; deviations -1 -1 .5 1.5 and -1.5 0 0 1.5:
  /// products 3.75, squares 4.5 each. Pairs: one tied in x, one in y, four in order: 4 / sqrt(5 x 5).
  @Test func ties() {
    let result = Correlations([1, 1, 2, 3], [1, 2, 2, 3])
    #expect(isClose(result.spearman, 3.75 / 4.5) && isClose(result.kendall, 0.8))
    // Pairs tied in both are tied once in each: x = y gives 1.
    let same = Correlations([1, 1, 2, 2, 5], [1, 1, 2, 2, 5])
    #expect(isClose(same.kendall, 1) && isClose(same.spearman, 1) && isClose(same.pearson, 1))
    let against = Correlations([1, 1, 2, 2, 5], [5, 5, 4, 4, 1])
    #expect(isClose(against.kendall, -1) && isClose(against.spearman, -1))
  }

  /// By sorting as by counting pairs.
  @Test func kendallBySortingIsKendallByCounting() {
    var random = SplitMix64(seed: 7)
    for count in [3, 8, 33, 64, 101] {
      let x = (0..<count).map { _ in (random.unit() * 9).rounded() }
      let y = x.map { ($0 + random.unit() * 6).rounded() }
      var (surplus, untiedX, untiedY) = (0, 0, 0)
      for i in 0..<count {
        for j in 0..<i {
          let (a, b) = ((x[i] - x[j]), (y[i] - y[j]))
          surplus += (a * b > 0 ? 1 : 0) - (a * b < 0 ? 1 : 0)
          untiedX += a != 0 ? 1 : 0
          untiedY += b != 0 ? 1 : 0
        }
      }
      let expected = Double(surplus) / (Double(untiedX) * Double(untiedY)).squareRoot()
      #expect(isClose(Correlations(x, y).kendall, expected), "\(count)")
    }
  }

  @Test func missingAndConstantValues() {
    let gaps = Correlations([1, 2, nil, 3, 4, .nan], [1, 3, 9, 2, 4, 1])
    #expect(gaps.rows == 4 && isClose(gaps.pearson, 0.8))
    #expect(Correlations([1, 2, nil], [2, 1, 5]).undefined == .fewRows(2))
    #expect(Correlations([nil, nil, nil], [1, 2, 3]).undefined == .fewRows(0))
    let flat = Correlations([1, 2, 3], [7, 7, 7])
    #expect(flat.undefined == .constant([1]) && flat.pearson == nil && flat.spearman == nil && flat.kendall == nil)
    #expect(Correlations([1, 1, 1, 9], [2, 2, 2, nil]).undefined == .constant([0, 1]))
  }

  /// x = 1 2 3, y = 2 1 3: variances 1 and 1, covariance 1/2: 2/1 (1 - 2/3) = 2/3.
  @Test func alpha() {
    let result = CronbachAlpha([[1, 2, 3], [2, 1, 3]])
    #expect(isClose(result.value, 2.0 / 3) && result.items == 2 && result.rows == 3)
    // x and 4 - y: covariance -1/2, total variance 1: 2 (1 - 2) = -2.
    #expect(isClose(CronbachAlpha([[1, 2, 3], [2, 3, 1]]).value, -2))
    #expect(CronbachAlpha([[1, 2, 3]]).undefined == .oneColumn)
    #expect(CronbachAlpha([[1, 2, 3], [3, 2, 1]]).undefined == .constantTotal)
    let flat = CronbachAlpha([[1, 2, 3], [5, 5, 5], [2, 1, 3], [nil, nil, nil]])
    #expect(isClose(flat.value, 2.0 / 3) && flat.leftOut == [1, 3] && flat.items == 2)
    #expect(CronbachAlpha([[1, 2, 3, nil, nil], [nil, nil, 1, 2, 3]]).undefined == .fewRows(1))
    #expect(CronbachAlpha([]).undefined == .oneColumn)
    let short = CronbachAlpha([[1, 2], [2, 1]])
    #expect(short.undefined == .fewRows(2) && short.leftOut.isEmpty)
  }

  /// Two columns with r = 0.8: eigenvalues 1.8 and 0.2, vectors (1, 1) and (1, -1) over the root of 2.
  @Test func components() {
    let result = PrincipalComponents([[1, 2, 3, 4], [1, 3, 2, 4]])
    #expect(isClose(result.eigenvalues[0], 1.8) && isClose(result.eigenvalues[1], 0.2, relative: 1e-10))
    #expect(isClose(result.share(0), 0.9) && result.rows == 4)
    for loading in result.loadings[0] { #expect(isClose(loading, 0.5.squareRoot())) }
    // Of opposite columns the sign of a loading is that of its column; components of one plane stay above 0.
    let against = PrincipalComponents([[1, 2, 3], [3, 2, 1], [1, 2, 4]])
    #expect(against.eigenvalues.allSatisfy { $0 >= 0 } && against.loadings[0].stableSum() >= 0)
    #expect(against.loadings[0][0] * against.loadings[0][1] < 0)
    let gaps = PrincipalComponents([[1, 2, 3, 4, nil], [1, 3, 2, 4, 8], [6, 6, 6, 6, 6]])
    #expect(gaps.rows == 4 && gaps.taken == [0, 1] && gaps.leftOut == [2] && isClose(gaps.eigenvalues[0], 1.8))
    #expect(PrincipalComponents([[1, 2, 3]]).undefined == .oneColumn)
    #expect(PrincipalComponents([[1, 2, 3, nil], [nil, 1, 2, 3]]).undefined == .fewRows(2))
    #expect(PrincipalComponents([[1, 1, 1, 9], [1, 2, 3, nil]]).undefined == .constant([0]))
  }

  @Test func shifts() {
    let shift = RankShift([1, 4, 0, 2], from: [3, 3, 2, 4], over: [0, 1, 2, 3])
    #expect(isClose(shift.mean, 5.0 / 3) && shift.largest == 2 && shift.row == 0 && shift.rows == 3)
    #expect(RankShift.movers([1, 4, 0, 2], from: [3, 3, 2, 4]) == [0, 3, 1])
    let none = RankShift([0, 1], from: [1, 0], over: [0, 1])
    #expect(none.mean == nil && none.row == nil && none.rows == 0)
  }

  /// A root of two: the first of weight 1 with children 1 and 3, the second of weight 3, alone.
  @Test func products() {
    let products = EffectiveWeights.products([9, 1, 3, 1, 3], parents: [nil, 0, 0, 1, 1])
    #expect(products == [1, 0.25, 0.75, 0.0625, 0.1875])
    #expect(EffectiveWeights.products([1, 0], parents: [nil, 0]) == [1, nil])
  }

  /// y = (x + z) / 2 with x = 1 2 3 4, z = 1 3 2 4: the covariances of both with y are equal, so each carries half.
  @Test func sharesOfVariance() throws {
    let (x, z): ([Double?], [Double?]) = ([1, 2, 3, 4, 9], [1, 3, 2, 4, nil])
    let y: [Double?] = [1, 2.5, 2.5, 4, 9]
    let shares = try #require(EffectiveWeights.varianceShares([x, z], weights: [0.5, 0.5], score: y))
    #expect(isClose(shares[0], 0.5) && isClose(shares[1], 0.5))
    #expect(EffectiveWeights.varianceShares([[1, 2]], weights: [1], score: [1, 2]) == nil)
    #expect(EffectiveWeights.varianceShares([[1, 2, 3]], weights: [1], score: [2, 2, 2]) == nil)
  }

  /// Four rows make two classes: of y = 1 3 | 5 7 the means are 2 and 6, 16 of the 20 squares lie between them.
  @Test func correlationRatio() {
    #expect(isClose(EffectiveWeights.correlationRatio([1, 2, 3, 4], [1, 3, 5, 7]), 0.8))
    // Of a parabola the correlation is 0 and the ratio is not: 20 rows in four classes.
    let x = (0..<20).map { Double($0) - 9.5 }
    let y = x.map { $0 * $0 }
    #expect(abs(Correlations(x, y).pearson ?? 1) < 1e-15)
    #expect((EffectiveWeights.correlationRatio(x, y) ?? 0) > 0.7)
    #expect(EffectiveWeights.correlationRatio([1, 1, 1], [1, 2, 3]) == nil)
  }
}
