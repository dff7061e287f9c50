import CGLPK

/// A linear program in variables of 0 or more: the least value of a sum under sums that are equal to, at most or at least
/// a number. Solved by GLPK's primal simplex, one thread, so that equal input gives equal bits.
package struct LinearProgram: Sendable {
  package enum Relation: Sendable {
    case equal
    case atMost
    case atLeast
  }

  package enum Outcome: Sendable, Equatable {
    case optimal(value: Double, variables: [Double])
    /// No point satisfies all constraints.
    case infeasible
    /// The sum has no least value.
    case unbounded
    /// The solver gave up, mostly for numbers of very unequal size.
    case unsolved
  }

  /// What is made least, a coefficient a variable.
  package let objective: [Double]
  private var rows: [(relation: Relation, bound: Double)] = []
  private var matrix: [(row: Int32, column: Int32, value: Double)] = []

  package init(least objective: [Double]) { self.objective = objective }

  /// Adds a constraint; coefficients of 0 cost nothing.
  /// - Precondition: as many coefficients as variables, all finite.
  package mutating func require(_ coefficients: [Double], _ relation: Relation, _ bound: Double) {
    assert(coefficients.count == objective.count, "as many coefficients as variables")
    rows.append((relation, bound))
    for (j, value) in coefficients.enumerated() where value != 0 {
      matrix.append((Int32(rows.count), Int32(j + 1), value))
    }
  }

  package func solve() -> Outcome {
    _ = glp_term_out(GLP_OFF)
    guard let problem = glp_create_prob() else { return .unsolved }
    defer { glp_delete_prob(problem) }
    load(into: problem)
    var parameters = glp_smcp()
    glp_init_smcp(&parameters)
    parameters.msg_lev = GLP_MSG_OFF
    // Ties decided to the last digits: a reduced cost of 1e-8 that is taken for 0 shows in the optimum.
    parameters.tol_bnd = 1e-12
    parameters.tol_dj = 1e-12
    glp_std_basis(problem)
    guard glp_simplex(problem, &parameters) == 0 else { return .unsolved }
    switch glp_get_status(problem) {
    case GLP_OPT:
      let variables = objective.indices.map { glp_get_col_prim(problem, Int32($0 + 1)) }
      return .optimal(value: glp_get_obj_val(problem), variables: variables)
    case GLP_NOFEAS, GLP_INFEAS: return .infeasible
    case GLP_UNBND: return .unbounded
    default: return .unsolved
    }
  }

  private func load(into problem: OpaquePointer) {
    glp_set_obj_dir(problem, GLP_MIN)
    if !objective.isEmpty { glp_add_cols(problem, Int32(objective.count)) }
    for (j, cost) in objective.enumerated() {
      glp_set_col_bnds(problem, Int32(j + 1), GLP_LO, 0, 0)
      glp_set_obj_coef(problem, Int32(j + 1), cost)
    }
    if !rows.isEmpty { glp_add_rows(problem, Int32(rows.count)) }
    for (i, row) in rows.enumerated() {
      let kind =
        switch row.relation {
        case .equal: GLP_FX
        case .atMost: GLP_UP
        case .atLeast: GLP_LO
        }
      glp_set_row_bnds(problem, Int32(i + 1), kind, row.bound, row.bound)
    }
    // GLPK counts from 1.
    let (i, j) = ([0] + matrix.map(\.row), [0] + matrix.map(\.column))
    glp_load_matrix(problem, Int32(matrix.count), i, j, [0] + matrix.map(\.value))
  }
}
