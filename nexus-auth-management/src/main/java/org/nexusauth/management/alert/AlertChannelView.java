package org.nexusauth.management.alert;

import org.jspecify.annotations.Nullable;
import org.nexusauth.management.model.alert.AlertChannel;
import org.nexusauth.management.model.alert.ChannelStop;

/**
 * A channel that is set up.
 *
 * @param channel which
 * @param receiver where it goes to: the host of a webhook, or addresses of mail; no secret
 * @param stop why nothing is sent by it; null while it is in use
 */
public record AlertChannelView(AlertChannel channel, String receiver, @Nullable ChannelStop stop) {}
