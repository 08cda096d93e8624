package org.nexusauth.management.alert.event;

import java.time.Instant;
import org.nexusauth.management.model.alert.Alert;

/**
 * That people are notified of an alert. Holds no key text. Ids may be texts of a client: escape
 * them where you write them.
 *
 * @param at when
 * @param change why
 * @param alert the alert as it is now
 */
public record AlertEvent(Instant at, AlertChange change, Alert alert) {}
