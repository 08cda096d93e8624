package org.nexusauth.web;

import java.util.Optional;

/**
 * Finds the CDI beans of the application that concern a gate. CDI is optional, and so are its
 * classes: lambdas stand for method references here, which would link {@link CdiBeans} too early.
 * Thread-safe.
 */
public final class ApplicationBeans {
  private ApplicationBeans() {}

  /**
   * Returns the stores and listeners among the beans; none where there is no CDI. Empty while CDI
   * is there but does not run, or not yet.
   */
  public static Optional<DiscoveredBeans> discover() {
    try {
      return CdiBeans.current().map(beans -> beans.discover());
    } catch (LinkageError e) {
      return Optional.of(DiscoveredBeans.NONE);
    }
  }

  /**
   * Returns attributes that hold the gates of an application without a servlet context, and close
   * them when the CDI container ends; empty where none runs.
   */
  public static Optional<AttributeScope> findAttributes() {
    try {
      return CdiBeans.current().flatMap(beans -> beans.findAttributes());
    } catch (LinkageError e) {
      return Optional.empty();
    }
  }

  /**
   * Returns what sets the key that {@link CurrentApiKey} has in the current request, where no
   * servlet request has it; empty where no CDI container runs. It ignores callers outside a request
   * scope.
   */
  public static Optional<CallerSink> findCallerSink() {
    try {
      return CdiBeans.current().flatMap(beans -> beans.findCallerSink());
    } catch (LinkageError e) {
      return Optional.empty();
    }
  }
}
