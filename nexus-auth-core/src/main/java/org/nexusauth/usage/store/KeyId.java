package org.nexusauth.usage.store;

/**
 * Names a key: its id means something within its integration alone.
 *
 * @param organizationId the key's organization
 * @param integrationId the key's integration
 * @param keyId the {@code jti}, or the derived id of a key without one
 */
public record KeyId(String organizationId, String integrationId, String keyId) {}
