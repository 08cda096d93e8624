package org.nexusauth.management.alert.event;

/**
 * Receives alerts of which people are notified: on one node, once for each change, after quiet
 * hours and mutes were applied.
 *
 * <p>Called by a background thread, one call after another; a call that takes long delays the next
 * ones. An exception is logged and changes nothing. Found by {@link java.util.ServiceLoader}; with
 * {@code nexus-auth-console}, beans observe the CDI event {@link AlertEvent} instead.
 */
@FunctionalInterface
public interface AlertListener {

  /** Receives an alert. */
  void onAlert(AlertEvent event);
}
