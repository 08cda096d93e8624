package org.nexusauth.management.model.alert;

import java.time.Instant;

/**
 * That nothing is sent by a channel to a receiver that wants no more, until an operator lifts it.
 *
 * @param channel the channel
 * @param since when the receiver said so
 * @param reason what it said, a sentence
 */
public record ChannelStop(AlertChannel channel, Instant since, String reason) {}
