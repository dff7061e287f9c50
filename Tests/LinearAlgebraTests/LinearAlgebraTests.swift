import LinearAlgebra
import Testing
import _TestSupport

struct LinearAlgebraTests {
  @Test func eigenByHand() throws {
    // [[2, 1], [1, 2]]: 3 with (1, 1) / sqrt 2, and 1 with (1, -1) / sqrt 2
    let eigen = try #require(SymmetricEigen([[2, 1], [1, 2]]))
    #expect(isClose(eigen.values[0], 3) && isClose(eigen.values[1], 1))
    #expect(isClose(eigen.vectors[0][0], 0.5.squareRoot()) && isClose(eigen.vectors[0][1], 0.5.squareRoot()))
    #expect(isClose(abs(eigen.vectors[1][0]), 0.5.squareRoot()))
  }

  @Test(arguments: 1...10) func eigenvectorsSolveTheirEquation(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let n = 12
    var a = [[Double]](repeating: Array(repeating: 0, count: n), count: n)
    for i in 0..<n {
      for j in i..<n {
        a[i][j] = random.number(-1, 1)
        a[j][i] = a[i][j]
      }
    }
    let eigen = try #require(SymmetricEigen(a))
    #expect(eigen.values == eigen.values.sorted(by: >))
    for (value, vector) in zip(eigen.values, eigen.vectors) {
      for i in 0..<n {
        let left = zip(a[i], vector).map(*).reduce(0, +)
        #expect(abs(left - value * vector[i]) < 1e-13)
      }
      #expect(vector.reduce(0, +) >= 0)
    }
  }

  @Test func badMatricesAreRefused() {
    #expect(SymmetricEigen([]) == nil)
    #expect(SymmetricEigen([[1, 2]]) == nil)
    #expect(SymmetricEigen([[.nan]]) == nil)
  }

  @Test func systemByHand() throws {
    // x + 2y = 5, 3x - y = 1: x = 1, y = 2
    let x = try #require(LinearSystem.solve([[1, 2], [3, -1]], [5, 1]))
    #expect(isClose(x[0], 1) && isClose(x[1], 2))
    #expect(LinearSystem.solve([[1, 2], [2, 4]], [1, 2]) == nil)
    #expect(LinearSystem.solve([[1, 2]], [1, 2]) == nil)
  }
}
