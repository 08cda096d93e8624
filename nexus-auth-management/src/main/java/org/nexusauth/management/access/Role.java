package org.nexusauth.management.access;

/** What an operator may do; each may do what the ones before it may. */
public enum Role {
  /** Sees. */
  VIEWER,
  /** Creates, rotates, revokes, enables and disables in its organizations. */
  OPERATOR,
  /** Signing keys, agents, organizations; sees all organizations. */
  ADMIN;

  /** Returns whether this role includes another one. */
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }
}
