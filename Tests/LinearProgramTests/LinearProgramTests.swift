import LinearProgram
import Testing
import _TestSupport

@Suite struct LinearProgramTests {
  /// Least 2x + 3y with x + y >= 4, x <= 3: x = 3, y = 1, 9.
  @Test func smallProgram() throws {
    var program = LinearProgram(least: [2, 3])
    program.require([1, 1], .atLeast, 4)
    program.require([1, 0], .atMost, 3)
    guard case .optimal(let value, let variables) = program.solve() else {
      Issue.record("no optimum")
      return
    }
    #expect(isClose(value, 9) && isClose(variables[0], 3) && isClose(variables[1], 1))
  }

  @Test func programsWithoutOptimum() {
    var infeasible = LinearProgram(least: [1])
    infeasible.require([1], .atMost, 1)
    infeasible.require([1], .equal, 2)
    #expect(infeasible.solve() == .infeasible)
    var unbounded = LinearProgram(least: [-1])
    unbounded.require([1], .atLeast, 1)
    #expect(unbounded.solve() == .unbounded)
  }
}
