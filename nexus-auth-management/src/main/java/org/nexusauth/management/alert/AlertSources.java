package org.nexusauth.management.alert;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.limit.LimitPlans;
import org.nexusauth.management.alert.event.AlertListener;
import org.nexusauth.usage.store.UsageReader;

/**
 * What alerts are about besides records, and whom the application notifies itself.
 *
 * @param usage reads what keys did; null where usage is not counted: then rules about records alone
 *     are evaluated
 * @param plans the plans of limits; null where limits are off
 * @param listeners are notified of alerts
 */
public record AlertSources(
    @Nullable UsageReader usage, @Nullable LimitPlans plans, List<AlertListener> listeners) {
  /** No source besides records, and no listener. */
  public static final AlertSources NONE = new AlertSources(null, null, List.of());

  /** Copies the list. */
  public AlertSources {
    listeners = List.copyOf(listeners);
  }
}
