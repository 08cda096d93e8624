package org.nexusauth.web.metric;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Optional;

/** Finds the application's bean of a monitoring system. CDI is optional, and so are its classes. */
final class MetricBeans {
  private MetricBeans() {}

  /** Returns the bean; empty where there is none, or where CDI does not run. */
  static <T> Optional<T> find(Class<T> type) {
    try {
      return findBean(type);
    } catch (LinkageError | RuntimeException e) { // A producer's edge, too: it is not used.
      return Optional.empty();
    }
  }

  private static <T> Optional<T> findBean(Class<T> type) {
    Instance<T> found = CDI.current().select(type);
    if (found.isResolvable()) {
      return Optional.of(found.get());
    }
    return Optional.empty();
  }
}
