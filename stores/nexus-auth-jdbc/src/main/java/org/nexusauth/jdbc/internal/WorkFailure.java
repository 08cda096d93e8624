package org.nexusauth.jdbc.internal;

/**
 * Thrown by work that fails while the database does not: the transaction is rolled back, and its
 * connection is used again.
 */
public final class WorkFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RuntimeException problem;

  /** Makes a failure because of a problem of the work's own. */
  public WorkFailure(RuntimeException problem) {
    super(problem);
    this.problem = problem;
  }

  /** Returns the problem. */
  public RuntimeException problem() {
    return problem;
  }
}
