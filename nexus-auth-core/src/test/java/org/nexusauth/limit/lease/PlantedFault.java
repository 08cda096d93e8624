package org.nexusauth.limit.lease;

/** An error that a simulated engine makes on purpose: the simulator must find it. */
enum PlantedFault {
  NONE,
  /** A request passes first, and its token is debited afterwards. */
  SPENT_BEFORE_DEBIT,
  /** The time that a window has left counts from the answer's arrival. */
  LEASE_COUNTED_FROM_ANSWER,
  /** Tokens are given back once more when the answer was lost. */
  GIVE_BACK_REPEATED,
  /** A call without an answer is taken for a grant. */
  LOST_ANSWER_TAKEN_AS_GRANT,
  /** Windows are computed by the clock of the node that asks. */
  WINDOW_BY_NODE_CLOCK
}
