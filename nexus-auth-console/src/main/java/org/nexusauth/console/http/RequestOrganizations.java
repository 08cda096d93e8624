package org.nexusauth.console.http;

import java.util.Set;
import java.util.function.Supplier;

/**
 * The ids of the organizations that a request may concern. They are read only when a login wants to
 * know them and the request is in order. Used by one thread.
 */
final class RequestOrganizations implements Supplier<Set<String>> {
  private Set<String> ids = Set.of();
  private boolean wanted;

  @Override
  public Set<String> get() {
    wanted = true;
    return ids;
  }

  boolean areWanted() {
    return wanted;
  }

  void set(Set<String> found) {
    ids = Set.copyOf(found);
  }
}
