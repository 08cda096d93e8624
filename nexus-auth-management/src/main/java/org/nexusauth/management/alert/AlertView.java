package org.nexusauth.management.alert;

import org.jspecify.annotations.Nullable;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertMute;

/**
 * An alert, as an operator sees it.
 *
 * @param alert the alert
 * @param mute the mute that concerns it now; null for none
 */
public record AlertView(Alert alert, @Nullable AlertMute mute) {}
