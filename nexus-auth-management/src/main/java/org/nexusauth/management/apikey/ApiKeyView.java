package org.nexusauth.management.apikey;

import org.jspecify.annotations.Nullable;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.model.KeyUse;

/**
 * A key as it is shown.
 *
 * @param record its record
 * @param state its state, which the revocation store decides
 * @param stateReason why it is in this state, a sentence; null where the state says all
 * @param use when it was used; null if it never was
 */
public record ApiKeyView(
    ApiKeyRecord record, KeyState state, @Nullable String stateReason, @Nullable KeyUse use) {}
